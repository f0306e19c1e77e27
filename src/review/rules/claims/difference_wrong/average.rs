//! 4期、672本，平均每期168本; 36.00万元，惠及240人，人均1,500元

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

static OF_EACH: LazyLock<Regex> = LazyLock::new(|| {
    pattern("(?:平均|均摊|每)每?(?:一)?([一-龥]{0,4}?)(?:约)?(?:为|是|达|需|用|支出|投入|补贴|发放|印制)?N")
});
static PER_UNIT: LazyLock<Regex> =
    LazyLock::new(|| pattern("(人|户|日|月|次|件|期|场|台|亩)均([一-龥]{0,4}?)(?:约)?(?:为|是|达到|达)?N"));
static EACH_ON_AVERAGE: LazyLock<Regex> =
    LazyLock::new(|| pattern("每(?:一)?([一-龥])([一-龥]{0,6}?)平均[一-龥]{0,4}?N"));

/// Every average of the sentence.
pub(super) fn averages(sentence: &Sentence, remarks: &mut Remarks) {
    let amount = |groups: &regex::Captures<'_>, group: usize| {
        let found = groups.get(group).and_then(|mark| sentence.amount_of(mark.as_str()));
        found.filter(|amount| amount.is_exact())
    };
    for groups in OF_EACH.captures_iter(&sentence.masked) {
        if let Some((amount, each)) = amount(&groups, 2).zip(groups.get(1)).filter(|(_, each)| !each.is_empty()) {
            average(sentence, amount, each.as_str(), Certainty::Sure, remarks);
        }
    }
    for groups in PER_UNIT.captures_iter(&sentence.masked).chain(EACH_ON_AVERAGE.captures_iter(&sentence.masked)) {
        let (start, words) = (groups.get(0).map_or(0, |whole| whole.start()), groups.get(2));
        if let Some((amount, each)) = amount(&groups, 3).zip(groups.get(1)).filter(|_| {
            !is_of_another_kind(words.map_or("", |words| words.as_str())) && !is_bound(&sentence.masked[..start])
        }) {
            average(sentence, amount, each.as_str(), Certainty::Likely, remarks);
        }
    }
}

/// 人均每月, 人均年收入, 人均标准 are not the total by the count.
fn is_of_another_kind(words: &str) -> bool {
    ["每", "年", "月", "日", "标准", "收入", "定额", "限额"].iter().any(|word| words.contains(word))
}

/// 低于人均800元, 较人均水平: the average is given from elsewhere.
fn is_bound(before: &str) -> bool {
    ["于", "过", "比", "较", "按", "按照", "标准", "目标", "全市", "全省", "全国"]
        .iter()
        .any(|word| before.ends_with(word))
}

/// How sure it is that a number is the average of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Certainty {
    /// 平均每期: of what the sentence counts.
    Sure,
    /// 人均: only a number near the average is surely meant as one.
    Likely,
}

/// Whether things are counted by this unit.
fn counts(unit: &str, each: &str) -> bool {
    matches!((unit, each), ("人", "名") | ("天", "日") | ("个月", "月") | ("批次", "批")) || unit == each
}

fn average(sentence: &Sentence, amount: &Amount, each: &str, certainty: Certainty, remarks: &mut Remarks) {
    let counted =
        |other: &&Amount| matches!(&other.measure, Measure::Unit(unit) if counts(unit, each)) && other.is_exact();
    let counts: Vec<&Amount> = sentence.amounts.iter().filter(counted).collect();
    // 最多的48人 and 每期最少32人 are no totals.
    let is_total = |other: &&Amount| {
        other.measure == amount.measure
            && other.range != amount.range
            && other.is_exact()
            && other.value > amount.value
            && !sentence.words_before(other).contains(['最', '每', '均'])
    };
    let totals: Vec<&Amount> = sentence.amounts.iter().filter(is_total).collect();
    let pairs = totals.iter().flat_map(|total| counts.iter().map(move |count| (*total, *count)));
    let pairs: Vec<(&Amount, &Amount, Interval)> =
        pairs.filter_map(|(total, count)| Some((total, count, total.interval().over(count.interval())?))).collect();
    if pairs.iter().any(|(_, _, value)| value.meets(amount.as_printed())) {
        return;
    }
    let [(total, count, value)] = pairs.as_slice() else { return };
    let near = (value.middle().saturating_sub(amount.value)).abs().saturating_mul(Decimal::from(4)) <= value.middle();
    if certainty == Certainty::Likely && !near && slip_of(amount, value.middle()).is_none() {
        return;
    }
    let (a, b, written) = (sentence.written(total), sentence.written(count), sentence.written(amount));
    let should = shown(amount, written, value.middle());
    let message = format!("{a}、{b}，平均每{each}是{should}，写的是{written}");
    tell(sentence, amount, message, format!("{a}/{b}={should}"), remarks);
}
