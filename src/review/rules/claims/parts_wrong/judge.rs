//! Whether the parts make their total.

use super::kinds::of_another_kind;
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

/// The sum of some values.
fn sum(values: &[Interval]) -> Interval {
    values.iter().copied().fold(Interval::exactly(Decimal::ZERO), Interval::plus)
}

/// Whether the parts make the total: all, or the first of them, with something else behind, or some,
/// where others are parts of parts or are told beside them.
pub(super) fn fits(total: Interval, values: &[Interval]) -> bool {
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
    // 其中选择“满意”的分别为: what is left may be as little as it likes.
    if some && !over {
        return false;
    }
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
    let parts = &parts[..values.len()];
    let terms: Vec<&str> = parts.iter().map(|(sentence, part)| sentence.written(part)).collect();
    let written = home.written(total);
    if let ([before @ .., _], [others @ .., _], Some((place, rest))) = (terms.as_slice(), values, parts.last())
        && is_rest(list, (place, rest), sum(others))
    {
        let left = total.interval().minus(sum(others)).middle();
        let (said, should) = (place.written(rest), shown(rest, place.written(rest), left));
        let message = format!("总数是{written}，减去{}是{should}，其余写的是{said}", before.join("、"));
        let remark = Remark::new(&place.origin, message).at(place, &rest.range);
        remarks.add(remark.arithmetic(format!("{written}-{}={should}", before.join("-"))));
        return;
    }
    let should = shown(total, written, sum(values).middle());
    let remark = match terms.as_slice() {
        [part] => Remark::new(&home.origin, format!("总数是{written}，其中的{part}超过了总数")),
        terms => Remark::new(&home.origin, format!("总数是{written}，{}加起来是{should}", terms.join("、")))
            .arithmetic(format!("{}={should}", terms.join("+"))),
    };
    remarks.add(remark.at(home, &total.range));
}

/// Whether the last part is told as what the others leave, and they leave something.
fn is_rest(list: &List<'_>, (place, last): (&Sentence, &Amount), others: Interval) -> bool {
    let words = place.words_before(last);
    others.most < list.total.value && ["其余", "剩余", "余下"].iter().any(|word| words.contains(word))
}
