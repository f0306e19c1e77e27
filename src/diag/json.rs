//! Findings as JSON for machines.

use super::{Diagnostic, Findings, Origin, Severity};
use serde_json::{Value, json};

/// The findings of one project as a JSON object.
pub fn json(project: &str, findings: &Findings) -> Value {
    json!({
        "project": project,
        "errors": findings.count(Severity::Error),
        "warnings": findings.count(Severity::Warning),
        "advice": findings.count(Severity::Advice),
        "findings": findings.iter().map(finding).collect::<Vec<_>>(),
    })
}

fn finding(diagnostic: &Diagnostic) -> Value {
    json!({
        "id": diagnostic.problem.id(),
        "severity": match diagnostic.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "advice",
        },
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

fn place(origin: &Origin) -> Value {
    json!({ "file": origin.path(), "line": origin.line_number(), "column": origin.column() })
}
