//! 45.84万件，比上年增长99% here, 45.84万件，同比下降99% there.

use crate::review::reading::{Amount, Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::{Direction, direction, pattern};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static CHANGE: LazyLock<Regex> =
    LazyLock::new(|| pattern("N[，（]?(?:比上年|比去年|较上年|较去年|与上年相比|同比)(?:同期)?(↕)了?N"));

/// A change that is told of a number.
struct Change<'a> {
    sentence: &'a Sentence,
    of: &'a Amount,
    by: &'a Amount,
    way: Direction,
}

/// One number, one change, two directions.
pub(super) fn ways(reading: &Reading<'_>, remarks: &mut Remarks) {
    let mut told: BTreeMap<String, Vec<Change<'_>>> = BTreeMap::new();
    for change in reading.prose().chain(&reading.told_in_cells).flat_map(changes) {
        let (of, by) = (change.of, change.by);
        let key = format!("{} {:?} {} {:?}", of.value.normalize(), of.measure, by.value.normalize(), by.measure);
        told.entry(key).or_default().push(change);
    }
    for changes in told.values() {
        let (up, down): (Vec<&Change<'_>>, Vec<&Change<'_>>) =
            changes.iter().partition(|change| change.way == Direction::Up);
        let (odd, usual) = if up.len() > down.len() { (&down, &up) } else { (&up, &down) };
        let (Some(odd), Some(usual)) = (odd.last(), usual.first()) else { continue };
        let word = |way| if way == Direction::Up { "增长" } else { "下降" };
        let message = format!(
            "{}的变化{}，这里说的是{}，另一处是{}",
            odd.sentence.written(odd.of),
            odd.sentence.written(odd.by),
            word(odd.way),
            word(usual.way)
        );
        let there = format!("另一处“{}”", usual.sentence.around(&usual.by.range));
        remarks.add(
            Remark::new(&odd.sentence.origin, message)
                .at(odd.sentence, &odd.by.range)
                .related(&usual.sentence.origin, there),
        );
    }
}

fn changes(sentence: &Sentence) -> Vec<Change<'_>> {
    let found = CHANGE.captures_iter(&sentence.masked).filter_map(|groups| {
        let of = sentence.amount_of(groups.get(1)?.as_str()).filter(|of| of.digits.trim_end_matches('0').len() >= 3)?;
        let by = sentence.amount_of(groups.get(3)?.as_str())?;
        Some(Change { sentence, of, by, way: direction(groups.get(2)?.as_str())? })
    });
    found.collect()
}
