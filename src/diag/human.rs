//! Findings as text for people.

use super::{Findings, Severity};
use std::fmt::Write;

/// All findings as lines for a terminal, in Chinese; `project` stands before every path.
pub fn human(project: &str, findings: &Findings) -> String {
    let mut out = String::new();
    for diagnostic in findings.iter() {
        let word = match diagnostic.severity() {
            Severity::Error => "错误",
            Severity::Warning => "提醒",
            Severity::Advice => "建议",
        };
        let id = diagnostic.problem.id();
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{word}[{id}] {}", diagnostic.problem);
        let _ = writeln!(out, "  位置：{project}/{}", diagnostic.origin);
        if let Some(excerpt) = &diagnostic.excerpt {
            let _ = writeln!(out, "  原文：{}", one_line(excerpt));
        }
        if let Some(arithmetic) = &diagnostic.arithmetic {
            let _ = writeln!(out, "  算式：{arithmetic}");
        }
        for (origin, role) in &diagnostic.related {
            let _ = writeln!(out, "  {role}：{project}/{origin}");
        }
        if let Some(hint) = diagnostic.problem.hint() {
            let _ = writeln!(out, "  办法：{hint}");
        }
    }
    out
}

/// The text on one line, cut where it would fill the screen.
fn one_line(text: &str) -> String {
    const LONGEST: usize = 60;
    let flat = text.replace(['\n', '\r', '\t'], " ");
    match flat.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}……", &flat[..end]),
        None => flat,
    }
}
