//! One number of digits behind the point in a column.

use crate::model::{Cell, ColumnKind, Digits, NumberFormat, Table};

/// More digits than this come from a computation and are rounded at print.
const MOST: u32 = 6;

/// Where a column declares no digits, gives all its numbers as many as the longest one has
/// (1 beside 0.5 becomes 1.0). Rows with units of their own keep what was written.
pub(super) fn align(table: &mut Table) {
    if table.declaration.row_unit.is_some() {
        return;
    }
    for (index, column) in table.declaration.columns.iter().enumerate() {
        if !matches!(column.kind, ColumnKind::Number(NumberFormat::Plain(Digits::AsIs, _))) {
            continue;
        }
        let numbers = table.rows.iter().filter_map(|row| match row.cells.get(index) {
            Some(Cell::Number(value)) => Some(value.normalize().scale()),
            _ => None,
        });
        let Some(longest) = numbers.max().filter(|digits| *digits <= MOST) else { continue };
        let written = table.rows.iter().filter_map(|row| match (row.line, row.cells.get(index)) {
            (Some(_), Some(Cell::Number(value))) => Some(value.scale()),
            _ => None,
        });
        let digits = written.max().unwrap_or(0).max(longest).min(MOST);
        for row in &mut table.rows {
            if let Some(Cell::Number(value)) = row.cells.get_mut(index) {
                value.rescale(digits);
            }
        }
    }
}
