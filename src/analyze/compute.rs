//! Computed columns, in the order in which they need each other.

use super::formula::{self, Expression, Lookup, Trouble};
use super::total;
use crate::diag::{Diagnostic, Findings, Origin, Problem, nearest};
use crate::model::{
    Cell, ColumnDeclaration, ColumnKind, Formula, NumberFormat, Row, RowKind, Table, TableDeclaration, Unit,
};
use rust_decimal::Decimal;

/// A computed column: its place and its formula.
pub(super) struct Computed {
    column: usize,
    expression: Expression,
    written: Formula,
}

/// The parsed formulas of a table, each after those it needs.
pub(super) fn formulas(declaration: &TableDeclaration, findings: &mut Findings) -> Option<Vec<Computed>> {
    let mut computed = Vec::new();
    let mut sound = true;
    for (column, declared) in declaration.columns.iter().enumerate() {
        let Some(written) = &declared.compute else { continue };
        match formula::parse(&written.text) {
            Ok(expression) => {
                let formula = Computed { column, expression, written: written.clone() };
                sound &= units_agree(declaration, &formula, findings);
                computed.push(formula);
            }
            Err(cause) => {
                sound = false;
                let problem = Problem::FormulaInvalid { cause };
                findings.push(Diagnostic::new(problem, written.origin.clone()).excerpt(&written.text));
            }
        }
    }
    let ordered = in_order(declaration, computed, findings)?;
    sound.then_some(ordered)
}

/// Amounts of different money units must not meet in one formula.
fn units_agree(declaration: &TableDeclaration, computed: &Computed, findings: &mut Findings) -> bool {
    let used = used_columns(declaration, &computed.expression);
    let mut money = used.iter().filter_map(|column| match &declaration.columns[*column].unit {
        Some(unit @ Unit::Money(_)) => Some(unit),
        _ => None,
    });
    let Some(first) = money.next() else { return true };
    let Some(second) = money.find(|unit| *unit != first) else { return true };
    let problem = Problem::FormulaUnits { first: first.to_string(), second: second.to_string() };
    findings.push(Diagnostic::new(problem, computed.written.origin.clone()).excerpt(&computed.written.text));
    false
}

/// Sorts so that every column comes after the columns it uses; a circle is a finding.
fn in_order(declaration: &TableDeclaration, mut open: Vec<Computed>, findings: &mut Findings) -> Option<Vec<Computed>> {
    let mut ordered = Vec::new();
    while !open.is_empty() {
        let waiting: Vec<usize> = open.iter().map(|computed| computed.column).collect();
        let ready = open.iter().position(|computed| {
            !used_columns(declaration, &computed.expression).iter().any(|used| waiting.contains(used))
        });
        match ready {
            Some(index) => ordered.push(open.remove(index)),
            None => {
                report_circle(declaration, &open, findings);
                return None;
            }
        }
    }
    Some(ordered)
}

fn used_columns(declaration: &TableDeclaration, expression: &Expression) -> Vec<usize> {
    let mut used = Vec::new();
    expression.names(&mut |path| {
        if let [name] = path {
            used.extend(declaration.columns.iter().position(|column| column.name == *name));
        }
    });
    used
}

/// Follows the circle from its first column until it closes.
fn report_circle(declaration: &TableDeclaration, open: &[Computed], findings: &mut Findings) {
    let Some(first) = open.first() else { return };
    let mut path = vec![first.column];
    loop {
        let last = path[path.len() - 1];
        let next = open.iter().find(|computed| computed.column == last).and_then(|computed| {
            let used = used_columns(declaration, &computed.expression);
            used.into_iter().find(|used| open.iter().any(|other| other.column == *used))
        });
        let Some(next) = next else { break };
        if let Some(start) = path.iter().position(|column| *column == next) {
            path.drain(..start);
            path.push(next);
            break;
        }
        path.push(next);
    }
    let names: Vec<&str> = path.iter().map(|column| declaration.columns[*column].name.as_str()).collect();
    let problem = Problem::FormulaCircular { column: names[0].to_owned(), cycle: names.join(" → ") };
    findings.push(Diagnostic::new(problem, first.written.origin.clone()).excerpt(&first.written.text));
}

/// Fills the computed columns of every row, the total included.
pub(super) fn fill(table: &mut Table, formulas: &[Computed], findings: &mut Findings) -> Option<()> {
    let mut sound = true;
    for computed in formulas {
        let is_added = is_added(table, computed.column);
        let of = |row: &Row| match row.kind {
            RowKind::Total if is_added => Ok(Cell::Empty),
            _ => cell(table, row, computed),
        };
        let cells: Vec<Result<Cell, Trouble>> = table.rows.iter().map(of).collect();
        for (index, cell) in cells.into_iter().enumerate() {
            match cell {
                Ok(cell) => table.rows[index].cells[computed.column] = cell,
                Err(trouble) => {
                    sound = false;
                    report(table, computed, trouble, findings);
                }
            }
        }
        if is_added {
            add_up(table, computed.column);
        } else {
            uneven_total(table, computed, findings);
        }
    }
    sound.then_some(())
}

/// Whether the total of a computed column is the sum of its rows, whatever the formula would make of the
/// other totals. A rate is never added up.
fn is_added(table: &Table, column: usize) -> bool {
    let declared = &table.declaration.columns[column];
    let is_rate = matches!(declared.kind, ColumnKind::Number(NumberFormat::Percent(_)));
    !is_rate && table.declaration.total.as_ref().is_some_and(|total| total.sum.contains(&declared.name))
}

/// The rate of a total whose parts are not all there: spending is in it, and not the budget it came from.
fn uneven_total(table: &Table, computed: &Computed, findings: &mut Findings) {
    let declaration = &table.declaration;
    let declared = &declaration.columns[computed.column];
    let total = table.rows.iter().find(|row| row.kind == RowKind::Total);
    let is_rate = matches!(declared.kind, ColumnKind::Number(NumberFormat::Percent(_)));
    if !is_rate || total.and_then(|row| row.cells[computed.column].number()).is_none() {
        return;
    }
    let used = used_columns(declaration, &computed.expression);
    // What was not spent may well be missing; what it was spent of may not.
    let lacks = |row: &&Row| {
        let mut numbers = used.iter().map(|column| row.cells[*column].number().is_some());
        row.kind == RowKind::Data(1) && numbers.next() == Some(true) && numbers.any(|is_there| !is_there)
    };
    let uneven: Vec<&Row> = table.rows.iter().filter(lacks).collect();
    if let Some(line) = uneven.first().and_then(|row| row.line) {
        let names = uneven.iter().filter_map(|row| table.names_of(row).first().copied());
        let rows = names.map(|name| format!("「{name}」")).collect::<Vec<_>>().join("、");
        let problem = Problem::TotalUneven { column: declared.name.clone(), rows };
        findings.add(problem, Origin::line(&declaration.data_file, line));
    }
}

fn add_up(table: &mut Table, column: usize) {
    let sum = total::column_sum(table, column).map_or(Cell::Missing("—".to_owned()), Cell::Number);
    if let Some(row) = table.rows.iter_mut().find(|row| row.kind == RowKind::Total) {
        row.cells[column] = sum;
    }
}

fn cell(table: &Table, row: &Row, computed: &Computed) -> Result<Cell, Trouble> {
    let value = formula::evaluate(&computed.expression, &RowLookup { table, row })?;
    let column = &table.declaration.columns[computed.column];
    // In the total row a column that nobody adds up has no number; nothing is printed there.
    let used = used_columns(&table.declaration, &computed.expression);
    let unused = row.kind == RowKind::Total && used.iter().any(|column| row.cells[*column] == Cell::Empty);
    let nothing = if unused { Cell::Empty } else { Cell::Missing("—".to_owned()) };
    Ok(value.map_or(nothing, |value| Cell::Number(in_column_unit(value, column))))
}

/// 个百分点 are hundredths of the ratios they are computed from.
fn in_column_unit(value: Decimal, column: &ColumnDeclaration) -> Decimal {
    let plain = matches!(column.kind, ColumnKind::Number(NumberFormat::Plain(..)));
    if plain && column.unit == Some(Unit::PercentagePoint) { value * Decimal::ONE_HUNDRED } else { value }
}

fn report(table: &Table, computed: &Computed, trouble: Trouble, findings: &mut Findings) {
    let declaration = &table.declaration;
    let problem = match trouble {
        Trouble::Unknown(path) => Problem::ColumnUnknown {
            table: declaration.name.clone(),
            nearest: nearest(&path.join("."), declaration.columns.iter().map(|column| column.name.as_str())),
            column: path.join("."),
        },
        Trouble::Text(name) => Problem::FormulaOnText { name },
        Trouble::Overflow => Problem::NumberOverflow,
        Trouble::Reported => return,
    };
    findings.push(Diagnostic::new(problem, computed.written.origin.clone()).excerpt(&computed.written.text));
}

/// Names in the formula of a computed column are columns of the same row.
struct RowLookup<'a> {
    table: &'a Table,
    row: &'a Row,
}

impl RowLookup<'_> {
    fn column(&self, path: &[String]) -> Result<usize, Trouble> {
        let index = match path {
            [name] => self.table.column_index(name),
            _ => None,
        };
        let index = index.ok_or_else(|| Trouble::Unknown(path.to_vec()))?;
        match self.table.declaration.columns[index].kind {
            ColumnKind::Number(_) => Ok(index),
            ColumnKind::Code | ColumnKind::Text => Err(Trouble::Text(path.join("."))),
        }
    }
}

impl Lookup for RowLookup<'_> {
    fn number(&self, path: &[String]) -> Result<Option<Decimal>, Trouble> {
        let column = self.column(path)?;
        Ok(self.row.cells.get(column).and_then(Cell::number))
    }

    fn column_total(&self, path: &[String]) -> Result<Option<Decimal>, Trouble> {
        Ok(total::column_sum(self.table, self.column(path)?))
    }
}
