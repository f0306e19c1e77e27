//! 比上年的1086.20万元增加91.48万元，同比下降8.42%: one change told in two ways.

use super::name;
use crate::review::interval::Interval;
use crate::review::reading::{Amount, Measure, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::pattern::{Direction, direction, pattern};
use regex::Regex;
use std::sync::LazyLock;

static OPPOSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:比|较)[^，；。]{0,4}(?:上年|去年|同期|[\u{F000}-\u{F7FF}]年?)[^，；。]{0,8}N(↕)了?N，(?:同比|较上年|比上年)?(↕)(?:率|幅)?(?:为|达)?了?N",
    )
});

/// 与上年相比少支出4.04万元，同比增长1.88%: no other number is needed to see that both cannot be.
static PLAINLY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:比|较|与)(?:上年|去年|上一年|上年同期|[\u{F000}-\u{F7FF}]年)(?:相比|比较)?(多|少|增加|减少)[一-龥]{0,4}N，(?:同比|较上年|比上年)(增长|下降|上升|减少|增加)了?N",
    )
});

fn plainly(sentence: &Sentence, remarks: &mut Remarks) {
    for groups in PLAINLY.captures_iter(&sentence.masked) {
        let of = |group: usize| groups.get(group).and_then(|mark| sentence.amount_of(mark.as_str()));
        let way = |group: usize| groups.get(group).and_then(|word| direction(word.as_str()));
        let (Some(gap), Some(rate), Some(first), Some(second)) = (of(2), of(4), way(1), way(3)) else { continue };
        if first != second && rate.measure == Measure::Percent && gap.measure != Measure::Percent {
            tell(sentence, (gap, first), (rate, second), remarks);
        }
    }
}

fn tell(sentence: &Sentence, gap: (&Amount, Direction), rate: (&Amount, Direction), remarks: &mut Remarks) {
    let (told, rate_told) = (sentence.written(gap.0), sentence.written(rate.0));
    let message = format!("前面是{}{told}，后面写的是{}{rate_told}", name(gap.1), name(rate.1));
    remarks.add(Remark::new(&sentence.origin, message).at(sentence, &rate.0.range));
}

/// The difference and the rate of one change must go the same way.
pub(super) fn opposed(sentence: &Sentence, remarks: &mut Remarks) {
    plainly(sentence, remarks);
    for groups in OPPOSED.captures_iter(&sentence.masked) {
        let of = |group: usize| groups.get(group).and_then(|mark| sentence.amount_of(mark.as_str()));
        let way = |group: usize| groups.get(group).and_then(|word| direction(word.as_str()));
        let (Some(base), Some(gap), Some(rate)) = (of(1), of(3), of(5)) else { continue };
        let (Some(first), Some(second)) = (way(2), way(4)) else { continue };
        let like = base.is_like(gap) && rate.measure == Measure::Percent && rate.is_exact();
        let share = gap.interval().over(base.interval()).map(Interval::in_percent);
        if like && first != second && share.is_some_and(|share| share.meets(rate.interval())) {
            tell(sentence, (gap, first), (rate, second), remarks);
        }
    }
}
