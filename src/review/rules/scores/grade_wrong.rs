//! 总分和等级对不上。
//!
//! # 查什么
//!
//! “得分84.37分，评价等级为‘优’”：按项目的计分规则里的等级（或者正文里写明的等级标准）应当是“良”。
//!
//! # 为什么
//!
//! 分数改了几稿，等级还是第一稿的。
//!
//! # 例子
//!
//! 得分88.64分，写成“优”。
//!
//! # 怎么改
//!
//! 核对总分和等级标准；用 {{ 等级 }} 绑定，等级由程序来定。

use crate::diag::Severity;
use crate::review::reading::{Amount, Measure, Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule, pattern};
use regex::Regex;
use rust_decimal::Decimal;
use std::str::FromStr;
use std::sync::LazyLock;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "grade-wrong",
    title: "等级与总分不符",
    family: Family::Scores,
    severity: Severity::Error,
    remedy: "请核对总分和等级标准；用 {{ 等级 }} 绑定，等级由程序来定",
    find,
};

/// A grade that is given, not a standard that is explained.
static GIVEN: LazyLock<Regex> = LazyLock::new(|| {
    let source = "(?:等级|评级|级别|档次|评定|评价结果|结论|评)(?:评定|确定|认定)?(?:为|是|：|属于|达到)?[“‘「]?(优秀|优|良好|良|中|合格|较差|差|不合格)[”’」]?(?:[，。；）、级等]|$)";
    pattern(source)
});

/// A band as prose writes it: 良：75（含）-90分, 80分（含）至90分为良.
static BAND: LazyLock<Regex> = LazyLock::new(|| {
    let source = "(优秀|优|良好|良|中|合格|较差|差|不合格)[”’」]?[:：为是（(]{0,2}[≥>]?(\\d{1,3})(?:分)?(?:（含）|\\(含\\))?(?:分)?(?:（含）)?(?:[-—～~至到]|及以上|以上|（含）以上)|(\\d{1,3})(?:分)?(?:（含）)?(?:分)?(?:[-—～~至到]\\d{1,3}(?:分)?(?:（不含）|（含）)?|及以上|（含）以上|以上)(?:的)?(?:为|是|属于)[“‘「]?(优秀|优|良好|良|中|合格|较差|差|不合格)";
    pattern(source)
});

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    let stated = stated_bands(reading);
    let bands = if stated.len() >= 2 { &stated } else { &reading.manuscript.grades };
    for sentence in reading.prose() {
        let Some(found) = GIVEN.captures(&sentence.text).and_then(|groups| groups.get(1)) else { continue };
        let scores: Vec<&Amount> = sentence
            .amounts
            .iter()
            .filter(|amount| amount.measure == Measure::Score && amount.is_exact() && amount.range.end <= found.start())
            .collect();
        // A sentence with several scores explains the standard or speaks of parts.
        let Some(score) = whole_score(sentence, &scores) else { continue };
        let Some(earned) = earned(bands, score.value) else { continue };
        if !same(earned, found.as_str()) {
            let message =
                format!("得分{}，等级写的是“{}”，按等级标准是“{earned}”", sentence.written(score), found.as_str());
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &found.range()));
        }
    }
}

fn whole_score<'a>(sentence: &Sentence, scores: &[&'a Amount]) -> Option<&'a Amount> {
    let whole = |score: &&&Amount| {
        let words = sentence.words_before(score);
        ["总分", "得分", "评分", "综合", "最终", "分数", "总得分", "得"].iter().any(|word| words.contains(word))
            && score.value <= Decimal::ONE_HUNDRED
    };
    let found: Vec<&&Amount> = scores.iter().filter(whole).collect();
    match found.as_slice() {
        [one] => Some(one),
        _ => None,
    }
}

fn earned(bands: &[(Decimal, String)], score: Decimal) -> Option<&str> {
    let mut sorted: Vec<&(Decimal, String)> = bands.iter().collect();
    sorted.sort_by_key(|(from, _)| std::cmp::Reverse(*from));
    sorted.into_iter().find(|(from, _)| score >= *from).map(|(_, name)| name.as_str())
}

/// 良 and 良好 are one grade.
fn same(one: &str, other: &str) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

/// The bands the document itself explains.
fn stated_bands(reading: &Reading<'_>) -> Vec<(Decimal, String)> {
    let mut found: Vec<(Decimal, String)> = Vec::new();
    for passage in &reading.manuscript.passages {
        for groups in BAND.captures_iter(&passage.text) {
            let (name, from) = match (groups.get(1), groups.get(2), groups.get(3), groups.get(4)) {
                (Some(name), Some(from), _, _) | (_, _, Some(from), Some(name)) => (name.as_str(), from.as_str()),
                _ => continue,
            };
            let Ok(from) = Decimal::from_str(from) else { continue };
            if found.iter().all(|(_, known)| known != name) {
                found.push((from, name.to_owned()));
            }
        }
    }
    found
}
