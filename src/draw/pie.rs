//! Pie and donut: slices clockwise from the top in the given order, each with
//! a leader to its name, value and share.

use std::f64::consts::{FRAC_PI_2, PI, TAU};

use rust_decimal::Decimal;

use super::number;
use super::scale::to_f64;
use super::scene::{Anchor, Label, Scene, Spot};
use super::style::{self, Fill, GREY, HAIRLINE, LINE, PAGE_HEIGHT, PAGE_WIDTH, TEXT, WHITE};
use super::text;
use super::{ChartKind, ChartSpec, Point};

const RADIUS: f64 = 66.0;
const HOLE: f64 = 36.0;
/// From the rim to the labels.
const LEADER: f64 = 22.0;

/// One slice.
struct Slice {
    name: String,
    /// Value and share as printed.
    figures: String,
    from: f64,
    to: f64,
    fill: Fill,
}

impl Slice {
    /// The direction of its middle, clockwise from the top.
    fn middle(&self) -> f64 {
        (self.from + self.to) / 2.0
    }
}

/// Arranges the chart.
pub(super) fn arrange(spec: &ChartSpec) -> Scene {
    let slices = slices(spec);
    let (right, left): (Vec<&Slice>, Vec<&Slice>) =
        slices.iter().partition(|slice| slice.middle() <= PI + 1e-9);
    let width = PAGE_WIDTH / 2.0 - RADIUS - LEADER - 4.0;
    let blocks = |side: &[&Slice]| -> Vec<Vec<String>> {
        let full: Vec<Vec<String>> = side.iter().map(|slice| block(slice, width)).collect();
        if full.iter().map(|lines| height_of(lines)).sum::<f64>() <= PAGE_HEIGHT * 0.7 {
            return full;
        }
        side.iter().map(|slice| one_line(slice, width)).collect()
    };
    let (right_blocks, left_blocks) = (blocks(&right), blocks(&left));
    let needed = |blocks: &[Vec<String>]| blocks.iter().map(|lines| height_of(lines)).sum::<f64>();
    let height = (2.0 * RADIUS + 46.0)
        .max(needed(&right_blocks).max(needed(&left_blocks)) + 8.0)
        .min(PAGE_HEIGHT);
    let mut scene = Scene::new(PAGE_WIDTH, height);
    let center = (PAGE_WIDTH / 2.0, height / 2.0);
    draw_slices(&mut scene, &slices, center);
    if spec.kind == ChartKind::Donut {
        draw_hole(&mut scene, spec, center);
    }
    label_side(&mut scene, &right, &right_blocks, center);
    let (left, left_blocks): (Vec<_>, Vec<_>) = left
        .into_iter()
        .rev()
        .zip(left_blocks.into_iter().rev())
        .unzip();
    label_side(&mut scene, &left, &left_blocks, center);
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
pub(super) fn with_unit(label: &str, unit: Option<&str>) -> String {
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
        let angle = if sum > 0.0 {
            TAU * to_f64(point.value) / sum
        } else {
            TAU / count as f64
        };
        let start = from;
        from += angle;
        // The last slice must not look like the first, which it touches.
        let clash = count > 2 && i + 1 == count && style::fill(i).ground == style::fill(0).ground;
        let printed = with_unit(&point.label, spec.unit.as_deref());
        Slice {
            name: text::printable(name),
            figures: format!("{printed}，{}", number::percent(point.value, total)),
            from: start,
            to: from,
            fill: if sum > 0.0 {
                style::fill(i + 2 * usize::from(clash))
            } else {
                style::plain(WHITE)
            },
        }
    };
    values.into_iter().enumerate().map(slice).collect()
}

fn on_circle(center: Spot, radius: f64, angle: f64) -> Spot {
    let turned = angle - FRAC_PI_2;
    (
        center.0 + radius * turned.cos(),
        center.1 + radius * turned.sin(),
    )
}

fn arc(center: Spot, radius: f64, from: f64, to: f64) -> Vec<Spot> {
    let steps = ((to - from) / 0.04).ceil().clamp(1.0, 200.0) as usize;
    (0..=steps)
        .map(|i| on_circle(center, radius, from + (to - from) * i as f64 / steps as f64))
        .collect()
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
    let decimals = points
        .iter()
        .map(|(_, p)| number::decimals_of(&p.label))
        .max();
    let sum = number::grouped(total(spec), decimals.unwrap_or(0));
    let fitting = text::wrap(&sum, 2.0 * HOLE - 8.0, 2);
    let lines = ["合计"]
        .into_iter()
        .chain(fitting.iter().map(String::as_str));
    for (i, line) in lines.enumerate() {
        let offset = (i as f64 - fitting.len() as f64 / 2.0) * LINE;
        scene.words(Label::new(
            line,
            (center.0, center.1 + offset),
            Anchor::Middle,
        ));
    }
}

fn block(slice: &Slice, width: f64) -> Vec<String> {
    let mut lines = text::wrap(&slice.name, width, 3);
    lines.extend(text::wrap(&slice.figures, width, 2));
    lines
}

fn one_line(slice: &Slice, width: f64) -> Vec<String> {
    let figures = text::wrap(&slice.figures, width - 3.0 * TEXT, 1).concat();
    let rest = width - text::width(&figures) - TEXT / 2.0;
    vec![format!(
        "{} {figures}",
        text::wrap(&slice.name, rest, 1).concat()
    )]
}

fn height_of(lines: &[String]) -> f64 {
    lines.len() as f64 * (LINE - 0.5) + 4.0
}

/// Labels the slices of one side from top to bottom; what the page cannot hold
/// is left out at the end.
fn label_side(scene: &mut Scene, slices: &[&Slice], blocks: &[Vec<String>], center: Spot) {
    let mut used = 4.0;
    let fits = |lines: &&Vec<String>| {
        used += height_of(lines);
        used <= scene.height + 0.1
    };
    let blocks: Vec<&Vec<String>> = blocks.iter().take_while(fits).collect();
    let heights: Vec<f64> = blocks.iter().map(|lines| height_of(lines)).collect();
    let rim = |slice: &&Slice| on_circle(center, RADIUS + 8.0, slice.middle()).1;
    let wanted: Vec<f64> = slices.iter().take(blocks.len()).map(rim).collect();
    let placed = text::spread(&wanted, &heights, 2.0, scene.height - 2.0);
    for ((slice, lines), y) in slices.iter().zip(blocks).zip(placed) {
        label_slice(scene, slice, lines, (center, y));
    }
}

fn label_slice(scene: &mut Scene, slice: &Slice, lines: &[String], (center, y): (Spot, f64)) {
    let is_left = slice.middle() > PI + 1e-9;
    let (sign, anchor) = if is_left {
        (-1.0, Anchor::End)
    } else {
        (1.0, Anchor::Start)
    };
    let x = center.0 + sign * (RADIUS + LEADER);
    let leader = vec![
        on_circle(center, RADIUS, slice.middle()),
        on_circle(center, RADIUS + 6.0, slice.middle()),
        (x - sign * 5.0, y),
        (x - sign * 2.0, y),
    ];
    scene.stroke(leader, style::thin(GREY, HAIRLINE));
    for (i, line) in lines.iter().enumerate() {
        let offset = (i as f64 - (lines.len() as f64 - 1.0) / 2.0) * (LINE - 0.5);
        scene.words(Label::new(line, (x, y + offset), anchor));
    }
}
