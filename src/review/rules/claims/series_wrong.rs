//! “逐年上升”“连续三年下降”，列出的数却不是。
//!
//! # 查什么
//!
//! “2022年、2023年、2024年分别为a、b、c，逐年上升”“呈下降趋势”“连续三年增长”“逐季上升”：和同一句里按年份（季度、月份）列出的数比较。
//! 说的是另一件事的（“投入分别为a、b、c，满意度逐年提升”）、写明例外的（“除2024年外”“前两年”）、说没有逐年变化的，不查。
//!
//! # 为什么
//!
//! 中间一年有反复的，写成“逐年”就错了。
//!
//! # 例子
//!
//! “分别为90.95%、94.72%、92.56%，逐年上升”，第三年是下降。
//!
//! # 怎么改
//!
//! 写成“总体上升”，或者照实说哪一年有反复。

use super::change::series;
use super::pattern::{Direction, direction};
use super::subject::{last_clause, names_another};
use crate::diag::Severity;
use crate::review::reading::{Amount, Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule, pattern};
use regex::Regex;
use std::sync::LazyLock;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "series-wrong",
    title: "逐年的说法与列出的数不符",
    family: Family::Claims,
    severity: Severity::Error,
    remedy: "请照实说哪一年有反复，或者写成“总体上升”“总体下降”",
    find,
};

/// Words that claim every year goes one way.
pub(in crate::review::rules) static EVERY_STEP: LazyLock<Regex> = LazyLock::new(|| {
    let words = "(?:逐年|连年|持续|连续[两二三四五](?:年|个年度)|年年|稳步|逐步)(?:保持|呈|有所|实现|稳步)?(?:着)?(上升|提高|提升|增长|增加|上涨|扩大|走高|攀升|走低|下降|降低|减少|回落|下滑|压减|递增|递减)";
    pattern(words)
});

/// Words that claim the same of quarters and months, or of whatever is listed.
static OTHER_STEPS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:逐季|逐月|逐期|逐批|逐旬|逐周)(?:呈|有所)?(上升|提高|提升|增长|增加|上涨|下降|降低|减少|回落|下滑|递增|递减)|呈现?出?(上升|增长|增加|下降|降低|减少)(?:的)?(?:趋势|态势)",
    )
});

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in reading.prose() {
        let text = &sentence.text;
        for found in EVERY_STEP.captures_iter(text).chain(OTHER_STEPS.captures_iter(text)) {
            let word = found.iter().skip(1).flatten().next().and_then(|word| direction(word.as_str()));
            let Some((word, whole)) = word.zip(found.get(0)) else { continue };
            if claims_every_step(&text[..whole.start()]) {
                judge(sentence, word, whole.range(), whole.as_str(), remarks);
            }
        }
    }
}

/// Whether the clause says so of all that is listed: 未能保持逐年增长, 除2024年外, 前两年, 总体 do not.
fn claims_every_step(before: &str) -> bool {
    const NOT_ALL: [&str; 14] =
        ["未", "没有", "并非", "不是", "难以", "除", "前两", "前三", "前四", "后两", "后三", "总体", "整体", "波动"];
    let clause = last_clause(before);
    !NOT_ALL.iter().any(|word| clause.contains(word))
}

/// Whether the words speak of times that follow each other.
fn speaks_of_times(text: &str) -> bool {
    ["年", "季", "月", "周", "旬", "期", "批", "届", "轮", "次", "阶段"].iter().any(|word| text.contains(word))
}

/// The numbers the claim is about: a row of numbers right before it, else those of years behind it.
fn points<'a>(sentence: &'a Sentence, claim: &std::ops::Range<usize>) -> Vec<(Option<i32>, &'a Amount)> {
    let mut run: Vec<&Amount> = Vec::new();
    for amount in sentence.amounts.iter().filter(|amount| amount.range.end <= claim.start).rev() {
        let next = run.last().map_or(claim.start, |next| next.range.start);
        let between = &sentence.text[amount.range.end..next];
        let near = if run.is_empty() { between.chars().count() <= 14 } else { between.chars().count() <= 10 };
        let same = run.first().is_none_or(|first| first.measure == amount.measure);
        if !near || !same {
            break;
        }
        run.push(amount);
    }
    // 投入分别为A、B、C，满意度逐年提升: the claim is about another thing.
    let head = run.last().map_or("", |first| &sentence.text[..first.range.start]);
    let clause = last_clause(&sentence.text[..claim.start]);
    if run.len() >= 2 && (names_another(clause, head) || !speaks_of_times(head)) {
        return Vec::new();
    }
    run.reverse();
    let with_year = series(sentence);
    let year = |amount: &Amount| with_year.iter().find(|(_, one)| one.range == amount.range).map(|(year, _)| *year);
    if run.len() >= 3 || run.len() == 2 && run.iter().all(|amount| year(amount).is_some()) {
        let mut points: Vec<_> = run.into_iter().map(|amount| (year(amount), amount)).collect();
        if points.iter().all(|(year, _)| year.is_some()) {
            points.sort_by_key(|(year, _)| *year);
        }
        return points;
    }
    let mut behind: Vec<_> = with_year
        .into_iter()
        .filter(|(_, amount)| amount.range.start >= claim.end && !turns(&sentence.text[claim.end..amount.range.start]))
        .map(|(year, amount)| (Some(year), amount))
        .collect();
    behind.sort_by_key(|(year, _)| *year);
    behind
}

/// 逐年增加，但增幅由……: what stands behind is of another thing.
fn turns(between: &str) -> bool {
    ["但", "不过", "然而", "增幅", "增速", "占比"].iter().any(|word| between.contains(word))
}

fn judge(sentence: &Sentence, word: Direction, range: std::ops::Range<usize>, claim: &str, remarks: &mut Remarks) {
    let mut points = points(sentence, &range);
    let Some((_, first)) = points.first() else { return };
    let measure = first.measure.clone();
    points.retain(|(_, amount)| amount.measure == measure && amount.is_exact());
    if points.len() < 2 {
        return;
    }
    let wrong = points.windows(2).find(|pair| match word {
        Direction::Up => pair[1].1.value <= pair[0].1.value,
        Direction::Down => pair[1].1.value >= pair[0].1.value,
    });
    if let Some([before, after]) = wrong {
        let (one, other) = (sentence.written(before.1), sentence.written(after.1));
        let of = |year: Option<i32>| year.map_or_else(String::new, |year| format!("{year}年"));
        let message = format!("写的是“{claim}”，{}{one}到{}{other}不是这样", of(before.0), of(after.0));
        remarks.add(Remark::new(&sentence.origin, message).at(sentence, &range));
    }
}
