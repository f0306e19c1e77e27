//! The tables of a project as they are printed.

use crate::analyze::Analysis;
use crate::check::Dataset;
use crate::compose::numbering::Numbering;
use crate::diag::Origin;
use crate::model::{
    ColumnDeclaration, ColumnKind, Grid, GridCell, GridColumn, GridRow, IndicatorsPlan, Printing, RowKind, Table,
    YearLayout,
};

/// All tables: those in the text by their numbers, then the others by name.
pub(super) fn all(dataset: &Dataset, analysis: &Analysis, numbering: &Numbering) -> Vec<Grid> {
    let grid = |table: &Table| {
        let number = numbering.table(table.name()).map(|place| place.number);
        grid(table, dataset, number, analysis.scores.is_some())
    };
    let mut grids: Vec<Grid> = analysis.tables.values().map(grid).collect();
    grids.sort_by_key(|grid| grid.number.unwrap_or(usize::MAX));
    grids
}

fn grid(table: &Table, dataset: &Dataset, number: Option<usize>, scored: bool) -> Grid {
    let declaration = &table.declaration;
    let made = !dataset.tables.contains_key(table.name());
    let computed: Vec<bool> =
        declaration.columns.iter().map(|column| is_computed(table, column, dataset, scored)).collect();
    let rows = table.rows.iter().map(|row| GridRow {
        unit: unit_of(table, row),
        cells: declaration
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| GridCell {
                text: table.set(row, index),
                computed: made || computed[index] || row.kind == RowKind::Total,
                origin: table.origin(row, column),
            })
            .collect(),
    });
    Grid {
        name: table.name().to_owned(),
        title: declaration.title.clone(),
        number,
        unit: declaration.unit.clone(),
        columns: declaration.columns.iter().map(column).collect(),
        rows: rows.collect(),
        hierarchy: declaration.hierarchy.as_ref().and_then(|name| table.column_index(name)),
        origin: Origin::file(&declaration.file),
        data: declaration.data_file.to_string(),
        made,
    }
}

fn column(column: &ColumnDeclaration) -> GridColumn {
    let title = match &column.group {
        Some(group) => format!("{group}{}", column.title),
        None => column.title.clone(),
    };
    GridColumn {
        name: column.name.clone(),
        title: title.replace('\n', ""),
        unit: column.unit.clone(),
        numeric: matches!(column.kind, ColumnKind::Number(_)),
        code: column.kind == ColumnKind::Code,
        printed: column.printing != Printing::Hidden,
    }
}

/// Whether the program fills the column: by a formula, by the scores, or as a change over years.
fn is_computed(table: &Table, column: &ColumnDeclaration, dataset: &Dataset, scored: bool) -> bool {
    let from_data = dataset.tables.get(table.name()).is_some_and(|data| {
        data.declaration.columns.iter().any(|declared| declared.name == column.name && declared.compute.is_none())
    });
    let of_years = table.declaration.comparison.as_ref().is_some_and(|comparison| match &comparison.layout {
        YearLayout::Wide { columns } => columns.contains(&column.name),
        YearLayout::Long { .. } => !comparison.show.contains(&column.name),
    });
    let of_scores = scored
        && IndicatorsPlan::FILLED.contains(&column.name.as_str())
        && table.column_index("编码").is_some()
        && table.column_index("一级指标").is_some();
    column.compute.is_some() || of_scores || !(from_data || of_years)
}

fn unit_of(table: &Table, row: &crate::model::Row) -> Option<String> {
    let column = table.declaration.row_unit.as_ref().and_then(|name| table.column_index(name))?;
    row.cells.get(column)?.text().map(str::to_owned)
}
