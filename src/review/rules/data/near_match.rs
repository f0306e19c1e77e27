//! 文字里的数，和表里它说的那个数差一点。
//!
//! # 查什么
//!
//! 手工写在文字里的数，在表里、合计里、由表算出的比率和变化里都找不到；而这句话说的那一行那一列，有一个只差一位、
//! 颠倒两位、多写少写一位，或者单位错了（元写成万元、小数点错位）的数。绑定的值（{{ … }}）不查，它不会错。
//!
//! # 为什么
//!
//! 表更新了，旁边的句子没有更新；或者抄的时候按错一个键。
//!
//! # 例子
//!
//! 表里实际执行是51,327,415.05元，句子里写成5,132.47万元。
//!
//! # 怎么改
//!
//! 照表改正；最好写成绑定的值，以后就不会再错。

use super::evidence::{Evidence, Mention, context, evidence};
use crate::review::likeness::{Likeness, likeness};
use crate::diag::Severity;
use crate::review::reading::{Amount, Fact, Measure, Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::shown;
use crate::review::rules::{Family, Rule};

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "near-match",
    title: "文字里的数和表里的差一点",
    family: Family::Data,
    severity: Severity::Error,
    remedy: "请照表改正；最好写成绑定的值 {{ 表.行.列 }}，以后就不会再错",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in reading.prose() {
        for amount in sentence.amounts.iter().filter(|amount| amount.is_exact() && !amount.bound) {
            if amount.digits.len() < 2 || reading.is_explained(sentence, amount) {
                continue;
            }
            if let Some((fact, likeness)) = meant(reading, sentence, amount) {
                tell(reading, sentence, amount, fact, likeness, remarks);
            }
        }
    }
}

/// Units that nearly everything is counted by.
const COMMON: [&str; 6] = ["个", "项", "次", "类", "家", "人"];

/// The cell the number was most likely copied from.
fn meant<'a>(reading: &'a Reading<'_>, sentence: &Sentence, amount: &Amount) -> Option<(&'a Fact, Likeness)> {
    let text = context(sentence, amount.range.end);
    let own = sentence.words_before(amount);
    let candidates = reading.facts.iter().filter(|fact| fact.derived.is_none()).filter_map(|fact| {
        let likeness = likeness(amount, fact)?;
        let evidence = evidence(reading, sentence, text, fact)?;
        let near = super::evidence::mention(&fact.row, own).max(super::evidence::mention(&fact.column, own));
        let unit = matches!(&amount.measure, Measure::Unit(unit) if !COMMON.contains(&unit.as_str())) && amount.measure == fact.measure;
        is_enough(amount, likeness, evidence, unit).then_some((fact, likeness, evidence, near))
    });
    let best = candidates.max_by_key(|(_, likeness, evidence, near)| (evidence.weight(), *near, *likeness))?;
    Some((best.0, best.1))
}

/// The more digits agree, the fewer words have to.
fn is_enough(amount: &Amount, likeness: Likeness, evidence: Evidence, unit: bool) -> bool {
    let digits = amount.digits.trim_end_matches('0').len();
    let Evidence { row, column } = evidence;
    let strong = |mention| mention == Mention::Strong;
    match (digits, likeness) {
        (0..=1, _) => false,
        (2, Likeness::OneDigit) => strong(row) && strong(column) && amount.measure != Measure::Percent,
        (2, _) => false,
        (3, _) => strong(row) && column >= Mention::Weak,
        (4, _) => strong(row) || row >= Mention::Weak && (strong(column) || unit),
        _ => strong(row) || strong(column) || row >= Mention::Weak && column >= Mention::Weak,
    }
}

fn tell(
    reading: &Reading<'_>,
    sentence: &Sentence,
    amount: &Amount,
    fact: &Fact,
    likeness: Likeness,
    remarks: &mut Remarks,
) {
    let sheet = &reading.sheets[fact.sheet];
    let (row, column) = fact.cell;
    let written = sentence.written(amount);
    let called = sheet.called(row, column);
    let printed = sheet.cell(row, column).text.trim();
    let should = shown(amount, written, fact.value);
    let told = if should == written { String::new() } else { format!("，照这句话的写法是{should}") };
    let how = match likeness {
        Likeness::OneDigit => "差一位",
        Likeness::Swapped => "颠倒了两位",
        Likeness::Length => "多写或少写了一位",
        Likeness::Scale => "小数点或单位错了",
    };
    let message = format!("文字里是{written}，{called}是{printed}{told}（{how}）");
    remarks.add(
        Remark::new(&sentence.origin, message)
            .excerpt(sentence.around(&amount.range))
            .related(sheet.origin(row, column), "表里的数"),
    );
}
