//! What kind of document is to be made, with its checked settings.

use super::{Face, Formula};
use crate::diag::Origin;
use indexmap::IndexMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

impl Date {
    /// 2025年6月9日, without padding.
    pub fn in_digits(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }

    /// 2025-06-09, as machines and settings write it.
    pub fn in_iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The lines of a cover: label and value, in the user's order.
pub type Cover = IndexMap<String, String>;

/// The document to be made.
#[derive(Debug, Clone)]
pub enum DocumentPlan {
    /// 绩效评价报告
    Report(ReportPlan),
    /// 自评表
    SelfAssessment(SelfAssessmentPlan),
    /// 公文
    Notice(NoticePlan),
}

impl DocumentPlan {
    /// The document's title.
    pub fn title(&self) -> &str {
        match self {
            Self::Report(plan) => &plan.title,
            Self::SelfAssessment(plan) => &plan.title,
            Self::Notice(plan) => &plan.title,
        }
    }

    /// The document's date.
    pub fn date(&self) -> Date {
        match self {
            Self::Report(plan) => plan.date,
            Self::SelfAssessment(plan) => plan.date,
            Self::Notice(plan) => plan.date,
        }
    }

    /// The author in the properties.
    pub fn author(&self) -> &str {
        match self {
            Self::Report(plan) => &plan.author,
            Self::SelfAssessment(plan) => &plan.author,
            Self::Notice(plan) => &plan.author,
        }
    }

    /// The watermark and the faces.
    pub fn looks(&self) -> &Looks {
        match self {
            Self::Report(plan) => &plan.looks,
            Self::SelfAssessment(plan) => &plan.looks,
            Self::Notice(plan) => &plan.looks,
        }
    }

    /// The named values of the project.
    pub fn values(&self) -> &[(String, Formula)] {
        match self {
            Self::Report(plan) => &plan.values,
            Self::SelfAssessment(_) => &[],
            Self::Notice(plan) => &plan.values,
        }
    }
}

/// How a document looks beyond what its profile says.
#[derive(Debug, Clone, Default)]
pub struct Looks {
    /// Words across every page, such as 征求意见稿.
    pub watermark: Option<String>,
    /// The families set in place of the bundled ones, with the places where they are chosen.
    pub faces: BTreeMap<Face, (String, Origin)>,
}

/// Settings of a report.
#[derive(Debug, Clone)]
pub struct ReportPlan {
    /// The profile's name.
    pub profile: String,
    /// Title on the cover.
    pub title: String,
    /// The year evaluated.
    pub year: i32,
    /// The document's date.
    pub date: Date,
    /// The author in the PDF's properties.
    pub author: String,
    /// The report's own number.
    pub number: Option<String>,
    /// Keywords in the PDF's properties.
    pub keywords: Vec<String>,
    /// The cover's lines.
    pub cover: Cover,
    /// The signature leaf's lines.
    pub signature: Option<Cover>,
    /// What the 目录 shows.
    pub contents: ContentsPlan,
    /// The watermark and the faces.
    pub looks: Looks,
    /// The indicator system.
    pub indicators: Option<IndicatorsPlan>,
    /// Named values.
    pub values: Vec<(String, Formula)>,
}

/// Settings of the 目录.
#[derive(Debug, Clone, Copy)]
pub struct ContentsPlan {
    /// How many heading levels it shows.
    pub depth: u8,
    /// Whether a list of the tables follows it.
    pub tables: bool,
    /// Whether a list of the figures follows it.
    pub figures: bool,
}

/// Settings of the indicator system.
#[derive(Debug, Clone)]
pub struct IndicatorsPlan {
    /// The table with the indicators.
    pub table: String,
    /// The rule pack's name; that of the profile if none is named.
    pub rules: Option<String>,
    /// The table with the demands of checklists and how they are met.
    pub checklist: Option<String>,
    /// Whether the 评分底稿 is made as a document of its own.
    pub working_paper: bool,
    /// The sentence for full marks, if not the profile's.
    pub full: Option<String>,
    /// The sentence for points off, if not the profile's.
    pub partial: Option<String>,
    /// How the arithmetic follows the sentence, if not as in the profile.
    pub arithmetic: Option<String>,
}

impl IndicatorsPlan {
    /// The columns the program fills in, so that the data need not have them.
    pub const FILLED: [&str; 6] = ["得分", "扣分", "得分率", "评分细则", "扣分原因", "算式"];
}

/// What is bound of all forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Volume {
    /// 合订本: cover, 目录, 汇总表, every form.
    #[default]
    All,
    /// Cover and 汇总表 alone.
    Summary,
    /// Nothing.
    None,
}

/// Settings of self-assessment forms.
#[derive(Debug, Clone)]
pub struct SelfAssessmentPlan {
    /// The layout's name.
    pub layout: String,
    /// The rule pack's name; that of the layout if none is named.
    pub rules: Option<String>,
    /// Whether the 评分底稿 is made too.
    pub working_paper: bool,
    /// What is bound of all forms.
    pub volume: Volume,
    /// Title of the bound volume.
    pub title: String,
    /// The year assessed.
    pub year: i32,
    /// The document's date.
    pub date: Date,
    /// The author in the PDF's properties.
    pub author: String,
    /// The cover's lines.
    pub cover: Cover,
    /// The watermark and the faces.
    pub looks: Looks,
}

/// Settings of a notice.
#[derive(Debug, Clone)]
pub struct NoticePlan {
    /// The profile's name.
    pub profile: String,
    /// 发文机关标志
    pub mark: String,
    /// 发文字号
    pub number: String,
    /// 标题
    pub title: String,
    /// 主送机关
    pub recipients: String,
    /// The watermark and the faces.
    pub looks: Looks,
    /// 发文机关署名
    pub signatory: String,
    /// 成文日期
    pub date: Date,
    /// The author in the PDF's properties.
    pub author: String,
    /// 附件说明
    pub attachments: Vec<String>,
    /// 附注
    pub remark: Option<String>,
    /// 抄送机关
    pub copies: Option<String>,
    /// 印发机关
    pub printer: Option<String>,
    /// 印发日期
    pub printed: Option<Date>,
    /// Named values.
    pub values: Vec<(String, Formula)>,
}
