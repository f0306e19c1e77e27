//! The change columns of a comparison over years.

use super::measures;
use crate::model::{Cell, ColumnDeclaration, ColumnKind, Digits, Grouping, NumberFormat, Row, Table, YearLayout};
use rust_decimal::Decimal;

/// Adds the declared change columns to every row, the total included.
pub(super) fn add(table: &mut Table) {
    let Some(comparison) = table.declaration.comparison.clone() else { return };
    let YearLayout::Wide { columns } = comparison.layout else { return };
    let years: Vec<usize> = columns.iter().filter_map(|name| table.column_index(name)).collect();
    let Some(last) = years.last().map(|index| table.declaration.columns[*index].clone()) else { return };
    for name in &comparison.show {
        for row in &mut table.rows {
            let cell = change(name, row, &years, &last);
            row.cells.push(cell);
        }
        table.declaration.columns.push(column(name, &last));
    }
}

/// The change column, in the manner of the year columns or as a percentage.
fn column(name: &str, year: &ColumnDeclaration) -> ColumnDeclaration {
    let kind = match (name, year.kind) {
        ("增减额" | "极差", kind @ ColumnKind::Number(NumberFormat::Plain(..))) => kind,
        ("增减额" | "极差", _) => ColumnKind::NUMBER,
        _ => ColumnKind::PERCENT,
    };
    ColumnDeclaration {
        title: title(name).to_owned(),
        unit: if kind == ColumnKind::PERCENT { None } else { year.unit.clone() },
        ..ColumnDeclaration::made(name, kind)
    }
}

/// The head of a change column, broken where the words break.
fn title(name: &str) -> &str {
    match name {
        "增减额" => "较上年\n增减",
        "年均增长率" => "年均\n增长率",
        other => other,
    }
}

/// One change. Rates change by 个百分点; a rate of a rate would only mislead and is left out.
fn change(name: &str, row: &Row, years: &[usize], year: &ColumnDeclaration) -> Cell {
    let cells: Vec<&Cell> = years.iter().filter_map(|index| row.cells.get(*index)).collect();
    let numbers: Vec<Option<Decimal>> = cells.iter().map(|cell| cell.number()).collect();
    let value = measure(name, &numbers);
    let Some(value) = value else { return Cell::Missing("—".to_owned()) };
    match (rate_digits(&cells, year), name) {
        (Some(digits), "增减额" | "极差") => Cell::Points(value, digits),
        (Some(_), _) => Cell::Missing("—".to_owned()),
        (None, _) => Cell::Number(value),
    }
}

fn measure(name: &str, years: &[Option<Decimal>]) -> Option<Decimal> {
    let (first, last) = (years.first().copied().flatten(), years.last().copied().flatten());
    let before = years.len().checked_sub(2).and_then(|index| years[index]);
    let outcome = match name {
        "增减额" => return last?.checked_sub(before?),
        "极差" => return measures::range(&years.iter().flatten().copied().collect::<Vec<_>>()),
        "同比" => measures::growth(last?, before?),
        _ => measures::yearly_growth(first?, last?, Decimal::from(years.len() - 1)),
    };
    // A change beyond what a decimal holds says nothing to a reader.
    outcome.ok().flatten()
}

/// The digits of the rates in this row, if it is a row of rates.
fn rate_digits(cells: &[&Cell], year: &ColumnDeclaration) -> Option<Digits> {
    let written = cells.iter().find_map(|cell| cell.own_format());
    match (written, year.kind) {
        (Some(NumberFormat::Percent(digits)), _) => Some(digits),
        (_, ColumnKind::Number(NumberFormat::Percent(digits))) => Some(digits),
        _ => None,
    }
}

/// How an amount of change is printed where nothing else is declared.
pub(super) const PLAIN: NumberFormat = NumberFormat::Plain(Digits::AsIs, Grouping::Thousands);
