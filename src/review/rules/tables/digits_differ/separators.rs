//! 千分撇 here and none there.

use super::tell;
use crate::diag::Origin;
use crate::review::reading::{Amount, Measure, Reading, Sheet};
use crate::review::remarks::Remarks;

/// Whole numbers of fewer digits need no 千分撇: GB/T 15835—2011, 5.1.2.2.
const LONG: usize = 5;

/// A long number and where it stands.
struct Long<'a> {
    text: &'a str,
    grouped: bool,
    is_money: bool,
    origin: &'a Origin,
}

/// Money and counts each keep to their own way: many group the one and not the other.
pub(super) fn differ(reading: &Reading<'_>, remarks: &mut Remarks) {
    let (money, counts) = in_tables(reading).chain(in_sentences(reading)).partition(|one: &Long<'_>| one.is_money);
    differ_among(money, "金额", remarks);
    differ_among(counts, "数量", remarks);
}

fn differ_among(all: Vec<Long<'_>>, what: &str, remarks: &mut Remarks) {
    let (with, without): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.grouped);
    let with_usual = with.len() >= without.len();
    let (usual, odd) = if with_usual { (with, without) } else { (without, with) };
    let (Some(first), Some(like)) = (odd.first(), usual.first()) else { return };
    let (have, lack) = if with_usual { ("有", "没有") } else { ("没有", "有") };
    let more = if odd.len() > 1 { format!("等{}处", odd.len()) } else { String::new() };
    let message =
        format!("全文五位以上的{what}，{}处{have}千分撇（如{}），{}{more}{lack}", usual.len(), like.text, first.text);
    let places: Vec<&Origin> = odd.iter().map(|one| one.origin).collect();
    tell(message, &places, like.origin, remarks);
}

/// The long numbers of the columns that keep to one way.
fn in_tables<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Long<'a>> {
    reading.sheets.iter().flat_map(|sheet| {
        let columns = sheet.numeric_columns().into_iter().filter(|column| sheet.grid.columns[*column].printed);
        columns.flat_map(|column| {
            let found = of_column(sheet, column);
            let even = found.iter().all(|one| one.grouped == found[0].grouped);
            if even { found } else { Vec::new() }
        })
    })
}

fn of_column<'a>(sheet: &'a Sheet<'_>, column: usize) -> Vec<Long<'a>> {
    let rows = 0..sheet.labels.len();
    rows.filter_map(|row| {
        let amount = sheet.amount(row, column)?;
        let cell = sheet.cell(row, column);
        is_long(&cell.text).then(|| Long {
            text: cell.text.trim(),
            grouped: amount.grouped,
            is_money: amount.measure == Measure::Money,
            origin: &cell.origin,
        })
    })
    .collect()
}

/// The long numbers of running text that measure something: bare digits may be a name.
fn in_sentences<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Long<'a>> {
    let measured = |amount: &&Amount| amount.measure != Measure::Bare;
    reading.prose().flat_map(move |sentence| {
        sentence.amounts.iter().filter(measured).filter_map(|amount| {
            let text = sentence.written(amount);
            is_long(text).then_some(Long {
                text,
                grouped: amount.grouped,
                is_money: amount.measure == Measure::Money,
                origin: &sentence.origin,
            })
        })
    })
}

fn is_long(text: &str) -> bool {
    let whole = text.split('.').next().unwrap_or_default();
    whole.chars().filter(char::is_ascii_digit).count() >= LONG
}
