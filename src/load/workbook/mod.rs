//! Reading one sheet of a workbook as rows of text, as if it were a CSV file.

mod cell;
pub(super) mod header;
mod hidden;
mod sheet;

use super::{RawRow, RawTable};
use crate::diag::{DataFile, Findings, Limit, Line, Origin, Problem};
use crate::model::is_total_name;
use crate::resolve::read_bytes;
use calamine::{Reader, SheetVisible, Xlsx, XlsxError};
pub(super) use sheet::SheetText;
use std::collections::HashSet;
use std::io::Cursor;
use std::path::Path;
use zip::ZipArchive;

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
    /// What the total is called, if there is one.
    pub(super) total: Option<&'a str>,
    /// The unit that is declared.
    pub(super) unit: Option<&'a str>,
}

/// An open workbook.
type Workbook = Xlsx<Cursor<Vec<u8>>>;

/// Reads the sheet. Rows that do not fit and cells that are no data are findings.
pub(super) fn read(root: &Path, wanted: &Wanted<'_>, findings: &mut Findings) -> Option<RawTable> {
    let bytes = read_bytes(root, wanted.path, findings)?;
    let mut workbook = open(bytes.clone(), wanted.path, findings)?;
    let name = sheet_name(&workbook, wanted, findings)?;
    let text = text(&mut workbook, &name, wanted.path, findings)?;
    let table = table(wanted, &name, &text, findings)?;
    rows_hidden(&hidden::rows(&bytes, &name), table.rows.iter().map(|row| row.line), &table.file, findings);
    Some(table)
}

/// Tells which of the lines are hidden in Excel.
pub(super) fn rows_hidden(
    hidden: &[Line],
    lines: impl Iterator<Item = Line>,
    file: &DataFile,
    findings: &mut Findings,
) {
    let hidden: HashSet<Line> = hidden.iter().copied().collect();
    let hidden: Vec<usize> = lines.filter(|line| hidden.contains(line)).map(Line::number).collect();
    if !hidden.is_empty() {
        findings.add(Problem::RowsHidden { rows: in_runs(&hidden) }, Origin::file(file));
    }
}

/// 3至8、12 for 3, 4, … 8 and 12.
fn in_runs(lines: &[usize]) -> String {
    let runs = lines.chunk_by(|a, b| a + 1 == *b).map(|run| match run {
        [first, .., last] => format!("{first}至{last}"),
        [only] => only.to_string(),
        [] => String::new(),
    });
    runs.collect::<Vec<_>>().join("、")
}

/// The names of the sheets of a workbook that can be seen; that it cannot be read is a finding.
pub(super) fn sheets(root: &Path, path: &str, findings: &mut Findings) -> Vec<String> {
    let bytes = read_bytes(root, path, findings);
    let workbook = bytes.and_then(|bytes| open(bytes, path, findings));
    workbook.map(|workbook| visible(&workbook)).unwrap_or_default()
}

/// A sheet with all its cells.
pub(super) struct ReadSheet {
    /// The cells.
    pub(super) text: SheetText,
    /// Whether it can be seen in Excel.
    pub(super) is_visible: bool,
    /// Its hidden rows.
    pub(super) hidden: Vec<Line>,
}

/// All sheets of a workbook.
pub(super) fn all_sheets(root: &Path, path: &str, findings: &mut Findings) -> Vec<ReadSheet> {
    let Some(bytes) = read_bytes(root, path, findings) else { return Vec::new() };
    let Some(mut workbook) = open(bytes.clone(), path, findings) else { return Vec::new() };
    let visible = visible(&workbook);
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        let Some(text) = text(&mut workbook, &name, path, findings) else { continue };
        let is_visible = visible.contains(&name);
        sheets.push(ReadSheet { hidden: hidden::rows(&bytes, &name), text, is_visible });
    }
    sheets
}

fn text(workbook: &mut Workbook, name: &str, path: &str, findings: &mut Findings) -> Option<SheetText> {
    let origin = || Origin::file(DataFile::sheet(path, name, []));
    let read = sheet::spread(workbook, name).and_then(|cells| {
        findings.allow(Limit::SheetCells, cells, origin).then(|| SheetText::read(workbook, name)).transpose()
    });
    read.unwrap_or_else(|error| {
        findings.add(Problem::WorkbookUnreadable { cause: cause(&error) }, Origin::file(path));
        None
    })
}

fn open(bytes: Vec<u8>, path: &str, findings: &mut Findings) -> Option<Workbook> {
    let size = unpacked_size(&bytes);
    if !findings.allow(Limit::WorkbookSize, size, || Origin::file(path)) {
        return None;
    }
    match Workbook::new(Cursor::new(bytes)) {
        Ok(workbook) => Some(workbook),
        Err(error) => {
            findings.add(Problem::WorkbookUnreadable { cause: cause(&error) }, Origin::file(path));
            None
        }
    }
}

/// How many MiB a workbook has once it is unpacked, as far as it tells.
fn unpacked_size(bytes: &[u8]) -> usize {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return 0 };
    let sizes = (0..archive.len()).filter_map(|part| Some(archive.by_index_raw(part).ok()?.size()));
    usize::try_from(sizes.fold(0, u64::saturating_add) >> 20).unwrap_or(usize::MAX)
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
    // A hidden sheet is read when it is asked for by name, and not otherwise.
    let found = match wanted.sheet {
        Some(asked) => workbook.sheet_names().into_iter().find(|name| name.trim() == asked),
        None => visible.iter().find(|name| name.trim() == wanted.table).cloned(),
    };
    let problem = match (found, wanted.sheet, visible.as_slice()) {
        (Some(name), ..) => return Some(name),
        (None, None, [only]) => return Some(only.clone()),
        (None, Some(sheet), _) => Problem::SheetUnknown { sheet: sheet.to_owned(), known },
        (None, None, _) => Problem::SheetUnclear { known },
    };
    findings.add(problem, Origin::file(wanted.path));
    None
}

/// The rows below the head that are no notes.
fn table(wanted: &Wanted<'_>, sheet: &str, text: &SheetText, findings: &mut Findings) -> Option<RawTable> {
    let Some((header, first)) = header::find(text, &wanted.columns) else {
        let problem = Problem::HeadUnknown { columns: wanted.columns.join("、") };
        findings.add(problem, Origin::file(DataFile::sheet(wanted.path, sheet, [])));
        return None;
    };
    let file = DataFile::sheet(wanted.path, sheet, header.iter().map(String::as_str).zip(0..));
    let mut table = RawTable {
        file,
        head: text.line(first.saturating_sub(1)),
        header,
        rows: Vec::new(),
        ragged: Vec::new(),
        stated_total: None,
    };
    super::check_header(&table, findings);
    check_unit(wanted, text, &table, findings);
    for at in first..text.height() {
        let mut cells = text.row(at);
        if cells.iter().all(String::is_empty) || header::is_note(&cells) {
            continue;
        }
        // The head may reach beyond the last column that holds anything.
        cells.resize(cells.len().max(table.header.len()), String::new());
        table.push(text.line(at), cells, findings);
    }
    drop_notes(&mut table, text, findings);
    if let Some(label) = wanted.total {
        let is_total = |cell: &String| cell == label || is_total_name(cell);
        table.stated_total = table.rows.pop_if(|row| row.cells.iter().any(is_total));
    }
    broken(&table, text, first, findings);
    Some(table)
}

/// A line above the head that names another unit than the declaration.
fn check_unit(wanted: &Wanted<'_>, text: &SheetText, table: &RawTable, findings: &mut Findings) {
    let above = (0..text.height()).filter(|row| text.line(*row) < table.head);
    let said = above.flat_map(|row| text.row(row).into_iter().map(move |cell| (row, cell)));
    let mut units = said.filter_map(|(row, cell)| Some((row, header::unit(&cell)?)));
    if let (Some(declared), Some((row, found))) = (wanted.unit, units.next())
        && declared != found
    {
        let problem = Problem::UnitDiffers { found, declared: declared.to_owned() };
        findings.add(problem, Origin::line(&table.file, text.line(row)));
    }
}

/// Rows at the end with words in one cell only are remarks about the table; that they are not read is told.
fn drop_notes(table: &mut RawTable, text: &SheetText, findings: &mut Findings) {
    // A row with a cell that could not be read is data all the same.
    let broken: Vec<Line> = text.broken().map(|(row, ..)| text.line(row)).collect();
    let is_remark =
        |row: &mut RawRow| row.cells.iter().filter(|cell| !cell.is_empty()).count() == 1 && !broken.contains(&row.line);
    while let Some(row) = table.rows.pop_if(|row| table.header.len() > 1 && is_remark(row)) {
        let words = row.cells.concat();
        findings.add(Problem::RowTakenForRemark { words }, Origin::line(&table.file, row.line));
    }
}

/// Cells that hold an error of Excel, or a formula nobody has computed yet.
fn broken(table: &RawTable, text: &SheetText, first: usize, findings: &mut Findings) {
    for (row, column, problem) in text.broken().filter(|(row, ..)| *row >= first) {
        let name = table.header.get(column).filter(|name| !name.is_empty()).cloned();
        // A cell beside the table is named by its letter.
        let name = name.unwrap_or_else(|| DataFile::letters(column));
        findings.add(problem, Origin::cell(&table.file, text.line(row), name));
    }
}
