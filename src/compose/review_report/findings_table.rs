//! The findings of one severity as a table with room for what was decided.

use super::tables::{cell, head, row};
use crate::diag::{Diagnostic, Group, Severity};
use serde_json::{Value, json};

/// Longer excerpts are cut: the place says where the rest is.
const LONGEST_EXCERPT: usize = 300;

/// A line a finding, each kind under its title; `number` counts through the whole report.
pub(super) fn findings_table(severity: Severity, groups: &[Group<'_>], number: &mut usize) -> Value {
    let mut rows = Vec::new();
    for group in groups {
        let Some(first) = group.findings.first() else { continue };
        let title = format!("{}（{}，{}个）", first.problem.title(), group.id, group.findings.len());
        rows.push(json!({ "kind": "sub", "cells": [{ "text": title, "colspan": 4 }] }));
        for finding in &group.findings {
            *number += 1;
            let cells = [number.to_string(), wrong(finding), finding.origin.to_string(), String::new()];
            rows.push(row(&cells));
        }
    }
    json!({
        "id": severity.id(),
        "size": "小五",
        "columns": [
            { "width": { "em": 2.9 }, "align": "center" },
            { "width": { "share": 9 }, "align": "left" },
            { "width": { "share": 4 }, "align": "left" },
            { "width": { "share": 4 }, "align": "left" },
        ],
        "header": head(&["序号", "问题", "位置", "处理意见"]),
        "rows": rows,
    })
}

/// What is wrong, what shows it, what to do: a line each.
fn wrong(finding: &Diagnostic) -> String {
    let hint = finding.problem.hint().map(|hint| format!("\n办法：{hint}"));
    shown(finding) + &hint.unwrap_or_default()
}

/// What is wrong and what shows it: a line each.
fn shown(finding: &Diagnostic) -> String {
    let mut lines = vec![finding.problem.to_string()];
    lines.extend(finding.excerpt.as_ref().map(|excerpt| format!("原文：{}", shortened(excerpt))));
    lines.extend(finding.arithmetic.as_ref().map(|arithmetic| format!("算式：{arithmetic}")));
    lines.extend(finding.related.iter().map(|(origin, role)| format!("{role}：{origin}")));
    lines.join("\n")
}

fn shortened(excerpt: &str) -> String {
    let flat = excerpt.trim().replace(['\n', '\r'], " ");
    match flat.char_indices().nth(LONGEST_EXCERPT) {
        Some((end, _)) => format!("{}……", &flat[..end]),
        None => flat,
    }
}

/// A waived finding and its place: what to do about it has been decided.
pub(super) fn numbered(number: usize, finding: &Diagnostic) -> [Value; 3] {
    [cell(&number.to_string()), cell(&shown(finding)), cell(&finding.origin.to_string())]
}
