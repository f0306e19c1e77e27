//! Which charts there are: the declared ones and those of comparisons.

use super::Analysis;
use crate::diag::{Findings, Origin, Problem, nearest};
use crate::model::{ChartDeclaration, ChartKind, SeriesFrom, YearLayout};
use crate::resolve::Plan;

/// All charts of the project.
pub(super) fn all(plan: &Plan) -> Vec<ChartDeclaration> {
    let compared = plan.tables.iter().filter_map(|table| {
        let comparison = table.comparison.as_ref()?;
        let shape = comparison.chart.clone()?;
        Some(ChartDeclaration { name: table.name.clone(), file: table.file.clone(), table: table.name.clone(), shape })
    });
    plan.charts.iter().cloned().chain(compared).collect()
}

/// Drops the charts that name what is not there; each name is a finding.
pub(super) fn check(analysis: &mut Analysis, findings: &mut Findings) {
    let mut charts = std::mem::take(&mut analysis.charts);
    let declared: Vec<String> = charts.iter().map(|chart| chart.name.clone()).collect();
    charts.retain_mut(|chart| is_sound(chart, analysis, findings));
    let sound = charts.iter().map(|chart| &chart.name);
    let lost = declared.into_iter().filter(|name| !sound.clone().any(|kept| kept == name));
    analysis.broken_charts.extend(lost);
    analysis.charts = charts;
}

fn is_sound(chart: &mut ChartDeclaration, analysis: &Analysis, findings: &mut Findings) -> bool {
    let Some(table) = analysis.tables.get(&chart.table) else {
        if !analysis.broken.contains(&chart.table) {
            let nearest = nearest(&chart.table, analysis.tables.keys().map(String::as_str));
            let problem = Problem::NameUnknown { name: chart.table.clone(), place: "各张表".into(), nearest };
            findings.add(problem, Origin::file(&chart.file));
        }
        return false;
    };
    if let (true, Some(comparison)) = (chart.shape.columns.is_empty(), &table.declaration.comparison)
        && let YearLayout::Wide { columns } = &comparison.layout
    {
        chart.shape.columns.clone_from(columns);
    }
    if !shows_one_column(chart, findings) {
        return false;
    }
    let rate_is_column = chart.shape.series == SeriesFrom::Columns;
    let rate_column = chart.shape.rate.iter().filter(|_| rate_is_column);
    let rate_row = chart.shape.rate.iter().filter(|_| !rate_is_column);
    let mut sound = true;
    for name in chart.shape.columns.iter().chain(rate_column).filter(|name| table.column_index(name).is_none()) {
        sound = false;
        let known = table.declaration.columns.iter().map(|column| column.name.as_str());
        let nearest = nearest(name, known);
        let problem = Problem::ColumnUnknown { table: chart.table.clone(), column: name.clone(), nearest };
        findings.add(problem, Origin::file(&chart.file));
    }
    for name in chart.shape.rows.iter().chain(rate_row).filter(|name| table.rows_named(name).len() != 1) {
        sound = false;
        let known = table.rows.iter().flat_map(|row| table.names_of(row));
        let nearest = nearest(name, known);
        let place = format!("表「{}」的行", chart.table);
        findings.add(Problem::NameUnknown { name: name.clone(), place, nearest }, Origin::file(&chart.file));
    }
    sound
}

/// A pie has one series only.
fn shows_one_column(chart: &ChartDeclaration, findings: &mut Findings) -> bool {
    let is_round = matches!(chart.shape.kind, ChartKind::Pie | ChartKind::Donut);
    let shown = if chart.shape.series == SeriesFrom::Columns { &chart.shape.columns } else { &chart.shape.rows };
    if !is_round || shown.len() == 1 {
        return true;
    }
    let problem = Problem::SettingInvalid {
        name: "columns".into(),
        value: chart.shape.columns.join("、"),
        allowed: "饼图和环图只画一列（或 series = \"rows\" 时的一行）".into(),
    };
    findings.add(problem, Origin::file(&chart.file));
    false
}
