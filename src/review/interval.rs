//! Intervals: what a printed number can have been before it was rounded.
//!
//! 61.57 beside 61.58 is right when both come from amounts that were rounded to 0.01 before they
//! were divided. So numbers are never compared as such, but as the ranges their print allows.

use rust_decimal::Decimal;

/// All values from the least to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The least value.
    pub least: Decimal,
    /// The greatest value.
    pub most: Decimal,
}

impl Interval {
    /// Just this value.
    pub fn exactly(value: Decimal) -> Self {
        Self { least: value, most: value }
    }

    /// The value give or take `slack`.
    pub fn around(value: Decimal, slack: Decimal) -> Self {
        Self { least: value.saturating_sub(slack), most: value.saturating_add(slack) }
    }

    /// The value in the middle.
    pub fn middle(self) -> Decimal {
        self.least.saturating_add(self.most) / Decimal::TWO
    }

    /// Whether a value can be in both.
    pub fn meets(self, other: Self) -> bool {
        self.least <= other.most && other.least <= self.most
    }

    /// How far apart its ends are.
    pub fn width(self) -> Decimal {
        self.most.saturating_sub(self.least)
    }

    /// A sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { least: self.least.saturating_add(other.least), most: self.most.saturating_add(other.most) }
    }

    /// A difference.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self { least: self.least.saturating_sub(other.most), most: self.most.saturating_sub(other.least) }
    }

    /// The other sign.
    #[must_use]
    pub fn turned(self) -> Self {
        Self { least: -self.most, most: -self.least }
    }

    /// Its size, whatever its sign.
    #[must_use]
    pub fn size(self) -> Self {
        if self.middle() < Decimal::ZERO { self.turned() } else { self }
    }

    /// A product; nothing beyond what a decimal holds.
    pub fn times(self, other: Self) -> Option<Self> {
        Self::spanning([
            self.least.checked_mul(other.least)?,
            self.least.checked_mul(other.most)?,
            self.most.checked_mul(other.least)?,
            self.most.checked_mul(other.most)?,
        ])
    }

    /// A quotient; nothing where the divisor can be 0.
    pub fn over(self, other: Self) -> Option<Self> {
        if other.least <= Decimal::ZERO && other.most >= Decimal::ZERO {
            return None;
        }
        Self::spanning([
            self.least.checked_div(other.least)?,
            self.least.checked_div(other.most)?,
            self.most.checked_div(other.least)?,
            self.most.checked_div(other.most)?,
        ])
    }

    /// A hundredfold, for percentages.
    #[must_use]
    pub fn in_percent(self) -> Self {
        let hundredfold = |value: Decimal| value.saturating_mul(Decimal::ONE_HUNDRED);
        Self { least: hundredfold(self.least), most: hundredfold(self.most) }
    }

    fn spanning(corners: [Decimal; 4]) -> Option<Self> {
        Some(Self { least: corners.into_iter().min()?, most: corners.into_iter().max()? })
    }
}
