//! What a form filled in by hand says of its own sums.

use super::row_cells::Cells;
use crate::check::cells;
use crate::diag::{Findings, Origin, Problem};
use crate::load::RawTable;
use crate::model::{FormStated, StatedRate, is_missing_mark};
use rust_decimal::Decimal;

/// What the form says of scores and rates; they are held against the rules when these are known.
pub(super) fn read(cells: &Cells<'_>, findings: &mut Findings) -> FormStated {
    let grade = cells.text("评分等级");
    let is_percent = cells.text("执行率").ends_with(['%', '％']);
    let mut number = |column| number(cells, column, findings);
    FormStated {
        rate: number("执行率").map(|value| StatedRate { value, is_percent }),
        execution_weight: number("预算执行分值"),
        total: number("总分"),
        grade: (!grade.is_empty()).then_some(grade),
    }
}

/// A number that may be followed by its unit; nothing where none is said.
fn number(cells: &Cells<'_>, column: &str, findings: &mut Findings) -> Option<Decimal> {
    let text = cells.text(column);
    if text.is_empty() || is_missing_mark(&text) {
        return None;
    }
    match cells::bounded(&text, cells::number(text.trim_end_matches(['%', '％', '分']))) {
        Ok(value) => Some(value),
        Err(problem) => {
            findings.add(problem, cells.origin(column));
            None
        }
    }
}

/// Year and sum of money as the form says them.
pub(super) fn check(money: &RawTable, projects: &RawTable, year: i32, findings: &mut Findings) {
    for row in &projects.rows {
        let cells = Cells { table: projects, row };
        let found = cells.text("年度");
        if !found.is_empty() && found != year.to_string() {
            findings.add(Problem::FormYearDiffers { found, year }, cells.origin("年度"));
        }
    }
    let Some(stated) = money.stated_total.as_ref().filter(|_| !money.rows.is_empty()) else { return };
    for (column, name) in money.header.iter().enumerate().skip(2) {
        let value =
            |cells: &[String]| cells.get(column).and_then(|text| cells::bounded(text, cells::number(text)).ok());
        let parts: Option<Vec<Decimal>> = money.rows.iter().map(|row| value(&row.cells)).collect();
        let sum = parts.and_then(|parts| parts.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add));
        if let (Some(said), Some(sum)) = (value(&stated.cells), sum)
            && said != sum
        {
            let problem =
                Problem::TotalDiffers { stated: said.normalize().to_string(), sum: sum.normalize().to_string() };
            findings.add(problem, Origin::cell(&money.file, stated.line, name));
        }
    }
}
