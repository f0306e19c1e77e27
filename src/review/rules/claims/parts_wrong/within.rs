//! A total with its parts behind it.

use super::countable;
use super::judge::{List, judge};
use super::list::{list_on, parts};
use crate::review::reading::{Amount, Reading, Sentence};
use crate::review::remarks::Remarks;
use crate::review::rules::claims::pattern::pattern;
use regex::{Captures, Regex};
use rust_decimal::Decimal;
use std::sync::LazyLock;

static WITHIN: LazyLock<Regex> =
    LazyLock::new(|| pattern("N~{0,30}?(其中|中，|包括|分别为|分别是|分别|分为|由|构成|组成|即|：|（|——)"));
pub(super) static REST: LazyLock<Regex> = LazyLock::new(|| pattern("(?:其余|剩余|余下|其他)~{0,12}?N"));

/// 共N家，其中甲a家、乙b家
pub(super) fn within(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
    let mut covered = 0;
    for groups in WITHIN.captures_iter(&sentence.masked) {
        let Some((total, word)) = total(sentence, &groups).zip(groups.get(2)) else { continue };
        if total.range.start < covered {
            continue;
        }
        let (behind, goes_on) = behind(sentence, word.as_str(), word.end());
        let own = parts(sentence, total, &behind);
        let here = own.len();
        let last = own.last().map_or(0, |last| last.range.end);
        let mut parts: Vec<(&Sentence, &Amount)> = own.into_iter().map(|part| (sentence, part)).collect();
        if goes_on && here > 0 {
            parts.extend(list_on(reading, sentence, total));
        }
        let list = List { home: sentence, total, word: word.as_str(), behind: &behind, here, parts };
        if word.as_str() == "中，" && !REST.is_match(&behind) && !is_counted_through(&groups, &list) {
            continue;
        }
        if here >= 2 {
            covered = last;
        }
        judge(&list, remarks);
    }
}

/// The words in which the parts stand, and whether the list may go on behind the sentence. Parts of
/// parts stand in brackets: 有效300件（食品120件、药品180件），无效20件.
fn behind(sentence: &Sentence, word: &str, start: usize) -> (String, bool) {
    let text = &sentence.masked[start..];
    let mut depth = 0_i32;
    let mut kept = String::new();
    for character in text.chars() {
        match character {
            '（' if word != "（" => depth += 1,
            '）' if depth > 0 => depth -= 1,
            '；' | '）' => return (kept, false),
            other if depth == 0 => kept.push(other),
            _ => {}
        }
    }
    (kept, true)
}

/// The total that the words before the parts speak of, if they can be its parts.
fn total<'a>(sentence: &'a Sentence, groups: &Captures<'_>) -> Option<&'a Amount> {
    let (mark, word) = (groups.get(1)?, groups.get(2)?);
    let between = &sentence.masked[mark.end()..word.start()];
    // 预算580万元（上年560万元），其中: what stands in brackets is not what the parts are of.
    let bracket = between.contains('）') && !between.contains('（');
    let mark = if bracket {
        let before = &sentence.masked[..mark.start()];
        let outside = before.rfind('（').map_or("", |open| &before[..open]);
        outside.char_indices().next_back().map_or("", |(at, _)| &outside[at..])
    } else {
        mark.as_str()
    };
    let total = sentence.amount_of(mark)?;
    let spent = ["支出", "执行", "实际", "完成", "到位"].iter().any(|other| between.contains(other));
    (!spent && can_be_total(sentence, total)).then_some(total)
}

/// 增加4种，其中……: the parts are of the number that grew, not of the growth.
fn can_be_total(sentence: &Sentence, total: &Amount) -> bool {
    let words = sentence.words_before(total).trim_end_matches('了');
    let growth = words.ends_with(['加', '长', '少', '低', '降', '增', '减', '升']);
    !growth && total.is_exact() && countable(total)
}

/// 12名成员中，组长1名、专家5名、助理7名: the parts make nearly the total, so they count it through.
fn is_counted_through(groups: &Captures<'_>, list: &List<'_>) -> bool {
    let whole = groups.get(0).map_or("", |whole| whole.as_str());
    let sum: Decimal = list.parts.iter().map(|(_, part)| part.value).sum();
    let over = sum - list.total.value;
    let direct = !whole.trim_end_matches('，').contains('，');
    direct && list.here >= 3 && over > Decimal::ZERO && over * Decimal::from(12) <= list.total.value
}

/// 共完成156处。其中，电梯加装48处，管网更新76处: the total is the only number of its kind in the sentence before.
pub(super) fn of_sentence_before(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
    let text = sentence.masked.trim_start();
    let (Some(behind), Some(home)) = (text.strip_prefix("其中"), reading.before(sentence).last()) else { return };
    let Some(first) = sentence.amounts.first() else { return };
    let like: Vec<&Amount> = home.amounts.iter().filter(|one| one.measure == first.measure).collect();
    let [total] = like.as_slice() else { return };
    if !can_be_total(home, total) {
        return;
    }
    let behind = &behind[..behind.find(['；', '）']).unwrap_or(behind.len())];
    let parts: Vec<(&Sentence, &Amount)> =
        parts(sentence, total, behind).into_iter().map(|part| (sentence, part)).collect();
    let here = parts.len();
    if here >= 2 {
        judge(&List { home, total, word: "其中", behind, here, parts }, remarks);
    }
}
