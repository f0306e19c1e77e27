//! Rules about scores.

mod grade_wrong;
mod score_beside_weight;
mod score_differs;
mod score_rate_wrong;
mod score_sentence;
mod weights_wrong;

use super::Rule;
use crate::review::reading::Sheet;

/// The rules of this family, in the order of the manual.
pub(super) static ALL: &[&Rule] = &[
    &score_beside_weight::RULE,
    &score_sentence::RULE,
    &score_rate_wrong::RULE,
    &score_differs::RULE,
    &grade_wrong::RULE,
    &weights_wrong::RULE,
];

/// The columns with weights and with scores of a score table.
fn columns(sheet: &Sheet<'_>) -> Option<(usize, usize)> {
    let weight = weight_column(sheet)?;
    const SCORES: [&str; 11] = [
        "得分",
        "评分分值",
        "实际得分",
        "评价得分",
        "自评得分",
        "评分得分",
        "最终得分",
        "自评分",
        "自评分值",
        "实得分",
        "评价分",
    ];
    let called = |name: &&str| (0..sheet.grid.columns.len()).find(|at| bare(&sheet.grid.columns[*at].title) == **name);
    Some((weight, SCORES.iter().find_map(called)?))
}

fn weight_column(sheet: &Sheet<'_>) -> Option<usize> {
    const WEIGHTS: [&str; 8] = ["权重", "分值", "标准分", "满分", "权重分值", "标准分值", "指标分值", "权重分"];
    (0..sheet.grid.columns.len()).find(|column| WEIGHTS.contains(&bare(&sheet.grid.columns[*column].title).as_str()))
}

/// A column's head without its unit.
fn bare(title: &str) -> String {
    let title = crate::review::reading::plain(title);
    title.split(['（', '(']).next().unwrap_or_default().to_owned()
}
