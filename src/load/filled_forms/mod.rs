//! 自评表 that were filled in by hand, one on a sheet, read back as the data tables they stand for.

mod indicators;
mod labels;
mod money;
mod target;

use super::{FormTables, RawRow, RawTable, workbook};
use crate::diag::{DataFile, Findings, Line, Origin, Problem};
use crate::model::{FORM_TABLES, FormLabel, FormLabels};
use crate::resolve::in_folder;
use labels::{Placed, Sheet};
use rayon::prelude::*;
use std::path::Path;

/// The folder of filled-in forms.
pub(super) const FOLDER: &str = "forms";

/// What a form says of what can be worked out.
const STATED: [&str; 6] = ["预算执行得分", "年度", "预算执行分值", "执行率", "总分", "评分等级"];

/// Reads all forms of the project in the order of their files and sheets, numbered from 001.
pub(super) fn read(root: &Path, labels: &FormLabels, findings: &mut Findings) -> Vec<FormTables> {
    let books: Vec<_> = in_folder(root, FOLDER, ".xlsx")
        .into_par_iter()
        .map(|path| {
            let mut own = Findings::default();
            let sheets = workbook::texts(root, &path, &mut own);
            (path, sheets, own)
        })
        .collect();
    let mut forms = Vec::new();
    for (path, sheets, own) in books {
        findings.extend(own);
        let before = forms.len();
        let mut others = Vec::new();
        for text in &sheets {
            let sheet = Sheet::new(text, labels);
            if sheet.first(FormLabel::Project).is_none() || sheet.first(FormLabel::Level3).is_none() {
                others.extend((text.height() > 0).then(|| text.name()));
            } else if is_whole(&sheet, &path, findings) {
                forms.push(form(&sheet, &path, &format!("{:03}", forms.len() + 1), findings));
            }
        }
        for name in others {
            let problem = Problem::SheetNoForm { only: forms.len() == before };
            findings.add(problem, Origin::file(DataFile::sheet(&path, name, [])));
        }
    }
    forms
}

/// Whether every label that is needed is there once.
fn is_whole(sheet: &Sheet<'_>, path: &str, findings: &mut Findings) -> bool {
    let file = || Origin::file(DataFile::sheet(path, sheet.text.name(), []));
    let missing: Vec<&str> =
        FormLabel::NEEDED.into_iter().filter(|label| sheet.first(*label).is_none()).map(FormLabel::name).collect();
    if !missing.is_empty() {
        findings.add(Problem::FormLabelsMissing { labels: missing.join("、") }, file());
        return false;
    }
    let forms = sheet.found.iter().filter(|found| found.label == FormLabel::Project).count();
    if forms > 1 {
        findings.add(Problem::FormsOnOneSheet { count: forms }, file());
    }
    forms == 1
}

fn form(sheet: &Sheet<'_>, path: &str, id: &str, findings: &mut Findings) -> FormTables {
    let (money, [weight, rate, score]) = money::read(sheet, path, id, findings);
    let (indicators, total) = indicators::read(sheet, path, id, findings);
    let beside = |label| sheet.first(label).map(|found| sheet.right_of(found)).unwrap_or_default();
    let below = |label| sheet.first(label).map(|found| sheet.below(found)).unwrap_or_default();
    let project = beside(FormLabel::Project);
    let cells: [Placed; 12] = [
        (id.to_owned(), project.1),
        project,
        beside(FormLabel::Department),
        beside(FormLabel::Unit),
        below(FormLabel::Goal),
        below(FormLabel::Result),
        score,
        year(sheet),
        weight,
        rate,
        total,
        beside(FormLabel::Grade),
    ];
    let names: Vec<&str> = FORM_TABLES[0].1.iter().chain(&STATED).copied().collect();
    let places = cells.iter().map(|(_, (row, column))| (sheet.text.line(*row), *column));
    let file = DataFile::form(path, sheet.text.name(), names.iter().copied().zip(places));
    let line = sheet.text.line(sheet.first(FormLabel::Project).map_or(0, |found| found.row));
    let mut projects = table(file, line, FORM_TABLES[0].1, &STATED);
    projects.rows.push(RawRow { line, cells: cells.map(|(words, _)| words).into() });
    broken(sheet, path, findings);
    FormTables { projects, money, indicators }
}

/// The year above the form: （2024年度）.
fn year(sheet: &Sheet<'_>) -> Placed {
    let above = 0..sheet.first(FormLabel::Project).map_or(0, |found| found.row);
    let cells = above
        .flat_map(|row| sheet.text.row(row).into_iter().enumerate().map(move |(column, words)| (words, (row, column))));
    let mut years = cells.filter_map(|(words, place)| {
        let bare: String = words.chars().filter(|c| !c.is_whitespace()).collect();
        let (before, _) = bare.split_once("年度")?;
        let digits = before.chars().count().checked_sub(4)?;
        let year: String = before.chars().skip(digits).collect();
        year.chars().all(|c| c.is_ascii_digit()).then_some((year, place))
    });
    years.next().unwrap_or_default()
}

/// Cells that hold an error of Excel, or a formula nobody has computed yet.
fn broken(sheet: &Sheet<'_>, path: &str, findings: &mut Findings) {
    let file = DataFile::sheet(path, sheet.text.name(), []);
    for (row, column, problem) in sheet.text.broken() {
        findings.add(problem, Origin::cell(&file, sheet.text.line(row), DataFile::letters(column)));
    }
}

/// A table without rows.
fn table(file: DataFile, head: Line, columns: &[&str], more: &[&str]) -> RawTable {
    let header = columns.iter().chain(more).map(|name| (*name).to_owned()).collect();
    RawTable { file, head, header, rows: Vec::new(), stated_total: None }
}
