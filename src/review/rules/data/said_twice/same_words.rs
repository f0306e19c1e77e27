//! Numbers of which the very same words say what they are.

use super::{Said, tell};
use crate::review::interval::Interval;
use crate::review::reading::{Amount, Reading, Sentence, is_han, scopes};
use crate::review::remarks::Remarks;
use std::collections::BTreeMap;

/// Numbers of which the very same words say what they are.
pub(super) fn same_words(reading: &Reading<'_>, remarks: &mut Remarks) {
    let mut by_words: BTreeMap<String, Vec<Said<'_>>> = BTreeMap::new();
    for sentence in reading.prose() {
        for amount in sentence.amounts.iter().filter(|amount| amount.is_exact()) {
            if let Some(words) = said_of(sentence, amount) {
                by_words.entry(words).or_default().push((sentence, amount));
            }
        }
    }
    for said in by_words.into_values() {
        judge(reading, &said, remarks);
    }
}

/// More characters than these do not make a subject clearer, and two places seldom share them.
const LONGEST: usize = 6;

/// The words before a number; before an equation those that stand before its first sign.
fn subject_text<'a>(sentence: &'a Sentence, amount: &Amount) -> &'a str {
    let before = &sentence.text[..amount.range.start];
    if !before.trim_end().ends_with(['=', '＝']) {
        return sentence.words_before(amount);
    }
    let start = before.rfind(['，', '；', '。']).map_or(0, |found| found + 3);
    before[start..].split(['=', '＝', '【']).next().unwrap_or_default()
}

/// The words before a number without those that only lead to it: 达到, 共, 为.
pub(super) fn stripped(words: &str) -> &str {
    const LINKS: [&str; 18] = [
        "分别为",
        "达到了",
        "达到",
        "共计",
        "合计",
        "为",
        "是",
        "达",
        "共",
        "约",
        "了",
        "的",
        "：",
        ":",
        "即",
        "仅",
        "有",
        "计",
    ];
    let mut words = words.trim();
    while let Some(rest) = LINKS.iter().find_map(|link| words.strip_suffix(link)) {
        words = rest.trim_end();
    }
    words
}

/// The words that say what a number is of, if they say it alone.
fn said_of(sentence: &Sentence, amount: &Amount) -> Option<String> {
    let words = stripped(subject_text(sentence, amount));
    let subject: Vec<char> = han(words).chars().filter(|c| *c != '的').collect();
    let subject: String = subject[subject.len().saturating_sub(LONGEST)..].iter().collect();
    let long = subject.chars().count() >= 5 && !subject.starts_with('占');
    // What changes from place to place cannot be said twice.
    const OTHER: [&str; 22] = [
        "目标",
        "计划",
        "上年",
        "去年",
        "指标值",
        "权重",
        "满分",
        "得分",
        "评分",
        "扣",
        "其中",
        "分别",
        "平均",
        "每",
        "本指标",
        "该指标",
        "该项",
        "本项",
        "增",
        "降",
        "减",
        "标准分",
    ];
    (long && !OTHER.iter().any(|word| subject.contains(word))).then(|| format!("{subject}/{:?}", amount.measure))
}

fn judge(reading: &Reading<'_>, said: &[Said<'_>], remarks: &mut Remarks) {
    let mut groups: Vec<Vec<Said<'_>>> = Vec::new();
    for one in said {
        match groups.iter_mut().find(|group| agree(group[0].1, one.1)) {
            Some(group) => group.push(*one),
            None => groups.push(vec![*one]),
        }
    }
    // The same words with many numbers are a form of words, not one thing.
    let [first, second] = groups.as_slice() else { return };
    let (usual, odd) = if first.len() >= second.len() { (first, second) } else { (second, first) };
    let sourced = |said: &Said<'_>| reading.has_source(said.1);
    if usual.iter().any(sourced) && odd.iter().any(sourced) {
        return;
    }
    let (usual, odd) = if odd.iter().any(sourced) { (odd, usual) } else { (usual, odd) };
    let pair = odd
        .iter()
        .flat_map(|one| usual.iter().map(move |other| (one, other)))
        .find(|(one, other)| comparable(reading, one, other));
    let Some((one, other)) = pair else { return };
    tell(stripped(subject_text(one.0, one.1)), one, other, remarks);
}

/// One may be rounded further than the other.
pub(super) fn agree(one: &Amount, other: &Amount) -> bool {
    let coarse = one.step.max(other.step);
    if one.step == other.step {
        one.value == other.value
    } else {
        one.as_printed().meets(Interval::around(other.value, coarse / rust_decimal::Decimal::TWO))
    }
}

/// Whether both speak of the same year and are told in different places.
fn comparable(reading: &Reading<'_>, one: &Said<'_>, other: &Said<'_>) -> bool {
    let aims = |said: &Said<'_>| ["目标", "计划", "预期", "规划"].iter().any(|word| said.0.text.contains(word));
    if one.0.passage == other.0.passage || aims(one) != aims(other) {
        return false;
    }
    // 东山街道…满意度 and 西渡街道…满意度 are two things.
    let subject = |said: &Said<'_>| han(subject_text(said.0, said.1)).replace('的', "");
    let (here, there) = (subject(one), subject(other));
    if !here.ends_with(&there) && !there.ends_with(&here) {
        return false;
    }
    let year = |said: &Said<'_>| reading.year_of(said.0, said.1);
    let scopes = |said: &Said<'_>| scopes(said.0, said.1);
    year(one) == year(other) && scopes(one) == scopes(other) && same_setting(reading, one.0, other.0)
}

/// Two chapters speak of one thing, unless their titles say that each has its own; under one
/// heading only sentences that are alike do.
fn same_setting(reading: &Reading<'_>, one: &Sentence, other: &Sentence) -> bool {
    let alike = || strsim::normalized_levenshtein(&han(&one.text), &han(&other.text)) > 0.6;
    let part = |sentence: &Sentence| reading.manuscript.passages[sentence.passage].part;
    if one.section == other.section && part(one) == part(other) {
        return alike();
    }
    let (here, there) = (reading.heading(one), reading.heading(other));
    let aims = |title: &str| title.contains("目标") || title.contains("计划");
    aims(here) == aims(there) && (!are_divided(here, there) || part(one) != part(other))
}

/// 东片区, 西片区; 垃圾分类项目, 绿化养护项目: headings of one kind divide what is spoken of.
pub(super) fn are_divided(here: &str, there: &str) -> bool {
    let kind = |title: &str| -> String { title.chars().rev().take(2).collect() };
    here != there && !here.is_empty() && kind(here) == kind(there)
}

/// The Han characters of a text.
pub(super) fn han(text: &str) -> String {
    text.chars().filter(|character| is_han(*character)).collect()
}
