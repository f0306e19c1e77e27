//! From the text of a cell to its value.

use crate::model::{Cell, ColumnDeclaration, ColumnKind, Digits, NumberFormat};
use rust_decimal::Decimal;
use std::str::FromStr;

/// Ways of writing "no such item" that every number column understands.
const NOTHING: [&str; 5] = ["-", "—", "－", "–", "/"];

/// The value of a cell; gives nothing if a number was wanted and the text is none.
pub(super) fn cell(text: &str, column: &ColumnDeclaration, missing: &[String]) -> Option<Cell> {
    if missing.iter().any(|way| way == text) {
        return Some(Cell::Missing(text.to_owned()));
    }
    match column.kind {
        _ if text.is_empty() => Some(Cell::Empty),
        ColumnKind::Code | ColumnKind::Text => Some(Cell::Text(text.to_owned())),
        ColumnKind::Number(_) if NOTHING.contains(&text) => Some(Cell::Missing(text.to_owned())),
        ColumnKind::Number(NumberFormat::Percent(_)) => percentage(text).map(Cell::Number),
        ColumnKind::Number(NumberFormat::Plain(..)) => number(text).map(Cell::Number).or_else(|| ratio(text)),
    }
}

/// A percentage in a column of other numbers; it keeps the digits it is written with.
fn ratio(text: &str) -> Option<Cell> {
    let bare = text.strip_suffix(['%', '％'])?;
    let digits = bare.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    Some(Cell::Ratio(percentage(text)?, Digits::Fixed(u32::try_from(digits).ok()?)))
}

/// A number, with or without 千分撇, also in full-width digits.
pub(super) fn number(text: &str) -> Option<Decimal> {
    let narrow: String = text.chars().map(half_width).filter(|c| *c != ' ').collect();
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
        for text in ["82..73", "1,35", "12万", "", ".5", "1_000", "+5", "1e5", "二十"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn percentages_are_ratios() {
        assert_eq!(percentage("99.41%"), Decimal::from_str("0.9941").ok());
        assert_eq!(percentage("99.41"), Decimal::from_str("0.9941").ok());
    }
}
