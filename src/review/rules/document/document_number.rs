//! 发文字号写得不规范。
//!
//! # 查什么
//!
//! 发文字号应当是“机关代字〔2024〕31号”。年份的括号写成（）、()、[]、【】，年份只写两位，写成“第31号”“031号”，漏了
//! “号”，中间有空格的，都会指出。会计师事务所报告的“某某报字（2019）第12号”不是公文的字号，不查。
//!
//! # 为什么
//!
//! 《党政机关公文格式》（GB/T 9704—2012）规定年份用六角括号〔〕，序号不编虚位，不加“第”字。
//!
//! # 例子
//!
//! 沪财绩（2014）022号，应当是沪财绩〔2014〕22号。
//!
//! # 怎么改
//!
//! 对照原文件改成“机关代字〔年份〕序号号”。

use crate::diag::Severity;
use crate::review::reading::{Reading, around};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use regex::{Captures, Regex};
use std::sync::LazyLock;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "document-number",
    title: "发文字号不规范",
    family: Family::Document,
    severity: Severity::Warning,
    remedy: "请对照原文件改成“机关代字〔2024〕31号”的写法：六角括号，四位年份，序号不加“第”、不补0",
    find,
};

/// 代字, bracket, year, bracket, 第, number, 号.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    super::pattern(concat!(
        r"(\p{Han}{2,12})([  　]*)([〔﹝\[［【（(〈{])[  　]*((?:19|20)?[0-9]{2})年?[  　]*([〕﹞\]］】）)〉}])",
        r"([  　]*)(第?)([  　]*)([0-9]{1,4})([  　]*)(号?)"
    ))
});

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for writing in super::writings(reading) {
        for found in NUMBER.captures_iter(writing.text) {
            let Some(whole) = found.get(0) else { continue };
            let range = found.get(3).map_or(whole.start(), |open| open.start())..whole.end();
            let next = super::after(writing.text, whole.end());
            if !writing.typed(&range) || !is_number(&found, next) {
                continue;
            }
            let slips = slips(&found);
            if !slips.is_empty() {
                let wanted = wanted(&found);
                let message =
                    format!("{}发文字号“{}”{}，应当是“{wanted}”", writing.place(), shown(&found), slips.join("，"));
                remarks.add(Remark::new(writing.origin, message).excerpt(around(writing.text, &range)));
            }
        }
    }
}

fn part<'t>(found: &Captures<'t>, index: usize) -> &'t str {
    found.get(index).map_or("", |part| part.as_str())
}

/// Whether it is the number of an official document at all.
fn is_number(found: &Captures<'_>, next: Option<char>) -> bool {
    let (code, open, year) = (part(found, 1), part(found, 3), part(found, 4));
    let firm = code.ends_with('字') && !part(found, 7).is_empty() || code.ends_with("评字") || code.ends_with("报字");
    let house = next.is_some_and(|c| "楼线门机馆库院店铺桥".contains(c));
    let ended = !part(found, 11).is_empty();
    // Only 〔2014〕22 is one for certain without 号.
    let hexagonal = ["〔", "﹝"].contains(&open) && year.len() == 4;
    let long = ended || next.is_none_or(|c| !c.is_ascii_digit() && c != '.' && c != '%');
    let certain = ended && (year.len() == 4 || open != "（" && open != "(") || hexagonal && long;
    certain && !firm && !house
}

fn slips(found: &Captures<'_>) -> Vec<&'static str> {
    let mut slips = Vec::new();
    if (part(found, 3), part(found, 5)) != ("〔", "〕") {
        slips.push("年份没有用六角括号〔〕");
    }
    if part(found, 4).len() == 2 {
        slips.push("年份只有两位");
    }
    if !part(found, 7).is_empty() {
        slips.push("序号前多了“第”");
    }
    if part(found, 9).starts_with('0') {
        slips.push("序号前补了0");
    }
    if part(found, 11).is_empty() {
        slips.push("漏了“号”");
    }
    if [2, 6, 8, 10].iter().any(|gap| !part(found, *gap).is_empty()) {
        slips.push("中间有空格");
    }
    slips
}

fn wanted(found: &Captures<'_>) -> String {
    let year = part(found, 4);
    let year = if year.len() == 2 { format!("20{year}") } else { year.to_owned() };
    format!("〔{year}〕{}号", part(found, 9).trim_start_matches('0'))
}

/// From the bracket on: where the 代字 begins nobody can tell.
fn shown<'t>(found: &Captures<'t>) -> &'t str {
    let whole = part(found, 0);
    let code = part(found, 1).len();
    whole.get(code..).unwrap_or(whole).trim()
}
