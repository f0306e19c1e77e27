//! Whether the parts make their total.

use super::within::REST;
use crate::review::interval::Interval;
use crate::review::reading::{Amount, Measure, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::shown;
use rust_decimal::Decimal;

/// A total and the parts told behind it.
pub(super) struct List<'a> {
    /// Where the total stands.
    pub(super) home: &'a Sentence,
    /// The total.
    pub(super) total: &'a Amount,
    /// The word that leads to the parts.
    pub(super) word: &'a str,
    /// What stands behind that word.
    pub(super) behind: &'a str,
    /// How many of the parts stand in the sentence of the word.
    pub(super) here: usize,
    /// The parts, those behind semicolons among them.
    pub(super) parts: Vec<(&'a Sentence, &'a Amount)>,
}

/// Words by which a sentence owns that the parts overlap.
const OVERLAP: [&str; 8] = ["重合", "交叉", "重叠", "兼有", "兼具", "两种身份", "多重身份", "多选"];

/// Tells of a list whose parts do not make the total.
pub(super) fn judge(list: &List<'_>, remarks: &mut Remarks) {
    let List { home, total, word, behind, parts, .. } = list;
    // 各72件 counts more than once.
    if behind.contains('各')
        || OVERLAP.iter().any(|word| home.text.contains(word) || parts.iter().any(|(one, _)| one.text.contains(word)))
        || parts.iter().any(|(_, part)| !part.is_exact())
        || parts.iter().any(|(_, part)| part.value > total.value && parts.len() > 2) && *word == "（"
        || of_another_kind(list)
    {
        return;
    }
    let mut values: Vec<Interval> = parts.iter().map(|(_, part)| part.interval()).collect();
    if values.is_empty() || fits(total.interval(), &values) {
        return;
    }
    // The clauses behind belong to the list if they bring it nearer to its total.
    let away = |values: &[Interval]| (sum(values).middle() - total.value).abs();
    if list.here >= 2 && away(&values) > away(&values[..list.here]) {
        values.truncate(list.here);
    }
    if is_telling(list, &values) {
        tell(list, &values, remarks);
    }
}

fn sum(values: &[Interval]) -> Interval {
    values.iter().copied().fold(Interval::exactly(Decimal::ZERO), Interval::plus)
}

/// 3个片区，其中东片12个点: the parts are counts of other things than the total.
fn of_another_kind(list: &List<'_>) -> bool {
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
    let end = rest.char_indices().find(|(_, c)| !crate::review::reading::is_han(*c)).map_or(rest.len(), |(at, _)| at);
    &rest[..end]
}

/// Whether the parts make the total: all, or the first of them, with something else behind, or some,
/// where others are parts of parts or are told beside them.
fn fits(total: Interval, values: &[Interval]) -> bool {
    let mut running = Interval::exactly(Decimal::ZERO);
    let first = values.iter().any(|value| {
        running = running.plus(*value);
        running.meets(total)
    });
    let count = values.len().min(10);
    let chosen = |mask: u32| (0..count).filter(move |at| mask >> at & 1 == 1).map(|at| values[at]);
    // Small numbers make many sums: 组长1名、专家5名、助理7名 are not 12 because two of them are.
    let small = total.most < Decimal::from(50) && total.most.fract().is_zero();
    let likely = |mask: &u32| mask & 1 == 1 || mask.count_ones() == 1 || !small;
    let fits = |mask: u32| chosen(mask).reduce(Interval::plus).is_some_and(|sum| sum.meets(total));
    first || values.len() >= 3 && (1_u32..1 << count).filter(likely).any(fits)
}

/// Whether parts that do not make the total were meant to.
fn is_telling(list: &List<'_>, values: &[Interval]) -> bool {
    let List { home, total, word, behind, here, parts } = list;
    let sum = sum(values);
    let over = sum.least > total.interval().most;
    let near = (sum.middle() - total.value).abs() * Decimal::from(12) <= total.value;
    // Only one of the parts is told: it cannot be more than all.
    if values.len() == 1 {
        return over && near && *word == "其中";
    }
    // 其中刷卡4,692万人次；老人1,298万人次: clauses and sentences may go on to shares that overlap.
    let apart = *here == 1 || parts.iter().take(values.len()).any(|(sentence, _)| sentence.number != home.number);
    if apart && !near {
        return false;
    }
    // 选择“满意”的分别为: those are some of the whole.
    let start = home.masked.find(word).unwrap_or(0);
    let some = home.masked[..start].ends_with('的');
    let made_of = *word == "由" && (behind.contains("组成") || behind.contains("构成"));
    let complete = !some && matches!(*word, "分别为" | "分别是" | "分为" | "构成" | "组成")
        || made_of
        || REST.is_match(behind)
        || behind.contains("其余");
    let bracket = matches!(*word, "（" | "由" | "即" | "分别" | "——" | "：") && !made_of;
    near || !bracket && (over || complete) || total.measure == Measure::Money && is_unit_slip(total, values)
}

/// 3.20亿元，其中1.86万元、1.34亿元: with another unit one of the parts fits.
fn is_unit_slip(total: &Amount, values: &[Interval]) -> bool {
    let tenthousandfold = Interval::exactly(Decimal::from(10_000));
    (0..values.len()).any(|at| {
        let rest = sum(&[&values[..at], &values[at + 1..]].concat());
        let meant = [values[at].times(tenthousandfold), values[at].over(tenthousandfold)];
        meant.into_iter().flatten().any(|part| rest.plus(part).meets(total.interval()))
    })
}

fn tell(list: &List<'_>, values: &[Interval], remarks: &mut Remarks) {
    let List { home, total, parts, .. } = list;
    let written = home.written(total);
    let terms: Vec<&str> = parts.iter().take(values.len()).map(|(sentence, part)| sentence.written(part)).collect();
    let should = shown(total, written, sum(values).middle());
    let remark = match terms.as_slice() {
        [part] => Remark::new(&home.origin, format!("总数是{written}，其中的{part}超过了总数")),
        terms => Remark::new(&home.origin, format!("总数是{written}，{}加起来是{should}", terms.join("、")))
            .arithmetic(format!("{}={should}", terms.join("+"))),
    };
    remarks.add(remark.at(home, &total.range));
}
