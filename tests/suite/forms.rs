//! Self-assessment forms: sums, scores and grades by the program, one PDF a form and one volume.

use crate::support::ReportTest;

#[test]
fn each_form_has_its_pdf_and_all_are_bound_in_one_volume() {
    let built = ReportTest::from_dir("ok-form-national").build();
    let files =
        ["ok-form-national.pdf", "ok-form-national/P01-示例抽检经费.pdf", "ok-form-national/P02-示例培训经费.pdf"];
    assert_eq!(built.succeeds().files(), files);
    let single = built.pdf_named(files[1]).text();
    assert!(single.contains("示例抽检经费") && !single.contains("示例培训经费"), "{single}");
    built.pdf_text_contains("示例抽检经费").pdf_text_contains("示例培训经费");
}

#[test]
fn a_number_written_in_another_way_is_recognised() {
    let built = ReportTest::from_dir("ok-form-national").with_replaced("tables/指标.csv", "P02,", "p2,").build();
    assert!(built.findings().contains("编号「p2」在「项目」表里没有"), "{}", built.findings());
    assert!(built.findings().contains("办法：是不是「P02」？"), "{}", built.findings());
}

#[test]
fn money_adds_up_and_earns_its_score() {
    let built = ReportTest::from_dir("ok-form-national").build();
    // 8.00 of 10.00 spent: 80% of 10 points.
    let form = built.pdf_named("ok-form-national/P02-示例培训经费.pdf");
    assert!(form.text().contains("10.0010.008.0010.0080.008.00"), "{}", form.text());
    // 8.00 + 37.50 + 30.00 + 10.00
    assert!(form.text().contains("100.0085.50"), "{}", form.text());
}

#[test]
fn overspending_is_pointed_out_and_earns_no_more_than_full_marks() {
    let money = "编号,资金来源,年初预算数,全年预算数,全年执行数\nP01,当年财政拨款,40.00,40.00,44.00\n";
    let built = ReportTest::from_dir("ok-own-form-layout").with_file("tables/资金.csv", money).build();
    assert_eq!(built.ids(), ["spent-over-budget"]);
    built.pdf_text_contains("年度资金总额：40.0040.0044.0020.00110.0020.00");
}

#[test]
fn a_project_without_money_has_a_rate_of_0() {
    let money = "编号,资金来源,年初预算数,全年预算数,全年执行数\nP01,当年财政拨款,0.00,0.00,0.00\n";
    let built = ReportTest::from_dir("ok-own-form-layout").with_file("tables/资金.csv", money).build();
    built.succeeds().pdf_text_contains("年度资金总额：0.000.000.0020.000.000.00");
}

#[test]
fn targets_are_printed_with_sign_and_unit_and_words_as_written() {
    let built = ReportTest::from_dir("ok-form-national").build();
    let form = built.pdf_named("ok-form-national/P01-示例抽检经费.pdf").text();
    for words in ["≥50", "≤0.8", "及时公布", "达成年度指标"] {
        assert!(form.contains(words), "{words} is not in\n{form}");
    }
}

#[test]
fn the_volume_sums_the_money_and_lists_every_form() {
    let built = ReportTest::from_dir("ok-form-national").build();
    // 42.00 + 10.00 and 42.00 + 8.00
    built.succeeds().pdf_text_contains("合计52.0050.0096.15%");
    let titles: Vec<String> = built.pdf().bookmarks().into_iter().map(|mark| mark.title).collect();
    for title in ["汇总表", "示例抽检经费", "示例培训经费"] {
        assert!(titles.iter().any(|known| known.contains(title)), "{title} is not in {titles:?}");
    }
}

#[test]
fn names_that_no_file_can_have_are_changed_and_stay_apart() {
    let long = "很长的项目名称".repeat(20);
    let projects = format!(
        "编号,项目名称,主管部门,实施单位,预期目标,实际完成情况\nP?,{long},部门,单位,目标,完成\nP*,{long},部门,另一单位,目标,完成\n"
    );
    let money = "编号,资金来源,年初预算数,全年预算数,全年执行数\nP?,当年,1,1,1\nP*,当年,1,1,1\n";
    let indicators = "编号,一级指标,二级指标,三级指标,比较,指标值,计量单位,实际完成值,分值,得分,偏差原因\n\
                      P?,产出,数量,批次,≥,1,批,1,80,80,\nP*,产出,数量,批次,≥,1,批,1,80,80,\n";
    let forms = ReportTest::from_dir("ok-own-form-layout").with_file("tables/项目.csv", projects);
    let built = forms.with_file("tables/资金.csv", money).with_file("tables/指标.csv", indicators).build();
    let files = built.succeeds().files();
    assert_eq!(files.len(), 3, "two forms and the volume: {files:?}");
    assert!(files.iter().all(|path| !path.contains(['?', '*']) && path.len() < 250), "{files:?}");
}

#[test]
fn a_bad_form_does_not_keep_the_others_from_being_made() {
    let project = ReportTest::from_dir("ok-form-national");
    let built = project.with_replaced("tables/指标.csv", "批次,55,30.00,30.00,", "批次,约55,30.00,30.00,").build();
    assert_eq!(built.ids(), ["number-invalid", "volume-left-out"], "{}", built.findings());
    assert_eq!(built.files(), ["ok-form-national/P02-示例培训经费.pdf"]);
    built.findings_contain("没有错误的1张自评表照做");
}

#[test]
fn a_row_of_an_unknown_form_may_be_missing_from_any() {
    let project = ReportTest::from_dir("ok-form-national");
    let built = project.with_replaced("tables/资金.csv", "P02,上年结转资金", "PO2,上年结转资金").build();
    assert_eq!(built.files(), [""; 0], "{}", built.findings());
}
