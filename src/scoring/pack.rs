//! Rule packs: the local rules of scoring as data, read from files in `templates/scoring/`.

use super::Symbols;
use crate::diag::Origin;
use indexmap::IndexMap;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The rules of reports: `templates/scoring/reports/<name>.toml`.
#[derive(Debug, Clone)]
pub struct ReportPack {
    /// What the pack is called.
    pub title: String,
    /// Digits behind the point of a score.
    pub decimals: u32,
    /// How arithmetic is written.
    pub symbols: Symbols,
    /// How a checklist is written.
    pub list: ListWording,
    /// The grades, from the best.
    pub grades: Vec<Band>,
    /// The rules by name.
    pub rules: IndexMap<String, Rule>,
}

/// How a checklist is written in the 评分细则.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListWording {
    /// What follows the demands, with `{项数}` and `{份额}`.
    pub shares: String,
    /// What stands between two demands.
    pub between: String,
}

/// One grade: a name and the lowest score that earns it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// 优, 良 …
    pub name: String,
    /// The lowest score in hundredths of the whole.
    pub from: Decimal,
}

/// The grade a score of 0 to 100 earns; the last band takes all that is left.
pub fn grade(bands: &[Band], score: Decimal) -> &str {
    let earned = bands.iter().find(|band| score >= band.from);
    earned.or(bands.last()).map_or("", |band| band.name.as_str())
}

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

/// The rule of one indicator: a rule of the pack with the indicator's settings over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorRule {
    /// The rule's name in the pack.
    pub name: String,
    /// The rule.
    pub rule: Rule,
}

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
            Actual, Below, Count, Counted, EachCapped, Off, Partial, Plan, Target, Value, ZeroBelow, ZeroTo,
        };
        match self {
            Self::Checklist | Self::SharedChecklist => &[Partial],
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

/// The rules of 自评表: `templates/scoring/forms/<name>.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormPack {
    /// What the pack is called.
    pub title: String,
    /// Digits behind the point of a score.
    pub decimals: u32,
    /// How arithmetic is written.
    #[serde(default)]
    pub symbols: Symbols,
    /// 分值 of the budget execution.
    pub execution_weight: Decimal,
    /// What an exceeded ≤ target earns.
    pub reverse: Reverse,
    /// What a missed ≥ target earns, by level-1 indicator; the one without a name is for all others.
    pub partial: Vec<PartialOf>,
    /// The stages of targets in words, from the best.
    pub stages: Vec<Stage>,
    /// When an exceeded target has to be explained.
    pub over_target: Option<OverTarget>,
    /// The weights of the level-1 indicators; a form keeps to one of the sets.
    #[serde(default)]
    pub level_weights: Vec<IndexMap<String, Decimal>>,
    /// The grades, from the best.
    pub grades: Vec<Band>,
    /// What is printed under the form.
    pub note: Option<String>,
}

/// What an exceeded ≤ target earns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reverse {
    /// w × (1 − (B − A) / A), nothing from twice the target on.
    Linear,
    /// w × A / B
    Ratio,
}

/// A partial score, and the level-1 indicator it is for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartialOf {
    /// 一级指标; all others if absent.
    pub level1: Option<String>,
    /// The formula.
    pub formula: PartialFormula,
    /// For `from`: the value up to which nothing is earned.
    pub zero_at: Option<Decimal>,
}

/// The name of a partial score's formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartialFormula {
    /// w × B / A
    Proportion,
    /// w × (B − zero) / (A − zero)
    From,
    /// Nothing.
    None,
}

/// What a missed ≥ target earns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Partial {
    /// w × B / A
    Proportion,
    /// w × (B − zero) / (A − zero)
    From(Decimal),
    /// Nothing.
    None,
}

/// A stage of a target in words: 达成, 部分达成, 未达成.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// What it is called.
    pub name: String,
    /// What stands in 实际完成值 for it.
    pub words: Vec<String>,
    /// The least share of the weight.
    pub from: Decimal,
}

/// When an exceeded target has to be explained.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OverTarget {
    /// From this multiple of the target on.
    pub from: Decimal,
    /// Whether the form is not made without the explanation.
    pub blocks: bool,
}

/// What a pack has that does not say otherwise.
impl Default for ReportPack {
    fn default() -> Self {
        Self {
            title: String::new(),
            decimals: 2,
            symbols: Symbols::default(),
            list: ListWording { shares: "。以上{项数}项各占权重的{份额}".into(), between: "；".into() },
            grades: Vec::new(),
            rules: IndexMap::new(),
        }
    }
}

impl Default for Symbols {
    fn default() -> Self {
        let [plus, minus, times, over, equals, open, close] =
            ["＋", "−", "×", "/", "＝", "（", "）"].map(str::to_owned);
        Self { plus, minus, times, over, equals, open, close }
    }
}

impl FormPack {
    /// The partial score of a level-1 indicator.
    pub fn partial_of(&self, level1: &str) -> Partial {
        let own = self.partial.iter().find(|partial| partial.level1.as_deref() == Some(level1));
        let partial = own.or_else(|| self.partial.iter().find(|partial| partial.level1.is_none()));
        match partial.map(|partial| (partial.formula, partial.zero_at)) {
            Some((PartialFormula::Proportion, _)) => Partial::Proportion,
            Some((PartialFormula::From, zero)) => Partial::From(zero.unwrap_or_default()),
            Some((PartialFormula::None, _)) | None => Partial::None,
        }
    }

    /// The stage the words stand for, with the least and the most share of the weight it earns.
    pub fn stage(&self, words: &str) -> Option<(&Stage, Decimal, Decimal)> {
        let place = self.stages.iter().position(|stage| stage.words.iter().any(|word| word == words))?;
        let most = place.checked_sub(1).map_or(Decimal::ONE, |better| self.stages[better].from);
        Some((&self.stages[place], self.stages[place].from, most))
    }
}
