//! What a whole sheet can be: larger paper, lists behind the 目录, words across the page.

use crate::support::layout::{Laid, laid_out};
use crate::support::{ReportTest, fixture};

fn specimen() -> Laid {
    laid_out(&fixture("ok-specimen")).remove(0)
}

#[test]
fn a_foldout_table_stands_on_an_a3_sheet_between_a4_pages() {
    let laid = specimen();
    let millimetres = |points: f64| (points * 25.4 / 72.0).round();
    let sizes: Vec<(f64, f64)> =
        laid.sheets.iter().map(|sheet| (millimetres(sheet.width), millimetres(sheet.height))).collect();
    let at = sizes.iter().position(|size| *size == (420.0, 297.0)).expect("there is an A3 sheet");
    assert_eq!((sizes[at - 1], sizes[at + 1]), ((210.0, 297.0), (210.0, 297.0)));
    let words: String = laid.sheets[at].runs.iter().map(|run| run.text.as_str()).collect();
    assert!(words.contains("表3　各区各月支出") && words.contains("第8区"), "{words}");
    let number = laid.sheets[at].runs.iter().find(|run| run.text.starts_with('—') && run.baseline > 760.0).unwrap();
    let is_odd = laid.sheets[at].number % 2 == 1;
    assert_eq!(number.left > 1_000.0, is_odd, "the page number stands at the outer edge: {number:?}");
}

#[test]
fn tables_and_figures_are_listed_behind_the_contents_with_their_pages() {
    let built = ReportTest::from_dir("ok-specimen").build();
    let built = built.succeeds();
    let page = built.pdf().pages_with("表目录")[0];
    let text = &built.pdf().pages()[page - 1].text;
    for line in ["表1各季度抽检情况", "表2全年各月支出", "表3各区各月支出", "图目录", "图1各季度抽检批次"]
    {
        assert!(text.contains(line), "{line} is not in {text}");
    }
    let without =
        ReportTest::from_dir("ok-specimen").with_replaced("project.toml", "tables = true\nfigures = true\n", "");
    let without = without.build();
    without.succeeds().pdf_text_lacks("表目录").pdf_text_lacks("图目录");
}

#[test]
fn words_across_the_page_stand_on_every_page_and_are_turned() {
    let laid = specimen();
    for sheet in &laid.sheets {
        let across = sheet.runs.iter().find(|run| run.text == "征求意见稿");
        assert!(across.is_some_and(|run| !run.upright), "page {}", sheet.number);
    }
}

#[test]
fn forms_and_notices_have_words_across_the_page_too_when_they_are_asked_for() {
    for (fixture, kind) in
        [("ok-small-notice", "kind = \"notice\"\n"), ("ok-form-national", "kind = \"self-assessment\"\n")]
    {
        let plain = ReportTest::from_dir(fixture).build();
        plain.succeeds().pdf_text_lacks("讨论稿");
        let with = format!("{kind}watermark = \"讨论稿\"\n");
        let marked = ReportTest::from_dir(fixture).with_replaced("project.toml", kind, &with).build();
        let pdf = marked.succeeds().pdf();
        assert_eq!(pdf.pages_with("讨论稿").len(), pdf.pages().len(), "{fixture}");
    }
}

#[test]
fn families_of_ones_own_are_set_in_place_of_the_bundled_ones() {
    let fonts = |notice: ReportTest| notice.build().succeeds().pdf().embedded_fonts();
    let with = "kind = \"notice\"\nfaces = { \"仿宋\" = \"jixiao kai\" }\n";
    let plain = fonts(ReportTest::from_dir("ok-small-notice"));
    let own = fonts(ReportTest::from_dir("ok-small-notice").with_replaced("project.toml", "kind = \"notice\"\n", with));
    assert!(plain.iter().any(|name| name.contains("Zhuque")), "{plain:?}");
    assert!(!own.iter().any(|name| name.contains("Zhuque")), "{own:?}");
}
