//! 绩效评价报告: numbering, references, pages, scores.

use crate::support::{Built, ReportTest};
use std::sync::Arc;

fn report() -> Arc<Built> {
    ReportTest::from_dir("ok-small-report").build()
}

#[test]
fn cover_and_signature_leaf_carry_what_was_set() {
    let built = report();
    let cover = &built.succeeds().pdf().pages()[0];
    for words in ["示评报字（2025）第1号", "财政项目支出绩效评价报告", "示例抽检专项经费", "二〇二五年六月"]
    {
        assert!(cover.text.contains(words), "{words} is not in {}", cover.text);
    }
    assert_eq!(cover.footer, "", "a cover has no page number");
    built.pdf_text_contains("评价组成员").pdf_text_contains("（三人）");
}

#[test]
fn without_a_signature_section_there_is_no_signature_leaf() {
    let settings = "\n[signature]\n\"主评人\" = \"\"\n\"评价组成员\" = \"（三人）\"\n";
    let built = ReportTest::from_dir("ok-small-report").with_replaced("project.toml", settings, "").build();
    built.succeeds().pdf_text_lacks("评价组成员").pdf_text_lacks("主评人");
}

#[test]
fn a_computed_column_that_is_added_up_has_the_sum_of_its_rows() {
    let declaration = "title = \"采购\"\nkey = \"产品\"\nrows = [[\"甲\", 2, 100], [\"乙\", 3, 200]]\n\
        columns = [{ name = \"产品\", type = \"text\" }, { name = \"数量\", type = \"number\" }, \
        { name = \"单价\", type = \"number\" }, { name = \"金额\", type = \"number\", compute = \"数量 * 单价\" }]\n\
        [total]\nlabel = \"合计\"\nsum = [\"数量\", \"金额\"]\n";
    let text = "# 采购\n\n见{{ 见表(\"采购\") }}。\n\n::表 采购\n";
    let project = ReportTest::from_dir("ok-code").with_file("narrative/01-正文.md", text);
    let built = project.with_file("tables/采购.toml", declaration).build();
    built.succeeds().pdf_text_contains("甲2100200乙3200600合计5800");
}

#[test]
fn code_is_printed_as_it_stands_and_nothing_in_it_is_filled_in() {
    let built = ReportTest::from_dir("ok-code").build();
    assert_eq!(built.succeeds().findings(), "");
    built.pdf_text_contains("正文里写{{预算.合计.实际执行|万元}}就印出来");
    built.pdf_text_contains("tables/预算.tomltitle=\"预算\"#**题名**key=\"序号\"##strong[键]");
    built.pdf_text_contains("执行{{预算.合计.实际执行|万元}}万元。::表预算").pdf_text_contains("执行99.00万元。");
}

#[test]
fn headings_are_numbered_and_marked_ones_are_not() {
    let built = report();
    for heading in ["一、基本情况", "（一）项目概况", "1.主要内容", "2.资金投入和使用情况", "七、其他需要说明的问题"]
    {
        built.pdf_text_contains(heading);
    }
    built.pdf_text_contains("引言").pdf_text_lacks("、引言");
}

#[test]
fn references_name_the_number_of_what_they_lead_to() {
    let built = report();
    for (reference, caption) in [
        ("资金安排见表1", "表1　2024年预算资金安排及执行情况"),
        ("构成见图3", "图3　2024年预算资金构成"),
        ("按图1进行", "图1　重点产品抽检工作流程"),
        ("样品见图2", "图2　封存在纸箱里的样品"),
        ("指标体系见表2", "表2　绩效评价指标体系"),
        ("问卷见附件1", "满意度问卷"),
        ("原因见第四部分", "四、绩效评价指标分析"),
    ] {
        built.pdf_text_contains(reference).pdf_text_contains(caption);
    }
}

#[test]
fn captions_run_from_1_without_a_gap() {
    let built = report();
    let pdf = built.succeeds().pdf();
    for (kind, last) in [("表", 6), ("图", 4)] {
        for number in 1..=last {
            assert_ne!(pdf.count(&format!("{kind}{number}")), 0, "{kind}{number} is missing");
        }
        assert_eq!(pdf.count(&format!("{kind}{}", last + 1)), 0, "{kind}{} is one too many", last + 1);
    }
}

#[test]
fn abstract_and_body_are_numbered_from_1_each() {
    let pdf_of = report();
    let pdf = pdf_of.succeeds().pdf();
    let (body, opening) = (pdf.pages_with("引言")[1], pdf.pages_with("评价得分92.00分")[0]);
    assert_eq!(pdf.page_labels()[opening - 1], "1");
    assert_eq!(pdf.pages()[opening - 1].footer, "—1—");
    assert_eq!(pdf.page_labels()[body - 1], "1");
    assert_eq!(pdf.pages()[body - 1].footer, "—1—");
    assert!(opening < body, "the abstract stands before the body");
}

#[test]
fn contents_have_roman_numbers_where_the_profile_says_so() {
    let national =
        ReportTest::from_dir("ok-small-report").with_replaced("project.toml", "shanghai-2024", "national-2020");
    let built = national.build();
    let pdf = built.succeeds().pdf();
    let contents = pdf.pages_with("目录")[0];
    assert_eq!(pdf.page_labels()[contents - 1], "i");
    assert_eq!(pdf.pages()[contents - 1].footer, "—i—");
}

#[test]
fn the_printed_number_of_a_page_is_its_label() {
    let built = report();
    let pdf = built.succeeds().pdf();
    let labels = pdf.page_labels();
    let numbered = pdf.pages().iter().zip(&labels).filter(|(page, _)| page.footer.starts_with('—'));
    let numbered: Vec<_> = numbered.collect();
    assert!(numbered.len() >= 6, "{labels:?}");
    for (page, label) in numbered {
        assert_eq!(page.footer, format!("—{label}—"));
    }
}

#[test]
fn bookmarks_are_nested_like_the_headings() {
    let built = report();
    let bookmarks = built.succeeds().pdf().bookmarks();
    let depth = |words: &str| {
        let found = bookmarks.iter().find(|mark| mark.title.contains(words));
        found.unwrap_or_else(|| panic!("{words} is not in {bookmarks:?}")).depth
    };
    assert_eq!(["一、基本情况", "项目概况", "主要内容"].map(depth), [0, 1, 2]);
    assert_eq!(depth("满意度问卷"), 0);
}

#[test]
fn scores_and_grade_follow_from_the_indicator_table() {
    let built = report();
    built.pdf_text_contains("项目得分92.00分，得分率92.00%，等级为“优”，见表3。");
    built.pdf_text_contains("决策指标得分35.00分，扣分的是绩效目标明确性，扣5.00分，见表4。");
    built.pdf_text_contains("有一项目标没有量化。因此，根据评分细则，该项指标得15.00分，扣减5.00分。【15＝20－5】");
    built.pdf_text_contains("立项符合规划要求。因此，根据评分细则，该项指标得满分20.00分。");
}

#[test]
fn rows_of_tables_show_hierarchy_totals_and_changes() {
    let built = report();
    // Only the first level of the hierarchy is added up.
    built.pdf_text_contains("合计1,000,000.00990,000.0099.00%").pdf_text_contains("应急检测费0.00-—");
    built.pdf_text_contains("抽查企业80901001011.11%11.80%");
}

#[test]
fn comments_are_not_printed_and_braces_can_be() {
    report().succeeds().pdf_text_lacks("这一句不印").pdf_text_contains("写作{{。");
}
