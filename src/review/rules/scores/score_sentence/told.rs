//! What a sentence says of one score: the full marks, those given, those lost.

use super::has;
use crate::review::reading::{Amount, Measure, Sentence};
use rust_decimal::Decimal;

/// What a sentence says of one score.
#[derive(Debug, Default)]
pub(super) struct Told<'a> {
    pub(super) most: Option<&'a Amount>,
    pub(super) given: Option<&'a Amount>,
    pub(super) lost: Vec<&'a Amount>,
    /// Whether what is given is called full marks: 得满分2分.
    pub(super) given_in_full: bool,
}

impl Told<'_> {
    /// Whether its losses stand side by side, none a part of another, none a rule.
    pub(super) fn are_all_losses(&self, sentence: &Sentence) -> bool {
        let rule = |lost: &&Amount| {
            ["的扣", "低于", "以下", "以上", "以内"].iter().any(|word| clause(sentence, lost).contains(word))
        };
        !has(sentence, &["其中", "分别", "共扣", "合计扣", "累计扣"]) && !self.lost.iter().any(rule)
    }

    /// Whether it says of each loss what it is for.
    pub(super) fn have_causes(&self, sentence: &Sentence) -> bool {
        let cause =
            |lost: &&Amount| ["因", "由于", "又因", "另因"].iter().any(|word| clause(sentence, lost).starts_with(word));
        self.lost.len() > 1 && self.lost.iter().all(cause)
    }

    pub(super) fn lost_in_all(&self) -> Decimal {
        self.lost.iter().fold(Decimal::ZERO, |sum, lost| sum.saturating_add(lost.value))
    }
}

const FULL: [&str; 4] = ["得满分", "得到满分", "给予满分", "获得满分"];

/// The one full mark, score and the losses of a sentence; nothing where it speaks of several.
pub(super) fn scores_in(sentence: &Sentence) -> Option<Told<'_>> {
    const MOST: [&str; 7] = ["满分", "权重", "分值", "标准分", "权重分", "共", "总分"];
    const LOST: [&str; 6] = ["扣减", "扣除", "扣分", "扣", "减", "失分"];
    const GIVEN: [&str; 9] = ["得分", "得", "评", "给", "记", "评分", "计", "给予", "分值"];
    let mut told = Told::default();
    for amount in sentence.amounts.iter().filter(|amount| amount.measure == Measure::Score && amount.is_exact()) {
        let words = sentence.words_before(amount).trim_end_matches(['为', '是', '：', ':', '了', '去', ' ']);
        let ends = |list: &[&str]| list.iter().any(|word| words.ends_with(word));
        let of = sentence.text[amount.range.end..].starts_with('中');
        let full = ends(&FULL);
        let is_most = !full && !ends(&["评价分值", "评分分值"]) && (of || ends(&MOST));
        // 其中合同管理扣1分 is a part of what was lost.
        let part = clause(sentence, amount).starts_with("其中") && ends(&LOST);
        if part || is_rule(clause(sentence, amount)) {
            continue;
        }
        let slot = if is_most {
            &mut told.most
        } else if ends(&LOST) {
            told.lost.push(amount);
            continue;
        } else if full || ends(&GIVEN) {
            told.given_in_full |= full;
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

/// The words from the last punctuation mark, numbers among them.
fn clause<'a>(sentence: &'a Sentence, amount: &Amount) -> &'a str {
    let before = sentence.text.get(..amount.range.start).unwrap_or_default();
    before.rsplit(['，', '、', '；', '：', '（', '）', '【', '】', '“', '”']).next().unwrap_or_default()
}

/// 每低1个百分点扣, 缺一项扣, 两次各扣: what is lost for one thing, not what was in all.
fn is_rule(clause: &str) -> bool {
    let loses = ["扣", "减"].iter().any(|word| clause.contains(word));
    let each = ["每", "各扣", "均扣", "分别扣", "各减"].iter().any(|word| clause.contains(word));
    loses && (each || clause.starts_with(['缺', '少']))
}

/// Whether the sentence gives full marks, not only says what they are given for.
pub(super) fn says_full(sentence: &Sentence) -> bool {
    const FOR: [&str; 8] =
        ["满分的", "的得满分", "者得满分", "方得满分", "才得满分", "可得满分", "即得满分", "以上得满分"];
    if !has(sentence, &FULL) && !has(sentence, &["为满分"]) || has(sentence, &FOR) {
        return false;
    }
    // Beside the rule for a loss, full marks are of the rule too, unless they are of this indicator.
    let clauses = || sentence.text.split(['，', '、', '；']);
    let own = |clause: &str| FULL.iter().any(|full| clause.contains(full)) && clause.contains(['本', '该', '此', '故']);
    !clauses().any(is_rule) || clauses().any(own)
}

/// Whether the loss stands right beside the words of full marks, so that both are of one indicator.
pub(super) fn is_near_full(sentence: &Sentence, lost: &Amount) -> bool {
    let Some(at) = sentence.text.find("满分") else { return false };
    if ["每", "低于", "少于"].iter().any(|word| sentence.words_before(lost).contains(word)) {
        return false;
    }
    let (start, end) = (at.min(lost.range.start), at.max(lost.range.start));
    let near = sentence.text.get(start..end);
    let later = if at < lost.range.start { clause(sentence, lost) } else { before_full(&sentence.text, at) };
    // 决策得满分，过程得14分，扣1分: the loss is of the second.
    let given = |one: &&Amount| one.measure == Measure::Score && one.range.start > start && one.range.end <= end;
    if sentence.amounts.iter().any(|one| given(&one) && one.range != lost.range) {
        return false;
    }
    near.is_some_and(|between| between.chars().count() <= 14 && !between.contains('“')) && is_of_the_same(later)
}

fn before_full(text: &str, at: usize) -> &str {
    text[..at].rsplit(['，', '、', '；', '：', '（', '）', '【', '】', '“', '”']).next().unwrap_or_default()
}

/// Whether a number is of the indicator that the sentences before speak of.
pub(super) fn goes_on(sentence: &Sentence, amount: &Amount) -> bool {
    is_of_the_same(clause(sentence, amount))
}

/// Whether a clause goes on about the indicator before it: it names no other one.
fn is_of_the_same(clause: &str) -> bool {
    const GOES_ON: [&str; 14] =
        ["因", "由于", "但", "仍", "故", "本", "该", "此", "最终", "评价", "综合", "合计", "共", "实"];
    let bare = clause.trim_end_matches(['扣', '减', '除', '去', '得', '分', '获', '到', '给', '予']);
    bare.is_empty() || GOES_ON.iter().any(|word| bare.starts_with(word))
}
