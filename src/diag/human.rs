//! Findings as text for people.

use super::{Diagnostic, Findings, Severity};
use std::fmt::Write;

/// More findings than this are counted by kind at the end, so that one sees where to begin.
const MANY: usize = 50;

/// All findings as lines for a terminal, in Chinese; `project` stands before every path.
pub fn human(project: &str, findings: &Findings) -> String {
    let mut out = String::new();
    for diagnostic in findings.by_weight() {
        tell(project, diagnostic, &mut out);
    }
    if findings.iter().count() > MANY {
        out.push_str(&counts(findings));
    }
    out
}

/// How many findings there are, in one line.
pub fn summary(project: &str, findings: &Findings) -> String {
    let [errors, warnings, advice] = Severity::ALL.map(|severity| findings.count(severity));
    let mut line = match (errors, warnings, advice) {
        (0, 0, 0) => format!("{project}：没有问题"),
        (_, _, 0) => format!("{project}：{errors}个错误，{warnings}个提醒"),
        _ => format!("{project}：{errors}个错误，{warnings}个提醒，{advice}个建议"),
    };
    match findings.waived().len() {
        0 => {}
        waived => line.push_str(&format!("；另有{waived}个已按 waivers.toml 豁免")),
    }
    line
}

fn tell(project: &str, diagnostic: &Diagnostic, out: &mut String) {
    let (word, id) = (diagnostic.severity().word(), diagnostic.problem.id());
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{word}[{id}] {}", diagnostic.problem);
    let _ = match diagnostic.problem.outside() {
        Some(path) => writeln!(out, "  位置：{path}"),
        None => writeln!(out, "  位置：{project}/{}", diagnostic.origin),
    };
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

/// A table: how many findings of each kind.
fn counts(findings: &Findings) -> String {
    let groups = findings.groups();
    let width = groups.iter().map(|group| group.id.len()).max().unwrap_or(0);
    let mut out = String::from("各种问题的个数：\n");
    for group in groups {
        let _ = writeln!(out, "  {} {:width$} {:>5}", group.severity.word(), group.id, group.findings.len());
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
