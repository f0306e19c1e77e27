//! Stage 5, draw: every declared chart and every flow chart of the narrative becomes a picture.

use super::{
    ChartFonts, ChartKind, ChartSpec, Drawing, Point, Series, UnreadableFont, draw_chart, draw_flow, register_fonts,
};
use crate::analyze::Analysis;
use crate::check::Dataset;
use crate::diag::{Findings, Origin, Problem};
use crate::home::FontSet;
use crate::model::{ChartDeclaration, Digits, Grouping, NumberFormat, Quantity, Row, RowKind, SeriesFrom, Table, Unit};
use crate::narrative::BlockKind;
use rayon::prelude::*;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The pictures of a project.
#[derive(Debug, Default)]
pub struct Figures {
    /// The charts by name.
    pub charts: BTreeMap<String, Drawing>,
    /// The flow charts by title.
    pub flows: BTreeMap<String, Drawing>,
}

/// The family name under which the face for charts is known to the typesetter.
const FAMILY: &str = "Jixiao Hei";

/// Makes the bundled face known to the chart library; once for each run.
pub fn prepare(fonts: &FontSet) -> Result<(), UnreadableFont> {
    register_fonts(&ChartFonts { han: fonts.chart_face(), han_family: FAMILY })
}

/// Draws everything. A chart without a single number is a finding.
pub fn draw(dataset: &Dataset, analysis: &Analysis, findings: &mut Findings) -> Figures {
    let mut specs = Vec::new();
    for chart in &analysis.charts {
        let Some(table) = analysis.tables.get(&chart.table) else {
            continue;
        };
        let spec = spec(chart, table);
        if has_negative_slice(&spec) {
            findings.add(Problem::ChartNegative { chart: chart.name.clone() }, Origin::file(&chart.file));
        } else if spec.series.iter().all(|series| series.points.iter().all(Option::is_none)) {
            findings.add(Problem::ChartEmpty { chart: chart.name.clone() }, Origin::file(&chart.file));
        } else {
            specs.push((chart.name.clone(), spec));
        }
    }
    let charts: Vec<_> = specs.par_iter().map(|(name, spec)| (name.clone(), draw_chart(spec))).collect();
    let mut flows = Vec::new();
    for narrative in &dataset.narrative {
        narrative.for_each_block(&mut |block| {
            if let BlockKind::Flow(flow) = &block.kind {
                flows.push(flow);
            }
        });
    }
    let flows: Vec<_> = flows.par_iter().map(|flow| (flow.title.clone(), draw_flow(flow))).collect();
    Figures { charts: charts.into_iter().collect(), flows: flows.into_iter().collect() }
}

fn has_negative_slice(spec: &ChartSpec) -> bool {
    let is_round = matches!(spec.kind, ChartKind::Pie | ChartKind::Donut);
    let mut points = spec.series.iter().flat_map(|series| &series.points).flatten();
    is_round && points.any(|point| point.value.is_sign_negative() && !point.value.is_zero())
}

/// The chart's data out of its table.
fn spec(chart: &ChartDeclaration, table: &Table) -> ChartSpec {
    let shape = &chart.shape;
    let axis_unit = shape.unit.as_deref().map(Unit::parse);
    let unit = axis_unit.as_ref();
    let rows = rows(chart, table);
    let columns: Vec<usize> = shape.columns.iter().filter_map(|name| table.column_index(name)).collect();
    let row_names = rows.iter().map(|row| display_name(table, row));
    let column_names = columns.iter().map(|index| short_title(table, *index));
    let (categories, series) = match shape.series {
        SeriesFrom::Rows => {
            (column_names.collect(), rows.iter().map(|row| row_series(table, row, &columns, unit)).collect())
        }
        SeriesFrom::Columns => {
            (row_names.collect(), columns.iter().map(|column| column_series(table, &rows, *column, unit)).collect())
        }
    };
    let rate = shape.rate.as_ref().and_then(|name| match shape.series {
        SeriesFrom::Rows => table.rows_named(name).first().map(|row| row_series(table, row, &columns, None)),
        SeriesFrom::Columns => table.column_index(name).map(|column| column_series(table, &rows, column, None)),
    });
    let mut series: Vec<Series> = series;
    drop_idle_zeros(&mut series);
    ChartSpec {
        title: shape.title.clone(),
        kind: shape.kind,
        categories,
        series,
        rate,
        unit: shape.unit.clone(),
        rate_unit: shape.rate_unit.clone(),
    }
}

/// The rows shown: those named, else all but the total and the row drawn as a line.
fn rows<'a>(chart: &ChartDeclaration, table: &'a Table) -> Vec<&'a Row> {
    if !chart.shape.rows.is_empty() {
        return chart.shape.rows.iter().filter_map(|name| table.rows_named(name).first().copied()).collect();
    }
    let is_rate = |row: &&Row| {
        let rate = chart.shape.rate.as_deref().filter(|_| chart.shape.series == SeriesFrom::Rows);
        rate.is_some_and(|name| table.names_of(row).contains(&name))
    };
    table.rows.iter().filter(|row| row.kind != RowKind::Total && !is_rate(row)).collect()
}

fn display_name(table: &Table, row: &Row) -> String {
    table.names_of(row).last().map_or_else(|| table.print(row, 0), |name| (*name).to_owned())
}

/// A column's title without a unit in brackets: the axis names it.
fn short_title(table: &Table, column: usize) -> String {
    let title = &table.declaration.columns[column].title.replace('\n', "");
    let bare = title.strip_suffix(['）', ')']).and_then(|rest| rest.rsplit_once(['（', '(']));
    match bare {
        Some((name, unit)) if !name.is_empty() && unit.chars().count() <= 4 => name.to_owned(),
        _ => title.clone(),
    }
}

fn row_series(table: &Table, row: &Row, columns: &[usize], unit: Option<&Unit>) -> Series {
    let points = columns.iter().map(|column| point(table, row, *column, unit)).collect();
    Series { name: display_name(table, row), points }
}

fn column_series(table: &Table, rows: &[&Row], column: usize, unit: Option<&Unit>) -> Series {
    let points = rows.iter().map(|row| point(table, row, column, unit)).collect();
    Series { name: short_title(table, column), points }
}

/// A value as the reader sees it: ratios as percentages, money in the unit of the axis.
fn point(table: &Table, row: &Row, column: usize, unit: Option<&Unit>) -> Option<Point> {
    let quantity = in_unit_of_axis(table.quantity(row, column)?, unit);
    let value = match quantity.format {
        NumberFormat::Percent(_) => quantity.value.checked_mul(Decimal::ONE_HUNDRED)?,
        NumberFormat::Plain(..) => quantity.value,
    };
    Some(Point { value, label: quantity.print() })
}

/// Where every value is whole, labels need no digits behind the point.
fn drop_idle_zeros(series: &mut [Series]) {
    let points = || series.iter().flat_map(|series| &series.points).flatten();
    if points().any(|point| !point.value.fract().is_zero() || point.label.ends_with('%')) {
        return;
    }
    for point in series.iter_mut().flat_map(|series| &mut series.points).flatten() {
        if let Some((whole, _)) = point.label.split_once('.') {
            point.label = whole.to_owned();
        }
    }
}

/// Money is converted where the axis names another unit of money than the column.
fn in_unit_of_axis(quantity: Quantity, unit: Option<&Unit>) -> Quantity {
    let (Some(Unit::Money(from)), Some(Unit::Money(to))) = (&quantity.unit, unit) else { return quantity };
    match quantity.value.checked_mul(from.yuan()) {
        Some(yuan) if from != to => Quantity {
            value: yuan / to.yuan(),
            format: NumberFormat::Plain(Digits::Fixed(2), Grouping::Thousands),
            unit: Some(Unit::Money(*to)),
        },
        _ => quantity,
    }
}
