//! `docs/gallery.md`: pages of the samples as today's program sets them.

use crate::support::pictures::{Picture, first_document};
use crate::support::{ReportTest, root, squeezed};
use std::fmt::Write;

/// Pixels a point: enough to read the headings.
const SCALE: f64 = 0.8;

/// The pages shown: sample, words that stand on the page, the picture's name, what it shows.
const PAGES: [(&str, &str, &str, &str); 12] = [
    ("product-quality-2024", "", "cover", "报告的封面"),
    ("product-quality-2024", "目录", "contents", "目录"),
    ("product-quality-2024", "2024年预算资金安排及执行情况", "tables", "预算执行表：单位、层级、合计由程序来加"),
    ("product-quality-2024", "续表6", "continued", "跨页的表：表头重印，写明续表"),
    ("product-quality-2024", "图9　预算资金拨付流程图", "flow-chart", "流程图"),
    ("product-quality-2024", "图12　近三年预算执行情况", "chart", "三年对比的图"),
    ("product-quality-2024", "因此，根据评分细则", "indicator", "指标分析：得分句由程序来写"),
    ("product-quality-2024", "附件1", "annex", "附件"),
    ("consumer-rights-2018", "2018年项目主要内容及预算执行情况", "older-report", "较早体例的报告"),
    ("xicheng-2024", "项目概况", "short-report", "简短的报告"),
    ("self-assessment-2024", "", "form", "自评表"),
    ("notice-2024-31", "", "notice", "公文"),
];

#[test]
fn the_gallery_shows_the_pages_of_today() {
    let mut text = "# 样张\n\n`data/` 里的例子排出来的几页。`make gallery` 重新来做。\n".to_owned();
    let mut changed = Vec::new();
    let mut open = None;
    for (sample, words, name, shows) in PAGES {
        let folder = root().join("data").join(sample);
        if open.as_ref().is_none_or(|(known, _)| *known != sample) {
            open = Some((sample, first_document(&folder)));
        }
        let document = &open.as_ref().unwrap().1;
        let observed = Picture::of(&document.pages()[place(sample, words) - 1], SCALE);
        let path = root().join(format!("docs/images/gallery/{name}.png"));
        let is_same = Picture::read(&path).is_some_and(|expected| observed.shows_the_same_as(&expected));
        // What looks the same is not written again: the repository would grow.
        if !is_same && std::env::var_os("UPDATE_DOCS").is_some() {
            observed.write(&path);
        } else if !is_same {
            changed.push(name);
        }
        write!(text, "\n{shows}（`data/{sample}`）\n\n![{shows}](images/gallery/{name}.png)\n").unwrap();
    }
    let path = root().join("docs/gallery.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert!(changed.is_empty(), "{changed:?} look different; make gallery takes them");
    assert!(std::fs::read_to_string(&path).unwrap_or_default() == text, "docs/gallery.md is not up to date");
}

/// The page: the first one, or the first behind the 目录 with these words.
#[track_caller]
fn place(sample: &str, words: &str) -> usize {
    let built = ReportTest::sample(sample).build();
    let files = built.files();
    let whole = format!("{sample}.pdf");
    let first = files.iter().find(|file| file.contains('/')).copied().unwrap_or(&whole);
    let pdf = built.pdf_named(first);
    match words {
        "" => 1,
        words => {
            let contents =
                if words == "目录" { 0 } else { pdf.pages_with("目录").first().map_or(0, |page| page + 3) };
            let pages = pdf.pages_with(&squeezed(words));
            assert!(!pages.is_empty(), "{words} is on no page of {sample}");
            *pages.iter().find(|page| **page > contents).unwrap_or(&pages[0])
        }
    }
}
