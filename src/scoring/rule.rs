//! Rules as they are written: a kind and its settings, in a pack or at an indicator.

use crate::diag::Origin;
use indexmap::IndexMap;
use std::collections::BTreeMap;

/// A rule: its kind, and the settings the pack fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What kind of rule it is.
    pub kind: RuleKind,
    /// The settings by name.
    pub settings: Settings,
    /// Where it is written.
    pub origin: Origin,
}

impl Rule {
    /// Whether the rule reads this column of the checklist.
    pub fn reads(&self, column: &str) -> bool {
        use RuleKind::{
            AllOrNothing, Checklist, ChecklistWithOccurrences, PointsOff, ShareOff, SharedChecklist, Tasks,
        };
        let has = |setting| self.settings.contains_key(&setting);
        match column {
            "结果" => match self.kind {
                Checklist | SharedChecklist | ChecklistWithOccurrences | AllOrNothing => true,
                Tasks => !has(Setting::Actual),
                _ => false,
            },
            "次数" => matches!(self.kind, ChecklistWithOccurrences | ShareOff | PointsOff) && !has(Setting::Count),
            "份额" => self.kind == SharedChecklist,
            _ => false,
        }
    }
}

/// The rule of one indicator: a rule of the pack with the indicator's settings over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorRule {
    /// The rule's name in the pack.
    pub name: String,
    /// The rule.
    pub rule: Rule,
}

/// The rules of a project's indicators.
#[derive(Debug, Clone, Default)]
pub struct IndicatorRules {
    /// The rules by code, in the order in which they are written.
    pub by_code: IndexMap<String, IndicatorRule>,
    /// Whether the project has rule files at all; without them scores stand in the table.
    pub written: bool,
}

/// What can stand in braces in the words of a rule.
pub const PLACEHOLDERS: [&str; 16] = [
    "指标", "满分", "率", "实际", "计划", "对照", "目标", "扣", "部分", "下限", "起点", "次", "值", "项数", "要求",
    "条目",
];

/// The settings of a rule, in the pack or at an indicator.
pub type Settings = BTreeMap<Setting, Written>;

/// A setting as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// What it is called in the 评分细则 and the 底稿, if the user named it.
    pub name: Option<String>,
    /// The text: an expression, a number, words.
    pub text: String,
    /// Where it stands.
    pub origin: Origin,
}

/// The kinds of rules. R1 to R16 are the numbers of the field's list.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantNames,
    strum::VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum RuleKind {
    /// R1: demands with equal shares of the weight.
    Checklist,
    /// R2: demands with the shares that stand beside them.
    SharedChecklist,
    /// R9: a checklist that also loses a share of the weight for each occurrence.
    ChecklistWithOccurrences,
    /// R10: tasks done of those planned.
    Tasks,
    /// R5: all demands met, or nothing.
    AllOrNothing,
    /// R6: a share of the weight off for each occurrence.
    ShareOff,
    /// R7: points off for each occurrence.
    PointsOff,
    /// R3, R4: weight times rate, 100% at most, with or without a rate below which nothing is earned.
    Ratio,
    /// R8: full marks if not above a reference, else a share off for each percentage point above.
    Reference,
    /// R11: the value of a survey against its target.
    Survey,
    /// R12: weight times a judged grade.
    Grade,
    /// R13: a share of the weight off for each percentage point short of the target.
    Shortfall,
    /// R14: the same on a judged grade.
    GradeShortfall,
    /// R15: the rates of sub-projects, weighted with what was planned for each.
    WeightedSum,
    /// R16: a rate that counts as 100% where there was no case.
    NoCase,
    /// A score decided by the evaluators, with a recorded reason.
    Manual,
}

/// The settings there are.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::EnumString, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "snake_case")]
pub enum Setting {
    /// The 评分细则, with placeholders.
    Text,
    /// The 扣分原因 where the user writes none, with placeholders.
    Reason,
    /// What the rate is called.
    Measure,
    /// What is counted: 次, 项, 家.
    Counted,
    /// The most points the rule gives; they must be the weight.
    Points,
    /// What an occurrence or a percentage point costs: a share of the weight, or points.
    Off,
    /// How far a demand met in part counts.
    Partial,
    /// Whether a demand can be met to a degree: a percentage as 结果.
    Degrees,
    /// Below this rate nothing is earned.
    ZeroBelow,
    /// Up to and with this rate nothing is earned.
    ZeroTo,
    /// What is earned below the target: `proportion`, `nothing`, or the value from which on.
    Below,
    /// Whether each sub-project counts as 100% at most.
    EachCapped,
    /// A rate or value from the data.
    Value,
    /// What was reached.
    Actual,
    /// What was planned.
    Plan,
    /// What earns full marks.
    Target,
    /// What the value is held against.
    Reference,
    /// How often something occurred.
    Count,
    /// A judged grade.
    Grade,
    /// The table of the sub-projects.
    Over,
}

impl RuleKind {
    /// The settings without which the rule says nothing.
    pub fn needed(self) -> &'static [Setting] {
        use Setting::{Actual, Grade, Off, Over, Plan, Reference, Target, Value};
        match self {
            Self::ChecklistWithOccurrences | Self::ShareOff | Self::PointsOff => &[Off],
            Self::Reference => &[Value, Reference, Off],
            Self::Survey => &[Value, Target],
            Self::Grade => &[Grade],
            Self::Shortfall => &[Target, Off],
            Self::GradeShortfall => &[Grade, Off],
            Self::WeightedSum => &[Over, Actual, Plan],
            Self::NoCase => &[Actual, Plan],
            Self::Checklist | Self::SharedChecklist | Self::Tasks | Self::AllOrNothing | Self::Ratio | Self::Manual => {
                &[]
            }
        }
    }

    /// The settings the rule can have besides; `text`, `reason`, `measure` and `points` always can.
    pub fn allowed(self) -> &'static [Setting] {
        use Setting::{
            Actual, Below, Count, Counted, Degrees, EachCapped, Off, Partial, Plan, Target, Value, ZeroBelow, ZeroTo,
        };
        match self {
            Self::Checklist | Self::SharedChecklist => &[Partial, Degrees],
            Self::ChecklistWithOccurrences => &[Partial, Count, Counted],
            Self::ShareOff | Self::PointsOff => &[Count, Counted],
            Self::Tasks => &[Actual, Plan],
            Self::Ratio => &[Value, Actual, Plan, ZeroBelow, ZeroTo],
            Self::Shortfall => &[Value, Actual, Plan],
            Self::Survey => &[Below],
            Self::WeightedSum => &[EachCapped, Target, Off, ZeroBelow, ZeroTo],
            Self::NoCase => &[Target, Off, ZeroBelow, ZeroTo],
            Self::AllOrNothing | Self::Reference | Self::Grade | Self::GradeShortfall | Self::Manual => &[],
        }
    }

    /// Whether the rule has this setting.
    pub fn takes(self, setting: Setting) -> bool {
        const ALWAYS: [Setting; 4] = [Setting::Text, Setting::Reason, Setting::Measure, Setting::Points];
        ALWAYS.contains(&setting) || self.needed().contains(&setting) || self.allowed().contains(&setting)
    }
}
