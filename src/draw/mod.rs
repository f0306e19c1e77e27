//! Draws statistical charts and flow charts: plain data in, one SVG and its
//! alt text out.
//!
//! A drawing is made in three steps, each of them a pure function:
//! the numbers decide the axis (`scale`), one file per chart kind
//! arranges marks on a page measured in points (`scene`), and `paint` hands the
//! marks to plotters. Text stays text in the SVG, so that Typst embeds the
//! bundled face and readers can search the figure.
//!
//! Nothing here touches files, clocks or system fonts. Call
//! [`register_fonts`] once before drawing; without it widths are estimated.

mod alt;
mod bars;
mod columns;
mod figures;
mod flow;
mod flow_chain;
mod flow_fold;
mod flow_labels;
mod flow_lanes;
mod flow_layers;
mod flow_layout;
mod flow_ports;
mod flow_route;
mod frame;
mod hatch;
mod label;
mod legend;
mod lines;
mod number;
mod paint;
mod pie;
mod pie_labels;
mod rate;
mod scale;
mod scene;
mod stacked;
mod step;
mod style;
mod text;
mod value_table;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

use scene::Scene;

pub use crate::model::{Arrow, ChartKind, FlowSpec};
pub use figures::{Figures, draw, prepare};
pub use text::{ChartFonts, UnreadableFont, register_fonts};

/// One drawn figure, ready for the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The picture, with its size in millimetres and its text as text.
    pub svg: String,
    /// The same content in words, for readers who cannot see it.
    pub alt: String,
    /// Natural width, at most 150 mm.
    pub width_mm: f64,
    /// Natural height, at most 200 mm.
    pub height_mm: f64,
}

/// What a chart shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartSpec {
    /// Used in the alt text only; the caption is typeset by the document.
    pub title: String,
    /// How the series are drawn.
    pub kind: ChartKind,
    /// One name per position on the category axis, or per slice.
    pub categories: Vec<String>,
    /// The values; pie and donut charts use the first series only.
    pub series: Vec<Series>,
    /// A line on the second axis (columns and stacked columns only).
    pub rate: Option<Series>,
    /// Unit of the value axis, such as 家.
    pub unit: Option<String>,
    /// Unit of the second axis, such as %.
    pub rate_unit: Option<String>,
}

/// One row of values with its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Shown in the legend.
    pub name: String,
    /// One entry per category; `None` is a missing value: not drawn, never 0.
    pub points: Vec<Option<Point>>,
}

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The number that decides the geometry, in the unit of `label`.
    pub value: Decimal,
    /// The number as tables print it: rounded, with thousands separators.
    pub label: String,
}

/// Draws a chart.
pub fn draw_chart(spec: &ChartSpec) -> Drawing {
    finish(arrange_chart(spec), alt::describe_chart(spec))
}

/// Draws a flow chart.
pub fn draw_flow(spec: &FlowSpec) -> Drawing {
    finish(flow::arrange(spec), alt::describe_flow(spec))
}

fn arrange_chart(spec: &ChartSpec) -> Scene {
    match spec.kind {
        ChartKind::Columns => columns::arrange(spec),
        ChartKind::Stacked => stacked::arrange(spec),
        ChartKind::Lines => lines::arrange(spec),
        ChartKind::Bars => bars::arrange(spec),
        ChartKind::Pie | ChartKind::Donut => pie::arrange(spec),
    }
}

fn finish(scene: Scene, alt: String) -> Drawing {
    let scene = &scene.trimmed();
    let (width_mm, height_mm) = paint::natural_size(scene);
    Drawing { svg: paint::paint(scene), alt, width_mm, height_mm }
}
