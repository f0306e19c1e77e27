//! Scores from the indicator system: the parts, the whole, the grade, and the score tables.

mod departure;

pub(super) use departure::departure;

use super::{Analysis, comparison};
use crate::diag::{Diagnostic, Findings, Origin, Problem, nearest};
use crate::model::{
    Cell, ColumnDeclaration, ColumnKind, Printing, Profile, Row, RowKind, Table, TableDeclaration, Total,
};
use crate::resolve::Plan;
use indexmap::IndexMap;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The scores of a report.
#[derive(Debug, Clone)]
pub struct Scores {
    /// The leaves by code, in the order of the table.
    pub indicators: IndexMap<String, IndicatorScore>,
    /// The grade of the whole.
    pub grade: String,
}

/// The score of one indicator.
#[derive(Debug, Clone)]
pub struct IndicatorScore {
    /// The name at its deepest level.
    pub name: String,
    /// 权重 as printed.
    pub weight: String,
    /// 得分 as printed.
    pub score: String,
    /// 扣分 as printed; nothing for full marks.
    pub deduction: Option<String>,
    /// 算式, if the table has one.
    pub arithmetic: String,
}

/// The name of the grade in the narrative.
const GRADE: &str = "等级";

/// The name of the summary table.
pub const SUMMARY: &str = "评分";

const NEEDED: [&str; 4] = ["编码", "一级指标", "权重", "得分"];
const LEVELS: [&str; 4] = ["一级指标", "二级指标", "三级指标", "四级指标"];

/// Adds the scores, the summary table and one score table for each level-1 indicator.
pub(super) fn add(plan: &Plan, analysis: &mut Analysis, findings: &mut Findings) {
    let crate::model::DocumentPlan::Report(report) = &plan.document else { return };
    let (Some(name), Some(profile)) = (&report.indicators, &plan.profile) else { return };
    let Some(table) = analysis.tables.get(name).cloned() else {
        if !analysis.broken.contains(name) {
            let nearest = nearest(name, analysis.tables.keys().map(String::as_str));
            let problem = Problem::NameUnknown { name: name.clone(), place: "各张表".into(), nearest };
            findings.add(problem, Origin::file("project.toml"));
        }
        without_scores(analysis);
        return;
    };
    if !has_columns(&table, findings) || !is_complete(&table, findings) {
        analysis.broken.insert(name.clone());
        without_scores(analysis);
        return;
    }
    check_scores(&table, findings);
    check_weights(&table, findings);
    let table = with_deductions(table);
    let summary = summary(&table, profile);
    let made = level1(&table).into_iter().map(|part| score_table(&table, &part, profile));
    for mut made in made.chain(std::iter::once(summary.clone())) {
        super::digits::align(&mut made);
        if let Some(own) = analysis.tables.get(&made.declaration.name) {
            let problem =
                Problem::NameTaken { name: made.declaration.name.clone(), used_for: "得分表的名字".into() };
            findings.add(problem, Origin::file(&own.declaration.file));
        }
        analysis.tables.insert(made.declaration.name.clone(), made);
    }
    analysis.scores = Some(Scores { indicators: indicators(&table), grade: whole_grade(&summary, profile) });
    analysis.tables.insert(name.clone(), table);
}

/// Scores that could not be made: asking for them gives no further finding.
fn without_scores(analysis: &mut Analysis) {
    analysis.broken.extend([SUMMARY.to_owned(), GRADE.to_owned()]);
    analysis.scores_missing = true;
}

fn has_columns(table: &Table, findings: &mut Findings) -> bool {
    let absent: Vec<_> = NEEDED.into_iter().filter(|name| table.column_index(name).is_none()).collect();
    for column in &absent {
        let known = table.declaration.columns.iter().map(|column| column.name.as_str());
        let problem = Problem::ColumnUnknown {
            table: table.name().to_owned(),
            column: (*column).to_owned(),
            nearest: nearest(column, known),
        };
        findings.add(problem, Origin::file(&table.declaration.file));
    }
    absent.is_empty()
}

/// Whether every indicator has a code of its own, a weight and a score.
fn is_complete(table: &Table, findings: &mut Findings) -> bool {
    let mut own = Findings::default();
    let mut seen: BTreeMap<String, Origin> = BTreeMap::new();
    for row in table.data_rows() {
        let origin = |name: &str| {
            let column = table.column_index(name).map(|index| &table.declaration.columns[index]);
            column.map_or_else(|| Origin::file(&table.declaration.file), |column| table.origin(row, column))
        };
        let code = text(table, row, "编码");
        if code.is_empty() {
            own.add(Problem::KeyEmpty, origin("编码"));
        } else if let Some(first) = seen.insert(code.clone(), origin("编码")) {
            let problem = Problem::KeyDuplicate { key: code.clone() };
            own.push(Diagnostic::new(problem, origin("编码")).related(first, "前一处"));
        }
        for name in ["权重", "得分"] {
            let cell = table.column_index(name).and_then(|index| row.cells.get(index));
            if cell.and_then(Cell::number).is_none() {
                own.add(Problem::ValueMissing { name: format!("{code}的{name}") }, origin(name));
            }
        }
    }
    let complete = !own.has_errors();
    findings.extend(own);
    complete
}

fn check_scores(table: &Table, findings: &mut Findings) {
    for row in table.data_rows() {
        let (weight, score) = (number(table, row, "权重"), number(table, row, "得分"));
        if let (true, Some(column)) = (score > weight || score < Decimal::ZERO, table.column_index("得分")) {
            let problem = Problem::ScoreOutOfRange { score: score.to_string(), weight: weight.to_string() };
            findings.add(problem, table.origin(row, &table.declaration.columns[column]));
        }
    }
}

fn number(table: &Table, row: &Row, column: &str) -> Decimal {
    let cell = table.column_index(column).and_then(|index| row.cells.get(index));
    cell.and_then(Cell::number).unwrap_or_default()
}

fn text(table: &Table, row: &Row, column: &str) -> String {
    table.column_index(column).map(|index| table.print(row, index)).unwrap_or_default()
}

/// The weights of an indicator system make 100.
fn check_weights(table: &Table, findings: &mut Findings) {
    let sum: Decimal = table.data_rows().map(|row| number(table, row, "权重")).sum();
    if sum != Decimal::ONE_HUNDRED {
        let problem = Problem::WeightsSum {
            whose: format!("表「{}」", table.name()),
            parts: "权重".into(),
            sum: sum.normalize().to_string(),
        };
        findings.add(problem, Origin::file(&table.declaration.data_file));
    }
}

/// The indicator table with a hidden 扣分 column.
fn with_deductions(mut table: Table) -> Table {
    let Some(score) = table.column_index("得分") else { return table };
    let lost: Vec<Decimal> =
        table.rows.iter().map(|row| number(&table, row, "权重") - number(&table, row, "得分")).collect();
    for (row, lost) in table.rows.iter_mut().zip(lost) {
        row.cells.push(Cell::Number(lost));
    }
    let column = ColumnDeclaration {
        name: "扣分".into(),
        title: "扣分".into(),
        printing: Printing::Hidden,
        compute: None,
        ..table.declaration.columns[score].clone()
    };
    table.declaration.columns.push(column);
    table
}

fn level1(table: &Table) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for row in table.data_rows() {
        let name = text(table, row, LEVELS[0]);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn indicators(table: &Table) -> IndexMap<String, IndicatorScore> {
    let rows = table.data_rows().map(|row| {
        let names = LEVELS.iter().rev().map(|level| text(table, row, level));
        let lost = number(table, row, "扣分");
        let indicator = IndicatorScore {
            name: names.into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
            weight: text(table, row, "权重"),
            score: text(table, row, "得分"),
            deduction: (!lost.is_zero()).then(|| text(table, row, "扣分")),
            arithmetic: text(table, row, "算式"),
        };
        (text(table, row, "编码"), indicator)
    });
    rows.collect()
}

/// The summary: a row for each level-1 indicator, and the whole.
fn summary(table: &Table, profile: &Profile) -> Table {
    let parts = level1(table).into_iter().map(|part| {
        let rows = || table.data_rows().filter(|row| text(table, row, LEVELS[0]) == part);
        let sum = |column: &str| rows().map(|row| number(table, row, column)).sum::<Decimal>();
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
    let rate = score.checked_div(weight).map_or(Cell::Missing("—".into()), Cell::Number);
    Row { kind, line: None, cells: vec![Cell::Text(name), Cell::Number(weight), Cell::Number(score), rate] }
}

fn whole_grade(summary: &Table, profile: &Profile) -> String {
    let whole = summary.rows.last().and_then(|row| row.cells[3].number()).unwrap_or_default();
    // The grade is that of the score as it is printed.
    profile.grade(crate::model::half_up(whole * Decimal::ONE_HUNDRED, 2)).unwrap_or_default().to_owned()
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
    let mut made = Table { declaration, rows };
    super::total::add(&mut made);
    made
}

/// A column printed like one of the indicator table.
fn like(table: &Table, name: &str) -> ColumnDeclaration {
    let column = table.column_index(name).map(|index| table.declaration.columns[index].clone());
    let column = column.unwrap_or_else(|| ColumnDeclaration::made(name, ColumnKind::Number(comparison::PLAIN)));
    ColumnDeclaration { printing: Printing::Plain, compute: None, group: None, ..column }
}
