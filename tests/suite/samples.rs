//! The samples below `data/` are made without findings and say what their sources say.

use crate::support::{Built, ReportTest, root};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Every sample has a test here.
const SAMPLES: [&str; 5] =
    ["consumer-rights-2018", "notice-2024-31", "product-quality-2024", "self-assessment-2024", "xicheng-2024"];

fn sample(name: &str) -> Arc<Built> {
    let built = ReportTest::sample(name).build();
    built.succeeds();
    built
}

#[test]
fn every_sample_is_tested() {
    let mut found: Vec<String> = std::fs::read_dir(root().join("data"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().join("project.toml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    found.sort();
    assert_eq!(found, SAMPLES);
}

#[test]
fn the_product_quality_report_of_2024_scores_84_37_and_is_good() {
    let built = sample("product-quality-2024");
    built.pdf_text_contains("本项目得分84.37分，评价等级为“良”。");
    built.pdf_text_contains("预算5,163.41万元，实际执行5,132.74万元，预算执行率99.41%");
    assert!(built.pdf().pages().len() > 60, "{} pages", built.pdf().pages().len());
    references_meet_captions(&built);
}

#[test]
fn the_product_quality_report_numbers_abstract_and_body_from_1() {
    let built = sample("product-quality-2024");
    let pdf = built.pdf();
    let labels = pdf.page_labels();
    let starts: Vec<usize> = (0..labels.len()).filter(|page| labels[*page] == "1").collect();
    assert_eq!(starts.len(), 2, "{labels:?}");
    assert!(pdf.pages()[starts[0]].text.contains("摘要"), "{}", pdf.pages()[starts[0]].text);
    assert_eq!(pdf.pages()[starts[0]].footer, "—1—");
    assert_eq!(pdf.pages()[starts[1]].footer, "—1—");
    let body: Vec<usize> = labels[starts[1]..].iter().map(|label| label.parse().unwrap()).collect();
    assert!(body.iter().enumerate().all(|(index, label)| *label == index + 1), "one run through the body: {body:?}");
}

#[test]
fn the_consumer_rights_report_of_2018_has_one_run_of_pages_and_nested_bookmarks() {
    let built = sample("consumer-rights-2018");
    let pdf = built.pdf();
    let labels = pdf.page_labels();
    let first = labels.iter().position(|label| label == "1").unwrap();
    let numbers: Vec<usize> = labels[first..].iter().map(|label| label.parse().unwrap()).collect();
    assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>());
    let bookmarks = pdf.bookmarks();
    let deepest = bookmarks.iter().map(|mark| mark.depth).max().unwrap();
    assert!(deepest >= 3, "{bookmarks:?}");
    assert!(bookmarks.windows(2).all(|pair| pair[1].depth <= pair[0].depth + 1), "a level is skipped: {bookmarks:?}");
    built.pdf_text_contains("2018年消费者权益保护专项").pdf_text_contains("沪宏会师报字（2019）第HZD号");
    references_meet_captions(&built);
}

#[test]
fn the_short_report_of_xicheng_is_made() {
    let built = sample("xicheng-2024");
    built.pdf_text_contains("产品质量监管经费").pdf_text_contains("北京市西城区市场监督管理局");
    references_meet_captions(&built);
}

#[test]
fn the_self_assessment_of_2024_scores_what_the_forms_say() {
    let built = sample("self-assessment-2024");
    let files = built.files();
    assert_eq!(files.len(), 5, "one volume and one PDF a form: {files:?}");
    let forms = [("P01", "96.00"), ("P02", "98.62"), ("P03", "98.79"), ("P04", "96.47")];
    for (id, score) in forms {
        let path = files.iter().find(|path| path.contains(&format!("/{id}-"))).unwrap();
        let text = built.pdf_named(path).text();
        assert!(text.contains(&format!("总分100.00{score}")), "{id}: {text}");
        assert!(text.contains("评分等级优"), "{id}: {text}");
        built.pdf_text_contains(&format!("%{score}优"));
    }
}

#[test]
fn the_notice_of_2024_has_number_recipients_and_imprint() {
    let built = sample("notice-2024-31");
    built.pdf_text_contains("沪市监产质〔2024〕31号");
    built.pdf_text_contains("各区市场监管局，临港新片区市场监管局，市局机场分局：");
    built.pdf_text_contains("一、全面统筹本市监督抽查工作").pdf_text_contains("2024年2月5日");
    built.pdf_text_contains("上海市市场监督管理局办公室2024年2月6日印发");
}

/// Every 「见表8」 and 「见图2」 in the text leads to one caption.
#[track_caller]
fn references_meet_captions(built: &Built) {
    let pdf = built.pdf();
    let mut names = BTreeSet::new();
    for kind in ["见表", "见图"] {
        for page in pdf.pages() {
            let after = page.shown.split(kind).skip(1);
            let numbers = after.map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>());
            names.extend(numbers.filter(|number| !number.is_empty()).map(|number| format!("{}{number}", &kind[3..])));
        }
    }
    assert!(!names.is_empty(), "the report refers to nothing");
    for name in names {
        assert_eq!(pdf.captions(&name), 1, "见{name} leads to no caption or to several");
    }
}
