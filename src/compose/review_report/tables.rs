//! The summary and the waived findings as tables.

use super::findings_table::numbered;
use crate::diag::{Findings, Severity, Waived};
use serde_json::{Value, json};

/// How many findings of each kind, and of all.
pub(super) fn summary_table(findings: &Findings) -> Value {
    let groups = findings.groups();
    let mut rows: Vec<Value> = groups
        .iter()
        .filter_map(|group| {
            let title = group.findings.first()?.problem.title();
            let count = group.findings.len().to_string();
            Some(row(&[group.severity.word().to_owned(), title, group.id.to_owned(), count]))
        })
        .collect();
    let total: usize = Severity::ALL.map(|severity| findings.count(severity)).iter().sum();
    let cells = [json!({ "text": "合计", "colspan": 3 }), cell(&total.to_string())];
    rows.push(json!({ "kind": "total", "cells": cells }));
    json!({
        "id": "summary",
        "size": "五号",
        "columns": [
            { "width": { "em": 3.0 }, "align": "center" },
            { "width": { "share": 3 }, "align": "left" },
            { "width": { "share": 2 }, "align": "left" },
            { "width": { "em": 3.0 }, "align": "center" },
        ],
        "header": head(&["级别", "问题", "规则", "个数"]),
        "rows": rows,
    })
}

/// The waived findings, with reason and last day.
pub(super) fn waived_table(waived: &[Waived]) -> Value {
    let rows: Vec<Value> = waived
        .iter()
        .enumerate()
        .map(|(index, waived)| {
            let mut cells = numbered(index + 1, &waived.diagnostic).to_vec();
            cells.push(cell(&waived.waiver.reason));
            cells.push(cell(&waived.waiver.expires.in_digits()));
            json!({ "cells": cells })
        })
        .collect();
    json!({
        "id": "waived",
        "size": "小五",
        "columns": [
            { "width": { "em": 2.9 }, "align": "center" },
            { "width": { "share": 8 }, "align": "left" },
            { "width": { "share": 4 }, "align": "left" },
            { "width": { "share": 4 }, "align": "left" },
            { "width": { "em": 7.4 }, "align": "center" },
        ],
        "header": head(&["序号", "问题", "位置", "豁免的理由", "有效期至"]),
        "rows": rows,
    })
}

/// The one line of heads.
pub(super) fn head(titles: &[&str]) -> Value {
    let cells: Vec<Value> = titles.iter().map(|title| json!({ "text": title, "colspan": 1, "rowspan": 1 })).collect();
    json!([cells])
}

pub(super) fn row(cells: &[String]) -> Value {
    json!({ "cells": cells.iter().map(|text| cell(text)).collect::<Vec<_>>() })
}

pub(super) fn cell(text: &str) -> Value {
    json!({ "text": text })
}
