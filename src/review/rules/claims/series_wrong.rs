//! “逐年上升”“连续三年下降”，列出的数却不是。
//!
//! # 查什么
//!
//! “2022年、2023年、2024年分别为a、b、c，逐年上升”“呈下降趋势”“连续三年增长”：和同一句里按年份列出的数比较。
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
use crate::diag::Severity;
use crate::review::reading::{Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
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

/// Words that claim every step goes one way.
pub(in crate::review::rules) static EVERY_STEP: LazyLock<Regex> = LazyLock::new(|| {
    let words = "(?:逐年|连年|持续|连续[两二三四五](?:年|个年度)|年年|稳步|逐步)(?:保持|呈|有所|实现|稳步)?(?:着)?(上升|提高|提升|增长|增加|上涨|扩大|下降|降低|减少|回落|下滑|压减|递增|递减)";
    Regex::new(words).unwrap_or_else(|error| unreachable!("internal error in a pattern: {error}"))
});

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in reading.prose() {
        for found in EVERY_STEP.captures_iter(&sentence.text) {
            let word = found.get(1).and_then(|word| direction(word.as_str()));
            if let (Some(word), Some(whole)) = (word, found.get(0)) {
                judge(sentence, word, whole.range(), whole.as_str(), remarks);
            }
        }
    }
}

fn judge(
    sentence: &Sentence,
    word: Direction,
    range: std::ops::Range<usize>,
    claim: &str,
    remarks: &mut Remarks,
) {
    let mut points = series(sentence);
    points.sort_by_key(|(year, _)| *year);
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
        let message = format!("写的是“{claim}”，{}年{one}到{}年{other}不是这样", before.0, after.0);
        remarks.add(Remark::new(&sentence.origin, message).excerpt(sentence.around(&range)));
    }
}
