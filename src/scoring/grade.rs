//! Grades: bands of scores with a name, chosen by the rule pack.

use rust_decimal::Decimal;
use serde::Deserialize;

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
