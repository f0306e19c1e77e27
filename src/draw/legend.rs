//! The legend: samples with names, centred, in as many rows as needed, their columns aligned.

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
    columns: Vec<f64>,
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

/// Sets keys in rows that fit a page, in columns where there are several rows.
pub(super) fn arrange(keys: &[Key], page_width: f64) -> Legend {
    let named = keys.iter().filter(|key| !key.name.trim().is_empty());
    let entries: Vec<Entry> = named.map(|key| Entry::new(key, page_width)).collect();
    let most = entries.len().max(1);
    let room = |columns: &Vec<f64>| columns.iter().sum::<f64>() + ENTRY_GAP * (columns.len() as f64 - 1.0);
    let mut counts = (1..=most).rev().map(|count| column_widths(&entries, count));
    let columns = counts.find(|columns| room(columns) <= page_width).unwrap_or_else(|| vec![page_width]);
    let rows = entries.chunks(columns.len()).map(<[Entry]>::to_vec).collect();
    Legend { rows, columns, page_width }
}

/// The widest entry of each of `count` columns.
fn column_widths(entries: &[Entry], count: usize) -> Vec<f64> {
    let widest =
        |column: usize| entries.iter().skip(column).step_by(count).map(|entry| entry.width).fold(0.0, f64::max);
    (0..count).map(widest).collect()
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
        let gaps = ENTRY_GAP * (self.columns.len() as f64 - 1.0);
        let left = (self.page_width - self.columns.iter().sum::<f64>() - gaps) / 2.0;
        for row in &self.rows {
            let mut x = left.max(0.0);
            for (entry, width) in row.iter().zip(&self.columns) {
                entry.draw(scene, x, y);
                x += width + ENTRY_GAP;
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
    fn new(key: &Key, page_width: f64) -> Self {
        let indent = key.sample.width() + SAMPLE_GAP;
        let lines = text::wrap(&key.name, page_width - indent - 8.0, MAX_LINES);
        let width = indent + text::widest(lines.iter().map(String::as_str));
        Self { lines, sample: key.sample, width }
    }

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
        assert_eq!(legend.columns.len(), 3);
        assert!(legend.height() > 40.0);
        assert!(arrange(&[], 425.0).height() == 0.0);
    }
}
