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

/// How a written number can have come from a fact; nothing if it is the fact, or too far from it.
pub(super) fn likeness(amount: &Amount, fact: &Fact) -> Option<Likeness> {
    let rate = matches!(amount.measure, Measure::Percent | Measure::Points | Measure::Times);
    let same = amount.measure == fact.measure
        || fact.measure == Measure::Bare && !rate
        || amount.measure == Measure::Bare && matches!(fact.measure, Measure::Unit(_));
    if !same || amount.value.is_zero() || fact.value.is_zero() {
        return None;
    }
    let found = slipped(amount, fact)?;
    (!fact.explains(amount)).then_some(found)
}

fn slipped(amount: &Amount, fact: &Fact) -> Option<Likeness> {
    let (one, other) = (amount.value.abs(), fact.value.abs());
    if one > other.saturating_mul(Decimal::from(11)) || other > one.saturating_mul(Decimal::from(11)) {
        return scaled(one, other).then_some(Likeness::Scale);
    }
    let slip = slip_of(amount, fact.value).or_else(|| cut_short(amount, fact).then_some(Likeness::Length));
    slip.or_else(|| (scaled(one, other) || tenfold(amount, fact)).then_some(Likeness::Scale))
}

/// How a written number can have come from the value it should have; digits behind its own do not count.
pub(super) fn slip_of(amount: &Amount, meant: Decimal) -> Option<Likeness> {
    slip(&digits_at(amount.value, amount.step)?, &digits_at(meant, amount.step)?)
}

/// 126.9% for 126.98%: the last digit was lost, not rounded away.
fn cut_short(amount: &Amount, fact: &Fact) -> bool {
    let (Some(written), Some(meant)) = (digits_at(amount.value, amount.step), digits_at(fact.value, fact.step)) else {
        return false;
    };
    written.len() >= 3 && meant.len() == written.len() + 1 && meant.starts_with(&written) && fact.derived.is_none()
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
    let bare = |value: Decimal| value.abs().normalize().mantissa().to_string().trim_end_matches('0').to_owned();
    let (first, second) = (bare(one), bare(other));
    first.len() >= 3 && first == second && one.abs() != other.abs()
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
