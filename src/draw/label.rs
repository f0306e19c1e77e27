//! Labels and the room they take.

use super::style::{BLACK, Ink, TEXT};
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
        Self { left: a.0.min(b.0), top: a.1.min(b.1), right: a.0.max(b.0), bottom: a.1.max(b.1) }
    }

    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    pub(super) fn center(&self) -> Spot {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    pub(super) fn grown(&self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
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
        vec![(self.left, self.top), (self.right, self.top), (self.right, self.bottom), (self.left, self.bottom)]
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
    /// Height of the text.
    pub(super) size: f64,
}

impl Label {
    /// A black level label.
    pub(super) fn new(text: impl Into<String>, at: Spot, anchor: Anchor) -> Self {
        Self { text: text::printable(&text.into()), at, anchor, turn: Turn::Level, ink: BLACK, size: TEXT }
    }

    pub(super) fn upward(self) -> Self {
        Self { turn: Turn::Upward, ..self }
    }

    pub(super) fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    pub(super) fn size(self, size: f64) -> Self {
        Self { size, ..self }
    }

    /// The room the label takes.
    pub(super) fn bounds(&self) -> Rect {
        let (x, y) = self.at;
        let (along, half) = (text::width_at(&self.text, self.size), self.size / 2.0);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upward_label_ends_above_its_start() {
        let room = Label::new("4,227", (50.0, 50.0), Anchor::Middle).upward().bounds();
        assert!(room.height() > room.width());
    }

    #[test]
    fn the_anchor_decides_on_which_side_the_text_is() {
        let room = |anchor| Label::new("合格", (50.0, 50.0), anchor).bounds();
        assert!(room(Anchor::Start).left == 50.0 && room(Anchor::End).right == 50.0);
    }
}
