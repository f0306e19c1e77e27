//! In what way one number can have become another under somebody's hands.

use crate::review::reading::{Amount, Fact, Measure};
use rust_decimal::{Decimal, RoundingStrategy};

/// A slip of the hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// The point or the unit is wrong.
    Scale,
    /// A digit too many or too few.
    Length,
    /// Two digits changed places.
    Swapped,
    /// One digit is another.
    OneDigit,
}

/// A number as somebody wrote it, to be held against many facts.
pub(super) struct Written<'a> {
    amount: &'a Amount,
    /// Its digits as far as its own step.
    digits: Option<String>,
    /// The same without the zeros at its end.
    bare: String,
}

impl<'a> Written<'a> {
    pub(super) fn of(amount: &'a Amount) -> Self {
        Self { amount, digits: digits_at(amount.value, amount.step), bare: bare(amount.value) }
    }

    /// How it can have come from a fact; nothing if it is the fact, or too far from it.
    pub(super) fn likeness(&self, fact: &Fact) -> Option<Likeness> {
        let amount = self.amount;
        let rate = matches!(amount.measure, Measure::Percent | Measure::Points | Measure::Times);
        let same = amount.measure == fact.measure
            || fact.measure == Measure::Bare && !rate
            || amount.measure == Measure::Bare && matches!(fact.measure, Measure::Unit(_));
        if !same || amount.value.is_zero() || fact.value.is_zero() {
            return None;
        }
        let found = self.slipped(fact)?;
        (!fact.explains(amount)).then_some(found)
    }

    fn slipped(&self, fact: &Fact) -> Option<Likeness> {
        let (one, other) = (self.amount.value.abs(), fact.value.abs());
        if one > other.saturating_mul(Decimal::from(11)) || other > one.saturating_mul(Decimal::from(11)) {
            return self.scaled(other).then_some(Likeness::Scale);
        }
        let digits = self.digits.as_deref()?;
        let slip = digits_at(fact.value, self.amount.step).and_then(|meant| slip(digits, &meant));
        let slip = slip.or_else(|| cut_short(digits, fact).then_some(Likeness::Length));
        slip.or_else(|| (self.scaled(other) || tenfold(self.amount, fact)).then_some(Likeness::Scale))
    }

    fn scaled(&self, other: Decimal) -> bool {
        has_point_elsewhere((&self.bare, self.amount.value), other)
    }
}

/// How a written number can have come from the value it should have; digits behind its own do not count.
pub(super) fn slip_of(amount: &Amount, meant: Decimal) -> Option<Likeness> {
    slip(&digits_at(amount.value, amount.step)?, &digits_at(meant, amount.step)?)
}

/// 126.9% for 126.98%: the last digit was lost, not rounded away.
fn cut_short(written: &str, fact: &Fact) -> bool {
    let meant = || digits_at(fact.value, fact.step);
    let is_whole = |meant: String| meant.len() == written.len() + 1 && meant.starts_with(written);
    fact.derived.is_none() && written.len() >= 3 && meant().is_some_and(is_whole)
}

/// 10.00% for 100.00%
fn tenfold(amount: &Amount, fact: &Fact) -> bool {
    let (one, other) = (amount.value.abs(), fact.value.abs());
    amount.measure == Measure::Percent
        && (one.saturating_mul(Decimal::TEN) == other || other.saturating_mul(Decimal::TEN) == one)
}

/// The digits of a value as far as a step.
fn digits_at(value: Decimal, step: Decimal) -> Option<String> {
    let steps = value.abs().checked_div(step)?.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    Some(steps.normalize().to_string())
}

/// In what way one row of digits can have become another.
pub(super) fn slip(written: &str, meant: &str) -> Option<Likeness> {
    let (one, other) = (written.as_bytes(), meant.as_bytes());
    if one.len() == other.len() {
        let off: Vec<usize> = (0..one.len()).filter(|at| one[*at] != other[*at]).collect();
        return match off.as_slice() {
            [_] => Some(Likeness::OneDigit),
            [a, b] if b - a == 1 && one[*a] == other[*b] && one[*b] == other[*a] => Some(Likeness::Swapped),
            _ => None,
        };
    }
    let (long, short) = if one.len() > other.len() { (one, other) } else { (other, one) };
    let dropped = (0..long.len()).any(|at| [&long[..at], &long[at + 1..]].concat() == short);
    (long.len() == short.len() + 1 && short.len() >= 3 && dropped).then_some(Likeness::Length)
}

/// Every row of digits that a slip can make of this one; a longer one is found from its own side.
pub(super) fn slips_between(digits: &str) -> Vec<String> {
    let signs = digits.as_bytes();
    let with = |at: usize, put: &[u8]| [&signs[..at], put, &signs[at + 1..]].concat();
    let others = (0..signs.len()).flat_map(|at| (b'0'..=b'9').map(move |digit| (at, digit)));
    let exchanged = others.filter(|(at, digit)| signs[*at] != *digit).map(|(at, digit)| with(at, &[digit]));
    let swapped = (1..signs.len()).filter(|at| signs[at - 1] != signs[*at]).map(|at| {
        let mut turned = signs.to_vec();
        turned.swap(at - 1, at);
        turned
    });
    let dropped = (0..signs.len()).filter(|_| signs.len() >= 4).map(|at| with(at, &[]));
    exchanged.chain(swapped).chain(dropped).filter_map(|bytes| String::from_utf8(bytes).ok()).collect()
}

/// The same digits with the point elsewhere: 万元 for 元, 9.94% for 99.4%.
pub(super) fn scaled(one: Decimal, other: Decimal) -> bool {
    has_point_elsewhere((&bare(one), one), other)
}

fn has_point_elsewhere((digits, one): (&str, Decimal), other: Decimal) -> bool {
    digits.len() >= 3 && digits == bare(other) && one.abs() != other.abs()
}

/// The digits of a value without the zeros at their end.
fn bare(value: Decimal) -> String {
    value.abs().normalize().mantissa().to_string().trim_end_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_hand_are_recognised() {
        assert_eq!(slip("9914", "9941"), Some(Likeness::Swapped));
        assert_eq!(slip("9841", "9941"), Some(Likeness::OneDigit));
        assert_eq!(slip("12665", "126650"), Some(Likeness::Length));
        assert_eq!(slip("1234", "9876"), None);
    }
}
