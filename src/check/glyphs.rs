//! Every character the user wrote must be in the fonts.

use crate::diag::{Diagnostic, Findings, Line, Origin, Problem};
use crate::home::FontSet;
use crate::load::{RawProject, RawTable};
use crate::resolve::Plan;
use std::collections::BTreeSet;

/// Reports every character without a glyph once, at its first place.
pub(super) fn check(plan: &Plan, raw: &RawProject, fonts: &FontSet, findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    let mut look = |text: &str, origin: &dyn Fn() -> Origin| {
        for character in text.chars().filter(|c| !fonts.covers(*c)) {
            if seen.insert(character) {
                let code_point = format!("U+{:04X}", u32::from(character));
                let problem = Problem::GlyphMissing { character, code_point };
                findings.push(Diagnostic::new(problem, origin()).excerpt(text));
            }
        }
    };
    for (origin, text) in &plan.texts {
        look(text, &|| origin.clone());
    }
    let filled = raw.filled_forms.iter().flat_map(|form| [&form.projects, &form.money, &form.indicators]);
    for table in raw.tables.values().chain(filled) {
        cells(table, &mut look);
    }
    for narrative in &raw.narrative {
        let file = &narrative.file.path;
        let text = without_comments(&narrative.text);
        for (index, line) in text.lines().enumerate() {
            look(line, &|| Origin::line(file, Line::zero_based(index)));
        }
    }
}

fn cells(table: &RawTable, look: &mut impl FnMut(&str, &dyn Fn() -> Origin)) {
    for name in &table.header {
        look(name, &|| table.head_origin());
    }
    for row in &table.rows {
        for (text, column) in row.cells.iter().zip(&table.header) {
            look(text, &|| Origin::cell(&table.file, row.line, column));
        }
    }
}

/// The text with comments blanked out, its lines kept.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before);
        let (comment, behind) = after.split_once("-->").unwrap_or((after, ""));
        kept.extend(comment.chars().filter(|c| *c == '\n'));
        rest = behind;
    }
    kept.push_str(rest);
    kept
}
