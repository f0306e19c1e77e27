//! The tables made of the scores: by level 1, by level 2, full marks and losses.

use super::SUMMARY;
use super::system::{LEVELS, number, text};
use crate::analyze::{comparison, total};
use crate::model::{
    Cell, ColumnDeclaration, ColumnKind, Printing, Profile, Row, RowKind, Table, TableDeclaration, Total,
};
use rust_decimal::Decimal;

/// All tables made of the filled indicator table.
pub(super) fn all(table: &Table, profile: &Profile) -> Vec<Table> {
    let level1 = level1(table);
    let mut made: Vec<Table> = level1.iter().map(|part| score_table(table, part, profile)).collect();
    made.push(summary(table, profile));
    made.push(level2(table, profile));
    made.push(spread(table, &level1, profile));
    made.push(losses(table, profile));
    made.into_iter().map(with_total).collect()
}

/// The names of all tables made of an indicator table with these level-1 indicators.
pub(super) fn names(level1: &[String]) -> Vec<String> {
    let parts = level1.iter().map(|part| format!("{part}得分"));
    parts.chain([SUMMARY, "二级指标得分", "得分分布", "扣分明细"].map(str::to_owned)).collect()
}

fn with_total(mut table: Table) -> Table {
    if table.rows.last().is_none_or(|row| row.kind != RowKind::Total) {
        total::add(&mut table);
        rates_of_total(&mut table);
    }
    crate::analyze::digits::align(&mut table);
    table
}

/// 得分率 of the total is that of the sums.
fn rates_of_total(table: &mut Table) {
    let Some(rate) = table.column_index("得分率") else { return };
    let Some(row) = table.rows.last().filter(|row| row.kind == RowKind::Total) else { return };
    let cell = rated(number(table, row, "得分").unwrap_or_default(), number(table, row, "权重").unwrap_or_default());
    if let Some(row) = table.rows.last_mut() {
        row.cells[rate] = cell;
    }
}

fn rated(score: Decimal, weight: Decimal) -> Cell {
    score.checked_div(weight).map_or(Cell::Missing("—".into()), Cell::Number)
}

pub(super) fn level1(table: &Table) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for row in table.data_rows() {
        let name = text(table, row, LEVELS[0]);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn sum<'a>(table: &Table, rows: impl Iterator<Item = &'a Row>, column: &str) -> Decimal {
    rows.filter_map(|row| number(table, row, column)).sum()
}

fn data(cells: Vec<Cell>) -> Row {
    Row { kind: RowKind::Data(1), line: None, cells }
}

fn count(number: usize) -> Cell {
    Cell::Number(Decimal::from(number))
}

fn added(columns: &[&str]) -> Option<Total> {
    Some(Total { label: "合计".into(), sum: columns.iter().map(|name| (*name).to_owned()).collect() })
}

/// A row for each level-2 indicator.
fn level2(table: &Table, profile: &Profile) -> Table {
    let mut groups: Vec<(String, String)> = Vec::new();
    for row in table.data_rows() {
        let group = (text(table, row, LEVELS[0]), text(table, row, LEVELS[1]));
        if !group.1.is_empty() && !groups.contains(&group) {
            groups.push(group);
        }
    }
    let rows = groups.into_iter().map(|(first, second)| {
        let members = || {
            let same = |row: &&Row| text(table, row, LEVELS[0]) == first && text(table, row, LEVELS[1]) == second;
            table.data_rows().filter(same)
        };
        let (weight, score) = (sum(table, members(), "权重"), sum(table, members(), "得分"));
        let leaves = count(members().count());
        let names = [Cell::Text(first.clone()), Cell::Text(second.clone())];
        data(
            names
                .into_iter()
                .chain([leaves, Cell::Number(weight), Cell::Number(score), rated(score, weight)])
                .collect(),
        )
    });
    let rows = rows.collect();
    let mut columns = vec![
        ColumnDeclaration::made(LEVELS[0], ColumnKind::Code),
        ColumnDeclaration::made(LEVELS[1], ColumnKind::Code),
        ColumnDeclaration::made("指标数", ColumnKind::NUMBER),
        like(table, "权重"),
        like(table, "得分"),
        ColumnDeclaration::made("得分率", ColumnKind::PERCENT),
    ];
    columns[0].printing = Printing::Merged;
    let title = &profile.scores.level2_title;
    let mut declaration = TableDeclaration::made("二级指标得分", title, &table.declaration.file, columns);
    declaration.row_name = Some(LEVELS[1].into());
    declaration.total = added(&["指标数", "权重", "得分"]);
    Table { declaration, rows }
}

/// How many leaves of each level-1 indicator have full marks, how many lost points.
fn spread(table: &Table, level1: &[String], profile: &Profile) -> Table {
    let rows = level1.iter().map(|part| {
        let members = || table.data_rows().filter(|row| text(table, row, LEVELS[0]) == *part);
        let full = members().filter(|row| number(table, row, "扣分").is_some_and(|lost| lost.is_zero())).count();
        let (weight, score) = (sum(table, members(), "权重"), sum(table, members(), "得分"));
        let all = members().count();
        data(vec![
            Cell::Text(part.clone()),
            count(all),
            count(full),
            count(all - full),
            Cell::Number(weight),
            Cell::Number(score),
            Cell::Number(weight - score),
            rated(score, weight),
        ])
    });
    let rows = rows.collect();
    let counted = |name| ColumnDeclaration::made(name, ColumnKind::NUMBER);
    let columns = vec![
        ColumnDeclaration::made(LEVELS[0], ColumnKind::Code),
        counted("指标数"),
        counted("满分指标数"),
        counted("扣分指标数"),
        like(table, "权重"),
        like(table, "得分"),
        like(table, "扣分"),
        ColumnDeclaration::made("得分率", ColumnKind::PERCENT),
    ];
    let title = &profile.scores.spread_title;
    let mut declaration = TableDeclaration::made("得分分布", title, &table.declaration.file, columns);
    declaration.key = Some(LEVELS[0].into());
    declaration.total = added(&["指标数", "满分指标数", "扣分指标数", "权重", "得分", "扣分"]);
    Table { declaration, rows }
}

/// Every leaf that lost points; 问题类别 instead of the reason where the table has such a column.
fn losses(table: &Table, profile: &Profile) -> Table {
    let why = if table.column_index("问题类别").is_some() { "问题类别" } else { "扣分原因" };
    let lost = |row: &&Row| number(table, row, "扣分").is_some_and(|lost| lost > Decimal::ZERO);
    let rows = table.data_rows().filter(lost).map(|row| {
        let deepest = LEVELS.iter().rev().map(|level| text(table, row, level)).find(|name| !name.is_empty());
        let words =
            [text(table, row, "编码"), text(table, row, LEVELS[0]), deepest.unwrap_or_default(), text(table, row, why)];
        let points = ["权重", "得分", "扣分"].map(|name| number(table, row, name).map_or(Cell::Empty, Cell::Number));
        Row { line: row.line, ..data(words.map(Cell::Text).into_iter().chain(points).collect()) }
    });
    let rows = rows.collect();
    let mut columns = vec![
        ColumnDeclaration::made("编码", ColumnKind::Code),
        ColumnDeclaration::made(LEVELS[0], ColumnKind::Code),
        ColumnDeclaration::made("指标", ColumnKind::Text),
        ColumnDeclaration::made(why, if why == "问题类别" { ColumnKind::Code } else { ColumnKind::Text }),
        like(table, "权重"),
        like(table, "得分"),
        like(table, "扣分"),
    ];
    columns[1].printing = Printing::Merged;
    let title = &profile.scores.losses_title;
    let mut declaration = TableDeclaration::made("扣分明细", title, &table.declaration.file, columns);
    declaration.key = Some("编码".into());
    declaration.row_name = Some("指标".into());
    declaration.total = added(&["权重", "得分", "扣分"]);
    Table { declaration, rows }
}

/// The summary: a row for each level-1 indicator, and the whole.
fn summary(table: &Table, profile: &Profile) -> Table {
    let parts = level1(table).into_iter().map(|part| {
        let rows = || table.data_rows().filter(|row| text(table, row, LEVELS[0]) == part);
        let sum = |column: &str| sum(table, rows(), column);
        summary_row(RowKind::Data(1), part.clone(), sum("权重"), sum("得分"))
    });
    let mut rows: Vec<Row> = parts.collect();
    let sum = |column: usize| rows.iter().filter_map(|row| row.cells[column].number()).sum::<Decimal>();
    rows.push(summary_row(RowKind::Total, "合计".into(), sum(1), sum(2)));
    let columns = vec![
        ColumnDeclaration::made("指标", ColumnKind::Code),
        like(table, "权重"),
        like(table, "得分"),
        ColumnDeclaration::made("得分率", ColumnKind::PERCENT),
    ];
    let file = &table.declaration.file;
    let mut declaration = TableDeclaration::made(SUMMARY, &profile.scores.summary_title, file, columns);
    declaration.key = Some("指标".into());
    Table { declaration, rows }
}

fn summary_row(kind: RowKind, name: String, weight: Decimal, score: Decimal) -> Row {
    let cells = vec![Cell::Text(name), Cell::Number(weight), Cell::Number(score), rated(score, weight)];
    Row { kind, line: None, cells }
}

/// The score table of one level-1 indicator; a level that is empty throughout has no column.
fn score_table(table: &Table, part: &str, profile: &Profile) -> Table {
    let of_part = |row: &&Row| text(table, row, LEVELS[0]) == part;
    let levels = LEVELS[1..].iter().filter(|level| {
        table.column_index(level).is_some()
            && table.data_rows().filter(of_part).any(|row| !text(table, row, level).is_empty())
    });
    let reasons = table.column_index("扣分原因").map(|_| "扣分原因");
    let names: Vec<&str> = levels.copied().chain(["权重", "得分"]).chain(reasons).collect();
    let pick = |row: &Row| {
        let cells = names.iter().filter_map(|name| row.cells.get(table.column_index(name)?)).cloned();
        Row { kind: RowKind::Data(1), line: row.line, cells: cells.collect() }
    };
    let mut columns: Vec<ColumnDeclaration> = names.iter().map(|name| like(table, name)).collect();
    let last_level = columns.iter().rposition(|column| LEVELS.contains(&column.name.as_str()));
    for column in columns.iter_mut().take(last_level.unwrap_or_default()) {
        column.printing = Printing::Merged;
    }
    let title = profile.scores.table_title.replace("{一级}", part);
    let mut declaration = TableDeclaration::made(&format!("{part}得分"), &title, &table.declaration.file, columns);
    declaration.total = Some(Total { label: "合计".into(), sum: vec!["权重".into(), "得分".into()] });
    let rows = table.data_rows().filter(of_part).map(pick).collect();
    Table { declaration, rows }
}

/// A column printed like one of the indicator table.
fn like(table: &Table, name: &str) -> ColumnDeclaration {
    let column = table.column_index(name).map(|index| table.declaration.columns[index].clone());
    let column = column.unwrap_or_else(|| ColumnDeclaration::made(name, ColumnKind::Number(comparison::PLAIN)));
    ColumnDeclaration { printing: Printing::Plain, compute: None, group: None, ..column }
}
