//! “均达到99%以上”，列出来的却有没到的。
//!
//! # 查什么
//!
//! “分别为a、b、c，均达到N以上”“均超过N”“均不低于N”“均低于N”“均未达到N”“均在N以内”“介于N和M之间”：和同一句里列的数逐个比较，列在前面、
//! 后面、括号里都行；“其中两个超过N”，数一数；“最高”“最低”“最大”“最小”后面带着数的，和同一句里列的数比较。
//! 目标、上年的数，别的指标，不算列出的数；写明“除……外”的不查。
//!
//! # 为什么
//!
//! 概括的话写在数出来之前，数出来以后没有回头改。
//!
//! # 例子
//!
//! “执行率分别为99.32%、98.61%、99.54%，均达到99%以上”，98.61%没有达到。
//!
//! # 怎么改
//!
//! 改概括的话，或者写明例外。

mod extremes;
mod rows;
mod side;

use super::pattern::pattern;
use super::subject::{last_clause, names_another};
use crate::diag::Severity;
use crate::review::reading::{Amount, Reading, Sentence, chinese_value};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use regex::Regex;
use rows::{row_before, row_behind};
use rust_decimal::Decimal;
use side::side;
use std::sync::LazyLock;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "threshold-wrong",
    title: "概括的话与列出的数不符",
    family: Family::Claims,
    severity: Severity::Error,
    remedy: "请改概括的话，或者写明例外",
    find,
};

static ALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:均|都|全部|全都)(?:已)?(?:达到了|达到|达|在|为|超过了|超过|高于|大于|不低于|不少于|低于|小于|不超过|不高于|未达到|未达|没有达到|未超过|控制在|保持在)N(?:及以上|（含）以上|以上|及以下|以下|以内)?",
    )
});
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| pattern("(?:介于|处于|均在|都在)N[和与至到]N之间"));
static SOME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "其中([一两二三四五六七八九])[个家项类处站]~{0,6}?((?:达到|超过|高于|不低于|低于)N(?:及以上|以上|及以下|以下)?)",
    )
});

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in reading.prose() {
        for found in ALL.captures_iter(&sentence.masked) {
            let bound = found.get(1).and_then(|mark| sentence.amount_of(mark.as_str()));
            if let Some((bound, whole)) = bound.zip(found.get(0)) {
                all(sentence, bound, whole.range(), remarks);
            }
        }
        between(sentence, remarks);
        some(sentence, remarks);
        extremes::extremes(sentence, remarks);
    }
}

/// 分别为a、b、c，均达到N以上
fn all(sentence: &Sentence, bound: &Amount, claim: std::ops::Range<usize>, remarks: &mut Remarks) {
    let (before, words) = (&sentence.masked[..claim.start], &sentence.masked[claim.clone()]);
    // 平均为 and 人均为 are no claims about all.
    let Some(side) = side(words).filter(|_| !before.ends_with(['平', '人', '户', '日', '年', '月', '亩']))
    else {
        return;
    };
    let clause = last_clause(before);
    let excepted = ["除", "前", "后", "其余", "其他", "其中"].iter().any(|word| clause.contains(word))
        || before.trim_end_matches('，').ends_with('外');
    // 目标值分别为a、b、c，完成率均达到N: the row is of another thing.
    let head = &before[..before.len() - clause.len()];
    let quantity = clause.ends_with(['率', '度', '数', '量', '值', '额', '分']);
    let time = clause.ends_with("季度") || clause.ends_with("年度");
    let other = quantity && !time && names_another(clause, head);
    let row = row_before(sentence, bound).filter(|_| !other).or_else(|| row_behind(sentence, bound, claim.end));
    let Some(row) = row.filter(|_| !excepted) else { return };
    let failing: Vec<&str> =
        row.iter().filter(|one| !side.holds(one.value, bound.value)).map(|one| sentence.written(one)).collect();
    // Where all of them fail the bound belongs to something else.
    if failing.is_empty() || failing.len() == row.len() {
        return;
    }
    let message = format!("列出的{}不合“{}”", failing.join("、"), printed(sentence, words));
    remarks.add(Remark::new(&sentence.origin, message).at(sentence, &bound.range));
}

/// 分别为a、b、c，介于N和M之间
fn between(sentence: &Sentence, remarks: &mut Remarks) {
    for found in BETWEEN.captures_iter(&sentence.masked) {
        let of = |group: usize| found.get(group).and_then(|mark| sentence.amount_of(mark.as_str()));
        let (Some(least), Some(most)) = (of(1), of(2)) else { continue };
        let Some(row) = row_before(sentence, least).filter(|_| least.measure == most.measure) else { continue };
        let outside: Vec<&str> = row
            .iter()
            .filter(|one| one.value < least.value || one.value > most.value)
            .map(|one| sentence.written(one))
            .collect();
        if !outside.is_empty() && outside.len() < row.len() {
            let words = printed(sentence, found.get(0).map_or("", |whole| whole.as_str()));
            let message = format!("列出的{}不合“{words}”", outside.join("、"));
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &least.range));
        }
    }
}

/// 分别为a、b、c，其中两个超过N
fn some(sentence: &Sentence, remarks: &mut Remarks) {
    for found in SOME.captures_iter(&sentence.masked) {
        let bound = found.get(3).and_then(|mark| sentence.amount_of(mark.as_str()));
        let (Some(bound), Some(words), Some(count)) = (bound, found.get(2), found.get(1)) else { continue };
        let told = if count.as_str() == "两" { Some(2) } else { chinese_value(count.as_str()) };
        let (Some(side), Some(told)) = (side(words.as_str()), told) else { continue };
        let Some(row) = row_before(sentence, bound).filter(|row| row.len() >= 3) else { continue };
        let truly = row.iter().filter(|one| side.holds(one.value, bound.value)).count();
        if Decimal::from(truly) != Decimal::from(told) {
            let claim = printed(sentence, words.as_str());
            let message = format!("列出的数里“{claim}”的有{truly}个，写的是{}个", count.as_str());
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &bound.range));
        }
    }
}

/// Words with their numbers as the sentence prints them.
fn printed(sentence: &Sentence, masked: &str) -> String {
    let sign = |c: char| match sentence.amount_of(c.encode_utf8(&mut [0; 4])) {
        Some(amount) => sentence.written(amount).to_owned(),
        None => c.to_string(),
    };
    masked.chars().map(sign).collect()
}
