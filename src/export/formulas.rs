//! The cells that a reader of a workbook expects to be formulas: totals and computed columns.

use crate::analyze::cell_formula;
use crate::diag::DataFile;
use crate::model::{ColumnKind, NumberFormat, Printing, Row, RowKind, Table};

/// The formula of a cell of a sheet whose head is the first row; nothing for a cell that holds its number,
/// and where hidden columns shift the letters.
pub(super) fn of(table: &Table, row: &Row, column: usize, line: u32) -> Option<String> {
    let declaration = &table.declaration;
    if declaration.columns.iter().any(|column| column.printing == Printing::Hidden) {
        return None;
    }
    let declared = &declaration.columns[column];
    let is_summed = declaration.total.as_ref().is_some_and(|total| total.sum.contains(&declared.name));
    let is_rate = matches!(declared.kind, ColumnKind::Number(NumberFormat::Percent(_)));
    if row.kind == RowKind::Total && is_summed && !(is_rate && declared.compute.is_some()) {
        // Of a hierarchy only the upper rows are added up.
        let letter = DataFile::letters(column);
        return declaration.hierarchy.is_none().then(|| format!("=SUM({letter}2:{letter}{line})"));
    }
    let formula = declared.compute.as_ref()?;
    let address = |name: &str| {
        let place = declaration.columns.iter().position(|column| column.name == name)?;
        // A missing item is a word, with which a workbook cannot compute.
        row.cells.get(place)?.number()?;
        Some(format!("{}{}", DataFile::letters(place), line + 1))
    };
    cell_formula(&formula.text, &address).map(|formula| format!("={formula}"))
}
