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
            let words = |group: usize| groups.get(group).map(|words| words.as_str());
            let claim = Claim { rate, base: words(2), name: words(3) };
            judge(sentence, (before, reading.around(sentence)), &claim, remarks);
        }
        for groups in OF_TARGET.captures_iter(&sentence.masked) {
            let rate = groups.get(1).and_then(|mark| sentence.amount_of(mark.as_str()));
            if let Some(rate) = rate.filter(|rate| rate.measure == Measure::Percent && rate.is_exact()) {
                let claim = Claim { rate, base: None, name: Some("完成") };
                judge(sentence, (before, reading.around(sentence)), &claim, remarks);
            }
        }
    }
}

/// A rate, and what the words around it say of it.
struct Claim<'a> {
    rate: &'a Amount,
    /// The words between 占 and the rate.
    base: Option<&'a str>,
    /// The words before 率.
    name: Option<&'a str>,
}

/// Two numbers of one kind.
type Pair<'a> = (&'a Amount, &'a Amount);

fn judge(sentence: &Sentence, (before, around): (&[Sentence], &[Sentence]), claim: &Claim<'_>, remarks: &mut Remarks) {
    let Claim { rate, base, name } = *claim;
    // The rate of another year, or one that was aimed at, has its numbers elsewhere.
    let words = sentence.words_before(rate);
    if is_of_list(words) || base.is_some() && has_subject_of_its_own(sentence, words) {
        return;
    }
    let elsewhere =
        ["上年", "去年", "上一年", "同期", "目标", "计划要求", "分别"].iter().any(|word| words.contains(word));
    if elsewhere || outside(base, sentence, rate) {
        return;
    }
    let candidates: Vec<&Amount> = sentence
        .amounts
        .iter()
        .filter(|amount| matches!(amount.measure, Measure::Unit(_) | Measure::Money | Measure::Score))
        // 65岁以上老人 is who they are, not how many.
        .filter(|amount| amount.measure != Measure::Unit("岁".into()))
        .filter(|amount| !is_gap(sentence, amount))
        .collect();
    let pairs: Vec<Pair<'_>> = candidates
        .iter()
        .flat_map(|one| candidates.iter().map(move |other| (*one, *other)))
        .filter(|(one, other)| one.range != other.range && one.measure == other.measure)
        .collect();
    // 占全部经费的40%, where one number alone is called 经费: no other is the whole.
    let wholes: Vec<&Amount> =
        candidates.iter().copied().filter(|one| base.is_some_and(|base| is_whole(sentence, one, base))).collect();
    let pairs: Vec<Pair<'_>> = match wholes.as_slice() {
        [whole] => pairs.into_iter().filter(|(_, other)| other.range == whole.range).collect(),
        _ => pairs,
    };
    let turned = turned_round(sentence, &candidates, rate, base, name);
    let of_budget = name.is_some_and(|name| name.ends_with("执行")) && pairs.len() == 2;
    // 100% beside two numbers is mostly of something else.
    let whole = rate.value == Decimal::ONE_HUNDRED && !turned && !of_budget;
    if whole || !turned && (pairs.iter().any(|pair| fits(sentence, pair, rate)) || sums_fit(&candidates, rate)) {
        return;
    }
    if pairs.is_empty() {
        lonely(sentence, (before, around), &candidates, (rate, base, name), remarks);
    } else if works_with(before, &candidates, rate) || is_of_another(sentence, &pairs, claim) {
        // The sentence before explains it, or it is the rate of something that has no numbers here.
    } else if let Some((part, other)) = with_the_rest(sentence, &candidates, rate) {
        tell_with_rest(sentence, part, other, rate, remarks);
    } else if let Some((part, total)) = pair_meant(sentence, &candidates, &pairs, claim) {
        tell(sentence, (part, total), claim, of_budget, remarks);
    }
}

/// 预算345万元，执行319万元，执行率92.46%，其中东风街道执行率98.83%: the numbers have their rate already.
fn is_of_another(sentence: &Sentence, pairs: &[Pair<'_>], claim: &Claim<'_>) -> bool {
    let Some(name) = claim.name else { return false };
    let name = name.trim_start_matches(['其', '中']);
    let at = name.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    let (subject, key) = name.split_at(at);
    let is_same = |other: &&Amount| {
        let words = sentence.words_before(other);
        other.measure == Measure::Percent
            && other.range.end <= claim.rate.range.start
            && words.contains(&format!("{key}率"))
            && !words.contains(subject)
    };
    let mut others = sentence.amounts.iter().filter(is_same);
    !subject.is_empty() && others.any(|other| pairs.iter().any(|pair| fits(sentence, pair, other)))
}

/// 用电99.14万千瓦时，占38.22%，虽然灯数只占21.14%: the share of something that has no number here.
fn has_subject_of_its_own(sentence: &Sentence, words: &str) -> bool {
    let Some((subject, _)) = words.split_once('占') else { return false };
    let subject = subject.trim_start_matches("虽然").trim_start_matches(['但', '而', '却', '其', '中', '也']);
    let subject = subject.trim_end_matches(['只', '仅', '约', '就', '也', '各', '共', '均', '合', '计']);
    let counted = subject.ends_with(['数', '量']) && subject.chars().count() >= 2;
    counted && !sentence.amounts.iter().any(|one| sentence.words_before(one).ends_with(subject))
}

/// 暴雨38期、雷电29期、大风21期，三类占69.29%: of all that were listed.
fn is_of_list(words: &str) -> bool {
    const COUNTS: [char; 9] = ['两', '二', '三', '四', '五', '六', '七', '八', '九'];
    let words = words.trim_start_matches(['这', '前', '以', '上']);
    words.starts_with(COUNTS) && ["类", "项", "者", "种", "个"].iter().any(|word| words.contains(word))
}

/// Whether the rate is what two numbers give, or the first of what both give together:
/// 573人愿意，其余47人不愿，占7.58%.
fn fits(sentence: &Sentence, (one, other): &Pair<'_>, rate: &Amount) -> bool {
    let rest = ["其余", "剩余", "另有", "还有"].iter().any(|word| sentence.text.contains(word))
        || has_complement(sentence, rate);
    let both = one.interval().over(one.interval().plus(other.interval())).map(Interval::in_percent);
    let values = ratios(one, other).into_iter().chain([both.filter(|_| rest)]);
    values.flatten().any(|value| value.meets(rate.interval()))
}

/// 女性占54.62%，男性占45.38%: the two make the whole.
fn has_complement(sentence: &Sentence, rate: &Amount) -> bool {
    let others = sentence.amounts.iter().filter(|one| one.measure == Measure::Percent && one.range != rate.range);
    let whole = Interval::exactly(Decimal::ONE_HUNDRED);
    others.map(|other| other.interval().plus(rate.interval())).any(|sum| sum.meets(whole))
}

/// The part and the whole the sentence means: by its words, by its other shares, or because the rate
/// is a slip of what they give.
fn pair_meant<'a>(
    sentence: &'a Sentence,
    candidates: &[&'a Amount],
    pairs: &[Pair<'a>],
    claim: &Claim<'_>,
) -> Option<Pair<'a>> {
    let Claim { rate, base, name } = *claim;
    let like = |(one, other): &&Pair<'_>| {
        let value = one.interval().over(other.interval()).map(|ratio| ratio.in_percent().middle());
        let before = one.range.end <= rate.range.start && other.range.end <= rate.range.start;
        before
            && rate.digits.len() >= 3
            && value.is_some_and(|value| value <= Decimal::from(200) && slip_of(rate, value).is_some())
    };
    let by_slip = || pairs.iter().find(like).copied();
    let by_sibling = || sibling(sentence, candidates, rate);
    meant(sentence, candidates, rate, base, name).or_else(by_sibling).or_else(by_slip)
}

fn tell(sentence: &Sentence, (part, total): Pair<'_>, claim: &Claim<'_>, of_budget: bool, remarks: &mut Remarks) {
    let Claim { rate, base, name } = *claim;
    if !part.is_exact() || !total.is_exact() {
        return;
    }
    let Some(ratio) = part.interval().over(total.interval()).map(Interval::in_percent) else { return };
    // 不合格118批次，合格率98.70%: the rate is of the others.
    let of_others = name.is_some_and(|name| name.ends_with("合格") && !name.ends_with("不合格"))
        && sentence.words_before(part).contains("不合格");
    let expected = if of_others { Interval::exactly(Decimal::ONE_HUNDRED).minus(ratio) } else { ratio };
    // A rate far from what the numbers give is of other numbers, unless it is that of a budget named beside it.
    let far = expected.middle() > rate.value * Decimal::TWO || rate.value > expected.middle() * Decimal::TWO;
    let budget = of_budget && ["预算", "控制数", "批复"].iter().any(|word| sentence.words_before(total).contains(word));
    let named_base = base.is_some_and(|base| !base.is_empty());
    let named = base.is_some_and(|base| is_whole(sentence, total, base));
    if far && !budget || named_base && !named && slip_of(rate, expected.middle()).is_none() {
        return;
    }
    let (above, below, written) = (sentence.written(part), sentence.written(total), sentence.written(rate));
    let should = shown(rate, written, expected.middle());
    let message = format!("{above}和{below}的比率写的是{written}，算出来是{should}");
    let remark = Remark::new(&sentence.origin, message).at(sentence, &rate.range);
    remarks.add(remark.arithmetic(format!("{above}/{below}={should}")));
}

fn tell_with_rest(sentence: &Sentence, part: &Amount, other: &Amount, rate: &Amount, remarks: &mut Remarks) {
    let total = part.interval().plus(other.interval());
    let Some(ratio) = part.interval().over(total).map(Interval::in_percent) else { return };
    let (a, b, written) = (sentence.written(part), sentence.written(other), sentence.written(rate));
    let should = shown(rate, written, ratio.middle());
    let message = format!("{a}和其余{b}，{a}所占的比率写的是{written}，算出来是{should}");
    let remark = Remark::new(&sentence.origin, message).at(sentence, &rate.range);
    remarks.add(remark.arithmetic(format!("{a}/({a}+{b})={should}")));
}

/// 超额140组 is neither part nor whole.
fn is_gap(sentence: &Sentence, amount: &Amount) -> bool {
    let words = sentence.words_before(amount);
    ["超额", "超出", "超过", "增加", "减少", "增长", "下降"].iter().any(|word| words.ends_with(word))
}

/// Whether the words before a number are those of the named whole.
fn is_whole(sentence: &Sentence, total: &Amount, base: &str) -> bool {
    let base = base.trim().trim_end_matches('的');
    let bare = ["全部", "所有"].iter().find_map(|word| base.strip_prefix(word)).unwrap_or(base);
    let least = if bare.len() < base.len() { 2 } else { 3 };
    bare.chars().count() >= least && sentence.words_before(total).contains(bare)
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
    [ratio, ratio.map(|ratio| whole.minus(ratio).size())]
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
