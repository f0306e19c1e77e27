//! 文字里的数在项目的表里没有出处（要查才列）。
//!
//! # 查什么
//!
//! 手工写的数，在表、合计、由表算出的比率和变化、同一句的算术里都找不到。用 `jixiao check --unsourced` 列出来，
//! 平时不列：访谈、文件、历史资料里的数本来就不在表里。
//!
//! # 为什么
//!
//! 三级复核时要问每个数从哪里来，这是那张清单。
//!
//! # 例子
//!
//! “累计服务群众12.6万人次”，项目里没有一张表有这个数。
//!
//! # 怎么改
//!
//! 把数补进表里再绑定，或者在底稿里记下出处。

use crate::diag::Severity;
use crate::review::reading::{Measure, Reading};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "unsourced",
    title: "数没有出处",
    family: Family::Data,
    severity: Severity::Advice,
    remedy: "请把数补进表里再绑定，或者在底稿里记下出处",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in reading.prose() {
        for amount in sentence.amounts.iter().filter(|amount| !amount.bound && amount.measure != Measure::Bare) {
            if !reading.is_explained(sentence, amount) {
                let message = format!("「{}」在表里找不到出处", sentence.written(amount));
                remarks.add(Remark::new(&sentence.origin, message).at(sentence, &amount.range));
            }
        }
    }
}
