//! The labels at the two sides of a pie: in the order of the slices, spread so
//! that they never touch, each with a leader to its slice.

use super::pie::{RADIUS, Slice, on_circle};
use super::scene::{Anchor, Label, Scene, Spot};
use super::style::{self, GREY, HAIRLINE, PAGE_HEIGHT, PAGE_WIDTH, TEXT};
use super::text;

/// From the rim to the labels.
const LEADER: f64 = 22.0;
/// Distance between the lines of one label.
const LINE: f64 = 10.5;
/// Distance between labels.
const BETWEEN: f64 = 4.0;

/// One side of the pie.
pub(super) struct Side<'a> {
    /// From top to bottom.
    labels: Vec<(&'a Slice, Vec<String>)>,
    /// 1 for the right, -1 for the left.
    sign: f64,
}

impl<'a> Side<'a> {
    /// Chooses full labels, or one line each where the page is too low for
    /// them; what still does not fit is left out at the end.
    pub(super) fn new(slices: Vec<&'a Slice>, sign: f64) -> Self {
        let width = PAGE_WIDTH / 2.0 - RADIUS - LEADER - 4.0;
        let with = |lines: fn(&Slice, f64) -> Vec<String>| Self {
            labels: slices.iter().map(|slice| (*slice, lines(slice, width))).collect(),
            sign,
        };
        let limit = PAGE_HEIGHT - 8.0;
        let full = with(full_label);
        if full.heights().iter().sum::<f64>() <= limit {
            return full;
        }
        let mut short = with(one_line);
        let most = (limit / (LINE + BETWEEN)).floor() as usize;
        short.labels.truncate(most);
        short
    }

    fn heights(&self) -> Vec<f64> {
        let height = |(_, lines): &(&Slice, Vec<String>)| lines.len() as f64 * LINE + BETWEEN;
        self.labels.iter().map(height).collect()
    }

    fn wanted(&self, center: Spot) -> Vec<f64> {
        let beside = |(slice, _): &(&Slice, Vec<String>)| on_circle(center, RADIUS + 8.0, slice.middle()).1;
        self.labels.iter().map(beside).collect()
    }

    /// How far up or down the labels reach if nothing hinders them.
    pub(super) fn reach(&self) -> f64 {
        let heights = self.heights();
        let placed = text::spread(&self.wanted((0.0, 0.0)), &heights, -1e6, 1e6);
        let ends = placed.iter().zip(heights).map(|(y, height)| y.abs() + height / 2.0);
        ends.fold(0.0, f64::max)
    }

    /// Draws the labels and leaders.
    pub(super) fn draw(&self, scene: &mut Scene, center: Spot) {
        let (low, high) = (2.0, scene.height - 2.0);
        let placed = text::spread(&self.wanted(center), &self.heights(), low, high);
        for ((slice, lines), y) in self.labels.iter().zip(placed) {
            let x = center.0 + self.sign * (RADIUS + LEADER);
            let leader = vec![
                on_circle(center, RADIUS, slice.middle()),
                on_circle(center, RADIUS + 6.0, slice.middle()),
                (x - self.sign * 5.0, y),
                (x - self.sign * 2.0, y),
            ];
            scene.stroke(leader, style::thin(GREY, HAIRLINE));
            let anchor = if self.sign > 0.0 { Anchor::Start } else { Anchor::End };
            for (i, line) in lines.iter().enumerate() {
                let offset = (i as f64 - (lines.len() as f64 - 1.0) / 2.0) * LINE;
                scene.words(Label::new(line, (x, y + offset), anchor));
            }
        }
    }
}

fn full_label(slice: &Slice, width: f64) -> Vec<String> {
    let mut lines = text::wrap_evenly(&slice.name, width, 3);
    lines.extend(text::wrap(&slice.figures, width, 2));
    lines
}

fn one_line(slice: &Slice, width: f64) -> Vec<String> {
    let figures = text::wrap(&slice.figures, width - 3.0 * TEXT, 1).concat();
    let rest = width - text::width(&figures) - TEXT / 2.0;
    let name = text::wrap(&slice.name, rest, 1).concat();
    vec![format!("{name} {figures}")]
}
