//! Every kind of document is an archive copy (PDF/A-2a) that screen readers can read (PDF/UA-1).

use crate::support::{Built, ReportTest};
use std::sync::Arc;

/// One document of each kind.
fn documents() -> [(Arc<Built>, &'static str, &'static str); 3] {
    [
        (ReportTest::from_dir("ok-small-report").build(), "财政项目支出绩效评价报告", "示例评价机构"),
        (ReportTest::from_dir("ok-form-national").build(), "2024年度项目支出绩效自评表汇编", "示例单位"),
        (
            ReportTest::from_dir("ok-small-notice").build(),
            "示例市市场监督管理局关于做好产品质量抽检工作的通知",
            "示例市市场监督管理局",
        ),
    ]
}

fn report() -> Arc<Built> {
    ReportTest::from_dir("ok-small-report").build()
}

#[test]
fn they_say_that_they_keep_to_pdf_a_2a_and_pdf_ua_1() {
    for (built, ..) in documents() {
        let metadata = built.succeeds().pdf().metadata();
        for claim in [
            "<pdfaid:part>2</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
        ] {
            assert!(metadata.contains(claim), "{claim} is not in {metadata}");
        }
    }
}

#[test]
fn they_name_title_author_and_language() {
    for (built, title, author) in documents() {
        let pdf = built.succeeds().pdf();
        assert_eq!((pdf.title().as_str(), pdf.author().as_str()), (title, author));
        assert_eq!(pdf.language(), "zh-CN");
    }
}

#[test]
fn they_are_dated_by_the_project_and_not_by_the_clock() {
    for ((built, ..), day) in documents().into_iter().zip(["2025-06-10", "2025-03-31", "2024-02-05"]) {
        let metadata = built.pdf().metadata();
        assert!(metadata.contains(&format!("<xmp:CreateDate>{day}T00:00:00Z")), "{metadata}");
    }
}

#[test]
fn they_embed_the_bundled_fonts_and_no_other() {
    for (built, ..) in documents() {
        let fonts = built.succeeds().pdf().embedded_fonts();
        for font in &fonts {
            let ours = ["Jixiao", "Zhuque", "TeXGyreTermes", "NewCM", "DejaVuSansMono"];
            assert!(ours.iter().any(|name| font.starts_with(name)), "{font} is not a bundled font");
        }
        assert!(fonts.iter().any(|font| font.starts_with("ZhuqueFangsong")), "仿宋 is missing from {fonts:?}");
    }
}

#[test]
fn headings_tables_lists_and_notes_are_tagged_as_what_they_are() {
    let built = report();
    for (role, least) in [("H1", 5), ("H2", 5), ("Table", 5), ("TH", 20), ("TD", 40), ("L", 3), ("LI", 5), ("Note", 1)]
    {
        let count = built.pdf().tags_of(role).len();
        assert!(count >= least, "{count} elements are {role}, not {least}");
    }
    assert!(built.pdf().tags_of("Table").iter().all(|table| table.children > 0), "a table without rows");
}

#[test]
fn every_figure_and_formula_has_words_that_stand_for_it() {
    let built = report();
    let pdf = built.succeeds().pdf();
    let figures = pdf.tags_of("Figure");
    assert_eq!(figures.len(), 4, "a flow chart, a picture, a pie and columns: {figures:?}");
    for element in figures.iter().chain(&pdf.tags_of("Formula")) {
        assert!(element.alt.as_ref().is_some_and(|alt| alt.chars().count() > 5), "{element:?} tells nothing");
    }
    assert!(figures.iter().any(|figure| figure.alt.as_deref() == Some("抽样人员封存的样品")));
    let formula = pdf.tags_of("Formula").into_iter().find_map(|formula| formula.alt);
    assert_eq!(formula.as_deref(), Some("预算执行率=实际执行/预算金额×100%"));
}

#[test]
fn a_form_is_a_table_with_heads() {
    let built = ReportTest::from_dir("ok-form-national").build();
    let form = built.pdf_named("ok-form-national/P01-示例抽检经费.pdf");
    assert!(!form.tags_of("Table").is_empty() && !form.tags_of("TH").is_empty(), "{:?}", form.tags());
}
