//! 公文: the fields of GB/T 9704 in their order.

use crate::support::ReportTest;
use crate::support::layout::{Sheet, laid_out};

#[test]
fn the_fields_stand_in_their_order() {
    let built = ReportTest::from_dir("ok-small-notice").build();
    let text = built.succeeds().pdf().text();
    let fields = [
        "示例市市场监督管理局文件",
        "示市监〔2024〕1号",
        "示例市市场监督管理局关于做好产品质量抽检工作的通知",
        "各区市场监管局：",
        "现将有关事项通知如下：",
        "附件：1.抽检产品目录",
        "2.抽检工作进度表",
        "2024年2月5日",
        "（此件公开发布）",
        "抄送：市财政局",
        "示例市市场监督管理局办公室2024年2月6日印发",
    ];
    let places: Vec<usize> =
        fields.iter().map(|field| text.find(field).unwrap_or_else(|| panic!("{field}:\n{text}"))).collect();
    assert!(places.is_sorted(), "{places:?}\n{text}");
}

#[test]
fn headings_are_numbered_in_the_four_official_forms() {
    let built = ReportTest::from_dir("ok-small-notice").build();
    for heading in ["一、统筹计划", "（一）编制计划", "1.产品范围", "（1）抽检批次", "二、严格处理"]
    {
        built.pdf_text_contains(heading);
    }
}

#[test]
fn fields_left_out_leave_no_trace() {
    let project = "kind = \"notice\"\nmark = \"示例局文件\"\nnumber = \"示〔2024〕1号\"\ntitle = \"通知\"\n\
                   recipients = \"各区\"\nsignatory = \"示例局\"\ndate = 2024-02-05\nauthor = \"示例局\"\n";
    let built = ReportTest::from_dir("ok-small-notice").with_file("project.toml", project).build();
    built.succeeds().pdf_text_contains("示例局2024年2月5日");
    built.pdf_text_lacks("附件").pdf_text_lacks("抄送").pdf_text_lacks("印发");
}

#[test]
fn the_imprint_stands_on_the_last_page() {
    let built = ReportTest::from_dir("ok-small-notice").build();
    let pdf = built.succeeds().pdf();
    assert_eq!(pdf.pages_with("2024年2月6日印发"), [pdf.pages().len()]);
}

#[test]
fn pages_are_numbered_from_1_between_dashes() {
    let built = ReportTest::from_dir("ok-small-notice").build();
    let pdf = built.succeeds().pdf();
    for (index, page) in pdf.pages().iter().enumerate() {
        assert_eq!(page.footer, format!("—{}—", index + 1));
    }
}

#[test]
fn the_signature_is_never_alone_on_a_page() {
    for lines in 6..=30 {
        let prose: String = (1..=lines).map(|line| format!("第{line}项工作按照计划办理。\n\n")).collect();
        let notice = ReportTest::from_dir("ok-small-notice").with_file("narrative/01-正文.md", prose);
        let folder = notice.folder();
        let sheets = laid_out(&folder).remove(0).sheets;
        let words = |sheet: &Sheet| sheet.runs.iter().map(|run| run.text.as_str()).collect::<String>();
        let signed = sheets.iter().rev().find(|sheet| words(sheet).contains("2024年2月5日")).unwrap();
        let beside = words(signed).contains("项工作按照计划办理");
        assert!(beside, "{lines} lines: nothing of the text stands on page {}", signed.number);
    }
}
