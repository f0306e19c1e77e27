//! 比上年增加20.00万元，增长3.57%: the rate of a change of which the gap is told.

use crate::review::interval::Interval;
use crate::review::reading::{Amount, Measure, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::pattern::{Direction, direction, pattern};
use crate::review::rules::claims::shown;
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

/// 2024年A，比2023年增加B，增长r%: A is told right before.
static FROM_NOW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "N，(?:(?:完成|执行|到位)率为?N，)?(?:同比|(?:比|较|与)(?:Y年|上年|去年|上一年)(?:度|同期)?(?:相比|比较)?)(↕|多|少)(?:了)?N，(?:同比)?(↕)(?:幅|率)?(?:了|为|达)?N",
    )
});

/// 减少B，下降r%, where two numbers told before differ by B.
static OF_TWO: LazyLock<Regex> =
    LazyLock::new(|| pattern("(↕|多出|多|少)(?:了)?N，(?:同比)?(↕|超)(?:幅|率)?(?:了|为|达)?N"));

/// A gap and the rate told of it, and which way it went.
struct Claim<'a> {
    gap: &'a Amount,
    by: &'a Amount,
    up: bool,
}

/// The rates of changes of which the gap is told.
pub(super) fn rates_of_gap(sentence: &Sentence, before: &[Sentence], remarks: &mut Remarks) {
    for groups in FROM_NOW.captures_iter(&sentence.bare) {
        let claim = claim(sentence, &groups, [4, 5, 6, 7]);
        let now = groups.get(1).and_then(|mark| sentence.amount_of(mark.as_str())).filter(|now| now.is_exact());
        if let Some((claim, now)) = claim.zip(now).filter(|(claim, now)| now.measure == claim.gap.measure) {
            from_now(sentence, &claim, now, remarks);
        }
    }
    for groups in OF_TWO.captures_iter(&sentence.bare) {
        if let Some(claim) = claim(sentence, &groups, [1, 2, 3, 4]) {
            of_two(sentence, before, &claim, remarks);
        }
    }
}

/// The claim of the groups: the word of the gap, the gap, the word of the rate, the rate.
fn claim<'a>(sentence: &'a Sentence, groups: &regex::Captures<'_>, at: [usize; 4]) -> Option<Claim<'a>> {
    let amount = |group: usize| sentence.amount_of(groups.get(group)?.as_str()).filter(|amount| amount.is_exact());
    let word = |group: usize| direction(groups.get(group)?.as_str());
    let (gap, by) = (amount(at[1])?, amount(at[3])?);
    let way = word(at[0])?;
    let fits = by.measure == Measure::Percent && word(at[2]) == Some(way) && gap.measure != Measure::Percent;
    fits.then_some(Claim { gap, by, up: way == Direction::Up })
}

/// The rate is of what is left of the number now without the gap.
fn from_now(sentence: &Sentence, claim: &Claim<'_>, now: &Amount, remarks: &mut Remarks) {
    let (now_range, gap_range) = (now.interval(), claim.gap.interval());
    let was = if claim.up { now_range.minus(gap_range) } else { now_range.plus(gap_range) };
    let Some(expected) = gap_range.over(was).map(Interval::in_percent) else { return };
    if was.least <= Decimal::ZERO || expected.meets(claim.by.interval()) {
        return;
    }
    let [now, gap, written] = [now, claim.gap, claim.by].map(|one| sentence.written(one));
    let should = shown(claim.by, written, expected.middle());
    let sign = if claim.up { "-" } else { "+" };
    let message = format!("{now}，变化{gap}，变化率写的是{written}，算出来是{should}");
    let arithmetic = format!("{gap}/({now}{sign}{gap})={should}");
    remarks.add(Remark::new(&sentence.origin, message).at(sentence, &claim.by.range).arithmetic(arithmetic));
}

/// The rate is of the earlier of the two numbers that differ by the gap.
fn of_two(sentence: &Sentence, before: &[Sentence], claim: &Claim<'_>, remarks: &mut Remarks) {
    let Claim { gap, by, up } = claim;
    let homes = || before.iter().chain([sentence]);
    let like: Vec<(&Sentence, &Amount)> = homes()
        .flat_map(|home| home.amounts.iter().map(move |one| (home, one)))
        .filter(|(_, one)| one.is_like(gap) && one.is_exact() && !std::ptr::eq(*one, *gap))
        .collect();
    let differ = |one: &Amount, other: &Amount| one.value.saturating_sub(other.value).abs() == gap.value;
    let pairs = like.iter().enumerate().flat_map(|(at, one)| like[at + 1..].iter().map(move |other| (*one, *other)));
    let mut pairs = pairs.filter(|(one, other)| differ(one.1, other.1));
    let (Some((one, other)), None) = (pairs.next(), pairs.next()) else { return };
    let (small, large) = if one.1.value < other.1.value { (one, other) } else { (other, one) };
    let was = if *up { small } else { large };
    let Some(expected) = gap.interval().over(was.1.interval()).map(Interval::in_percent) else { return };
    if expected.meets(by.interval()) {
        return;
    }
    let [gap, written] = [*gap, *by].map(|one| sentence.written(one));
    let (base, should) = (was.0.written(was.1), shown(by, written, expected.middle()));
    let message = format!("原数{base}，变化{gap}，变化率写的是{written}，算出来是{should}");
    let arithmetic = format!("{gap}/{base}={should}");
    remarks.add(Remark::new(&sentence.origin, message).at(sentence, &by.range).arithmetic(arithmetic));
}
