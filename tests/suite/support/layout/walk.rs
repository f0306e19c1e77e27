//! From frames to words with their places.

use typst::introspection::Tag;
use typst::layout::{Frame, FrameItem, Point, Transform};

/// Some words in one face on one line.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) baseline: f64,
    pub(crate) size: f64,
    /// Whether it stands upright; page numbers of turned pages do not.
    pub(crate) upright: bool,
    /// The elements it stands in, the outermost first.
    pub(crate) within: Vec<Element>,
}

/// An element of the document: its name, and a number that tells it from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) id: u128,
}

impl Run {
    /// The innermost element of this name around it.
    pub(crate) fn element(&self, name: &str) -> Option<u128> {
        self.within.iter().rev().find(|one| one.name == name).map(|one| one.id)
    }

    /// Whether its characters and those of another stand on each other.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        let band = |run: &Self| (run.baseline - 0.7 * run.size, run.baseline + 0.05 * run.size);
        let ((top, bottom), (over, under)) = (band(self), band(other));
        let (wide, high) = (self.right.min(other.right) - self.left.max(other.left), bottom.min(under) - top.max(over));
        wide > 0.6 && high > 0.6
    }
}

/// All runs of a page; what is still open at its end goes on over the page.
pub(super) fn runs(frame: &Frame, open: Vec<Element>) -> (Vec<Run>, Vec<Element>) {
    let mut walk = Walk { runs: Vec::new(), open };
    walk.frame(frame, Transform::identity());
    (walk.runs, walk.open)
}

struct Walk {
    runs: Vec<Run>,
    open: Vec<Element>,
}

impl Walk {
    fn frame(&mut self, frame: &Frame, outer: Transform) {
        for (place, item) in frame.items() {
            let here = outer.pre_concat(Transform::translate(place.x, place.y));
            match item {
                FrameItem::Group(group) => self.frame(&group.frame, here.pre_concat(group.transform)),
                FrameItem::Text(text) => self.text(text, here),
                FrameItem::Tag(Tag::Start(element, _)) => self.open.push(Element {
                    name: element.func().name().to_owned(),
                    id: element.location().map_or(0, |location| location.hash()),
                }),
                FrameItem::Tag(Tag::End(location, ..)) => {
                    let id = location.hash();
                    if let Some(at) = self.open.iter().rposition(|one| one.id == id) {
                        self.open.remove(at);
                    }
                }
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &typst::text::TextItem, here: Transform) {
        let start = Point::zero().transform(here);
        let end = Point::with_x(text.width()).transform(here);
        self.runs.push(Run {
            text: text.text.to_string(),
            left: start.x.to_pt().min(end.x.to_pt()),
            right: start.x.to_pt().max(end.x.to_pt()),
            baseline: start.y.to_pt(),
            size: text.size.to_pt(),
            upright: (start.y - end.y).to_pt().abs() < 0.01,
            within: self.open.clone(),
        });
    }
}
