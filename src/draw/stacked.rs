//! Stacked columns: values inside or beside the parts, totals on top.

use super::ChartSpec;
use super::Point;
use super::frame::{self, Frame};
use super::number;
use super::rate;
use super::scale::{self, Extent, value_of};
use super::scene::{Anchor, Label, Rect, Scene};
use super::style::{self, BLACK, Fill, GREY, HAIRLINE, Hatch, TEXT, WHITE};
use super::text;

/// Greatest width of a column.
const WIDEST: f64 = 50.0;

/// Arranges the chart.
pub(super) fn arrange(spec: &ChartSpec) -> Scene {
    let room = (TEXT + 5.0) / frame::plot_height(spec);
    let axis = scale::from_zero(extent(spec), 0.02, room + 0.01);
    let (mut scene, frame) = frame::open(spec, axis, None);
    for slot in 0..spec.categories.len() {
        draw_stack(&mut scene, &frame, spec, slot);
    }
    frame.draw_zero_line(&mut scene);
    if let Some(series) = &spec.rate {
        rate::draw(&mut scene, &frame, series, spec.categories.len());
    }
    scene
}

/// The values of one category, with the number of their series.
fn parts(spec: &ChartSpec, slot: usize) -> impl Iterator<Item = (usize, &Point)> {
    spec.series.iter().enumerate().filter_map(move |(i, series)| Some((i, series.points.get(slot)?.as_ref()?)))
}

fn extent(spec: &ChartSpec) -> Extent {
    let mut whole = Extent::of_series(&spec.series);
    for slot in 0..spec.categories.len() {
        let values: Vec<f64> = parts(spec, slot).map(|(_, point)| value_of(point)).collect();
        whole.high = whole.high.max(values.iter().filter(|v| **v > 0.0).sum());
        whole.low = whole.low.min(values.iter().filter(|v| **v < 0.0).sum());
    }
    whole
}

fn draw_stack(scene: &mut Scene, frame: &Frame, spec: &ChartSpec, slot: usize) {
    let x = frame.center(slot);
    let half = (frame.pitch() * 0.25).min(WIDEST / 2.0);
    let (mut up, mut down) = (0.0, 0.0);
    let mut beside = Vec::new();
    for (i, point) in parts(spec, slot) {
        let value = value_of(point);
        let base = if value < 0.0 { &mut down } else { &mut up };
        let (from, to) = (frame.y(*base), frame.y(*base + value));
        *base += value;
        let part = Rect::between((x - half, from), (x + half, to));
        scene.patch(part.corners(), style::fill(i));
        let fits = part.height() >= TEXT + 1.5 && text::width(&point.label) + 3.0 <= part.width();
        if fits {
            put_inside(scene, &point.label, part, style::fill(i));
        } else {
            beside.push((part.center().1, point.label.as_str()));
        }
    }
    put_total(scene, spec, slot, (x, frame.y(up)));
    put_beside(scene, frame, &beside, (x + half, frame.pitch() - 2.0 * half));
}

fn put_inside(scene: &mut Scene, text: &str, part: Rect, fill: Fill) {
    let label = Label::new(text, part.center(), Anchor::Middle).ink(style::text_on(fill));
    if fill.hatch != Hatch::Plain {
        let ground = label.bounds().grown(0.8);
        scene.patch(ground.corners(), style::plain(WHITE));
    }
    scene.words(label);
}

fn put_total(scene: &mut Scene, spec: &ChartSpec, slot: usize, (x, top): (f64, f64)) {
    let points: Vec<&Point> = parts(spec, slot).map(|(_, point)| point).collect();
    if points.len() < 2 {
        return;
    }
    let decimals = points.iter().map(|p| number::decimals_of(&p.label)).max();
    if let Some(total) = number::sum(points.iter().map(|p| &p.value)) {
        let text = number::grouped(total, decimals.unwrap_or(0));
        let at = (x, top - 2.5 - TEXT / 2.0);
        scene.words_where_free(&[Label::new(text, at, Anchor::Middle).ink(BLACK)]);
    }
}

/// Puts the values of thin parts to the right of the column, spread so that
/// they do not touch, each with a short line to its part.
fn put_beside(scene: &mut Scene, frame: &Frame, values: &[(f64, &str)], gap: (f64, f64)) {
    let (right, room) = gap;
    let mut ordered = values.to_vec();
    ordered.sort_by(|a, b| a.0.total_cmp(&b.0));
    ordered.retain(|(_, text)| text::width(text) + 10.0 <= room);
    let wanted: Vec<f64> = ordered.iter().map(|(y, _)| *y).collect();
    let sizes = vec![TEXT + 0.6; ordered.len()];
    let placed = text::spread(&wanted, &sizes, frame.plot.top, frame.plot.bottom);
    for ((from, text), y) in ordered.into_iter().zip(placed) {
        let label = Label::new(text, (right + 8.0, y), Anchor::Start);
        if scene.words_where_free(&[label]).is_some() {
            let leader = vec![(right, from), (right + 7.0, y)];
            scene.stroke(leader, style::thin(GREY, HAIRLINE));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::samples;

    #[test]
    fn totals_stand_above_the_stack() {
        samples::register();
        let mut spec = samples::inspections();
        spec.series.remove(0);
        let scene = arrange(&spec);
        for total in ["4,227", "4,556", "5,209"] {
            assert!(scene.labels().iter().any(|l| l.text == total), "{total}");
        }
    }
}
