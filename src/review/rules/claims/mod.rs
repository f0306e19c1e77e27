//! Rules about what sentences claim of their own numbers.

mod change;
mod change_wrong;
mod difference_wrong;
mod direction_wrong;
mod equation_wrong;
mod parts_wrong;
mod pattern;
mod series_wrong;
mod share_wrong;
mod subject;
mod threshold_wrong;
mod unit_slip;

pub(super) use pattern::{Direction, direction, pattern};
pub(super) use series_wrong::EVERY_STEP;

use super::Rule;
use crate::review::reading::{Amount, Measure};
use rust_decimal::Decimal;

/// The rules of this family, in the order of the manual.
pub(super) static ALL: &[&Rule] = &[
    &change_wrong::RULE,
    &difference_wrong::RULE,
    &direction_wrong::RULE,
    &share_wrong::RULE,
    &parts_wrong::RULE,
    &threshold_wrong::RULE,
    &series_wrong::RULE,
    &equation_wrong::RULE,
    &unit_slip::RULE,
];

/// A value as the number beside it is written: its digits, its 万, its unit.
pub(super) fn shown(like: &Amount, written: &str, value: Decimal) -> String {
    let number_end = written.find(|c: char| !c.is_ascii_digit() && !",.-".contains(c)).unwrap_or(written.len());
    let (number, unit) = written.split_at(number_end);
    let places = number.split('.').nth(1).map_or(0, str::len);
    let places = u32::try_from(places).unwrap_or(0);
    let unit_step = Decimal::new(1, places);
    let scale = like.step.checked_div(unit_step).filter(|scale| !scale.is_zero()).unwrap_or(Decimal::ONE);
    let value = value.checked_div(scale).unwrap_or(value);
    // A count that should be broken shows that it is.
    let places = if like.measure == Measure::Percent && places == 0 && !value.fract().is_zero() { 2 } else { places };
    let grouping = if number.contains(',') { crate::model::Grouping::Thousands } else { crate::model::Grouping::None };
    let text = crate::model::NumberFormat::Plain(crate::model::Digits::Fixed(places), grouping).print(value);
    format!("{text}{unit}")
}
