//! 指标体系的权重加起来不对。
//!
//! # 查什么
//!
//! 一级（二级）指标名后面写着的权重，如“过程（30%）”“A 项目决策(10)”“决策20分”，和下面各指标的权重之和比较；
//! 一张表列全了各一级指标而没有合计行的，权重之和应当是100；题名写明只是扣分的、部分的、节选的指标，不查。
//!
//! # 为什么
//!
//! 权重调整过以后，一级指标后面的数常常没有改。
//!
//! # 例子
//!
//! “过程（20%）”下面各指标的权重加起来是30。
//!
//! # 怎么改
//!
//! 核对指标体系；权重改定以后，名称后面的数跟着改。

use super::weight_column;
use crate::diag::Severity;
use crate::review::reading::{Reading, Sheet, Standing, plain};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::tables::is_extract;
use crate::review::rules::{Family, Rule, pattern};
use regex::Regex;
use rust_decimal::Decimal;
use std::str::FromStr;
use std::sync::LazyLock;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "weights-wrong",
    title: "权重加起来不对",
    family: Family::Scores,
    severity: Severity::Error,
    remedy: "请核对指标体系的权重",
    find,
};

static STATED: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:[（(](\\d+(?:\\.\\d+)?)(?:分|%|％)?[）)]|(\\d+(?:\\.\\d+)?)分)$"));

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for (index, sheet) in reading.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.grid.made) {
        let Some(weight) = weight_column(sheet) else { continue };
        for level in ["一级指标", "二级指标"] {
            if let Some(column) = sheet.grid.columns.iter().position(|one| one.title == level) {
                stated(sheet, column, weight, remarks);
            }
        }
        let first = sheet.grid.columns.iter().position(|one| one.title == "一级指标");
        if let Some(column) = first.filter(|_| !is_some(reading, index)) {
            whole(sheet, column, weight, remarks);
        }
    }
}

/// Whether the table shows some of the indicators, such as those with a loss.
fn is_some(reading: &Reading<'_>, index: usize) -> bool {
    let title = &reading.sheets[index].grid.title;
    ["扣分", "失分", "主要", "典型"].iter().any(|word| title.contains(word)) || is_extract(reading, index)
}

/// The level a row belongs to: its own cell, or the last one filled above.
fn groups(sheet: &Sheet<'_>, column: usize) -> Vec<(String, usize, Vec<usize>)> {
    let mut found: Vec<(String, usize, Vec<usize>)> = Vec::new();
    for row in 0..sheet.labels.len() {
        if !matches!(sheet.standing[row], Standing::Item(_)) {
            continue;
        }
        let name = plain(&sheet.cell(row, column).text);
        match found.last_mut() {
            Some(last) if name.is_empty() || last.0 == name => last.2.push(row),
            _ => found.push((name, row, vec![row])),
        }
    }
    found
}

fn sum(sheet: &Sheet<'_>, rows: &[usize], weight: usize) -> Option<Decimal> {
    rows.iter().map(|row| Some(sheet.amount(*row, weight)?.value)).sum()
}

fn stated(sheet: &Sheet<'_>, column: usize, weight: usize, remarks: &mut Remarks) {
    for (name, first, rows) in groups(sheet, column) {
        let groups = STATED.captures(&name);
        let written = groups.and_then(|groups| groups.get(1).or(groups.get(2)));
        let stated = written.and_then(|written| Decimal::from_str(written.as_str()).ok());
        let (Some(stated), Some(sum)) = (stated, sum(sheet, &rows, weight)) else { continue };
        if sum != stated {
            let sum = sum.normalize();
            let message = format!("表「{}」的「{name}」，下面各指标的权重加起来是{sum}", sheet.grid.name);
            let terms: Vec<&str> = rows.iter().map(|row| sheet.cell(*row, weight).text.trim()).collect();
            remarks.add(
                Remark::new(sheet.origin(first, column), message)
                    .arithmetic(format!("{}={sum}", terms.join("+")))
                    .related(sheet.origin(rows[rows.len() - 1], weight), "最后一项权重"),
            );
        }
    }
}

/// A table with all of level 1 and no total has 100 in all.
fn whole(sheet: &Sheet<'_>, column: usize, weight: usize, remarks: &mut Remarks) {
    let levels = groups(sheet, column);
    let has_total = sheet.standing.contains(&Standing::Total);
    let rows: Vec<usize> = sheet.items();
    let Some(sum) = sum(sheet, &rows, weight).filter(|_| levels.len() >= 3 && !has_total) else { return };
    // The forms leave the ten points of the budget execution to another block.
    let usual = [Decimal::ONE_HUNDRED, Decimal::from(90), Decimal::ONE];
    if !usual.contains(&sum) {
        let message = format!("表「{}」的权重加起来是{}，不是100", sheet.grid.name, sum.normalize());
        remarks.add(
            Remark::new(sheet.origin(rows[0], weight), message)
                .related(sheet.origin(rows[rows.len() - 1], weight), "最后一项权重"),
        );
    }
}
