//! Whatever the user writes is text: no sign of Typst, Markdown, Jinja, XML or TOML is ever obeyed.

use crate::support::{Built, ReportTest, squeezed};

/// One text with all dangerous signs; the fixtures hold it in every place that takes words.
const HOSTILE: &str = "#let x = 1 $ [ ] \" \\ @张三 ` // /* */ <标签> {% ~ 1. - = 标题 & ]]> #(1+1)";

/// How often the text must be printed at least.
#[track_caller]
fn printed(built: &Built, times: usize) {
    let count = built.succeeds().pdf().count(HOSTILE);
    assert!(count >= times, "printed {count} times instead of {times}:\n{}", built.pdf().text());
}

#[test]
fn a_report_prints_it_wherever_words_can_stand() {
    let built = ReportTest::from_dir("ok-hostile").build();
    // Cover 3, signature leaf 1, contents 2, abstract 1, body 11, table 6, chart 4, scores 3,
    // pictures 1, formula 1, annex 2.
    printed(&built, 32);
    built.pdf_text_contains("#[甲]").pdf_text_contains("$乙$");
}

#[test]
fn cells_and_headings_of_tables_are_not_evaluated() {
    let built = ReportTest::from_dir("ok-hostile").build();
    built.pdf_text_contains("$2#(1+1)@第二行20").pdf_text_contains("#合计\\30").pdf_text_contains("$[组]");
    built.pdf_text_contains(&format!("#1{HOSTILE}10"));
}

#[test]
fn score_tables_and_sentences_are_not_evaluated() {
    let built = ReportTest::from_dir("ok-hostile").build();
    built.pdf_text_contains("项目#[决策]指标得分情况").pdf_text_contains("【#(1+1) [38.5] $ \" \\】");
    built.pdf_text_contains("$产出$60");
}

#[test]
fn flow_charts_and_formulas_are_not_evaluated() {
    let built = ReportTest::from_dir("ok-hostile").build();
    built.pdf_text_contains("<标签>&\"\\").pdf_text_contains("$[丙]$").pdf_text_contains("@张三");
    built.pdf_text_contains(&format!("得分=（{HOSTILE}）"));
}

#[test]
fn prose_keeps_signs_at_the_beginning_of_a_line_and_braces() {
    let built = ReportTest::from_dir("ok-hostile").build();
    built.pdf_text_contains("●-减号+加号").pdf_text_contains("2.=等号").pdf_text_contains("#(1+1){{");
}

#[test]
fn bookmarks_properties_and_alt_texts_hold_it_too() {
    let built = ReportTest::from_dir("ok-hostile").build();
    let pdf = built.succeeds().pdf();
    assert_eq!(pdf.title(), HOSTILE);
    assert_eq!(pdf.author(), HOSTILE);
    let bookmarks = pdf.bookmarks();
    assert!(bookmarks.iter().any(|mark| squeezed(&mark.title).contains(&squeezed(HOSTILE))), "{bookmarks:?}");
    let alts: Vec<String> = pdf.tags().into_iter().filter_map(|tag| tag.alt).collect();
    assert!(alts.iter().any(|alt| alt == HOSTILE), "the alt text of the picture is not among {alts:?}");
    assert!(
        alts.iter().any(|alt| alt.contains("#(1+1)") && alt.contains("$[丙]$")),
        "the flow chart's is not in {alts:?}"
    );
}

#[test]
fn forms_print_it_in_every_box() {
    let built = ReportTest::from_dir("ok-hostile-forms").build();
    // Cover 2, contents 1, summary 2, the form: names 3, source 1, goal and result 2, indicators 4.
    printed(&built, 15);
    built.pdf_text_contains("≥50.00(#批[1])").pdf_text_contains("#[编制]");
    let single = built.files().into_iter().find(|path| path.starts_with("ok-hostile-forms/P#1-")).unwrap().to_owned();
    assert!(!single[17..].contains(['\\', ':', '*', '?', '"', '<', '>', '|', '/']), "{single} is no name for a file");
    assert!(built.pdf_named(&single).count(HOSTILE) >= 9, "{}", built.pdf_named(&single).text());
}

#[test]
fn a_notice_prints_it_in_every_field() {
    let built = ReportTest::from_dir("ok-hostile-notice").build();
    // Title, recipients, three times in the body, attachment, remark, copies.
    printed(&built, 8);
    for words in ["#示例$市[文件]", "#示〔2024〕1号", "2.#(1+1)", "#单位[1]$", "#办公室$"] {
        built.pdf_text_contains(words);
    }
}

#[test]
fn rules_checklists_and_working_papers_are_not_evaluated() {
    let hostile = "#(1+1) [38] $ ` @甲 // <b> {{ 1 }} \\";
    let report = ReportTest::from_dir("ok-every-rule").with_replaced("tables/分项核对.csv", "有政策依据", hostile);
    let name = format!("{{ name = '{hostile}', from = ");
    let report = report.with_replaced("scoring/过程.toml", "{ name = \"实际培训人次\", from = ", &name);
    let waiver = "[[waivers]]\nrule = \"leftover\"\nreason = \"考验程序的文字\"\nexpires = 2099-12-31\n";
    let report = report.with_file("waivers.toml", waiver);
    let built = report.build();
    let printed = squeezed(hostile);
    for file in ["ok-every-rule.pdf", "ok-every-rule-评分底稿.pdf"] {
        let text = built.pdf_named(file).text();
        assert!(text.contains(&format!("①{printed}")), "{file}:\n{text}");
        assert!(text.contains(&format!("＝{printed}÷计划培训人次")), "{file}:\n{text}");
    }
}
