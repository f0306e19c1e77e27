//! The declared tables with their computed columns and totals.

use crate::analyze::Analysis;
use crate::check::{DataTable, Dataset};
use crate::model::{Cell, IndicatorsPlan, Printing, Row, RowKind, Table, YearLayout};
use crate::resolve::Plan;

/// The tables in the order of their declarations; behind one in long form the comparison made of it.
pub(super) fn all(plan: &Plan, dataset: &Dataset, analysis: &Analysis) -> Vec<Table> {
    let declared = plan.tables.iter().filter_map(|declaration| dataset.tables.get(&declaration.name));
    declared
        .flat_map(|data| {
            let computed = analysis.tables.get(&data.declaration.name);
            let comparison = computed.filter(|_| is_long(data)).map(comparison);
            let table = sheet(data, computed.filter(|_| !is_long(data)));
            std::iter::once(table).chain(comparison)
        })
        .collect()
}

fn is_long(data: &DataTable) -> bool {
    matches!(data.declaration.comparison.as_ref().map(|one| &one.layout), Some(YearLayout::Long { .. }))
}

/// The data as it was read, with what the declaration computes; what the scores fill in has its own sheets.
fn sheet(data: &DataTable, computed: Option<&Table>) -> Table {
    let columns = &data.declaration.columns;
    let filled = |at: usize| computed.filter(|_| columns[at].compute.is_some());
    let cell = |row: usize, at: usize| {
        let value = filled(at).and_then(|table| table.rows.get(row)).and_then(|row| row.cells.get(at));
        value.or_else(|| data.rows[row].cells.get(at)).cloned().unwrap_or(Cell::Empty)
    };
    let row = |(index, row): (usize, &Row)| {
        let cells = (0..columns.len()).map(|at| cell(index, at)).collect();
        Row { cells, ..row.clone() }
    };
    let mut rows: Vec<Row> = data.rows.iter().enumerate().map(row).collect();
    rows.extend(computed.and_then(total));
    let mut table = Table { declaration: data.declaration.clone(), rows };
    name_columns(&mut table);
    table
}

/// The total, without what the scores fill in.
fn total(table: &Table) -> Option<Row> {
    let mut total = table.rows.iter().find(|row| row.kind == RowKind::Total)?.clone();
    for (cell, column) in total.cells.iter_mut().zip(&table.declaration.columns) {
        if IndicatorsPlan::FILLED.contains(&column.name.as_str()) {
            *cell = Cell::Empty;
        }
    }
    total.cells.truncate(table.declaration.columns.len());
    Some(total)
}

fn comparison(table: &Table) -> Table {
    let mut table = table.clone();
    table.declaration.name = format!("{}（对比）", table.declaration.name);
    name_columns(&mut table);
    table
}

/// Every column is there, under the name by which it is read back.
fn name_columns(table: &mut Table) {
    for column in &mut table.declaration.columns {
        column.title.clone_from(&column.name);
        column.printing = Printing::Plain;
    }
}
