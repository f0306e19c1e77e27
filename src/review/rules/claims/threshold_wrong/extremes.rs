//! 分别为a、b、c，最高为b: the greatest and the least of a row.

use super::rows::row_before;
use crate::review::likeness::slip_of;
use crate::review::reading::{Amount, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::pattern::pattern;
use regex::Regex;
use std::cmp::Ordering;
use std::sync::LazyLock;

const MOST: [&str; 3] = ["最高", "最大", "最多"];
const LEAST: [&str; 3] = ["最低", "最小", "最少"];

static TOLD: LazyLock<Regex> = LazyLock::new(|| pattern("^~{0,10}?N"));

/// Every number that is told as the greatest or the least of those before it.
pub(super) fn extremes(sentence: &Sentence, remarks: &mut Remarks) {
    let all =
        MOST.iter().map(|word| (*word, Ordering::Greater)).chain(LEAST.iter().map(|word| (*word, Ordering::Less)));
    for (word, extreme) in all {
        for (at, _) in sentence.masked.match_indices(word) {
            let Some(groups) = TOLD.captures(&sentence.masked[at + word.len()..]) else { continue };
            let whole = groups.get(0).map_or("", |whole| whole.as_str());
            let told = groups.get(1).and_then(|mark| sentence.amount_of(mark.as_str()));
            // 最高限价, 最高与最低相差 are no numbers of the row.
            let other = ["最", "限", "相差", "比", "较", "高出"].iter().any(|word| whole.contains(word));
            let Some(told) = told.filter(|told| told.is_exact() && !other) else { continue };
            let Some(row) = row_before(sentence, told).filter(|row| row.len() >= 3) else { continue };
            let beyond = |one: &'_ Amount, other: &Amount| one.value.cmp(&other.value) == extreme;
            let truly = row.iter().copied().reduce(|best, one| if beyond(one, best) { one } else { best });
            let Some(truly) = truly.filter(|truly| truly.value != told.value) else { continue };
            // A number that is neither of the row nor like its extreme is told of something else.
            if row.iter().any(|one| one.value == told.value) || slip_of(told, truly.value).is_some() {
                let (should, written) = (sentence.written(truly), sentence.written(told));
                let message = format!("列出的数里{word}的是{should}，写的是{written}");
                remarks.add(Remark::new(&sentence.origin, message).at(sentence, &told.range));
            }
        }
    }
}
