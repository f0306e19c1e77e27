//! 自评表 filled in by hand, read back as they are.

use crate::support::form_sheets::{FilledForm, forms_of, workbook};
use crate::support::{Built, ReportTest};
use std::sync::Arc;

const TABLES: [&str; 3] = ["项目", "资金", "指标"];

/// The project without its tables.
fn emptied(mut project: ReportTest) -> ReportTest {
    for name in TABLES {
        project = project.without_file(&format!("tables/{name}.csv"));
    }
    project
}

fn national() -> ReportTest {
    ReportTest::from_dir("ok-form-national")
}

/// The first form of the national project, changed, as the only one.
fn built_with(change: impl Fn(FilledForm) -> FilledForm) -> Arc<Built> {
    let form = forms_of(&national().folder(), true).remove(0);
    emptied(national()).with_file("forms/抽检.xlsx", workbook(&[change(form)])).build()
}

/// The words of each form, in the order of the files.
fn single_forms(built: &Built) -> Vec<String> {
    let forms = built.files().into_iter().filter(|file| file.contains('/') && !file.contains("底稿"));
    forms.map(|file| built.pdf_named(file).text()).collect()
}

#[test]
fn national_forms_one_a_file_are_those_of_the_tables() {
    let mut project = emptied(national());
    for (number, form) in forms_of(&national().folder(), true).into_iter().enumerate() {
        project = project.with_file(&format!("forms/{number} 上报.xlsx"), workbook(&[form]));
    }
    let built = project.build();
    assert_eq!(built.succeeds().findings(), "");
    assert_eq!(single_forms(&built), single_forms(&national().build()));
    assert!(built.files().contains(&"ok-form-national/001-示例抽检经费.pdf"), "{:?}", built.files());
}

#[test]
fn shanghai_forms_one_a_sheet_are_those_of_the_tables() {
    let sample = || ReportTest::sample("self-assessment-2024");
    let forms = forms_of(&sample().folder(), false);
    let built = emptied(sample()).with_file("forms/自评表.xlsx", workbook(&forms)).build();
    assert!(built.ids().iter().all(|id| *id == "score-departs"), "{}", built.findings());
    assert_eq!(single_forms(&built), single_forms(&sample().build()));
}

#[test]
fn sums_scores_and_grades_that_are_not_those_of_the_rows_are_told_with_their_cells() {
    let built = built_with(|form| {
        let total = form.total_row();
        form.with(5, 3, "43").with(5, 6, "97").with(5, 7, "9").with(total, 7, "99")
    });
    built.findings_contain("合计行写的是43，各行相加是42").findings_contain("抽检.xlsx「Sheet1」D6");
    built.findings_contain("表上写的执行率是97，按表里的数算出来是100%").findings_contain("抽检.xlsx「Sheet1」G6");
}

#[test]
fn a_total_score_that_is_not_the_sum_is_told_with_its_cell() {
    let built = built_with(|form| {
        let total = form.total_row();
        form.with(total, 7, "99")
    });
    built.findings_contain("表上写的总分是99，按表里的数算出来是100").findings_contain("抽检.xlsx「Sheet1」H17");
}

#[test]
fn a_score_against_the_rules_is_told_with_its_cell() {
    let built = built_with(|form| {
        let first = form.first_indicator();
        form.with(first, 7, "25")
    });
    built.findings_contain("「抽检批次」填的得分是25，按规则是30").findings_contain("抽检.xlsx「Sheet1」H13");
}

#[test]
fn a_target_without_a_sign_is_taken_for_words_and_told() {
    let built = built_with(|form| {
        let first = form.first_indicator();
        form.with(first, 4, "50批次").with(first, 5, "50批次")
    });
    assert_eq!(built.ids(), ["target-taken-for-words"]);
    built.pdf_text_contains("50批次50批次30.0030.00");
}

#[test]
fn money_in_yuan_is_refused() {
    built_with(|form| form.with(4, 0, "项目资金\n（元）")).findings_contain("项目资金的单位是元");
}

#[test]
fn a_form_of_another_year_is_told() {
    built_with(|form| form.with(1, 0, "（2023年度）")).findings_contain("这是2023年度的表，project.toml 里是2024年度");
}

#[test]
fn a_missing_field_is_named() {
    built_with(|form| form.with(3, 4, "承担处室")).findings_contain("这张自评表里找不到：实施单位");
}

#[test]
fn names_of_ones_own_are_taken_from_the_project() {
    let labels = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/forms/labels.toml")).unwrap();
    let labels = labels.replace("\"实施单位\" = [", "\"实施单位\" = [\"承担处室\", ");
    let form = forms_of(&national().folder(), true).remove(0).with(3, 4, "承担处室");
    let project = emptied(national()).with_file("templates/forms/labels.toml", labels);
    project.with_file("forms/抽检.xlsx", workbook(&[form])).build().succeeds().pdf_text_contains("示例单位");
}

#[test]
fn only_the_sum_of_the_money_is_not_enough() {
    let built = built_with(|form| form.with(6, 2, "—").with(6, 3, "—").with(6, 4, "—"));
    built.findings_contain("只填了年度资金总额，没有填资金来源");
}

#[test]
fn other_sheets_beside_forms_are_told_and_not_read() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("填表说明").unwrap().write(0, 0, "请逐项填写").unwrap();
    let form = forms_of(&national().folder(), true).remove(0);
    let project = emptied(national()).with_file("forms/抽检.xlsx", workbook(&[form]));
    let built = project.with_file("forms/说明.xlsx", book.save_to_buffer().unwrap()).build();
    built.findings_contain("这张工作表不是自评表，没有读").findings_contain("forms/说明.xlsx「填表说明」");
}
