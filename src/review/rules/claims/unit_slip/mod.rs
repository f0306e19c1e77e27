//! 同样的数字，单位差了一万倍。
//!
//! # 查什么
//!
//! 同一句话里（预算和支出也可以在前后两句里）两个金额数字一样、单位一个是万元一个是元（或者亿元），说的又是预算、支出、合同这样
//! 应当相当的数。单价、标准、日租金这样的数不这样查；“每亩补助0.12元”这样的平均数，用全文的金额和数量来除，
//! 正好差一万倍的也报。
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

mod of_one;

use crate::diag::Severity;
use crate::review::likeness::scaled;
use crate::review::reading::{Amount, Measure, Reading, Sentence};
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
    of_one::of_one(reading, remarks);
    for sentence in reading.prose() {
        let own = money(sentence);
        for (at, one) in own.iter().enumerate() {
            let here = own[..at].iter().map(|other| (sentence, *other));
            let earlier = reading.before(sentence).last();
            let there =
                earlier.into_iter().flat_map(|earlier| money(earlier).into_iter().map(move |one| (earlier, one)));
            // A sentence before is held against this one only where both tell of the same money.
            let there = there
                .filter(|(home, other)| one.digits.len() >= 3 && are_in_and_out((*home, *other), (sentence, *one)));
            let found = here.chain(there).find(|(home, other)| is_told_slip((*home, *other), (sentence, *one)));
            if let Some((home, other)) = found {
                let message = format!("{}和{}数字相同，单位差得太远", home.written(other), sentence.written(one));
                remarks.add(Remark::new(&sentence.origin, message).at(sentence, &one.range));
            }
        }
    }
}

fn money(sentence: &Sentence) -> Vec<&Amount> {
    sentence.amounts.iter().filter(|amount| amount.measure == Measure::Money && amount.is_exact()).collect()
}

/// Whether one of two numbers lacks a 万; a round number says little unless both are of one sum of money.
fn is_told_slip(other: (&Sentence, &Amount), one: (&Sentence, &Amount)) -> bool {
    let telling = |amount: &Amount| amount.digits.trim_end_matches('0').len() >= 2;
    (is_slip(one.1, other.1) || is_sum_astray(one, other))
        && (telling(one.1) && telling(other.1) || are_in_and_out(other, one))
        && !is_rate(one.0, one.1)
        && !is_rate(other.0, other.1)
}

/// 预算安排300万元，支出300元: what was given and what was spent.
fn are_in_and_out(given: (&Sentence, &Amount), spent: (&Sentence, &Amount)) -> bool {
    const GIVEN: [&str; 9] = ["预算", "资金", "投入", "投资", "合同", "批复", "安排", "下达", "到位"];
    const SPENT: [&str; 6] = ["支出", "执行", "到位", "拨付", "支付", "付清"];
    let (before, behind) =
        (given.0.words_before(given.1), spent.0.words_before(spent.1).trim_end_matches(['了', '为', '共']));
    GIVEN.iter().any(|word| before.contains(word)) && SPENT.iter().any(|word| behind.ends_with(word))
}

/// 每台12.50元, 36.50元/平方米, 票价15.50元, 日租金120.50元: the price of one thing, or of one day.
fn is_rate(sentence: &Sentence, amount: &Amount) -> bool {
    const RATES: [&str; 14] = [
        "每",
        "人均",
        "户均",
        "单价",
        "标准",
        "日均",
        "月均",
        "日租",
        "月租",
        "日工资",
        "月工资",
        "时薪",
        "单次",
        "定额",
    ];
    const PRICES: [&str; 12] =
        ["票价", "售价", "定价", "房价", "地价", "油价", "水价", "电价", "气价", "均价", "价格", "物价"];
    let words = sentence.words_before(amount);
    RATES.iter().chain(&PRICES).any(|word| words.contains(word))
        || sentence.text[amount.range.end..].starts_with(['/', '／', '每'])
}

/// 投入0.58亿元，其中……，合计580.00万元: the point went astray with the unit of one total.
fn is_sum_astray(sum: (&Sentence, &Amount), whole: (&Sentence, &Amount)) -> bool {
    let (one, other) = (sum.1, whole.1);
    let tenfold =
        one.value.saturating_mul(Decimal::TEN) == other.value || other.value.saturating_mul(Decimal::TEN) == one.value;
    let other_unit = one.step.max(other.step) >= one.step.min(other.step).saturating_mul(Decimal::from(1000));
    let is_sum = ["合计", "共计", "总计"].iter().any(|word| sum.0.words_before(one).ends_with(word));
    tenfold && other_unit && is_sum
}

fn is_slip(one: &Amount, other: &Amount) -> bool {
    let (small, large) = if one.value < other.value { (one, other) } else { (other, one) };
    let times = large.value.checked_div(small.value).unwrap_or_default();
    let far = times == Decimal::from(10_000) || times == Decimal::from(100_000_000);
    far && (scaled(one.value, other.value) || one.digits.trim_end_matches('0') == other.digits.trim_end_matches('0'))
}
