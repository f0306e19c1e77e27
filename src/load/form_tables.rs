//! The three tables of a self-assessment project: CSV files, or sheets of a workbook.

use super::workbook::{self, Wanted};
use super::{RawTable, csv_file, filled_forms};
use crate::diag::{Findings, Origin, Problem};
use crate::model::FORM_TABLES;
use crate::resolve::in_folder;
use std::path::Path;

/// Whether the forms are filled in by hand, and none of the tables is there.
pub(super) fn are_elsewhere(root: &Path) -> bool {
    let none = |folder, ending| in_folder(root, folder, ending).is_empty();
    none("tables", ".csv") && none("tables", ".xlsx") && !none(filled_forms::FOLDER, ".xlsx")
}

/// Reads the tables, each with its findings.
pub(super) fn read(root: &Path) -> Vec<(String, Option<RawTable>, Findings)> {
    let mut of_books = Findings::default();
    let books = in_folder(root, "tables", ".xlsx").into_iter().map(|path| {
        let sheets = workbook::sheets(root, &path, &mut of_books);
        (path, sheets)
    });
    let books: Vec<(String, Vec<String>)> = books.collect();
    let mut tables: Vec<_> = FORM_TABLES.iter().map(|(name, columns)| table(root, name, columns, &books)).collect();
    // A workbook that cannot be read is told once, with the first table.
    if let Some((_, _, findings)) = tables.first_mut() {
        findings.extend(of_books);
    }
    tables
}

/// The table from the one place where it stands.
fn table(
    root: &Path,
    name: &str,
    columns: &[&'static str],
    books: &[(String, Vec<String>)],
) -> (String, Option<RawTable>, Findings) {
    let mut findings = Findings::default();
    let csv = format!("tables/{name}.csv");
    let holding = books.iter().filter(|(_, sheets)| sheets.iter().any(|sheet| sheet.trim() == name));
    let holding: Vec<&String> = holding.map(|(path, _)| path).collect();
    let is_csv = root.join(&csv).exists();
    let table = match holding.as_slice() {
        [path] if !is_csv => {
            let wanted =
                Wanted { path, sheet: Some(name), table: name, columns: columns.to_vec(), total: None, unit: None };
            workbook::read(root, &wanted, &mut findings)
        }
        [] if !is_csv && !books.is_empty() => {
            let (path, sheets) = &books[0];
            let problem = Problem::SheetUnknown { sheet: name.to_owned(), known: sheets.join("、") };
            findings.add(problem, Origin::file(path));
            None
        }
        [] => csv_file::read(root, &csv, &mut findings),
        _ => {
            let places = holding.into_iter().chain(is_csv.then_some(&csv)).cloned().collect::<Vec<_>>().join("、");
            findings.add(Problem::DataTwice { table: name.to_owned(), places }, Origin::file("tables"));
            None
        }
    };
    (name.to_owned(), table, findings)
}
