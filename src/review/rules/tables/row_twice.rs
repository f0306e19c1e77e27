//! 同一张表里，同一个名称有两行。
//!
//! # 查什么
//!
//! 名称列里各行本来都不相同的表，有两行名称一样（不计空格和括号的全角半角），前面的分组也一样。
//! “其他”“小计”这样的行、名称本来就重复的列不算。
//!
//! # 为什么
//!
//! 复制一行忘了改名，或者同一项算了两遍，合计也跟着错。
//!
//! # 例子
//!
//! 清单第37行和第45行都是“食品接触用玻璃制品”，三年的金额也完全相同。
//!
//! # 怎么改
//!
//! 重复的删去一行；确实是两项的，把名称写得能分开。

use crate::diag::Severity;
use crate::review::reading::{Reading, Sheet, plain};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use std::collections::BTreeMap;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "row-twice",
    title: "同一名称有两行",
    family: Family::Tables,
    severity: Severity::Warning,
    remedy: "重复的请删去一行；确实是两项的，请把名称写得能分开",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sheet in reading.sheets.iter().filter(|sheet| !sheet.grid.made) {
        let Some(column) = sheet.label_column else { continue };
        let items = sheet.items();
        let mut seen: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for row in items.iter().copied() {
            let name = plain(&sheet.cell(row, column).text);
            if name.chars().count() >= 2 && !name.starts_with("其他") && !name.starts_with("其它") {
                seen.entry(within(sheet, row, column) + &name.replace(['(', '（'], "").replace([')', '）'], ""))
                    .or_default()
                    .push(row);
            }
        }
        let named: usize = seen.values().map(Vec::len).sum();
        let repeated: usize = seen.values().filter(|rows| rows.len() > 1).map(Vec::len).sum();
        // Where many names repeat they are not meant to be different.
        if named < 4 || repeated * 4 > named.max(8) {
            continue;
        }
        for rows in seen.values().filter(|rows| rows.len() > 1) {
            tell(sheet, rows, column, remarks);
        }
    }
}

/// The group a row stands in: the words of the columns before its name.
fn within(sheet: &Sheet<'_>, row: usize, column: usize) -> String {
    let before = (0..column).filter(|other| Some(*other) != sheet.serial_column);
    let own: String = before.map(|other| plain(&sheet.cell(row, other).text) + "/").collect();
    let parent =
        sheet.serials[row].as_deref().and_then(|serial| serial.rsplit_once('.')).map_or("", |(parent, _)| parent);
    // Below 一 and below 二 the same name is another thing.
    let heading =
        (0..row).rev().find(|above| sheet.serials[*above].as_deref().is_some_and(crate::review::reading::is_chinese));
    format!("{own}{parent}/{}/", heading.map_or(0, |above| above + 1))
}

fn tell(sheet: &Sheet<'_>, rows: &[usize], column: usize, remarks: &mut Remarks) {
    let numbers = |row: usize| -> Vec<String> {
        sheet.numeric_columns().iter().map(|column| sheet.cell(row, *column).text.trim().to_owned()).collect()
    };
    // Words may repeat where other columns of words tell the rows apart.
    let words = |row: usize| -> Vec<String> {
        (0..sheet.grid.columns.len())
            .filter(|other| {
                *other != column && Some(*other) != sheet.serial_column && !sheet.numeric_columns().contains(other)
            })
            .map(|other| plain(&sheet.cell(row, other).text))
            .collect()
    };
    for pair in rows.windows(2) {
        let (first, second) = (pair[0], pair[1]);
        if words(first) != words(second) {
            continue;
        }
        let same = !numbers(first).is_empty() && numbers(first) == numbers(second);
        let also = if same { "，各列的数也相同" } else { "" };
        let message = format!("表「{}」里「{}」有两行{also}", sheet.grid.name, sheet.labels[second]);
        remarks.add(Remark::new(sheet.origin(second, column), message).related(sheet.origin(first, column), "前一行"));
    }
}
