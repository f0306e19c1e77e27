//! 每人补助3282.37万元: what one gets, ten thousand times too much.

use crate::review::interval::Interval;
use crate::review::reading::{Amount, Measure, Reading, Sentence, Standing};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::pattern::pattern;
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

static EACH: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:每|平均每)([一-龥]{1,2}?)[一-龥]{0,6}?N|([人户])均[一-龥]{0,4}?N"));

/// Fewer digits agree by chance.
const TELLING: usize = 2;

/// What one person, household or 亩 gets, beside the money and the counts of the document.
pub(super) fn of_one(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in reading.prose() {
        for groups in EACH.captures_iter(&sentence.masked) {
            let of = |group: usize| groups.get(group).map(|words| words.as_str());
            let (unit, mark) = (of(1).or_else(|| of(3)), of(2).or_else(|| of(4)));
            let each = mark.and_then(|mark| sentence.amount_of(mark)).filter(|each| each.measure == Measure::Money);
            let Some((unit, each)) = unit.zip(each) else { continue };
            if each.is_exact() && !each.bound && each.digits.trim_end_matches('0').len() >= TELLING {
                judge(reading, sentence, unit, each, remarks);
            }
        }
    }
}

fn judge(reading: &Reading<'_>, sentence: &Sentence, unit: &str, each: &Amount, remarks: &mut Remarks) {
    let counts: Vec<Interval> = counts(reading, unit);
    let sums: Vec<(&str, Interval)> = sums(reading, sentence, each);
    let quotients: Vec<(&str, Interval)> = sums
        .iter()
        .flat_map(|(written, sum)| counts.iter().filter_map(move |count| Some((*written, sum.over(*count)?))))
        .collect();
    let told = each.as_printed();
    let at = |scale: Decimal| Interval { least: told.least * scale, most: told.most * scale };
    if quotients.iter().any(|(_, quotient)| quotient.meets(told)) {
        return;
    }
    let times = [(Decimal::from(10_000), "少"), (Decimal::new(1, 4), "多")];
    let slip = times.into_iter().find_map(|(scale, way)| {
        quotients.iter().find(|(_, quotient)| quotient.meets(at(scale))).map(|(sum, _)| (*sum, way))
    });
    if let Some((sum, way)) = slip {
        let written = sentence.written(each);
        let message = format!("每{unit}{written}，用{sum}除以全部的{unit}数来算，{way}写了一万倍");
        remarks.add(Remark::new(&sentence.origin, message).at(sentence, &each.range));
    }
}

/// How many there are by this unit: as sentences say, and the totals of tables.
fn counts(reading: &Reading<'_>, unit: &str) -> Vec<Interval> {
    let is_unit = |amount: &&Amount| matches!(&amount.measure, Measure::Unit(own) if own == unit);
    let said = reading.prose().flat_map(|sentence| &sentence.amounts).filter(is_unit);
    let totals = reading.sheets.iter().flat_map(|sheet| {
        let rows = (0..sheet.labels.len()).filter(|row| sheet.standing[*row] == Standing::Total);
        rows.flat_map(move |row| {
            sheet.numeric_columns().into_iter().filter_map(move |column| sheet.amount(row, column))
        })
    });
    said.chain(totals.filter(is_unit)).filter(|count| count.value >= Decimal::TEN).map(Amount::interval).collect()
}

/// The sums of money of the paragraph and the one before.
fn sums<'a>(reading: &'a Reading<'_>, sentence: &Sentence, each: &Amount) -> Vec<(&'a str, Interval)> {
    let near = reading.prose().filter(|home| home.passage + 1 >= sentence.passage && home.passage <= sentence.passage);
    near.flat_map(|home| {
        let money = home.amounts.iter().filter(|one| one.measure == Measure::Money && one.is_exact());
        let money = money.filter(|one| !std::ptr::eq(*one, each));
        money.map(|one| (home.written(one), one.as_printed()))
    })
    .collect()
}
