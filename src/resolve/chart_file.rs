//! Reading chart declarations: `charts/<name>.toml`, and the chart of a comparison.

use super::document::invalid;
use super::{files, toml_file};
use crate::diag::{Findings, Origin, Problem};
use crate::model::{ChartDeclaration, ChartKind, ChartShape, SeriesFrom, TableDeclaration};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct RawChart {
    table: String,
    title: String,
    kind: ChartKind,
    #[serde(default)]
    rows: Vec<String>,
    #[serde(default)]
    columns: Vec<String>,
    series: Option<SeriesFrom>,
    rate: Option<String>,
    unit: Option<String>,
    rate_unit: Option<String>,
    #[serde(default)]
    notes: Vec<String>,
    source: Option<String>,
}

/// `[comparison.chart]`: a chart whose table and columns are those of the comparison.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct RawComparisonChart {
    title: String,
    kind: ChartKind,
    #[serde(default)]
    rows: Vec<String>,
    rate: Option<String>,
    unit: Option<String>,
    rate_unit: Option<String>,
    #[serde(default)]
    notes: Vec<String>,
    source: Option<String>,
}

/// Reads every chart declaration; the names of those that cannot be used go to `broken`.
pub(super) fn charts(root: &Path, broken: &mut BTreeSet<String>, findings: &mut Findings) -> Vec<ChartDeclaration> {
    let mut charts = Vec::new();
    for path in files::in_folder(root, "charts", ".toml") {
        let name = files::stem(&path);
        match chart(root, path, findings) {
            Some(chart) => charts.push(chart),
            None => {
                broken.insert(name);
            }
        }
    }
    charts
}

fn chart(root: &Path, path: String, findings: &mut Findings) -> Option<ChartDeclaration> {
    let text = files::read_text(root, &path, findings)?;
    let raw: RawChart = toml_file::read(&path, &text, findings)?;
    rate_fits(raw.kind, raw.rate.as_deref(), &path, findings)?;
    let shape = ChartShape {
        title: raw.title,
        kind: raw.kind,
        rows: raw.rows,
        columns: raw.columns,
        series: raw.series.unwrap_or_else(|| series_of(raw.kind)),
        rate: raw.rate,
        unit: raw.unit,
        rate_unit: raw.rate_unit,
        notes: raw.notes,
        source: raw.source.filter(|source| !source.is_empty()),
    };
    Some(ChartDeclaration { name: files::stem(&path), file: path, table: raw.table, shape })
}

/// Only upright columns have room for a rate on a second axis.
pub(super) fn rate_fits(kind: ChartKind, rate: Option<&str>, file: &str, findings: &mut Findings) -> Option<()> {
    let Some(rate) = rate.filter(|_| !matches!(kind, ChartKind::Columns | ChartKind::Stacked)) else { return Some(()) };
    findings.add(
        invalid("rate", rate, "kind 是 columns 或 stacked 时才画右轴的折线；别的图请删去 rate"),
        Origin::file(file),
    );
    None
}

/// A chart must not have the name of a table whose comparison draws a chart of that name.
pub(super) fn names_differ(charts: &[ChartDeclaration], tables: &[TableDeclaration], findings: &mut Findings) {
    let compared = tables.iter().filter(|table| table.comparison.as_ref().is_some_and(|c| c.chart.is_some()));
    let names: Vec<&str> = compared.map(|table| table.name.as_str()).collect();
    for chart in charts.iter().filter(|chart| names.contains(&chart.name.as_str())) {
        let problem = Problem::NameTaken { name: chart.name.clone(), used_for: "同名表的三年对比图".into() };
        findings.add(problem, Origin::file(&chart.file));
    }
}

/// A pie shows one column, the rows being its slices; other charts show rows unless told.
fn series_of(kind: ChartKind) -> SeriesFrom {
    match kind {
        ChartKind::Pie | ChartKind::Donut => SeriesFrom::Columns,
        _ => SeriesFrom::Rows,
    }
}

/// The chart of a comparison; its columns are the years and are filled in there.
pub(super) fn comparison_chart(raw: RawComparisonChart) -> ChartShape {
    ChartShape {
        title: raw.title,
        kind: raw.kind,
        rows: raw.rows,
        columns: Vec::new(),
        series: SeriesFrom::Rows,
        rate: raw.rate,
        unit: raw.unit,
        rate_unit: raw.rate_unit,
        notes: raw.notes,
        source: raw.source.filter(|source| !source.is_empty()),
    }
}
