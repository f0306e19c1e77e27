//! Reading one CSV file.

use super::{RawRow, RawTable, encoding, read_bytes};
use crate::diag::{Diagnostic, Findings, Line, Origin, Problem};
use crate::model::TableDeclaration;
use std::path::Path;

/// Reads a data file. Ragged rows and doubled columns are findings; the good rows are kept so
/// that later stages can report what else is wrong.
pub(super) fn read(root: &Path, path: &str, findings: &mut Findings) -> Option<RawTable> {
    let bytes = read_bytes(root, path, findings)?;
    let text = encoding::decode(&bytes, path, findings)?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut records = reader.records();
    let mut header: Vec<String> = match records.next() {
        Some(Ok(record)) => record.iter().map(|name| name.trim().to_owned()).collect(),
        _ => Vec::new(),
    };
    drop_blank_end(&mut header, 0);
    check_header(&header, path, findings);
    let mut table = RawTable { file: path.to_owned(), header, rows: Vec::new() };
    for record in records {
        match record {
            Ok(record) => push_row(&mut table, &record, findings),
            Err(error) => {
                let problem = Problem::FileUnreadable { path: path.to_owned(), cause: error.to_string() };
                findings.add(problem, Origin::file(path));
            }
        }
    }
    Some(table)
}

fn check_header(header: &[String], path: &str, findings: &mut Findings) {
    let origin = || Origin::line(path, Line::one_based(1));
    for (index, name) in header.iter().enumerate() {
        if header[..index].contains(name) {
            findings.add(Problem::HeaderDuplicate { name: name.clone() }, origin());
        }
    }
}

/// The rows written in the declaration itself; their columns are the declared ones, computed
/// columns left out.
pub(super) fn inline(
    declaration: &TableDeclaration,
    rows: &[(Line, Vec<String>)],
    findings: &mut Findings,
) -> RawTable {
    let data = declaration.columns.iter().filter(|column| column.compute.is_none());
    let header = data.map(|column| column.name.clone()).collect();
    let mut table = RawTable { file: declaration.file.clone(), header, rows: Vec::new() };
    for (line, cells) in rows {
        push_cells(&mut table, *line, cells.clone(), findings);
    }
    table
}

fn push_row(table: &mut RawTable, record: &csv::StringRecord, findings: &mut Findings) {
    let line = Line::one_based(record.position().map_or(0, |position| position.line() as usize));
    let mut cells: Vec<String> =
        record.iter().map(|cell| cell.trim().replace("\r\n", "\n").replace('\r', "\n")).collect();
    if cells.iter().any(|cell| !cell.is_empty()) {
        drop_blank_end(&mut cells, table.header.len());
        push_cells(table, line, cells, findings);
    }
}

/// Excel writes commas behind the last column; what stands there is none of the table's, unless
/// something is written there.
fn drop_blank_end(cells: &mut Vec<String>, least: usize) {
    while cells.len() > least && cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
}

fn push_cells(table: &mut RawTable, line: Line, cells: Vec<String>, findings: &mut Findings) {
    if cells.len() == table.header.len() {
        table.rows.push(RawRow { line, cells });
        return;
    }
    let problem = Problem::RowRagged { found: cells.len(), expected: table.header.len() };
    let origin = Origin::line(&table.file, line);
    findings.push(Diagnostic::new(problem, origin).excerpt(cells.join(",")));
}
