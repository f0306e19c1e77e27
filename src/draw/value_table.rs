//! The values of a column chart in rows below the axis, one row per series, for
//! values too long to stand above their columns.

use super::ChartSpec;
use super::frame::Frame;
use super::scene::{Anchor, Label, Rect, Scene};
use super::style::{self, GRID, HAIRLINE, LEAST, SMALL, TEXT};
use super::text;

/// The most rows.
const MOST: usize = 12;
/// Greatest width of a name.
const NAME: f64 = 84.0;
/// Width of the sample before a name, with its distance.
const SAMPLE: f64 = 14.0;

/// A table with a column under each category.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ValueTable {
    names: Vec<Vec<String>>,
    cells: Vec<Vec<Option<String>>>,
    /// Text size of the values.
    size: f64,
}

impl ValueTable {
    /// The table, if its values fit side by side.
    pub(super) fn fit(spec: &ChartSpec, (left, right): (f64, f64)) -> Option<Self> {
        if spec.series.len() > MOST {
            return None;
        }
        let wrap = |name: &str| text::wrap_evenly(name, NAME * TEXT / SMALL, 2);
        let count = spec.categories.len();
        let row = |points: &[Option<super::Point>]| {
            let cell = |slot: usize| points.get(slot).and_then(Option::as_ref).map(|point| point.label.clone());
            (0..count).map(cell).collect()
        };
        let mut table = Self {
            names: spec.series.iter().map(|series| wrap(&series.name)).collect(),
            cells: spec.series.iter().map(|series| row(&series.points)).collect(),
            size: TEXT,
        };
        let pitch = (right - table.left(left)) / count.max(1) as f64;
        let widest = text::widest(table.cells.iter().flatten().flatten().map(String::as_str));
        let fits = |size: &f64| widest * size / TEXT + 3.0 <= pitch;
        table.size = [TEXT, SMALL, LEAST].into_iter().find(fits)?;
        Some(table)
    }

    /// Where the plot begins: right of the ticks and of the names.
    pub(super) fn left(&self, ticks: f64) -> f64 {
        let names = text::widest(self.names.iter().flatten().map(String::as_str)) * SMALL / TEXT;
        ticks.max(names + SAMPLE + 5.0)
    }

    fn row_height(lines: &[String]) -> f64 {
        lines.len() as f64 * (SMALL + 1.5) + 4.0
    }

    /// Its height, with the distance to what is above.
    pub(super) fn height(&self) -> f64 {
        self.names.iter().map(|lines| Self::row_height(lines)).sum::<f64>() + 1.0
    }

    /// Draws the rows below a height of the page.
    pub(super) fn draw(&self, scene: &mut Scene, frame: &Frame, top: f64) {
        let right = frame.plot.right;
        let rule = |scene: &mut Scene, y: f64| {
            scene.stroke(vec![(0.0, y), (right, y)], style::thin(GRID, HAIRLINE));
        };
        let mut y = top;
        rule(scene, y);
        for (i, (name, cells)) in self.names.iter().zip(&self.cells).enumerate() {
            let height = Self::row_height(name);
            self.draw_row(scene, frame, (i, name, cells), y + height / 2.0);
            y += height;
            rule(scene, y);
        }
        for slot in 0..self.cells.first().map_or(0, Vec::len) {
            let x = frame.center(slot) - frame.pitch() / 2.0;
            scene.stroke(vec![(x, top), (x, y)], style::thin(GRID, HAIRLINE));
        }
        scene.stroke(vec![(right, top), (right, y)], style::thin(GRID, HAIRLINE));
    }

    fn draw_row(
        &self,
        scene: &mut Scene,
        frame: &Frame,
        (number, name, cells): (usize, &[String], &[Option<String>]),
        middle: f64,
    ) {
        let swatch = Rect::between((1.0, middle - 3.2), (SAMPLE - 3.0, middle + 3.2));
        scene.patch(swatch.corners(), style::fill(number));
        for (i, line) in name.iter().enumerate() {
            let offset = (i as f64 - (name.len() as f64 - 1.0) / 2.0) * (SMALL + 1.5);
            scene.words(Label::new(line, (SAMPLE, middle + offset), Anchor::Start).size(SMALL));
        }
        for (slot, cell) in cells.iter().enumerate() {
            let text = cell.as_deref().unwrap_or("—");
            scene.words(Label::new(text, (frame.center(slot), middle), Anchor::Middle).size(self.size));
        }
    }
}
