//! “均达到99%以上”，列出来的却有没到的。
//!
//! # 查什么
//!
//! “分别为a、b、c，均达到N以上”“均超过N”“均不低于N”“均低于N”“均在N以内”：和同一句里前面列的数逐个比较；
//! “最高”“最低”“最大”“最小”后面带着数的，和同一句里列的数比较。
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

use super::pattern::pattern;
use crate::diag::Severity;
use crate::review::reading::{Amount, Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use regex::Regex;
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
        "(?:均|都|全部|全都)(?:已)?(?:达到了|达到|达|在|为|超过了|超过|高于|大于|不低于|不少于|低于|小于|不超过|不高于|控制在|保持在)N(?:及以上|（含）以上|以上|及以下|以下|以内)?",
    )
});

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in reading.prose() {
        for found in ALL.captures_iter(&sentence.masked) {
            let whole = found.get(0).map_or("", |whole| whole.as_str());
            let bound = found.get(1).and_then(|mark| sentence.amount_of(mark.as_str()));
            // 平均为 and 人均为 are no claims about all.
            let start = found.get(0).map_or(0, |whole| whole.start());
            let average = sentence.masked[..start].ends_with(['平', '人', '户', '日', '年', '月', '亩']);
            if let Some(bound) = bound.filter(|_| !average) {
                compare(sentence, bound, whole, remarks);
            }
        }
    }
}

/// Which side of the bound is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    AtLeast,
    Above,
    AtMost,
    Below,
}

fn side(words: &str) -> Option<Side> {
    let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
    Some(if has(&["不低于", "不少于", "及以上", "（含）以上"]) {
        Side::AtLeast
    } else if has(&["不超过", "不高于", "以内", "及以下"]) {
        Side::AtMost
    } else if has(&["超过", "高于", "大于"]) {
        Side::Above
    } else if has(&["低于", "小于"]) {
        Side::Below
    } else if has(&["以上"]) || has(&["达到", "达"]) {
        Side::AtLeast
    } else if has(&["以下"]) {
        Side::AtMost
    } else {
        return None;
    })
}

fn compare(sentence: &Sentence, bound: &Amount, words: &str, remarks: &mut Remarks) {
    let Some(side) = side(words) else { return };
    let Some(list) = list_before(sentence, bound) else { return };
    let fails = |amount: &Amount| match side {
        Side::AtLeast => amount.value < bound.value,
        Side::Above => amount.value <= bound.value,
        Side::AtMost => amount.value > bound.value,
        Side::Below => amount.value >= bound.value,
    };
    let failing: Vec<&str> =
        list.iter().filter(|amount| fails(amount)).map(|amount| sentence.written(amount)).collect();
    // Where all of them fail the bound belongs to something else.
    if failing.is_empty() || failing.len() == list.len() {
        return;
    }
    let claim: String = words
        .chars()
        .map(|c| {
            if sentence.amount_of(c.encode_utf8(&mut [0; 4])).is_some() {
                sentence.written(bound).to_owned()
            } else {
                c.to_string()
            }
        })
        .collect();
    let message = format!("列出的{}不合“{claim}”", failing.join("、"));
    remarks.add(Remark::new(&sentence.origin, message).at(sentence, &bound.range));
}

/// The numbers of the bound's kind that stand in a row before it.
fn list_before<'a>(sentence: &'a Sentence, bound: &Amount) -> Option<Vec<&'a Amount>> {
    let list: Vec<&Amount> = sentence
        .amounts
        .iter()
        .filter(|amount| amount.range.end <= bound.range.start && amount.measure == bound.measure && amount.is_exact())
        .collect();
    (list.len() >= 2).then_some(list)
}
