//! 两张表里同一个数不一样。
//!
//! # 查什么
//!
//! 两张表有同名的行和同名的列，多数格的数相同，个别不同，或者行名全相同而不同的都是颠倒了两位；
//! 或者一张表的合计，在另一张表里按列名成了行，或者题名里写着是哪一行（总表和分表）。
//! 口径不同、本来就对不上的表不报；题名写明是两个年份、两段时间、两处地方的（上半年、全年，东片、西片）不比，
//! 写明是两个环节的（年初、调整后，自评、评价）只比权重。
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

mod aspects;
mod totals;

use crate::diag::Severity;
use crate::review::likeness::{Likeness, slip_of};
use crate::review::reading::{Reading, Sheet, Standing, plain};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use aspects::Sameness;
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "tables-differ",
    title: "两张表里同一个数不一样",
    family: Family::Tables,
    severity: Severity::Error,
    remedy: "请核对原始资料，把两张表改成一样；最好只留一份数据",
    find,
};

/// A cell: its table, row and column.
type Place = (usize, usize, usize);

/// Two cells of two tables that should be the same, each by row and column.
type Namesakes = ((usize, usize), (usize, usize));

/// A cell by what it is called.
type Named = BTreeMap<(String, String), (usize, usize)>;

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    let named: Vec<Named> = reading.sheets.iter().map(cells).collect();
    let totals: Vec<Vec<(String, (usize, usize))>> = reading.sheets.iter().map(of_total).collect();
    let labels: Vec<Vec<String>> =
        reading.sheets.iter().map(|sheet| sheet.labels.iter().map(|label| name_of(label)).collect()).collect();
    // The same two cells can be namesakes in more than one way.
    let mut told: BTreeSet<[Place; 2]> = BTreeSet::new();
    for first in 0..reading.sheets.len() {
        for second in (0..reading.sheets.len()).filter(|second| *second != first) {
            let sheets = (&reading.sheets[first], &reading.sheets[second]);
            let mut found: Vec<Namesakes> = Vec::new();
            if first < second {
                let sameness = LazyCell::new(|| Sameness::of(reading, (first, second)));
                let title = |column: usize| sheets.0.grid.columns[column].title.as_str();
                let shared: Vec<_> = named[first]
                    .iter()
                    .filter_map(|(name, at)| Some((*at, *named[second].get(name)?)))
                    .filter(|(at, _)| sameness.holds_in(title(at.1)))
                    .collect();
                found.extend(differing(sheets, &shared));
            }
            found.extend(totals::turned(sheets, &totals[first], &labels[second]));
            let mut tell_once = |sheets: (usize, usize), (one, other): Namesakes| {
                let mut places = [(sheets.0, one.0, one.1), (sheets.1, other.0, other.1)];
                places.sort_unstable();
                if told.insert(places) {
                    tell((&reading.sheets[sheets.0], &reading.sheets[sheets.1]), one, other, remarks);
                }
            };
            found.into_iter().for_each(|pair| tell_once((first, second), pair));
            let rows = totals::in_a_row(sheets, &totals[first], &labels[second]);
            rows.into_iter().for_each(|(total, row)| tell_once((second, first), (row, total)));
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

/// The cells that are called the same and are not, in tables that otherwise agree.
fn differing(sheets: (&Sheet<'_>, &Sheet<'_>), shared: &[Namesakes]) -> Vec<Namesakes> {
    let pairs = shared.iter().filter_map(|(one, other)| {
        let (a, b) = (sheets.0.amount(one.0, one.1)?, sheets.1.amount(other.0, other.1)?);
        let swapped = slip_of(a, b.value) == Some(Likeness::Swapped);
        (a.is_like(b) && a.is_exact() && b.is_exact())
            .then(|| ((*one, *other), a.interval().meets(b.interval()), swapped))
    });
    let (same, differ): (Vec<_>, Vec<_>) = pairs.partition(|(_, same, _)| *same);
    // Tables that mostly disagree speak of different things.
    let mostly = same.len() >= 2 && differ.len() * 3 <= (same.len() + differ.len()).max(3);
    let rows = |sheet: &Sheet<'_>| sheet.labels.iter().map(|label| name_of(label)).collect::<BTreeSet<_>>();
    let slipped = !same.is_empty() && differ.iter().all(|(_, _, swapped)| *swapped) && rows(sheets.0) == rows(sheets.1);
    if mostly || slipped { differ.into_iter().map(|(pair, _, _)| pair).collect() } else { Vec::new() }
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
