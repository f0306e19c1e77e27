//! `jixiao export`: what a project holds, as a workbook that can be read back.

use crate::support::{Built, ReportTest, home, scratch};
use calamine::{Data, Reader, Xlsx};
use jixiao::pipeline::{Outcome, export_project};
use std::io::Cursor;
use std::path::Path;

/// The workbook of a project.
#[track_caller]
fn exported(project: &ReportTest) -> Vec<u8> {
    let output = scratch();
    let Outcome { written, .. } = export_project(&project.folder(), home(), output.path(), &|_| {});
    let [name] = written.as_slice() else { panic!("{written:?}") };
    std::fs::read(output.path().join(name)).unwrap()
}

fn sheet_names(workbook: &[u8]) -> Vec<String> {
    Xlsx::new(Cursor::new(workbook)).unwrap().sheet_names()
}

/// The project with its data in one workbook and no CSV file left.
fn from_workbook(project: ReportTest, workbook: &[u8], declared: bool) -> ReportTest {
    let tables = project.folder().join("tables");
    let mut names: Vec<String> = std::fs::read_dir(tables)
        .unwrap()
        .filter_map(|entry| {
            entry.unwrap().file_name().to_str().and_then(|name| name.strip_suffix(".csv")).map(String::from)
        })
        .collect();
    names.sort();
    let mut moved = project.with_file("tables/数据.xlsx", workbook);
    for name in names {
        moved = moved.without_file(&format!("tables/{name}.csv"));
        if declared {
            let path = format!("tables/{name}.toml");
            let text = std::fs::read_to_string(moved.folder().join(&path)).unwrap();
            moved = moved.with_file(&path, format!("workbook = \"数据.xlsx\"\nsheet = \"{name}\"\n{text}"));
        }
    }
    moved
}

/// The words on all pages of all documents.
fn pages(built: &Built) -> Vec<(String, String)> {
    let documents = built.files().into_iter().filter(|file| file.ends_with(".pdf"));
    documents.map(|file| (file.to_owned(), built.pdf_named(file).text())).collect()
}

#[test]
fn a_report_is_the_same_from_its_own_workbook() {
    for sample in ["xicheng-2024", "consumer-rights-2018"] {
        let workbook = exported(&ReportTest::sample(sample));
        let again = from_workbook(ReportTest::sample(sample), &workbook, true).build();
        let before = ReportTest::sample(sample).build();
        let name = format!("{sample}.pdf");
        assert_eq!(again.findings(), "", "{sample}");
        assert_eq!(again.pdf_named(&name).text(), before.pdf_named(&name).text(), "{sample}");
    }
}

#[test]
fn forms_are_the_same_from_their_own_workbook() {
    let project = || ReportTest::from_dir("ok-form-national");
    let again = from_workbook(project(), &exported(&project()), false).build();
    assert_eq!(pages(&again), pages(&project().build()));
}

#[test]
fn tables_values_scores_and_findings_are_there() {
    let names = sheet_names(&exported(&ReportTest::sample("product-quality-2024")));
    for name in ["预算执行", "三年预算对比（对比）", "计算值", "评分底稿", "取数", "评分", "问题"]
    {
        assert!(names.iter().any(|sheet| sheet == name), "{name} is not among {names:?}");
    }
}

#[test]
fn totals_and_computed_columns_are_formulas_with_their_values() {
    let workbook = exported(&ReportTest::sample("xicheng-2024"));
    let mut book = Xlsx::new(Cursor::new(workbook)).unwrap();
    let formulas = book.worksheet_formula("预算执行").unwrap();
    assert!(formulas.used_cells().any(|(_, _, formula)| formula.contains('/')), "a rate");
    let values = book.worksheet_range("预算执行").unwrap();
    for (row, column, _) in formulas.used_cells() {
        let (top, left) = formulas.start().unwrap();
        let place = (top + u32::try_from(row).unwrap(), left + u32::try_from(column).unwrap());
        assert!(matches!(values.get_value(place), Some(Data::Float(_))), "{place:?}");
    }
}

#[test]
fn a_project_with_errors_is_not_exported() {
    let output = scratch();
    let outcome =
        export_project(Path::new(&ReportTest::from_dir("err-paper-unknown").folder()), home(), output.path(), &|_| {});
    assert!(outcome.findings.has_errors() && outcome.written.is_empty());
}
