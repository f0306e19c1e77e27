//! 为目标的4.52倍, 增长了1.5倍

use super::tell;
use crate::review::interval::Interval;
use crate::review::likeness::slip_of;
use crate::review::reading::{Amount, Measure, Sentence};
use crate::review::remarks::Remarks;
use crate::review::rules::claims::pattern::pattern;
use crate::review::rules::claims::shown;
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

static TIMES: LazyLock<Regex> = LazyLock::new(|| pattern("(的|增长了?|增加了?|提高了?|扩大了?)N"));

/// What is told in times of a number.
#[derive(Debug, Clone, Copy)]
enum Compared {
    /// 是原来的2倍: the whole.
    Whole,
    /// 增长了2倍: what was added.
    Growth,
}

/// Every number told as times another.
pub(super) fn all_times(sentence: &Sentence, remarks: &mut Remarks) {
    for groups in TIMES.captures_iter(&sentence.masked) {
        let amount = groups.get(2).and_then(|mark| sentence.amount_of(mark.as_str()));
        let whole = groups.get(1).is_some_and(|word| word.as_str() == "的");
        let compared = if whole { Compared::Whole } else { Compared::Growth };
        if let Some(amount) = amount.filter(|amount| amount.measure == Measure::Times && amount.is_exact()) {
            times(sentence, amount, compared, remarks);
        }
    }
}

fn times(sentence: &Sentence, amount: &Amount, compared: Compared, remarks: &mut Remarks) {
    let others: Vec<&Amount> = sentence
        .amounts
        .iter()
        .filter(|other| matches!(other.measure, Measure::Unit(_) | Measure::Money) && other.is_exact())
        .collect();
    let pairs = others.iter().flat_map(|one| others.iter().map(move |other| (*one, *other)));
    let quotient = |one: &Amount, other: &Amount| {
        let ratio = one.interval().over(other.interval())?;
        Some(match compared {
            Compared::Whole => ratio,
            Compared::Growth => ratio.minus(Interval::exactly(Decimal::ONE)),
        })
    };
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
    let arithmetic = match compared {
        Compared::Whole => format!("{a}/{b}={should}"),
        Compared::Growth => format!("{a}/{b}-1={should}"),
    };
    tell(sentence, amount, format!("{a}和{b}的倍数写的是{written}，算出来是{should}"), arithmetic, remarks);
}
