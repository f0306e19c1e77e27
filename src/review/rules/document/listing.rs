//! Lists in running words: A、B和C, and how many items they have.

use regex::Regex;
use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

/// A count of things that are listed: 四个维度, 3项.
pub(super) static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    super::pattern(r"(两|[二三四五六七八九]|十[一二三四五六]?|[2-9]|1[0-6])(大类|大|个|项|类|种|点|条|方面|部分|步)")
});

/// 两 is 2, 十二 is 12.
pub(super) fn count_value(written: &str) -> Option<usize> {
    if written == "两" {
        return Some(2);
    }
    let chinese = || crate::review::reading::chinese_value(written).and_then(|value| usize::try_from(value).ok());
    written.parse().ok().or_else(chinese)
}

/// The words up to where a list of the clause ends; marks inside brackets and titles do not end it.
pub(super) fn clause(text: &str) -> &str {
    let mut depth = 0_i32;
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' | '《' | '“' | '〈' | '【' => depth += 1,
            '）' | ')' | '》' | '”' | '〉' | '】' => depth -= 1,
            '，' | '。' | '；' | '：' | '\n' | ',' | ';' if depth <= 0 => return &text[..at],
            _ => {}
        }
        if depth < 0 {
            return &text[..at];
        }
    }
    text
}

/// The items between the pause marks of a list, brackets and titles kept whole.
pub(super) fn items(list: &str) -> Vec<&str> {
    spans(list).into_iter().map(|span| &list[span]).collect()
}

/// The bytes of the items of a list.
pub(super) fn spans(list: &str) -> Vec<Range<usize>> {
    let (mut spans, mut start, mut depth) = (Vec::new(), 0, 0_i32);
    for (at, c) in list.char_indices() {
        // Titles and quotes stand side by side without a mark.
        let beside = depth <= 0 && matches!(c, '《' | '“') && list[start..at].ends_with(['》', '”']);
        if beside || depth <= 0 && c == '、' {
            spans.push(start..at);
            start = if beside { at } else { at + c.len_utf8() };
        }
        match c {
            '（' | '(' | '《' | '“' | '〈' | '【' => depth += 1,
            '）' | ')' | '》' | '”' | '〉' | '】' => depth -= 1,
            _ => {}
        }
    }
    spans.push(start..list.len());
    spans
}

/// How many items a list can have: 和 may part two items or stand within one.
pub(super) fn sizes(list: &str) -> RangeInclusive<usize> {
    let parts = items(list);
    let joints: usize = parts.iter().map(|part| joints(part)).sum();
    let least = parts.len();
    // 以及 before the last item parts it for certain.
    let certain = usize::from(parts.last().is_some_and(|last| outside(last).contains("以及")));
    least + certain..=least + joints.max(certain)
}

/// The places of an item where 和 can part two.
fn joints(part: &str) -> usize {
    let words = outside(part).replace("以及", "和");
    words.chars().filter(|c| "和及与或暨".contains(*c)).count()
}

/// The words outside brackets and titles.
fn outside(text: &str) -> String {
    let mut depth = 0_i32;
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '（' | '(' | '《' | '“' | '〈' => depth += 1,
            '）' | ')' | '》' | '”' | '〉' => depth -= 1,
            c if depth <= 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_keep_brackets_and_titles_whole() {
        assert_eq!(items("甲（一、二）、《乙、丙》、丁"), ["甲（一、二）", "《乙、丙》", "丁"]);
        assert_eq!(sizes("决策、过程、产出和效益"), 3..=4);
        assert_eq!(sizes("质量、服务以及社会效益"), 3..=3);
        assert_eq!(sizes("《甲》《乙》"), 2..=2);
        assert_eq!(clause("甲（一，二）、乙，其中丙"), "甲（一，二）、乙");
    }
}
