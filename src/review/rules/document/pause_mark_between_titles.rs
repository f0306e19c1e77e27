//! 并列的书名号、引号之间用了顿号。
//!
//! # 查什么
//!
//! “》、《”和“”、“”。中间夹着括注（《……办法》（试行）、《……》）的不算。
//!
//! # 为什么
//!
//! 《标点符号用法》（GB/T 15834—2011）规定，标有书名号、引号的并列成分之间通常不用顿号。
//!
//! # 例子
//!
//! 依据《预算法》、《产品质量法》编制，应当是《预算法》《产品质量法》。
//!
//! # 怎么改
//!
//! 删去书名号之间、引号之间的顿号。

use crate::diag::Severity;
use crate::review::reading::{Reading, around};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use regex::Regex;
use std::sync::LazyLock;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "pause-mark-between-titles",
    title: "书名号、引号之间的顿号",
    family: Family::Document,
    severity: Severity::Advice,
    remedy: "请删去书名号之间、引号之间的顿号",
    find,
};

static MARK: LazyLock<Regex> = LazyLock::new(|| super::pattern("》、《|”、“"));

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for writing in super::writings(reading) {
        let found: Vec<_> = MARK.find_iter(writing.text).filter(|found| writing.typed(&found.range())).collect();
        let Some(first) = found.first() else { continue };
        let what = if first.as_str().starts_with('》') { "书名号" } else { "引号" };
        let count = if found.len() > 1 { format!("，共{}处", found.len()) } else { String::new() };
        let message = format!("{}并列的{what}之间用了顿号{count}", writing.place());
        remarks.add(Remark::new(writing.origin, message).excerpt(around(writing.text, &first.range())));
    }
}
