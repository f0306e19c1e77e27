//! A sheet as text: values as they are shown, merged cells spread where they mean every row.

use super::{Workbook, cell};
use crate::diag::{Line, Problem};
use calamine::{Data, Dimensions, Range, Reader, StyleRange, XlsxError};

/// The cells of a sheet from its first column on.
pub(super) struct SheetText {
    values: Range<Data>,
    formulas: Range<String>,
    styles: StyleRange,
    merged: Vec<Dimensions>,
    top: usize,
    height: usize,
    width: usize,
}

impl SheetText {
    /// Reads values, formulas, formats and merged cells.
    pub(super) fn read(workbook: &mut Workbook, name: &str) -> Result<Self, XlsxError> {
        let values = workbook.worksheet_range(name)?;
        let formulas = workbook.worksheet_formula(name)?;
        let styles = workbook.worksheet_style(name)?;
        let merged = workbook.merge_cells_by_sheet_name(name)?;
        let (top, bottom, right) = match (values.start(), values.end()) {
            (Some((top, _)), Some((bottom, right))) => (top as usize, bottom as usize + 1, right as usize + 1),
            _ => (0, 0, 0),
        };
        Ok(Self { values, formulas, styles, merged, top, height: bottom - top, width: right })
    }

    /// How many rows there are from the first one that is not empty.
    pub(super) fn height(&self) -> usize {
        self.height
    }

    /// The line of a row in the sheet.
    pub(super) fn line(&self, row: usize) -> Line {
        Line::zero_based(self.top + row)
    }

    /// A row of data: words in a cell merged downwards stand in each of its rows, numbers only once.
    pub(super) fn row(&self, row: usize) -> Vec<String> {
        (0..self.width).map(|column| self.text(self.beginning(row, column, false))).collect()
    }

    /// A row of the head: a merged cell stands in every column and row that it covers.
    pub(super) fn head_row(&self, row: usize) -> Vec<String> {
        let text = |column| self.text(self.beginning(row, column, true));
        (0..self.width).map(|column| text(column).split_whitespace().collect()).collect()
    }

    /// The cells that hold an error, or a formula without its value, with their row and column.
    pub(super) fn broken(&self) -> impl Iterator<Item = (usize, usize, Problem)> {
        (0..self.height).flat_map(move |row| {
            (0..self.width).filter_map(move |column| Some((row, column, self.problem(self.place(row, column))?)))
        })
    }

    fn place(&self, row: usize, column: usize) -> (u32, u32) {
        let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        (number(self.top + row), number(column))
    }

    /// The cell whose value stands at a place: of a merged cell the first one.
    fn beginning(&self, row: usize, column: usize, sideways: bool) -> (u32, u32) {
        let place = self.place(row, column);
        let Some(merged) = self.merged.iter().find(|merged| merged.contains(place.0, place.1)) else { return place };
        let is_words = matches!(self.values.get_value(merged.start), Some(Data::String(_)));
        if sideways || (is_words && place.1 == merged.start.1) { merged.start } else { place }
    }

    fn text(&self, place: (u32, u32)) -> String {
        let format = self.styles.get(place).and_then(|style| style.number_format.as_ref());
        self.values.get_value(place).map_or_else(String::new, |value| cell::text(value, format))
    }

    fn problem(&self, place: (u32, u32)) -> Option<Problem> {
        match self.values.get_value(place) {
            Some(Data::Error(error)) => Some(Problem::CellBroken { text: error.to_string() }),
            None | Some(Data::Empty) => {
                let formula = self.formulas.get_value(place)?;
                (!formula.is_empty()).then_some(Problem::FormulaUncomputed)
            }
            _ => None,
        }
    }
}
