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
use crate::review::reading::{Hedge, Measure, Reading, Sentence};
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
        let before = reading.before(sentence);
        moved(sentence, before, remarks);
        claimed(sentence, before, remarks);
        signed(sentence, remarks);
        compared(sentence, remarks);
        chained(sentence, remarks);
        beyond_all(sentence, remarks);
    }
}

static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "N(?:，|,)?(?:略|明显|大幅|远|仍|均|已|也|且|并|稍|显著|虽|但)*(高于|超过|大于|低于|小于|少于|不及)(?:了)?(?:年初|年度|预期|原定)?(?:目标值?|计划数?|指标值|预算数?|要求)?(?:的)?N(?:的)?(目标|计划|指标值|年度|要求|标准|预算|平均|上年|警戒)?",
    )
});

/// 83.33%，高于85%的目标值
fn compared(sentence: &Sentence, remarks: &mut Remarks) {
    for groups in COMPARED.captures_iter(&sentence.masked) {
        let of = |group: usize| groups.get(group).and_then(|mark| sentence.amount_of(mark.as_str()));
        let (Some(one), Some(word), Some(other)) = (of(1), groups.get(2), of(3)) else { continue };
        let whole = groups.get(0).map_or("", |whole| whole.as_str());
        let aimed =
            groups.get(4).is_some() || ["目标", "计划", "指标值", "预算", "要求"].iter().any(|aim| whole.contains(aim));
        let up = matches!(word.as_str(), "高于" | "超过" | "大于");
        let wrong = if up { one.value <= other.value } else { one.value >= other.value };
        if one.measure == other.measure && one.hedge == Hedge::Exact && aimed && wrong && one.value != other.value {
            let (a, b) = (sentence.written(one), sentence.written(other));
            let message = format!("{a}并不{}{b}", word.as_str());
            let range = one.range.start..other.range.end;
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &range));
        }
    }
}

static CHAINED: LazyLock<Regex> =
    LazyLock::new(|| pattern("N，(?:Y年)?(?:又|再|继续|进一步|随后|则)+(↕)(?:到|至|为)N"));

/// 由9.05%降至7.44%，2024年进一步升至5.28%
fn chained(sentence: &Sentence, remarks: &mut Remarks) {
    for groups in CHAINED.captures_iter(&sentence.masked) {
        let of = |group: usize| groups.get(group).and_then(|mark| sentence.amount_of(mark.as_str()));
        let word = groups.get(3).and_then(|word| direction(word.as_str()));
        let (Some(from), Some(to), Some(word)) = (of(1), of(4), word) else { continue };
        let truly = if to.value > from.value { Direction::Up } else { Direction::Down };
        if from.measure == to.measure && from.value != to.value && truly != word {
            let message =
                format!("{}到{}是{}，写的是{}", sentence.written(from), sentence.written(to), name(truly), name(word));
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &to.range));
        }
    }
}

/// 下降330%: nothing can lose more than all of itself.
fn beyond_all(sentence: &Sentence, remarks: &mut Remarks) {
    for groups in SIGNED.captures_iter(&sentence.masked) {
        let Some(amount) = groups.get(2).and_then(|mark| sentence.amount_of(mark.as_str())) else { continue };
        let word = groups.get(1).map_or("", |word| word.as_str());
        let down = direction(word) == Some(Direction::Down);
        if down && amount.measure == Measure::Percent && amount.value > Decimal::ONE_HUNDRED {
            let message = format!("「{word}{}」：减少不会超过100%", sentence.written(amount));
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &amount.range));
        }
    }
}

/// 由A提高到B, where B is less.
fn moved(sentence: &Sentence, before: &[Sentence], remarks: &mut Remarks) {
    for change in changes(sentence, before) {
        let (Some(word), from, to) = (change.moved, change.from.value, change.to.value) else { continue };
        let truly = if to > from { Direction::Up } else { Direction::Down };
        if to != from && truly != word {
            let (from, to) = (sentence.written(change.from), sentence.written(change.to));
            let message = format!("{from}到{to}是{}，写的是{}", name(truly), name(word));
            let whole = change.from.range.start..change.to.range.end.max(change.from.range.end);
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &whole));
        }
    }
}

/// B比A增长r%, where the amount is right and the way is not.
fn claimed(sentence: &Sentence, before: &[Sentence], remarks: &mut Remarks) {
    for change in changes(sentence, before) {
        if let (Some(Verdict::Direction(truly)), Some((by, word))) = (change.verdict(), change.by) {
            let (from, to) = (super::change_wrong::written(sentence, before, change.from), sentence.written(change.to));
            let message = format!("{from}到{to}是{}，写的是{}{}", name(truly), name(word), sentence.written(by));
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &by.range));
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
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &amount.range));
        }
    }
}

fn name(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "上升",
        Direction::Down => "下降",
    }
}
