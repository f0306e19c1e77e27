//! A profile: the local rules of a document as data.

use serde::{Deserialize, Serialize};

/// Numbering, captions, page runs, grade bands and wording, read from a file in `templates/profiles`.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// What the profile is called.
    pub title: String,
    /// The heading numbers, from level 1 to 6, each written as its first number.
    pub headings: Vec<String>,
    /// Caption of a table, with `{n}` and `{title}`.
    pub table_caption: String,
    /// Caption of a figure, with `{n}` and `{title}`.
    pub figure_caption: String,
    /// How a table is named in the text, with `{n}`.
    pub table_reference: String,
    /// How a figure is named in the text, with `{n}`.
    pub figure_reference: String,
    /// What stands over a table continued on a new page, with `{n}`.
    pub continued: String,
    /// The date on the cover.
    pub cover_date: CoverDate,
    /// The page runs.
    pub pages: PageScheme,
    /// The rule pack of reports with this profile: `templates/scoring/reports/<name>.toml`.
    pub rules: String,
    /// The chapters a report of this profile must have: a word of each title, or several to choose from, 问题|不足.
    #[serde(default)]
    pub chapters: Vec<String>,
    /// The wording of scores.
    pub scores: ScoreWording,
    /// The looks.
    pub style: Style,
}

/// How the date on the cover is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CoverDate {
    /// 二〇二五年六月
    Chinese,
    /// 2019年5月
    Arabic,
}

/// Where page numbers start and stop.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PageScheme {
    /// The 目录.
    pub contents: FrontPages,
    /// The 摘要.
    pub r#abstract: PageRun,
    /// The body.
    pub body: PageRun,
    /// The annexes.
    pub annex: PageRun,
}

/// The numbers of pages before the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum FrontPages {
    /// No number.
    None,
    /// i, ii, iii.
    Roman,
}

/// Whether a part has its own run of page numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PageRun {
    /// From 1.
    Restart,
    /// On from the part before.
    Continue,
}

/// The wording of scores, with `{权重}`, `{得分}`, `{扣分}`, `{算式}`, `{一级}` to be filled in.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScoreWording {
    /// The sentence for an indicator with full marks.
    pub full: String,
    /// The sentence for an indicator with points off.
    pub partial: String,
    /// What follows where points are off: the arithmetic.
    pub arithmetic: String,
    /// Title of the score table of a level-1 indicator.
    pub table_title: String,
    /// Title of the summary table.
    pub summary_title: String,
    /// Title of the table of level-2 indicators.
    pub level2_title: String,
    /// Title of the table that counts full marks and points off.
    pub spread_title: String,
    /// Title of the table of all points off.
    pub losses_title: String,
    /// Title of the 评分底稿.
    pub working_paper_title: String,
}

/// The looks handed to the layout library.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Style {
    /// Size of the body text, by its Chinese name.
    pub body_size: String,
    /// Line pitch of the body text.
    pub pitch: String,
    /// The mark before list items.
    pub list_marker: String,
    /// The first footnote number.
    pub note_numbering: String,
    /// How page numbers are printed.
    pub page_number: PageNumber,
    /// The face of each heading level.
    pub heading_fonts: Vec<Face>,
}

/// How page numbers are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PageNumber {
    /// 「— 1 —」 outside.
    Dash,
    /// A number in the middle.
    Plain,
}

/// A face by its role, as `templates/lib/style.typ` knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Face {
    /// 正文
    仿宋,
    /// 一级标题
    黑体,
    /// 二级标题
    楷体,
    /// 表格
    宋体,
    /// 文件标题
    小标宋,
    /// 三级标题
    宋体粗,
}
