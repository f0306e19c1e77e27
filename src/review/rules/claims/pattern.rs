//! Patterns over sentences in which numbers and years are single marks.
//!
//! In a pattern `N` is a number, `Y` a year, `~` any other character of the same sentence that is
//! not a number; `↕` is a word of growth or decline.

use crate::review::rules::pattern as plain_pattern;
use regex::Regex;

const UP: &str = "增长|增加|上升|提高|提升|增幅|升幅|上涨|上浮|扩大|延长|增|升|涨";
const DOWN: &str = "下降|减少|降低|缩减|压减|回落|下滑|下跌|缩小|降幅|减幅|核减|调减|压缩|缩短|减|降";

/// The pattern as a regular expression.
pub(crate) fn pattern(text: &str) -> Regex {
    let source = text
        .replace('N', "([\u{E000}-\u{E7FF}])")
        .replace('Y', "([\u{F000}-\u{F7FF}])")
        .replace('~', "[^\u{E000}-\u{E7FF}。；！？]")
        .replace('↕', &format!("(?:{UP}|{DOWN})"));
    plain_pattern(&source)
}

/// A direction of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// 增长, 高, 多 …
    Up,
    /// 下降, 低, 少 …
    Down,
}

/// The direction a word speaks of.
pub(crate) fn direction(word: &str) -> Option<Direction> {
    const UPWARD: [&str; 10] = ["增", "升", "提高", "涨", "扩大", "上浮", "高", "多", "超", "快"];
    const DOWNWARD: [&str; 16] = [
        "降", "减", "缩", "回落", "下滑", "下跌", "低", "少", "节约", "节省", "节余", "结余", "短", "慢", "差", "不足",
    ];
    let place = |words: &[&str]| words.iter().filter_map(|one| word.find(one)).min();
    match (place(&UPWARD), place(&DOWNWARD)) {
        (Some(up), Some(down)) => Some(if down < up { Direction::Down } else { Direction::Up }),
        (Some(_), None) => Some(Direction::Up),
        (None, Some(_)) => Some(Direction::Down),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_change_have_a_direction() {
        assert_eq!(direction("下降了"), Some(Direction::Down));
        assert_eq!(direction("同比增长"), Some(Direction::Up));
        assert_eq!(direction("减少"), Some(Direction::Down));
        assert_eq!(direction("达到"), None);
    }
}
