//! The indicator system as it stands in its table: codes, levels of whatever depth, weights.

use crate::diag::{Diagnostic, Findings, Limit, Origin, Problem, nearest};
use crate::model::{Cell, ColumnKind, Row, Table};
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
    let sound = columns_there(table, needed, &NUMBERS, &mut own);
    let mut seen: BTreeMap<String, Origin> = BTreeMap::new();
    let mut indicators = Vec::new();
    if sound {
        for (index, row) in table.rows.iter().enumerate().filter(|(_, row)| row.kind != crate::model::RowKind::Total) {
            indicators.extend(indicator(table, row, index, &mut seen, &mut own));
        }
    }
    own.allow(Limit::Indicators, indicators.len(), || Origin::file(&table.declaration.data_file));
    let sound = !own.has_errors();
    findings.extend(own);
    sound.then_some(indicators)
}

/// The columns that hold numbers, if they are there.
const NUMBERS: [&str; 5] = ["权重", "得分", "一级权重", "二级权重", "三级权重"];

/// Whether a table has the columns it needs, and numbers where there must be numbers.
pub(super) fn columns_there(table: &Table, needed: &[&str], numbers: &[&str], findings: &mut Findings) -> bool {
    let mut sound = true;
    let declared = || table.declaration.columns.iter();
    for column in needed.iter().filter(|name| table.column_index(name).is_none()) {
        sound = false;
        let others = declared().map(|column| column.name.as_str()).filter(|name| !needed.contains(name));
        let problem = Problem::ColumnNeeded {
            table: table.name().to_owned(),
            column: (*column).to_owned(),
            nearest: nearest(column, others),
        };
        findings.add(problem, Origin::file(&table.declaration.file));
    }
    for column in declared().filter(|column| numbers.contains(&column.name.as_str())) {
        if !matches!(column.kind, ColumnKind::Number(_)) {
            sound = false;
            findings.add(Problem::FormulaOnText { name: column.name.clone() }, Origin::file(&table.declaration.file));
        }
    }
    sound
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
    if !levels_filled(table, row, findings) {
        return None;
    }
    let levels = LEVELS.iter().map(|level| text(table, row, level)).filter(|name| !name.is_empty()).collect();
    Some(Indicator { code, levels, weight, row: index })
}

/// Whether no level is left empty above one that is filled.
fn levels_filled(table: &Table, row: &Row, findings: &mut Findings) -> bool {
    let there: Vec<&str> = LEVELS.into_iter().filter(|level| table.column_index(level).is_some()).collect();
    let deepest = there.iter().rposition(|level| !text(table, row, level).is_empty()).unwrap_or(0);
    let empty = there.iter().take(deepest + 1).find(|level| text(table, row, level).is_empty());
    if let Some(level) = empty {
        findings.add(Problem::LevelEmpty { column: (*level).to_owned() }, origin(table, row, level));
    }
    empty.is_none()
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
