//! The named values of `project.toml`.

use super::formula::{self, Expression, Lookup, Trouble};
use super::{Analysis, total};
use crate::diag::{Diagnostic, Findings, Problem, nearest};
use crate::model::{Digits, Formula, Grouping, NumberFormat, Quantity, Table, Unit};
use crate::resolve::Plan;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// All named values; what cannot be computed is a finding.
pub(super) fn all(plan: &Plan, analysis: &Analysis, findings: &mut Findings) -> BTreeMap<String, Option<Quantity>> {
    let values = plan.document.values().iter();
    values.map(|(name, written)| (name.clone(), value(name, written, analysis, findings))).collect()
}

/// Names that the narrative knows without being told.
const WORDS: [&str; 3] = ["年度", "标题", "等级"];

fn value(name: &str, written: &Formula, analysis: &Analysis, findings: &mut Findings) -> Option<Quantity> {
    if analysis.tables.contains_key(name) || WORDS.contains(&name) {
        let used_for = if WORDS.contains(&name) { "报告的设置" } else { "表名" };
        let problem = Problem::NameTaken { name: name.to_owned(), used_for: used_for.into() };
        findings.add(problem, written.origin.clone());
        return None;
    }
    let expression = match formula::parse(&written.text) {
        Ok(expression) => expression,
        Err(cause) => {
            let problem = Problem::FormulaInvalid { cause };
            findings.push(Diagnostic::new(problem, written.origin.clone()).excerpt(&written.text));
            return None;
        }
    };
    if let Some(problem) = mixed_units(&expression, analysis) {
        findings.push(Diagnostic::new(problem, written.origin.clone()).excerpt(&written.text));
        return None;
    }
    let problem = match formula::evaluate(&expression, &CellLookup { analysis }) {
        Ok(Some(value)) => return Some(quantity(value, &expression, analysis)),
        Ok(None) => Problem::ValueMissing { name: name.to_owned() },
        Err(Trouble::Unknown(path)) => unknown(&path, analysis),
        Err(Trouble::Text(name)) => Problem::FormulaOnText { name },
        Err(Trouble::Overflow) => Problem::NumberOverflow,
        Err(Trouble::Reported) => return None,
    };
    findings.push(Diagnostic::new(problem, written.origin.clone()).excerpt(&written.text));
    None
}

/// Amounts of different money units must not meet in one formula.
pub(super) fn mixed_units(expression: &Expression, analysis: &Analysis) -> Option<Problem> {
    let mut units: Vec<Unit> = Vec::new();
    expression.names(&mut |path| {
        let unit = cell(path, analysis).and_then(|cell| cell.unit);
        units.extend(unit.filter(|unit| matches!(unit, Unit::Money(_))));
    });
    let (first, rest) = units.split_first()?;
    let second = rest.iter().find(|unit| *unit != first)?;
    Some(Problem::FormulaUnits { first: first.to_string(), second: second.to_string() })
}

/// The cell a path of table, row and column names.
pub(super) fn cell(path: &[String], analysis: &Analysis) -> Option<Quantity> {
    let [table, row, column] = path else { return None };
    let table = analysis.tables.get(table)?;
    table.quantity(table.rows_named(row).first()?, table.column_index(column)?)
}

/// The value with the unit and format of the first cell it uses, as far as they still fit.
fn quantity(value: Decimal, expression: &Expression, analysis: &Analysis) -> Quantity {
    let mut first = None;
    expression.names(&mut |path| first = first.take().or_else(|| cell(path, analysis)));
    let keeps_unit = expression.is_sum();
    let format = match (&first, expression.is_ratio()) {
        (_, true) => NumberFormat::Percent(Digits::Fixed(2)),
        (Some(cell), false) if keeps_unit => cell.format,
        _ => NumberFormat::Plain(if value.scale() > 4 { Digits::Fixed(2) } else { Digits::AsIs }, Grouping::Thousands),
    };
    if keeps_unit && expression.is_difference() && matches!(format, NumberFormat::Percent(_)) {
        return Quantity { value, format, unit: Some(Unit::PercentagePoint) };
    }
    let unit = first.and_then(|cell| cell.unit).filter(|_| keeps_unit && !expression.is_ratio());
    Quantity { value, format, unit }
}

pub(super) fn unknown(path: &[String], analysis: &Analysis) -> Problem {
    let table = path.first().and_then(|name| analysis.tables.get(name));
    let (wanted, place, known): (&str, String, Vec<&str>) = match (table, path) {
        (None, _) => (
            path.first().map_or("", String::as_str),
            "各张表".into(),
            analysis.tables.keys().map(String::as_str).collect(),
        ),
        (Some(table), [_, row, column]) if !table.rows_named(row).is_empty() => {
            let columns = table.declaration.columns.iter().map(|column| column.name.as_str()).collect();
            (column, format!("表「{}」的列", table.name()), columns)
        }
        (Some(table), _) => {
            let rows = table.rows.iter().flat_map(|row| table.names_of(row)).collect();
            (path.get(1).map_or("", String::as_str), format!("表「{}」的行", table.name()), rows)
        }
    };
    Problem::NameUnknown { name: wanted.to_owned(), nearest: nearest(wanted, known), place }
}

/// Names in a named value are cells: table, row, column.
pub(super) struct CellLookup<'a> {
    pub(super) analysis: &'a Analysis,
}

impl CellLookup<'_> {
    fn table(&self, name: &str, path: &[String]) -> Result<&Table, Trouble> {
        match self.analysis.tables.get(name) {
            Some(table) => Ok(table),
            None if self.analysis.broken.contains(name) => Err(Trouble::Reported),
            None => Err(Trouble::Unknown(path.to_vec())),
        }
    }
}

impl Lookup for CellLookup<'_> {
    fn number(&self, path: &[String]) -> Result<Option<Decimal>, Trouble> {
        let unknown = || Trouble::Unknown(path.to_vec());
        let [table, row, column] = path else { return Err(unknown()) };
        let table = self.table(table, path)?;
        let rows = table.rows_named(row);
        let ([row], Some(column)) = (rows.as_slice(), table.column_index(column)) else { return Err(unknown()) };
        match row.cells.get(column) {
            Some(cell) if cell.text().is_some() => Err(Trouble::Text(path.join("."))),
            cell => Ok(cell.and_then(crate::model::Cell::number)),
        }
    }

    fn column_total(&self, path: &[String]) -> Result<Option<Decimal>, Trouble> {
        let unknown = || Trouble::Unknown(path.to_vec());
        let [table, _, column] = path else { return Err(unknown()) };
        let table = self.table(table, path)?;
        Ok(total::column_sum(table, table.column_index(column).ok_or_else(unknown)?))
    }
}
