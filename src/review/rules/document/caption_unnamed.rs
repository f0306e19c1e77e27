//! 正文没有提到的表或图。
//!
//! # 查什么
//!
//! 正文和摘要里带编号的表、图，文中应当说“见表3”“如图2”，或者提到题名，或者在紧挨着的段落里写“下表”“如下”。
//! 附件里的表、自评表、程序生成的得分表不查。
//!
//! # 为什么
//!
//! 没有交代的表，读者不知道它说明什么，也往往是改稿以后多出来的。
//!
//! # 例子
//!
//! “产出数量”一节末尾放了表8，全文没有一处提到它。
//!
//! # 怎么改
//!
//! 在表前的段落里用 `{{ 见表("表名") }}` 引出，或者删去这张表。

use super::references::{Target, references};
use crate::diag::Severity;
use crate::model::{Manuscript, PassageKind};
use crate::resolve::Part;
use crate::review::reading::Reading;
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use std::collections::BTreeSet;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "caption-unnamed",
    title: "正文没有提到的表或图",
    family: Family::Document,
    severity: Severity::Warning,
    remedy: "请在前面的段落里用 {{ 见表(\"表名\") }} 或 {{ 见图(\"图名\") }} 引出，或者删去",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    let manuscript = reading.manuscript;
    let (tables, figures) = (named(manuscript, Target::Table), named(manuscript, Target::Figure));
    for (index, passage) in manuscript.passages.iter().enumerate().filter(|(_, passage)| passage.part != Part::Annex) {
        let (word, number) = match passage.kind {
            PassageKind::TableCaption(grid) => match manuscript.grids.get(grid) {
                Some(grid) if !grid.made => ("表", grid.number),
                _ => continue,
            },
            PassageKind::FigureCaption(number) => ("图", Some(number)),
            _ => continue,
        };
        let Some(number) = number.filter(|_| !passage.text.is_empty()) else { continue };
        let by_number = if word == "表" { &tables } else { &figures };
        if by_number.contains(&number)
            || names_title(manuscript, index, &passage.text)
            || pointed_at(manuscript, index, word)
        {
            continue;
        }
        let message = format!("{word}{number}「{}」放在文中，但正文没有提到它", passage.text);
        remarks.add(Remark::new(&passage.origin, message).excerpt(passage.text.clone()));
    }
}

/// The numbers the text names.
fn named(manuscript: &Manuscript, target: Target) -> BTreeSet<usize> {
    let running = manuscript.passages.iter().filter(|passage| super::is_running(&passage.kind));
    let all = running.flat_map(|passage| references(&passage.text));
    all.filter(|reference| reference.target == target).flat_map(|reference| reference.numbers).collect()
}

/// Whether the text, or the heading right above, says the words of the caption.
fn names_title(manuscript: &Manuscript, index: usize, title: &str) -> bool {
    let title = super::letters(title);
    let says = |text: &str| super::letters(text).contains(&title);
    let running = manuscript.passages.iter().filter(|passage| super::is_running(&passage.kind));
    let above = index.checked_sub(1).map(|above| &manuscript.passages[above]);
    let by_heading = above.is_some_and(|above| matches!(above.kind, PassageKind::Heading(_)) && says(&above.text));
    title.chars().count() >= 4 && running.into_iter().any(|passage| says(&passage.text)) || by_heading
}

/// Whether a neighbouring paragraph says 下表 or 如下.
fn pointed_at(manuscript: &Manuscript, index: usize, word: &str) -> bool {
    let is_near = |at: &usize| super::is_running(&manuscript.passages[*at].kind) && !is_note(manuscript, *at);
    let words = |at: Option<usize>| at.map_or("", |at| manuscript.passages[at].text.as_str());
    let above = words((0..index).rev().find(is_near));
    let below = words((index + 1..manuscript.passages.len()).find(is_near));
    const POINTERS: [&str; 6] = ["如下", "以下", "下列", "见下", "下面", "下方"];
    let own = ["下", "上", "本", "该", "此", "各", "附", "后"].map(|sign| format!("{sign}{word}"));
    let points = |text: &str| own.iter().any(|pointer| text.contains(pointer.as_str()));
    points(above) || points(below) || POINTERS.iter().any(|pointer| above.contains(pointer))
}

fn is_note(manuscript: &Manuscript, index: usize) -> bool {
    matches!(manuscript.passages[index].kind, PassageKind::TableNote(_) | PassageKind::Footnote)
}
