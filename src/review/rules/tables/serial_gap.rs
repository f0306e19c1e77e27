//! 表里的序号跳号、重号或乱序。
//!
//! # 查什么
//!
//! “序号”“编号”“项次”一类的列：1、2、4；1.1、1.2、1.4；一、二、四；（一）（二）（四）；①②④；
//! 以及上级号和所在的组不一致（第7组下面写成3.1）、第二组从2开始；“序号”列一张表从2开始，以下接连。
//! 每组重新从1开始、接着上一组往下编都可以；题名写明是摘录、节选、抽查的，多数行接不上的（号是原清单的、
//! 倒着排的）不查；“编号”一类的列不从1开始的也不查。
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
use crate::model::chinese_number;
use crate::review::reading::{Reading, Sheet, chinese_value, is_chinese};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::tables::is_extract;
use crate::review::rules::{Family, Rule};
use rust_decimal::Decimal;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "serial-gap",
    title: "序号不连续",
    family: Family::Tables,
    severity: Severity::Warning,
    remedy: "请先确认有没有漏行或重复的行，再把序号改连续",
    find,
};

/// A serial number in the table.
#[derive(Debug)]
struct Serial {
    row: usize,
    style: Style,
    /// 2.10 is 2 and 10, 三 is 3.
    path: Vec<u32>,
}

/// How serial numbers are written, the higher levels first, as in the headings of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Style {
    /// 一
    Chinese,
    /// （一）
    ChineseInBrackets,
    /// 1, 1.2
    Arabic,
    /// （1）
    ArabicInBrackets,
    /// ①
    Circled,
}

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for (index, sheet) in reading.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.grid.made) {
        let Some(column) = sheet.serial_column else { continue };
        let serials = serials(sheet);
        if serials.len() < 3 || is_extract(reading, index) {
            continue;
        }
        let misfits = misfits(sheet, &serials);
        // Numbers that mostly do not go on are those of another list; other codes need not go on at all.
        let is_serial = sheet.grid.columns[column].name.contains('序');
        let is_own = if is_serial { misfits.len() * 2 <= serials.len() } else { is_counted(&serials, &misfits) };
        if is_own {
            for (before, at) in misfits {
                tell(sheet, column, &serials[before], &serials[at], remarks);
            }
        }
        if sheet.grid.columns[column].name.contains('序') && starts_late(&serials) && !goes_on(reading, index) {
            let message = format!("表「{}」的序号从2开始，前面没有1", sheet.grid.name);
            let remark = Remark::new(sheet.origin(serials[0].row, column), message);
            remarks.add(remark.excerpt(sheet.labels[serials[0].row].clone()));
        }
    }
}

/// Whether codes are numbers of the rows of this table: from 1, and nearly all in steps of one.
fn is_counted(serials: &[Serial], misfits: &[(usize, usize)]) -> bool {
    serials[0].path == [1] && misfits.len() * 3 <= serials.len()
}

fn serials(sheet: &Sheet<'_>) -> Vec<Serial> {
    let written = (0..sheet.labels.len()).filter_map(|row| Some((row, sheet.serials[row].as_deref()?)));
    // 1-1, 1-2: a dash stands for the point where every number has one.
    let dashes = written.clone().all(|(_, serial)| serial.contains('-'));
    written
        .filter_map(|(row, serial)| {
            let serial = if dashes { serial.replace('-', ".") } else { serial.to_owned() };
            let (style, path) = parsed(&serial)?;
            Some(Serial { row, style, path })
        })
        .collect()
}

fn parsed(serial: &str) -> Option<(Style, Vec<u32>)> {
    let bare = serial.trim_matches(['（', '）', '(', ')']).trim_end_matches(['.', '、', '．']);
    let brackets = serial.ends_with(['）', ')']);
    if let Some(place) = bare.chars().next().filter(|c| ('①'..='⑳').contains(c)) {
        let single = bare.chars().count() == 1;
        return single.then(|| (Style::Circled, vec![u32::from(place) - u32::from('①') + 1]));
    }
    if is_chinese(bare) {
        let style = if brackets { Style::ChineseInBrackets } else { Style::Chinese };
        return Some((style, vec![chinese_value(bare)?]));
    }
    let path = bare.split('.').map(|part| part.parse().ok()).collect::<Option<Vec<u32>>>()?;
    Some((if brackets { Style::ArabicInBrackets } else { Style::Arabic }, path))
}

/// The places of the numbers that do not go on from the one before of their style, with that one.
fn misfits(sheet: &Sheet<'_>, serials: &[Serial]) -> Vec<(usize, usize)> {
    (1..serials.len())
        .filter_map(|at| Some((before(serials, at)?, at)))
        .filter(|(before, at)| {
            let (last, one) = (&serials[*before], &serials[*at]);
            // Below a heading the numbers start again, or go on.
            let below = serials[*before..*at].iter().any(|between| between.style < one.style);
            let starts = one.path.last() == Some(&1) && (below || one.path.len() == 1);
            // A row that goes on with the one above: the number stands for both.
            let same = last.path == one.path && sheet.labels[last.row] == sheet.labels[one.row];
            !(starts || same || successors(&last.path).contains(&one.path))
        })
        .collect()
}

/// The number before of the same style.
fn before(serials: &[Serial], at: usize) -> Option<usize> {
    (0..at).rev().find(|before| serials[*before].style == serials[at].style)
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

/// 2, 3, 4 and so on from the top of the table: the first row was dropped.
fn starts_late(serials: &[Serial]) -> bool {
    serials.len() >= 3
        && serials[0].row == 0
        && (2..).zip(serials).all(|(value, serial)| serial.style == Style::Arabic && serial.path == [value])
}

/// Whether the numbers go on from another table.
fn goes_on(reading: &Reading<'_>, index: usize) -> bool {
    let others = reading.sheets.iter().enumerate().filter(|(other, _)| *other != index);
    others.into_iter().any(|(_, other)| serials(other).last().is_some_and(|last| last.path == [1]))
}

fn tell(sheet: &Sheet<'_>, column: usize, before: &Serial, one: &Serial, remarks: &mut Remarks) {
    let written = |serial: &Serial| sheet.serials[serial.row].clone().unwrap_or_default();
    let expected = successors(&before.path).into_iter().find(|path| path.len() == one.path.len());
    let should = expected.map_or_else(String::new, |path| format!("，应当是{}", in_style(&path, one.style)));
    let message = format!("表「{}」的序号在{}之后是{}{should}", sheet.grid.name, written(before), written(one));
    remarks.add(
        Remark::new(sheet.origin(one.row, column), message)
            .excerpt(sheet.labels[one.row].clone())
            .related(sheet.origin(before.row, column), "前一个序号"),
    );
}

/// A serial number as its neighbours are written.
fn in_style(path: &[u32], style: Style) -> String {
    let plain = path.iter().map(u32::to_string).collect::<Vec<_>>().join(".");
    let value = path.first().copied().unwrap_or_default();
    let chinese = || chinese_number(Decimal::from(value)).unwrap_or_else(|| plain.clone());
    match style {
        Style::Chinese => chinese(),
        Style::ChineseInBrackets => format!("（{}）", chinese()),
        Style::Arabic => plain,
        Style::ArabicInBrackets => format!("（{plain}）"),
        Style::Circled => char::from_u32(u32::from('①') + value.saturating_sub(1)).map_or(plain, String::from),
    }
}
