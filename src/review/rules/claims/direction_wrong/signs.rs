//! 下降-3%, 下降330%: a word of change and a number that cannot stand behind it.

use crate::review::reading::{Measure, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::pattern::{Direction, direction, pattern};
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

static SIGNED: LazyLock<Regex> = LazyLock::new(|| pattern("(↕)(?:了|率为|幅为|为|率)?N"));

/// 下降330%: nothing can lose more than all of itself.
pub(super) fn beyond_all(sentence: &Sentence, remarks: &mut Remarks) {
    for groups in SIGNED.captures_iter(&sentence.masked) {
        let Some(amount) = groups.get(2).and_then(|mark| sentence.amount_of(mark.as_str())) else { continue };
        let word = groups.get(1).map_or("", |word| word.as_str());
        // What can fall below nothing can lose more than all of itself.
        let below = ["利润", "结余", "收益", "差额", "净"].iter().any(|thing| sentence.text.contains(thing));
        let down = direction(word) == Some(Direction::Down) && !below;
        if down && amount.measure == Measure::Percent && amount.value > Decimal::ONE_HUNDRED {
            let message = format!("「{word}{}」：减少不会超过100%", sentence.written(amount));
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &amount.range));
        }
    }
}

/// 下降-3%
pub(super) fn signed(sentence: &Sentence, remarks: &mut Remarks) {
    for groups in SIGNED.captures_iter(&sentence.masked) {
        let Some(amount) = groups.get(2).and_then(|mark| sentence.amount_of(mark.as_str())) else { continue };
        let rate = matches!(amount.measure, Measure::Percent | Measure::Points | Measure::Money | Measure::Unit(_));
        let word = groups.get(1).map_or("", |word| word.as_str());
        // 同比增长率为-3.97% is how rates are written.
        if groups.get(0).is_some_and(|whole| whole.as_str().contains(['率', '幅'])) {
            continue;
        }
        if rate && amount.value < Decimal::ZERO && direction(word).is_some() {
            let written = sentence.written(amount);
            let message = format!("「{word}」后面又写了负数「{written}」，方向说不清");
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &amount.range));
        }
    }
}
