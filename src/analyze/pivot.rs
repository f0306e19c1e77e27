//! A long table with a year column becomes a wide one: an item a row, a year a column.

use crate::check::DataTable;
use crate::diag::{Diagnostic, Findings, Origin, Problem, Severity};
use crate::model::{Cell, ColumnDeclaration, Row, RowKind, YearLayout};

/// The table as it is, or its wide form; an item that stands twice in a year is a finding.
pub(super) fn wide(data: &DataTable, findings: &mut Findings) -> Option<DataTable> {
    let layout = data.declaration.comparison.as_ref().map(|comparison| &comparison.layout);
    let Some(YearLayout::Long { year, item, value }) = layout else { return Some(data.clone()) };
    let column = |name: &str| data.declaration.columns.iter().position(|column| column.name == name);
    let (year, item, value) = (column(year)?, column(item)?, column(value)?);
    if blanks(data, [item, year], findings) {
        return None;
    }
    let years = sorted(distinct(data, year));
    if data.declaration.comparison.as_ref().is_some_and(|comparison| !comparison.years_follow(&years)) {
        let origin = Origin::file(&data.declaration.data_file);
        findings.add(Problem::YearsApart { years: years.join("、") }, origin);
        return None;
    }
    let items = distinct(data, item);
    let mut rows: Vec<Row> = items.iter().map(|item| blank_row(item, years.len())).collect();
    let mut lines = vec![vec![None; years.len()]; items.len()];
    let mut sound = true;
    for row in &data.rows {
        let (item_name, year_name) = (text(row, item), text(row, year));
        let place = items.iter().position(|i| *i == item_name).zip(years.iter().position(|y| *y == year_name));
        let Some((at, in_year)) = place else { continue };
        let origin = row.line.map(|line| Origin::line(&data.declaration.data_file, line));
        if let Some(Some(first)) = lines[at][in_year].replace(origin.clone()) {
            sound = false;
            let problem = Problem::YearDuplicate { item: item_name, year: year_name };
            let origin = origin.unwrap_or_else(|| Origin::file(&data.declaration.data_file));
            findings.push(Diagnostic::new(problem, origin).related(first, "前一处"));
        }
        rows[at].line = rows[at].line.or(row.line);
        rows[at].cells[in_year + 1] = row.cells.get(value).cloned().unwrap_or(Cell::Empty);
    }
    sound.then(|| DataTable { declaration: declaration(data, item, value, years), rows })
}

/// The name in a cell; years may be written as numbers.
fn text(row: &Row, column: usize) -> String {
    match row.cells.get(column) {
        Some(Cell::Text(text)) => text.clone(),
        Some(Cell::Number(number)) => number.normalize().to_string(),
        _ => String::new(),
    }
}

/// Every row must say which item and which year it is of.
fn blanks(data: &DataTable, columns: [usize; 2], findings: &mut Findings) -> bool {
    let before = findings.count(Severity::Error);
    for row in &data.rows {
        for column in columns.into_iter().filter(|column| text(row, *column).is_empty()) {
            let name = &data.declaration.columns[column].name;
            let origin = row.line.map(|line| Origin::cell(&data.declaration.data_file, line, name));
            findings.add(Problem::KeyEmpty, origin.unwrap_or_else(|| Origin::file(&data.declaration.data_file)));
        }
    }
    findings.count(Severity::Error) > before
}

fn distinct(data: &DataTable, column: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in data.rows.iter().map(|row| text(row, column)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn sorted(mut years: Vec<String>) -> Vec<String> {
    years.sort();
    years
}

fn blank_row(item: &str, years: usize) -> Row {
    let mut cells = vec![Cell::Text(item.to_owned())];
    cells.extend(vec![Cell::Missing("—".to_owned()); years]);
    Row { kind: RowKind::Data(1), line: None, cells }
}

/// The declaration of the wide table: the item column, then one column for each year.
fn declaration(data: &DataTable, item: usize, value: usize, years: Vec<String>) -> crate::model::TableDeclaration {
    let mut declaration = data.declaration.clone();
    let item_column = declaration.columns[item].clone();
    let value_column = declaration.columns[value].clone();
    let year_columns =
        years.iter().map(|year| ColumnDeclaration { name: year.clone(), title: year.clone(), ..value_column.clone() });
    declaration.key = Some(item_column.name.clone());
    declaration.row_name = None;
    declaration.hierarchy = None;
    declaration.columns = std::iter::once(item_column.clone()).chain(year_columns).collect();
    if let Some(total) = &mut declaration.total {
        total.sum = years.clone();
    }
    if let Some(comparison) = &mut declaration.comparison {
        comparison.layout = YearLayout::Wide { columns: years };
    }
    declaration
}
