//! 说的个数和列出来的不一样。
//!
//! # 查什么
//!
//! “四个维度：A、B和C”“A、B、C等2项”“以下三个方面”和后面的一是二是、（1）（2）、分条列出的各条。有“等”字的，列得少可以，
//! 列得多不行。只查个数和列举紧挨着、肯定说的是一回事的。
//!
//! # 为什么
//!
//! 增删一条以后忘了改前面的个数，是最常见的笔误之一。
//!
//! # 例子
//!
//! 指标体系分为四个维度：决策、过程和产出。
//!
//! # 怎么改
//!
//! 先确认有没有漏掉的一条，再改个数。

use super::is_han;
use super::listing::{COUNT, clause, count_value, items, sizes, spans};
use crate::diag::Severity;
use crate::model::{Passage, PassageKind};
use crate::review::reading::{Reading, Sentence, chinese_value};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "count-of-list",
    title: "个数与列举不符",
    family: Family::Document,
    severity: Severity::Error,
    remedy: "请先确认有没有漏列或者多列的，再改个数",
    find,
};

/// What leads from a count to its list.
static LEAD: LazyLock<Regex> =
    LazyLock::new(|| super::pattern(r"^(\p{Han}{0,8}?)(：|，?(?:分别|依次)(?:是|为)：?|，即：?|（|，?包括：?|——)"));
/// The first item of a list with marks.
static FIRST: LazyLock<Regex> =
    LazyLock::new(|| super::pattern(r"^[ 　]*(一是|[（(]1[）)]|①|第一[，、：]|其一[，、])"));
static WORDS: LazyLock<Regex> = LazyLock::new(|| super::pattern(r"([一二三四五六七八九十]{1,2})是"));
static BRACKETS: LazyLock<Regex> = LazyLock::new(|| super::pattern(r"[（(]([0-9]{1,2})[）)]"));
static CIRCLES: LazyLock<Regex> = LazyLock::new(|| super::pattern("[①-⑳]"));
static ORDINALS: LazyLock<Regex> = LazyLock::new(|| super::pattern(r"[第其]([一二三四五六七八九十]{1,2})[，、：]"));

/// A count in a sentence.
struct Count<'a> {
    value: usize,
    range: Range<usize>,
    sentence: &'a Sentence,
}

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for (index, sentence) in reading.sentences.iter().enumerate() {
        if !super::is_running(&sentence.kind) {
            continue;
        }
        let counts = counts(sentence);
        for count in &counts {
            listed_before(count, remarks);
            let marked = counts.len() == 1 && marked_list(reading, index, count, remarks);
            if !marked {
                listed_after(count, remarks);
            }
        }
    }
}

fn counts(sentence: &Sentence) -> Vec<Count<'_>> {
    let text = &sentence.text;
    let found = COUNT.captures_iter(text).filter_map(|found| {
        let (whole, value) = (found.get(0)?, count_value(&found[1])?);
        let left = super::before(text, whole.start());
        let part_of_number = left.is_some_and(|c| c.is_ascii_digit() || "第.十百千万几每各前后其近余数多".contains(c));
        (!part_of_number).then(|| Count { value, range: whole.range(), sentence })
    });
    found.collect()
}

impl Count<'_> {
    fn written(&self) -> &str {
        &self.sentence.text[self.range.clone()]
    }

    fn tell(&self, listed: usize, what: &str, remarks: &mut Remarks) {
        let message = format!("说的是“{}”，{what}的有{listed}项", self.written());
        remarks.add(Remark::new(&self.sentence.origin, message).at(self.sentence, &self.range));
    }
}

/// 四个维度：A、B和C.
fn listed_after(count: &Count<'_>, remarks: &mut Remarks) {
    let rest = &count.sentence.text[count.range.end..];
    let Some(lead) = LEAD.captures(rest) else { return };
    let sign = lead.get(2).map_or("", |sign| sign.as_str());
    let list = clause(&rest[lead[0].len()..]);
    let followed = rest[lead[0].len() + list.len()..].chars().next();
    let parts = items(list);
    // Half a sentence for each item is no list of words; a bracket can say anything.
    let words = parts
        .iter()
        .all(|part| (1..=16).contains(&part.chars().count()) && !part.contains(|c: char| c.is_ascii_digit()));
    let plain = sign.contains('：') || parts.iter().all(|part| !part.contains(['不', '得', '了', '是']));
    let closed = if sign == "（" { followed == Some('）') } else { followed.is_none_or(|c| c != '：') };
    if parts.len() < 2
        || !words
        || !plain
        || !closed
        || FIRST.is_match(list)
        || lead[1].contains(['和', '的']) && sign == "（"
    {
        return;
    }
    let open = list.trim_end_matches('）').ends_with('等') || list.contains('等') || list.contains('…');
    // 四个方面：A、B，C、D goes on behind the comma.
    let goes_on = followed == Some('，') && rest[lead[0].len() + list.len()..].contains('、');
    let sizes = sizes(list);
    let (fewer, more) = (*sizes.end() < count.value, *sizes.start() > count.value);
    if more || fewer && !open && !goes_on {
        count.tell(if more { *sizes.start() } else { *sizes.end() }, "后面列出", remarks);
    }
}

/// A、B、C等4项, A、B和C三个方面.
fn listed_before(count: &Count<'_>, remarks: &mut Remarks) {
    let text = &count.sentence.text[..count.range.start];
    let open = text.ends_with('等');
    let text = text.strip_suffix('等').unwrap_or(text);
    let start =
        text.char_indices().rev().find(|(_, c)| "，。；：（(,;:\n".contains(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    // Read as one list it may be right: 主动召回完成率 is an item though it holds a verb.
    if sizes(&text[start..]).contains(&count.value) {
        return;
    }
    let list = last_list(&text[start..]);
    let parts = items(list);
    let lengths: Vec<usize> = parts.iter().skip(1).map(|part| part.chars().count()).collect();
    let alike = lengths.iter().all(|length| (1..=12).contains(length));
    let plain =
        parts.iter().all(|part| !part.chars().any(|c| c.is_ascii_digit() || "一二三四五六七八九十第”“".contains(c)));
    if parts.len() < 2
        || !alike
        || !plain
        || text[..start].ends_with(['（', '(']) && !text.contains(['）', ')']) && !open
    {
        return;
    }
    let sizes = sizes(list);
    let more = *sizes.start() > count.value;
    // Without 等 only long lists of short words certainly end at the count.
    let even = parts.len() >= 3
        && lengths.iter().all(|length| *length <= 6)
        && !acts(parts.last().copied().unwrap_or_default());
    let fewer = *sizes.end() < count.value && !open && even && count.value - sizes.end() == 1;
    if more && (open || even && sizes.start() - count.value == 1) || fewer {
        count.tell(if more { *sizes.start() } else { *sizes.end() }, "前面列出", remarks);
    }
}

/// The last list of a clause: 对甲、乙开展A、B、C lists A, B and C behind the verb.
fn last_list(clause: &str) -> &str {
    let spans = spans(clause);
    // 规范实施 is an item, 乙开展现场检查 is not.
    let led = |span: &&Range<usize>| acts(&clause[(*span).clone()]) && clause[(*span).clone()].chars().count() > 5;
    let inner = spans.get(1..spans.len().saturating_sub(1)).unwrap_or_default();
    let start = inner.iter().rev().find(led).map_or(0, |span| span.start);
    &clause[start..]
}

/// Whether the words hold a verb, so that they are more than the name of an item.
fn acts(words: &str) -> bool {
    const VERBS: [&str; 30] = [
        "开展", "进行", "实施", "组织", "完成", "包括", "涉及", "覆盖", "制定", "印发", "使用", "采用", "按照", "根据",
        "设置", "设立", "分为", "实现", "达到", "形成", "增加", "减少", "提供", "对", "在", "将", "由", "从", "了",
        "的",
    ];
    VERBS.iter().any(|verb| words.contains(verb))
}

/// 三个方面 with 一是…, （1）… or the items of a list behind it; whether there was such a list.
fn marked_list(reading: &Reading<'_>, index: usize, count: &Count<'_>, remarks: &mut Remarks) -> bool {
    let passages = &reading.manuscript.passages;
    let passage = &passages[count.sentence.passage];
    let Some(offset) = passage.text.find(count.sentence.text.as_str()) else { return false };
    let tail = &passage.text[offset + count.range.end..];
    let Some(colon) = tail.find(['：', ':', '。']).filter(|at| is_announced(count, &tail[..*at], &tail[*at..]))
    else {
        return false;
    };
    let rest = tail[colon..].trim_start_matches(['：', ':', '。']);
    let (listed, what) = if rest.trim().is_empty() {
        match following(passages, count.sentence.passage) {
            Some(listed) => (listed, "后面分条"),
            None => return false,
        }
    } else {
        let first_is_next = reading.sentences.get(index).is_some() && FIRST.is_match(rest);
        match first_is_next.then(|| marks(rest)).flatten() {
            Some(listed) => (listed, "后面列出"),
            None => return false,
        }
    };
    if listed != count.value && listed > 1 {
        count.tell(listed, what, remarks);
    }
    true
}

/// Whether the words between the count and the colon leave no doubt that the list is counted.
fn is_announced(count: &Count<'_>, between: &str, rest: &str) -> bool {
    let before = &count.sentence.text[..count.range.start];
    let pointed = ["以下", "下列", "如下"].iter().any(|word| before.ends_with(word)) || between.contains("如下");
    let near = between.chars().count() <= 16 && !between.contains(['、', '，', '；']);
    near && (pointed || rest.starts_with(['：', ':']) || FIRST.is_match(rest.trim_start_matches('。')))
        && !between.chars().any(|c| c.is_ascii_digit() || !is_han(c) && !"《》“”".contains(c))
}

/// How many items the typed list at the head of a text has.
fn marks(text: &str) -> Option<usize> {
    let first = FIRST.captures(text)?;
    let way = match first[1].chars().next()? {
        '一' => &WORDS,
        '（' | '(' => &BRACKETS,
        '①' => &CIRCLES,
        _ => &ORDINALS,
    };
    let mut last = 0;
    for found in way.captures_iter(text) {
        let value = found.get(1).map_or_else(
            || found[0].chars().next().map(|c| u32::from(c) - u32::from('①') + 1),
            |number| number.as_str().parse().ok().or_else(|| chinese_value(number.as_str())),
        );
        if value == Some(last + 1) {
            last += 1;
        }
    }
    usize::try_from(last).ok()
}

/// How many items follow in paragraphs of their own: the items of a list, or paragraphs with marks.
fn following(passages: &[Passage], from: usize) -> Option<usize> {
    let rest = &passages[from + 1..];
    let next = rest.iter().find(|passage| passage.kind != PassageKind::Footnote)?;
    if let PassageKind::Item(list) = next.kind {
        let own =
            rest.iter().take_while(|passage| !matches!(passage.kind, PassageKind::Heading(_) | PassageKind::Annex(_)));
        let items: Vec<usize> =
            own.filter_map(|one| if let PassageKind::Item(list) = one.kind { Some(list) } else { None }).collect();
        let last = items.iter().rposition(|other| *other == list)?;
        // With a list inside a list nobody knows which items are counted.
        return items[..=last].iter().all(|other| *other == list).then_some(last + 1);
    }
    FIRST.is_match(&next.text).then_some(())?;
    let paragraphs =
        rest.iter().take_while(|passage| !matches!(passage.kind, PassageKind::Heading(_) | PassageKind::Annex(_)));
    let text: String = paragraphs.map(|passage| format!("{}\n", passage.text)).collect();
    marks(&text)
}
