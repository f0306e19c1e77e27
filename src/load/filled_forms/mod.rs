//! 自评表 that were filled in by hand, one on a sheet, read back as the data tables they stand for.

mod indicators;
mod labels;
mod money;
mod target;

use super::workbook::ReadSheet;
use super::{FormTables, RawRow, RawTable, workbook};
use crate::diag::{DataFile, Findings, Line, Origin, Problem};
use crate::model::{FORM_TABLES, FormLabel, FormLabels};
use crate::resolve::in_folder;
use labels::{Placed, Sheet};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

/// The folder of filled-in forms.
pub(super) const FOLDER: &str = "forms";

/// What a form says of what can be worked out.
const STATED: [&str; 6] = ["预算执行得分", "年度", "预算执行分值", "执行率", "总分", "评分等级"];

/// Reads all forms of the project in the order of their files and sheets, numbered from 001; numbers that
/// are `taken` are left out.
pub(super) fn read(
    root: &Path,
    labels: &FormLabels,
    taken: &BTreeSet<String>,
    findings: &mut Findings,
) -> Vec<FormTables> {
    let books: Vec<_> = in_folder(root, FOLDER, ".xlsx")
        .into_par_iter()
        .map(|path| {
            let mut own = Findings::default();
            let sheets = workbook::all_sheets(root, &path, &mut own);
            (path, sheets, own)
        })
        .collect();
    let mut forms = Vec::new();
    let mut ids = (1..).map(|number| format!("{number:03}")).filter(|id| !taken.contains(id));
    for (path, sheets, own) in books {
        let is_read = !own.has_errors();
        findings.extend(own);
        let before = findings.iter().count() + forms.len();
        let mut others = Vec::new();
        for ReadSheet { text, is_visible, hidden } in &sheets {
            let sheet = Sheet::new(text, labels);
            let file = DataFile::sheet(&path, text.name(), []);
            let is_form = sheet.first(FormLabel::Project).is_some() && sheet.first(FormLabel::Level3).is_some();
            if is_form && !is_visible {
                findings.add(Problem::FormHidden, Origin::file(file));
            } else if !is_form {
                others.extend((text.height() > 0 && *is_visible).then_some(file));
            } else if is_whole(&sheet, &path, findings) {
                let lines = (0..text.height()).filter(|row| !sheet.row(*row).iter().all(String::is_empty));
                workbook::rows_hidden(hidden, lines.map(|row| text.line(row)), &file, findings);
                forms.push(form(&sheet, &path, &ids.next().unwrap_or_default(), findings));
            }
        }
        let none = before == findings.iter().count() + forms.len();
        if none && others.is_empty() && is_read {
            findings.add(Problem::SheetNoForm { only: true }, Origin::file(&path));
        }
        for file in others {
            findings.add(Problem::SheetNoForm { only: none }, Origin::file(file));
        }
    }
    forms
}

/// Whether every label that is needed is there, and the project's name once.
fn is_whole(sheet: &Sheet<'_>, path: &str, findings: &mut Findings) -> bool {
    let file = || Origin::file(DataFile::sheet(path, sheet.text.name(), []));
    let above = FormLabel::NEEDED.into_iter().filter(|label| sheet.first(*label).is_none());
    let head = indicators::head(sheet);
    let of_indicators = indicators::CELLS.into_iter().filter(|label| sheet.in_row(*label, head).is_none());
    let missing: Vec<&str> = above.chain(of_indicators).map(FormLabel::name).collect();
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

/// The year above the form: （2024年度）, 2024年, 二〇二四年度.
fn year(sheet: &Sheet<'_>) -> Placed {
    let above = 0..sheet.first(FormLabel::Project).map_or(0, |found| found.top);
    let cells =
        above.flat_map(|row| sheet.row(row).iter().enumerate().map(move |(column, words)| (words, (row, column))));
    let mut years = cells.filter_map(|(words, place)| Some((year_in(words)?, place)));
    years.next().unwrap_or_default()
}

/// The four digits before 年, in figures of either kind.
fn year_in(words: &str) -> Option<String> {
    const FIGURES: &str = "〇一二三四五六七八九";
    let digit = |sign: char| match sign {
        '0'..='9' => Some(sign),
        '０'..='９' => char::from_u32(u32::from(sign) - 0xFEE0),
        '○' | '零' => Some('0'),
        other => FIGURES.chars().position(|figure| figure == other).and_then(|at| char::from_digit(at as u32, 10)),
    };
    let bare: Vec<char> = words.chars().filter(|c| !c.is_whitespace()).collect();
    bare.windows(5).find_map(|five| {
        let year: Option<String> = five[..4].iter().map(|sign| digit(*sign)).collect();
        year.filter(|year| five[4] == '年' && (year.starts_with("20") || year.starts_with("19")))
    })
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
    RawTable { file, head, header, rows: Vec::new(), ragged: Vec::new(), stated_total: None }
}
