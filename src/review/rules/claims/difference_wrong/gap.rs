//! 超出计划150组, 相差4.71个百分点, 结余15.14万元

use super::tell;
use crate::review::interval::Interval;
use crate::review::likeness::slip_of;
use crate::review::reading::{Amount, Hedge, Measure, Sentence};
use crate::review::remarks::Remarks;
use crate::review::rules::claims::pattern::pattern;
use crate::review::rules::claims::shown;
use crate::review::rules::claims::subject::{last_clause, names_another};
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

static DIFFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:超出|超过|超额完成|超额|超|高出|多出|多完成|高于|低于|少于|相差|差距为|差距|还差|差额为|差额|缺口为|缺口|节约|节省|结余|节余|短少|少完成|少|多|低|高)(?:了)?(?:原?(?:计划|目标|预算|任务|指标|上年|年初)(?:数|值|量)?)?(?:资金|任务|为|的)?N",
    )
});

/// 91.50%，超过85%的目标值5.5个百分点
static BEYOND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "N，(?:略|明显|大幅)?(?:高于|低于|超过|超出|高出|比)N的?(?:年度|预期|绩效)?(?:目标值?|计划数?|指标值|平均水平|平均值|要求)(?:高|低|多|少)?(?:了)?N",
    )
});

/// What a number lies beyond its target.
pub(super) fn beyond(sentence: &Sentence, remarks: &mut Remarks) {
    for groups in BEYOND.captures_iter(&sentence.masked) {
        let of = |group: usize| groups.get(group).and_then(|mark| sentence.amount_of(mark.as_str()));
        let (Some(one), Some(other), Some(amount)) = (of(1), of(2), of(3)) else { continue };
        let points = one.measure == Measure::Percent && amount.measure == Measure::Points;
        // 比上年增加40组，超过200组的计划数140组: what exceeds is not the change.
        let words = sentence.words_before(one).trim_end_matches('了');
        let is_change = ["增加", "减少", "增长", "下降", "提高", "降低"].iter().any(|word| words.ends_with(word));
        if is_change || sentence.works_out(amount) {
            continue;
        }
        let told = one.is_like(other) && (points || amount.is_like(one)) && one.is_exact() && amount.is_exact();
        let between = gap(one, other);
        if told && !between.meets(amount.interval()) {
            let (a, b, written) = (sentence.written(one), sentence.written(other), sentence.written(amount));
            let should = shown(amount, written, between.middle());
            tell(
                sentence,
                amount,
                format!("{a}和{b}相差{should}，写的是{written}"),
                format!("{a}-{b}={should}"),
                remarks,
            );
        }
    }
}

/// Every number that is told as a difference.
pub(super) fn gaps(sentence: &Sentence, remarks: &mut Remarks) {
    for groups in DIFFERENCE.captures_iter(&sentence.masked) {
        let before = &sentence.masked[..groups.get(0).map_or(0, |whole| whole.start())];
        let amount = groups.get(1).and_then(|mark| sentence.amount_of(mark.as_str()));
        let elsewhere = is_change_of_another(before) || is_from_a_year_untold(sentence, before);
        if let Some(amount) = amount.filter(|_| !elsewhere) {
            difference(sentence, amount, remarks);
        }
    }
}

/// 目标值由A提高到B，实际完成值比上年提高N: the change is of what its own clause says.
fn is_change_of_another(before: &str) -> bool {
    let Some(clause) = last_clause(before).strip_suffix(['提', '降', '减', '增']) else { return false };
    let head = &before[..before.len() - last_clause(before).len()];
    ["比", "较", "上年", "去年"].iter().any(|word| clause.contains(word)) || names_another(clause, head)
}

/// 2024年比2023年多N, and no number of 2023 before it: what it is the difference to stands somewhere else.
fn is_from_a_year_untold(sentence: &Sentence, before: &str) -> bool {
    let clause = last_clause(before);
    let head = &before[..before.len() - clause.len()];
    let Some(base) = clause.split(['比', '较']).nth(1).and_then(|base| sentence.year_of(base)) else { return false };
    let told = head.char_indices().filter_map(|(at, _)| sentence.year_of(&head[at..])).any(|year| year == base);
    !told && !["上年", "去年", "上一年"].iter().any(|word| head.contains(word))
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
    let Some(share) = gap.over(plan.interval()).map(|share| share.in_percent().size()) else { return };
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
    if !is_difference(sentence, amount) {
        return;
    }
    let others = like(sentence, amount);
    let pairs: Vec<(&Amount, &Amount)> = others
        .iter()
        .enumerate()
        .flat_map(|(at, one)| others[at + 1..].iter().map(move |other| (*one, *other)))
        .collect();
    if pairs.iter().any(|pair| explains(&others, *pair, amount)) {
        return;
    }
    // The number can be a state, not a difference: 超过200家. It is one if others of its size stand around.
    let before: Vec<&&Amount> = others.iter().filter(|other| other.range.end <= amount.range.start).collect();
    let two = before.len() == 2 && others.len() == 2 && before.iter().all(|one| one.is_exact());
    let meant = pairs
        .iter()
        .filter(|(one, other)| one.is_exact() && other.is_exact())
        .find(|(one, other)| slip_of(amount, gap(one, other).middle()).is_some() && amount.digits.len() >= 3);
    let meant = meant.or_else(|| pairs.first().filter(|_| two && amount.value < before[0].value.max(before[1].value)));
    // 支出812.00万元，摊到每辆车1670.78元: sums of quite another size differ by no such number.
    let of_size = |(one, other): &&(&Amount, &Amount)| {
        gap(one, other).middle() <= amount.value.saturating_mul(Decimal::from(1000))
    };
    let Some((one, other)) = meant.filter(of_size) else { return };
    let (greater, less) = if one.value > other.value { (one, other) } else { (other, one) };
    let written = sentence.written(amount);
    let should = shown(amount, written, gap(one, other).middle());
    let (a, b) = (sentence.written(greater), sentence.written(less));
    tell(sentence, amount, format!("{a}和{b}相差{should}，写的是{written}"), format!("{a}-{b}={should}"), remarks);
}

/// Whether the number is told as the difference of others in its sentence.
fn is_difference(sentence: &Sentence, amount: &Amount) -> bool {
    // 最低85分 and 平均 are no differences; what follows from the others in another way is right;
    // 扣除质保金后节约 has terms that the sentence does not tell.
    let words = sentence.words_before(amount);
    let other =
        ["最高", "最低", "最多", "最少", "平均", "扣除", "剔除", "加上"].iter().any(|word| words.contains(word));
    // The 约 of 节约 is no 约.
    let exact = amount.is_exact() || amount.hedge == Hedge::About && words.ends_with("节约");
    let counts = !matches!(amount.measure, Measure::Percent | Measure::Times | Measure::Bare);
    exact && counts && !other && !amount.value.is_zero() && !sentence.works_out(amount)
}

/// How far apart two numbers are.
fn gap(one: &Amount, other: &Amount) -> Interval {
    let (a, b) = (one.interval(), other.interval());
    if a.middle() > b.middle() { a.minus(b) } else { b.minus(a) }
}

/// Whether the number is what lies between the two; a third may be taken off, too:
/// 预算386万元，支出362万元，结转20万元，节约4万元.
fn explains(others: &[&Amount], (one, other): (&Amount, &Amount), amount: &Amount) -> bool {
    let (gap, wide) = (gap(one, other), amount.interval());
    let mut rest = others.iter().filter(|third| third.range != one.range && third.range != other.range);
    gap.meets(wide) || rest.any(|third| gap.minus(third.interval()).meets(wide))
}
