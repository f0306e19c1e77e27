//! 抽查60户，合格56户，不合格4户: two words that part everything between them.

use super::countable;
use crate::review::reading::{Amount, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::shown;
use crate::review::rules::claims::subject::nouns;
use rust_decimal::Decimal;

/// The first word of a pair may stand within the second.
const OPPOSITES: [(&str, &str); 12] = [
    ("男", "女"),
    ("合格", "不合格"),
    ("达标", "不达标"),
    ("达标", "未达标"),
    ("通过", "未通过"),
    ("办结", "未办结"),
    ("已整改", "未整改"),
    ("线上", "线下"),
    ("城镇", "农村"),
    ("有效", "无效"),
    ("正常", "异常"),
    ("上半年", "下半年"),
];

/// Totals that are told for something else than what was counted.
const OTHER_TOTALS: [&str; 9] = ["计划", "目标", "应", "预算", "上年", "去年", "平均", "其中", "基本"];

/// Three numbers of a kind in a row: a total and its two halves, or the halves and their total.
pub(super) fn opposites(sentence: &Sentence, remarks: &mut Remarks) {
    let like = |one: &&Amount| one.is_exact() && countable(one);
    let amounts: Vec<&Amount> = sentence.amounts.iter().filter(like).collect();
    for (at, three) in amounts.windows(3).enumerate() {
        let [one, other, last] = three else { continue };
        if one.measure != other.measure || other.measure != last.measure {
            continue;
        }
        let rest = &amounts[at + 3..];
        if are_opposite(sentence, other, last) && is_total(sentence, one, other) {
            compare(sentence, one, &[other, last], rest, remarks);
        } else if are_opposite(sentence, one, other) && is_total_behind(sentence, last, one) {
            compare(sentence, last, &[one, other], rest, remarks);
        }
    }
}

fn are_opposite(sentence: &Sentence, one: &Amount, other: &Amount) -> bool {
    let (here, there) = (sentence.words_before(one), sentence.words_before(other));
    let both =
        |(word, opposite): &(&str, &str)| here.contains(word) && !here.contains(opposite) && there.contains(opposite);
    let other_total = |words: &str| OTHER_TOTALS.iter().any(|word| words.contains(word));
    OPPOSITES.iter().any(both) && !other_total(here) && !other_total(there)
}

/// Whether a number before two halves is told for both.
fn is_total(sentence: &Sentence, total: &Amount, half: &Amount) -> bool {
    let (words, here) = (sentence.words_before(total), sentence.words_before(half));
    let is_half = OPPOSITES.iter().any(|(word, opposite)| words.contains(word) || words.contains(opposite));
    let other = OTHER_TOTALS.iter().any(|word| words.contains(word));
    // 合格 and 不合格 leave nothing out; of others the total has to say that it is one.
    let all = OPPOSITES.iter().any(|(word, opposite)| here.contains(word) && opposite.ends_with(word));
    let told = ["共", "总", "全部", "累计", "合计"].iter().any(|word| words.contains(word));
    !is_half && !other && (all || told)
}

/// 上半年支出a，下半年支出b，全年支出c: the total says of the year what the halves say.
fn is_total_behind(sentence: &Sentence, total: &Amount, half: &Amount) -> bool {
    let thing = |amount: &Amount| nouns(&sentence.words_before(amount).replace("上半年", "").replace("全年", ""));
    sentence.words_before(total).starts_with("全年")
        && sentence.words_before(half).contains("上半年")
        && thing(half) == thing(total)
}

fn compare(sentence: &Sentence, total: &Amount, halves: &[&Amount; 2], rest: &[&Amount], remarks: &mut Remarks) {
    let sum = halves[0].interval().plus(halves[1].interval());
    // 合格50户、不合格6户、待复检4户: there may be a third.
    let mut running = sum;
    let third = rest.iter().take_while(|one| one.measure == total.measure).any(|one| {
        running = running.plus(one.interval());
        running.meets(total.interval())
    });
    let near = (sum.middle() - total.value).abs() * Decimal::from(12) <= total.value;
    if third || !near || sum.meets(total.interval()) {
        return;
    }
    let [written, a, b] = [total, halves[0], halves[1]].map(|one| sentence.written(one));
    let should = shown(total, written, sum.middle());
    let message = format!("总数是{written}，{a}、{b}加起来是{should}");
    let remark = Remark::new(&sentence.origin, message).at(sentence, &total.range);
    remarks.add(remark.arithmetic(format!("{a}+{b}={should}")));
}
