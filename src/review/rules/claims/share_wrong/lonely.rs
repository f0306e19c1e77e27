//! A share whose whole stands in a sentence before.

use super::super::shown;
use super::{is_whole, works_with};
use crate::review::interval::Interval;
use crate::review::reading::{Amount, Measure, Sentence};
use crate::review::remarks::{Remark, Remarks};
use rust_decimal::Decimal;

/// A part with its share alone in a sentence: the whole is that of the shares before, or the one number
/// of the sentence right before that is of its kind (抽检2,824批次；不合格599批次，检出率21.21%).
pub(super) fn lonely(
    sentence: &Sentence,
    (before, around): (&[Sentence], &[Sentence]),
    candidates: &[&Amount],
    (rate, base, name): (&Amount, Option<&str>, Option<&str>),
    remarks: &mut Remarks,
) {
    let [part] = candidates else { return };
    let named = |one: &Amount| {
        let home = before.iter().find(|sentence| sentence.amounts.iter().any(|other| std::ptr::eq(other, one)));
        home.zip(base).is_some_and(|(home, base)| is_whole(home, one, base))
    };
    let far = sentence.text.get(part.range.end..rate.range.start).is_none_or(|between| between.chars().count() > 12);
    if far || !part.is_exact() || works_with(before, candidates, rate) {
        return;
    }
    let earlier: Vec<&Amount> =
        before.iter().flat_map(|sentence| &sentence.amounts).filter(|one| one.measure == part.measure).collect();
    let rates: Vec<&Amount> =
        around.iter().flat_map(|sentence| &sentence.amounts).filter(|one| one.measure == Measure::Percent).collect();
    let all: Vec<&Amount> =
        around.iter().flat_map(|sentence| &sentence.amounts).filter(|one| one.measure == part.measure).collect();
    let is_base = |total: &&&Amount| {
        let shares =
            all.iter().filter(|one| one.range != total.range).filter_map(|one| one.interval().over(total.interval()));
        let shares: Vec<Interval> = shares.map(Interval::in_percent).collect();
        rates.iter().filter(|rate| shares.iter().any(|share| share.meets(rate.interval()))).count() >= 2
    };
    let total = earlier.iter().find(|one| named(one)).or_else(|| earlier.iter().find(is_base)).copied();
    let Some(total) = total.or_else(|| right_before(before, part, rate, name)) else { return };
    let Some(value) = part.interval().over(total.interval()).map(Interval::in_percent) else { return };
    let home = before.iter().find(|sentence| sentence.amounts.iter().any(|one| std::ptr::eq(one, total)));
    let near = value.middle() < rate.value * Decimal::TWO && rate.value < value.middle() * Decimal::TWO;
    if let Some(base) = home.filter(|_| near && !value.meets(rate.interval())) {
        let (above, below, written) = (sentence.written(part), base.written(total), sentence.written(rate));
        let should = shown(rate, written, value.middle());
        let message = format!("{above}占{below}的比率写的是{written}，算出来是{should}");
        let remark = Remark::new(&sentence.origin, message).at(sentence, &rate.range);
        remarks.add(remark.arithmetic(format!("{above}/{below}={should}")));
    }
}

/// The one larger number of its kind in the sentence right before, if the rate is nearly theirs.
fn right_before<'a>(before: &'a [Sentence], part: &Amount, rate: &Amount, name: Option<&str>) -> Option<&'a Amount> {
    const NAMES: [&str; 7] = ["办结", "检出", "合格", "回收", "整改", "处理", "处置"];
    let of_budget =
        name.is_some_and(|name| name.ends_with("执行")) && before.last().is_some_and(|one| one.text.contains("预算"));
    name.filter(|name| of_budget || NAMES.iter().any(|word| name.ends_with(word)))?;
    let like = |one: &&Amount| one.measure == part.measure && one.is_exact() && one.value > part.value;
    let mut totals = before.last()?.amounts.iter().filter(like);
    let total = totals.next().filter(|_| before.last().is_some_and(|one| one.amounts.len() <= 2))?;
    let value = part.interval().over(total.interval()).map(Interval::in_percent)?.middle();
    // A rate far from it is of another whole.
    let near = (value.saturating_sub(rate.value)).abs().saturating_mul(Decimal::from(20)) < rate.value;
    (totals.next().is_none() && near).then_some(total)
}
