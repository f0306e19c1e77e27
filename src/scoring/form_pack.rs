//! The rules of 自评表 as data, read from a file in `templates/scoring/forms/`.

use super::{Band, Symbols};
use indexmap::IndexMap;
use rust_decimal::Decimal;
use serde::Deserialize;

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
    /// The level-1 indicators there are; nothing where any may be.
    #[serde(default)]
    pub levels: Vec<String>,
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
    /// 一级指标, in all its spellings; all others if absent.
    pub level1: Option<Vec<String>>,
    /// The formula.
    pub formula: PartialFormula,
    /// For `from`: the value up to which nothing is earned.
    pub zero_at: Option<Decimal>,
}

impl PartialOf {
    /// Whether it has a value to begin from just if it needs one.
    pub fn is_whole(&self) -> bool {
        (self.formula == PartialFormula::From) == self.zero_at.is_some()
    }
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

impl FormPack {
    /// The partial score of an indicator, by level 1 and unit: `from` counts percentages.
    pub fn partial_of(&self, level1: &str, unit: &str) -> Partial {
        let named = |partial: &&PartialOf| {
            let names = partial.level1.as_ref();
            let fits = partial.formula != PartialFormula::From || ["%", "％"].contains(&unit);
            fits && names.is_some_and(|names| names.iter().any(|name| name == level1))
        };
        let own = self.partial.iter().find(named);
        let partial = own.or_else(|| self.partial.iter().find(|partial| partial.level1.is_none()));
        match partial.map(|partial| (partial.formula, partial.zero_at)) {
            Some((PartialFormula::Proportion, _)) => Partial::Proportion,
            Some((PartialFormula::From, zero)) => Partial::From(zero.unwrap_or_default()),
            Some((PartialFormula::None, _)) | None => Partial::None,
        }
    }

    /// The stage the words stand for, with the share of the weight the next better one begins at;
    /// the best has none above it.
    pub fn stage(&self, words: &str) -> Option<(&Stage, Option<Decimal>)> {
        let place = self.stages.iter().position(|stage| stage.words.iter().any(|word| word == words))?;
        let above = place.checked_sub(1).map(|better| self.stages[better].from);
        Some((&self.stages[place], above))
    }
}
