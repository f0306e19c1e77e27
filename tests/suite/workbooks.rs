//! The 评分底稿 as a workbook: read back with another library than the one that wrote it.

use crate::support::{Built, ReportTest};
use calamine::{Data, Range, Reader, Xlsx};
use std::io::Cursor;

/// A sheet of a workbook that was built.
fn sheet(built: &Built, file: &str, sheet: &str) -> Range<Data> {
    let bytes = built.bytes().into_iter().find(|(path, _)| *path == file).unwrap().1.to_vec();
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    workbook.worksheet_range(sheet).unwrap()
}

/// The cell below a head, in the first row that begins with `key`.
fn cell(sheet: &Range<Data>, key: &str, head: &str) -> Data {
    let column = sheet.rows().next().unwrap().iter().position(|cell| cell == &Data::String(head.into())).unwrap();
    let row = sheet.rows().find(|row| row[0] == Data::String(key.into())).unwrap();
    row[column].clone()
}

#[test]
fn the_accounts_hold_rule_arithmetic_and_both_numbers() {
    let built = ReportTest::from_dir("ok-every-rule").build();
    let accounts = sheet(&built, "ok-every-rule-评分底稿.xlsx", "评分底稿");
    assert_eq!(accounts.height(), 21, "a head and twenty indicators");
    assert_eq!(cell(&accounts, "B11", "计分规则"), Data::String("按率计分".into()));
    assert_eq!(cell(&accounts, "B11", "舍入前"), Data::Float(3.545_454_55));
    assert_eq!(cell(&accounts, "B11", "规则得分"), Data::Float(3.55));
    assert_eq!(cell(&accounts, "C20", "评定得分"), Data::Float(3.5));
    assert!(cell(&accounts, "B11", "计算过程").to_string().contains("得分＝5×624/880"));
    let sum: f64 = accounts.rows().skip(1).map(|row| if let Data::Float(score) = row[14] { score } else { 0.0 }).sum();
    assert_eq!((sum * 100.0).round(), 6767.0);
}

#[test]
fn inputs_and_demands_lead_to_their_cells() {
    let built = ReportTest::from_dir("ok-every-rule").build();
    let file = "ok-every-rule-评分底稿.xlsx";
    let place = cell(&sheet(&built, file, "取数"), "B11", "出处");
    assert_eq!(place, Data::String("tables/数量.csv 第2行「数」列".into()));
    let verdict = cell(&sheet(&built, file, "逐项核对"), "A22", "结果");
    assert_eq!(verdict, Data::String("不符合".into()));
    let total = cell(&sheet(&built, file, "评分"), "合计", "得分");
    assert_eq!(total, Data::Float(67.67));
}

#[test]
fn the_forms_have_their_workbook_too() {
    let built = ReportTest::sample("self-assessment-2024").build();
    let accounts = sheet(&built, "self-assessment-2024-评分底稿.xlsx", "评分底稿");
    let row = accounts.rows().find(|row| row[2] == Data::String("H5应用预约功能使用率".into())).unwrap();
    assert_eq!((&row[8], &row[9], &row[10]), (&Data::Float(7.14), &Data::Float(6.0), &Data::Float(6.0)));
}

#[test]
fn text_is_never_a_formula() {
    let formula = "=1+1";
    let checklist = format!("编码,组,要求,结果,次数,份额,依据\nA11,,{formula},符合,,,\n");
    let scoring = "[A11]\nrule = \"分项计分\"\n\n[B11]\nrule = \"按率计分\"\nactual = \"数量.实际.数\"\nplan = \"数量.计划.数\"\n";
    let report = ReportTest::from_dir("warn-score-departs").with_file("tables/分项核对.csv", checklist);
    let report = report.with_file("scoring/规则.toml", scoring);
    let built = report.with_replaced("project.toml", "checklist", "working_paper = true\nchecklist").build();
    let file = built.files().iter().find(|file| file.ends_with(".xlsx")).unwrap().to_string();
    let demands = sheet(&built, &file, "逐项核对");
    assert_eq!(cell(&demands, "A11", "要求"), Data::String(formula.into()));
}
