//! 缺少提纲要求的章节。
//!
//! # 查什么
//!
//! 版式文件（`templates/profiles/`）的 `chapters` 列出一份报告应有的章节，每一条是标题里的一个词，或者用 | 隔开的几个词。正文的一级、
//! 二级标题里一个都找不到的，指出来。正文一级标题不足三个，或者多半章节都对不上的，看作不是整份报告，不查。
//!
//! # 为什么
//!
//! 财预〔2020〕10号附件的提纲规定了报告要说明的内容，缺一章，验收时会被退回。
//!
//! # 例子
//!
//! 报告有“主要经验及做法、存在的问题”，没有“有关建议”。
//!
//! # 怎么改
//!
//! 补上这一章；本地提纲不同的，改版式文件里的 `chapters`。

use crate::diag::Severity;
use crate::model::{Passage, PassageKind};
use crate::resolve::Part;
use crate::review::reading::Reading;
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "chapter-missing",
    title: "缺少提纲要求的章节",
    family: Family::Document,
    severity: Severity::Warning,
    remedy: "请补上这一章；本地提纲不同的，改版式文件（templates/profiles/）里的 chapters",
    find,
};

/// A text with fewer chapters is no whole report.
const FEWEST: usize = 3;

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    let manuscript = reading.manuscript;
    let body = manuscript.passages.iter().filter(|passage| passage.part == Part::Body);
    let titles: Vec<&Passage> = body.filter(|passage| matches!(passage.kind, PassageKind::Heading(1 | 2))).collect();
    let has =
        |chapter: &str| chapter.split('|').any(|word| titles.iter().any(|title| title.text.contains(word.trim())));
    let missing: Vec<&String> = manuscript.chapters.iter().filter(|chapter| !has(chapter)).collect();
    let chapters: Vec<&&Passage> = titles.iter().filter(|title| title.kind == PassageKind::Heading(1)).collect();
    let whole = chapters.len() >= FEWEST && missing.len() * 2 < manuscript.chapters.len();
    let Some(last) = chapters.last().filter(|_| whole) else { return };
    let present = chapters.iter().map(|chapter| chapter.text.as_str()).collect::<Vec<_>>().join("、");
    for chapter in missing {
        let first = chapter.split('|').next().unwrap_or(chapter);
        let message = format!("没有“{first}”一章，「{}」的提纲要求有", manuscript.outline);
        remarks.add(Remark::new(&last.origin, message).excerpt(format!("现有各章：{present}")));
    }
}
