//! B比A增长r%, 较目标值85%低1.67个百分点

use super::{Change, amount, comparable};
use crate::review::reading::{Amount, Sentence};
use crate::review::rules::claims::pattern::{direction, pattern};
use regex::Regex;
use std::sync::LazyLock;

static TO_THAN_FROM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "N~{0,16}?(?:比|较|高于|低于|超过|超出|超|少于|多于|不及|相比|与|高出)(~{0,22}?)N~{0,14}?(↕|高出|高|低|多出|多|少|超出|超过|超额|超|节约|节省|节余|结余|短)~{0,8}?N",
    )
});

/// B比A增长r%, 较目标值85%低1.67个百分点
pub(super) fn than(sentence: &Sentence) -> Vec<Change<'_>> {
    let mut found = Vec::new();
    for groups in TO_THAN_FROM.captures_iter(&sentence.bare) {
        let (Some(to), Some(from), Some(by)) =
            (amount(sentence, &groups, 1), amount(sentence, &groups, 3), amount(sentence, &groups, 5))
        else {
            continue;
        };
        // 比2023年增加653家: the number is the change, not what is compared with.
        if groups.get(2).is_some_and(|between| direction(between.as_str()).is_some())
            || leads_to(sentence, &groups, 4, by)
        {
            continue;
        }
        let word = groups.get(4).and_then(|word| direction(word.as_str()));
        let to = if is_beside(sentence, to) { compared(sentence, to) } else { Some(to) };
        if let Some((word, to)) = word.zip(to).filter(|(_, to)| comparable(from, to)) {
            found.push(Change::by(from, to, by, word));
        }
    }
    found
}

/// 比第二名低3.20万元, 高于全市93.30%的平均水平: the number is not what is compared.
fn is_beside(sentence: &Sentence, amount: &Amount) -> bool {
    let words = sentence.words_before(amount).trim_end_matches('了');
    let last = words.char_indices().next_back().map_or("", |(at, _)| &words[at..]);
    let gap = words.contains(['比', '较']) && !words.contains('最') && direction(last).is_some();
    gap || ["高于", "低于", "不及"].iter().any(|word| words.contains(word))
}

/// What was compared with another number before, and is compared again behind it.
fn compared<'a>(sentence: &'a Sentence, other: &Amount) -> Option<&'a Amount> {
    let like = |one: &&Amount| one.range.end <= other.range.start && comparable(one, other);
    let before = sentence.amounts.iter().rev().filter(like);
    before.into_iter().find(|one| !is_beside(sentence, one)).filter(|one| one.is_exact())
}

/// Whether the word leads to a state instead of a change: 降至5.28%.
fn leads_to(sentence: &Sentence, groups: &regex::Captures<'_>, word: usize, by: &Amount) -> bool {
    let mark = sentence
        .bare
        .char_indices()
        .find(|(_, c)| sentence.amount_of(c.encode_utf8(&mut [0; 4])).is_some_and(|a| a.range == by.range));
    let Some((word, (mark, _))) = groups.get(word).zip(mark) else { return false };
    sentence.bare.get(word.end()..mark).is_some_and(|between| between.contains(['至', '到', '成']))
}
