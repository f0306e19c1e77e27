//! References to tables, figures and annexes as people type them: 见表7, 表3至表5, 图3、4, 详见附件.

use super::{after, before};
use crate::review::reading::chinese_value;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What is referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// 表
    Table,
    /// 图
    Figure,
    /// 附件
    Annex,
    /// 附表
    AnnexTable,
}

/// One reference as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) target: Target,
    /// The numbers named, ranges filled up; none for 附件 alone.
    pub(super) numbers: Vec<usize>,
    pub(super) range: Range<usize>,
    /// Whether it certainly is one: 报表3份 is not.
    pub(super) sure: bool,
}

static HEAD: LazyLock<Regex> =
    LazyLock::new(|| super::pattern(r"(附表|附图|附件|表|图)([ 　]?[0-9]{1,3}|[一二三四五六七八九十]{1,3})?"));
static MORE: LazyLock<Regex> =
    LazyLock::new(|| super::pattern(r"^([至到—～~－–]|、|和|及|与|以及)(附表|附件|表|图)?[ 　]?([0-9]{1,3})"));

/// The references of a text.
pub(super) fn references(text: &str) -> Vec<Reference> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(captures) = HEAD.captures_at(text, at) {
        let head = captures.get(0).map_or(text.len(), |head| head.end());
        let reference = reference(text, &captures);
        at = reference.as_ref().map_or(head, |reference| reference.range.end).max(head);
        found.extend(reference);
    }
    found
}

fn reference(text: &str, found: &regex::Captures<'_>) -> Option<Reference> {
    let (whole, word) = (found.get(0)?, found.get(1)?);
    let target = match word.as_str() {
        "表" => Target::Table,
        "图" => Target::Figure,
        "附表" => Target::AnnexTable,
        "附件" => Target::Annex,
        _ => return None,
    };
    let mut end = whole.end();
    let Some(first) = found.get(2) else {
        let alone = Reference { target, numbers: Vec::new(), range: whole.range(), sure: true };
        return (target == Target::Annex).then_some(alone);
    };
    let written = first.as_str().trim();
    let first =
        written.parse().ok().or_else(|| chinese_value(written).and_then(|value| usize::try_from(value).ok()))?;
    // 表一 is how other documents count; our tables have digits.
    let plain = written.starts_with(|c: char| c.is_ascii_digit()) || target == Target::Annex;
    if !plain || is_divided(text, end) {
        return None;
    }
    let mut numbers = vec![first];
    while let Some((more, length)) = next(&text[end..], word.as_str(), numbers.last().copied().unwrap_or(first)) {
        numbers.extend(more);
        end += length;
    }
    let counted = after(text, end).is_some_and(|c| "个张份项次人家页年月日.%％".contains(c));
    let sure = !counted && (target != Target::Table && target != Target::Figure || stands_free(text, whole.start()));
    Some(Reference { target, numbers, range: whole.start()..end, sure })
}

/// 表3-1 and 表3.1 count by chapters, which ours do not.
fn is_divided(text: &str, end: usize) -> bool {
    let mut rest = text[end..].chars();
    matches!(rest.next(), Some('-' | '－' | '–' | '.' | '．')) && rest.next().is_some_and(|c| c.is_ascii_digit())
}

/// What follows the first number: 至表5, 、4.
fn next(rest: &str, word: &str, last: usize) -> Option<(Vec<usize>, usize)> {
    let found = MORE.captures(rest)?;
    let (whole, sign, number) = (found.get(0)?, found.get(1)?, found.get(3)?);
    if found.get(2).is_some_and(|again| again.as_str() != word) {
        return None;
    }
    let follows = after(rest, whole.end());
    // 见表3、4个区: the second number counts something else.
    if found.get(2).is_none()
        && follows.is_some_and(|c| c.is_ascii_digit() || "个张份项次人家页年月日类种批万亿元.,%％".contains(c))
    {
        return None;
    }
    let number: usize = number.as_str().parse().ok()?;
    let is_range = sign.as_str().starts_with(['至', '到', '—', '～', '~', '－', '–']);
    let numbers =
        if is_range && number > last && number - last < 100 { (last + 1..=number).collect() } else { vec![number] };
    Some((numbers, whole.end()))
}

/// Whether 表 or 图 is a word of its own here and not the end of one: 报表, 地图.
fn stands_free(text: &str, at: usize) -> bool {
    before(text, at).is_none_or(|c| !super::is_han(c) || "见如在由据从按照和与及至到对同将把于述下示以看为".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<Vec<usize>> {
        references(text).into_iter().filter(|one| one.sure).map(|one| one.numbers).collect()
    }

    #[test]
    fn ranges_and_lists_are_filled_up() {
        assert_eq!(numbers("见表3至表5、表7和图2"), [vec![3, 4, 5, 7], vec![2]]);
        assert_eq!(numbers("见表3、4"), [vec![3, 4]]);
        assert_eq!(numbers("见表3—5"), [vec![3, 4, 5]]);
    }

    #[test]
    fn other_words_and_divided_numbers_are_none() {
        assert!(numbers("填报报表3份，见表3-1，代表5人，地图2幅").is_empty());
        assert_eq!(numbers("见表3、4个区"), [vec![3]]);
        assert_eq!(numbers("详见附件，另见附件二"), [vec![], vec![2]]);
    }
}
