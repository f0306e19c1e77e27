//! Grouped columns, with the values above them and a rate line if there is one.

use super::ChartSpec;
use super::frame::{self, Frame};
use super::rate;
use super::scale::{self, Extent, value_of};
use super::scene::{Anchor, Label, Rect, Scene};
use super::style::{self, SMALL, TEXT};
use super::text;
use super::value_table::ValueTable;

/// The share of a category's room that its columns take.
const GROUP: f64 = 0.86;
/// Greatest width of one column.
const WIDEST: f64 = 34.0;

/// Arranges the chart.
pub(super) fn arrange(spec: &ChartSpec) -> Scene {
    let extent = Extent::of_series(&spec.series);
    let rough = scale::from_zero(extent, 0.1, 0.1);
    let labels = ValueLabels::fit(spec, frame::sides(spec, &rough));
    let room = labels.height(spec) / frame::plot_height(spec);
    let axis = scale::from_zero(extent, room, room + 0.01);
    let table = match &labels {
        ValueLabels::Table(table) => Some(table),
        _ => None,
    };
    let (mut scene, frame) = frame::open(spec, axis, table);
    draw_columns(&mut scene, &frame, spec, &labels);
    frame.draw_zero_line(&mut scene);
    if let Some(series) = &spec.rate {
        rate::draw(&mut scene, &frame, series, spec.categories.len());
    }
    scene
}

/// How the values are printed: above the columns, in a table below them, or
/// not at all where neither has room for text.
#[derive(Debug, Clone, PartialEq)]
enum ValueLabels {
    /// Level text of this size.
    Level(f64),
    Table(ValueTable),
    Upward,
    Omitted,
}

impl ValueLabels {
    fn fit(spec: &ChartSpec, (left, right): (f64, f64)) -> Self {
        let slots = spec.categories.len().max(1) as f64;
        let pitch = (right - left) / slots * GROUP / spec.series.len().max(1) as f64;
        let widest = widest_value(spec);
        for size in [TEXT, SMALL] {
            if widest * size / TEXT + 4.0 <= pitch {
                return Self::Level(size);
            }
        }
        match ValueTable::fit(spec, (left, right)) {
            Some(table) => Self::Table(table),
            None if pitch >= TEXT => Self::Upward,
            None => Self::Omitted,
        }
    }

    fn height(&self, spec: &ChartSpec) -> f64 {
        match self {
            Self::Level(_) => TEXT + 4.0,
            Self::Upward => widest_value(spec).min(70.0) + 5.0,
            Self::Table(_) | Self::Omitted => 3.0,
        }
    }
}

fn widest_value(spec: &ChartSpec) -> f64 {
    let points = spec.series.iter().flat_map(|s| s.points.iter().flatten());
    text::widest(points.map(|point| point.label.as_str()))
}

fn draw_columns(scene: &mut Scene, frame: &Frame, spec: &ChartSpec, labels: &ValueLabels) {
    let count = spec.series.len().max(1) as f64;
    let beside = match labels {
        ValueLabels::Level(size) => (WIDEST + 6.0).max(widest_value(spec) * size / TEXT + 4.0),
        _ => WIDEST + 6.0,
    };
    let step = (frame.pitch() * GROUP / count).min(beside);
    let width = (step * 0.92).min(frame.pitch() * 0.55).min(WIDEST);
    for (i, series) in spec.series.iter().enumerate() {
        let slots = series.points.iter().take(spec.categories.len());
        for (slot, point) in slots.enumerate() {
            let Some(point) = point else { continue };
            let x = frame.center(slot) + (i as f64 - (count - 1.0) / 2.0) * step;
            let (zero, end) = (frame.y(0.0), frame.y(value_of(point)));
            let column = Rect::between((x - width / 2.0, zero), (x + width / 2.0, end));
            scene.patch(column.corners(), style::fill(i));
            scene.block(column);
            let downward = point.value.is_sign_negative() && !point.value.is_zero();
            put_value(scene, &point.label, (x, end), labels, downward);
        }
    }
}

fn put_value(scene: &mut Scene, text: &str, (x, end): (f64, f64), labels: &ValueLabels, downward: bool) {
    let label = match (labels, downward) {
        (ValueLabels::Level(size), false) => Label::new(text, (x, end - 2.5 - size / 2.0), Anchor::Middle).size(*size),
        (ValueLabels::Level(size), true) => Label::new(text, (x, end + 2.5 + size / 2.0), Anchor::Middle).size(*size),
        (ValueLabels::Upward, false) => Label::new(text, (x, end - 2.5), Anchor::Start).upward(),
        (ValueLabels::Upward, true) => Label::new(text, (x, end + 2.5), Anchor::End).upward(),
        (ValueLabels::Table(_) | ValueLabels::Omitted, _) => return,
    };
    scene.words_where_free(&[label]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::samples;
    use crate::draw::scene::{Mark, Turn};

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
    fn long_values_stand_in_a_table_below_and_not_upright() {
        samples::register();
        let mut spec = samples::inspections();
        spec.series = vec![
            samples::series("预算金额", &[Some("135,075,636.60"), Some("153,046,200.00"), Some("151,634,120.00")]),
            samples::series("实际执行", &[Some("35,006,118.50"), None, Some("51,327,415.05")]),
        ];
        let scene = arrange(&spec);
        let labels = scene.labels();
        assert!(labels.iter().all(|label| label.turn == Turn::Level));
        let row = |text: &str| labels.iter().find(|l| l.text == text).map(|l| l.at.1);
        assert!(row("135,075,636.60").is_some() && row("135,075,636.60") == row("151,634,120.00"));
        assert!(row("135,075,636.60") < row("51,327,415.05"));
        assert_eq!(labels.iter().filter(|l| l.text == "预算金额").count(), 1);
    }

    #[test]
    fn one_series_needs_no_legend_unless_a_rate_is_drawn() {
        samples::register();
        let mut spec = samples::inspections();
        spec.series.truncate(1);
        let named = |spec: &ChartSpec| arrange(spec).labels().iter().any(|l| l.text == "抽查企业");
        assert!(named(&spec));
        spec.rate = None;
        assert!(!named(&spec));
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
