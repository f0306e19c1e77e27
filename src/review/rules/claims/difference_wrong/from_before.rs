//! 节电率31.59%。节电率目标为25.00%，超出目标6.59个百分点: the rate stands in a sentence before.

use super::tell;
use crate::review::reading::{Amount, Measure, Reading, Sentence};
use crate::review::remarks::Remarks;
use crate::review::rules::claims::pattern::pattern;
use crate::review::rules::claims::shown;
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

/// A rate of another year or one aimed at, and how far from it this one is.
static APART: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "([一-龥\u{F000}-\u{F7FF}]{3,16}?)(?:为|是)?N，(?:本年|本年度|今年|实际|实际值|Y年)?(?:比目标|比上年|较上年|较目标)?(?:超出|高出|高于|低于|超过|↕|相差|差)(?:了)?(?:年度)?(?:目标)?(?:值)?N",
    )
});

/// Percentage points from a rate told here to one told before.
pub(super) fn from_before(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
    for groups in APART.captures_iter(&sentence.masked) {
        let of = |group: usize| groups.get(group).map_or("", |words| words.as_str());
        let amount = |group: usize| sentence.amount_of(of(group)).filter(|amount| amount.is_exact());
        let marks = groups.len() - 1;
        let (Some(base), Some(gap)) = (amount(2), amount(marks)) else { continue };
        let rates = base.measure == Measure::Percent && gap.measure == Measure::Points;
        // Two rates in the sentence are its own matter.
        let own = sentence.amounts.iter().filter(|one| one.measure == Measure::Percent).count();
        let Some(name) = other_state(of(1)).filter(|_| rates && own == 1) else { continue };
        if let Some((home, now)) = told_before(reading, sentence, &name) {
            compare(sentence, (home, now), base, gap, remarks);
        }
    }
}

/// What a rate is of, if its words say that it is last year's or the one aimed at.
fn other_state(words: &str) -> Option<String> {
    const BEFORE: [&str; 5] = ["上年", "去年", "上一年", "上年度", "上年同期"];
    const BEHIND: [&str; 5] = ["的目标值", "目标值", "的目标", "目标", "指标值"];
    let words = words.trim_end_matches(['为', '是']);
    let last = BEFORE.iter().find_map(|word| words.strip_prefix(word));
    let aim = BEHIND.iter().find_map(|word| words.strip_suffix(word));
    let name = last.or(aim)?.trim_start_matches('的');
    let is_rate = name.ends_with(['率', '度']) || name.ends_with("比例");
    (is_rate && name.chars().count() >= 3).then(|| name.to_owned())
}

/// The one value that sentences of this section give the rate now.
fn told_before<'a>(reading: &'a Reading<'_>, sentence: &Sentence, name: &str) -> Option<(&'a Sentence, &'a Amount)> {
    const OTHER: [&str; 7] = ["上年", "去年", "目标", "计划", "上一年", "全市", "全省"];
    let homes = reading.prose().filter(|one| one.section == sentence.section);
    let homes = homes.filter(|one| (one.passage, one.number) < (sentence.passage, sentence.number));
    let told = homes.flat_map(|home| home.amounts.iter().map(move |one| (home, one))).filter(|(home, one)| {
        let words = home.words_before(one).trim_end_matches(['为', '是', '达', '到']);
        one.measure == Measure::Percent
            && one.is_exact()
            && words.ends_with(name)
            && !OTHER.iter().any(|word| words.contains(word))
    });
    let told: Vec<(&Sentence, &Amount)> = told.collect();
    let first = *told.first()?;
    told.iter().all(|(_, one)| one.value == first.1.value).then_some(first)
}

fn compare(sentence: &Sentence, (home, now): (&Sentence, &Amount), base: &Amount, gap: &Amount, remarks: &mut Remarks) {
    let between = now.interval().minus(base.interval()).size();
    let (should, told) = (between.middle(), gap.value);
    let far = should > told * Decimal::TWO || told > should * Decimal::TWO;
    if far || between.meets(gap.interval()) {
        return;
    }
    let (a, b, written) = (home.written(now), sentence.written(base), sentence.written(gap));
    let should = shown(gap, written, should);
    let (large, small) = if now.value > base.value { (a, b) } else { (b, a) };
    let message = format!("{a}和{b}相差{should}，写的是{written}");
    tell(sentence, gap, message, format!("{large}-{small}={should}"), remarks);
}
