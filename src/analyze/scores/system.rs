//! The indicator system as it stands in its table: codes, levels of whatever depth, weights.

use crate::diag::{Diagnostic, Findings, Origin, Problem, nearest};
use crate::model::{Cell, Row, Table};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The columns with the names of the levels, from the top.
pub(super) const LEVELS: [&str; 4] = ["一级指标", "二级指标", "三级指标", "四级指标"];

/// One leaf of the system.
#[derive(Debug, Clone)]
pub(super) struct Indicator {
    /// 编码; any text that no other leaf has.
    pub(super) code: String,
    /// The names from level 1 down; levels that are empty are left out.
    pub(super) levels: Vec<String>,
    /// 权重
    pub(super) weight: Decimal,
    /// Its place among the rows of the table.
    pub(super) row: usize,
}

impl Indicator {
    /// The name at the deepest level.
    pub(super) fn name(&self) -> &str {
        self.levels.last().map_or("", String::as_str)
    }

    /// What a finding calls it.
    pub(super) fn called(&self) -> String {
        format!("「{} {}」", self.code, self.name())
    }
}

/// All leaves in the order of the table; what is wrong with one is a finding, and nothing is given.
pub(super) fn read(table: &Table, needed: &[&'static str], findings: &mut Findings) -> Option<Vec<Indicator>> {
    let mut own = Findings::default();
    for column in needed.iter().filter(|name| table.column_index(name).is_none()) {
        let known = table.declaration.columns.iter().map(|column| column.name.as_str());
        let problem = Problem::ColumnUnknown {
            table: table.name().to_owned(),
            column: (*column).to_owned(),
            nearest: nearest(column, known),
        };
        own.add(problem, Origin::file(&table.declaration.file));
    }
    let mut seen: BTreeMap<String, Origin> = BTreeMap::new();
    let mut indicators = Vec::new();
    if !own.has_errors() {
        for (index, row) in table.rows.iter().enumerate().filter(|(_, row)| row.kind != crate::model::RowKind::Total) {
            indicators.extend(indicator(table, row, index, &mut seen, &mut own));
        }
    }
    let sound = !own.has_errors();
    findings.extend(own);
    sound.then_some(indicators)
}

fn indicator(
    table: &Table,
    row: &Row,
    index: usize,
    seen: &mut BTreeMap<String, Origin>,
    findings: &mut Findings,
) -> Option<Indicator> {
    let code = text(table, row, "编码");
    let place = origin(table, row, "编码");
    if code.is_empty() {
        findings.add(Problem::KeyEmpty, place);
    } else if let Some(first) = seen.insert(code.clone(), place.clone()) {
        let problem = Problem::KeyDuplicate { key: code.clone() };
        findings.push(Diagnostic::new(problem, place).related(first, "前一处"));
    }
    let Some(weight) = number(table, row, "权重") else {
        findings.add(Problem::ValueMissing { name: format!("{code}的权重") }, origin(table, row, "权重"));
        return None;
    };
    if weight < Decimal::ZERO {
        findings.add(Problem::WeightInvalid { weight: weight.to_string() }, origin(table, row, "权重"));
        return None;
    }
    let levels = LEVELS.iter().map(|level| text(table, row, level)).filter(|name| !name.is_empty()).collect();
    Some(Indicator { code, levels, weight, row: index })
}

/// The number in a cell.
pub(super) fn number(table: &Table, row: &Row, column: &str) -> Option<Decimal> {
    table.column_index(column).and_then(|index| row.cells.get(index)).and_then(Cell::number)
}

/// A cell as it is printed; nothing for a cell without a value.
pub(super) fn text(table: &Table, row: &Row, column: &str) -> String {
    match table.column_index(column).map(|index| (index, row.cells.get(index))) {
        Some((_, Some(Cell::Missing(_) | Cell::Empty) | None)) | None => String::new(),
        Some((index, _)) => table.print(row, index),
    }
}

/// Where a cell stands; the table's declaration if there is no such column.
pub(super) fn origin(table: &Table, row: &Row, column: &str) -> Origin {
    let declared = table.column_index(column).map(|index| &table.declaration.columns[index]);
    declared.map_or_else(|| Origin::file(&table.declaration.file), |declared| table.origin(row, declared))
}
