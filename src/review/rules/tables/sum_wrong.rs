//! 表里的合计和各行加起来不一样。
//!
//! # 查什么
//!
//! “合计”“总计”“小计”行，以及有下级的行（1 对 1.1、1.2……，一 对 1、2……）。每一列的数加起来，和写着的数比较。
//! 表里的数如果四舍五入过，按舍入前可能的范围比较，差在末位的不报。单价、比率这样不能相加的列不查。
//!
//! # 为什么
//!
//! 改了一行忘了改合计，是公开的报告里最常见的错。
//!
//! # 例子
//!
//! 分项是98.00和40.00，合计写成139.00，应当是138.00。
//!
//! # 怎么改
//!
//! 先核对各行，再核对合计；合计最好不手填，在表的声明里写 [total]，由程序来加。

use super::additive;
use crate::diag::Severity;
use crate::review::interval::Interval;
use crate::review::reading::{Reading, Sheet, Standing};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use rust_decimal::Decimal;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "sum-wrong",
    title: "合计与各行不符",
    family: Family::Tables,
    severity: Severity::Error,
    remedy: "请核对各行和合计；合计可以在表的声明里写 [total]，由程序来加",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sheet in &reading.sheets {
        for column in sheet.numeric_columns().into_iter().filter(|column| additive(sheet, *column)) {
            for row in 0..sheet.labels.len() {
                match sheet.standing[row] {
                    Standing::Total | Standing::Subtotal => total(sheet, row, column, remarks),
                    Standing::Item(depth) => parent(sheet, row, depth, column, remarks),
                    Standing::Part => {}
                }
            }
        }
    }
}

/// A total beside every way in which it can have been added up.
fn total(sheet: &Sheet<'_>, row: usize, column: usize, remarks: &mut Remarks) {
    let ways = ways(sheet, row);
    check(sheet, row, column, &ways, remarks);
}

/// The rows a total can be the sum of, the likeliest first.
fn ways(sheet: &Sheet<'_>, row: usize) -> Vec<Vec<usize>> {
    let is = |at: usize, standing: Standing| sheet.standing[at] == standing;
    let above = |from: usize| (from..row).collect::<Vec<_>>();
    let since =
        |what: &[Standing]| (0..row).rev().find(|at| what.contains(&sheet.standing[*at])).map_or(0, |at| at + 1);
    let items = |rows: &[usize]| -> Vec<usize> {
        rows.iter().copied().filter(|at| matches!(sheet.standing[*at], Standing::Item(_))).collect()
    };
    let top = |rows: &[usize]| -> Vec<usize> {
        let depths = rows.iter().filter_map(|at| match sheet.standing[*at] {
            Standing::Item(depth) => Some(depth),
            _ => None,
        });
        let least = depths.min().unwrap_or(1);
        rows.iter().copied().filter(|at| is(*at, Standing::Item(least))).collect()
    };
    let below: Vec<usize> = (row + 1..sheet.labels.len()).collect();
    let mut ways = Vec::new();
    if is(row, Standing::Total) {
        let all = above(since(&[Standing::Total]));
        let subtotals: Vec<usize> = all.iter().copied().filter(|at| is(*at, Standing::Subtotal)).collect();
        ways.extend([top(&all), items(&all), subtotals, items(&above(0)), top(&above(0))]);
        if row == 0 {
            ways.extend([top(&below), items(&below), below]);
        }
    } else {
        let group = above(since(&[Standing::Total, Standing::Subtotal]));
        ways.extend([top(&group), items(&group)]);
        // Two items and the total of them, as in 检测费, 买样费, 小计.
        for length in 2..=group.len() {
            ways.push(group[group.len() - length..].to_vec());
        }
    }
    // A row that stands twice is told as such, not as a wrong total.
    let single: Vec<Vec<usize>> = ways.iter().map(|way| super::without_twins(sheet, way)).collect();
    ways.extend(single);
    ways.retain(|way| !way.is_empty());
    ways
}

/// A row beside the rows below it in the hierarchy.
fn parent(sheet: &Sheet<'_>, row: usize, depth: usize, column: usize, remarks: &mut Remarks) {
    let below = (row + 1..sheet.labels.len()).take_while(|at| match sheet.standing[*at] {
        Standing::Item(other) => other > depth,
        Standing::Part => true,
        _ => false,
    });
    let children: Vec<usize> = below.filter(|at| sheet.standing[*at] == Standing::Item(depth + 1)).collect();
    // B11 is not below B2.
    let code =
        |at: usize| sheet.serials[at].as_deref().filter(|code| code.starts_with(|c: char| c.is_ascii_uppercase()));
    let strange = code(row)
        .is_some_and(|own| children.iter().any(|child| code(*child).is_none_or(|code| !code.starts_with(own))));
    if !strange && children.len() > 1 && children.iter().any(|child| sheet.amount(*child, column).is_some()) {
        check(sheet, row, column, &[children], remarks);
    }
}

fn check(sheet: &Sheet<'_>, row: usize, column: usize, ways: &[Vec<usize>], remarks: &mut Remarks) {
    let Some(stated) = sheet.amount(row, column).filter(|amount| amount.is_exact() && !amount.bound) else { return };
    let sums: Vec<(&Vec<usize>, Interval)> =
        ways.iter().filter_map(|way| Some((way, sum(sheet, way, column)?))).collect();
    // Where groups and their rows stand in one column without numbers before them, all are counted twice.
    let twice = |sum: &Interval| {
        Interval { least: sum.least / Decimal::TWO, most: sum.most / Decimal::TWO }.meets(stated.interval())
    };
    if sums.is_empty() || sums.iter().any(|(_, sum)| sum.meets(stated.interval()) || twice(sum)) {
        return;
    }
    let (way, sum) = &sums[0];
    let terms: Vec<&str> =
        way.iter().map(|at| sheet.cell(*at, column).text.trim()).filter(|text| !text.is_empty()).collect();
    let printed = printed_like(sheet, row, column, sum.middle());
    let what = if matches!(sheet.standing[row], Standing::Item(_)) { "下级各行" } else { "各行" };
    let message =
        format!("{}是{}，{what}加起来是{printed}", sheet.called(row, column), sheet.cell(row, column).text.trim());
    let mut remark = Remark::new(sheet.origin(row, column), message).arithmetic(shortened(&terms, &printed));
    if let Some(first) = way.first() {
        remark = remark.related(sheet.origin(*first, column), "相加的第一行");
    }
    remarks.add(remark);
}

/// The sum over the rows; nothing where none of them has a number.
fn sum(sheet: &Sheet<'_>, rows: &[usize], column: usize) -> Option<Interval> {
    let amounts: Vec<_> = rows.iter().filter_map(|row| sheet.amount(*row, column)).collect();
    // A change that cannot be told in one row is still in the change of the total.
    let title = &sheet.grid.columns[column].title;
    if amounts.len() < rows.len() && ["增减", "差额", "变化"].iter().any(|word| title.contains(word)) {
        return None;
    }
    if amounts.is_empty() || amounts.iter().any(|amount| !amount.is_exact()) {
        return None;
    }
    Some(amounts.iter().fold(Interval::exactly(Decimal::ZERO), |sum, amount| sum.plus(amount.interval())))
}

/// The value in the unit and with the digits of a cell.
fn printed_like(sheet: &Sheet<'_>, row: usize, column: usize, value: Decimal) -> String {
    let Some(amount) = sheet.amount(row, column) else { return value.normalize().to_string() };
    super::printed_like(amount, &sheet.cell(row, column).text, value)
}

fn shortened(terms: &[&str], sum: &str) -> String {
    const MOST: usize = 8;
    let shown = terms.iter().take(MOST).copied().collect::<Vec<_>>().join("+");
    let more = if terms.len() > MOST { format!("+…（共{}项）", terms.len()) } else { String::new() };
    format!("{shown}{more}={sum}")
}
