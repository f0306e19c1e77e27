//! 占64.89%；占22.74%；其余13.37%: shares of one whole.

use crate::review::interval::Interval;
use crate::review::likeness::slip_of;
use crate::review::reading::{Amount, Measure, Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::pattern::pattern;
use crate::review::rules::claims::shown;
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

static REST_SHARE: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:其余|剩余|余下|剩下)(?:~{0,16}?N，占(?:比)?N|~{0,24}?，占(?:比)?N|~{0,10}?(?:占)?N)"));
static SHARE: LazyLock<Regex> = LazyLock::new(|| pattern("占~{0,8}?N"));

/// The shares a passage gives since its last full stop, this sentence's among them.
fn shares<'a>(before: &'a [Sentence], sentence: &'a Sentence, end: usize) -> Vec<&'a Amount> {
    let run = |one: &'a Sentence| {
        SHARE.captures_iter(&one.masked).filter_map(move |groups| one.amount_of(groups.get(1)?.as_str()))
    };
    let earlier = before.iter().rev().take(3).collect::<Vec<_>>().into_iter().rev().flat_map(run);
    let own = run(sentence).filter(|one| one.range.end <= end);
    earlier.chain(own).filter(|one| one.measure == Measure::Percent && one.is_exact()).collect()
}

/// 占64.89%；占22.74%；其余13.37%: together they are all.
pub(super) fn rest_of_shares(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
    for groups in REST_SHARE.captures_iter(&sentence.masked) {
        // The last number is the share; one before it is the amount it is of.
        let rest = [2, 3, 4].into_iter().find_map(|group| groups.get(group));
        let rest = rest.and_then(|mark| sentence.amount_of(mark.as_str()));
        let Some(rest) = rest.filter(|rest| rest.measure == Measure::Percent && rest.is_exact()) else { continue };
        let shares = shares(reading.before(sentence), sentence, rest.range.start);
        // The list may have begun earlier or later: any run up to here that fills the whole is right.
        let whole = Interval::exactly(Decimal::ONE_HUNDRED);
        let mut sum = Interval::exactly(Decimal::ZERO);
        let mut nearest = None;
        let mut fits = false;
        for share in shares.iter().rev() {
            sum = sum.plus(share.interval());
            let left = whole.minus(sum);
            fits |= left.meets(rest.interval());
            if slip_of(rest, left.middle()).is_some() || (left.middle() - rest.value).abs() < Decimal::from(12) {
                nearest = Some(left.middle());
            }
        }
        if let Some(left) = nearest
            .filter(|_| !fits && (shares.len() >= 2 || shares.len() == 1 && is_of_two(reading, sentence, &groups)))
        {
            let written = sentence.written(rest);
            let should = shown(rest, written, left);
            let message = format!("其余的占比写的是{written}，100%减去前面各项是{should}");
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &rest.range));
        }
    }
}

/// Two groups that are all there are.
static PAIR: LazyLock<Regex> = LazyLock::new(|| {
    pattern("(男性|女性|城镇|农村)~{0,6}(?:N，)?占(?:比)?N[，、；](?:而)?(男性|女性|城镇|农村)~{0,6}(?:N，)?占(?:比)?N")
});

/// 男性占56.38%，女性占44.62%: together they are all.
pub(super) fn two_halves(sentence: &Sentence, remarks: &mut Remarks) {
    const HALVES: [(&str, &str); 2] = [("男性", "女性"), ("城镇", "农村")];
    for groups in PAIR.captures_iter(&sentence.masked) {
        let word = |group: usize| groups.get(group).map_or("", |word| word.as_str());
        let is_pair =
            HALVES.iter().any(|(one, other)| (word(1), word(4)) == (one, other) || (word(1), word(4)) == (other, one));
        let of = |group: usize| {
            sentence.amount_of(word(group)).filter(|share| share.measure == Measure::Percent && share.is_exact())
        };
        let (Some(one), Some(other)) = (of(3), of(6)) else { continue };
        let sum = one.interval().plus(other.interval());
        let near = (sum.middle() - Decimal::ONE_HUNDRED).abs() < Decimal::from(12);
        if is_pair && near && !sum.meets(Interval::exactly(Decimal::ONE_HUNDRED)) {
            let [a, b] = [one, other].map(|share| sentence.written(share));
            let total = sum.middle().normalize();
            let message = format!("{}和{}的占比加起来是{total}%，不是100%", word(1), word(4));
            let remark = Remark::new(&sentence.origin, message).at(sentence, &other.range);
            remarks.add(remark.arithmetic(format!("{a}+{b}={total}%")));
        }
    }
}

/// 柴油车占64.57%，其余32.43%为汽油车: two shares alone are of one whole if nothing stands between them.
fn is_of_two(reading: &Reading<'_>, sentence: &Sentence, groups: &regex::Captures<'_>) -> bool {
    static AT_THE_END: LazyLock<Regex> = LazyLock::new(|| pattern("占[一-龥]{0,8}?N，?$"));
    let before = &sentence.masked[..groups.get(0).map_or(0, |whole| whole.start())];
    let earlier = reading.before(sentence).last().filter(|_| before.is_empty());
    AT_THE_END.is_match(earlier.map_or(before, |earlier| earlier.masked.as_str()))
}

/// Shares of one whole in one sentence that make more than all of it.
pub(super) fn shares_beyond_all(sentence: &Sentence, remarks: &mut Remarks) {
    let shares = shares(&[], sentence, sentence.text.len());
    let several = ["多选", "重合", "交叉", "分别占预算", "不宜相加"].iter().any(|word| sentence.text.contains(word));
    if shares.len() < 3 || several {
        return;
    }
    let sum = shares.iter().fold(Interval::exactly(Decimal::ZERO), |sum, one| sum.plus(one.interval()));
    if sum.least > Decimal::ONE_HUNDRED && sum.middle() < Decimal::from(112) {
        let terms: Vec<&str> = shares.iter().map(|one| sentence.written(one)).collect();
        let total = sum.middle().normalize();
        let message = format!("各项占比加起来是{total}%，超过了100%");
        let remark = Remark::new(&sentence.origin, message).at(sentence, &shares[0].range);
        remarks.add(remark.arithmetic(format!("{}={total}%", terms.join("+"))));
    }
}
