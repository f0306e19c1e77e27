//! Finding the labels of a filled-in form among its cells.

use crate::load::workbook::SheetText;
use crate::model::{FormLabel, FormLabels};
use std::ops::Range;

/// A label where it stands on a sheet.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Which label.
    pub(super) label: FormLabel,
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
    rows: Vec<Vec<String>>,
    /// The same with just the digits that Excel shows.
    shown: Vec<Vec<String>>,
}

/// A text with the row and column of its cell.
pub(super) type Placed = (String, (usize, usize));

impl<'a> Sheet<'a> {
    /// Looks for all labels.
    pub(super) fn new(text: &'a SheetText, labels: &'a FormLabels) -> Self {
        let rows: Vec<Vec<String>> = (0..text.height()).map(|row| text.row(row)).collect();
        let shown = (0..text.height()).map(|row| text.shown_row(row)).collect();
        let mut found: Vec<Found> = Vec::new();
        for (row, cells) in rows.iter().enumerate() {
            for (column, words) in cells.iter().enumerate() {
                let Some(label) = labels.named(words) else { continue };
                let columns = text.columns(row, column);
                // A label that is merged over several rows is one.
                let is_above = |above: &Found| above.label == label && above.columns == columns && above.row + 1 >= row;
                if let Some(above) = found.iter_mut().rev().find(|above| is_above(above)) {
                    above.row = row;
                } else {
                    found.push(Found { label, top: row, row, columns });
                }
            }
        }
        Self { text, found, labels, rows, shown }
    }

    /// The first place of a label.
    pub(super) fn first(&self, label: FormLabel) -> Option<&Found> {
        self.found.iter().find(|found| found.label == label)
    }

    /// The place of a label in the head that covers a row.
    pub(super) fn in_row(&self, label: FormLabel, row: usize) -> Option<&Found> {
        self.found.iter().find(|found| found.label == label && found.top <= row && row <= found.row)
    }

    /// The row of the first label of these below a row; the end of the sheet if there is none.
    pub(super) fn row_below(&self, row: usize, labels: &[FormLabel]) -> usize {
        let below = self.found.iter().filter(|found| found.top > row && labels.contains(&found.label));
        below.map(|found| found.top).min().unwrap_or(self.rows.len())
    }

    /// The first label of these below a row that begins its row: among values the same word says something else.
    pub(super) fn closing(&self, row: usize, labels: &[FormLabel]) -> Option<&Found> {
        let begins = |found: &&Found| self.rows[found.top].iter().take(found.columns.start).all(String::is_empty);
        let mut below = self.found.iter().filter(|found| found.top > row && labels.contains(&found.label));
        below.find(begins)
    }

    /// What is written to the right of a label, before the next one.
    pub(super) fn right_of(&self, label: &Found) -> Placed {
        let next = self.found.iter().filter(|found| found.top == label.top && found.columns.start >= label.columns.end);
        let end = next.map(|found| found.columns.start).min().unwrap_or(usize::MAX);
        let cells = self.rows[label.top].iter().enumerate();
        let mut cells = cells.filter(|(column, words)| (label.columns.end..end).contains(column) && !words.is_empty());
        let place = (label.top, label.columns.end);
        cells.next().map_or((String::new(), place), |(column, words)| (words.clone(), (label.top, column)))
    }

    /// What is written below a label, as far as the next row with labels; beside it where nothing is.
    pub(super) fn below(&self, label: &Found) -> Placed {
        let end = self.found.iter().map(|found| found.top).filter(|top| *top > label.row).min();
        let rows = label.row + 1..end.unwrap_or(self.rows.len());
        let texts: Vec<Placed> = rows.map(|row| self.within(row, label.columns.clone())).collect();
        let mut words: Vec<&str> =
            texts.iter().map(|(words, _)| words.as_str()).filter(|words| !words.is_empty()).collect();
        // A cell merged downwards says its words in each of its rows.
        words.dedup();
        match texts.iter().find(|(words, _)| !words.is_empty()) {
            Some((_, place)) => (words.join("\n"), *place),
            None => self.right_of(label),
        }
    }

    /// The words of a row in these columns.
    pub(super) fn within(&self, row: usize, columns: Range<usize>) -> Placed {
        within(&self.rows, row, columns)
    }

    /// The same as Excel shows it.
    pub(super) fn shown_within(&self, row: usize, columns: Range<usize>) -> Placed {
        within(&self.shown, row, columns)
    }

    /// A row of the sheet.
    pub(super) fn row(&self, row: usize) -> &[String] {
        &self.rows[row]
    }

    /// The label that words are.
    pub(super) fn named(&self, words: &str) -> Option<FormLabel> {
        self.labels.named(words)
    }
}

/// Words that are spread over the cells below one head belong together: a sign, and its number.
fn within(rows: &[Vec<String>], row: usize, columns: Range<usize>) -> Placed {
    let cells = rows.get(row).into_iter().flatten().enumerate();
    let written: Vec<(usize, &String)> =
        cells.filter(|(column, words)| columns.contains(column) && !words.is_empty()).collect();
    let place = written.first().map_or(columns.start, |(column, _)| *column);
    (written.into_iter().map(|(_, words)| words.as_str()).collect(), (row, place))
}
