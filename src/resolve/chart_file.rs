//! Reading chart declarations: `charts/<name>.toml`, and the chart of a comparison.

use super::{files, toml_file};
use crate::diag::Findings;
use crate::draw::ChartKind;
use crate::model::{ChartDeclaration, ChartShape, SeriesFrom};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChart {
    table: String,
    title: String,
    kind: ChartKind,
    #[serde(default)]
    rows: Vec<String>,
    #[serde(default)]
    columns: Vec<String>,
    #[serde(default)]
    series: SeriesFrom,
    rate: Option<String>,
    unit: Option<String>,
    rate_unit: Option<String>,
    #[serde(default)]
    notes: Vec<String>,
    source: Option<String>,
}

/// `[comparison.chart]`: a chart whose table and columns are those of the comparison.
#[derive(Debug, Deserialize)]
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
    let shape = ChartShape {
        title: raw.title,
        kind: raw.kind,
        rows: raw.rows,
        columns: raw.columns,
        series: raw.series,
        rate: raw.rate,
        unit: raw.unit,
        rate_unit: raw.rate_unit,
        notes: raw.notes,
        source: raw.source.filter(|source| !source.is_empty()),
    };
    Some(ChartDeclaration { name: files::stem(&path), file: path, table: raw.table, shape })
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
