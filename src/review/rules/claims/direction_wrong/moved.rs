//! 由A提高到B, where B is less.

use super::name;
use crate::review::reading::{Amount, Measure, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::change::{Verdict, changes};
use crate::review::rules::claims::change_wrong::written;
use crate::review::rules::claims::pattern::{Direction, direction, pattern};
use crate::review::rules::claims::subject::last_clause;
use regex::Regex;
use std::sync::LazyLock;

/// 由A提高到B, where B is less.
pub(super) fn moved(sentence: &Sentence, before: &[Sentence], remarks: &mut Remarks) {
    for change in changes(sentence, before) {
        let (Some(word), from, to) = (change.moved, change.from.value, change.to.value) else { continue };
        let truly = if to > from { Direction::Up } else { Direction::Down };
        if to != from && truly != word && !is_better_with_less(sentence, change.from) {
            let (from, to) = (sentence.written(change.from), sentence.written(change.to));
            let message = format!("{from}到{to}是{}，写的是{}", name(truly), name(word));
            let whole = change.from.range.start..change.to.range.end.max(change.from.range.end);
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &whole));
        }
    }
}

/// B比A增长r%, where the amount is right and the way is not.
pub(super) fn claimed(sentence: &Sentence, before: &[Sentence], remarks: &mut Remarks) {
    for change in changes(sentence, before) {
        if let (Some(Verdict::Direction(truly)), Some((by, word))) = (change.verdict(), change.by)
            && !is_better_with_less(sentence, change.from)
        {
            let (from, to) = (written(sentence, before, change.from), sentence.written(change.to));
            let message = format!("{from}到{to}是{}，写的是{}{}", name(truly), name(word), sentence.written(by));
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &by.range));
        }
    }
}

/// 定位精度由10米提升到3米, 养护等级由3级提升为1级, 频次由3天一次提高到1天一次: what rises is not the number.
fn is_better_with_less(sentence: &Sentence, from: &Amount) -> bool {
    let clause = last_clause(&sentence.text[..from.range.start]);
    let says = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    let of_time = matches!(&from.measure, Measure::Unit(unit)
        if ["天", "日", "小时", "分钟", "个月", "年", "工作日"].contains(&unit.as_str()));
    says(&["精度", "等级", "级别", "排名", "名次", "位次"]) || of_time && says(&["频次", "频率"])
}

static CHAINED: LazyLock<Regex> =
    LazyLock::new(|| pattern("N，(?:Y年)?(?:又|再|继续|进一步|随后|则)+(↕)(?:到|至|为)N"));

/// 由9.05%降至7.44%，2024年进一步升至5.28%
pub(super) fn chained(sentence: &Sentence, remarks: &mut Remarks) {
    for groups in CHAINED.captures_iter(&sentence.masked) {
        let of = |group: usize| groups.get(group).and_then(|mark| sentence.amount_of(mark.as_str()));
        let word = groups.get(3).and_then(|word| direction(word.as_str()));
        let (Some(from), Some(to), Some(word)) = (of(1), of(4), word) else { continue };
        let truly = if to.value > from.value { Direction::Up } else { Direction::Down };
        if from.measure == to.measure && from.value != to.value && truly != word {
            let message =
                format!("{}到{}是{}，写的是{}", sentence.written(from), sentence.written(to), name(truly), name(word));
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &to.range));
        }
    }
}

static NARROWED: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:降幅|增幅|涨幅|跌幅|差距|缺口|偏差|偏差率)[由从]N收窄(?:到|至|为)N"));

/// 降幅由2.10%收窄到3.60%
pub(super) fn narrowed(sentence: &Sentence, remarks: &mut Remarks) {
    for groups in NARROWED.captures_iter(&sentence.masked) {
        let of = |group: usize| groups.get(group).and_then(|mark| sentence.amount_of(mark.as_str()));
        let (Some(from), Some(to)) = (of(1), of(2)) else { continue };
        if from.measure == to.measure && to.value.abs() > from.value.abs() {
            let message = format!("{}到{}是扩大，写的是收窄", sentence.written(from), sentence.written(to));
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &(from.range.start..to.range.end)));
        }
    }
}
