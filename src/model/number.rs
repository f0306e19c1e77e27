//! Exact decimals, and how they are printed: rounded half-up, once, here.

use super::Unit;
use rust_decimal::{Decimal, RoundingStrategy};

/// The largest amount that is taken: beyond it no budget stands, and below it no sum, product
/// by a hundred or difference can leave what an exact decimal holds.
pub const LARGEST: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0);

/// Whether an amount is small enough to be computed with.
pub fn is_in_range(value: Decimal) -> bool {
    value.abs() <= LARGEST
}

/// Rounds half away from zero, as accountants do.
pub fn half_up(value: Decimal, places: u32) -> Decimal {
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

/// How many digits are printed behind the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digits {
    /// Just so many.
    Fixed(u32),
    /// As many as the value has.
    AsIs,
}

/// Whether 千分撇 are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// 51,634,120.00
    Thousands,
    /// 51634120.00
    None,
}

/// How a number is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFormat {
    /// An ordinary number.
    Plain(Digits, Grouping),
    /// A ratio printed as a percentage: 0.9941 is 99.41%.
    Percent(Digits),
}

impl NumberFormat {
    /// The number as it is printed.
    pub fn print(self, value: Decimal) -> String {
        match self {
            Self::Plain(digits, grouping) => {
                let text = fixed(value, digits);
                match grouping {
                    Grouping::Thousands => group_thousands(&text),
                    Grouping::None => text,
                }
            }
            Self::Percent(digits) => {
                // A ratio too large to be shown as a percentage cannot come out of a checked
                // column; the value itself is then the more honest print.
                let hundredfold = value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(value);
                format!("{}%", fixed(hundredfold, digits))
            }
        }
    }

    /// The same kind of number with other digits.
    #[must_use]
    pub fn with_digits(self, digits: Digits) -> Self {
        match self {
            Self::Plain(_, grouping) => Self::Plain(digits, grouping),
            Self::Percent(_) => Self::Percent(digits),
        }
    }
}

/// More digits than this behind the point come from a computation, not from the user.
const LONGEST_WRITTEN: u32 = 6;

fn fixed(value: Decimal, digits: Digits) -> String {
    match digits {
        // Written digits are kept (12.50 stays 12.50); the endless ones of a quotient are not.
        Digits::AsIs if value.scale() <= LONGEST_WRITTEN => value.to_string(),
        Digits::AsIs => fixed(value, Digits::Fixed(2)),
        Digits::Fixed(places) => {
            let mut rounded = half_up(value, places);
            rounded.rescale(places);
            if rounded.is_zero() {
                rounded.set_sign_positive(true);
            }
            rounded.to_string()
        }
    }
}

fn group_thousands(text: &str) -> String {
    let (sign, unsigned) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = unsigned.split_once('.').map_or((unsigned, None), |(w, f)| (w, Some(f)));
    let mut grouped = String::with_capacity(text.len() + whole.len() / 3);
    grouped.push_str(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(fraction) = fraction {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

/// A number with the way it is printed and its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The exact value; a percentage is held as a ratio.
    pub value: Decimal,
    /// How it is printed.
    pub format: NumberFormat,
    /// Its unit, if one is declared.
    pub unit: Option<Unit>,
}

impl Quantity {
    /// The number as it is printed, without its unit.
    pub fn print(&self) -> String {
        self.format.print(self.value)
    }
}

/// Whether a cell says that there is no such item, which every column of numbers understands.
pub fn is_missing_mark(text: &str) -> bool {
    ["-", "—", "－", "–", "/"].contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    fn print(text: &str, format: NumberFormat) -> String {
        format.print(Decimal::from_str(text).expect("a number"))
    }

    #[test]
    fn the_largest_amount_is_a_thousand_million_million() {
        assert_eq!(LARGEST.to_string(), "1000000000000000");
    }

    #[test]
    fn rounds_half_up_at_print() {
        let two = NumberFormat::Plain(Digits::Fixed(2), Grouping::Thousands);
        assert_eq!(print("0.125", two), "0.13");
        assert_eq!(print("-0.125", two), "-0.13");
        assert_eq!(print("0.95625", NumberFormat::Percent(Digits::Fixed(2))), "95.63%");
    }

    #[test]
    fn groups_thousands_and_keeps_trailing_zeros() {
        let two = NumberFormat::Plain(Digits::Fixed(2), Grouping::Thousands);
        assert_eq!(print("51634120", two), "51,634,120.00");
        assert_eq!(print("-1000", two), "-1,000.00");
        assert_eq!(print("999", two), "999.00");
    }

    #[test]
    fn never_prints_a_negative_zero() {
        assert_eq!(print("-0.001", NumberFormat::Percent(Digits::Fixed(0))), "0%");
    }
}
