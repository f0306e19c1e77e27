//! The legend: samples with names, centred, in as many rows as needed.

use super::scene::{Anchor, Label, Rect, Scene};
use super::style::{Fill, LINE, Marker, Pen};
use super::text;

/// What stands beside a name in the legend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sample {
    Area(Fill),
    Line(Pen, Marker),
}

/// One entry of the legend.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Key {
    pub(super) name: String,
    pub(super) sample: Sample,
}

/// A legend broken into rows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Legend {
    rows: Vec<Vec<Entry>>,
    page_width: f64,
}

#[derive(Debug, Clone, PartialEq)]
struct Entry {
    lines: Vec<String>,
    sample: Sample,
    width: f64,
}

const SAMPLE_GAP: f64 = 4.0;
const ENTRY_GAP: f64 = 18.0;
const ROW_GAP: f64 = 3.0;
const MAX_LINES: usize = 3;

impl Sample {
    fn width(self) -> f64 {
        match self {
            Self::Area(_) => 14.0,
            Self::Line(..) => 24.0,
        }
    }
}

/// Breaks keys into rows that fit a page.
pub(super) fn arrange(keys: &[Key], page_width: f64) -> Legend {
    let mut rows: Vec<Vec<Entry>> = Vec::new();
    let mut used = 0.0;
    for key in keys.iter().filter(|key| !key.name.trim().is_empty()) {
        let indent = key.sample.width() + SAMPLE_GAP;
        let lines = text::wrap(&key.name, page_width - indent - 8.0, MAX_LINES);
        let width = indent + text::widest(lines.iter().map(String::as_str));
        let entry = Entry { lines, sample: key.sample, width };
        match rows.last_mut() {
            Some(row) if used + ENTRY_GAP + width <= page_width => {
                used += ENTRY_GAP + width;
                row.push(entry);
            }
            _ => {
                used = width;
                rows.push(vec![entry]);
            }
        }
    }
    Legend { rows, page_width }
}

impl Legend {
    /// The room needed, with the distance to what is above.
    pub(super) fn height(&self) -> f64 {
        if self.rows.is_empty() {
            return 0.0;
        }
        7.0 + self.rows.iter().map(|row| row_height(row)).sum::<f64>()
    }

    /// Draws the legend below a height of the page.
    pub(super) fn draw(&self, scene: &mut Scene, top: f64) {
        let mut y = top + 7.0;
        for row in &self.rows {
            let gaps = ENTRY_GAP * (row.len() as f64 - 1.0);
            let width = row.iter().map(|entry| entry.width).sum::<f64>() + gaps;
            let mut x = ((self.page_width - width) / 2.0).max(0.0);
            for entry in row {
                entry.draw(scene, x, y);
                x += entry.width + ENTRY_GAP;
            }
            y += row_height(row);
        }
    }
}

fn row_height(row: &[Entry]) -> f64 {
    let lines = row.iter().map(|entry| entry.lines.len()).max().unwrap_or(1);
    lines as f64 * LINE + ROW_GAP
}

impl Entry {
    fn draw(&self, scene: &mut Scene, x: f64, y: f64) {
        let middle = y + LINE / 2.0;
        let end = x + self.sample.width();
        match self.sample {
            Sample::Area(fill) => {
                let swatch = Rect::between((x, middle - 3.8), (end, middle + 3.8));
                scene.patch(swatch.corners(), fill);
            }
            Sample::Line(pen, marker) => {
                scene.stroke(vec![(x, middle), (end, middle)], pen);
                scene.marker(((x + end) / 2.0, middle), marker, pen.ink);
            }
        }
        for (i, line) in self.lines.iter().enumerate() {
            let at = (end + SAMPLE_GAP, middle + i as f64 * LINE);
            scene.words(Label::new(line, at, Anchor::Start));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::samples::register;
    use crate::draw::style;

    #[test]
    fn a_legend_wraps_into_rows() {
        register();
        let keys: Vec<Key> = (0..9)
            .map(|i| Key { name: format!("第{i}类产品监督抽查批次"), sample: Sample::Area(style::fill(i)) })
            .collect();
        let legend = arrange(&keys, 425.0);
        assert_eq!(legend.rows.len(), 3);
        assert!(legend.height() > 40.0);
        assert!(arrange(&[], 425.0).height() == 0.0);
    }
}
