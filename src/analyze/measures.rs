//! The measures of the field over exact decimals.

use super::formula::Trouble;
use crate::model::is_in_range;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

type Outcome = Result<Option<Decimal>, Trouble>;

/// 合计 of the items that are there; nothing if none is.
pub(super) fn sum(items: &[Decimal]) -> Outcome {
    let Some((first, rest)) = items.split_first() else { return Ok(None) };
    let total = rest.iter().try_fold(*first, |total, item| total.checked_add(*item));
    total.map(Some).ok_or(Trouble::Overflow)
}

/// 均值 of the items that are there.
pub(super) fn mean(items: &[Decimal]) -> Outcome {
    Ok(sum(items)?.map(|total| total / Decimal::from(items.len())))
}

/// 极差: the largest less the smallest of the items that are there.
pub(super) fn range(items: &[Decimal]) -> Option<Decimal> {
    items.iter().max()?.checked_sub(*items.iter().min()?)
}

/// 同比: the change against the year before, as a ratio; nothing where that year had 0.
pub(super) fn growth(now: Decimal, before: Decimal) -> Outcome {
    if before.is_zero() {
        return Ok(None);
    }
    let change = now.checked_sub(before).and_then(|change| change.checked_div(before.abs()));
    change.map(Some).ok_or(Trouble::Overflow)
}

/// 年均增长率 = (last / first)^(1 / years) − 1, as a ratio; nothing where it has no meaning
/// (nothing at the start, a change of sign, no whole number of years).
pub(super) fn yearly_growth(first: Decimal, last: Decimal, years: Decimal) -> Outcome {
    let Some(years) = years.to_u32().filter(|n| (1..=50).contains(n) && years.fract().is_zero()) else {
        return Ok(None);
    };
    if first <= Decimal::ZERO || last < Decimal::ZERO {
        return Ok(None);
    }
    let ratio = last.checked_div(first).filter(|ratio| is_in_range(*ratio)).ok_or(Trouble::Overflow)?;
    Ok(root(ratio, years).map(|root| root - Decimal::ONE))
}

/// The n-th root by bisection, to 15 places: exact decimals have no root function that does
/// better than their own multiplication.
fn root(value: Decimal, n: u32) -> Option<Decimal> {
    let (mut low, mut high) = (Decimal::ZERO, value.max(Decimal::ONE));
    for _ in 0..120 {
        let middle = (low + high) / Decimal::TWO;
        let power = (1..n).try_fold(middle, |power, _| power.checked_mul(middle));
        match power {
            Some(power) if power == value => return Some(middle),
            Some(power) if power < value => low = middle,
            _ => high = middle,
        }
    }
    Some(high.round_dp(15))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    fn d(text: &str) -> Decimal {
        Decimal::from_str(text).expect("a number")
    }

    #[test]
    fn yearly_growth_is_exact_where_the_root_is() {
        assert_eq!(yearly_growth(d("100"), d("121"), d("2")), Ok(Some(d("0.1"))));
        assert_eq!(yearly_growth(d("100"), d("81"), d("2")), Ok(Some(d("-0.1"))));
        assert_eq!(yearly_growth(d("1000"), d("1728"), d("3")), Ok(Some(d("0.2"))));
    }

    #[test]
    fn growth_has_no_meaning_from_nothing() {
        assert_eq!(growth(d("5"), d("0")), Ok(None));
        assert_eq!(yearly_growth(d("0"), d("5"), d("2")), Ok(None));
        assert_eq!(yearly_growth(d("5"), d("5"), d("0")), Ok(None));
    }

    #[test]
    fn missing_items_are_skipped_and_nothing_gives_nothing() {
        assert_eq!(mean(&[d("1"), d("2")]), Ok(Some(d("1.5"))));
        assert_eq!(sum(&[]), Ok(None));
        assert_eq!(range(&[d("9000"), d("0")]), Some(d("9000")));
    }
}
