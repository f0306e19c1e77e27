//! 简体文字里的繁体字。
//!
//! # 查什么
//!
//! 只在繁体文字里用的字（統、質、監、數）。简体也用的字（著、乾、於）不查；一段里有几个，合成一条。
//!
//! # 为什么
//!
//! 多半是从网页、扫描件或者输入法带进来的，正式文件应当用规范汉字。
//!
//! # 例子
//!
//! 全年監測合格率，应当是全年监测合格率。
//!
//! # 怎么改
//!
//! 改成简体字；如果是原名，写明原名并放在豁免里。

use crate::diag::Severity;
use crate::review::reading::{Reading, around};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "traditional-character",
    title: "简体文字里的繁体字",
    family: Family::Document,
    severity: Severity::Warning,
    remedy: "请改成简体字",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for writing in super::writings(reading) {
        let found = writing.text.char_indices().filter_map(|(at, c)| {
            let range = at..at + c.len_utf8();
            super::traditional_characters::simplified(c)
                .filter(|_| writing.typed(&range))
                .map(|simple| (range, c, simple))
        });
        let found: Vec<_> = found.collect();
        let Some((first, _, _)) = found.first() else { continue };
        let mut told: Vec<String> = Vec::new();
        for (_, traditional, simple) in &found {
            let pair = format!("“{traditional}”（{simple}）");
            if !told.contains(&pair) {
                told.push(pair);
            }
        }
        let more = if told.len() > 6 { "等" } else { "" };
        told.truncate(6);
        let message = format!("{}有繁体字{}{more}", writing.place(), told.join(""));
        remarks.add(Remark::new(writing.origin, message).excerpt(around(writing.text, first)));
    }
}
