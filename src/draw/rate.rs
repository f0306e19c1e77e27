//! The rate line on the second axis, kept in a band above the columns.

use super::frame::Frame;
use super::scale::{self, Axis, Extent, value_of};
use super::scene::{Anchor, Label, Rect, Scene, Spot};
use super::style::{self, TEXT};
use super::{ChartSpec, Series};

/// The band of the plot that belongs to the rate line, as fractions.
const BAND: (f64, f64) = (0.70, 0.91);
/// The share of the plot that columns leave free for it.
pub(super) const FREE_ABOVE: f64 = 0.33;

/// The second axis with the ticks worth printing.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RateScale {
    pub(super) axis: Axis,
    /// Ticks outside are no possible rates.
    possible: (f64, f64),
}

/// The second axis of a chart that has a rate with at least one point.
pub(super) fn scale_of(spec: &ChartSpec, intervals: i64) -> Option<RateScale> {
    let series = spec.rate.as_ref()?;
    series.points.iter().flatten().next()?;
    let extent = Extent::of_series([series]);
    let is_share = spec.rate_unit.as_deref() == Some("%") && extent.high <= 100.0;
    let lowest = if extent.low >= 0.0 { 0.0 } else { f64::NEG_INFINITY };
    let highest = if is_share { 100.0 } else { f64::INFINITY };
    Some(RateScale { axis: scale::in_band(extent, intervals, BAND), possible: (lowest, highest) })
}

impl RateScale {
    /// The ticks that are possible rates.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let possible = |tick: &f64| (self.possible.0..=self.possible.1).contains(tick);
        self.axis.ticks().into_iter().filter(possible).collect()
    }

    /// The ticks as printed.
    pub(super) fn labels(&self) -> Vec<String> {
        self.ticks().into_iter().map(|tick| self.axis.label(tick)).collect()
    }
}

/// Draws the line with its markers and labels; missing points interrupt it.
pub(super) fn draw(scene: &mut Scene, frame: &Frame, series: &Series, slots: usize) {
    let (pen, marker) = style::rate_line();
    let mut labels: Vec<(Spot, &str)> = Vec::new();
    for run in runs(series, slots) {
        let spots: Vec<Spot> =
            run.iter().map(|(slot, point)| (frame.center(*slot), frame.rate_y(value_of(point)))).collect();
        for ends in spots.windows(2) {
            scene.avoid(ends[0], ends[1]);
        }
        for (spot, (_, point)) in spots.iter().zip(&run) {
            scene.block(Rect::between(*spot, *spot).grown(3.0));
            labels.push((*spot, &point.label));
        }
        scene.stroke(spots.clone(), pen);
        for spot in spots {
            scene.marker(spot, marker, pen.ink);
        }
    }
    for ((x, y), text) in labels {
        let label = |dy: f64| Label::new(text, (x, y + dy), Anchor::Middle).ink(pen.ink);
        let near = 4.0 + TEXT / 2.0;
        scene.words_where_free(&[label(-near), label(near), label(-near - 5.0)]);
    }
}

/// The points of a series in runs without a gap, with their positions.
pub(super) fn runs(series: &Series, slots: usize) -> Vec<Vec<(usize, &super::Point)>> {
    let mut runs = vec![Vec::new()];
    for (slot, point) in series.points.iter().take(slots).enumerate() {
        match (point, runs.last_mut()) {
            (Some(point), Some(run)) => run.push((slot, point)),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::samples;

    #[test]
    fn a_gap_interrupts_the_line() {
        let series = samples::series("合格率", &[Some("1"), None, Some("3"), Some("4")]);
        let runs = runs(&series, 4);
        assert_eq!(runs.len(), 2);
        assert_eq!(runs[1][0].0, 2);
    }

    #[test]
    fn no_tick_is_printed_below_zero_or_above_a_hundred_percent() {
        let mut spec = samples::inspections();
        for values in [[Some("5.28"), Some("9.05")], [Some("99"), Some("100")]] {
            spec.rate = Some(samples::series("率", &values));
            let scale = scale_of(&spec, 5).expect("there is a rate");
            assert!(scale.ticks().iter().all(|tick| (0.0..=100.0).contains(tick)));
            assert!(scale.labels().len() >= 2);
        }
    }
}
