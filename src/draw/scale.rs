//! Axis limits and ticks, as pure functions of the values.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::number;
use super::step::Step;
use super::{Point, Series};

/// A value axis: ticks at `first`, `first + 1`, … times the step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Axis {
    first: i64,
    intervals: i64,
    step: Step,
}

impl Axis {
    /// The lower end.
    pub(super) fn min(&self) -> f64 {
        self.first as f64 * self.step.size()
    }

    /// The upper end.
    pub(super) fn max(&self) -> f64 {
        (self.first + self.intervals) as f64 * self.step.size()
    }

    /// How many steps there are from end to end.
    pub(super) fn intervals(&self) -> i64 {
        self.intervals
    }

    /// The ticks from the lower to the upper end.
    pub(super) fn ticks(&self) -> Vec<f64> {
        (self.first..=self.first + self.intervals).map(|k| k as f64 * self.step.size()).collect()
    }

    /// Where a value lies: 0 at the lower end, 1 at the upper.
    pub(super) fn fraction(&self, value: f64) -> f64 {
        ((value - self.min()) / (self.max() - self.min())).clamp(0.0, 1.0)
    }

    /// A tick as printed; from 100 million on in 亿, to keep it short.
    pub(super) fn label(&self, tick: f64) -> String {
        if self.step.size() >= 1e8 && tick != 0.0 {
            let decimals = usize::from(self.step.size() < 1e9);
            let short = format!("{:.*}", decimals, tick / 1e8);
            return number::separate(&short) + "亿";
        }
        number::separate(&format!("{:.*}", self.step.decimals(), tick))
    }
}

/// What an axis has to show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Extent {
    pub(super) low: f64,
    pub(super) high: f64,
    /// Whether all values are whole numbers, so that ticks must be too.
    pub(super) whole: bool,
}

impl Extent {
    /// The extent of some values; nothing at all counts as zero.
    pub(super) fn of(values: impl IntoIterator<Item = Decimal>) -> Self {
        let mut extent: Option<Self> = None;
        for value in values {
            let (v, is_whole) = (to_f64(value), value.fract().is_zero());
            let old = extent.unwrap_or(Self { low: v, high: v, whole: true });
            extent = Some(Self { low: old.low.min(v), high: old.high.max(v), whole: old.whole && is_whole });
        }
        extent.unwrap_or(Self { low: 0.0, high: 0.0, whole: true })
    }

    /// The extent of all points of some series.
    pub(super) fn of_series<'a>(series: impl IntoIterator<Item = &'a Series>) -> Self {
        let points = series.into_iter().flat_map(|s| s.points.iter().flatten());
        Self::of(points.map(|point| point.value))
    }
}

/// The value of a point as a coordinate.
pub(super) fn value_of(point: &Point) -> f64 {
    to_f64(point.value)
}

/// A decimal as a coordinate.
pub(super) fn to_f64(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(0.0)
}

/// An axis that starts at zero and leaves the given shares of its length free
/// beyond the smallest negative and the greatest positive value.
pub(super) fn from_zero(extent: Extent, free_below: f64, free_above: f64) -> Axis {
    let (low, high) = (extent.low.min(0.0), extent.high.max(0.0));
    let below = if low < 0.0 { free_below } else { 0.0 };
    let above = if high > 0.0 || low == 0.0 { free_above } else { 0.0 };
    let length = (high - low) / (1.0 - below - above).max(0.1);
    covering(low - below * length, high + above * length, extent.whole)
}

/// An axis close around the values; zero is shown when they come near it.
pub(super) fn around(extent: Extent) -> Axis {
    let Extent { low, high, whole } = extent;
    let near_zero = low <= 0.0 && high >= 0.0 || low.abs().min(high.abs()) < 0.6 * (high - low);
    if near_zero {
        return from_zero(extent, 0.1, 0.1);
    }
    let margin = match high - low {
        0.0 => high.abs() * 0.1,
        range => range * 0.2,
    };
    let floor = if low > 0.0 { 0.0 } else { f64::MIN };
    let ceiling = if high < 0.0 { 0.0 } else { f64::MAX };
    covering((low - margin).max(floor), (high + margin).min(ceiling), whole)
}

/// The axis of three to seven intervals that reaches least beyond the limits.
fn covering(low: f64, high: f64, whole: bool) -> Axis {
    let mut step = Step::at_least((high - low) / 7.0);
    if whole && step.size() < 1.0 {
        step = Step::at_least(1.0);
    }
    let mut best = with_step(low, high, step);
    for _ in 0..4 {
        step = step.next();
        let axis = with_step(low, high, step);
        let length = |axis: &Axis| axis.max() - axis.min();
        let shorter = length(&axis) < length(&best) * (1.0 - 1e-9);
        let as_short = length(&axis) <= length(&best) * (1.0 + 1e-9);
        let count_off = |axis: &Axis| (axis.intervals - 5).abs();
        let nearer = as_short && count_off(&axis) < count_off(&best);
        if axis.intervals >= 3 && (shorter || nearer) || best.intervals > 7 {
            best = axis;
        }
    }
    best
}

fn with_step(low: f64, high: f64, step: Step) -> Axis {
    let first = (low / step.size() + 1e-9).floor() as i64;
    let last = (high / step.size() - 1e-9).ceil() as i64;
    Axis { first, intervals: last.saturating_sub(first).max(1), step }
}

/// The axis of a rate: two to four intervals around the values, from zero
/// where they lie anywhere near it, never beyond `ceiling`.
pub(super) fn for_rate(extent: Extent, ceiling: f64) -> Axis {
    let Extent { low, high, .. } = extent;
    let range = high - low;
    let margin = if range > 0.0 { range * 0.1 } else { high.abs().max(1.0) * 0.05 };
    let near_zero = low <= 0.0 && high >= 0.0 || low.abs().min(high.abs()) < 1.5 * range;
    let (low, high) = if near_zero {
        (low.min(0.0), high.max(0.0))
    } else {
        let floor = if low > 0.0 { 0.0 } else { f64::MIN };
        ((low - margin).max(floor), (high + margin).min(ceiling.max(high)))
    };
    let mut step = Step::at_least((high - low) / 4.0);
    let mut best = with_step(low, high, step);
    for _ in 0..4 {
        step = step.next();
        let axis = with_step(low, high, step);
        let longer = axis.max() - axis.min() > (best.max() - best.min()) * (1.0 + 1e-9);
        if axis.intervals >= 2 && !longer || best.intervals > 4 {
            best = axis;
        }
    }
    while best.intervals < 2 {
        best.intervals += 1;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extent(low: f64, high: f64) -> Extent {
        Extent { low, high, whole: false }
    }

    #[test]
    fn columns_start_at_zero_with_round_ticks() {
        let axis = from_zero(extent(342.0, 5209.0), 0.1, 0.1);
        assert_eq!((axis.max(), axis.intervals()), (6000.0, 6));
        assert_eq!(axis.label(2000.0), "2,000");
    }

    #[test]
    fn negative_values_extend_the_axis_downwards() {
        let axis = from_zero(extent(-30.0, 50.0), 0.0, 0.0);
        assert_eq!((axis.min(), axis.max()), (-40.0, 60.0));
    }

    #[test]
    fn nothing_but_zeros_gives_an_axis_from_zero_to_one() {
        let axis = from_zero(Extent::of([]), 0.1, 0.1);
        assert_eq!(axis.ticks(), [0.0, 1.0]);
        assert_eq!(axis.fraction(0.0), 0.0);
    }

    #[test]
    fn whole_numbers_get_whole_ticks() {
        let axis = from_zero(Extent::of([Decimal::ONE]), 0.0, 0.1);
        assert!(axis.ticks().iter().all(|tick| tick.fract() == 0.0));
    }

    #[test]
    fn lines_are_shown_close_up() {
        let axis = around(extent(90.95, 94.72));
        assert!(axis.min() >= 88.0 && axis.max() <= 97.0, "{axis:?}");
    }

    #[test]
    fn one_value_alone_has_an_axis_around_it() {
        let axis = around(extent(7.0, 7.0));
        assert!(axis.min() < 7.0 && axis.max() > 7.0, "{axis:?}");
    }

    #[test]
    fn a_rate_has_three_to_five_ticks_around_its_values() {
        let cases = [(90.95, 94.72), (5.28, 9.05), (0.0, 0.0), (100.0, 100.0), (-3.0, 4.0), (1.3, 89.5), (99.02, 99.8)];
        for (low, high) in cases {
            let axis = for_rate(extent(low, high), 100.0);
            assert!((3..=5).contains(&axis.ticks().len()), "{low} {high} {axis:?}");
            assert!(axis.min() <= low && high <= axis.max(), "{low} {high} {axis:?}");
        }
        assert_eq!(for_rate(extent(1.3, 89.5), 100.0).ticks(), [0.0, 50.0, 100.0]);
    }

    #[test]
    fn decimals_of_ticks_follow_the_step() {
        let axis = from_zero(extent(0.0, 1.75), 0.0, 0.0);
        assert_eq!(axis.label(0.25), "0.25");
    }

    #[test]
    fn the_greatest_decimal_has_an_axis() {
        let axis = from_zero(Extent::of([Decimal::MAX, Decimal::MIN]), 0.1, 0.1);
        assert!(axis.ticks().len() < 12);
    }
}
