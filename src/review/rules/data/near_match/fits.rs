//! Which facts a number can have been copied from, and how much of their names must be said.

use super::super::evidence::{Evidence, Mention, Told};
use crate::review::likeness::Likeness;
use crate::review::reading::{Amount, Derived, Fact, Measure, Sentence, is_foreign};
use crate::review::rules::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// 由268.50万元调整为286.50万元: the first is no more.
fn is_before_a_change(sentence: &Sentence, amount: &Amount) -> bool {
    ["调整", "调增", "调减", "更正", "修改", "核减", "核增"]
        .iter()
        .any(|word| sentence.text[amount.range.end..].starts_with(word))
}

/// 成活率99.69% is not 完成率99.79%.
fn rate_fits(words: &str, fact: &Fact) -> bool {
    let bare = words.trim_end_matches(['为', '是', '达', '到', '约', '仅']);
    let name: Vec<char> = bare.chars().collect();
    if name.len() < 3 || name[name.len() - 1] != '率' {
        return true;
    }
    let name: String = name[name.len() - 3..].iter().collect();
    fact.column.contains(&name) || fact.row.contains(&name)
}

/// 扣1分 is a loss, 得1分 a score, 满分1分 a weight.
fn score_fits(sentence: &Sentence, amount: &Amount, column: &str) -> bool {
    let words = sentence.words_before(amount);
    let ends = |list: &[&str]| {
        list.iter().any(|word| words.trim_end_matches(['为', '是', '减', '除', '了', '共']).ends_with(word))
    };
    if ends(&["扣", "失分", "扣分"]) {
        column.contains('扣')
    } else if ends(&["满分", "权重", "分值", "标准分"]) {
        ["权重", "分值", "满分", "标准分"].iter().any(|word| column.contains(word)) && !column.contains("得分")
    } else {
        ends(&["得", "得分", "评分"]) && column.contains("得分")
    }
}

/// Cells, and changes where the sentence speaks of one.
pub(super) fn is_candidate(fact: &Fact, sentence: &Sentence, amount: &Amount) -> bool {
    if amount.measure == Measure::Score && !score_fits(sentence, amount, &fact.column) {
        return false;
    }
    let words = sentence.words_before(amount);
    // 两家龙头企业合计394.40万元 is the sum of some rows, and nobody's cell.
    static SOME: LazyLock<Regex> =
        LazyLock::new(|| pattern("[两二三四五六七八九十\\d][家个项类种户所名座][^，；]*(?:合计|共计|共)$"));
    if fact.derived.is_none() && fact.row != "合计" && SOME.is_match(words) {
        return false;
    }
    // 三档共261人，合占96.67%: of several rows together.
    if ["合占", "共占", "合计占", "累计占"].iter().any(|word| words.contains(word)) {
        return false;
    }
    if is_foreign(sentence, amount, &[&fact.row, &fact.column]) || is_before_a_change(sentence, amount) {
        return false;
    }
    let changes = ["增长", "下降", "上升", "降低", "提高", "增加", "减少", "增幅", "降幅"]
        .iter()
        .any(|word| words.ends_with(word));
    let of_change = ["增", "减", "降", "同比", "环比", "变化"]
        .iter()
        .any(|word| fact.column.contains(word) || fact.row.contains(word));
    if fact.derived.is_none() && changes && !of_change || !rate_fits(words, fact) {
        return false;
    }
    match fact.derived {
        // Short numbers are too many to be taken for a total nobody names.
        None => {
            amount.digits.len() > 2 || !fact.row.is_empty() && fact.row != "合计" && amount.measure != Measure::Percent
        }
        Some(Derived::Change) => {
            let words = sentence.words_before(amount);
            ["增", "降", "升", "减", "同比", "提高"].iter().any(|word| words.contains(word))
        }
        Some(Derived::Sum) => {
            let told = ["共", "合计", "总", "累计"].iter().any(|word| words.contains(word));
            fact.row == "合计" && told && amount.digits.len() >= 3
        }
        Some(_) => false,
    }
}

/// Units that nearly everything is counted by.
const COMMON: [&str; 6] = ["个", "项", "次", "类", "家", "人"];

/// Whether the unit itself says what is counted.
pub(super) fn is_telling(amount: &Amount) -> bool {
    match &amount.measure {
        Measure::Unit(unit) => !COMMON.contains(&unit.as_str()),
        Measure::Score => true,
        _ => false,
    }
}

/// Whether a number has enough digits to be known by: a single one is no likeness.
pub(super) fn can_tell(amount: &Amount) -> bool {
    amount.digits.len() >= 3 || amount.digits.trim_end_matches('0').len() >= 2
}

/// The more digits agree, the fewer words have to.
pub(super) fn is_enough(amount: &Amount, likeness: Likeness, told: Told, unit: bool) -> bool {
    let digits = amount.digits.trim_end_matches('0').len();
    if digits <= 2 && amount.digits.len() >= 3 {
        // 150万元 is round: it takes the row and the column in the very words before it.
        let both = told.here.row == Mention::Strong || told.single;
        return both && told.here.column == Mention::Strong && likeness != Likeness::Length;
    }
    let Evidence { row, column } = told.anywhere;
    let strong = |mention| mention == Mention::Strong;
    let here = strong(told.here.row) || strong(told.here.column);
    match (digits, likeness) {
        (0..=1, _) => false,
        (2, Likeness::OneDigit | Likeness::Swapped) => here && strong(row) && (strong(column) || unit || told.single),
        (2, _) => false,
        (_, Likeness::Scale) if amount.measure == Measure::Money => strong(row),
        (3, _) => strong(row) && (column >= Mention::Weak || unit) && (here || likeness != Likeness::Length),
        (4, _) => strong(row) || row >= Mention::Weak && (strong(column) || unit),
        (_, Likeness::OneDigit | Likeness::Swapped) if unit && row >= Mention::Weak => true,
        _ => strong(row) || strong(column) || row >= Mention::Weak && column >= Mention::Weak,
    }
}
