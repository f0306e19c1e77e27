//! 同样的数字，单位差了一万倍。
//!
//! # 查什么
//!
//! 同一句话里两个金额数字一样、单位一个是万元一个是元（或者亿元），说的又是预算、支出、合同这样应当相当的数。
//!
//! # 为什么
//!
//! 漏写一个“万”字，意思差一万倍。
//!
//! # 例子
//!
//! “预算批复150万元，到年末支出150元”，应当是150万元。
//!
//! # 怎么改
//!
//! 核对单位。

use crate::diag::Severity;
use crate::review::likeness::scaled;
use crate::review::reading::{Amount, Measure, Reading};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use rust_decimal::Decimal;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "unit-slip",
    title: "金额单位差了一万倍",
    family: Family::Claims,
    severity: Severity::Error,
    remedy: "请核对单位是元、万元还是亿元",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in reading.prose() {
        let money: Vec<&Amount> = sentence
            .amounts
            .iter()
            .filter(|amount| {
                amount.measure == Measure::Money && amount.is_exact() && amount.digits.trim_end_matches('0').len() >= 2
            })
            .collect();
        for (at, one) in money.iter().enumerate() {
            let Some(other) = money[..at].iter().find(|other| is_slip(one, other)) else { continue };
            let per = |amount: &Amount| {
                let words = sentence.words_before(amount);
                ["每", "人均", "户均", "单价", "标准"].iter().any(|word| words.contains(word))
            };
            if per(one) || per(other) {
                continue;
            }
            let message = format!("{}和{}数字相同，单位差得太远", sentence.written(other), sentence.written(one));
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &one.range));
        }
    }
}

fn is_slip(one: &Amount, other: &Amount) -> bool {
    let (small, large) = if one.value < other.value { (one, other) } else { (other, one) };
    let times = large.value.checked_div(small.value).unwrap_or_default();
    let far = times == Decimal::from(10_000) || times == Decimal::from(100_000_000);
    far && (scaled(one.value, other.value) || one.digits.trim_end_matches('0') == other.digits.trim_end_matches('0'))
}
