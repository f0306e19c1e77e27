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

use super::pattern::pattern;
use super::shown;
use crate::diag::Severity;
use crate::review::interval::Interval;
use crate::review::reading::{Amount, Measure, Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
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
    pattern("(占比|占总数|占比重|占(~{0,14}?)(?:的|比例|比重|比)?|([一-龥]{1,8}?)(?:率|比例|比重))(?:分别)?(?:约)?(?:为|达到了|达到|达|是|仅为|仅|的比例为|：|:)?N")
});

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in reading.prose() {
        for groups in SHARE.captures_iter(&sentence.masked) {
            let rate = groups.get(4).and_then(|mark| sentence.amount_of(mark.as_str()));
            let Some(rate) = rate.filter(|rate| rate.measure == Measure::Percent && rate.is_exact()) else { continue };
            let whole = groups.get(2).map(|base| base.as_str());
            let name = groups.get(3).map(|name| name.as_str());
            judge(sentence, rate, whole, name, remarks);
        }
    }
}

fn judge(sentence: &Sentence, rate: &Amount, base: Option<&str>, name: Option<&str>, remarks: &mut Remarks) {
    if outside(base, sentence, rate) {
        return;
    }
    let candidates: Vec<&Amount> = sentence
        .amounts
        .iter()
        .filter(|amount| matches!(amount.measure, Measure::Unit(_) | Measure::Money | Measure::Score | Measure::Bare))
        .collect();
    let pairs = candidates.iter().flat_map(|one| candidates.iter().map(move |other| (*one, *other)));
    let pairs: Vec<(&Amount, &Amount)> =
        pairs.filter(|(one, other)| one.range != other.range && one.measure == other.measure).collect();
    let fits = |pair: &(&Amount, &Amount)| ratios(pair.0, pair.1).into_iter().flatten().any(|value| value.meets(rate.interval()));
    if pairs.is_empty() || pairs.iter().any(fits) || sums_fit(&candidates, rate) {
        return;
    }
    let Some((part, total)) = meant(sentence, &candidates, rate, base, name) else { return };
    if !part.is_exact() || !total.is_exact() {
        return;
    }
    let Some(expected) = part.interval().over(total.interval()).map(Interval::in_percent) else { return };
    let (above, below, written) = (sentence.written(part), sentence.written(total), sentence.written(rate));
    let should = shown(rate, written, expected.middle());
    let message = format!("{above}和{below}的比率写的是{written}，算出来是{should}");
    remarks.add(
        Remark::new(&sentence.origin, message)
            .excerpt(sentence.around(&rate.range))
            .arithmetic(format!("{above}/{below}={should}")),
    );
}

/// Whether the whole is named and does not stand in the sentence: 占全市总量的12%.
fn outside(base: Option<&str>, sentence: &Sentence, rate: &Amount) -> bool {
    let Some(base) = base.map(str::trim).filter(|base| !base.is_empty()) else { return false };
    const GENERAL: [&str; 12] = ["总数", "全部", "比", "其中", "总", "总量", "总额", "总人数", "合计", "总体", "比重", "比例"];
    if GENERAL.contains(&base.trim_end_matches('的')) {
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
        candidates.iter().filter(|total| like(total, pair[0])).any(|total| {
            sum.over(total.interval()).is_some_and(|ratio| ratio.in_percent().meets(rate.interval()))
        })
    })
}

/// The part and the whole the sentence means, if there is no doubt about them.
fn meant<'a>(
    sentence: &Sentence,
    candidates: &[&'a Amount],
    rate: &Amount,
    base: Option<&str>,
    name: Option<&str>,
) -> Option<(&'a Amount, &'a Amount)> {
    let before: Vec<&'a Amount> = candidates.iter().copied().filter(|amount| amount.range.end <= rate.range.start).collect();
    let part = *before.last()?;
    // Nothing may come between a part and its share but a comma.
    let between = sentence.text.get(part.range.end..rate.range.start)?;
    if between.chars().count() > 22 || between.contains("目标") || between.contains("计划") && name.is_none() {
        return None;
    }
    let like: Vec<&'a Amount> = before.iter().copied().filter(|amount| amount.measure == part.measure).collect();
    let clause = |amount: &Amount| sentence.words_before(amount).to_owned();
    if base.is_some() || name.is_none() {
        let total = like.iter().copied().filter(|amount| amount.value > part.value).max_by_key(|amount| amount.value)?;
        let only = like.len() == 2 || like.first().is_some_and(|first| first.range == total.range);
        return only.then_some((part, total));
    }
    // X率: the part is what the clause with X speaks of; the whole is the other number.
    let name = name?;
    let key: Vec<char> = name.chars().collect();
    let key: String = key[key.len().saturating_sub(2)..].iter().collect();
    let speaks = |amount: &Amount| clause(amount).contains(&key) || after(sentence, amount).contains(&key);
    let [first, second] = like.as_slice() else { return None };
    match (speaks(first), speaks(second)) {
        (false, true) => Some((second, first)),
        (true, false) => Some((first, second)),
        _ => None,
    }
}

fn after<'a>(sentence: &'a Sentence, amount: &Amount) -> &'a str {
    let rest = &sentence.text[amount.range.end..];
    let end = rest.find(['，', '、', '。', '；', '（']).unwrap_or(rest.len());
    &rest[..end]
}
