//! 得分表里，得分超过权重，或者得分和扣分原因对不上。
//!
//! # 查什么
//!
//! 有“权重（分值、标准分）”和“得分（自评分、实得分）”两列的表：得分大于权重；权重减“扣分”列的数不等于得分
//! （别的行都等于）；得了满分却写着扣分原因；扣了分却没有写原因（别的行都写了）。
//! 半数以上的行得分大于权重的，得分是百分制，不查；满分的行写的是依据、“未发现问题”“不涉及扣分”，不算扣分原因。
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
        let Some((weight, score)) = columns(sheet).filter(|columns| is_one_scale(sheet, *columns)) else { continue };
        let column = |words: &[&str]| {
            sheet.grid.columns.iter().position(|column| words.iter().any(|word| column.title.contains(word)))
        };
        let reason = column(&["扣分原因", "扣分说明", "扣分理由", "失分原因"]);
        for row in 0..sheet.labels.len() {
            over(sheet, row, (weight, score), remarks);
            if let Some(reason) = reason.filter(|_| sheet.standing[row] != Standing::Total) {
                explained(sheet, row, (weight, score), reason, remarks);
            }
        }
        lost(sheet, (weight, score), remarks);
    }
}

/// Whether scores are given out of their weights. Where most of them are greater, each is out of 100,
/// and the weights are shares.
fn is_one_scale(sheet: &Sheet<'_>, (weight, score): (usize, usize)) -> bool {
    let pairs = (0..sheet.labels.len()).filter_map(|row| Some((sheet.amount(row, weight)?, sheet.amount(row, score)?)));
    let (over, within): (Vec<_>, Vec<_>) = pairs.partition(|(most, given)| given.value > most.value);
    over.len() < 2 || over.len() <= within.len()
}

fn over(sheet: &Sheet<'_>, row: usize, (weight, score): (usize, usize), remarks: &mut Remarks) {
    let (Some(most), Some(given)) = (sheet.amount(row, weight), sheet.amount(row, score)) else { return };
    if given.value > most.value && !given.bound && given.is_exact() && most.is_exact() {
        let (given, most) = (sheet.cell(row, score).text.trim(), sheet.cell(row, weight).text.trim());
        let message = format!("{}是{given}，超过了权重{most}", sheet.called(row, score));
        remarks.add(Remark::new(sheet.origin(row, score), message).related(sheet.origin(row, weight), "权重"));
    }
}

/// The rows whose loss is not what their score lacks, where that of the others is.
fn lost(sheet: &Sheet<'_>, (weight, score): (usize, usize), remarks: &mut Remarks) {
    const LOSSES: [&str; 6] = ["扣分", "扣减", "扣减分", "扣减分值", "失分", "减分"];
    let named = |at: &usize| LOSSES.contains(&super::bare(&sheet.grid.columns[*at].title).as_str());
    let Some(loss) = sheet.numeric_columns().into_iter().find(named) else { return };
    let rows = (0..sheet.labels.len()).filter_map(|row| {
        let value = |column: usize| sheet.amount(row, column).map(|amount| amount.value);
        let (most, given) = (value(weight)?, value(score)?);
        // A score above its weight has its own finding.
        (given <= most).then_some((row, most - given, value(loss)?.abs()))
    });
    let (fit, off): (Vec<_>, Vec<_>) = rows.partition(|(_, lacks, lost)| lacks == lost);
    if fit.len() < 2 || off.len() * 2 > fit.len() {
        return;
    }
    for (row, lacks, _) in off.into_iter().filter(|(row, ..)| !sheet.cell(*row, score).computed) {
        let shown = |column: usize| sheet.cell(row, column).text.trim();
        let message = format!("{}是{}，权重减得分是{}", sheet.called(row, loss), shown(loss), lacks.normalize());
        remarks.add(
            Remark::new(sheet.origin(row, score), message)
                .arithmetic(format!("{}-{}={}", shown(weight), shown(score), lacks.normalize()))
                .related(sheet.origin(row, loss), "扣分"),
        );
    }
}

/// Whether a reason speaks of something that is wanting, not of what the full marks rest on.
fn speaks_of_loss(reason: &str) -> bool {
    const NOTHING: [&str; 5] = ["未发现", "没有发现", "未见", "不存在", "不涉及"];
    const FAULTS: [&str; 16] = [
        "违", "挪用", "截留", "超", "虚", "浪费", "异常", "投诉", "问题", "扣", "拖欠", "延误", "差错", "事故", "低于",
        "少于",
    ];
    const WANTING: [&str; 20] = [
        "不足", "未", "无", "缺", "没有", "不够", "不全", "不完", "不规", "不合", "不明", "不及", "不高", "不到",
        "滞后", "迟", "超", "低", "偏", "扣",
    ];
    let any = |clause: &str, words: &[&str]| words.iter().any(|word| clause.contains(word));
    // 无违规情况, 未扣分: no fault is no loss.
    let harmless = |clause: &str| {
        NOTHING.iter().any(|word| clause.starts_with(word))
            || ["未", "无", "没有", "不"].iter().any(|word| clause.starts_with(word)) && any(clause, &FAULTS)
    };
    reason.split(['，', '、', '；', '。', ',', ';']).any(|clause| any(clause, &WANTING) && !harmless(clause))
}

fn explained(sheet: &Sheet<'_>, row: usize, (weight, score): (usize, usize), reason: usize, remarks: &mut Remarks) {
    let (Some(most), Some(given)) = (sheet.amount(row, weight), sheet.amount(row, score)) else { return };
    if sheet.cell(row, reason).computed || sheet.cell(row, score).computed {
        return;
    }
    let words = plain(&sheet.cell(row, reason).text);
    let nothing = words.is_empty() || ["无", "未扣分", "不扣分", "不涉及扣分"].contains(&words.as_str());
    let others = (0..sheet.labels.len()).any(|other| !plain(&sheet.cell(other, reason).text).is_empty());
    let message = match (given.value < most.value, nothing) {
        (true, true) if others => {
            format!("{}比权重{}少，没有写扣分原因", sheet.called(row, score), most.value.normalize())
        }
        (false, false) if given.value == most.value && speaks_of_loss(&words) => {
            format!("{}是满分，却写着扣分原因", sheet.called(row, score))
        }
        _ => return,
    };
    remarks.add(
        Remark::new(sheet.origin(row, reason), message)
            .severity(Severity::Warning)
            .related(sheet.origin(row, score), "得分"),
    );
}
