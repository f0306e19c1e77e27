//! Shares that name both their numbers: 占预算总额360.00万元的36.00%, 到课率为91.50%（应到800人次，实到740人次）,
//! 分别为150份、36份、14份，分别占75.00%、18.00%、9.00%.

use super::super::pattern::pattern;
use super::super::shown;
use crate::review::interval::Interval;
use crate::review::reading::{Amount, Measure, Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

static OF: LazyLock<Regex> =
    LazyLock::new(|| pattern("N~{0,16}(?:占|为|是|完成|达到|达|相当于)(?:[\u{E000}-\u{E7FF}])?[一-龥“”]{0,12}N的N"));
static BRACKET: LazyLock<Regex> =
    LazyLock::new(|| pattern("率(?:为|达到|达|是)?N（[一-龥]{1,10}N[，、]?[一-龥]{1,10}N）"));
static EACH: LazyLock<Regex> =
    LazyLock::new(|| pattern("(N(?:、N)+)，?(?:各占|分别占|占比分别为|占比为)[一-龥]{0,10}?(N(?:、N)+)"));

/// The shares of a sentence that name their whole.
pub(super) fn named_whole(sentence: &Sentence, remarks: &mut Remarks) {
    let amount = |mark: Option<regex::Match<'_>>| mark.and_then(|mark| sentence.amount_of(mark.as_str()));
    for groups in OF.captures_iter(&sentence.masked) {
        if let (Some(part), Some(whole), Some(rate)) =
            (amount(groups.get(1)), amount(groups.get(2)), amount(groups.get(3)))
        {
            judge(sentence, part, (whole, sentence.written(whole)), rate, remarks);
        }
    }
    for groups in BRACKET.captures_iter(&sentence.masked) {
        if let (Some(rate), Some(one), Some(other)) =
            (amount(groups.get(1)), amount(groups.get(2)), amount(groups.get(3)))
        {
            let (part, whole) = if one.value < other.value { (one, other) } else { (other, one) };
            if is_growth_or_rest(part, whole, rate) {
                continue;
            }
            judge(sentence, part, (whole, sentence.written(whole)), rate, remarks);
        }
    }
    for groups in EACH.captures_iter(&sentence.masked) {
        let all = |at: usize| -> Vec<&Amount> {
            let marks = groups.get(at).map_or("", |list| list.as_str()).split('、');
            marks.filter_map(|mark| sentence.amount_of(mark)).collect()
        };
        // Each N is a group of its own: the lists are the first and the fourth.
        each(sentence, &all(1), &all(4), remarks);
    }
}

/// 增长率60%（上年100场，本年160场）, 节约率45%（预算100万元，支出55万元）: not part of whole.
fn is_growth_or_rest(part: &Amount, whole: &Amount, rate: &Amount) -> bool {
    let one = Interval::exactly(Decimal::ONE);
    let rest = part.interval().over(whole.interval()).map(|ratio| one.minus(ratio));
    let growth = whole.interval().over(part.interval()).map(|ratio| ratio.minus(one));
    [rest, growth].into_iter().flatten().any(|value| value.in_percent().meets(rate.interval()))
}

/// Parts and their shares in one order; the whole is the number before that the parts add up to.
fn each(sentence: &Sentence, parts: &[&Amount], rates: &[&Amount], remarks: &mut Remarks) {
    let (Some(first), true) = (parts.first(), parts.len() == rates.len()) else { return };
    let Some(sum) = parts.iter().map(|part| part.interval()).reduce(Interval::plus) else { return };
    let whole = sentence.amounts.iter().find(|one| {
        one.range.end <= first.range.start && one.is_like(first) && one.is_exact() && one.interval().meets(sum)
    });
    let Some(whole) = whole else { return };
    for (part, rate) in parts.iter().zip(rates) {
        judge(sentence, part, (whole, sentence.written(whole)), rate, remarks);
    }
}

static OF_NAMED: LazyLock<Regex> = LazyLock::new(|| pattern("N，?占([一-龥]{3,10}?)的?N"));

/// 合计490份，占有效问卷的87.81%, where another sentence says 有效问卷558份.
pub(super) fn named_elsewhere(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
    for groups in OF_NAMED.captures_iter(&sentence.masked) {
        let of = |group: usize| groups.get(group).and_then(|mark| sentence.amount_of(mark.as_str()));
        let (Some(part), Some(base), Some(rate)) = (of(1), groups.get(2), of(3)) else { continue };
        // 占全部问题: what is called 各类问题 where it is counted.
        let base = base.as_str().trim_end_matches('的');
        let base = ["全部", "所有"].iter().find_map(|word| base.strip_prefix(word)).unwrap_or(base);
        let least =
            if base.chars().count() == 2 && groups.get(2).is_some_and(|all| all.as_str() != base) { 2 } else { 3 };
        let mut wholes: Vec<&Amount> = Vec::new();
        for other in reading.prose() {
            wholes.extend(
                other
                    .amounts
                    .iter()
                    .filter(|one| one.is_like(part) && one.is_exact() && other.words_before(one).ends_with(base)),
            );
        }
        let one = wholes.first().filter(|first| wholes.iter().all(|other| other.value == first.value));
        if let Some(whole) = one.filter(|whole| base.chars().count() >= least && whole.value > part.value) {
            let written = reading.prose().find(|other| other.amounts.iter().any(|amount| std::ptr::eq(amount, *whole)));
            let written = written.map_or("", |home| home.written(whole));
            judge(sentence, part, (whole, written), rate, remarks);
        }
    }
}

fn judge(sentence: &Sentence, part: &Amount, (whole, below): (&Amount, &str), rate: &Amount, remarks: &mut Remarks) {
    let usable = part.is_like(whole) && !matches!(part.measure, Measure::Percent | Measure::Points);
    let exact = [part, whole, rate].iter().all(|amount| amount.is_exact());
    if !usable || !exact || rate.measure != Measure::Percent || rate.bound {
        return;
    }
    let Some(ratio) = part.interval().over(whole.interval()).map(Interval::in_percent) else { return };
    // A rate far from theirs is of other numbers: of a sum of which the part is the last.
    let far = (ratio.middle().saturating_sub(rate.value)).abs().saturating_mul(Decimal::from(4)) > rate.value;
    // 完成850万元，其中土建780万元，为计划1000万元的85%: another number of the sentence is the part.
    let other = sentence.amounts.iter().filter(|one| one.is_like(part)).any(|one| {
        one.interval().over(whole.interval()).is_some_and(|ratio| ratio.in_percent().meets(rate.interval()))
    });
    if far || other || ratio.meets(rate.interval()) {
        return;
    }
    let (above, written) = (sentence.written(part), sentence.written(rate));
    let should = shown(rate, written, ratio.middle());
    let message = format!("{above}和{below}的比率写的是{written}，算出来是{should}");
    remarks.add(
        Remark::new(&sentence.origin, message)
            .at(sentence, &rate.range)
            .arithmetic(format!("{above}/{below}={should}")),
    );
}
