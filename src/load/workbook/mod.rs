//! Reading one sheet of a workbook as rows of text, as if it were a CSV file.

mod cell;
mod header;
mod hidden;
mod sheet;

use super::{RawRow, RawTable, read_bytes};
use crate::diag::{DataFile, Diagnostic, Findings, Line, Origin, Problem};
use calamine::{Reader, SheetVisible, Xlsx, XlsxError};
use sheet::SheetText;
use std::io::Cursor;
use std::path::Path;

/// What is wanted of a workbook.
pub(super) struct Wanted<'a> {
    /// The workbook, relative to the project folder.
    pub(super) path: &'a str,
    /// The sheet that is asked for by name.
    pub(super) sheet: Option<&'a str>,
    /// The table's name: the sheet that is called so is read where none is asked for.
    pub(super) table: &'a str,
    /// Names of columns that the head is found by.
    pub(super) columns: Vec<&'a str>,
}

/// An open workbook.
type Workbook = Xlsx<Cursor<Vec<u8>>>;

/// Reads the sheet. Rows that do not fit and cells that are no data are findings.
pub(super) fn read(root: &Path, wanted: &Wanted<'_>, findings: &mut Findings) -> Option<RawTable> {
    let bytes = read_bytes(root, wanted.path, findings)?;
    let mut workbook = open(bytes.clone(), wanted.path, findings)?;
    let name = sheet_name(&workbook, wanted, findings)?;
    let text = match SheetText::read(&mut workbook, &name) {
        Ok(text) => text,
        Err(error) => {
            let problem = Problem::WorkbookUnreadable { cause: cause(&error) };
            findings.add(problem, Origin::file(wanted.path));
            return None;
        }
    };
    let table = table(wanted, &name, &text, findings);
    let hidden: Vec<String> = hidden::rows(&bytes, &name)
        .into_iter()
        .filter(|line| table.rows.iter().any(|row| row.line == *line))
        .map(|line| line.number().to_string())
        .collect();
    if !hidden.is_empty() {
        findings.add(Problem::RowsHidden { rows: hidden.join("、") }, Origin::file(&table.file));
    }
    Some(table)
}

/// The names of the sheets of a workbook that can be seen; nothing if it cannot be read.
pub(super) fn sheets(root: &Path, path: &str) -> Vec<String> {
    let bytes = std::fs::read(root.join(path)).ok();
    let workbook = bytes.and_then(|bytes| Workbook::new(Cursor::new(bytes)).ok());
    workbook.map(|workbook| visible(&workbook)).unwrap_or_default()
}

fn open(bytes: Vec<u8>, path: &str, findings: &mut Findings) -> Option<Workbook> {
    match Workbook::new(Cursor::new(bytes)) {
        Ok(workbook) => Some(workbook),
        Err(error) => {
            findings.add(Problem::WorkbookUnreadable { cause: cause(&error) }, Origin::file(path));
            None
        }
    }
}

fn cause(error: &XlsxError) -> String {
    match error {
        XlsxError::Password => "加了密码".to_owned(),
        XlsxError::Zip(_) => "不是 .xlsx 文件，或者已损坏".to_owned(),
        XlsxError::FileNotFound(part) => format!("缺少「{part}」，文件已损坏"),
        other => other.to_string(),
    }
}

fn visible(workbook: &Workbook) -> Vec<String> {
    let sheets = workbook.sheets_metadata().iter();
    sheets.filter(|sheet| sheet.visible == SheetVisible::Visible).map(|sheet| sheet.name.clone()).collect()
}

/// The sheet asked for, else the one called like the table, else the only one.
fn sheet_name(workbook: &Workbook, wanted: &Wanted<'_>, findings: &mut Findings) -> Option<String> {
    let visible = visible(workbook);
    let known = visible.join("、");
    let named = wanted.sheet.unwrap_or(wanted.table);
    let found = workbook.sheet_names().into_iter().find(|name| name.trim() == named);
    let problem = match (found, wanted.sheet, visible.as_slice()) {
        (Some(name), ..) => return Some(name),
        (None, None, [only]) => return Some(only.clone()),
        (None, Some(sheet), _) => Problem::SheetUnknown { sheet: sheet.to_owned(), known },
        (None, None, _) => Problem::SheetUnclear { known },
    };
    findings.add(problem, Origin::file(wanted.path));
    None
}

/// The rows below the head, down to the notes.
fn table(wanted: &Wanted<'_>, sheet: &str, text: &SheetText, findings: &mut Findings) -> RawTable {
    let (header, first) = header::find(text, &wanted.columns);
    let named = header.iter().enumerate().filter(|(_, name)| !name.is_empty());
    let file = DataFile::sheet(wanted.path, sheet, named.map(|(place, name)| (name.as_str(), place)));
    let mut table = RawTable { file, header, rows: Vec::new() };
    super::check_header(&table.header, &table.file, text.line(first.saturating_sub(1)), findings);
    for at in first..text.height() {
        let cells = text.row(at);
        if cells.iter().all(String::is_empty) || header::is_note(&cells) {
            continue;
        }
        push(&mut table, text.line(at), cells, findings);
    }
    broken(&table, text, first, findings);
    table
}

fn push(table: &mut RawTable, line: Line, mut cells: Vec<String>, findings: &mut Findings) {
    let columns = table.header.len();
    while cells.len() > columns && cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    cells.resize(cells.len().max(columns), String::new());
    if cells.len() == columns {
        table.rows.push(RawRow { line, cells });
        return;
    }
    let problem = Problem::RowRagged { found: cells.len(), expected: columns };
    findings.push(Diagnostic::new(problem, Origin::line(&table.file, line)).excerpt(cells.join(",")));
}

/// Cells that hold an error of Excel, or a formula nobody has computed yet.
fn broken(table: &RawTable, text: &SheetText, first: usize, findings: &mut Findings) {
    for (row, column, problem) in text.broken().filter(|(row, ..)| *row >= first) {
        let name = table.header.get(column).map_or("", String::as_str);
        findings.add(problem, Origin::cell(&table.file, text.line(row), name));
    }
}
