//! A drawing before it is painted: marks on a page measured in points, and
//! the book-keeping that keeps labels apart.

use super::style::{Dash, Fill, Ink, Marker, Pen, WHITE, plain};

pub(super) use super::label::{Anchor, Label, Rect, Spot, Turn};

/// One thing to paint.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Mark {
    Stroke(Vec<Spot>, Pen),
    Patch(Vec<Spot>, Fill),
    Words(Label),
}

/// White room kept above and below the marks.
const EDGE: f64 = 2.0;

impl Mark {
    /// The highest and the lowest place it touches.
    fn reach(&self) -> (f64, f64) {
        match self {
            Self::Stroke(points, _) | Self::Patch(points, _) => {
                let heights = points.iter().map(|(_, y)| *y);
                heights.fold((f64::MAX, f64::MIN), |(top, bottom), y| (top.min(y), bottom.max(y)))
            }
            Self::Words(label) => (label.bounds().top, label.bounds().bottom),
        }
    }

    fn raise(&mut self, by: f64) {
        match self {
            Self::Stroke(points, _) | Self::Patch(points, _) => points.iter_mut().for_each(|(_, y)| *y -= by),
            Self::Words(label) => label.at.1 -= by,
        }
    }
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
        Self { width, height, marks: Vec::new(), taken: Vec::new(), crossed: Vec::new() }
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
        let pieces = ((to.0 - from.0).hypot(to.1 - from.1) / 3.0).ceil().clamp(1.0, 400.0);
        let at = |t: f64| (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t);
        for i in 0..pieces as usize {
            let ends = (at(i as f64 / pieces), at((i as f64 + 1.0) / pieces));
            self.crossed.push(Rect::between(ends.0, ends.1).grown(0.4));
        }
    }

    /// Places a label at the first free candidate: best clear of lines too,
    /// else at least clear of labels and on a white ground. Says where.
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
        let crossed = |room: &Rect| self.crossed.iter().any(|line| room.overlaps(line));
        let clear = free.iter().find(|(_, room)| !crossed(room));
        let (lines, room) = clear.or(free.first())?;
        let (lines, room) = ((*lines).clone(), *room);
        if crossed(&room) {
            self.patch(room.corners(), plain(WHITE));
        }
        for line in lines {
            self.words(line);
        }
        Some(room)
    }

    /// The same drawing without the empty room above and below it, so that captions stand close.
    pub(super) fn trimmed(mut self) -> Self {
        let Some((top, bottom)) = self.marks.iter().map(Mark::reach).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else {
            return self;
        };
        let top = (top - EDGE).max(0.0);
        self.height = (bottom + EDGE).min(self.height) - top;
        self.marks.iter_mut().for_each(|mark| mark.raise(top));
        self
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
        let fill = if hollow { WHITE } else { ink };
        let shape = marker_shape(at, marker);
        self.patch(shape.clone(), plain(fill));
        let mut outline = shape;
        outline.extend(outline.first().copied());
        let pen = Pen { ink, width: 1.0, dash: Dash::Solid };
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
        assert!(scene.words_where_free(&[label(52.0), label(90.0)]).is_some());
    }

    #[test]
    fn empty_room_above_and_below_is_cut_off() {
        let mut scene = Scene::new(200.0, 100.0);
        scene.stroke(vec![(0.0, 40.0), (50.0, 70.0)], super::super::style::thin(super::super::style::BLACK, 0.5));
        let trimmed = scene.trimmed();
        assert_eq!((trimmed.width, trimmed.height), (200.0, 34.0));
        assert!(matches!(&trimmed.marks[0], Mark::Stroke(points, _) if points[0].1 == 2.0));
        assert_eq!(Scene::new(10.0, 20.0).trimmed().height, 20.0);
    }

    #[test]
    fn a_label_prefers_a_place_off_the_lines() {
        let mut scene = Scene::new(200.0, 100.0);
        scene.avoid((0.0, 50.0), (70.0, 50.0));
        let room = scene.words_where_free(&[label(50.0), label(120.0)]);
        assert!(room.is_some_and(|room| room.left > 70.0));
    }
}
