//! A drawing before it is painted: marks on a page measured in points, and
//! the book-keeping that keeps labels apart.

use super::style::{Dash, Fill, Ink, Marker, Pen, TEXT, plain};
use super::text;

/// A place on the page, in points from the upper left corner.
pub(super) type Spot = (f64, f64);

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Rect {
    /// A rectangle from its two corners, in any order.
    pub(super) fn between(a: Spot, b: Spot) -> Self {
        Self {
            left: a.0.min(b.0),
            top: a.1.min(b.1),
            right: a.0.max(b.0),
            bottom: a.1.max(b.1),
        }
    }

    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub(super) fn center(&self) -> Spot {
        (
            (self.left + self.right) / 2.0,
            (self.top + self.bottom) / 2.0,
        )
    }

    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    pub(super) fn grown(&self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    /// The smallest rectangle around both.
    pub(super) fn with(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    pub(super) fn corners(&self) -> Vec<Spot> {
        vec![
            (self.left, self.top),
            (self.right, self.top),
            (self.right, self.bottom),
            (self.left, self.bottom),
        ]
    }
}

/// Which point of a label its position means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// Whether a label reads across or from bottom to top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Level,
    Upward,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    pub(super) text: String,
    /// The anchor on the middle line of the text.
    pub(super) at: Spot,
    pub(super) anchor: Anchor,
    pub(super) turn: Turn,
    pub(super) ink: Ink,
}

impl Label {
    /// A black level label.
    pub(super) fn new(text: impl Into<String>, at: Spot, anchor: Anchor) -> Self {
        Self {
            text: text::printable(&text.into()),
            at,
            anchor,
            turn: Turn::Level,
            ink: super::style::BLACK,
        }
    }

    pub(super) fn upward(self) -> Self {
        Self {
            turn: Turn::Upward,
            ..self
        }
    }

    pub(super) fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    /// The room the label takes.
    pub(super) fn bounds(&self) -> Rect {
        let (x, y) = self.at;
        let (along, half) = (text::width(&self.text), TEXT / 2.0);
        let (before, after) = match self.anchor {
            Anchor::Start => (0.0, along),
            Anchor::Middle => (along / 2.0, along / 2.0),
            Anchor::End => (along, 0.0),
        };
        match self.turn {
            Turn::Level => Rect::between((x - before, y - half), (x + after, y + half)),
            Turn::Upward => Rect::between((x - half, y - after), (x + half, y + before)),
        }
    }
}

/// One thing to paint.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Mark {
    Stroke(Vec<Spot>, Pen),
    Patch(Vec<Spot>, Fill),
    Words(Label),
}

/// A page with its marks in painting order.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scene {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) marks: Vec<Mark>,
    /// Where no further label may stand.
    taken: Vec<Rect>,
    /// Where a label should rather not stand.
    crossed: Vec<Rect>,
}

impl Scene {
    pub(super) fn new(width: f64, height: f64) -> Self {
        Self {
            width,
            height,
            marks: Vec::new(),
            taken: Vec::new(),
            crossed: Vec::new(),
        }
    }

    pub(super) fn stroke(&mut self, points: Vec<Spot>, pen: Pen) {
        self.marks.push(Mark::Stroke(points, pen));
    }

    pub(super) fn patch(&mut self, points: Vec<Spot>, fill: Fill) {
        self.marks.push(Mark::Patch(points, fill));
    }

    pub(super) fn words(&mut self, label: Label) {
        self.taken.push(label.bounds());
        self.marks.push(Mark::Words(label));
    }

    /// Keeps later labels out of a rectangle.
    pub(super) fn block(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// Makes later labels avoid a line where they can.
    pub(super) fn avoid(&mut self, from: Spot, to: Spot) {
        let pieces = ((to.0 - from.0).hypot(to.1 - from.1) / 3.0)
            .ceil()
            .clamp(1.0, 400.0);
        let at = |t: f64| (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t);
        for i in 0..pieces as usize {
            let ends = (at(i as f64 / pieces), at((i as f64 + 1.0) / pieces));
            self.crossed.push(Rect::between(ends.0, ends.1).grown(0.4));
        }
    }

    /// Places a label at the first free candidate: best clear of lines too,
    /// else at least clear of labels. Says where it stands.
    pub(super) fn words_where_free(&mut self, candidates: &[Label]) -> Option<Rect> {
        let single: Vec<Vec<Label>> = candidates.iter().map(|l| vec![l.clone()]).collect();
        self.lines_where_free(&single)
    }

    /// The same for labels of several lines.
    pub(super) fn lines_where_free(&mut self, candidates: &[Vec<Label>]) -> Option<Rect> {
        let rooms = candidates.iter().filter_map(|lines| {
            let room = lines.iter().map(Label::bounds).reduce(|a, b| a.with(&b))?;
            self.is_free(&room).then_some((lines, room))
        });
        let free: Vec<(&Vec<Label>, Rect)> = rooms.collect();
        let clear = |room: &Rect| !self.crossed.iter().any(|line| room.overlaps(line));
        let chosen = free.iter().find(|(_, room)| clear(room)).or(free.first());
        let (lines, room) = chosen.map(|(lines, room)| ((*lines).clone(), *room))?;
        for line in lines {
            self.words(line);
        }
        Some(room)
    }

    fn is_free(&self, room: &Rect) -> bool {
        room.left >= -0.5
            && room.top >= -0.5
            && room.right <= self.width + 0.5
            && room.bottom <= self.height + 0.5
            && !self.taken.iter().any(|other| room.overlaps(other))
    }

    /// Draws a marker around a spot.
    pub(super) fn marker(&mut self, at: Spot, marker: Marker, ink: Ink) {
        let hollow = matches!(marker, Marker::Ring | Marker::Frame);
        let fill = if hollow { super::style::WHITE } else { ink };
        let shape = marker_shape(at, marker);
        self.patch(shape.clone(), plain(fill));
        let mut outline = shape;
        outline.extend(outline.first().copied());
        let pen = Pen {
            ink,
            width: 1.0,
            dash: Dash::Solid,
        };
        self.stroke(outline, pen);
    }

    /// The labels, in painting order.
    #[cfg(test)]
    pub(super) fn labels(&self) -> Vec<&Label> {
        let marks = self.marks.iter();
        marks
            .filter_map(|mark| match mark {
                Mark::Words(label) => Some(label),
                _ => None,
            })
            .collect()
    }
}

fn marker_shape((x, y): Spot, marker: Marker) -> Vec<Spot> {
    let polygon = |corners: usize, radius: f64, start: f64| -> Vec<Spot> {
        (0..corners)
            .map(|i| {
                let angle = start + std::f64::consts::TAU * i as f64 / corners as f64;
                (x + radius * angle.cos(), y + radius * angle.sin())
            })
            .collect()
    };
    let quarter = std::f64::consts::FRAC_PI_2;
    match marker {
        Marker::Disc | Marker::Ring => polygon(24, 2.1, 0.0),
        Marker::Square | Marker::Frame => polygon(4, 2.8, quarter / 2.0),
        Marker::Triangle => polygon(3, 3.0, -quarter),
        Marker::Diamond => polygon(4, 2.9, 0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(x: f64) -> Label {
        Label::new("4,227", (x, 50.0), Anchor::Middle)
    }

    #[test]
    fn a_second_label_at_the_same_place_moves_on_or_is_left_out() {
        let mut scene = Scene::new(200.0, 100.0);
        assert!(scene.words_where_free(&[label(50.0)]).is_some());
        assert!(scene.words_where_free(&[label(52.0)]).is_none());
        assert!(
            scene
                .words_where_free(&[label(52.0), label(90.0)])
                .is_some()
        );
    }

    #[test]
    fn a_label_prefers_a_place_off_the_lines() {
        let mut scene = Scene::new(200.0, 100.0);
        scene.avoid((0.0, 50.0), (70.0, 50.0));
        let room = scene.words_where_free(&[label(50.0), label(120.0)]);
        assert!(room.is_some_and(|room| room.left > 70.0));
    }

    #[test]
    fn an_upward_label_ends_above_its_start() {
        let room = label(50.0).upward().bounds();
        assert!(room.height() > room.width());
    }
}
