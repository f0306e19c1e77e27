//! Numbers without any rounding: a third of a weight is a third, and only the printed score is
//! rounded, half-up and once.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

/// An exact fraction.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(BigRational);

impl Exact {
    /// Nothing.
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    /// `self` + `other`
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self(&self.0 + &other.0)
    }

    /// `self` − `other`
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        Self(&self.0 - &other.0)
    }

    /// `self` × `other`
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        Self(&self.0 * &other.0)
    }

    /// `self` ÷ `other`; nothing if `other` is 0.
    pub fn over(&self, other: &Self) -> Option<Self> {
        (!other.0.is_zero()).then(|| Self(&self.0 / &other.0))
    }

    /// Whether it is below 0.
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// Rounded half-up to so many places.
    pub fn half_up(&self, places: u32) -> Decimal {
        let scale = BigInt::from(10).pow(places);
        let half = BigRational::new(BigInt::from(1), BigInt::from(2));
        let scaled = (self.0.abs() * BigRational::from(scale) + half).floor().to_integer();
        // Scores and rates are far below what a decimal holds; anything larger becomes the largest.
        let most = Decimal::MAX.mantissa();
        let digits = scaled.to_i128().map_or(most, |digits| digits.min(most));
        let sign = if self.is_negative() { -1 } else { 1 };
        Decimal::from_i128_with_scale(sign * digits, places)
    }

    /// Cut to so many places, without rounding.
    pub fn cut(&self, places: u32) -> Decimal {
        let rest = Self(BigRational::new(BigInt::from(1), BigInt::from(2) * BigInt::from(10).pow(places)));
        let toward_zero = if self.is_negative() { self.plus(&rest) } else { self.minus(&rest) };
        let cut = toward_zero.half_up(places);
        // Half-up of half a step less is the floor, except where nothing was to be cut.
        if self.fits(places) { self.half_up(places) } else { cut }
    }

    /// Whether so many places say all of it.
    pub fn fits(&self, places: u32) -> bool {
        let scaled = &self.0 * BigRational::from(BigInt::from(10).pow(places));
        scaled.is_integer()
    }
}

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Self {
        Self(BigRational::new(BigInt::from(value.mantissa()), BigInt::from(10).pow(value.scale())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    fn exact(text: &str) -> Exact {
        Exact::from(Decimal::from_str(text).expect("a number"))
    }

    #[test]
    fn three_thirds_are_the_whole() {
        let third = exact("1").over(&exact("3")).expect("a third");
        assert_eq!(third.plus(&third).plus(&third), exact("1"));
    }

    #[test]
    fn rounds_half_up_on_both_sides_of_zero() {
        for (value, rounded) in [("4.3745", "4.37"), ("0.125", "0.13"), ("0.1249999", "0.12"), ("-0.125", "-0.13")] {
            assert_eq!(exact(value).half_up(2).to_string(), rounded, "{value}");
        }
    }

    #[test]
    fn knows_whether_places_are_enough() {
        assert!(exact("4.3745").fits(4));
        assert!(!exact("4.3745").fits(3));
    }
}
