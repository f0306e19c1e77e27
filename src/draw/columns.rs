//! Grouped columns, with the values above them and a rate line if there is one.

use super::ChartSpec;
use super::frame::{self, Frame};
use super::rate;
use super::scale::{self, Extent, value_of};
use super::scene::{Anchor, Label, Rect, Scene, Turn};
use super::style::{self, PLOT_HEIGHT, TEXT};
use super::text;

/// The share of a category's room that its columns take.
const GROUP: f64 = 0.86;
/// Greatest width of one column.
const WIDEST: f64 = 34.0;

/// Arranges the chart.
pub(super) fn arrange(spec: &ChartSpec) -> Scene {
    let labels = ValueLabels::fit(spec);
    let room = labels.height(spec) / PLOT_HEIGHT;
    let above = if spec.rate.is_some() { rate::FREE_ABOVE } else { 0.01 };
    let axis = scale::from_zero(Extent::of_series(&spec.series), room, room + above);
    let rate_scale = rate::scale_of(spec, axis.intervals());
    let (mut scene, frame) = frame::open(spec, axis, rate_scale, &frame::area_keys(spec));
    draw_columns(&mut scene, &frame, spec, labels);
    frame.draw_zero_line(&mut scene);
    if let Some(series) = &spec.rate {
        rate::draw(&mut scene, &frame, series, spec.categories.len());
    }
    scene
}

/// How the values are printed; nothing where columns are too narrow for text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ValueLabels {
    Printed(Turn),
    Omitted,
}

impl ValueLabels {
    fn fit(spec: &ChartSpec) -> Self {
        let pitch = frame::likely_pitch(spec) * GROUP / spec.series.len().max(1) as f64;
        if widest_value(spec) + 1.0 <= pitch {
            Self::Printed(Turn::Level)
        } else if pitch >= TEXT {
            Self::Printed(Turn::Upward)
        } else {
            Self::Omitted
        }
    }

    fn height(self, spec: &ChartSpec) -> f64 {
        match self {
            Self::Printed(Turn::Level) => TEXT + 4.0,
            Self::Printed(Turn::Upward) => widest_value(spec).min(70.0) + 5.0,
            Self::Omitted => 3.0,
        }
    }
}

fn widest_value(spec: &ChartSpec) -> f64 {
    let points = spec.series.iter().flat_map(|s| s.points.iter().flatten());
    text::widest(points.map(|point| point.label.as_str()))
}

fn draw_columns(scene: &mut Scene, frame: &Frame, spec: &ChartSpec, labels: ValueLabels) {
    let count = spec.series.len().max(1) as f64;
    let step = (frame.pitch() * GROUP / count).min(frame.pitch() * 0.6).min(WIDEST + 6.0);
    let width = (step * 0.92).min(WIDEST);
    for (i, series) in spec.series.iter().enumerate() {
        let slots = series.points.iter().take(spec.categories.len());
        for (slot, point) in slots.enumerate() {
            let Some(point) = point else { continue };
            let x = frame.center(slot) + (i as f64 - (count - 1.0) / 2.0) * step;
            let (zero, end) = (frame.y(0.0), frame.y(value_of(point)));
            let column = Rect::between((x - width / 2.0, zero), (x + width / 2.0, end));
            scene.patch(column.corners(), style::fill(i));
            scene.block(column);
            if let ValueLabels::Printed(turn) = labels {
                let downward = point.value.is_sign_negative() && !point.value.is_zero();
                put_value(scene, &point.label, (x, end), turn, downward);
            }
        }
    }
}

fn put_value(scene: &mut Scene, text: &str, (x, end): (f64, f64), turn: Turn, downward: bool) {
    let label = match (turn, downward) {
        (Turn::Level, false) => Label::new(text, (x, end - 2.5 - TEXT / 2.0), Anchor::Middle),
        (Turn::Level, true) => Label::new(text, (x, end + 2.5 + TEXT / 2.0), Anchor::Middle),
        (Turn::Upward, false) => Label::new(text, (x, end - 2.5), Anchor::Start).upward(),
        (Turn::Upward, true) => Label::new(text, (x, end + 2.5), Anchor::End).upward(),
    };
    scene.words_where_free(&[label]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::samples;
    use crate::draw::scene::Mark;

    fn columns_in(scene: &Scene) -> usize {
        let column = |mark: &&Mark| match mark {
            Mark::Patch(corners, fill) => {
                let rect = Rect::between(corners[0], corners[2]);
                fill.outline.is_some() && rect.width() > 14.5
            }
            _ => false,
        };
        scene.marks.iter().filter(column).count()
    }

    #[test]
    fn every_value_has_a_column_and_its_label() {
        samples::register();
        let scene = arrange(&samples::inspections());
        assert_eq!(columns_in(&scene), 9);
        let texts: Vec<_> = scene.labels().iter().map(|l| l.text.clone()).collect();
        for text in ["4,227", "5,209", "342", "92.56%", "单位：家", "2024年"] {
            assert!(texts.iter().any(|t| t == text), "{text} in {texts:?}");
        }
    }

    #[test]
    fn a_missing_value_is_not_drawn() {
        samples::register();
        let mut spec = samples::inspections();
        spec.series[0].points[1] = None;
        let scene = arrange(&spec);
        assert_eq!(columns_in(&scene), 8);
        assert!(scene.labels().iter().all(|label| label.text != "4,556"));
    }

    #[test]
    fn negative_columns_hang_below_zero_with_the_label_at_their_end() {
        samples::register();
        let mut spec = samples::inspections();
        spec.rate = None;
        spec.series.truncate(1);
        spec.series[0] = samples::series("增减", &[Some("-120"), Some("80"), Some("15")]);
        let scene = arrange(&spec);
        let height = |text: &str| {
            let labels = scene.labels();
            labels.iter().find(|l| l.text == text).map_or(0.0, |l| l.at.1)
        };
        assert!(height("-120") > height("0") && height("80") < height("0"));
    }
}
