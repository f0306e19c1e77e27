//! What is missing stays missing, and numbers are rounded once, when they are printed.

use crate::support::ReportTest;

#[test]
fn an_item_missing_in_a_year_is_a_dash_and_has_no_change() {
    let built = ReportTest::from_dir("ok-missing-items").build();
    built.succeeds().pdf_text_contains("儿童玩具202530520.00%22.47%");
    built.pdf_text_contains("电热毯—810225.00%—").pdf_text_contains("燃气灶7—————");
}

#[test]
fn a_way_of_saying_missing_is_printed_as_written() {
    let built = ReportTest::from_dir("ok-missing-items").build();
    built.succeeds().pdf_text_contains("燃气灶当年未检测当年未检测—").pdf_text_contains("，燃气灶当年未检测。");
}

#[test]
fn totals_skip_what_is_missing_and_nothing_is_divided_by_0() {
    let built = ReportTest::from_dir("ok-missing-items").build();
    built.succeeds().pdf_text_contains("充电宝00—合计403792.50%").pdf_text_contains("合格率合计92.50%");
}

#[test]
fn a_chart_tells_what_is_missing_and_never_as_0() {
    let built = ReportTest::from_dir("ok-missing-items").build();
    let figures = built.succeeds().pdf().tags_of("Figure");
    let alt = figures.iter().filter_map(|figure| figure.alt.as_deref()).find(|alt| alt.contains("燃气灶")).unwrap();
    assert!(alt.contains("电热毯：2022年缺项，2023年为8，2024年为10。"), "{alt}");
    assert!(alt.contains("燃气灶：2022年为7，2023年缺项，2024年缺项。"), "{alt}");
}

#[test]
fn halves_are_rounded_up_and_away_from_0() {
    let built = ReportTest::from_dir("ok-rounding").build();
    built.succeeds().pdf_text_contains("甲7.13361.3%").pdf_text_contains("乙-8.13-462.4%");
    built.pdf_text_contains("丙5.231563.5%").pdf_text_contains("丁1.02164.5%");
}

#[test]
fn sums_and_differences_are_taken_before_rounding() {
    let built = ReportTest::from_dir("ok-rounding").build();
    // Of the printed numbers the total would be 5.25 and the difference 6.11 exactly.
    built.succeeds().pdf_text_contains("合计5.24").pdf_text_contains("合计5.24元，折0.0005万元");
    built.pdf_text_contains("甲丁之差为6.110元").pdf_text_contains("绝对值为8.13元，整数为7。");
}
