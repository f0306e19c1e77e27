//! 进村件量……2024年为2021年的3.4倍, 一号隧道用电量为三号隧道的2.45倍 beside the table.

use crate::review::interval::Interval;
use crate::review::reading::{Amount, Measure, Reading, Sentence, Sheet, words, year_in};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::pattern;
use regex::Regex;
use std::sync::LazyLock;

static TIMES: LazyLock<Regex> = LazyLock::new(|| pattern("Y年?(?:是|为|达到|达)Y年?的N"));

/// How many times the number of another year a number is.
pub(super) fn times(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
    for groups in TIMES.captures_iter(&sentence.masked) {
        let year = |group: usize| sentence.year_of(groups.get(group)?.as_str());
        let ratio = groups.get(3).and_then(|mark| sentence.amount_of(mark.as_str()));
        let (Some(late), Some(early), Some(ratio)) = (year(1), year(2), ratio) else { continue };
        if ratio.measure != Measure::Times || !ratio.is_exact() {
            continue;
        }
        let before = &sentence.text[..ratio.range.start];
        let Some((sheet, worked, cell)) =
            reading.sheets.iter().find_map(|sheet| over_years(sheet, before, late, early))
        else {
            continue;
        };
        compare(sentence, ratio, (sheet, worked, cell), remarks);
    }
    for groups in ROWS.captures_iter(&sentence.masked) {
        let of = |group: usize| groups.get(group).map_or("", |words| words.as_str());
        let ratio = sentence.amount_of(of(3)).filter(|ratio| ratio.measure == Measure::Times && ratio.is_exact());
        let found = ratio.and_then(|_| reading.sheets.iter().find_map(|sheet| over_rows(sheet, of(1), of(2))));
        if let Some((ratio, found)) = ratio.zip(found) {
            compare(sentence, ratio, found, remarks);
        }
    }
}

static ROWS: LazyLock<Regex> =
    LazyLock::new(|| pattern("([一-龥]{4,24}?)(?:约)?(?:为|是|达到|相当于)(?:同期)?([一-龥]{2,16}?)的N"));

/// A table, what two of its cells give, and the first of them.
type Quotient<'a> = (&'a Sheet<'a>, Interval, (usize, usize));

fn compare(sentence: &Sentence, ratio: &Amount, (sheet, worked, cell): Quotient<'_>, remarks: &mut Remarks) {
    if worked.meets(ratio.as_printed()) {
        return;
    }
    let should = worked.middle().round_dp(ratio.step.normalize().scale());
    let message = format!("写的是{}，由表「{}」算出来是{should}倍", sentence.written(ratio), sheet.grid.name);
    let remark = Remark::new(&sentence.origin, message).at(sentence, &ratio.range);
    remarks.add(remark.related(sheet.origin(cell.0, cell.1), "表里的数"));
}

/// The quotient of two rows in the one column that the words of the first name.
fn over_rows<'a>(sheet: &'a Sheet<'a>, subject: &str, other: &str) -> Option<Quotient<'a>> {
    let named = |text: &str| {
        let rows = (0..sheet.names.len()).filter(|row| sheet.names[*row].chars().count() >= 2);
        rows.filter(|row| text.contains(sheet.names[*row].as_str())).max_by_key(|row| sheet.names[*row].len())
    };
    let (above, below) = (named(subject)?, named(other).filter(|row| other.starts_with(sheet.names[*row].as_str()))?);
    let title = |column: usize| words(&sheet.grid.columns[column].title);
    let columns = sheet.numeric_columns();
    let mut told = columns
        .iter()
        .copied()
        .filter(|column| title(*column).chars().count() >= 2 && subject.contains(&title(*column)));
    let column = match (told.next(), told.next(), columns.as_slice()) {
        (Some(one), None, _) | (None, None, &[one]) => one,
        _ => return None,
    };
    let (one, two) = (sheet.amount(above, column)?, sheet.amount(below, column)?);
    // 一号线支出为三号线预算的2.5倍 is of two columns.
    let rest = other.strip_prefix(sheet.names[below].as_str())?.trim_start_matches('的');
    let alike = above != below && title(column).contains(rest) && one.is_like(two) && one.measure != Measure::Percent;
    Some((sheet, one.interval().over(two.interval()).filter(|_| alike)?, (above, column)))
}

/// The quotient of two years of what the text speaks of, years across or down.
fn over_years<'a>(sheet: &'a Sheet<'a>, before: &str, late: i32, early: i32) -> Option<Quotient<'a>> {
    // Of 2021年预算 and 2021年支出 nobody says which is meant.
    let column_of = |year: i32| {
        let columns = sheet.numeric_columns().into_iter();
        let mut of = columns.filter(|column| year_in(&sheet.grid.columns[*column].title) == Some(year));
        of.next().filter(|_| of.next().is_none())
    };
    let row_of = |year: i32| (0..sheet.labels.len()).find(|row| year_in(&sheet.labels[*row]) == Some(year));
    let named = |name: &str| {
        let name = words(name);
        let at = before.rfind(&name).filter(|_| name.chars().count() >= 3)?;
        // Of 快件量 and 进村快件量, which end at one place, the longer is meant.
        Some((at + name.len(), name.len()))
    };
    let cells = match (column_of(late).zip(column_of(early)), row_of(late).zip(row_of(early))) {
        (Some((late, early)), _) => {
            let row = (0..sheet.labels.len())
                .filter(|row| named(&sheet.labels[*row]).is_some())
                .max_by_key(|row| named(&sheet.labels[*row]))?;
            ((row, late), (row, early))
        }
        (_, Some((late, early))) => {
            let title = |column: usize| sheet.grid.columns[column].title.as_str();
            let columns = sheet.numeric_columns().into_iter().filter(|column| named(title(*column)).is_some());
            let column = columns.max_by_key(|column| named(title(*column)))?;
            ((late, column), (early, column))
        }
        _ => return None,
    };
    let ((late_row, late_column), (early_row, early_column)) = cells;
    let (above, below) = (sheet.amount(late_row, late_column)?, sheet.amount(early_row, early_column)?);
    Some((sheet, above.interval().over(below.interval())?, cells.0))
}
