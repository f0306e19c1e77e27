//! 一句话里说的变化，和这句话里前后两个数算出来的不一样。
//!
//! # 查什么
//!
//! “从A增至B，增长r%”“B比A下降r%”“2023年A，2024年B，同比增长r%”“年均增长r%”“由92.56%提高到94.72%，提高2.16个百分点”
//! “较目标值85%低1.67个百分点”“增长n倍”“比上年增加20.00万元，增长r%”“分别由A、B增至C、D，分别增长r%、s%”。年均增长率按复合增长算。
//! 数是约数的（约、余、近）、变化说的是另一件事的（“服务点由A增至B，覆盖面扩大r%”）不查。
//!
//! # 为什么
//!
//! 增长率常常是用计算器另算的，底数换了年份，比率没有换。
//!
//! # 例子
//!
//! “抽查企业由4,556家增至5,209家，增长13.44%”，应当是14.33%。
//!
//! # 怎么改
//!
//! 核对前后两个数和变化；用绑定的值写，程序会一起算。百分数之差要写“个百分点”。

mod of_gap;

use super::change::{Change, Verdict, changes};
use super::shown;
use crate::diag::Severity;
use crate::review::interval::Interval;
use crate::review::reading::{Amount, Measure, Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use of_gap::rates_of_gap;
use rust_decimal::Decimal;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "change-wrong",
    title: "变化与前后两个数不符",
    family: Family::Claims,
    severity: Severity::Error,
    remedy: "请核对前后两个数和变化的数；百分数之差要写“个百分点”",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in reading.prose() {
        let before = reading.before(sentence);
        let found = changes(sentence, before);
        for (index, change) in found.iter().enumerate() {
            points_of_counts(sentence, change, remarks);
            let Some(Verdict::Magnitude(expected)) = change.verdict() else { continue };
            // Another reading of the same words that is right explains them.
            let explained = found.iter().enumerate().any(|(other, one)| {
                other != index && same_claim(one, change) && !matches!(one.verdict(), Some(Verdict::Magnitude(_)))
            });
            if !explained {
                tell(sentence, before, change, expected, remarks);
            }
        }
        rates_of_gap(sentence, before, remarks);
    }
}

/// 从19.10万人次减到18.35万人次，下降3.93个百分点: only rates fall by points.
fn points_of_counts(sentence: &Sentence, change: &Change<'_>, remarks: &mut Remarks) {
    let Some((by, _)) = change.by.filter(|(by, _)| by.measure == Measure::Points) else { return };
    let ratio = change.to.interval().over(change.from.interval());
    let Some(relative) = ratio.map(|ratio| ratio.minus(Interval::exactly(Decimal::ONE)).in_percent()) else { return };
    if change.to.measure != Measure::Percent && relative.size().meets(by.interval()) {
        let written = sentence.written(by);
        let should = written.replace("个百分点", "%");
        let message = format!("两个数都不是百分数，变化写的是{written}，应当是{should}");
        remarks.add(Remark::new(&sentence.origin, message).at(sentence, &by.range));
    }
}

/// A number as written, in this sentence or in one before.
pub(super) fn written<'a>(sentence: &'a Sentence, before: &'a [Sentence], amount: &Amount) -> &'a str {
    let mut all = before.iter().chain([sentence]);
    let home = all.find(|one| one.amounts.iter().any(|other| std::ptr::eq(other, amount)));
    home.unwrap_or(sentence).written(amount)
}

fn same_claim(one: &Change<'_>, other: &Change<'_>) -> bool {
    match (one.by, other.by) {
        (Some((one, _)), Some((other, _))) => one.range == other.range,
        _ => false,
    }
}

fn tell(sentence: &Sentence, before: &[Sentence], change: &Change<'_>, expected: Interval, remarks: &mut Remarks) {
    let Some((by, _)) = change.by else { return };
    let (from, to, written) =
        (written(sentence, before, change.from), sentence.written(change.to), sentence.written(by));
    let should = shown(by, written, expected.middle().abs());
    // A fall is told as a positive number: the smaller is taken from the larger.
    let falls = expected.middle() < Decimal::ZERO;
    let gap = if falls { format!("{from}-{to}") } else { format!("{to}-{from}") };
    let arithmetic = match (&by.measure, change.yearly) {
        (Measure::Percent, Some(steps)) if falls => format!("1-({to}/{from})^(1/{steps})={should}"),
        (Measure::Percent, Some(steps)) => format!("({to}/{from})^(1/{steps})-1={should}"),
        (Measure::Percent, None) if change.to.measure != Measure::Percent => format!("({gap})/{from}={should}"),
        (Measure::Times, None) => format!("{to}/{from}-1={should}"),
        _ => format!("{gap}={should}"),
    };
    let message = format!("从{from}到{to}，变化写的是{written}，算出来是{should}");
    remarks.add(Remark::new(&sentence.origin, message).at(sentence, &by.range).arithmetic(arithmetic));
}
