//! Tables that run over pages.

use crate::support::{Built, ReportTest, squeezed};
use std::ops::RangeInclusive;
use std::sync::Arc;

fn built() -> Arc<Built> {
    ReportTest::from_dir("ok-long-table").build()
}

/// The pages of the long table: from its caption to its total.
fn pages(built: &Built) -> RangeInclusive<usize> {
    let pdf = built.succeeds().pdf();
    let first = pdf.pages_with("表2　抽检内容清单");
    let last = pdf.pages_with("合计4,095");
    assert_eq!((first.len(), last.len()), (1, 1), "one caption and one total");
    assert!(last[0] - first[0] >= 2, "the fixture should fill three pages");
    first[0]..=last[0]
}

#[test]
fn every_page_after_the_first_says_that_the_table_continues_and_which() {
    let built = built();
    let pages = pages(&built);
    let continued: Vec<usize> = (pages.start() + 1..=*pages.end()).collect();
    assert_eq!(built.pdf().pages_with("续表2"), continued);
    assert_eq!(built.pdf().pages_with("续表1"), [0; 0], "the short table does not continue");
}

#[test]
fn every_page_repeats_the_head_and_the_unit() {
    let built = built();
    let expected: Vec<usize> = pages(&built).collect();
    assert_eq!(built.pdf().pages_with("产品类别抽检内容数量"), expected);
    assert_eq!(built.pdf().pages_with("单位：项"), expected);
}

#[test]
fn a_group_that_runs_over_pages_repeats_its_words_on_each() {
    let built = built();
    let pages: Vec<usize> = pages(&built).collect();
    assert_eq!(built.pdf().pages_with("儿童用品"), pages);
    for page in &pages {
        let text = &built.pdf().pages()[page - 1].text;
        assert_eq!(text.matches("儿童用品").count(), 1, "merged cells print once a page:\n{text}");
    }
    assert_eq!(built.pdf().pages_with("燃气用品"), [*pages.last().unwrap()]);
}

#[test]
fn no_row_is_lost_or_doubled() {
    let built = built();
    for row in 1..=90 {
        assert_eq!(built.pdf().count(&squeezed(&format!("第{row}项抽检内容"))), 1, "row {row}");
    }
}

#[test]
fn a_table_of_merged_cells_only_continues_like_any_other() {
    let declaration = "title = \"全部合并的清单\"\nkey = \"序号\"\n\
        [[columns]]\nname = \"序号\"\ntype = \"code\"\nhidden = true\n\
        [[columns]]\nname = \"类别\"\ntype = \"text\"\nmerge = true\n\
        [[columns]]\nname = \"内容\"\ntype = \"text\"\nmerge = true\n";
    let rows: String = (1..=120).map(|row| format!("{row},第{}类,内容{}\n", row / 70, row / 2)).collect();
    let built = ReportTest::from_dir("ok-long-table")
        .with_file("tables/合并.toml", declaration)
        .with_file("tables/合并.csv", format!("序号,类别,内容\n{rows}"))
        .with_file("narrative/02-合并.md", "# 合并\n\n见{{ 见表(\"合并\") }}。\n\n::表 合并\n")
        .build();
    let pdf = built.succeeds().pdf();
    let first = *pdf.pages_with("表3　全部合并的清单").last().unwrap();
    let last = *pdf.pages_with("内容60").last().unwrap();
    let continued: Vec<usize> = (first + 1..=last).collect();
    assert!(!continued.is_empty(), "the table should fill several pages");
    assert_eq!(pdf.pages_with("续表3"), continued);
    assert_eq!(pdf.pages_with("第0类"), [first, first + 1], "the words of a group come again on the next page");
}

#[test]
fn tables_over_pages_that_follow_each_other_settle_however_many_they_are() {
    // Where one ends decides where the next begins: the typesetter alone gives up at the fifth.
    let mut report = ReportTest::from_dir("ok-long-table").without_file("narrative/01-正文.md");
    for chapter in 1..=6 {
        let name = format!("支出{chapter}");
        let rows: String =
            (1..=60).map(|row| format!("科目{row},{}\n", 100 + (row * 37 + chapter * 11) % 400)).collect();
        let sentence = "按计划完成各项工作，保障重点任务落实，提高服务质量和群众满意度。".repeat(3);
        let items = (1..=60).map(|item| {
            if item % 6 == 0 { format!("## 第{item}项\n\n{sentence}\n\n") } else { format!("{sentence}\n\n") }
        });
        let text = format!(
            "# 第{chapter}部分支出\n\n{}明细见{{{{ 见表(\"{name}\") }}}}。\n\n::表 {name}\n",
            items.collect::<String>()
        );
        let declaration = format!(
            "title = \"第{chapter}部分支出情况\"\nname = \"科目\"\n[[columns]]\nname = \"科目\"\ntype = \"text\"\n\
             [[columns]]\nname = \"预算\"\ntype = \"number\"\ndecimals = 2\nunit = \"万元\"\n\
             [total]\nlabel = \"合计\"\nsum = [\"预算\"]\n"
        );
        report = report
            .with_file(&format!("tables/{name}.toml"), declaration)
            .with_file(&format!("tables/{name}.csv"), format!("科目,预算\n{rows}"))
            .with_file(&format!("narrative/{chapter:02}-支出.md"), text);
    }
    let built = report.build();
    let told: Vec<_> = built.ids().into_iter().filter(|id| id.starts_with("typesetting")).collect();
    assert_eq!(told, [""; 0], "{}", built.findings());
    assert!(!built.files().is_empty(), "{}", built.findings());
}
