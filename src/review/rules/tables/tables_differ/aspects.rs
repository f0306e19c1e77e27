//! Of which time, place and stage a table speaks, by its title: of two years the numbers differ
//! rightly.

use crate::review::reading::{Reading, plain, year_in};

/// Words for a part of the year, or another year; without one of them a table is of the whole year.
const PERIODS: [&str; 16] = [
    "上半年",
    "下半年",
    "一季度",
    "二季度",
    "三季度",
    "四季度",
    "前三季度",
    "上年",
    "去年",
    "往年",
    "期初",
    "年中",
    "春季",
    "夏季",
    "秋季",
    "冬季",
];

/// Words for a stage of the same thing.
const STAGES: [&str; 24] = [
    "年初",
    "调整前",
    "调整后",
    "追加",
    "申报",
    "批复",
    "下达",
    "决算",
    "自评",
    "初评",
    "复评",
    "复核",
    "评价",
    "专家",
    "审核",
    "审定",
    "核定",
    "投标",
    "中标",
    "整改前",
    "整改后",
    "改造前",
    "改造后",
    "验收",
];

/// What a place or a part is called by, behind its own name.
const PARTS: [&str; 22] = [
    "街道", "社区", "镇", "乡", "村", "县", "区", "市", "片", "站", "校", "小学", "中学", "学院", "医院", "中心",
    "公司", "期", "标段", "组", "部", "月",
];

/// Whether cells of the same name in two tables can be one number.
#[derive(Clone, Copy)]
pub(super) enum Sameness {
    /// They speak of two times, or of two places.
    None,
    /// They speak of two stages, in which weights stay as they are.
    Weights,
    /// They can.
    All,
}

impl Sameness {
    /// Of two tables, by their titles.
    pub(super) fn of(reading: &Reading<'_>, (first, second): (usize, usize)) -> Self {
        let title = |index: usize| plain(&reading.sheets[index].grid.title);
        let (one, other) = (title(first), title(second));
        if of_two_years(reading, &one, &other) || of_two_periods(&one, &other) || of_two_parts(&one, &other) {
            Self::None
        } else if of_two_stages(&one, &other) {
            Self::Weights
        } else {
            Self::All
        }
    }

    /// In a column of this title.
    pub(super) fn holds_in(self, title: &str) -> bool {
        let is_weight = || ["权重", "分值", "满分", "标准分"].iter().any(|word| title.contains(word));
        match self {
            Self::None => false,
            Self::Weights => is_weight(),
            Self::All => true,
        }
    }
}

/// A title without a year speaks of the year of the document.
fn of_two_years(reading: &Reading<'_>, one: &str, other: &str) -> bool {
    let year = |title: &str| year_in(title).or(reading.year);
    let named = year_in(one).is_some() || year_in(other).is_some();
    named && year(one).zip(year(other)).is_some_and(|(one, other)| one != other)
}

fn of_two_periods(one: &str, other: &str) -> bool {
    spoken(one, &PERIODS) != spoken(other, &PERIODS)
}

fn of_two_stages(one: &str, other: &str) -> bool {
    let (one, other) = (spoken(one, &STAGES), spoken(other, &STAGES));
    !one.is_empty() && !other.is_empty() && one.iter().all(|word| !other.contains(word))
}

fn spoken<'a>(title: &str, words: &[&'a str]) -> Vec<&'a str> {
    words.iter().copied().filter(|word| title.contains(word)).collect()
}

/// 东片站点 and 西片站点: two names before the same kind of place.
fn of_two_parts(one: &str, other: &str) -> bool {
    let common = one.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b).count();
    let split = |title: &str| title.char_indices().rev().nth(common.saturating_sub(1)).map_or(0, |(at, _)| at);
    let (head, tail) = one.split_at(split(one));
    // 城东街道 and 河东街道 share a character of their names.
    let is_part = |part: &&str| tail.find(*part).is_some_and(|at| tail[..at].chars().count() <= 1);
    common > 0 && !head.is_empty() && split(other) > 0 && PARTS.iter().any(is_part)
}
