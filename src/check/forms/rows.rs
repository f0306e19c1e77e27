//! A row of 资金 and a row of 指标.

use super::row_cells::Cells;
use crate::diag::{Findings, Problem};
use crate::model::{FormIndicator, FormMoney, FormTarget, Sign};
use crate::scoring::Given;
use rust_decimal::Decimal;

/// Digits behind the point of an amount in 万元: a hundredth of a 分 and no finer.
const FINEST: u32 = 6;

/// A source of money.
pub(super) fn money(cells: &Cells<'_>, findings: &mut Findings) -> Option<FormMoney> {
    let initial = cells.number("年初预算数", findings);
    let budget = cells.number("全年预算数", findings);
    let spent = cells.number("全年执行数", findings);
    for (column, value) in [("年初预算数", initial), ("全年预算数", budget), ("全年执行数", spent)] {
        let unfit = value.filter(|value| *value < Decimal::ZERO || value.normalize().scale() > FINEST);
        if let Some(value) = unfit {
            findings.add(Problem::MoneyUnfit { text: value.to_string() }, cells.origin(column));
            return None;
        }
    }
    if let (Some(budget), Some(spent)) = (budget, spent)
        && budget > Decimal::ZERO
        && spent > budget * Decimal::TEN
    {
        let problem = Problem::RateImplausible { spent: spent.to_string(), budget: budget.to_string() };
        findings.add(problem, cells.origin("全年执行数"));
    } else if let (Some(budget), Some(spent)) = (budget, spent)
        && spent > budget
    {
        let problem = Problem::SpentOverBudget { spent: spent.to_string(), budget: budget.to_string() };
        findings.add(problem, cells.origin("全年执行数"));
    }
    Some(FormMoney {
        source: cells.text("资金来源"),
        initial: initial?,
        budget: budget?,
        spent: spent?,
        row: cells.row_origin(),
    })
}

/// An indicator.
pub(super) fn indicator(cells: &Cells<'_>, findings: &mut Findings) -> Option<FormIndicator> {
    let weight = cells.number("分值", findings);
    let score = match cells.text("得分").is_empty() {
        true => Some(None),
        false => cells.number("得分", findings).map(Some),
    };
    let target = target(cells, findings);
    let (weight, score) = (weight?, score?);
    if weight < Decimal::ZERO {
        findings.add(Problem::WeightInvalid { weight: weight.to_string() }, cells.origin("分值"));
        return None;
    }
    if score.is_none() && !cells.text("得分说明").is_empty() {
        findings.add(Problem::NoteWithoutScore, cells.origin("得分说明"));
    }
    if let Some(score) = score.filter(|score| *score > weight || *score < Decimal::ZERO) {
        let problem = Problem::ScoreOutOfRange { score: score.to_string(), weight: weight.to_string() };
        findings.add(problem, cells.origin("得分"));
        return None;
    }
    Some(FormIndicator {
        level1: cells.text("一级指标"),
        level2: cells.text("二级指标"),
        level3: cells.text("三级指标"),
        target: target?,
        weight,
        given: score.map(|score| Given { score, reason: cells.text("得分说明") }),
        reason: cells.text("偏差原因"),
        row: cells.row_origin(),
    })
}

fn target(cells: &Cells<'_>, findings: &mut Findings) -> Option<FormTarget> {
    let text = cells.text("比较");
    if text == "定性" {
        let (target, actual) = (cells.text("指标值"), cells.text("实际完成值"));
        return Some(FormTarget::Qualitative { target, actual });
    }
    let Some(sign) = Sign::parse(&text) else {
        findings.add(Problem::ComparisonInvalid { text }, cells.origin("比较"));
        return None;
    };
    let target = cells.number("指标值", findings);
    let actual = cells.number("实际完成值", findings);
    Some(FormTarget::Quantitative { sign, target: target?, actual: actual?, unit: cells.text("计量单位") })
}
