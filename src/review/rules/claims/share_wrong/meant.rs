//! Which two numbers of a sentence a rate is made of.

use crate::review::likeness::slip_of;
use crate::review::reading::{Amount, Measure, Sentence};

/// The part and the whole the sentence means, if there is no doubt about them.
pub(super) fn meant<'a>(
    sentence: &Sentence,
    candidates: &[&'a Amount],
    rate: &Amount,
    base: Option<&str>,
    name: Option<&str>,
) -> Option<(&'a Amount, &'a Amount)> {
    let before: Vec<&'a Amount> =
        candidates.iter().copied().filter(|amount| amount.range.end <= rate.range.start).collect();
    let part = *before.last()?;
    // Nothing may come between a part and its share but a comma.
    let between = sentence.text.get(part.range.end..rate.range.start)?;
    if between.chars().count() > 22 || between.contains("目标") || between.contains("计划") && name.is_none() {
        return None;
    }
    let like: Vec<&'a Amount> = before.iter().copied().filter(|amount| amount.measure == part.measure).collect();
    let clause = |amount: &Amount| sentence.words_before(amount).to_owned();
    if base.is_some() || name.is_none() {
        let total =
            like.iter().copied().filter(|amount| amount.value > part.value).max_by_key(|amount| amount.value)?;
        let only = like.len() == 2 || like.first().is_some_and(|first| first.range == total.range);
        return only.then_some((part, total));
    }
    // X率: the part is what the clause with X speaks of; the whole is the other number.
    let name = name?;
    let key: Vec<char> = name.chars().collect();
    let key: String = key[key.len().saturating_sub(2)..].iter().collect();
    const OTHER_WORDS: [(&str, &[&str]); 7] = [
        ("执行", &["支出", "用去", "使用", "支付", "花费", "列支", "拨付", "发放", "兑付", "报销"]),
        ("检出", &["不合格", "问题"]),
        ("完成", &["实际", "做到"]),
        ("办结", &["结案", "结清"]),
        ("回收", &["收回"]),
        ("到位", &["拨付", "拨到", "拨入", "收到"]),
        ("处置", &["处理", "查处"]),
    ];
    let also = OTHER_WORDS.iter().find(|(word, _)| *word == key).map_or(&[][..], |(_, words)| *words);
    let holds = |text: &str| text.contains(&key) || also.iter().any(|word| text.contains(word));
    let speaks = |amount: &Amount| holds(&clause(amount)) || holds(after(sentence, amount));
    if let [whole, one, other] = like.as_slice() {
        return partition(whole, one, other, speaks);
    }
    let [first, second] = like.as_slice() else { return None };
    match (speaks(first), speaks(second)) {
        (false, true) => Some((second, first)),
        (true, false) => Some((first, second)),
        _ => None,
    }
}

/// 检测100份，其中合格96份、不合格4份，合格率…: two numbers that make up a third are its parts.
fn partition<'a>(
    whole: &'a Amount,
    one: &'a Amount,
    other: &'a Amount,
    speaks: impl Fn(&Amount) -> bool,
) -> Option<(&'a Amount, &'a Amount)> {
    let all = one.value.checked_add(other.value)? == whole.value;
    match (speaks(one), speaks(other)) {
        (true, false) if all => Some((one, whole)),
        (false, true) if all => Some((other, whole)),
        _ => None,
    }
}

fn after<'a>(sentence: &'a Sentence, amount: &Amount) -> &'a str {
    let rest = &sentence.text[amount.range.end..];
    let end = rest.find(['，', '、', '。', '；', '（']).unwrap_or(rest.len());
    &rest[..end]
}

/// Where other shares of the sentence have one whole, this one has it too.
pub(super) fn sibling<'a>(
    sentence: &'a Sentence,
    candidates: &[&'a Amount],
    rate: &Amount,
) -> Option<(&'a Amount, &'a Amount)> {
    let part_of = |rate: &Amount| candidates.iter().copied().rfind(|one| one.range.end <= rate.range.start);
    let part = part_of(rate)?;
    if sentence.text.get(part.range.end..rate.range.start)?.chars().count() > 12 {
        return None;
    }
    let rates = sentence.amounts.iter().filter(|one| one.measure == Measure::Percent && one.range != rate.range);
    rates
        .filter_map(|other| {
            let own = part_of(other)?;
            candidates.iter().copied().find(|total| {
                total.measure == own.measure
                    && total.range != own.range
                    && own
                        .interval()
                        .over(total.interval())
                        .is_some_and(|ratio| ratio.in_percent().meets(other.interval()))
            })
        })
        .find(|total| total.measure == part.measure && total.range != part.range)
        .map(|total| (part, total))
}

/// 到位率104.17% for 480 of 500: the rate is that of the whole to the part.
pub(super) fn turned_round(
    sentence: &Sentence,
    candidates: &[&Amount],
    rate: &Amount,
    base: Option<&str>,
    name: Option<&str>,
) -> bool {
    let Some(_) = name.filter(|name| ["到位", "执行", "回收", "合格"].iter().any(|word| name.ends_with(word)))
    else {
        return false;
    };
    let Some((part, total)) = meant(sentence, candidates, rate, base, name) else { return false };
    let meets = |one: &Amount, other: &Amount| {
        one.interval().over(other.interval()).is_some_and(|ratio| ratio.in_percent().meets(rate.interval()))
    };
    meets(total, part) && !meets(part, total)
}

/// 不合格599批次，检出率21.12%，其余2225批次: the whole is the sum.
pub(super) fn with_the_rest<'a>(
    sentence: &Sentence,
    candidates: &[&'a Amount],
    rate: &Amount,
) -> Option<(&'a Amount, &'a Amount)> {
    let [one, other] = candidates else { return None };
    let rest = ["其余", "剩余", "余下"].iter().any(|word| sentence.words_before(other).contains(word));
    let ratio = one.interval().over(one.interval().plus(other.interval()))?.in_percent();
    let exact = one.is_exact() && other.is_exact() && one.measure == other.measure;
    (rest && exact && !ratio.meets(rate.interval()) && slip_of(rate, ratio.middle()).is_some()).then_some((one, other))
}
