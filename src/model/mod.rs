//! The field's own nouns: tables, quantities, forms, settings. No IO, no wording for users.

mod cell;
mod chart;
mod declaration;
mod document;
mod flow;
mod form;
mod form_labels;
mod manuscript;
mod money_words;
mod number;
mod profile;
mod table;
mod unit;
mod workbook;

pub use cell::Cell;
pub use chart::{ChartDeclaration, ChartKind, ChartShape, SeriesFrom};
pub use declaration::{
    Align, ColumnDeclaration, ColumnKind, Comparison, DataSource, EmptyCell, Formula, Orientation, Printing, Size,
    TableDeclaration, Total, YearLayout,
};
pub use document::{
    ContentsPlan, Cover, Date, DocumentPlan, IndicatorsPlan, Looks, NoticePlan, ReportPlan, SelfAssessmentPlan, Volume,
};
pub use flow::{Arrow, FlowSpec};
pub use form::{FORM_TABLES, Form, FormIndicator, FormMoney, FormStated, FormTarget, Sign, StatedRate};
pub use form_labels::{FormLabel, FormLabels};
pub use manuscript::{Grid, GridCell, GridColumn, GridRow, Manuscript, Passage, PassageKind};
pub use money_words::{chinese_number, chinese_year, list_number, money_in_words};
pub use number::{Digits, Grouping, LARGEST, NumberFormat, Quantity, half_up, is_in_range, is_missing_mark};
pub use profile::{CoverDate, Face, FrontPages, PageNumber, PageRun, PageScheme, Profile, ScoreWording, Style};
pub use table::{Row, RowKind, Table, is_total_name};
pub(crate) use unit::UNITS;
pub use unit::{Money, Unit};
pub use workbook::Workbook;
