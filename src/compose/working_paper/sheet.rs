//! The sheet of one indicator: a framed list of label and content.

use crate::analyze::{Demand, Evidence, IndicatorScore};
use crate::compose::unbroken::unbroken;
use crate::model::list_number;
use crate::scoring::{Ruled, Symbols};
use serde_json::{Value, json};

/// The sheet as the layout library reads it.
pub(in crate::compose) fn sheet(id: &str, code: &str, score: &IndicatorScore, symbols: &Symbols) -> Value {
    let levels = &score.levels[..score.levels.len().saturating_sub(1)];
    let rows = [
        ("所属指标", levels.join("／")),
        ("指标解释", score.definition.clone()),
        ("评分细则", score.criteria.clone()),
        ("计分规则", score.rule.clone().unwrap_or_else(|| "没有规则，由评价组评定".to_owned())),
        ("目标值", score.target.clone()),
        ("数据来源", score.source.clone()),
        ("逐项核对", demands(&score.demands)),
        ("取数", score.evidence.iter().map(evidence).collect::<Vec<_>>().join("\n")),
        ("计算过程", steps(score, symbols)),
        ("评定得分", given(score)),
        ("扣分原因", score.reason.clone()),
    ];
    let rows = rows.into_iter().filter(|(_, content)| !content.is_empty());
    let rows = rows.map(|(label, content)| json!({ "cells": [{ "text": label }, { "text": in_print(&content) }] }));
    let lost = score.lost.as_str();
    let points = format!("权重 {}　　得分 {}　　扣分 {lost}", score.account.weight.normalize(), score.score);
    json!({
        "id": id,
        "size": "小五",
        "columns": [{ "width": { "em": 5.0 }, "align": "center" }, { "width": { "share": 1 }, "align": "left" }],
        "header": [[{ "text": points, "continued": format!("{code}（续）　　{points}"), "colspan": 2, "rowspan": 1 }]],
        "whole": 0.6,
        "rows": rows.collect::<Vec<_>>(),
    })
}

/// Places are told with 「」 on the screen; in print quotes are “”.
pub(super) fn in_print(content: &str) -> String {
    unbroken(&content.replace('「', "“").replace('」', "”"))
}

/// The demands with the numbers they have in the 评分细则: each group from ①.
fn demands(demands: &[Demand]) -> String {
    let mut lines = Vec::new();
    for group in demands.chunk_by(|a, b| a.group == b.group) {
        for (index, one) in group.iter().enumerate() {
            let number = if group.len() > 1 { list_number(index) } else { String::new() };
            lines.push(demand(&number, one));
        }
    }
    lines.join("\n")
}

fn demand(number: &str, demand: &Demand) -> String {
    let group = if demand.group.is_empty() { String::new() } else { format!("【{}】", demand.group) };
    let share = if demand.share.is_empty() { String::new() } else { format!("（占{}）", demand.share) };
    let basis = if demand.evidence.is_empty() { String::new() } else { format!("，依据：{}", demand.evidence) };
    let verdict = if demand.verdict.is_empty() { "综合评定" } else { &demand.verdict };
    format!("{group}{number}{}{share}：{verdict}{basis}（{}）", demand.text, demand.place)
}

/// An input; a single cell on one line, several each on its own.
fn evidence(evidence: &Evidence) -> String {
    match evidence.cells.as_slice() {
        [] => format!("{}：{}", evidence.name, evidence.value),
        [cell] if cell.value == evidence.value => {
            format!("{}：{}（{}，{}）", evidence.name, evidence.value, cell.path, cell.place)
        }
        cells => {
            let cells = cells.iter().map(|cell| format!("　　{}：{}（{}）", cell.path, cell.value, cell.place));
            let lines = std::iter::once(format!("{}：{}", evidence.name, evidence.value)).chain(cells);
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}

pub(super) fn steps(score: &IndicatorScore, symbols: &Symbols) -> String {
    let Some(ruled) = &score.account.ruled else { return String::new() };
    let mut lines = ruled.worked.steps.clone();
    lines.push(result(ruled, symbols));
    numbered(&lines)
}

/// Places behind the point of a percentage that are printed in the working paper.
const FULL: u32 = 6;

/// `得分＝2×99.41%＝1.98827…，四舍五入为1.99`
pub(super) fn result(ruled: &Ruled, symbols: &Symbols) -> String {
    let full = ruled.worked.term.in_full(FULL);
    let (term, exact) = (full.print(symbols), ruled.before_rounding());
    let equals = &symbols.equals;
    // What is printed shortened does not make the result exactly.
    let relation = if full.value_as_printed() == full.value() { equals } else { "≈" };
    let value = if term == exact { exact.clone() } else { format!("{term}{relation}{exact}") };
    let score = ruled.score.to_string();
    let rounded = if ruled.is_whole() { format!("，计{score}") } else { format!("，四舍五入为{score}") };
    format!("得分{equals}{value}{rounded}")
}

fn numbered(lines: &[String]) -> String {
    match lines {
        [one] => one.clone(),
        many => {
            let lines = many.iter().enumerate().map(|(index, line)| format!("{}. {line}", index + 1));
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}

/// A score entered by hand, beside that of the rule.
fn given(score: &IndicatorScore) -> String {
    let Some(given) = &score.account.given else { return String::new() };
    let ruled = score.account.ruled.as_ref().map(|ruled| format!("，按规则是{}", ruled.score));
    let reason = if given.reason.is_empty() { String::new() } else { format!("；说明：{}", given.reason) };
    format!("{}{}{reason}", score.score, ruled.unwrap_or_default())
}
