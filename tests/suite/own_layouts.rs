//! A new layout or profile is a new file, never a change of the program.

use crate::support::ReportTest;

#[test]
fn a_project_brings_its_own_form_layout() {
    let built = ReportTest::from_dir("ok-own-form-layout").build();
    built.succeeds().pdf_text_contains("本区项目绩效自评表").pdf_text_contains("填报年度：2024年");
    built.pdf_text_contains("年初预算调整后预算决算分值执行率得分");
    // 20 points for the execution of the budget instead of 10; the grades have other names.
    built.pdf_text_contains("年度资金总额：40.0042.0042.0020.00100.0020.00").pdf_text_contains("等次B");
}

#[test]
fn the_parts_of_an_own_layout_stand_in_its_own_order() {
    let built = ReportTest::from_dir("ok-own-form-layout").build();
    let text = built.pdf_named("ok-own-form-layout/P01-示例抽检经费.pdf").text();
    let (goals, money) = (text.find("预期目标").unwrap(), text.find("年度资金总额").unwrap());
    assert!(goals < money, "the goals stand before the money:\n{text}");
}

#[test]
fn a_project_brings_its_own_profile() {
    let built = ReportTest::from_dir("ok-own-profile").build();
    built.succeeds().pdf_text_contains("第一章　绩效评价指标分析").pdf_text_contains("第一节　决策情况");
    built.pdf_text_contains("见附表1，等级为“优”。").pdf_text_contains("附表1：绩效评价指标体系");
}

#[test]
fn grades_come_from_the_rules_the_profile_names() {
    let rules = std::fs::read_to_string(crate::support::root().join("templates/scoring/reports/national-2020.toml"));
    let report = ReportTest::from_dir("ok-own-profile");
    let rules = rules.unwrap().replacen("from = 90", "from = 96", 1);
    let report = report.with_file("templates/scoring/reports/district.toml", rules);
    let profile = "templates/profiles/district.toml";
    let report = report.with_replaced(profile, "rules = \"national-2020\"", "rules = \"district\"");
    report.build().succeeds().pdf_text_contains("等级为“良”。");
}

#[test]
fn a_file_of_the_project_goes_before_one_of_the_program() {
    let profile = std::fs::read_to_string(crate::support::root().join("templates/profiles/gongwen.toml")).unwrap();
    let own = profile.replacen("\"一、\"", "\"甲　一、\"", 1);
    assert_ne!(own, profile);
    let notice = ReportTest::from_dir("ok-small-notice").with_file("templates/profiles/gongwen.toml", own);
    notice.build().succeeds().pdf_text_contains("甲　一、统筹计划");
}
