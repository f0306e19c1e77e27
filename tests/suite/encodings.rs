//! Files as Excel and Windows write them.

use crate::support::{ReportTest, fixture};

fn bytes(path: &str) -> Vec<u8> {
    std::fs::read(fixture("ok-encodings").join(path)).unwrap()
}

#[test]
fn the_fixture_really_holds_these_encodings() {
    for path in ["tables/国标码.csv", "tables/国标码.toml", "narrative/02-国标码.md"] {
        assert!(std::str::from_utf8(&bytes(path)).is_err(), "{path} should not be UTF-8");
    }
    for path in ["project.toml", "tables/带标记.csv", "tables/带标记.toml", "narrative/01-带标记.md"] {
        let bytes = bytes(path);
        assert!(bytes.starts_with(b"\xef\xbb\xbf"), "{path} should begin with a mark");
        assert!(bytes.windows(2).any(|pair| pair == b"\r\n"), "{path} should have Windows line ends");
    }
}

#[test]
fn gb18030_is_read_in_data_declarations_and_prose() {
    let built = ReportTest::from_dir("ok-encodings").build();
    built.succeeds().pdf_text_contains("二、国标码的正文").pdf_text_contains("合计99.00万元");
    built.pdf_text_contains("预算执行情况（国标码）").pdf_text_contains("宣传培训费（国标码）");
}

#[test]
fn byte_order_marks_and_windows_line_ends_leave_no_trace() {
    let built = ReportTest::from_dir("ok-encodings").build();
    built.succeeds().pdf_text_contains("多种编码的报告").pdf_text_contains("一、带标记的正文");
    built.pdf_text_contains("合计100.00万元，换行不留空格。").pdf_text_contains("宣传培训费（带标记）");
    built.pdf_text_lacks("\u{feff}").pdf_text_lacks("\u{fffd}");
}

#[test]
fn old_mac_line_ends_part_paragraphs_too() {
    let prose = "# 标题\r\r第一段。\r\r第二段。\r";
    let built = ReportTest::from_dir("ok-own-profile").with_file("narrative/01-正文.md", prose).build();
    built.succeeds().pdf_text_contains("第一段。").pdf_text_contains("第二段。");
}

#[test]
fn empty_columns_that_excel_writes_behind_the_last_are_left_out() {
    let data = "编码,一级指标,三级指标,权重,得分,,\nA11,决策,立项依据充分性,40,40.00,,\n,,,,,,\nB11,产出,抽检完成率,60,55.50,,\n";
    let built = ReportTest::from_dir("ok-own-profile").with_file("tables/指标体系.csv", data).build();
    built.succeeds().pdf_text_contains("A11决策立项依据充分性4040.00B11产出抽检完成率6055.50");
}

#[test]
fn rows_written_in_the_declaration_are_a_table_like_any_other() {
    let built = ReportTest::from_dir("ok-inline-rows").build();
    built.succeeds().pdf_text_contains("合计执行990,000.00元，执行率99.00%，见表1。");
    built.pdf_text_contains("790,000.50").pdf_text_contains("199,999.50");
}

#[test]
fn lines_are_counted_right_behind_blank_lines_and_windows_line_ends() {
    let data = "序号,项目,预算金额,实际执行\r\n\r\n\r\n1,检测费,约八十万,1.00\r\n2,样品费,1.00,很少\r\n";
    let built = ReportTest::from_dir("ok-encodings").with_file("tables/带标记.csv", data).build();
    built.findings_contain("tables/带标记.csv 第4行").findings_contain("tables/带标记.csv 第5行");
}
