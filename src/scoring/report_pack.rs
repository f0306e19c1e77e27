//! The rules of reports as data, read from a file in `templates/scoring/reports/`.

use super::{Band, Rule, Symbols};
use indexmap::IndexMap;
use serde::Deserialize;

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
