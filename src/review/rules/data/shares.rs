//! 补助226.80万元，占全部金额的42.09% beside the table that holds the amount and its total.

use super::evidence::{Mention, mention};
use crate::review::interval::Interval;
use crate::review::likeness::slip_of;
use crate::review::reading::{Amount, Measure, Reading, Sentence, Sheet, Standing};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::{pattern, shown};
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

static SHARE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "N，占(?:比|了|(?:全部|全年|总|年度|所有|合计|培训|补助|支出|资金|各项)[一-龥]{0,8})?(?:的)?(?:比重|比例)?(?:为|达)?N",
    )
});

/// A share of the total of the column its part stands in.
pub(super) fn shares(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
    for groups in SHARE.captures_iter(&sentence.masked) {
        let of = |group: usize| groups.get(group).and_then(|mark| sentence.amount_of(mark.as_str()));
        let (Some(part), Some(rate)) = (of(1), of(2)) else { continue };
        let typed = rate.measure == Measure::Percent && rate.is_exact() && part.is_exact() && !rate.bound;
        if typed && part.digits.len() >= 3 && !is_of_others(reading, sentence, part, rate) {
            judge(reading, sentence, part, rate, remarks);
        }
    }
}

/// Whether some number of the paragraph, or some total, has the part for this share.
fn is_of_others(reading: &Reading<'_>, sentence: &Sentence, part: &Amount, rate: &Amount) -> bool {
    let share =
        |whole: Interval| part.interval().over(whole).is_some_and(|value| value.in_percent().meets(rate.interval()));
    let around = reading.around(sentence).iter().flat_map(|one| &one.amounts).filter(|one| one.is_like(part));
    around.map(Amount::interval).any(share) || totals(reading, part).into_iter().any(|(_, _, total)| share(total))
}

/// The columns that can be added up to a number of this kind: table, column, total.
fn totals<'a>(reading: &'a Reading<'_>, part: &Amount) -> Vec<(&'a Sheet<'a>, usize, Interval)> {
    let columns =
        reading.sheets.iter().flat_map(|sheet| sheet.numeric_columns().into_iter().map(move |column| (sheet, column)));
    columns.filter_map(|(sheet, column)| Some((sheet, column, total(sheet, column, part)?))).collect()
}

fn total(sheet: &Sheet<'_>, column: usize, part: &Amount) -> Option<Interval> {
    let rows = || 0..sheet.labels.len();
    let like = |row: &usize| sheet.amount(*row, column).filter(|amount| is_of_kind(amount, part) && amount.is_exact());
    let stated = rows().filter(|row| sheet.standing[*row] == Standing::Total).find_map(|row| like(&row));
    let items = rows().filter(|row| sheet.standing[*row] == Standing::Item(1));
    stated
        .map(Amount::interval)
        .or_else(|| items.filter_map(|row| like(&row)).map(Amount::interval).reduce(Interval::plus))
}

/// A count in a table seldom has its unit beside it.
fn is_of_kind(cell: &Amount, part: &Amount) -> bool {
    cell.is_like(part) || cell.measure == Measure::Bare && matches!(part.measure, Measure::Unit(_))
}

fn judge(reading: &Reading<'_>, sentence: &Sentence, part: &Amount, rate: &Amount, remarks: &mut Remarks) {
    let earlier = reading.before(sentence).last().map_or("", |one| one.text.as_str());
    let text = format!("{earlier}，{}", &sentence.text[..rate.range.end]);
    let found = totals(reading, part).into_iter().find_map(|(sheet, column, total)| {
        let row = (0..sheet.labels.len()).find(|row| {
            let item = matches!(sheet.standing[*row], Standing::Item(_));
            let same = sheet
                .amount(*row, column)
                .is_some_and(|cell| is_of_kind(cell, part) && cell.interval().meets(part.interval()));
            item && same && mention(&sheet.names[*row], &text) == Mention::Strong
        })?;
        let share = part.interval().over(total)?.in_percent();
        let close = (share.middle().saturating_sub(rate.value)).abs().saturating_mul(Decimal::from(6)) < rate.value;
        (close || slip_of(rate, share.middle()).is_some()).then_some((sheet, row, column, share))
    });
    let Some((sheet, row, column, share)) = found else { return };
    let (above, written) = (sentence.written(part), sentence.written(rate));
    let should = shown(rate, written, share.middle());
    let message = format!(
        "{above}占表「{}」「{}」合计的比率写的是{written}，算出来是{should}",
        sheet.grid.name, sheet.grid.columns[column].name
    );
    remarks.add(
        Remark::new(&sentence.origin, message).at(sentence, &rate.range).related(sheet.origin(row, column), "表里的数"),
    );
}
