//! From the text of a cell to its value.

use crate::diag::Problem;
use crate::model::{Cell, ColumnDeclaration, ColumnKind, Digits, NumberFormat, is_in_range, is_missing_mark};
use rust_decimal::Decimal;

/// The value of a cell, or what is wrong with it.
pub(super) fn cell(text: &str, column: &ColumnDeclaration, missing: &[String]) -> Result<Cell, Problem> {
    if missing.iter().any(|way| way == text) {
        return Ok(Cell::Missing(text.to_owned()));
    }
    match column.kind {
        _ if text.is_empty() => Ok(Cell::Empty),
        ColumnKind::Code | ColumnKind::Text => Ok(Cell::Text(text.to_owned())),
        ColumnKind::Number(_) if is_missing_mark(text) => Ok(Cell::Missing(text.to_owned())),
        ColumnKind::Number(NumberFormat::Percent(_)) => bounded(text, percentage(text)).map(Cell::Number),
        ColumnKind::Number(NumberFormat::Plain(..)) => match ratio_digits(text) {
            Some(digits) => bounded(text, percentage(text)).map(|value| Cell::Ratio(value, digits)),
            None => bounded(text, number(text)).map(Cell::Number),
        },
    }
}

/// The digits of a percentage in a column of other numbers: it keeps those it is written with.
fn ratio_digits(text: &str) -> Option<Digits> {
    let bare = text.strip_suffix(['%', '％'])?;
    let digits = bare.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    u32::try_from(digits).ok().map(Digits::Fixed)
}

/// A number, with or without 千分撇, also in full-width digits.
pub(super) fn number(text: &str) -> Option<Decimal> {
    // A space between digits stands where a 千分撇 could.
    let narrow = text.chars().map(half_width).collect::<String>().trim().replace(' ', ",");
    let digits = if narrow.contains(',') { without_thousands(&narrow)? } else { narrow };
    // `from_str` would also take forms no accountant writes, such as 1_000.
    let plain = digits.strip_prefix('-').unwrap_or(&digits);
    let sound =
        plain.chars().all(|c| c.is_ascii_digit() || c == '.') && plain.starts_with(|c: char| c.is_ascii_digit());
    if sound { Decimal::from_str_exact(&digits).ok() } else { None }
}

/// The number if it can be computed with; else what is wrong with it.
pub(super) fn bounded(text: &str, value: Option<Decimal>) -> Result<Decimal, Problem> {
    match value {
        Some(value) if is_in_range(value) => Ok(value),
        Some(_) => Err(Problem::NumberOverflow),
        None => Err(Problem::NumberInvalid { text: text.to_owned() }),
    }
}

/// A percentage as a ratio: both 99.41% and 99.41 are 0.9941.
fn percentage(text: &str) -> Option<Decimal> {
    let bare = text.strip_suffix(['%', '％']).unwrap_or(text);
    number(bare)?.checked_div(Decimal::ONE_HUNDRED)
}

/// The number without its 千分撇, if they stand where they should.
fn without_thousands(text: &str) -> Option<String> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let sound = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    (sound && !fraction.contains(',')).then(|| text.replace(',', ""))
}

fn half_width(character: char) -> char {
    match character {
        '，' => ',',
        '．' => '.',
        '－' | '−' => '-',
        '\u{3000}' => ' ',
        '０'..='９' => char::from_u32(u32::from(character) - u32::from('０') + u32::from('0')).unwrap_or(character),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    #[test]
    fn reads_numbers_as_accountants_write_them() {
        for (text, value) in
            [("1,135.00", "1135.00"), ("１２３", "123"), ("-5", "-5"), ("1 000", "1000"), ("0.5", "0.5")]
        {
            assert_eq!(number(text), Decimal::from_str(value).ok(), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["8 5", "82..73", "1,35", "12万", "", ".5", "1_000", "+5", "1e5", "二十"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn percentages_are_ratios() {
        assert_eq!(percentage("99.41%"), Decimal::from_str("0.9941").ok());
        assert_eq!(percentage("99.41"), Decimal::from_str("0.9941").ok());
    }
}
