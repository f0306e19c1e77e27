//! 评分的句子自己打架。
//!
//! # 查什么
//!
//! “不得分”旁边写着得0.5分；“得满分”旁边写着扣分，或者得分比满分少；满分减得分不等于扣减的分；得分大于满分。
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

use crate::diag::Severity;
use crate::review::reading::{Amount, Measure, Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use rust_decimal::Decimal;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "score-sentence",
    title: "评分句自相矛盾",
    family: Family::Scores,
    severity: Severity::Error,
    remedy: "请核对满分、得分和扣分；用 :::指标 写指标分析，评分句由程序来写",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    let passages = reading.manuscript.passages.len();
    for passage in 0..passages {
        let sentences: Vec<&Sentence> = reading.prose().filter(|sentence| sentence.passage == passage).collect();
        for (at, sentence) in sentences.iter().enumerate() {
            judge(sentence, &sentences[..at], remarks);
        }
    }
}

/// What a sentence says of one score.
#[derive(Debug, Default)]
struct Told<'a> {
    most: Option<&'a Amount>,
    given: Option<&'a Amount>,
    lost: Option<&'a Amount>,
}

fn judge(sentence: &Sentence, before: &[&Sentence], remarks: &mut Remarks) {
    let Some(told) = scores_in(sentence) else { return };
    // 满分5分。评价得分3.44分。 stand in two sentences as often as in one.
    let earlier = before
        .iter()
        .rev()
        .filter_map(|before| scores_in(before))
        .find(|told| told.most.is_some() || told.given.is_some());
    let earlier = earlier.and_then(|earlier| earlier.most.filter(|_| earlier.given.is_none()));
    let most = told.most.or(earlier);
    let none = has(sentence, &["不得分", "不予得分", "得0分", "计0分"]);
    let full = has(sentence, &["得满分", "得到满分", "给予满分", "获得满分", "为满分"]) && !has(sentence, &["满分的"]);
    if let Some(given) = told.given {
        if none
            && given.value > Decimal::ZERO
            && !has(
                sentence,
                &[
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
                ],
            )
        {
            tell(sentence, given, format!("写着“不得分”，又写着得{}", sentence.written(given)), None, remarks);
        }
        if let Some(most) = most {
            if given.value > most.value {
                tell(
                    sentence,
                    given,
                    format!("得分{}超过了满分{}", sentence.written(given), score(most)),
                    None,
                    remarks,
                );
            } else if full && given.value < most.value {
                tell(
                    sentence,
                    given,
                    format!("写着“得满分”，得分{}却比满分{}少", sentence.written(given), score(most)),
                    None,
                    remarks,
                );
            }
        }
    }
    if let Some(lost) = told.lost.filter(|lost| full && lost.value > Decimal::ZERO && is_near_full(sentence, lost)) {
        tell(sentence, lost, format!("写着“得满分”，又写着扣{}", sentence.written(lost)), None, remarks);
    }
    if let (Some(most), Some(given), Some(lost)) = (most, told.given, told.lost)
        && most.value >= given.value
        && most.value - given.value != lost.value
    {
        let should = (most.value - given.value).normalize();
        let arithmetic = format!("{}-{}={should}", most.value.normalize(), given.value.normalize());
        let message = format!(
            "满分{}、得{}，扣分写的是{}，应当是{should}分",
            score(most),
            sentence.written(given),
            sentence.written(lost)
        );
        tell(sentence, lost, message, Some(arithmetic), remarks);
    }
}

/// Whether the loss stands right beside the words of full marks, so that both are of one indicator.
fn is_near_full(sentence: &Sentence, lost: &Amount) -> bool {
    let Some(at) = sentence.text.find("满分") else { return false };
    if ["每", "低于", "少于"].iter().any(|word| sentence.words_before(lost).contains(word)) {
        return false;
    }
    let (start, end) = (at.min(lost.range.start), at.max(lost.range.start));
    sentence.text.get(start..end).is_some_and(|between| between.chars().count() <= 14 && !between.contains('“'))
}

fn score(amount: &Amount) -> String {
    format!("{}分", amount.value.normalize())
}

fn has(sentence: &Sentence, words: &[&str]) -> bool {
    words.iter().any(|word| sentence.text.contains(word))
}

/// The one full mark, score and loss of a sentence; nothing where it speaks of several.
fn scores_in(sentence: &Sentence) -> Option<Told<'_>> {
    let mut told = Told::default();
    for amount in sentence.amounts.iter().filter(|amount| amount.measure == Measure::Score && amount.is_exact()) {
        let words = sentence.words_before(amount).trim_end_matches(['为', '是', '：', ':', '了', ' ']);
        let ends = |list: &[&str]| list.iter().any(|word| words.ends_with(word));
        let of = sentence.text[amount.range.end..].starts_with('中');
        let slot = if of || ends(&["满分", "权重", "分值", "标准分", "权重分", "共", "总分"]) {
            &mut told.most
        } else if ends(&["扣减", "扣除", "扣分", "扣", "扣去", "减", "失分"]) {
            &mut told.lost
        } else if ends(&[
            "得分",
            "得",
            "评",
            "给",
            "记",
            "评分",
            "计",
            "评价得分",
            "实得",
            "实际得分",
            "给予",
            "获得",
            "最终得分",
        ]) {
            &mut told.given
        } else {
            continue;
        };
        if slot.replace(amount).is_some_and(|before| before.value != amount.value) {
            return None;
        }
    }
    Some(told)
}

fn tell(sentence: &Sentence, amount: &Amount, message: String, arithmetic: Option<String>, remarks: &mut Remarks) {
    let remark = Remark::new(&sentence.origin, message).at(sentence, &amount.range);
    remarks.add(match arithmetic {
        Some(arithmetic) => remark.arithmetic(arithmetic),
        None => remark,
    });
}
