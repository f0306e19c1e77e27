//! 表里的序号跳号、重号或乱序。
//!
//! # 查什么
//!
//! “序号”一类的列：1、2、4；1.1、1.2、1.4；一、二、四；以及上级号和所在的组不一致（第7组下面写成3.1）。
//! 每组重新从1开始是可以的。
//!
//! # 为什么
//!
//! 跳号往往是删了一行，合计、条数、正文里的“共几项”却没有改。
//!
//! # 例子
//!
//! 序号7的下面两行写成3.1、3.2，应当是7.1、7.2。
//!
//! # 怎么改
//!
//! 先确认有没有漏行，再把序号改连续。

use crate::diag::Severity;
use crate::review::reading::{Reading, Sheet, chinese_value, is_chinese};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "serial-gap",
    title: "序号不连续",
    family: Family::Tables,
    severity: Severity::Warning,
    remedy: "请先确认有没有漏行或重复的行，再把序号改连续",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sheet in reading.sheets.iter().filter(|sheet| !sheet.grid.made) {
        let Some(column) = sheet.serial_column.filter(|column| sheet.grid.columns[*column].name.contains('序')) else {
            continue;
        };
        let serials: Vec<(usize, Vec<u32>, bool)> = (0..sheet.labels.len())
            .filter_map(|row| {
                let serial = sheet.serials[row].as_deref()?;
                Some((row, path(serial)?, is_chinese(serial)))
            })
            .collect();
        if serials.len() >= 3 {
            walk(sheet, column, &serials, remarks);
        }
    }
}

/// 2.10 is 2 and 10, 三 is 3.
fn path(serial: &str) -> Option<Vec<u32>> {
    if is_chinese(serial) {
        return chinese_value(serial).map(|value| vec![value]);
    }
    let bare = serial.trim_matches(['（', '）', '(', ')']).trim_end_matches(['.', '、', '．']);
    bare.split('.').map(|part| part.parse().ok()).collect()
}

fn walk(sheet: &Sheet<'_>, column: usize, serials: &[(usize, Vec<u32>, bool)], remarks: &mut Remarks) {
    let mut last: Option<&(usize, Vec<u32>, bool)> = None;
    let mut last_chinese: Option<&(usize, Vec<u32>, bool)> = None;
    for one in serials {
        let before = if one.2 { last_chinese } else { last };
        let expected = before.map(|(_, before, _)| successors(before));
        // After a row with 二 the numbers below start again.
        let fresh = !one.2 && last.is_some_and(|last| last.2);
        let starts = one.1.last() == Some(&1) && one.1.len() == 1;
        let fits = match &expected {
            None => true,
            Some(expected) => expected.contains(&one.1) || starts || fresh || is_same(sheet, before, one),
        };
        if !fits {
            tell(sheet, column, before, one, &expected.unwrap_or_default(), remarks);
        }
        if one.2 {
            last_chinese = Some(one);
        }
        last = Some(one);
    }
}

/// A row that goes on with the one above: the number stands for both.
fn is_same(sheet: &Sheet<'_>, before: Option<&(usize, Vec<u32>, bool)>, one: &(usize, Vec<u32>, bool)) -> bool {
    before.is_some_and(|before| before.1 == one.1 && sheet.labels[before.0] == sheet.labels[one.0])
}

/// What can follow: the next of this level, the first below, the next of any level above.
fn successors(path: &[u32]) -> Vec<Vec<u32>> {
    let mut found = vec![path.iter().copied().chain([1]).collect::<Vec<u32>>()];
    for length in 1..=path.len() {
        let mut next = path[..length].to_vec();
        next[length - 1] = next[length - 1].saturating_add(1);
        found.push(next);
    }
    found
}

fn tell(
    sheet: &Sheet<'_>,
    column: usize,
    before: Option<&(usize, Vec<u32>, bool)>,
    one: &(usize, Vec<u32>, bool),
    expected: &[Vec<u32>],
    remarks: &mut Remarks,
) {
    let written = sheet.serials[one.0].clone().unwrap_or_default();
    let last = before.and_then(|(row, _, _)| sheet.serials[*row].clone()).unwrap_or_default();
    let same_depth = expected.iter().find(|path| path.len() == one.1.len());
    let should = same_depth.map(|path| path.iter().map(u32::to_string).collect::<Vec<_>>().join("."));
    let should = should.map_or_else(String::new, |serial| format!("，应当是{serial}"));
    let message = format!("表「{}」的序号在{last}之后是{written}{should}", sheet.grid.name);
    let mut remark = Remark::new(sheet.origin(one.0, column), message).excerpt(sheet.labels[one.0].clone());
    if let Some((row, _, _)) = before {
        remark = remark.related(sheet.origin(*row, column), "前一个序号");
    }
    remarks.add(remark);
}
