//! 两张表里同一个数不一样。
//!
//! # 查什么
//!
//! 两张表有同名的行和同名的列，多数格的数相同，个别不同；或者一张表的合计，在另一张表里按列名成了行（总表和分表）。
//! 口径不同、本来就对不上的表不报。
//!
//! # 为什么
//!
//! 摘要、正文、附表各有一张预算执行表，改了一张忘了另一张。
//!
//! # 例子
//!
//! 分项统计的样品数合计是1,060，三年对比表里2024年的样品数写成了2,120。
//!
//! # 怎么改
//!
//! 核对原始资料，把两张表改成一样；最好只留一份数据，别处用 ::表 再放一次或用绑定的值引用。

use crate::diag::Severity;
use crate::review::likeness::slip_of;
use crate::review::reading::{Reading, Sheet, Standing, plain};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use std::collections::BTreeMap;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "tables-differ",
    title: "两张表里同一个数不一样",
    family: Family::Tables,
    severity: Severity::Error,
    remedy: "请核对原始资料，把两张表改成一样；最好只留一份数据",
    find,
};

/// A cell by what it is called.
type Named = BTreeMap<(String, String), (usize, usize)>;

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    let named: Vec<Named> = reading.sheets.iter().map(cells).collect();
    let totals: Vec<Vec<(String, (usize, usize))>> = reading.sheets.iter().map(of_total).collect();
    let labels: Vec<Vec<String>> =
        reading.sheets.iter().map(|sheet| sheet.labels.iter().map(|label| name_of(label)).collect()).collect();
    for first in 0..reading.sheets.len() {
        for second in 0..reading.sheets.len() {
            let sheets = (&reading.sheets[first], &reading.sheets[second]);
            if first < second {
                let shared: Vec<_> =
                    named[first].iter().filter_map(|(name, at)| Some((*at, *named[second].get(name)?))).collect();
                compare(sheets, &shared, remarks);
            }
            if first != second {
                turned(sheets, &totals[first], &labels[second], remarks);
                parts_of(sheets, &totals[first], &labels[second], remarks);
            }
        }
    }
}

fn cells(sheet: &Sheet<'_>) -> Named {
    let mut found = Named::new();
    let mut twice = Vec::new();
    for row in 0..sheet.labels.len() {
        for column in sheet.numeric_columns() {
            let label = name_of(&sheet.labels[row]);
            if label.is_empty() || sheet.amount(row, column).is_none() {
                continue;
            }
            let name = (label, column_name(sheet, column));
            if found.insert(name.clone(), (row, column)).is_some() {
                twice.push(name);
            }
        }
    }
    found.retain(|name, _| !twice.contains(name));
    found
}

/// The total's cells by the names of their columns.
fn of_total(sheet: &Sheet<'_>) -> Vec<(String, (usize, usize))> {
    let rows = (0..sheet.labels.len()).filter(|row| sheet.standing[*row] == Standing::Total);
    let columns = sheet.numeric_columns();
    rows.flat_map(|row| columns.iter().map(move |column| (row, *column)))
        .filter(|(row, column)| sheet.amount(*row, *column).is_some())
        .map(|(row, column)| (column_name(sheet, column), (row, column)))
        .collect()
}

fn name_of(label: &str) -> String {
    plain(label).replace(['（', '）', '(', ')', '“', '”', '"', '：', ':'], "")
}

/// A column's name without its unit.
fn column_name(sheet: &Sheet<'_>, column: usize) -> String {
    let title = plain(&sheet.grid.columns[column].title);
    name_of(title.split(['（', '(']).next().unwrap_or(&title))
}

/// Two cells of two tables that are called the same, each by row and column.
type Namesakes = ((usize, usize), (usize, usize));

fn compare(sheets: (&Sheet<'_>, &Sheet<'_>), shared: &[Namesakes], remarks: &mut Remarks) {
    let pairs = shared.iter().filter_map(|(one, other)| {
        let (a, b) = (sheets.0.amount(one.0, one.1)?, sheets.1.amount(other.0, other.1)?);
        (a.is_like(b) && a.is_exact() && b.is_exact()).then(|| (*one, *other, a.interval().meets(b.interval())))
    });
    let pairs: Vec<_> = pairs.collect();
    let agree = pairs.iter().filter(|(_, _, same)| *same).count();
    let differ: Vec<_> = pairs.iter().filter(|(_, _, same)| !*same).collect();
    // Tables that mostly disagree speak of different things.
    if agree < 2 || differ.len() * 3 > pairs.len().max(3) {
        return;
    }
    for (one, other, _) in differ {
        tell(sheets, *one, *other, remarks);
    }
}

/// The total of one table whose columns are the rows of another.
fn turned(
    sheets: (&Sheet<'_>, &Sheet<'_>),
    totals: &[(String, (usize, usize))],
    labels: &[String],
    remarks: &mut Remarks,
) {
    for column in sheets.1.numeric_columns() {
        let shared = totals.iter().filter_map(|(name, at)| {
            let row = labels.iter().position(|label| label == name)?;
            Some((*at, (row, column)))
        });
        let shared: Vec<_> = shared.collect();
        let same = shared.iter().filter(|(one, other)| {
            let (a, b) = (sheets.0.amount(one.0, one.1), sheets.1.amount(other.0, other.1));
            a.zip(b).is_some_and(|(a, b)| a.interval().meets(b.interval()))
        });
        if same.count() >= 2 {
            for (one, other) in &shared {
                let (a, b) = (sheets.0.amount(one.0, one.1), sheets.1.amount(other.0, other.1));
                if a.zip(b).is_some_and(|(a, b)| !a.interval().meets(b.interval()) && a.is_exact() && b.is_exact()) {
                    tell(sheets, *one, *other, remarks);
                }
            }
        }
    }
}

/// The total of a table that goes into one row of another: its title says which.
fn parts_of(
    sheets: (&Sheet<'_>, &Sheet<'_>),
    totals: &[(String, (usize, usize))],
    labels: &[String],
    remarks: &mut Remarks,
) {
    if totals.is_empty() {
        return;
    }
    for (name, at) in totals.iter().filter(|(name, _)| name.chars().count() >= 4) {
        let Some(row) = labels.iter().position(|label| label == name) else { continue };
        let Some(total) = sheets.0.amount(at.0, at.1) else { continue };
        for column in sheets.1.numeric_columns() {
            let Some(cell) = sheets.1.amount(row, column).filter(|cell| cell.is_like(total)) else { continue };
            let differ = !total.interval().meets(cell.interval()) && slip_of(cell, total.value).is_some();
            if differ && cell.digits.len() >= 3 {
                tell((sheets.1, sheets.0), (row, column), *at, remarks);
            }
        }
    }
    let title: Vec<char> = name_of(&sheets.0.grid.title).chars().collect();
    let runs: Vec<String> = title.windows(4).map(|run| run.iter().collect()).collect();
    let speaks = |label: &str| runs.iter().any(|run| label.contains(run.as_str()));
    let rows: Vec<usize> = sheets.1.items().into_iter().filter(|row| speaks(&labels[*row])).collect();
    let [row] = rows.as_slice() else { return };
    // Where more words than one name a row, its label is not all of its name.
    let numeric = sheets.1.numeric_columns();
    let words =
        (0..sheets.1.grid.columns.len()).filter(|at| !numeric.contains(at) && Some(*at) != sheets.1.serial_column);
    if words.count() > 1 {
        return;
    }
    for (name, at) in totals {
        let column = sheets.1.numeric_columns().into_iter().find(|column| column_name(sheets.1, *column) == *name);
        let Some(column) = column else { continue };
        let (Some(total), Some(cell)) = (sheets.0.amount(at.0, at.1), sheets.1.amount(*row, column)) else { continue };
        let differ = total.is_like(cell) && !total.interval().meets(cell.interval());
        if differ && cell.digits.len() >= 3 && slip_of(cell, total.value).is_some() {
            tell((sheets.1, sheets.0), (*row, column), *at, remarks);
        }
    }
}

fn tell(sheets: (&Sheet<'_>, &Sheet<'_>), one: (usize, usize), other: (usize, usize), remarks: &mut Remarks) {
    let (first, second) = (sheets.0.cell(one.0, one.1), sheets.1.cell(other.0, other.1));
    if first.computed && second.computed {
        return;
    }
    let message = format!(
        "{}是{}，{}是{}",
        sheets.0.called(one.0, one.1),
        first.text.trim(),
        sheets.1.called(other.0, other.1),
        second.text.trim()
    );
    remarks.add(Remark::new(&first.origin, message).related(&second.origin, "另一张表"));
}
