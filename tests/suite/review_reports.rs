//! The 核查报告: made whatever is wrong, complete, fit to be signed and to be kept.

use crate::support::{Built, ReportTest, squeezed};

fn of(name: &str) -> Built {
    ReportTest::from_dir(name).report_review()
}

#[track_caller]
fn contains(built: &Built, words: &str) {
    let text = built.review_report().text();
    assert!(text.contains(&squeezed(words)), "{words:?} is not in\n{text}");
}

#[test]
fn a_project_that_cannot_be_made_gets_one_with_all_its_findings() {
    let built = of("err-seven-mistakes-at-once");
    assert_eq!(built.files(), ["err-seven-mistakes-at-once-核查报告.pdf"]);
    contains(&built, "发现7个错误、0个提醒、0个建议。");
    contains(&built, "全文的核查可能没有做完");
    for words in [
        "「79万」不是数",
        "原文：1,抽样检测费,800000.00,79万",
        "tables/预算.csv第2行「实际执行」列",
        "前一处：tables/预算.csv第3行「序号」列",
    ] {
        contains(&built, words);
    }
}

#[test]
fn a_project_without_findings_gets_one_that_says_so() {
    let built = of("ok-small-report");
    contains(&built, "没有发现问题。");
    contains(&built, "三级复核人");
    assert_eq!(built.review_report().count("合计"), 0, "no table of nothing");
}

#[test]
fn settings_that_cannot_be_read_do_not_stop_it() {
    let project = ReportTest::from_dir("ok-small-notice").with_file("project.toml", "kind = 公文\n");
    let built = project.report_review();
    contains(&built, "ok-small-notice核查报告");
    contains(&built, "文件日期：没有读到");
    contains(&built, "toml-broken");
}

#[test]
fn characters_that_no_font_has_do_not_stop_it() {
    let built = of("err-no-glyph");
    contains(&built, "字「〓」（U+1F600）在字库里没有");
    contains(&built, "宣传培训费〓");
    let built = of("err-invisible-character");
    assert_eq!(built.files().len(), 1, "{}", built.findings());
}

#[test]
fn every_project_gets_one_whatever_is_wrong_with_it() {
    for folder in crate::support::fixtures("err-") {
        let built = ReportTest::at(folder.clone()).report_review();
        assert_eq!(built.files().len(), 1, "{}\n{}", folder.display(), built.findings());
    }
}

#[test]
fn waived_findings_stand_there_with_reason_and_last_day() {
    let built = of("warn-waivers");
    contains(&built, "另有1个问题已写明理由豁免。");
    contains(&built, "已豁免的问题（1个）");
    contains(&built, "原始台账如此，项目单位已书面确认");
    contains(&built, "2026年12月31日");
    contains(&built, "算式：98.00+40.00=138.00");
}

#[test]
fn errors_come_before_warnings_and_the_signatures_last() {
    let built = ReportTest::from_dir("warn-waivers").with_replaced("waivers.toml", "139.00", "140.00").report_review();
    let text = built.review_report().text();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} is not in {text}"));
    assert!(at("二、错误（1个）") < at("三、提醒（") && at("三、提醒（") < at("四、三级复核"));
}

#[test]
fn hostile_words_are_words() {
    let hostile = r##"#panic("x") $a$ [b] @c <d> \e `f` //g /*h*/ "i""##;
    let built = ReportTest::from_dir("err-no-number").with_replaced("project.toml", "示例专项绩效评价报告", "#eval(1)");
    let row = format!("1,\"{}\",3.00,约\n", hostile.replace('"', "\"\""));
    let built = built.with_file("tables/预算.csv", format!("序号,项目,预算金额,实际执行\n{row}")).report_review();
    contains(&built, "#eval(1)");
    contains(&built, r#"#panic("#);
}

#[test]
fn it_is_an_archive_copy_that_readers_can_hear_and_the_same_every_time() {
    let built = of("err-seven-mistakes-at-once");
    let pdf = built.review_report();
    for claim in ["<pdfaid:part>2</pdfaid:part>", "<pdfuaid:part>1</pdfuaid:part>"] {
        assert!(pdf.metadata().contains(claim));
    }
    assert_eq!(pdf.title(), "示例专项绩效评价报告核查报告");
    assert!(pdf.tags_of("TH").len() >= 12 && pdf.tags_of("H1").len() >= 3);
    assert_eq!(built.bytes(), of("err-seven-mistakes-at-once").bytes());
}

#[test]
fn the_head_of_a_long_table_is_repeated_on_every_page() {
    let rows: String = (1..=60).map(|row| format!("{row},第{row}项,3.00,约{row}\n")).collect();
    let csv = format!("序号,项目,预算金额,实际执行\n{rows}");
    let built = ReportTest::from_dir("err-no-number").with_file("tables/预算.csv", csv).report_review();
    let pdf = built.review_report();
    let pages = pdf.pages_with("原文：").len();
    assert!(pages > 3, "{pages} pages");
    assert_eq!(pdf.pages_with("处理意见").len(), pages);
    assert_eq!(pdf.count("「约"), 60);
}
