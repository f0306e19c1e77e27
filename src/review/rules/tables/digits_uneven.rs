//! 一列数的小数位数、千分撇前后不一。
//!
//! # 查什么
//!
//! 百分数和金额的列里，多数写两位小数，个别写一位或不写；多数有千分撇，个别没有。
//! 单写一个0不算；各行本来不是一种东西的列（目标值、标准、单价，各行自带单位）不查。
//!
//! # 为什么
//!
//! 一列一个写法，是表格的规矩；位数少的那几个，常常是另外抄来的。
//!
//! # 例子
//!
//! 不合格率一列，多数是12.50%，有几格是13.3%。
//!
//! # 怎么改
//!
//! 改成一样的位数；在表的声明里写 decimals，由程序来印。

use crate::diag::Severity;
use crate::review::reading::{Amount, Measure, Reading, Sheet};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use std::collections::BTreeMap;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "digits-uneven",
    title: "小数位数或千分撇不一",
    family: Family::Tables,
    severity: Severity::Advice,
    remedy: "请改成一样的写法；在表的声明里写 decimals，程序就按一样的位数印",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sheet in &reading.sheets {
        for column in sheet.numeric_columns() {
            // Nothing is nothing: 0 needs no digits.
            let counts = |row: &usize| sheet.cell(*row, column).text.trim().trim_end_matches(['%', '％']) != "0";
            let rows = (0..sheet.labels.len()).filter(counts);
            let cells: Vec<(usize, &Amount)> = rows.filter_map(|row| Some((row, sheet.amount(row, column)?))).collect();
            if cells.len() >= 3 && of_one_kind(&cells) && !super::is_of_many_kinds(sheet, column) {
                decimals(sheet, column, &cells, remarks);
                grouping(sheet, column, &cells, remarks);
            }
        }
    }
}

/// Whether the column holds one kind of thing that is measured, not counted.
fn of_one_kind(cells: &[(usize, &Amount)]) -> bool {
    cells.iter().all(|(_, amount)| amount.measure == cells[0].1.measure)
}

fn decimals(sheet: &Sheet<'_>, column: usize, cells: &[(usize, &Amount)], remarks: &mut Remarks) {
    let measured = matches!(cells[0].1.measure, Measure::Percent | Measure::Money);
    if !measured {
        return;
    }
    let places = |row: usize| {
        let text = &sheet.cell(row, column).text;
        text.split('.').nth(1).map_or(0, |rest| rest.chars().take_while(char::is_ascii_digit).count())
    };
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for (row, _) in cells {
        *counts.entry(places(*row)).or_default() += 1;
    }
    let Some((usual, often)) = counts.iter().max_by_key(|(_, count)| **count).map(|(places, count)| (*places, *count))
    else {
        return;
    };
    let odd: Vec<usize> = cells.iter().map(|(row, _)| *row).filter(|row| places(*row) != usual).collect();
    // Whole amounts among amounts with 角 and 分 are as they were paid, unless nearly all have two digits.
    let mixed = often * 2 <= cells.len();
    if odd.is_empty() || mixed {
        return;
    }
    let usual = if usual == 0 { "没有小数".to_owned() } else { format!("有{usual}位小数") };
    tell(sheet, column, &odd, &format!("多数{usual}"), remarks);
}

fn grouping(sheet: &Sheet<'_>, column: usize, cells: &[(usize, &Amount)], remarks: &mut Remarks) {
    let large = |row: usize| {
        let digits = sheet
            .cell(row, column)
            .text
            .split('.')
            .next()
            .unwrap_or_default()
            .chars()
            .filter(char::is_ascii_digit)
            .count();
        digits >= 4
    };
    let long = cells.iter().copied().filter(|(row, _)| large(*row));
    let (with, without): (Vec<_>, Vec<_>) = long.partition(|(_, amount)| amount.grouped);
    if with.is_empty() || without.is_empty() {
        return;
    }
    let (odd, usual) = if with.len() >= without.len() { (without, "有千分撇") } else { (with, "没有千分撇") };
    let odd: Vec<usize> = odd.iter().map(|(row, _)| *row).collect();
    tell(sheet, column, &odd, &format!("多数{usual}"), remarks);
}

fn tell(sheet: &Sheet<'_>, column: usize, odd: &[usize], usual: &str, remarks: &mut Remarks) {
    let first = odd[0];
    if sheet.cell(first, column).computed {
        return;
    }
    let shown: Vec<&str> = odd.iter().take(4).map(|row| sheet.cell(*row, column).text.trim()).collect();
    let count = if odd.len() > shown.len() { format!("等{}格", odd.len()) } else { String::new() };
    let name = &sheet.grid.columns[column].name;
    let message = format!("表「{}」的「{name}」列{usual}，{}{count}不一样", sheet.grid.name, shown.join("、"));
    remarks.add(Remark::new(sheet.origin(first, column), message));
}
