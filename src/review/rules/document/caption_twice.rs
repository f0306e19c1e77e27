//! 两张表（或者两张图）的题名一样。
//!
//! # 查什么
//!
//! 放进文件的表和表、图和图，题名去掉空格和标点以后相同的。
//!
//! # 为什么
//!
//! 复制一张表改数据时常常忘了改题名，读者分不清两张表各说什么。
//!
//! # 例子
//!
//! 表3和表6都叫“项目预算执行情况”，表6其实是2023年的。
//!
//! # 怎么改
//!
//! 在题名里写明年度、范围或者口径；如果真是同一张表，删去一张，改用引用。

use super::typed_caption;
use crate::diag::Severity;
use crate::model::PassageKind;
use crate::review::reading::Reading;
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use std::collections::BTreeMap;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "caption-twice",
    title: "题名重复",
    family: Family::Document,
    severity: Severity::Warning,
    remedy: "请在题名里写明年度、范围或者口径；如果是同一张表（图），删去一张，改用引用",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    let mut seen = BTreeMap::new();
    for passage in &reading.manuscript.passages {
        let typed = ["图", "表"].into_iter().find_map(|word| Some((word, typed_caption(&passage.text, word)?)));
        let title = typed.map_or(passage.text.as_str(), |(_, (_, title))| title);
        let (word, number) = match passage.kind {
            PassageKind::TableCaption(grid) => ("表", reading.manuscript.grids.get(grid).and_then(|grid| grid.number)),
            PassageKind::FigureCaption(number) => ("图", Some(number)),
            PassageKind::Paragraph => match typed {
                Some((word, (number, _))) => (word, Some(number)),
                None => continue,
            },
            _ => continue,
        };
        let words = super::letters(title);
        let (Some(number), false) = (number, words.is_empty()) else { continue };
        if let Some((first, origin)) = seen.get(&(word, words.clone())) {
            // One table placed in two places is a finding where it is placed.
            if *first == number {
                continue;
            }
            let message = format!("{word}{number}和{word}{first}的题名都是「{title}」");
            let remark = Remark::new(&passage.origin, message).excerpt(passage.text.clone());
            remarks.add(remark.related(origin, format!("{word}{first}")));
        } else {
            seen.insert((word, words), (number, passage.origin.clone()));
        }
    }
}
