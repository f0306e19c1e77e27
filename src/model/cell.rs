//! One checked cell of a table.

use super::{Digits, NumberFormat};
use rust_decimal::Decimal;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words, codes.
    Text(String),
    /// A number, printed as its column says; in a percent column it is held as a ratio.
    Number(Decimal),
    /// A percentage in a column of other numbers, held as a ratio and printed with `%`.
    Ratio(Decimal, Digits),
    /// The difference of two percentages, held as a ratio and printed in 个百分点.
    Points(Decimal, Digits),
    /// There is no such item: printed as the user wrote it, never taken for 0.
    Missing(String),
    /// Nothing was written.
    Empty,
}

impl Cell {
    /// The number, if it is one.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(value) | Self::Ratio(value, _) | Self::Points(value, _) => Some(*value),
            _ => None,
        }
    }

    /// How the number is printed where the cell, not the column, decides.
    pub fn own_format(&self) -> Option<NumberFormat> {
        match self {
            Self::Ratio(_, digits) | Self::Points(_, digits) => Some(NumberFormat::Percent(*digits)),
            _ => None,
        }
    }

    /// The words, if it is text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}
