//! 比上年的1086.20万元增加91.48万元，同比下降8.42%: one change told in two ways.

use super::name;
use crate::review::interval::Interval;
use crate::review::reading::{Measure, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::pattern::{direction, pattern};
use regex::Regex;
use std::sync::LazyLock;

static OPPOSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:比|较)[^，；。]{0,4}(?:上年|去年|同期|[\u{F000}-\u{F7FF}]年?)[^，；。]{0,8}N(↕)了?N，(?:同比|较上年|比上年)?(↕)(?:率|幅)?(?:为|达)?了?N",
    )
});

/// The difference and the rate of one change must go the same way.
pub(super) fn opposed(sentence: &Sentence, remarks: &mut Remarks) {
    for groups in OPPOSED.captures_iter(&sentence.masked) {
        let of = |group: usize| groups.get(group).and_then(|mark| sentence.amount_of(mark.as_str()));
        let way = |group: usize| groups.get(group).and_then(|word| direction(word.as_str()));
        let (Some(base), Some(gap), Some(rate)) = (of(1), of(3), of(5)) else { continue };
        let (Some(first), Some(second)) = (way(2), way(4)) else { continue };
        let like = base.is_like(gap) && rate.measure == Measure::Percent && rate.is_exact();
        let share = gap.interval().over(base.interval()).map(Interval::in_percent);
        if like && first != second && share.is_some_and(|share| share.meets(rate.interval())) {
            let (gap, rate_text) = (sentence.written(gap), sentence.written(rate));
            let message = format!("前面是{}{gap}，后面写的是{}{rate_text}", name(first), name(second));
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &rate.range));
        }
    }
}
