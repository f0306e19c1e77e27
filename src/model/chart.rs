//! How a chart is declared.

/// A declared chart over a table.
#[derive(Debug, Clone)]
pub struct ChartDeclaration {
    /// The chart's name: its file name without extension, or the table's.
    pub name: String,
    /// The file that declares it.
    pub file: String,
    /// The table it is drawn from.
    pub table: String,
    /// What it shows.
    pub shape: ChartShape,
}

/// What a chart shows, without the table.
#[derive(Debug, Clone)]
pub struct ChartShape {
    /// The words of the caption.
    pub title: String,
    /// The kind of chart.
    pub kind: ChartKind,
    /// The rows shown; all but the total if none are named.
    pub rows: Vec<String>,
    /// The columns shown.
    pub columns: Vec<String>,
    /// Whether rows or columns are the series.
    pub series: SeriesFrom,
    /// The row or column drawn as a line on the second axis.
    pub rate: Option<String>,
    /// The unit of the first axis.
    pub unit: Option<String>,
    /// The unit of the second axis.
    pub rate_unit: Option<String>,
    /// Notes beneath the figure.
    pub notes: Vec<String>,
    /// Where the data is from.
    pub source: Option<String>,
}

/// What becomes a series of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum SeriesFrom {
    /// Each row is a series; the columns are the categories.
    #[default]
    Rows,
    /// Each column is a series; the rows are the categories.
    Columns,
}

/// The kinds of chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum ChartKind {
    /// Grouped columns (柱状图).
    Columns,
    /// Stacked columns with totals (堆叠柱状图).
    Stacked,
    /// Lines with markers (折线图).
    Lines,
    /// Horizontal bars (条形图).
    Bars,
    /// A pie (饼图).
    Pie,
    /// A pie with the total in the middle (环形图).
    Donut,
}
