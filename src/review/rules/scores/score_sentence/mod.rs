//! 评分的句子自己打架。
//!
//! # 查什么
//!
//! “不得分”旁边写着得0.5分；“得满分”旁边写着扣分，“得满分”“未扣分”而得分比满分少；满分减得分不等于扣减的分
//! （几处扣分的合在一起，扣分写在前几句里的也算）；得分大于满分。
//! 评分规则的话（每低1个百分点扣0.1分、缺一项扣1分、齐全的得满分）不算；写明加分的，得分可以大于满分；
//! “得满分”和扣分说的是两个指标的不算。
//!
//! # 为什么
//!
//! 评分句常常是复制上一个指标改的，改了得分忘了改扣分。
//!
//! # 例子
//!
//! “本指标满分3分，得1.5分，扣减1分”，应当扣减1.5分。
//!
//! # 怎么改
//!
//! 核对满分、得分和扣分；用 :::指标 写指标分析，评分句由程序来写。

mod told;

use crate::diag::Severity;
use crate::review::reading::{Amount, Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use rust_decimal::Decimal;
use told::{Told, says_full, scores_in};

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "score-sentence",
    title: "评分句自相矛盾",
    family: Family::Scores,
    severity: Severity::Error,
    remedy: "请核对满分、得分和扣分；用 :::指标 写指标分析，评分句由程序来写",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    let sentences: Vec<&Sentence> = reading.prose().collect();
    for passage in sentences.chunk_by(|one, next| one.passage == next.passage) {
        for (at, sentence) in passage.iter().enumerate() {
            judge(sentence, &passage[..at], remarks);
        }
    }
}

fn judge(sentence: &Sentence, before: &[&Sentence], remarks: &mut Remarks) {
    let Some(told) = scores_in(sentence) else { return };
    let none = none_beside_some(sentence, &told);
    let full = full_beside_loss(sentence, &told).or_else(|| against_most(sentence, &told, before));
    let found = full.or_else(|| difference(sentence, &told, before));
    for (amount, message, arithmetic) in none.into_iter().chain(found) {
        let remark = Remark::new(&sentence.origin, message).at(sentence, &amount.range);
        remarks.add(match arithmetic {
            Some(arithmetic) => remark.arithmetic(arithmetic),
            None => remark,
        });
    }
}

/// A number that is wrong, what is said of it, and how it is worked out.
type Wrong<'a> = (&'a Amount, String, Option<String>);

/// “不得分” beside a score.
fn none_beside_some<'a>(sentence: &Sentence, told: &Told<'a>) -> Option<Wrong<'a>> {
    const RULES: [&str; 14] = [
        "不得分；",
        "否则不得分",
        "反之不得分",
        "低于",
        "以下",
        "规则",
        "细则规定",
        "则不得分",
        "要点",
        "其余",
        "其他",
        "该项不符",
        "此项",
        "的不得分",
    ];
    let given = told.given.filter(|given| given.value > Decimal::ZERO)?;
    let none = has(sentence, &["不得分", "不予得分", "得0分", "计0分"]) && !has(sentence, &RULES);
    none.then(|| (given, format!("写着“不得分”，又写着得{}", sentence.written(given)), None))
}

/// “得满分” beside a loss.
fn full_beside_loss<'a>(sentence: &Sentence, told: &Told<'a>) -> Option<Wrong<'a>> {
    let lost = told.lost.iter().find(|lost| lost.value > Decimal::ZERO && told::is_near_full(sentence, lost))?;
    says_full(sentence).then(|| (*lost, format!("写着“得满分”，又写着扣{}", sentence.written(lost)), None))
}

/// A score above its most, or below it where the words say that nothing was lost.
fn against_most<'a>(sentence: &Sentence, told: &Told<'a>, before: &[&Sentence]) -> Option<Wrong<'a>> {
    let given = told.given?;
    let most = told.most.or_else(|| earlier(before).map(|(_, most)| most))?;
    let written = sentence.written(given);
    if given.value > most.value {
        let added = has(sentence, &["加分", "另加", "附加", "奖励", "再加", "外加"]);
        return (!added).then(|| (given, format!("得分{written}超过了满分{}", score(most)), None));
    }
    // 满分5分。要点一得满分2分: full marks of a part, unless both stand in one sentence.
    let full = says_full(sentence) && (!told.given_in_full || told.most.is_some());
    let unscathed = told.lost.is_empty() && has(sentence, &["未扣分", "没有扣分"]) && !has(sentence, &PARTS);
    let says = if full { "得满分" } else { "未扣分" };
    let less = given.value < most.value && (full || unscathed);
    less.then(|| (given, format!("写着“{says}”，得分{written}却比满分{}少", score(most)), None))
}

/// Words for a part of what one indicator asks for.
const PARTS: [&str; 4] = ["要点", "其中", "部分", "分项"];

/// A loss that is not what the score lacks.
fn difference<'a>(sentence: &Sentence, told: &Told<'a>, before: &[&Sentence]) -> Option<Wrong<'a>> {
    let given = told.given?;
    let earlier = earlier(before);
    let most = told.most.or(earlier.map(|(_, most)| most)).filter(|most| most.value >= given.value)?;
    let lacks = most.value - given.value;
    let (place, lost) = match told.lost.as_slice() {
        [] if told::goes_on(sentence, given) => (given, lost_before(before, earlier?.0)?),
        [one] => (*one, one.value),
        several if told.are_all_losses(sentence) => (*several.last()?, told.lost_in_all()),
        _ => return None,
    };
    // One of several losses can be what the others make together, unless each has its own cause.
    let one_is_all = told.lost.iter().any(|one| one.value == lacks) && !told.have_causes(sentence);
    if lost == lacks || one_is_all {
        return None;
    }
    let arithmetic = format!("{}-{}={}", most.value.normalize(), given.value.normalize(), lacks.normalize());
    let should = lacks.normalize();
    let lost = match told.lost.as_slice() {
        [one] => sentence.written(one).to_owned(),
        _ => format!("{}分", lost.normalize()),
    };
    let message = format!("满分{}、得{}，扣分写的是{lost}，应当是{should}分", score(most), sentence.written(given));
    Some((place, message, Some(arithmetic)))
}

/// 满分5分。评价得分3.44分。 stand in two sentences as often as in one: the nearest sentence before
/// that speaks of scores, if it says the most alone.
fn earlier<'a>(before: &[&'a Sentence]) -> Option<(usize, &'a Amount)> {
    let mut told = before.iter().enumerate().rev().filter_map(|(at, before)| Some((at, scores_in(before)?)));
    let (at, told) = told.find(|(_, told)| told.most.is_some() || told.given.is_some())?;
    told.most.filter(|_| told.given.is_none()).map(|most| (at, most))
}

/// The one loss that the sentences since the one with the most speak of.
fn lost_before(before: &[&Sentence], from: usize) -> Option<Decimal> {
    let sentences = before.get(from..)?;
    let told = sentences.iter().map(|sentence| scores_in(sentence)).collect::<Option<Vec<_>>>()?;
    let lost: Vec<&Amount> = told.iter().flat_map(|told| told.lost.iter().copied()).collect();
    let [one] = lost.as_slice() else { return None };
    let plain =
        sentences.iter().zip(&told).all(|(sentence, told)| told.are_all_losses(sentence) && !has(sentence, &PARTS));
    plain.then_some(one.value)
}

fn score(amount: &Amount) -> String {
    format!("{}分", amount.value.normalize())
}

fn has(sentence: &Sentence, words: &[&str]) -> bool {
    words.iter().any(|word| sentence.text.contains(word))
}
