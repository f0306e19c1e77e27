//! 总数和“其中”的各部分对不上。
//!
//! # 查什么
//!
//! “共N家，其中甲a家、乙b家、丙c家”（各项之间是顿号、逗号、分号，“其中”在下一句都行）、“由甲a人、乙b人组成”：各部分相加应当等于总数；
//! 部分没有列全的（只举一两项的）不报，超过总数的一定报，只是各部分说的是另一种东西（“3个片区，其中东片12个点……”）、写明有重合的不报；
//! “合格a户、不合格b户”“男a人、女b人”“上半年a、下半年b，全年N”应当等于总数；
//! “其余c家”“剩余r%”应当是总数减去前面各部分；“新增a类、压减b类，由A类变为B类”应当对得上。
//!
//! # 为什么
//!
//! 总数改了，其中的各项没有改，是文字里最常见的错。
//!
//! # 例子
//!
//! “计划抽查195类，其中消费品161类、生产资料35类”，相加是196类。
//!
//! # 怎么改
//!
//! 核对总数和各部分。

mod altogether;
mod judge;
mod kinds;
mod list;
mod opposites;
mod shares;
mod turnover;
mod within;

use crate::diag::Severity;
use crate::review::reading::{Amount, Measure, Reading};
use crate::review::remarks::Remarks;
use crate::review::rules::{Family, Rule};

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "parts-wrong",
    title: "总数与各部分不符",
    family: Family::Claims,
    severity: Severity::Error,
    remedy: "请核对总数和各部分；只举其中几项的，写成“其中主要是……”",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in reading.prose() {
        within::within(reading, sentence, remarks);
        within::of_sentence_before(reading, sentence, remarks);
        opposites::opposites(sentence, remarks);
        altogether::altogether(reading, sentence, remarks);
        turnover::turnover(sentence, remarks);
        turnover::remaining(sentence, remarks);
        shares::rest_of_shares(reading, sentence, remarks);
        shares::shares_beyond_all(sentence, remarks);
        shares::two_halves(sentence, remarks);
    }
}

fn countable(amount: &Amount) -> bool {
    matches!(amount.measure, Measure::Unit(_) | Measure::Money | Measure::Score)
}
