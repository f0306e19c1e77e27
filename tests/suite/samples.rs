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
    let built = ReportTest::sample("self-assessment-2024").build();
    let files = built.files();
    assert_eq!(files.len(), 7, "one volume, one PDF a form, the 评分底稿 as PDF and workbook: {files:?}");
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
fn scores_of_the_forms_of_2024_that_depart_from_their_rule_are_reported_with_both_numbers() {
    let built = ReportTest::sample("self-assessment-2024").build();
    assert_eq!(built.ids(), ["score-departs"; 5]);
    for (name, given, ruled) in [
        ("H5应用预约功能使用率", "6.00", "7.14"),
        ("行政许可档案装订数量（计量与特种食品）", "4.00", "4.15"),
        ("行政许可事项咨询回复率", "7.00", "7.84"),
        ("缺陷消费品宣传覆盖人数", "2.50", "2.76"),
        ("召回档案目录一致性", "4.00", "4.89"),
    ] {
        let told = format!("「{name}」填的得分是{given}，按规则是{ruled}");
        assert!(built.findings().contains(&told), "{told}");
    }
    // The budget execution and the one other partial score follow the rule.
    let paper = built.pdf_named("self-assessment-2024-评分底稿.pdf").text();
    for words in ["10×60.58/61.19＝9.90031050…，四舍五入为9.90", "5×85/90＝4.72222222…，四舍五入为4.72"]
    {
        assert!(paper.contains(words), "{words}");
    }
}

#[test]
fn no_score_of_the_sample_reports_is_entered_by_hand() {
    for sample in ["consumer-rights-2018", "product-quality-2024"] {
        let table = std::fs::read_to_string(root().join(format!("data/{sample}/tables/指标体系.csv"))).unwrap();
        let header = table.lines().next().unwrap();
        assert!(!header.split(',').any(|name| ["得分", "评分细则", "算式"].contains(&name)), "{header}");
    }
}

#[test]
fn every_score_of_the_report_of_2018_follows_from_its_rule() {
    let built = sample("consumer-rights-2018");
    let paper = built.pdf_named("consumer-rights-2018-评分底稿.pdf").text();
    for (code, lost) in [
        ("A22绩效指标明确性权重2得分1.60", "1.60=2*80%"),
        ("B11预算执行率权重5得分3.44", "3.44=5-(1-89.63%)*5*100*3%"),
        ("B31项目管理制度健全性权重5得分4.00", "4.00=5*80%"),
        ("B32项目管理制度执行有效性权重5得分3.00", "3.00=5*60%"),
        ("C112调研课题完成率权重2得分1.20", "1.20=2-(100%-80%)*2*100*2%"),
        ("C113培训计划完成率权重2得分1.20", "1.20=2-(100%-80%)*2*100*2%"),
        ("C114消费维权工作计划完成率权重5得分3.00", "3.00=5-(100%-80%)*5*100*2%"),
        ("C122消费者投诉和举报处理率权重5得分4.83", "4.83=5-(1-98.88%)*5*100*3%"),
        ("C13完成时效权重4得分2.40", "2.40=4-(100%-80%)*4*100*2%"),
        ("C23消费者维权法规和政策知晓率权重5得分4.37", "4.37=5-(90%-85.83%)*5*100*3%"),
        ("C25消费者满意率权重8得分7.60", "7.60=8-(85%-83.33%)*8*100*3%"),
        ("C111流通领域商品质量监测计划完成率权重10得分10.00", ""),
        ("C123重大案件和跨区域联动案件结查率权重3得分3.00", ""),
    ] {
        assert!(paper.contains(code), "{code} is not in\n{paper}");
        if !lost.is_empty() {
            built.pdf_text_contains(&format!("【{lost}】"));
        }
    }
    for words in
        ["项目决策10.009.6096.00%", "项目管理23.0018.4480.17%", "项目绩效67.0060.6090.45%", "合计100.0088.6488.64%"]
    {
        built.pdf_text_contains(words);
    }
}

#[test]
fn every_score_of_the_report_of_2024_follows_from_its_rule() {
    let built = sample("product-quality-2024");
    for (code, arithmetic) in [
        ("A21", "1.50＝3×（1/3＋1/3×1/2）"),
        ("A22", "1.50＝3×（1/3＋1/3×1/2）"),
        ("A313", "3.00＝6×3/6"),
        ("B11", "1.99＝2×99.41%"),
        ("B222", "1.33＝2×2/3"),
        ("B225", "0.50＝1×1/2"),
        ("B232", "3.00＝4×（2/8＋3/6）"),
        ("B241", "2.00＝3×2/3"),
        ("B242", "1.00＝3×1/3"),
        ("C11", "2.71＝4×（1/2×（1−5/100）＋1/2×40.5%）"),
        ("C12", "1.87＝2×（1/2＋1/2×（1−12.96%））"),
        ("C14", "0.50＝1×1/2"),
        ("D12", "0.96＝1×95.63%"),
        ("D21", "1.50＝2−2×25%"),
        ("D26", "0.35＝0.5×70.91%"),
        ("D31", "1.54＝2×76.88%"),
        ("D33", "0.92＝1×92.47%"),
        ("E12", "1.70＝2×84.95%"),
        ("E22", "1.00＝2×1/2"),
    ] {
        assert!(built.pdf().text().contains(arithmetic), "{code}: {arithmetic}");
    }
    for words in [
        "决策2014.0070.00%",
        "过程3024.8282.73%",
        "成本108.0880.80%",
        "产出2018.7793.85%",
        "效益2018.7093.50%",
        "合计10084.3784.37%",
    ] {
        built.pdf_text_contains(words);
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
