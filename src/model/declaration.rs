//! How a table is declared: its columns, keys, totals and looks.

use super::{ChartShape, Digits, Grouping, NumberFormat, Unit};
use crate::diag::{DataFile, Line};

/// A declared table.
#[derive(Debug, Clone)]
pub struct TableDeclaration {
    /// The table's name: its file name without extension.
    pub name: String,
    /// The declaration's file, relative to the project folder.
    pub file: String,
    /// The data's file: a CSV file, a workbook, or the declaration itself.
    pub data_file: DataFile,
    /// How the data is read from it.
    pub data: DataSource,
    /// The words of the caption.
    pub title: String,
    /// What stands in the 单位 line.
    pub unit: Option<String>,
    /// The column whose values name the rows, without repeats.
    pub key: Option<String>,
    /// A second column by which rows can be named.
    pub row_name: Option<String>,
    /// The column that names the unit of each row, where the rows differ.
    pub row_unit: Option<String>,
    /// The column with hierarchy codes such as 1, 1.1, 2.10.
    pub hierarchy: Option<String>,
    /// Ways of writing that there is no such item.
    pub missing: Vec<String>,
    /// How the table stands on the page.
    pub orientation: Orientation,
    /// The type size, if the user chose one.
    pub size: Option<Size>,
    /// Notes beneath the table.
    pub notes: Vec<String>,
    /// Where the data is from.
    pub source: Option<String>,
    /// The columns, in print order.
    pub columns: Vec<ColumnDeclaration>,
    /// The total row.
    pub total: Option<Total>,
    /// The comparison over years.
    pub comparison: Option<Comparison>,
}

impl TableDeclaration {
    /// The declaration of a table the program makes itself, with nothing but columns; findings
    /// about it point to `file`.
    pub fn made(name: &str, title: &str, file: &str, columns: Vec<ColumnDeclaration>) -> Self {
        Self {
            name: name.to_owned(),
            file: file.to_owned(),
            data_file: file.into(),
            data: DataSource::Csv,
            title: title.to_owned(),
            unit: None,
            key: None,
            row_name: None,
            row_unit: None,
            hierarchy: None,
            missing: Vec::new(),
            orientation: Orientation::Portrait,
            size: None,
            notes: Vec::new(),
            source: None,
            columns,
            total: None,
            comparison: None,
        }
    }
}

impl ColumnDeclaration {
    /// A printed column whose head is its name.
    pub fn made(name: &str, kind: ColumnKind) -> Self {
        Self {
            name: name.to_owned(),
            title: name.to_owned(),
            group: None,
            kind,
            unit: None,
            align: None,
            printing: Printing::Plain,
            empty: EmptyCell::default(),
            compute: None,
        }
    }
}

/// How the data of a table is read.
#[derive(Debug, Clone)]
pub enum DataSource {
    /// The rows are written in the declaration, each with its line.
    Rows(Vec<(Line, Vec<String>)>),
    /// From a CSV file.
    Csv,
    /// From the sheet of a workbook; without a name the one that is called like the table, or the only one.
    Workbook(Option<String>),
}

/// Whether the table's page is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orientation {
    /// On the page with the text.
    Portrait,
    /// On pages of its own, turned.
    Landscape,
    /// On A3 sheets of its own that are folded to A4.
    Foldout,
}

/// A type size, by its Chinese name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Size {
    /// 14 pt
    四号,
    /// 12 pt
    小四,
    /// 10.5 pt
    五号,
    /// 9 pt
    小五,
    /// 7.5 pt
    六号,
}

impl Size {
    /// The size in points.
    pub fn points(self) -> f64 {
        match self {
            Self::四号 => 14.0,
            Self::小四 => 12.0,
            Self::五号 => 10.5,
            Self::小五 => 9.0,
            Self::六号 => 7.5,
        }
    }

    /// Its Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::四号 => "四号",
            Self::小四 => "小四",
            Self::五号 => "五号",
            Self::小五 => "小五",
            Self::六号 => "六号",
        }
    }
}

/// A declared column.
#[derive(Debug, Clone)]
pub struct ColumnDeclaration {
    /// Its name in data and expressions.
    pub name: String,
    /// What is printed in the head.
    pub title: String,
    /// The head shared with neighbours of the same group.
    pub group: Option<String>,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// The unit of its numbers.
    pub unit: Option<Unit>,
    /// How the cells stand, if the user chose.
    pub align: Option<Align>,
    /// How it takes part in the printed table.
    pub printing: Printing,
    /// What its empty cells look like.
    pub empty: EmptyCell,
    /// The formula of a computed column.
    pub compute: Option<Formula>,
}

/// What a column's cells hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Codes, short words: centred.
    Code,
    /// Running text.
    Text,
    /// Numbers, with the way they are printed.
    Number(NumberFormat),
}

impl ColumnKind {
    /// Whole percentages with two digits behind the point.
    pub const PERCENT: Self = Self::Number(NumberFormat::Percent(Digits::Fixed(2)));

    /// Numbers as they are, with 千分撇.
    pub const NUMBER: Self = Self::Number(NumberFormat::Plain(Digits::AsIs, Grouping::Thousands));
}

/// How a column takes part in the printed table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printing {
    /// Printed cell by cell.
    Plain,
    /// Printed with equal neighbours merged.
    Merged,
    /// Not printed, only used in formulas and prose.
    Hidden,
}

/// What the empty cells of a column look like.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum EmptyCell {
    /// Nothing stands in them.
    #[default]
    Blank,
    /// A sign stands in them, such as —.
    Sign(String),
    /// They become one with the cell to the left.
    Joined,
}

/// The side on which a column's cells stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// Flush left.
    Left,
    /// Centred.
    Center,
    /// Flush right.
    Right,
}

/// A formula as the user wrote it, with its line in the declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// The text.
    pub text: String,
    /// Where it is written.
    pub origin: crate::diag::Origin,
}

/// The total row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// What it is called, usually 合计.
    pub label: String,
    /// The columns that are added up.
    pub sum: Vec<String>,
}

/// A comparison over years.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// How the years stand in the data.
    pub layout: YearLayout,
    /// The change columns to add, by name.
    pub show: Vec<String>,
    /// The chart drawn from it.
    pub chart: Option<ChartShape>,
}

/// How the years of a comparison stand in the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum YearLayout {
    /// One column for each year, from the earliest.
    Wide {
        /// The year columns.
        columns: Vec<String>,
    },
    /// One row for each item and year.
    Long {
        /// The column with the year.
        year: String,
        /// The column with the item.
        item: String,
        /// The column with the value.
        value: String,
    },
}
impl Comparison {
    /// Whether the years follow each other, as 同比 and 年均增长率 take them to; names that say no year are
    /// left to whoever wrote them.
    pub fn years_follow(&self, columns: &[String]) -> bool {
        let needed = self.show.iter().any(|change| change != "极差");
        let years: Option<Vec<i32>> = columns.iter().map(|name| year_in(name)).collect();
        !needed || years.is_none_or(|years| years.windows(2).all(|pair| pair[1] == pair[0] + 1))
    }
}

/// The first four digits of a column's name that can be a year.
fn year_in(name: &str) -> Option<i32> {
    let digits: Vec<char> = name.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let year: i32 = digits.into_iter().collect::<String>().parse().ok()?;
    (1900..2200).contains(&year).then_some(year)
}
