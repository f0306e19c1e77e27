//! A sheet as text: values as they are shown, merged cells spread where they mean every row.

use super::{Workbook, cell};
use crate::diag::{Line, Problem};
use calamine::{Data, Dimensions, Reader, StyleRange, XlsxError};
use std::collections::HashMap;
use std::ops::Range;

/// The cells that a sheet spreads over, empty ones among them: memory is taken for each, and one stray cell in
/// the last corner makes them many.
pub(super) fn spread(workbook: &mut Workbook, name: &str) -> Result<usize, XlsxError> {
    let mut reader = workbook.worksheet_cells_reader(name)?;
    let (mut rows, mut columns) = (0_usize, 0_usize);
    while let Some(cell) = reader.next_cell()? {
        let (row, column) = cell.get_position();
        rows = rows.max(row as usize + 1);
        columns = columns.max(column as usize + 1);
    }
    Ok(rows.saturating_mul(columns))
}

/// The cells of a sheet from its first column on.
pub(in crate::load) struct SheetText {
    name: String,
    values: calamine::Range<Data>,
    formulas: calamine::Range<String>,
    styles: StyleRange,
    /// The first cell of the merged one that covers a place.
    merged: HashMap<(u32, u32), (u32, u32)>,
    top: usize,
    height: usize,
    width: usize,
}

impl SheetText {
    /// Reads values, formulas, formats and merged cells.
    pub(in crate::load) fn read(workbook: &mut Workbook, name: &str) -> Result<Self, XlsxError> {
        let values = workbook.worksheet_range(name)?;
        let formulas = workbook.worksheet_formula(name)?;
        let styles = workbook.worksheet_style(name)?;
        let (top, bottom, right) = match (values.start(), values.end()) {
            (Some((top, _)), Some((bottom, right))) => (top as usize, bottom as usize + 1, right as usize + 1),
            _ => (0, 0, 0),
        };
        let regions = workbook.merge_cells_by_sheet_name(name)?;
        let merged = values.end().map_or_else(HashMap::new, |end| covered(&regions, end));
        Ok(Self { name: name.to_owned(), values, formulas, styles, merged, top, height: bottom - top, width: right })
    }

    /// The sheet's name.
    pub(in crate::load) fn name(&self) -> &str {
        &self.name
    }

    /// How many rows there are from the first one that is not empty.
    pub(in crate::load) fn height(&self) -> usize {
        self.height
    }

    /// The line of a row in the sheet.
    pub(in crate::load) fn line(&self, row: usize) -> Line {
        Line::zero_based(self.top + row)
    }

    /// A row of data: words in a cell merged downwards stand in each of its rows, numbers only once.
    pub(in crate::load) fn row(&self, row: usize) -> Vec<String> {
        (0..self.width).map(|column| self.text(self.beginning(row, column, false))).collect()
    }

    /// A row of data with just the digits of each number that are shown.
    pub(in crate::load) fn shown_row(&self, row: usize) -> Vec<String> {
        let text = |place| {
            let format = self.styles.get(place).and_then(|style| style.number_format.as_ref());
            self.values.get_value(place).map_or_else(String::new, |value| cell::shown(value, format))
        };
        (0..self.width).map(|column| text(self.beginning(row, column, false))).collect()
    }

    /// A row of the head: a merged cell stands in every column and row that it covers.
    pub(in crate::load) fn head_row(&self, row: usize) -> Vec<String> {
        let text = |column| self.text(self.beginning(row, column, true));
        (0..self.width).map(|column| text(column).split_whitespace().collect()).collect()
    }

    /// The columns that a cell covers.
    pub(in crate::load) fn columns(&self, row: usize, column: usize) -> Range<usize> {
        let first = |column| self.merged.get(&self.place(row, column)).copied();
        let start = first(column);
        let more = (column + 1..self.width).take_while(|next| start.is_some() && first(*next) == start).count();
        column..column + 1 + more
    }

    /// The cells that hold an error, or a formula without its value, with their row and column.
    pub(in crate::load) fn broken(&self) -> impl Iterator<Item = (usize, usize, Problem)> {
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
        let Some(start) = self.merged.get(&place).copied() else { return place };
        let is_words = matches!(self.values.get_value(start), Some(Data::String(_)));
        if sideways || (is_words && place.1 == start.1) { start } else { place }
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

/// Every place that a merged cell covers, as far as there are values.
fn covered(regions: &[Dimensions], end: (u32, u32)) -> HashMap<(u32, u32), (u32, u32)> {
    let places = |region: &Dimensions| {
        let (start, last) = (region.start, (region.end.0.min(end.0), region.end.1.min(end.1)));
        (start.0..=last.0).flat_map(move |row| (start.1..=last.1).map(move |column| ((row, column), start)))
    };
    regions.iter().flat_map(places).collect()
}
