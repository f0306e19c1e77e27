//! 同一张表里，同一个名称有两行。
//!
//! # 查什么
//!
//! 名称列里各行本来都不相同的表，有两行名称一样（不计空格和括号的全角半角），所在的组也一样：
//! 前面的分组列、上级的行（等于下面几行之和的也是）、隔开的小计。
//! “其他”“小计”这样的行、名称本来就重复的列不算；别的文字列、年度、规格、单价能把两行分开的也不算。
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
use crate::review::reading::{Reading, Sheet, Standing, plain};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use rust_decimal::Decimal;
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
        let (heads, above) = (heads(sheet, &items), above(sheet));
        let mut seen: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for row in items.iter().copied() {
            let name = plain(&sheet.cell(row, column).text);
            if name.chars().count() >= 2 && !name.starts_with("其他") && !name.starts_with("其它") {
                let group = format!("{}{}/{:?}/", within(sheet, row, column), above[row], heads.get(&row));
                seen.entry(group + &name.replace(['(', '（'], "").replace([')', '）'], "")).or_default().push(row);
            }
        }
        let named: usize = seen.values().map(Vec::len).sum();
        let repeated: usize = seen.values().filter(|rows| rows.len() > 1).map(Vec::len).sum();
        // Where many names repeat they are not meant to be different.
        if named < 3 || repeated * 4 > named.max(8) {
            continue;
        }
        for rows in seen.values().filter(|rows| rows.len() > 1) {
            tell(sheet, rows, column, named >= 4, remarks);
        }
    }
}

/// The rows that are parts of a row above them, each with that row, where the whole table is made of
/// such groups: in every column the parts make the row above them.
fn heads(sheet: &Sheet<'_>, items: &[usize]) -> BTreeMap<usize, usize> {
    let columns: Vec<usize> =
        sheet.numeric_columns().into_iter().filter(|column| super::additive(sheet, *column)).collect();
    let mut found = BTreeMap::new();
    let mut rest = items;
    while let [head, below @ ..] = rest {
        let Some(count) = parts_below(sheet, &columns, *head, below) else {
            return BTreeMap::new();
        };
        found.extend(below[..count].iter().map(|row| (*row, *head)));
        rest = &below[count..];
    }
    found
}

/// How many of the rows below a row make it up, at least two.
fn parts_below(sheet: &Sheet<'_>, columns: &[usize], head: usize, below: &[usize]) -> Option<usize> {
    let values = |row: usize| -> Option<Vec<Decimal>> {
        columns.iter().map(|column| sheet.amount(row, *column).map(|amount| amount.value)).collect()
    };
    let whole = values(head).filter(|whole| !whole.is_empty())?;
    let mut sums = vec![Decimal::ZERO; whole.len()];
    for (index, row) in below.iter().enumerate() {
        for (sum, value) in sums.iter_mut().zip(values(*row)?) {
            *sum = sum.saturating_add(value);
        }
        if index > 0 && sums == whole {
            return Some(index + 1);
        }
    }
    None
}

/// The group a row stands in: the words of the columns before its name, and the number above it.
fn within(sheet: &Sheet<'_>, row: usize, column: usize) -> String {
    let before = (0..column).filter(|other| Some(*other) != sheet.serial_column);
    let own: String = before.map(|other| plain(&sheet.cell(row, other).text) + "/").collect();
    let parent =
        sheet.serials[row].as_deref().and_then(|serial| serial.rsplit_once('.')).map_or("", |(parent, _)| parent);
    format!("{own}{parent}/")
}

/// Of each row the heading and the number of sub-totals above it.
fn above(sheet: &Sheet<'_>) -> Vec<String> {
    let (mut heading, mut closed) = (0, 0);
    let rows = sheet.serials.iter().zip(&sheet.standing).enumerate();
    let places = rows.map(|(row, (serial, standing))| {
        let place = format!("{heading}/{closed}");
        // Below 一 and below 二 the same name is another thing.
        if serial.as_deref().is_some_and(crate::review::reading::is_chinese) {
            heading = row + 1;
        }
        closed += usize::from(*standing == Standing::Subtotal);
        place
    });
    places.collect()
}

/// Whether a column tells two things of one name apart.
fn tells_apart(sheet: &Sheet<'_>, column: usize) -> bool {
    const KINDS: [&str; 8] = ["年度", "年份", "日期", "时间", "月份", "规格", "型号", "单价"];
    let title = &sheet.grid.columns[column].title;
    !sheet.numeric_columns().contains(&column) || KINDS.iter().any(|word| title.contains(word))
}

fn tell(sheet: &Sheet<'_>, rows: &[usize], column: usize, is_list: bool, remarks: &mut Remarks) {
    let texts = |row: usize, apart: bool| -> Vec<String> {
        (0..sheet.grid.columns.len())
            .filter(|other| *other != column && Some(*other) != sheet.serial_column)
            .filter(|other| tells_apart(sheet, *other) == apart)
            .map(|other| plain(&sheet.cell(row, other).text))
            .collect()
    };
    for pair in rows.windows(2) {
        let (first, second) = (pair[0], pair[1]);
        let same = !texts(first, false).is_empty() && texts(first, false) == texts(second, false);
        // In a table of three rows only a row that was copied whole is surely one too many.
        if texts(first, true) != texts(second, true) || !is_list && !same {
            continue;
        }
        let also = if same { "，各列的数也相同" } else { "" };
        let message = format!("表「{}」里「{}」有两行{also}", sheet.grid.name, sheet.labels[second]);
        remarks.add(Remark::new(sheet.origin(second, column), message).related(sheet.origin(first, column), "前一行"));
    }
}
