//! The numbers in cells, with the units of their columns, rows and tables.

use super::amount::{Amount, Hedge, Measure, unit_family};
use super::lexer::{Token, tokens};
use crate::model::{Grid, GridCell, Money, Unit};
use rust_decimal::Decimal;

/// The words of a cell without white space; marks of an empty cell count as nothing.
pub(crate) fn plain(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    if ["-", "—", "/", "－", "——", "…", "－－"].contains(&text.as_str()) { String::new() } else { text }
}

/// The number in a cell, if the cell is nothing but a number.
pub(super) fn cell_amount(grid: &Grid, row_unit: Option<&str>, column: usize, cell: &GridCell) -> Option<Amount> {
    let text = plain(&cell.text);
    let text = text.trim_start_matches(['=', '＝', '￥', '¥']).replace(['（', '('], "").replace(['）', ')'], "");
    let (hedge, bare) = match text.strip_prefix(['≥', '≤', '＞', '＜', '>', '<']) {
        Some(rest) => (Hedge::Bound, rest.to_owned()),
        None => (Hedge::Exact, text.clone()),
    };
    let found = tokens(&bare, &[]);
    let [Token::Amount(amount)] = found.as_slice() else {
        // 2024 alone in a cell is a number, not a year, unless its column says so.
        return None;
    };
    if amount.range != (0..bare.len()) {
        return None;
    }
    let mut amount = amount.clone();
    amount.hedge = if hedge == Hedge::Bound { hedge } else { amount.hedge };
    amount.bound = cell.computed;
    if amount.measure == Measure::Bare {
        let declared = &grid.columns[column];
        let title = &declared.title;
        let by_title = measure_in(title);
        const SCORES: [&str; 6] = ["权重", "分值", "得分", "满分", "标准分", "扣分"];
        let is_score =
            SCORES.iter().any(|word| title.contains(word)) && !title.contains('率') && !title.contains("原因");
        // 金额（万元） is so whatever the row counts in; （合计） in brackets is no unit.
        let (sure, guessed) = match by_title {
            Some(unit) if matches!(unit, Unit::Money(_)) => (Some(unit), None),
            other => (None, other),
        };
        let unit = declared.unit.clone().or(sure).or_else(|| row_unit.map(Unit::parse)).or(guessed).or_else(|| {
            // The 单位 line speaks of columns that say nothing else.
            let line = grid.unit.as_deref().filter(|unit| !unit.contains(['、', '，', ',', '/']))?;
            const OTHER: [&str; 15] = [
                "数量", "人数", "批次", "次数", "份数", "权重", "分值", "得分", "年份", "户数", "家数", "率", "占比",
                "量", "比例",
            ];
            (!OTHER.iter().any(|word| title.contains(word))).then(|| Unit::parse(line.trim_start_matches("金额")))
        });
        with_unit(&mut amount, unit.or_else(|| is_score.then(|| Unit::Other("分".into()))));
    }
    Some(amount)
}

/// The unit in brackets in a column's head.
fn measure_in(title: &str) -> Option<Unit> {
    let open = title.rfind(['（', '('])?;
    let inner = title[open..].trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
    (!inner.is_empty() && inner.chars().count() <= 4).then(|| Unit::parse(inner.trim()))
}

fn with_unit(amount: &mut Amount, unit: Option<Unit>) {
    match unit {
        Some(Unit::Money(money)) => {
            let scale = Money::yuan(money);
            amount.value = amount.value.saturating_mul(scale);
            amount.step = amount.step.saturating_mul(scale);
            amount.measure = Measure::Money;
        }
        Some(Unit::PercentagePoint) => amount.measure = Measure::Points,
        Some(Unit::Other(text)) if ["%", "％"].contains(&text.as_str()) => amount.measure = Measure::Percent,
        Some(Unit::Other(text)) if text == "分" => amount.measure = Measure::Score,
        Some(Unit::Other(text)) if ["万", "亿"].iter().any(|scale| text.starts_with(scale)) => {
            let scale = Decimal::from(if text.starts_with('万') { 10_000 } else { 100_000_000 });
            amount.value = amount.value.saturating_mul(scale);
            amount.step = amount.step.saturating_mul(scale);
            let rest: String = text.chars().skip(1).collect();
            amount.measure = Measure::Unit(unit_family(&rest).to_owned());
        }
        Some(Unit::Other(text)) => amount.measure = Measure::Unit(unit_family(&text).to_owned()),
        None => {}
    }
}
