//! 文中手写的编号跳号、重号或者倒退。
//!
//! # 查什么
//!
//! 一个标题之下手写的“一是、二是”“第一，第二，”“其一、其二”“（1）（2）”“（一）（二）”“①②”，以及段首的“1、2、”。
//! “第（1）项”这样的引用不算；从一、1重新开始的是另一组。
//!
//! # 为什么
//!
//! 跳号往往是删了一条，前面的“四个问题”“三个方面”却没有改；重号往往是添了一条。
//!
//! # 例子
//!
//! 一是……；二是……；四是……。
//!
//! # 怎么改
//!
//! 先确认有没有漏掉的一条，再把编号改连续。

use super::{after, before, is_han};
use crate::diag::{Origin, Severity};
use crate::model::PassageKind;
use crate::review::reading::{Reading, around, chinese_value};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "number-gap-in-text",
    title: "文中编号不连续",
    family: Family::Document,
    severity: Severity::Warning,
    remedy: "请先确认有没有漏掉或者重复的一条，再把编号改连续",
    find,
};

/// The ways of numbering, each with its number as the first group.
static WAYS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let ways = [
        "([一二三四五六七八九十]{1,2})是",
        "第([一二三四五六七八九十]{1,2})(?:[，、：]|是)",
        "其([一二三四五六七八九十])[，、：是]",
        "[（(]([0-9]{1,2})[）)]",
        "[（(]([一二三四五六七八九十]{1,2})[）)]",
        "([①-⑳])",
        "^[ 　]*([0-9]{1,2})[、．.]",
        "^[ 　]*([一二三四五六七八九十]{1,2})、",
    ];
    ways.map(super::pattern).into()
});

/// A number that stands before an item.
struct Mark<'a> {
    value: u32,
    written: &'a str,
    passage: usize,
    text: &'a str,
    origin: &'a Origin,
    range: Range<usize>,
    /// Whether a sentence or a clause begins here; a reference in the middle of words is none.
    leads: bool,
}

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    let passages = &reading.manuscript.passages;
    let is_heading = |kind: &PassageKind| matches!(kind, PassageKind::Heading(_) | PassageKind::Annex(_));
    let mut start = 0;
    while start < passages.len() {
        let end = (start + 1..passages.len()).find(|at| is_heading(&passages[*at].kind)).unwrap_or(passages.len());
        for way in 0..WAYS.len() {
            let section = (start..end).filter(|at| super::is_running(&passages[*at].kind));
            let marks: Vec<Mark<'_>> = section.flat_map(|at| marks(reading, at, way)).collect();
            walk(&marks, remarks);
        }
        start = end;
    }
}

fn marks<'a>(reading: &'a Reading<'_>, passage: usize, way: usize) -> Vec<Mark<'a>> {
    let one = &reading.manuscript.passages[passage];
    let text = one.text.as_str();
    let found = WAYS[way].captures_iter(text).filter_map(|found| {
        let (whole, number) = (found.get(0)?, found.get(1)?);
        let written = number.as_str();
        let value = match written.chars().next()? {
            circled @ '①'..='⑳' => u32::from(circled) - u32::from('①') + 1,
            digit if digit.is_ascii_digit() => written.parse().ok()?,
            _ => chinese_value(written)?,
        };
        let range = whole.range();
        let leads = leads(text, &range);
        let mark = Mark { value, written: whole.as_str().trim(), passage, text, origin: &one.origin, range, leads };
        (!is_reference(&mark) && !one.bound.iter().any(|bound| bound.contains(&mark.range.start))).then_some(mark)
    });
    found.collect()
}

fn leads(text: &str, range: &Range<usize>) -> bool {
    before(text, range.start).is_none_or(|c| "。；，：、！？\n;:,（( 　”".contains(c))
}

/// 第（1）项, 选①②④的, 一是一, 1.5: not the number of an item.
fn is_reference(mark: &Mark<'_>) -> bool {
    let (left, right) = (before(mark.text, mark.range.start), after(mark.text, mark.range.end));
    let words = mark.written.ends_with('是') || mark.written.starts_with(['第', '其']);
    if words {
        let amount = right.is_some_and(|c| "一二三四五六七八九十第".contains(c));
        return amount || !mark.leads;
    }
    if mark.text[..mark.range.start].trim().is_empty() && right.is_some() {
        return mark.value == 0
            || mark.value > 30
            || mark.written.ends_with('.') && right.is_some_and(|c| c.is_ascii_digit());
    }
    let cited = left.is_some_and(|c| "第选如见由按照和与至款条项表图式".contains(c));
    let runs_on = right.is_none_or(|c| "、和与至—～~-（(或，。；%".contains(c) || ('①'..='⑳').contains(&c));
    // （2）号楼, （3）项: in the middle of words, not at the head of them.
    let runs_on = runs_on || !mark.leads && right.is_some_and(|c| "项款条类所中及年号".contains(c));
    let decimal = mark.written.ends_with('.') && right.is_some_and(|c| c.is_ascii_digit());
    mark.value == 0 || mark.value > 30 || cited || runs_on || decimal
}

/// The list a mark goes on with.
struct List {
    last: usize,
    items: usize,
}

fn walk(marks: &[Mark<'_>], remarks: &mut Remarks) {
    // The lists that are open: an item can hold a list of the same kind.
    let mut open: Vec<List> = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        let next = |list: &List| marks[list.last].value + 1 == mark.value;
        if let Some(at) = open.iter().rposition(next).filter(|at| *at + 1 == open.len() || nested(&open, *at, marks)) {
            open.truncate(at + 1);
            open[at] = List { last: index, items: open[at].items + 1 };
        } else if mark.value == 1 {
            open.push(List { last: index, items: 1 });
        } else if mark.leads {
            if let Some(list) = open.last_mut() {
                tell(&marks[list.last], mark, remarks);
                *list = List { last: index, items: list.items + 1 };
            } else {
                headless(marks, index, remarks);
                open.push(List { last: index, items: 1 });
            }
        }
    }
}

/// Whether the lists after this one stand inside its last item.
fn nested(open: &[List], at: usize, marks: &[Mark<'_>]) -> bool {
    let inner = &open[at + 1];
    inner.items > 1 && marks[open[at].last].passage == marks[inner.last].passage
}

fn tell(last: &Mark<'_>, mark: &Mark<'_>, remarks: &mut Remarks) {
    let (before, written) = (last.written, mark.written);
    let message = match mark.value {
        value if value == last.value => format!("“{written}”写了两次"),
        value if value > last.value => {
            format!("“{before}”之后是“{written}”，中间缺了{}", missing(last.value + 1, value - 1))
        }
        _ => format!("“{before}”之后又是“{written}”，编号倒退了"),
    };
    let remark = Remark::new(mark.origin, message).excerpt(around(mark.text, &mark.range));
    remarks.add(remark.related(last.origin, "前一个编号"));
}

fn missing(from: u32, to: u32) -> String {
    if from == to { format!("第{from}条") } else { format!("第{from}条至第{to}条") }
}

/// 二是 and 三是 in one paragraph without 一是.
fn headless(marks: &[Mark<'_>], index: usize, remarks: &mut Remarks) {
    let mark = &marks[index];
    let follows = marks.get(index + 1).is_some_and(|next| next.passage == mark.passage && next.value == mark.value + 1);
    let first_words =
        mark.text[..mark.range.start].contains("首先") || mark.text[..mark.range.start].contains("一方面");
    let by_words = mark.written.chars().any(is_han) && mark.written.ends_with('是');
    if by_words && mark.value == 2 && follows && !first_words {
        let message = format!("从“{}”开始，前面没有“一是”", mark.written);
        remarks.add(Remark::new(mark.origin, message).excerpt(around(mark.text, &mark.range)));
    }
}
