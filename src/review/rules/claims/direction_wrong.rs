//! 说增长，其实是下降；说下降，其实是增长。
//!
//! # 查什么
//!
//! “由A提高到B”而B比A小；“B比A增长r%”而B比A小；“下降-3%”“增长-5%”这样正负和词打架的。
//!
//! # 为什么
//!
//! 方向写反，比数写错更要紧，专家一眼就看见。
//!
//! # 例子
//!
//! “合格率由94.72%提高到92.56%”，是降低，不是提高。
//!
//! # 怎么改
//!
//! 核对两个数的先后，再改动词；变化写成正数，方向由动词来说。

use super::change::{Verdict, changes};
use super::pattern::{Direction, direction, pattern};
use crate::diag::Severity;
use crate::review::reading::{Measure, Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "direction-wrong",
    title: "增减的方向写反了",
    family: Family::Claims,
    severity: Severity::Error,
    remedy: "请核对两个数的先后，再改动词；变化写成正数，方向由动词来说",
    find,
};

static SIGNED: LazyLock<Regex> = LazyLock::new(|| pattern("(↕)(?:了|率为|幅为|为|率)?N"));

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in reading.prose() {
        moved(sentence, remarks);
        claimed(sentence, remarks);
        signed(sentence, remarks);
    }
}

/// 由A提高到B, where B is less.
fn moved(sentence: &Sentence, remarks: &mut Remarks) {
    for change in changes(sentence) {
        let (Some(word), from, to) = (change.moved, change.from.value, change.to.value) else { continue };
        let truly = if to > from { Direction::Up } else { Direction::Down };
        if to != from && truly != word {
            let (from, to) = (sentence.written(change.from), sentence.written(change.to));
            let message = format!("{from}到{to}是{}，写的是{}", name(truly), name(word));
            let whole = change.from.range.start..change.to.range.end.max(change.from.range.end);
            remarks.add(Remark::new(&sentence.origin, message).excerpt(sentence.around(&whole)));
        }
    }
}

/// B比A增长r%, where the amount is right and the way is not.
fn claimed(sentence: &Sentence, remarks: &mut Remarks) {
    for change in changes(sentence) {
        if let (Some(Verdict::Direction(truly)), Some((by, word))) = (change.verdict(), change.by) {
            let (from, to) = (sentence.written(change.from), sentence.written(change.to));
            let message = format!("{from}到{to}是{}，写的是{}{}", name(truly), name(word), sentence.written(by));
            remarks.add(Remark::new(&sentence.origin, message).excerpt(sentence.around(&by.range)));
        }
    }
}

/// 下降-3%
fn signed(sentence: &Sentence, remarks: &mut Remarks) {
    for groups in SIGNED.captures_iter(&sentence.masked) {
        let Some(amount) = groups.get(2).and_then(|mark| sentence.amount_of(mark.as_str())) else { continue };
        let rate = matches!(amount.measure, Measure::Percent | Measure::Points | Measure::Money | Measure::Unit(_));
        let word = groups.get(1).map_or("", |word| word.as_str());
        if rate && amount.value < Decimal::ZERO && direction(word).is_some() {
            let written = sentence.written(amount);
            let message = format!("「{word}」后面又写了负数「{written}」，方向说不清");
            remarks.add(Remark::new(&sentence.origin, message).excerpt(sentence.around(&amount.range)));
        }
    }
}

fn name(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "上升",
        Direction::Down => "下降",
    }
}
