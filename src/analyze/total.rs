//! The total row.

use super::measures;
use crate::model::{Cell, ColumnKind, Printing, Row, RowKind, Table};
use rust_decimal::Decimal;

/// Adds the declared total below the rows: sums over the top level of the hierarchy, missing
/// items skipped.
pub(super) fn add(table: &mut Table) {
    let Some(total) = table.declaration.total.clone() else { return };
    let label_column = label_column(table);
    let cells = table
        .declaration
        .columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            if Some(index) == label_column {
                Cell::Text(total.label.clone())
            } else if total.sum.contains(&column.name) {
                column_sum(table, index).map_or(Cell::Missing("—".into()), Cell::Number)
            } else {
                Cell::Empty
            }
        })
        .collect();
    table.rows.push(Row { kind: RowKind::Total, line: None, cells });
}

/// The sum of a column over the top level; nothing if no row has a number or the sum overflows.
pub(super) fn column_sum(table: &Table, column: usize) -> Option<Decimal> {
    let top = table.rows.iter().filter(|row| row.kind == RowKind::Data(1));
    let items: Vec<Decimal> = top.filter_map(|row| row.cells.get(column)?.number()).collect();
    measures::sum(&items).ok().flatten()
}

/// Where the total's label stands: under the row names, else in the first printed column of words.
fn label_column(table: &Table) -> Option<usize> {
    let columns = &table.declaration.columns;
    let printed = |index: &usize| columns[*index].printing != Printing::Hidden;
    let named = table.declaration.row_name.as_ref().and_then(|name| table.column_index(name));
    named.filter(printed).or_else(|| {
        (0..columns.len()).find(|index| printed(index) && !matches!(columns[*index].kind, ColumnKind::Number(_)))
    })
}
