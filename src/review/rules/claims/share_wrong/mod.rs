//! 句子里的占比、完成率、执行率，和句子里的分子分母不符。
//!
//! # 查什么
//!
//! “预算1526万元，执行1367.75万元，执行率89.63%”“共120份，收回118份，回收率98.33%”“其中女性67人，占35.26%”“其余占14.17%”。
//! 同一句里同一种单位的数，任意两个相除（或者一减其商）能得到写的比率，就算对。
//!
//! # 为什么
//!
//! 数更新了，括号里的比率还是去年的。
//!
//! # 例子
//!
//! “抽检2824批次，不合格599批次，不合格检出率21.12%”，应当是21.21%。
//!
//! # 怎么改
//!
//! 核对分子、分母和比率。分母不在这句话里的，写明“占全市的”这样的话。

mod lonely;
mod meant;
mod named_whole;

use super::pattern::pattern;
use super::shown;
use crate::diag::Severity;
use crate::review::interval::Interval;
use crate::review::likeness::slip_of;
use crate::review::reading::{Amount, Measure, Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use lonely::lonely;
use meant::{meant, sibling, turned_round, with_the_rest};
use named_whole::{named_elsewhere, named_whole};
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "share-wrong",
    title: "比率与句中的数不符",
    family: Family::Claims,
    severity: Severity::Error,
    remedy: "请核对分子、分母和比率；分母不在这句话里的，请写明“占全市的”这样的话",
    find,
};

static SHARE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(占比|占总数|占比重|占(~{0,14}?)(?:的|比例|比重|比)?|([一-龥]{0,8}?)(?:率|比例|比重))(?:分别)?(?:约)?(?:为|达到了|达到|达|是|仅为|仅|的比例为|：|:)?N",
    )
});

/// 完成年度目标的57.28%
static OF_TARGET: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:完成|达到|实现|相当于|为)~{0,6}(?:目标|计划|任务|预算|指标)(?:数|值|量)?的N"));

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in reading.prose() {
        named_whole(sentence, remarks);
        named_elsewhere(reading, sentence, remarks);
        let before = reading.before(sentence);
        for groups in SHARE.captures_iter(&sentence.masked) {
            let rate = groups.get(4).and_then(|mark| sentence.amount_of(mark.as_str()));
            let Some(rate) = rate.filter(|rate| rate.measure == Measure::Percent && rate.is_exact()) else { continue };
            let whole = groups.get(2).map(|base| base.as_str());
            let name = groups.get(3).map(|name| name.as_str());
            judge(sentence, (before, reading.around(sentence)), rate, whole, name, remarks);
        }
        for groups in OF_TARGET.captures_iter(&sentence.masked) {
            let rate = groups.get(1).and_then(|mark| sentence.amount_of(mark.as_str()));
            if let Some(rate) = rate.filter(|rate| rate.measure == Measure::Percent && rate.is_exact()) {
                judge(sentence, (before, reading.around(sentence)), rate, None, Some("完成"), remarks);
            }
        }
    }
}

fn judge(
    sentence: &Sentence,
    (before, around): (&[Sentence], &[Sentence]),
    rate: &Amount,
    base: Option<&str>,
    name: Option<&str>,
    remarks: &mut Remarks,
) {
    // The rate of another year, or one that was aimed at, has its numbers elsewhere.
    let elsewhere = ["上年", "去年", "上一年", "同期", "目标", "计划要求"]
        .iter()
        .any(|word| sentence.words_before(rate).contains(word));
    if elsewhere || outside(base, sentence, rate) {
        return;
    }
    let candidates: Vec<&Amount> = sentence
        .amounts
        .iter()
        .filter(|amount| matches!(amount.measure, Measure::Unit(_) | Measure::Money | Measure::Score))
        .filter(|amount| !is_gap(sentence, amount))
        .collect();
    let pairs = candidates.iter().flat_map(|one| candidates.iter().map(move |other| (*one, *other)));
    let pairs: Vec<(&Amount, &Amount)> =
        pairs.filter(|(one, other)| one.range != other.range && one.measure == other.measure).collect();
    let rest = ["其余", "剩余", "另有", "还有"].iter().any(|word| sentence.text.contains(word));
    let fits = |pair: &(&Amount, &Amount)| {
        // 573人愿意，其余47人不愿，占7.58%: the whole is both together.
        let both = pair.0.interval().over(pair.0.interval().plus(pair.1.interval())).map(Interval::in_percent);
        if rest && both.is_some_and(|value| value.meets(rate.interval())) {
            return true;
        }
        ratios(pair.0, pair.1).into_iter().flatten().any(|value| value.meets(rate.interval()))
    };
    let turned = turned_round(sentence, &candidates, rate, base, name);
    // 100% beside two numbers is mostly of something else.
    let spent = name.is_some_and(|name| name.ends_with("执行")) && pairs.len() == 2;
    let whole = rate.value == Decimal::ONE_HUNDRED && !turned && !spent;
    if whole
        || !turned && (pairs.iter().any(fits) || sums_fit(&candidates, rate))
        || sentence.words_before(rate).contains("分别")
    {
        return;
    }
    if pairs.is_empty() {
        lonely(sentence, (before, around), &candidates, (rate, base, name), remarks);
        return;
    }
    if works_with(before, &candidates, rate) {
        return;
    }
    if let Some((part, other)) = with_the_rest(sentence, &candidates, rate) {
        let total = part.interval().plus(other.interval());
        let should =
            part.interval().over(total).map(|ratio| shown(rate, sentence.written(rate), ratio.in_percent().middle()));
        let (a, b, should) = (sentence.written(part), sentence.written(other), should.unwrap_or_default());
        let message = format!("{a}和其余{b}，{a}所占的比率写的是{}，算出来是{should}", sentence.written(rate));
        let remark = Remark::new(&sentence.origin, message).at(sentence, &rate.range);
        remarks.add(remark.arithmetic(format!("{a}/({a}+{b})={should}")));
        return;
    }
    let like = |pair: &&(&Amount, &Amount)| {
        let value = pair.0.interval().over(pair.1.interval()).map(|ratio| ratio.in_percent().middle());
        let before = pair.0.range.end <= rate.range.start && pair.1.range.end <= rate.range.start;
        before
            && rate.digits.len() >= 3
            && value.is_some_and(|value| value <= Decimal::from(200) && slip_of(rate, value).is_some())
    };
    let by_slip = || pairs.iter().find(like).copied();
    let by_sibling = || sibling(sentence, &candidates, rate);
    let meant = meant(sentence, &candidates, rate, base, name).or_else(by_sibling).or_else(by_slip);
    let Some((part, total)) = meant else { return };
    if !part.is_exact() || !total.is_exact() {
        return;
    }
    let Some(expected) = part.interval().over(total.interval()).map(Interval::in_percent) else { return };
    // 不合格118批次，合格率98.70%: the rate is of the others.
    let of_others = name.is_some_and(|name| name.ends_with("合格") && !name.ends_with("不合格"))
        && sentence.words_before(part).contains("不合格");
    let whole = Interval::exactly(Decimal::ONE_HUNDRED);
    let expected = if of_others { whole.minus(expected) } else { expected };
    // A rate far from what the numbers give is of other numbers.
    let far = expected.middle() > rate.value * Decimal::TWO || rate.value > expected.middle() * Decimal::TWO;
    let named_base = base.is_some_and(|base| !base.is_empty());
    let named = base.is_some_and(|base| is_whole(sentence, total, base));
    let of_budget = spent && ["预算", "控制数", "批复"].iter().any(|word| sentence.words_before(total).contains(word));
    if far && !of_budget || named_base && !named && slip_of(rate, expected.middle()).is_none() {
        return;
    }
    let (above, below, written) = (sentence.written(part), sentence.written(total), sentence.written(rate));
    let should = shown(rate, written, expected.middle());
    let message = format!("{above}和{below}的比率写的是{written}，算出来是{should}");
    remarks.add(
        Remark::new(&sentence.origin, message)
            .at(sentence, &rate.range)
            .arithmetic(format!("{above}/{below}={should}")),
    );
}

/// 超额140组 is neither part nor whole.
fn is_gap(sentence: &Sentence, amount: &Amount) -> bool {
    let words = sentence.words_before(amount);
    ["超额", "超出", "超过", "增加", "减少", "增长", "下降"].iter().any(|word| words.ends_with(word))
}

/// Whether the words before a number are those of the named whole.
fn is_whole(sentence: &Sentence, total: &Amount, base: &str) -> bool {
    let base = base.trim().trim_end_matches('的');
    base.chars().count() >= 3 && sentence.words_before(total).contains(base)
}

/// Whether the sentence before gives what the rate is made of.
fn works_with(before: &[Sentence], candidates: &[&Amount], rate: &Amount) -> bool {
    let earlier = before.iter().flat_map(|sentence| &sentence.amounts);
    let pairs = earlier.flat_map(|one| candidates.iter().map(move |other| (one, *other)));
    pairs.filter(|(one, other)| one.measure == other.measure).any(|(one, other)| {
        ratios(one, other).into_iter().chain(ratios(other, one)).flatten().any(|value| value.meets(rate.interval()))
    })
}

/// Whether the whole is named and does not stand in the sentence: 占全市总量的12%.
fn outside(base: Option<&str>, sentence: &Sentence, rate: &Amount) -> bool {
    let Some(base) = base.map(str::trim).filter(|base| !base.is_empty()) else { return false };
    const GENERAL: [&str; 12] =
        ["总数", "全部", "比", "其中", "总", "总量", "总额", "总人数", "合计", "总体", "比重", "比例"];
    if GENERAL.contains(&base.trim_end_matches('的')) || base.starts_with('总') || base.starts_with("全部") {
        return false;
    }
    let before = &sentence.text[..rate.range.start];
    let before = before.rfind('占').map_or(before, |at| &before[..at]);
    let characters: Vec<char> = base.chars().filter(|c| *c != '的').collect();
    !characters.windows(2).any(|pair| before.contains(&pair.iter().collect::<String>()))
}

/// What two numbers can be to each other, in hundredths.
fn ratios(one: &Amount, other: &Amount) -> [Option<Interval>; 2] {
    let ratio = one.interval().over(other.interval()).map(Interval::in_percent);
    let whole = Interval::exactly(Decimal::ONE_HUNDRED);
    let rest = ratio.map(|ratio| {
        let rest = whole.minus(ratio);
        if rest.most < Decimal::ZERO { Interval { least: -rest.most, most: -rest.least } } else { rest }
    });
    [ratio, rest]
}

/// (a + b) / c: 满意和基本满意占…
fn sums_fit(candidates: &[&Amount], rate: &Amount) -> bool {
    let like = |one: &Amount, other: &Amount| one.measure == other.measure;
    candidates.windows(2).filter(|pair| like(pair[0], pair[1])).any(|pair| {
        let sum = pair[0].interval().plus(pair[1].interval());
        candidates
            .iter()
            .filter(|total| like(total, pair[0]))
            .any(|total| sum.over(total.interval()).is_some_and(|ratio| ratio.in_percent().meets(rate.interval())))
    })
}
