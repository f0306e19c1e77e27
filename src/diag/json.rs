//! Findings as JSON for machines.

use super::{Diagnostic, Findings, Origin, Severity, Waived};
use serde_json::{Value, json};

/// The findings of one project as a JSON object.
pub fn json(project: &str, findings: &Findings) -> Value {
    json!({
        "project": project,
        "errors": findings.count(Severity::Error),
        "warnings": findings.count(Severity::Warning),
        "advice": findings.count(Severity::Advice),
        "findings": findings.by_weight().map(finding).collect::<Vec<_>>(),
        "waived": findings.waived().iter().map(waived).collect::<Vec<_>>(),
    })
}

fn finding(diagnostic: &Diagnostic) -> Value {
    json!({
        "id": diagnostic.problem.id(),
        "severity": diagnostic.severity().id(),
        "message": diagnostic.problem.to_string(),
        "place": place(&diagnostic.origin),
        "excerpt": diagnostic.excerpt,
        "arithmetic": diagnostic.arithmetic,
        "related": diagnostic.related.iter()
            .map(|(origin, role)| json!({ "role": role, "place": place(origin) }))
            .collect::<Vec<_>>(),
        "hint": diagnostic.problem.hint(),
    })
}

/// A waived finding, with what waives it.
fn waived(waived: &Waived) -> Value {
    let waiver = &waived.waiver;
    let mut value = finding(&waived.diagnostic);
    value["waiver"] = json!({
        "reason": waiver.reason,
        "expires": waiver.expires.in_iso(),
        "place": place(&waiver.origin),
    });
    value
}

fn place(origin: &Origin) -> Value {
    let mut place = json!({ "file": origin.path(), "line": origin.line_number(), "column": origin.column() });
    if let Some((sheet, cell)) = origin.sheet_and_cell() {
        place["sheet"] = sheet.into();
        place["cell"] = cell.into();
    }
    place
}
