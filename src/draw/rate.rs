//! The rate line on the second axis, kept in a band above the columns.

use super::frame::Frame;
use super::scale::{self, Axis, Extent, value_of};
use super::scene::{Anchor, Label, Rect, Scene, Spot};
use super::style::{self, AXIS_LINE, BLACK, GREY, GRID, HAIRLINE, TEXT};
use super::{ChartSpec, Series};

/// Height of the band of the rate line, at the top of the plot.
pub(super) const BAND: f64 = 76.0;
/// Distance between the band and the columns: the unit of the columns stands
/// there.
pub(super) const BELOW: f64 = 18.0;
/// Room for labels above the highest and below the lowest tick.
const ROOM: (f64, f64) = (15.0, 5.0);

/// The band above the columns with the second axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Band {
    pub(super) rect: Rect,
    pub(super) axis: Axis,
}

/// The second axis of a chart that has a rate with at least one point.
pub(super) fn axis_of(spec: &ChartSpec) -> Option<Axis> {
    let series = spec.rate.as_ref()?;
    series.points.iter().take(spec.categories.len()).flatten().next()?;
    let extent = Extent::of_series([series]);
    let is_share = unit_of(spec) == Some("%") && extent.high <= 100.0;
    Some(scale::for_rate(extent, if is_share { 100.0 } else { f64::INFINITY }))
}

/// The unit of the second axis: as declared, else as the values show it.
fn unit_of(spec: &ChartSpec) -> Option<&str> {
    let labels = |s: &Series| s.points.iter().flatten().all(|point| point.label.ends_with('%'));
    let shown = || spec.rate.as_ref().is_some_and(labels).then_some("%");
    spec.rate_unit.as_deref().or_else(shown)
}

/// The name of the second axis: what it measures and in which unit.
pub(super) fn title(spec: &ChartSpec) -> String {
    let name = spec.rate.as_ref().map_or("", |rate| rate.name.trim());
    match unit_of(spec) {
        Some(unit) if name.is_empty() => format!("单位：{unit}"),
        Some(unit) => format!("{name}（{unit}）"),
        None => name.to_owned(),
    }
}

impl Band {
    /// The height at which a rate lies.
    pub(super) fn y(&self, value: f64) -> f64 {
        let (top, bottom) = (self.rect.top + ROOM.0, self.rect.bottom - ROOM.1);
        bottom - self.axis.fraction(value) * (bottom - top)
    }

    /// Draws the axis at the right with its grid; the line at zero is black.
    pub(super) fn draw_axis(&self, scene: &mut Scene) {
        let Rect { left, right, .. } = self.rect;
        let ticks = self.axis.ticks();
        let ends = (self.y(self.axis.max()), self.y(self.axis.min()));
        scene.avoid((right, ends.0), (right, ends.1));
        scene.stroke(vec![(right, ends.0), (right, ends.1)], style::thin(GREY, HAIRLINE));
        for tick in ticks {
            let y = self.y(tick);
            let pen = if tick == 0.0 { style::thin(BLACK, AXIS_LINE) } else { style::thin(GRID, HAIRLINE) };
            scene.avoid((left, y), (right, y));
            scene.stroke(vec![(left, y), (right, y)], pen);
            scene.stroke(vec![(right, y), (right + 3.0, y)], style::thin(GREY, HAIRLINE));
            scene.words(Label::new(self.axis.label(tick), (right + 5.0, y), Anchor::Start));
        }
    }
}

/// Draws the line with its markers and labels; missing points interrupt it.
pub(super) fn draw(scene: &mut Scene, frame: &Frame, series: &Series, slots: usize) {
    let Some(band) = frame.band else { return };
    let (pen, marker) = style::rate_line();
    let mut labels: Vec<(Spot, bool, &str)> = Vec::new();
    for run in runs(series, slots) {
        let spots: Vec<Spot> = run.iter().map(|(slot, point)| (frame.center(*slot), band.y(value_of(point)))).collect();
        for ends in spots.windows(2) {
            scene.avoid(ends[0], ends[1]);
        }
        for (i, (spot, (_, point))) in spots.iter().zip(&run).enumerate() {
            scene.block(Rect::between(*spot, *spot).grown(3.0));
            let before = i.checked_sub(1).map_or(spot.1, |k| spots[k].1);
            let after = spots.get(i + 1).map_or(spot.1, |next| next.1);
            labels.push((*spot, before + after < 2.0 * spot.1 - 6.0, &point.label));
        }
        scene.stroke(spots.clone(), pen);
        for spot in spots {
            scene.marker(spot, marker, pen.ink);
        }
    }
    for ((x, y), valley, text) in labels {
        let label = |dy: f64| Label::new(text, (x, y + dy), Anchor::Middle).ink(pen.ink);
        let near = if valley { 4.0 + TEXT / 2.0 } else { -4.0 - TEXT / 2.0 };
        scene.words_where_free(&[label(near), label(-near), label(1.6 * near), label(-1.6 * near)]);
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
        for values in [[Some("5.28"), Some("9.05")], [Some("99"), Some("100")], [Some("100"), Some("100")]] {
            spec.rate = Some(samples::series("率", &values));
            let axis = axis_of(&spec).expect("there is a rate");
            assert!(axis.ticks().iter().all(|tick| (0.0..=100.0).contains(tick)), "{axis:?}");
            assert!(axis.ticks().len() >= 3);
        }
    }

    #[test]
    fn the_band_takes_a_third_of_the_plot_and_shows_the_difference() {
        samples::register();
        let mut spec = samples::inspections();
        spec.rate = Some(samples::series("率", &[Some("89.50%"), Some("1.30%"), Some("45.20%")]));
        let axis = scale::from_zero(Extent::of_series(&spec.series), 0.1, 0.1);
        let (_, frame) = crate::draw::frame::open(&spec, axis, None);
        let band = frame.band.expect("there is a rate");
        assert!(band.rect.height() * 3.0 >= frame.plot.bottom - band.rect.top);
        assert!(band.rect.bottom < frame.plot.top);
        assert!(band.y(1.3) - band.y(89.5) > 45.0);
    }

    #[test]
    fn the_axis_is_called_by_what_it_measures() {
        let mut spec = samples::inspections();
        assert_eq!(title(&spec), "合格率（%）");
        spec.rate_unit = None;
        assert_eq!(title(&spec), "合格率（%）");
    }
}
