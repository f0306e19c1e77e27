//! 句子里的得分率，和旁边的权重、得分算出来的不一样。
//!
//! # 查什么
//!
//! “权重7分，得分6.46分，得分率92.29%”“决策14.00分（权重20分，得分率70.00%）”：得分率前面写着一个权重（满分、标准分）和一个得分的，
//! 三个数要对得上。
//!
//! # 为什么
//!
//! 三个数是分别抄进来的。
//!
//! # 例子
//!
//! 权重7分，得分6.64分，得分率92.29%：6.64/7=94.86%。
//!
//! # 怎么改
//!
//! 核对三个数；写成绑定的值，就不会再错。

use super::score_differs::{Role, role};
use crate::diag::Severity;
use crate::review::interval::Interval;
use crate::review::reading::{Amount, Measure, Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::{pattern, shown};
use crate::review::rules::{Family, Rule};
use regex::Regex;
use std::sync::LazyLock;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "score-rate-wrong",
    title: "得分率与权重、得分不符",
    family: Family::Scores,
    severity: Severity::Error,
    remedy: "请核对权重、得分和得分率；写成绑定的值，就不会再错",
    find,
};

static RATE: LazyLock<Regex> = LazyLock::new(|| pattern("得分率(?:为|是|达到|达|仅为|仅|：)?N"));

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in reading.prose() {
        for groups in RATE.captures_iter(&sentence.masked) {
            let rate = groups.get(1).and_then(|mark| sentence.amount_of(mark.as_str()));
            if let Some(rate) = rate.filter(|rate| rate.measure == Measure::Percent && rate.is_exact() && !rate.bound) {
                judge(sentence, rate, remarks);
            }
        }
    }
}

fn judge(sentence: &Sentence, rate: &Amount, remarks: &mut Remarks) {
    let Some((given, weight)) = made_of(sentence, rate) else { return };
    // A score of one place may have been rounded before it was printed.
    let Some(possible) = given.as_printed().over(weight.interval()).map(Interval::in_percent) else { return };
    let Some(exact) = given.interval().over(weight.interval()).map(Interval::in_percent) else { return };
    if possible.meets(rate.as_printed()) {
        return;
    }
    let (above, below, written) = (sentence.written(given), sentence.written(weight), sentence.written(rate));
    let should = shown(rate, written, exact.middle());
    let message = format!("得{above}、满分{below}，得分率写的是{written}，算出来是{should}");
    remarks.add(
        Remark::new(&sentence.origin, message)
            .at(sentence, &rate.range)
            .arithmetic(format!("{above}/{below}={should}")),
    );
}

/// The score and the weight right before a rate.
fn made_of<'a>(sentence: &'a Sentence, rate: &Amount) -> Option<(&'a Amount, &'a Amount)> {
    let before = sentence.amounts.iter().filter(|amount| amount.range.end <= rate.range.start);
    let mut two = before.rev().take(2);
    let (last, first) = (two.next()?, two.next()?);
    let scores = [first, last].iter().all(|one| one.measure == Measure::Score && one.is_exact());
    // 得分6.46分，产出类得分率91.2% is the rate of something else.
    const LINKS: &str = "，、（）；和评价综合其 ";
    let between = sentence.text.get(last.range.end..rate.range.start)?;
    let direct = between.split("得分率").next().is_some_and(|words| words.chars().all(|sign| LINKS.contains(sign)));
    let near = direct && sentence.text.get(first.range.end..rate.range.start)?.chars().count() <= 30;
    match (role(sentence, first)?, role(sentence, last)?) {
        (Role::Weight, Role::Given) if scores && near => Some((last, first)),
        (Role::Given, Role::Weight) if scores && near => Some((first, last)),
        _ => None,
    }
}
