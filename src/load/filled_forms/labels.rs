//! Finding the labels of a filled-in form among its cells.

use crate::load::workbook::SheetText;
use crate::model::{FormLabel, FormLabels};
use std::ops::Range;

/// A label where it stands on a sheet.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Which label.
    pub(super) label: FormLabel,
    /// Its words as they are written.
    pub(super) words: String,
    /// The row in which it begins.
    pub(super) top: usize,
    /// The last row that it covers.
    pub(super) row: usize,
    /// The columns that it covers.
    pub(super) columns: Range<usize>,
}

/// A sheet with its labels.
pub(super) struct Sheet<'a> {
    /// The cells.
    pub(super) text: &'a SheetText,
    /// The labels, row by row.
    pub(super) found: Vec<Found>,
    labels: &'a FormLabels,
}

/// A text with the row and column of its cell.
pub(super) type Placed = (String, (usize, usize));

impl<'a> Sheet<'a> {
    /// Looks for all labels.
    pub(super) fn new(text: &'a SheetText, labels: &'a FormLabels) -> Self {
        let mut found: Vec<Found> = Vec::new();
        for row in 0..text.height() {
            for (column, words) in text.row(row).into_iter().enumerate() {
                let Some(label) = labels.named(&words) else { continue };
                // A label that is merged over several rows stands in the first.
                let columns = text.columns(row, column);
                let is_above = |above: &Found| above.label == label && above.columns == columns && above.row + 1 >= row;
                if let Some(above) = found.iter_mut().rev().find(|above| is_above(above)) {
                    above.row = row;
                } else {
                    found.push(Found { label, words, top: row, row, columns });
                }
            }
        }
        Self { text, found, labels }
    }

    /// The first place of a label.
    pub(super) fn first(&self, label: FormLabel) -> Option<&Found> {
        self.found.iter().find(|found| found.label == label)
    }

    /// The place of a label in a row.
    pub(super) fn in_row(&self, label: FormLabel, row: usize) -> Option<&Found> {
        self.found.iter().find(|found| found.label == label && found.row == row)
    }

    /// The row of the first label of these below a row; the end of the sheet if there is none.
    pub(super) fn row_below(&self, row: usize, labels: &[FormLabel]) -> usize {
        let below = self.found.iter().filter(|found| found.row > row && labels.contains(&found.label));
        below.map(|found| found.row).min().unwrap_or_else(|| self.text.height())
    }

    /// What is written to the right of a label, before the next one.
    pub(super) fn right_of(&self, label: &Found) -> Placed {
        let next = self.found.iter().filter(|found| found.row == label.row && found.columns.start >= label.columns.end);
        let end = next.map(|found| found.columns.start).min().unwrap_or(usize::MAX);
        self.within(label.row, label.columns.end..end)
    }

    /// What is written below a label.
    pub(super) fn below(&self, label: &Found) -> Placed {
        self.within(label.row + 1, label.columns.clone())
    }

    /// The first words of a row in these columns; the first cell if nothing stands there.
    pub(super) fn within(&self, row: usize, columns: Range<usize>) -> Placed {
        let cells = self.text.row(row).into_iter().enumerate();
        let mut cells = cells.filter(|(column, words)| columns.contains(column) && !words.is_empty());
        cells.next().map_or_else(|| (String::new(), (row, columns.start)), |(column, words)| (words, (row, column)))
    }

    /// The label that words are.
    pub(super) fn named(&self, words: &str) -> Option<FormLabel> {
        self.labels.named(words)
    }
}
