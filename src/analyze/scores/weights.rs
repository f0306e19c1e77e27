//! Whether weights add up: the leaves to 100, and to the weights stated for their levels.

use super::system::{Indicator, LEVELS, number, origin};
use crate::diag::{Diagnostic, Findings, Problem};
use crate::model::Table;
use rust_decimal::Decimal;

/// The columns with the stated weights of the levels.
const STATED: [&str; 3] = ["一级权重", "二级权重", "三级权重"];

pub(super) fn check(table: &Table, indicators: &[Indicator], findings: &mut Findings) {
    let sum: Decimal = indicators.iter().map(|indicator| indicator.weight).sum();
    if let (true, Some(last)) = (sum != Decimal::ONE_HUNDRED, indicators.last()) {
        let problem = Problem::WeightsSum {
            whose: format!("表「{}」", table.name()),
            parts: "权重".into(),
            sum: sum.normalize().to_string(),
        };
        findings.add(problem, origin(table, &table.rows[last.row], "权重"));
    }
    for (depth, column) in STATED.iter().enumerate().filter(|(_, column)| table.column_index(column).is_some()) {
        level(table, indicators, depth + 1, column, findings);
    }
}

/// The weights stated for the groups of one level, each beside the sum of its leaves.
fn level(table: &Table, indicators: &[Indicator], depth: usize, column: &str, findings: &mut Findings) {
    let mut told: Vec<&[String]> = Vec::new();
    for first in indicators.iter().filter(|indicator| indicator.levels.len() >= depth) {
        let group = &first.levels[..depth];
        if told.contains(&group) {
            continue;
        }
        told.push(group);
        let members = || indicators.iter().filter(|other| other.levels.get(..depth) == Some(group));
        let sum: Decimal = members().map(|member| member.weight).sum();
        for member in members() {
            let row = &table.rows[member.row];
            let Some(stated) = number(table, row, column).filter(|stated| *stated != sum) else { continue };
            let problem = Problem::LevelWeightWrong {
                level: LEVELS[depth - 1].to_owned(),
                name: group.last().cloned().unwrap_or_default(),
                stated: stated.normalize().to_string(),
                sum: sum.normalize().to_string(),
            };
            findings.push(
                Diagnostic::new(problem, origin(table, row, column))
                    .related(origin(table, &table.rows[first.row], "权重"), "这一组从这里起"),
            );
            break;
        }
    }
}
