//! `project.toml` as it is written: raw settings, one struct for each kind of document.

use crate::model::{Face, Volume};
use indexmap::IndexMap;
use serde::Deserialize;
use toml::value::Datetime;

/// The kind of document, read first; it decides which settings are allowed.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct KindOnly {
    pub(super) kind: Kind,
}

/// The kinds of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    Report,
    SelfAssessment,
    Notice,
}

/// 绩效评价报告.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct RawReport {
    #[serde(rename = "kind")]
    _kind: Kind,
    pub(super) profile: String,
    pub(super) title: String,
    pub(super) year: i32,
    #[cfg_attr(test, schemars(with = "super::schema::Day"))]
    pub(super) date: Datetime,
    pub(super) author: String,
    pub(super) number: Option<String>,
    #[serde(default)]
    pub(super) keywords: Vec<String>,
    #[serde(default)]
    pub(super) cover: IndexMap<String, String>,
    pub(super) signature: Option<IndexMap<String, String>>,
    pub(super) watermark: Option<String>,
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "IndexMap<Face, String>"))]
    pub(super) faces: RawFaces,
    #[serde(default)]
    pub(super) contents: RawContents,
    pub(super) indicators: Option<RawIndicators>,
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "IndexMap<String, String>"))]
    pub(super) values: IndexMap<String, toml::Spanned<String>>,
}

/// `[faces]`: families by role.
pub(super) type RawFaces = IndexMap<Face, toml::Spanned<String>>;

/// `[contents]`.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct RawContents {
    #[serde(default = "usual_depth")]
    pub(super) depth: u8,
    #[serde(default)]
    pub(super) tables: bool,
    #[serde(default)]
    pub(super) figures: bool,
}

impl Default for RawContents {
    fn default() -> Self {
        Self { depth: usual_depth(), tables: false, figures: false }
    }
}

fn usual_depth() -> u8 {
    3
}

/// `[indicators]`.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct RawIndicators {
    pub(super) table: String,
    pub(super) rules: Option<String>,
    pub(super) checklist: Option<String>,
    #[serde(default)]
    pub(super) working_paper: bool,
    #[serde(default)]
    pub(super) wording: RawWording,
}

/// `[indicators.wording]`: sentences that differ from the profile's.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct RawWording {
    pub(super) full: Option<String>,
    pub(super) partial: Option<String>,
    pub(super) arithmetic: Option<String>,
}

/// 自评表.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct RawSelfAssessment {
    #[serde(rename = "kind")]
    _kind: Kind,
    pub(super) layout: String,
    pub(super) rules: Option<String>,
    #[serde(default)]
    pub(super) working_paper: bool,
    #[serde(default)]
    pub(super) volume: Volume,
    pub(super) title: String,
    pub(super) year: i32,
    #[cfg_attr(test, schemars(with = "super::schema::Day"))]
    pub(super) date: Datetime,
    pub(super) author: String,
    #[serde(default)]
    pub(super) cover: IndexMap<String, String>,
    pub(super) watermark: Option<String>,
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "IndexMap<Face, String>"))]
    pub(super) faces: RawFaces,
}

/// 公文.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct RawNotice {
    #[serde(rename = "kind")]
    _kind: Kind,
    #[serde(default = "default_notice_profile")]
    pub(super) profile: String,
    pub(super) mark: String,
    pub(super) number: String,
    pub(super) title: String,
    pub(super) recipients: String,
    pub(super) watermark: Option<String>,
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "IndexMap<Face, String>"))]
    pub(super) faces: RawFaces,
    pub(super) signatory: String,
    #[cfg_attr(test, schemars(with = "super::schema::Day"))]
    pub(super) date: Datetime,
    pub(super) author: String,
    #[serde(default)]
    pub(super) attachments: Vec<String>,
    pub(super) remark: Option<String>,
    pub(super) copies: Option<String>,
    pub(super) printer: Option<String>,
    #[cfg_attr(test, schemars(with = "Option<super::schema::Day>"))]
    pub(super) printed: Option<Datetime>,
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "IndexMap<String, String>"))]
    pub(super) values: IndexMap<String, toml::Spanned<String>>,
}

fn default_notice_profile() -> String {
    "gongwen".to_owned()
}
