//! 得分表里，得分超过权重，或者得分和扣分原因对不上。
//!
//! # 查什么
//!
//! 有“权重（分值、标准分）”和“得分”两列的表：得分大于权重；得了满分却写着扣分原因；扣了分却没有写原因（别的行都写了）。
//!
//! # 为什么
//!
//! 得分改过以后，原因一栏常常忘了跟着改。
//!
//! # 例子
//!
//! 权重2分，得分2.5分。
//!
//! # 怎么改
//!
//! 核对得分、权重和扣分原因；用评分规则来算，这三样就不会打架。

use super::columns;
use crate::diag::Severity;
use crate::review::reading::{Reading, Sheet, Standing, plain};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "score-beside-weight",
    title: "得分与权重、扣分原因不符",
    family: Family::Scores,
    severity: Severity::Error,
    remedy: "请核对得分、权重和扣分原因；用评分规则来算，这三样就不会打架",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sheet in reading.sheets.iter().filter(|sheet| !sheet.grid.made) {
        let Some((weight, score)) = columns(sheet) else { continue };
        let reason = sheet
            .grid
            .columns
            .iter()
            .position(|column| column.title.contains("扣分原因") || column.title.contains("扣分说明"));
        for row in 0..sheet.labels.len() {
            over(sheet, row, (weight, score), remarks);
            if let Some(reason) = reason.filter(|_| sheet.standing[row] != Standing::Total) {
                explained(sheet, row, (weight, score), reason, remarks);
            }
        }
    }
}

fn over(sheet: &Sheet<'_>, row: usize, (weight, score): (usize, usize), remarks: &mut Remarks) {
    let (Some(most), Some(given)) = (sheet.amount(row, weight), sheet.amount(row, score)) else { return };
    if given.value > most.value && !given.bound && given.is_exact() && most.is_exact() {
        let (given, most) = (sheet.cell(row, score).text.trim(), sheet.cell(row, weight).text.trim());
        let message = format!("{}是{given}，超过了权重{most}", sheet.called(row, score));
        remarks.add(Remark::new(sheet.origin(row, score), message).related(sheet.origin(row, weight), "权重"));
    }
}

fn explained(sheet: &Sheet<'_>, row: usize, (weight, score): (usize, usize), reason: usize, remarks: &mut Remarks) {
    let (Some(most), Some(given)) = (sheet.amount(row, weight), sheet.amount(row, score)) else { return };
    if sheet.cell(row, reason).computed || sheet.cell(row, score).computed {
        return;
    }
    let words = plain(&sheet.cell(row, reason).text);
    let nothing = words.is_empty() || ["无", "未扣分", "不扣分"].contains(&words.as_str());
    let others = (0..sheet.labels.len()).any(|other| !plain(&sheet.cell(other, reason).text).is_empty());
    let message = match (given.value < most.value, nothing) {
        (true, true) if others => {
            format!("{}比权重{}少，没有写扣分原因", sheet.called(row, score), most.value.normalize())
        }
        (false, false) if given.value == most.value => format!("{}是满分，却写着扣分原因", sheet.called(row, score)),
        _ => return,
    };
    remarks.add(
        Remark::new(sheet.origin(row, reason), message)
            .severity(Severity::Warning)
            .related(sheet.origin(row, score), "得分"),
    );
}
