//! 超出、相差、结余、倍数、平均数，和句子里的数不符。
//!
//! # 查什么
//!
//! “计划200组，完成340组，超出计划150组”“85.83%，与90%的目标相差4.71个百分点”“为目标的4.52倍”“4期、627本，平均每期168本”：
//! 用同一句话里的数算，任何两个都得不到写的数，才报。
//!
//! # 为什么
//!
//! 差额和倍数是心算的多，改了原数就更没有人重算。
//!
//! # 例子
//!
//! “用户6500人，为1200人目标的4.52倍”，应当是5.42倍。
//!
//! # 怎么改
//!
//! 核对两个原数和差额（倍数、平均数）。

use super::pattern::pattern;
use super::shown;
use crate::diag::Severity;
use crate::review::interval::Interval;
use crate::review::likeness::slip_of;
use crate::review::reading::{Amount, Measure, Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "difference-wrong",
    title: "差额、倍数或平均数不符",
    family: Family::Claims,
    severity: Severity::Error,
    remedy: "请核对两个原数和差额（倍数、平均数）",
    find,
};

static DIFFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:超出|超过|超额完成|超额|超|高出|多出|多完成|高于|低于|少于|相差|差距为|差距|还差|差额为|差额|缺口为|缺口|节约|节省|结余|节余|短少|少完成|少|多|低|高)(?:了)?(?:原?(?:计划|目标|预算|任务|指标|上年|年初)(?:数|值|量)?)?(?:资金|任务|为|的)?N",
    )
});
static TIMES: LazyLock<Regex> = LazyLock::new(|| pattern("(的|增长了?|增加了?|提高了?|扩大了?)N"));
static AVERAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern("(?:平均|人均|户均|均摊|每)每?(?:一)?([一-龥]{0,4}?)(?:约)?(?:为|是|达|需|用|支出|投入|补贴|发放|印制)?N")
});

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in reading.prose() {
        for groups in DIFFERENCE.captures_iter(&sentence.masked) {
            if let Some(amount) = groups.get(1).and_then(|mark| sentence.amount_of(mark.as_str())) {
                difference(sentence, amount, remarks);
            }
        }
        for groups in TIMES.captures_iter(&sentence.masked) {
            let amount = groups.get(2).and_then(|mark| sentence.amount_of(mark.as_str()));
            let of = groups.get(1).is_some_and(|word| word.as_str() == "的");
            if let Some(amount) = amount.filter(|amount| amount.measure == Measure::Times && amount.is_exact()) {
                times(sentence, amount, of, remarks);
            }
        }
        for groups in AVERAGE.captures_iter(&sentence.masked) {
            let amount = groups.get(2).and_then(|mark| sentence.amount_of(mark.as_str()));
            let each = groups.get(1).map_or("", |each| each.as_str());
            if let Some(amount) = amount.filter(|amount| amount.is_exact() && !each.is_empty()) {
                average(sentence, amount, each, remarks);
            }
        }
    }
}

/// The numbers a difference can be made of: its own kind, for points percentages.
fn like<'a>(sentence: &'a Sentence, amount: &Amount) -> Vec<&'a Amount> {
    let fits = |other: &&Amount| {
        let same = other.measure == amount.measure;
        let rates = other.measure == Measure::Percent && amount.measure == Measure::Points;
        other.range != amount.range && (same && amount.measure != Measure::Points || rates)
    };
    sentence.amounts.iter().filter(fits).collect()
}

/// 设计150立方米，实际171立方米，超出12.28%: the share is of what was planned.
fn excess(sentence: &Sentence, amount: &Amount, remarks: &mut Remarks) {
    const PLANNED: [&str; 9] = ["设计", "计划", "核定", "目标", "预算", "定额", "额定", "标准", "年初"];
    let before: Vec<&Amount> =
        sentence.amounts.iter().filter(|one| one.range.end <= amount.range.start && one.is_exact()).collect();
    let [.., plan, actual] = before.as_slice() else { return };
    let planned = |one: &Amount| PLANNED.iter().any(|word| sentence.words_before(one).contains(word));
    if plan.measure != actual.measure
        || plan.measure == Measure::Percent
        || !planned(plan)
        || planned(actual)
        || !amount.is_exact()
    {
        return;
    }
    let gap = actual.interval().minus(plan.interval());
    let Some(share) = gap.over(plan.interval()).map(Interval::in_percent) else { return };
    let share =
        if share.middle() < Decimal::ZERO { Interval { least: -share.most, most: -share.least } } else { share };
    let near = share.middle() < amount.value * Decimal::TWO && amount.value < share.middle() * Decimal::TWO;
    if near && !share.meets(amount.interval()) {
        let (a, b, written) = (sentence.written(actual), sentence.written(plan), sentence.written(amount));
        let should = shown(amount, written, share.middle());
        tell(
            sentence,
            amount,
            format!("{a}比{b}超出（不足）{should}，写的是{written}"),
            format!("({a}-{b})/{b}={should}"),
            remarks,
        );
    }
}

fn difference(sentence: &Sentence, amount: &Amount, remarks: &mut Remarks) {
    if amount.measure == Measure::Percent {
        excess(sentence, amount, remarks);
        return;
    }
    // 最低85分 and 平均 are no differences; what follows from the others in another way is right.
    let words = sentence.words_before(amount);
    if ["最高", "最低", "最多", "最少", "平均"].iter().any(|word| words.contains(word)) || sentence.works_out(amount)
    {
        return;
    }
    if !amount.is_exact() || matches!(amount.measure, Measure::Percent | Measure::Times | Measure::Bare) {
        return;
    }
    let others = like(sentence, amount);
    let wide = amount.interval();
    let gap = |one: &Amount, other: &Amount| {
        let (a, b) = (one.interval(), other.interval());
        if a.middle() > b.middle() { a.minus(b) } else { b.minus(a) }
    };
    let pairs: Vec<(&Amount, &Amount)> = others
        .iter()
        .enumerate()
        .flat_map(|(at, one)| others[at + 1..].iter().map(move |other| (*one, *other)))
        .collect();
    if pairs.is_empty() || pairs.iter().any(|(one, other)| gap(one, other).meets(wide)) || amount.value.is_zero() {
        return;
    }
    // The number can be a state, not a difference: 超过200家. It is one if others of its size stand around.
    let before: Vec<&&Amount> = others.iter().filter(|other| other.range.end <= amount.range.start).collect();
    let two = before.len() == 2 && others.len() == 2 && before.iter().all(|one| one.is_exact());
    let meant = pairs
        .iter()
        .find(|(one, other)| slip_of(amount, gap(one, other).middle()).is_some() && amount.digits.len() >= 3);
    let meant = meant.or_else(|| pairs.first().filter(|_| two && amount.value < before[0].value.max(before[1].value)));
    let Some((one, other)) = meant else { return };
    let (greater, less) = if one.value > other.value { (one, other) } else { (other, one) };
    let written = sentence.written(amount);
    let should = shown(amount, written, gap(one, other).middle());
    let (a, b) = (sentence.written(greater), sentence.written(less));
    tell(sentence, amount, format!("{a}和{b}相差{should}，写的是{written}"), format!("{a}-{b}={should}"), remarks);
}

fn times(sentence: &Sentence, amount: &Amount, of: bool, remarks: &mut Remarks) {
    let others: Vec<&Amount> = sentence
        .amounts
        .iter()
        .filter(|other| matches!(other.measure, Measure::Unit(_) | Measure::Money) && other.is_exact())
        .collect();
    let pairs = others.iter().flat_map(|one| others.iter().map(move |other| (*one, *other)));
    let one_more = Interval::exactly(if of { Decimal::ZERO } else { Decimal::ONE });
    let quotient = |one: &Amount, other: &Amount| Some(one.interval().over(other.interval())?.minus(one_more));
    let pairs: Vec<(&Amount, &Amount, Interval)> = pairs
        .filter(|(one, other)| one.measure == other.measure && one.value > other.value)
        .filter_map(|(one, other)| Some((one, other, quotient(one, other)?)))
        .collect();
    if pairs.is_empty() || pairs.iter().any(|(_, _, value)| value.meets(amount.interval())) {
        return;
    }
    let near = |(one, other, value): &&(&Amount, &Amount, Interval)| {
        let before = one.range.end <= amount.range.start && other.range.end <= amount.range.start;
        before && slip_of(amount, value.middle()).is_some() && amount.digits.len() >= 2
    };
    let before = pairs
        .iter()
        .filter(|(one, other, _)| one.range.end <= amount.range.start && other.range.end <= amount.range.start);
    let last: Vec<&Amount> = sentence.amounts.iter().filter(|one| one.range.end <= amount.range.start).collect();
    let adjacent = match last.as_slice() {
        [.., one, other] if one.measure == other.measure => pairs.iter().find(|(a, b, _)| {
            (a.range == one.range || a.range == other.range) && (b.range == one.range || b.range == other.range)
        }),
        _ => None,
    };
    let only = (before.clone().count() == 1 && pairs.len() == 1).then(|| &pairs[0]);
    let Some((one, other, value)) = pairs.iter().find(near).or(only).or(adjacent) else {
        return;
    };
    let (a, b, written) = (sentence.written(one), sentence.written(other), sentence.written(amount));
    let should = shown(amount, written, value.middle());
    let arithmetic = if of { format!("{a}/{b}={should}") } else { format!("{a}/{b}-1={should}") };
    tell(sentence, amount, format!("{a}和{b}的倍数写的是{written}，算出来是{should}"), arithmetic, remarks);
}

/// 4期、672本，平均每期168本
fn average(sentence: &Sentence, amount: &Amount, each: &str, remarks: &mut Remarks) {
    let counted = |other: &&Amount| matches!(&other.measure, Measure::Unit(unit) if unit == each) && other.is_exact();
    let counts: Vec<&Amount> = sentence.amounts.iter().filter(counted).collect();
    let totals: Vec<&Amount> = sentence
        .amounts
        .iter()
        .filter(|other| {
            other.measure == amount.measure
                && other.range != amount.range
                && other.is_exact()
                && other.value > amount.value
        })
        .collect();
    let pairs = totals.iter().flat_map(|total| counts.iter().map(move |count| (*total, *count)));
    let pairs: Vec<(&Amount, &Amount, Interval)> =
        pairs.filter_map(|(total, count)| Some((total, count, total.interval().over(count.interval())?))).collect();
    if pairs.iter().any(|(_, _, value)| value.meets(Interval::around(amount.value, amount.step / Decimal::TWO))) {
        return;
    }
    let [(total, count, value)] = pairs.as_slice() else { return };
    let (a, b, written) = (sentence.written(total), sentence.written(count), sentence.written(amount));
    let should = shown(amount, written, value.middle());
    tell(
        sentence,
        amount,
        format!("{a}、{b}，平均每{each}是{should}，写的是{written}"),
        format!("{a}/{b}={should}"),
        remarks,
    );
}

fn tell(sentence: &Sentence, amount: &Amount, message: String, arithmetic: String, remarks: &mut Remarks) {
    remarks.add(Remark::new(&sentence.origin, message).at(sentence, &amount.range).arithmetic(arithmetic));
}
