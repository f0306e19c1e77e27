//! Lines with markers; a missing value interrupts its line.

use super::frame::{self, Frame};
use super::rate::runs;
use super::scale::{self, Extent, value_of};
use super::scene::{Anchor, Label, Rect, Scene, Spot};
use super::style::{self, Pen, TEXT};
use super::text;
use super::{ChartSpec, Series};

/// Arranges the chart.
pub(super) fn arrange(spec: &ChartSpec) -> Scene {
    let axis = scale::around(Extent::of_series(&spec.series));
    let (mut scene, frame) = frame::open(spec, axis, None);
    if axis.min() <= 0.0 && axis.max() >= 0.0 {
        frame.draw_zero_line(&mut scene);
    }
    let drawn: Vec<Vec<Dot>> = spec
        .series
        .iter()
        .enumerate()
        .map(|(i, series)| draw_line(&mut scene, &frame, series, (i, spec.categories.len())))
        .collect();
    for dots in drawn {
        label_line(&mut scene, &frame, &dots);
    }
    scene
}

/// A drawn point waiting for its label.
struct Dot<'a> {
    at: Spot,
    label: &'a str,
    pen: Pen,
}

fn draw_line<'a>(scene: &mut Scene, frame: &Frame, series: &'a Series, (index, slots): (usize, usize)) -> Vec<Dot<'a>> {
    let (pen, marker) = style::line(index);
    let mut dots = Vec::new();
    for run in runs(series, slots) {
        let first = dots.len();
        dots.extend(run.into_iter().map(|(slot, point)| Dot {
            at: (frame.center(slot), frame.y(value_of(point))),
            label: &point.label,
            pen,
        }));
        let spots: Vec<Spot> = dots[first..].iter().map(|dot| dot.at).collect();
        for ends in spots.windows(2) {
            scene.avoid(ends[0], ends[1]);
        }
        scene.stroke(spots, pen);
    }
    for dot in &dots {
        scene.marker(dot.at, marker, pen.ink);
        scene.block(Rect::between(dot.at, dot.at).grown(2.6));
    }
    dots
}

/// Labels all points, or only the first and last where there is no room.
fn label_line(scene: &mut Scene, frame: &Frame, dots: &[Dot]) {
    let crowded = text::widest(dots.iter().map(|dot| dot.label)) + 2.0 > frame.pitch();
    for (i, dot) in dots.iter().enumerate() {
        if !crowded || i == 0 || i + 1 == dots.len() {
            let before = i.checked_sub(1).map_or(dot.at.1, |k| dots[k].at.1);
            let after = dots.get(i + 1).map_or(dot.at.1, |next| next.at.1);
            let valley = before + after < 2.0 * dot.at.1 - 1.0;
            scene.words_where_free(&candidates(dot, valley));
        }
    }
}

/// Above, or first below where the line comes down to the point; then aside.
fn candidates(dot: &Dot, valley: bool) -> Vec<Label> {
    let (x, y) = dot.at;
    let near = 4.0 + TEXT / 2.0;
    let label = |dx: f64, dy: f64, anchor| Label::new(dot.label, (x + dx, y + dy), anchor).ink(dot.pen.ink);
    let first = if valley { near } else { -near };
    vec![
        label(0.0, first, Anchor::Middle),
        label(0.0, -first, Anchor::Middle),
        label(4.5, 0.0, Anchor::Start),
        label(-4.5, 0.0, Anchor::End),
        label(4.0, first, Anchor::Start),
        label(-4.0, first, Anchor::End),
        label(4.0, -first, Anchor::Start),
        label(-4.0, -first, Anchor::End),
        label(0.0, 1.9 * first, Anchor::Middle),
        label(0.0, -1.9 * first, Anchor::Middle),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::samples;
    use crate::draw::scene::Mark;

    #[test]
    fn a_line_stops_before_a_missing_value_and_goes_on_after_it() {
        samples::register();
        let mut spec = samples::inspections();
        spec.rate = None;
        spec.series.truncate(1);
        let strokes = |scene: &Scene| {
            let line = |mark: &&Mark| matches!(mark, Mark::Stroke(_, pen) if pen.width == style::DATA_LINE);
            scene.marks.iter().filter(line).count()
        };
        let whole = strokes(&arrange(&spec));
        spec.series[0].points[1] = None;
        let scene = arrange(&spec);
        assert_eq!(strokes(&scene), whole + 1);
        assert!(scene.labels().iter().all(|label| label.text != "4,556"));
    }

    #[test]
    fn all_values_are_labelled_when_there_is_room() {
        samples::register();
        let mut spec = samples::inspections();
        spec.rate = None;
        let scene = arrange(&spec);
        for text in ["4,227", "3,792", "435", "342"] {
            assert!(scene.labels().iter().any(|label| label.text == text), "{text}");
        }
    }
}
