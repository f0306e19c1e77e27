//! Pie and donut: slices clockwise from the top in the given order, each with
//! a leader to its name, value and share.

use std::f64::consts::{FRAC_PI_2, PI, TAU};

use rust_decimal::Decimal;

use super::number;
use super::pie_labels::Side;
use super::scale::to_f64;
use super::scene::{Anchor, Label, Scene, Spot};
use super::style::{self, Fill, HAIRLINE, LINE, PAGE_HEIGHT, PAGE_WIDTH, SMALL, TEXT, WHITE};
use super::text;
use super::{ChartKind, ChartSpec, Point};

/// Radius of the pie.
pub(super) const RADIUS: f64 = 66.0;
/// Radius of the hole of a donut.
const HOLE: f64 = 36.0;

/// One slice.
pub(super) struct Slice {
    pub(super) name: String,
    /// Value and share as printed.
    pub(super) figures: String,
    from: f64,
    to: f64,
    fill: Fill,
}

impl Slice {
    /// The direction of its middle, clockwise from the top.
    pub(super) fn middle(&self) -> f64 {
        (self.from + self.to) / 2.0
    }
}

/// Arranges the chart.
pub(super) fn arrange(spec: &ChartSpec) -> Scene {
    let slices = slices(spec);
    let is_right = |slice: &&Slice| slice.middle() <= PI + 1e-9;
    let (right, mut left): (Vec<&Slice>, Vec<&Slice>) = slices.iter().partition(is_right);
    left.reverse();
    let sides = [Side::new(right, 1.0), Side::new(left, -1.0)];
    let reach = sides.iter().map(Side::reach).fold(RADIUS + 23.0, f64::max);
    let height = (2.0 * reach + 6.0).min(PAGE_HEIGHT);
    let mut scene = Scene::new(PAGE_WIDTH, height);
    let center = (PAGE_WIDTH / 2.0, height / 2.0);
    draw_slices(&mut scene, &slices, center);
    if spec.kind == ChartKind::Donut {
        draw_hole(&mut scene, spec, center);
    }
    for side in sides {
        side.draw(&mut scene, center);
    }
    scene
}

/// The values that can be slices: present and not negative.
fn values(spec: &ChartSpec) -> Vec<(&str, &Point)> {
    let points = spec.series.first().map_or(&[][..], |series| &series.points);
    let pairs = spec.categories.iter().zip(points);
    pairs
        .filter_map(|(name, point)| Some((name.as_str(), point.as_ref()?)))
        .filter(|(_, point)| !point.value.is_sign_negative() || point.value.is_zero())
        .collect()
}

/// The sum of all slices.
pub(super) fn total(spec: &ChartSpec) -> Decimal {
    number::sum(values(spec).iter().map(|(_, point)| &point.value)).unwrap_or(Decimal::MAX)
}

/// A value with the unit, unless the value already carries it.
fn with_unit(label: &str, unit: Option<&str>) -> String {
    match unit {
        Some(unit) if !label.ends_with(unit) => format!("{label}{unit}"),
        _ => label.to_owned(),
    }
}

fn slices(spec: &ChartSpec) -> Vec<Slice> {
    let values = values(spec);
    let total = total(spec);
    let sum: f64 = values.iter().map(|(_, point)| to_f64(point.value)).sum();
    let count = values.len();
    let mut from = 0.0;
    let slice = |(i, (name, point)): (usize, (&str, &Point))| {
        let angle = if sum > 0.0 { TAU * to_f64(point.value) / sum } else { TAU / count as f64 };
        let start = from;
        from += angle;
        // The last slice must not look like the first, which it touches.
        let clash = count > 2 && i + 1 == count && style::fill(i).ground == style::fill(0).ground;
        let printed = with_unit(&point.label, spec.unit.as_deref());
        Slice {
            name: text::printable(name),
            figures: match number::percent(point.value, total) {
                Some(share) => format!("{printed}，{share}"),
                None => printed,
            },
            from: start,
            to: from,
            fill: if sum > 0.0 { style::fill(i + 2 * usize::from(clash)) } else { style::plain(WHITE) },
        }
    };
    values.into_iter().enumerate().map(slice).collect()
}

/// The place on a circle in a direction, clockwise from the top.
pub(super) fn on_circle(center: Spot, radius: f64, angle: f64) -> Spot {
    let turned = angle - FRAC_PI_2;
    (center.0 + radius * turned.cos(), center.1 + radius * turned.sin())
}

fn arc(center: Spot, radius: f64, from: f64, to: f64) -> Vec<Spot> {
    let steps = ((to - from) / 0.04).ceil().clamp(1.0, 200.0) as usize;
    (0..=steps).map(|i| on_circle(center, radius, from + (to - from) * i as f64 / steps as f64)).collect()
}

fn draw_slices(scene: &mut Scene, slices: &[Slice], center: Spot) {
    for slice in slices.iter().filter(|slice| slice.to > slice.from) {
        let mut outline = arc(center, RADIUS, slice.from, slice.to);
        if slice.to - slice.from < TAU - 1e-6 {
            outline.push(center);
        }
        scene.patch(outline, slice.fill);
    }
    let circle = arc(center, RADIUS, 0.0, TAU);
    scene.stroke(circle, style::thin(style::BLACK, HAIRLINE));
}

fn draw_hole(scene: &mut Scene, spec: &ChartSpec, center: Spot) {
    let circle = arc(center, HOLE, 0.0, TAU);
    scene.patch(circle.clone(), style::plain(WHITE));
    scene.stroke(circle, style::thin(style::BLACK, HAIRLINE));
    let points = values(spec);
    let decimals = points.iter().map(|(_, p)| number::decimals_of(&p.label)).max();
    let sum = number::grouped(total(spec), decimals.unwrap_or(0));
    let (lines, size) = total_lines(&sum, spec.unit.as_deref().unwrap_or(""));
    let lines: Vec<&str> = ["合计"].into_iter().chain(lines.iter().map(String::as_str)).collect();
    for (i, line) in lines.iter().enumerate() {
        let offset = (i as f64 - (lines.len() as f64 - 1.0) / 2.0) * LINE;
        let size = if i == 0 { TEXT } else { size };
        scene.words(Label::new(*line, (center.0, center.1 + offset), Anchor::Middle).size(size));
    }
}

/// The total with its unit on one line, a little smaller if need be; else the
/// unit on a line of its own.
fn total_lines(sum: &str, unit: &str) -> (Vec<String>, f64) {
    let room = 2.0 * HOLE - 9.0;
    let line = with_unit(sum, Some(unit));
    for size in [TEXT, SMALL] {
        if text::width_at(&line, size) <= room {
            return (vec![line], size);
        }
    }
    let mut lines = text::wrap(sum, room, 2);
    if !unit.is_empty() {
        lines.extend(text::wrap(unit, room - 6.0, 1));
    }
    (lines, TEXT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::samples;

    fn pie(values: &[Option<&str>]) -> ChartSpec {
        let mut spec = samples::inspections();
        spec.kind = ChartKind::Pie;
        spec.series = vec![samples::series("资金", values)];
        spec
    }

    fn texts(scene: &Scene) -> Vec<String> {
        scene.labels().iter().map(|label| label.text.clone()).collect()
    }

    #[test]
    fn slices_are_labelled_with_name_value_and_share_in_order() {
        samples::register();
        let scene = arrange(&pie(&[Some("1"), Some("1"), Some("2")]));
        let expected = ["2022年", "1家，25.00%", "2023年", "1家，25.00%", "2024年", "2家，50.00%"];
        assert_eq!(texts(&scene), expected);
    }

    #[test]
    fn missing_and_negative_values_are_no_slices() {
        samples::register();
        let scene = arrange(&pie(&[Some("1"), None, Some("-2")]));
        assert_eq!(texts(&scene), ["2022年", "1家，100.00%"]);
    }

    #[test]
    fn zeros_alone_have_no_shares() {
        samples::register();
        assert!(texts(&arrange(&pie(&[Some("0"), Some("0")]))).contains(&"0家".to_owned()));
    }

    #[test]
    fn the_first_and_last_slice_look_different() {
        samples::register();
        let mut spec = samples::many(13, 1);
        spec.kind = ChartKind::Pie;
        let slices = slices(&spec);
        assert_ne!(slices[0].fill, slices[12].fill);
    }

    #[test]
    fn the_total_of_a_donut_is_printed_with_its_unit() {
        samples::register();
        let mut spec = pie(&[Some("1"), Some("3")]);
        spec.kind = ChartKind::Donut;
        assert!(texts(&arrange(&spec)).contains(&"4家".to_owned()));
        spec.unit = Some("元".to_owned());
        spec.series = vec![samples::series("资金", &[Some("51,327,415.05")])];
        assert!(texts(&arrange(&spec)).contains(&"51,327,415.05元".to_owned()));
        spec.unit = None;
        assert!(texts(&arrange(&spec)).contains(&"51,327,415.05".to_owned()));
    }

    #[test]
    fn a_value_that_carries_its_unit_does_not_get_it_twice() {
        assert_eq!(with_unit("12.5%", Some("%")), "12.5%");
        assert_eq!(with_unit("12", Some("家")), "12家");
        assert_eq!(with_unit("12", None), "12");
    }
}
