//! The indicator table with its scores: 得分, 扣分, 得分率, 算式, 评分细则 and 扣分原因 of every row.

use super::judge::Judged;
use super::system::Indicator;
use crate::analyze::{compute, digits, total};
use crate::diag::Findings;
use crate::model::{Cell, ColumnDeclaration, ColumnKind, Digits, Grouping, NumberFormat, Printing, RowKind, Table};
use crate::scoring::ReportPack;

/// The table with all columns filled; those that are not declared are added, hidden.
pub(super) fn filled(
    mut table: Table,
    indicators: &[Indicator],
    judged: &[Judged],
    pack: &ReportPack,
    findings: &mut Findings,
) -> Option<Table> {
    let number = ColumnKind::Number(NumberFormat::Plain(Digits::Fixed(pack.decimals), Grouping::Thousands));
    table.rows.retain(|row| row.kind != RowKind::Total);
    let mut put = |name: &str, kind: ColumnKind, cell: &dyn Fn(&Judged) -> Cell| {
        let place = column(&mut table, name, kind);
        for (indicator, judged) in indicators.iter().zip(judged) {
            table.rows[indicator.row].cells[place] = cell(judged);
        }
    };
    put("得分", number, &|judged| Cell::Number(judged.account.score()));
    put("扣分", number, &|judged| Cell::Number(judged.account.lost()));
    put("得分率", ColumnKind::PERCENT, &|judged| {
        let rate = judged.account.score().checked_div(judged.account.weight);
        rate.map_or(Cell::Missing("—".into()), Cell::Number)
    });
    put("算式", ColumnKind::Text, &|judged| words(&judged.arithmetic));
    put("评分细则", ColumnKind::Text, &|judged| words(&judged.criteria));
    put("扣分原因", ColumnKind::Text, &|judged| words(&judged.reason));
    total::add(&mut table);
    let formulas = compute::formulas(&table.declaration, findings)?;
    compute::fill(&mut table, &formulas, findings)?;
    digits::align(&mut table);
    Some(table)
}

/// The columns that hold points.
const POINTS: [&str; 2] = ["得分", "扣分"];

fn words(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

/// The place of a column; a new one has the looks of 得分 if it holds points, and is hidden.
fn column(table: &mut Table, name: &str, kind: ColumnKind) -> usize {
    if let Some(place) = table.column_index(name) {
        // Scores have the places of the rules, whatever is declared: they are rounded once.
        if let (true, ColumnKind::Number(own)) = (POINTS.contains(&name), kind) {
            table.declaration.columns[place].kind = ColumnKind::Number(own);
        }
        return place;
    }
    for row in &mut table.rows {
        row.cells.push(Cell::Empty);
    }
    let like = table.column_index("得分").map(|place| table.declaration.columns[place].clone());
    let column = match like {
        Some(points) if name == "扣分" => ColumnDeclaration { name: name.into(), title: name.into(), ..points },
        _ => ColumnDeclaration::made(name, kind),
    };
    table.declaration.columns.push(ColumnDeclaration { printing: Printing::Hidden, compute: None, ..column });
    table.declaration.columns.len() - 1
}
