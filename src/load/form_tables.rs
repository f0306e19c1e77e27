//! The three tables of a self-assessment project: CSV files, or sheets of one workbook.

use super::{FORM_TABLES, RawTable, csv_file, workbook};
use crate::diag::Findings;
use crate::model::FORM_COLUMNS;
use std::path::Path;
use walkdir::WalkDir;
use workbook::Wanted;

/// Reads the tables, each with its findings. A CSV file goes before a sheet of the same name.
pub(super) fn read(root: &Path) -> Vec<(String, Option<RawTable>, Findings)> {
    let workbooks = workbooks(root);
    let tables = FORM_TABLES.iter().zip(FORM_COLUMNS);
    tables
        .map(|(name, columns)| {
            let mut own = Findings::default();
            let csv = format!("tables/{name}.csv");
            let holds = |path: &&String| workbook::sheets(root, path).iter().any(|sheet| sheet.trim() == *name);
            let table = match workbooks.iter().find(holds).filter(|_| !root.join(&csv).exists()) {
                Some(path) => {
                    let wanted = Wanted { path, sheet: Some(name), table: name, columns: columns.to_vec() };
                    workbook::read(root, &wanted, &mut own)
                }
                None => csv_file::read(root, &csv, &mut own),
            };
            ((*name).to_owned(), table, own)
        })
        .collect()
}

/// The workbooks among the tables, sorted by name.
fn workbooks(root: &Path) -> Vec<String> {
    let walk = WalkDir::new(root.join("tables")).min_depth(1).max_depth(1).sort_by_file_name();
    let names = walk.into_iter().filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned());
    names
        .filter(|name| name.ends_with(".xlsx") && !name.starts_with(['.', '~']))
        .map(|name| format!("tables/{name}"))
        .collect()
}
