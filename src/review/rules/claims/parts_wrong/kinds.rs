//! Whether the numbers behind a total count its parts, or other things.

use super::judge::{List, fits};
use crate::review::interval::Interval;
use crate::review::reading::{Amount, Measure, Sentence, is_han};
use rust_decimal::Decimal;

/// 3个片区，其中东片12个点: the parts are counts of other things than the total.
pub(super) fn of_another_kind(list: &List<'_>) -> bool {
    let List { home, total, parts, .. } = list;
    let values: Vec<Interval> = parts.iter().map(|(_, part)| part.interval()).collect();
    // 30.69件，其中26.57万件、4.12万件: the total lacks its 万.
    let lacks_unit = || {
        let whole = total.interval().times(Interval::exactly(Decimal::from(10_000)));
        whole.is_some_and(|whole| fits(whole, &values))
    };
    let greater = parts.len() >= 2 && parts.iter().all(|(_, part)| part.value > total.value) && !lacks_unit();
    // 得分91.2分，其中门诊90.4分、住院92.0分: the whole lies between its parts, it is their average.
    let close = |(_, part): &(&Sentence, &Amount)| part.value * Decimal::TWO > total.value;
    let less = parts.iter().any(|(_, part)| part.value <= total.value);
    let more = parts.iter().any(|(_, part)| part.value >= total.value);
    let average = parts.len() >= 2 && parts.iter().all(close) && less && more;
    let generic = matches!(&total.measure, Measure::Unit(unit) if unit == "个");
    let whole = noun_behind(home, total);
    let other = |(sentence, part): &(&Sentence, &Amount)| {
        let noun = noun_behind(sentence, part);
        !noun.is_empty() && !noun.contains(|c: char| whole.contains(c))
    };
    greater || average || generic && !whole.is_empty() && parts.iter().all(other)
}

/// The thing that is counted: the words right behind the number.
fn noun_behind<'a>(sentence: &'a Sentence, amount: &Amount) -> &'a str {
    let rest = &sentence.text[amount.range.end..];
    let end = rest.char_indices().find(|(_, c)| !is_han(*c)).map_or(rest.len(), |(at, _)| at);
    &rest[..end]
}
