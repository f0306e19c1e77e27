//! Typing the cells of one table, and checking its keys.

use super::{DataTable, cells, hierarchy};
use crate::diag::{Diagnostic, Findings, Origin, Problem, nearest};
use crate::load::{RawRow, RawTable};
use crate::model::{Cell, ColumnKind, NumberFormat, Row, RowKind, TableDeclaration, is_total_name};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The table with typed cells; any finding makes it unsound and gives nothing.
pub(super) fn check(
    declaration: &TableDeclaration,
    raw: &RawTable,
    filled: &[&str],
    findings: &mut Findings,
) -> Option<DataTable> {
    let mut own = Findings::default();
    // Only now it is known in which column of a sheet each value stands.
    let declaration = &TableDeclaration { data_file: raw.file.clone(), ..declaration.clone() };
    if raw.header.is_empty() {
        let problem = Problem::TableEmpty { table: declaration.name.clone() };
        findings.add(problem, Origin::file(&declaration.data_file));
        return None;
    }
    let places = places(declaration, raw, filled, &mut own);
    let rows: Vec<Row> = raw.rows.iter().map(|row| typed(declaration, row, &places, &mut own)).collect();
    let mut table = DataTable { declaration: declaration.clone(), rows };
    percent_signs(&table, &mut own);
    keys(&table, &places, &mut own);
    total_in_data(&table, &mut own);
    hierarchy::set_levels(&mut table, &mut own);
    if let Some(stated) = &raw.stated_total {
        let stated = typed(declaration, stated, &places, &mut own);
        total_as_stated(&table, &stated, &mut own);
    }
    let sound = !own.has_errors();
    findings.extend(own);
    sound.then_some(table)
}

/// For each declared column its place in the data; computed columns have none.
fn places(
    declaration: &TableDeclaration,
    raw: &RawTable,
    filled: &[&str],
    findings: &mut Findings,
) -> Vec<Option<usize>> {
    let mut places = Vec::new();
    // A name that is likely a misspelt one is told with that one.
    let mut misspelt = Vec::new();
    for column in &declaration.columns {
        let place = raw.header.iter().position(|name| *name == column.name);
        if place.is_none() && column.compute.is_none() && !filled.contains(&column.name.as_str()) {
            let nearest = nearest(&column.name, undeclared(declaration, raw));
            misspelt.extend(nearest.clone());
            let (table, column) = (declaration.name.clone(), column.name.clone());
            findings.add(Problem::ColumnUnknown { table, column, nearest }, Origin::file(&declaration.file));
        }
        places.push(if column.compute.is_some() { None } else { place });
    }
    for column in undeclared(declaration, raw).filter(|column| !misspelt.iter().any(|name| name == column)) {
        let problem = Problem::ColumnUndeclared { column: column.to_owned(), declaration: declaration.file.clone() };
        findings.add(problem, raw.head_origin());
    }
    places
}

/// The columns of the data that the declaration does not know.
fn undeclared<'a>(declaration: &'a TableDeclaration, raw: &'a RawTable) -> impl Iterator<Item = &'a str> {
    let names = raw.header.iter().map(String::as_str).filter(|name| !name.is_empty());
    names.filter(|name| !declaration.columns.iter().any(|declared| declared.name == *name))
}

fn typed(declaration: &TableDeclaration, raw: &RawRow, places: &[Option<usize>], findings: &mut Findings) -> Row {
    let mut row = Row { kind: RowKind::Data(1), line: Some(raw.line), cells: Vec::new() };
    for (column, place) in declaration.columns.iter().zip(places) {
        let text = place.and_then(|place| raw.cells.get(place)).map_or("", String::as_str);
        let cell = cells::cell(text, column, &declaration.missing).unwrap_or_else(|problem| {
            let origin = Origin::cell(&declaration.data_file, raw.line, &column.name);
            findings.push(Diagnostic::new(problem, origin).excerpt(raw.cells.join(",")));
            Cell::Empty
        });
        row.cells.push(cell);
    }
    row
}

/// In a row of percentages every number says that it is one: 88.2 beside 86.5% would be 8820%.
fn percent_signs(table: &DataTable, findings: &mut Findings) {
    let declaration = &table.declaration;
    let Some(unit) = declaration.row_unit.as_ref().and_then(|name| place(declaration, name)) else { return };
    for row in table.rows.iter().filter(|row| row.cells[unit].text().is_some_and(|text| ["%", "％"].contains(&text))) {
        for (cell, column) in row.cells.iter().zip(&declaration.columns) {
            if let (Cell::Number(value), Some(line)) = (cell, row.line)
                && matches!(column.kind, ColumnKind::Number(NumberFormat::Plain(..)))
            {
                let problem = Problem::PercentMissing { text: value.to_string() };
                findings.add(problem, Origin::cell(&declaration.data_file, line, &column.name));
            }
        }
    }
}

fn place(declaration: &TableDeclaration, name: &str) -> Option<usize> {
    declaration.columns.iter().position(|column| column.name == name)
}

/// The total of a workbook must be the sum of its rows.
fn total_as_stated(table: &DataTable, stated: &Row, findings: &mut Findings) {
    let (Some(total), Some(line)) = (&table.declaration.total, stated.line) else { return };
    for name in &total.sum {
        let Some(index) = table.declaration.columns.iter().position(|column| column.name == *name) else { continue };
        let Some(said) = stated.cells.get(index).and_then(Cell::number) else { continue };
        // Of a hierarchy only the upper rows are added up.
        let counted = table.rows.iter().filter(|row| row.kind == RowKind::Data(1));
        let sum: Decimal = counted.filter_map(|row| row.cells[index].number()).sum();
        if said != sum {
            let problem =
                Problem::TotalDiffers { stated: said.normalize().to_string(), sum: sum.normalize().to_string() };
            findings.add(problem, Origin::cell(&table.declaration.data_file, line, name));
        }
    }
}

/// The declared total must not stand in the data too: it would be added to itself.
fn total_in_data(table: &DataTable, findings: &mut Findings) {
    let Some(total) = &table.declaration.total else { return };
    for row in &table.rows {
        // Of a hierarchy only the upper rows are added up; a 小计 among them does no harm.
        let flat = table.declaration.hierarchy.is_none();
        let is_total = |text: &str| text == total.label || flat && is_total_name(text);
        let place = row.cells.iter().position(|cell| cell.text().is_some_and(is_total));
        if let (Some(place), Some(line)) = (place, row.line) {
            let column = &table.declaration.columns[place].name;
            let label = row.cells[place].text().unwrap_or_default().to_owned();
            let problem = Problem::TotalInData { label };
            findings.add(problem, Origin::cell(&table.declaration.data_file, line, column));
        }
    }
}

/// Keys must be there and differ.
fn keys(table: &DataTable, places: &[Option<usize>], findings: &mut Findings) {
    let Some(key) = &table.declaration.key else { return };
    let Some(index) = table.declaration.columns.iter().position(|column| column.name == *key) else { return };
    // A column that is not in the data has its finding.
    if places.get(index).is_none_or(|place| place.is_none()) {
        return;
    }
    let mut seen: BTreeMap<&str, Origin> = BTreeMap::new();
    for row in &table.rows {
        let Some(line) = row.line else { continue };
        let origin = Origin::cell(&table.declaration.data_file, line, key);
        match row.cells.get(index).and_then(Cell::text) {
            None => findings.add(Problem::KeyEmpty, origin),
            Some(text) => match seen.get(text) {
                Some(first) => {
                    let problem = Problem::KeyDuplicate { key: text.to_owned() };
                    findings.push(Diagnostic::new(problem, origin).related(first.clone(), "前一处"));
                }
                None => {
                    seen.insert(text, origin);
                }
            },
        }
    }
}
