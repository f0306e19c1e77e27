//! The typesetter's messages, led back to the user's files.

use super::DocumentWorld;
use crate::diag::{Findings, Origin, Problem};
use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::DiagSpan;
use typst::{World, WorldExt};

/// Adds a finding for each message.
pub fn report(world: &DocumentWorld<'_>, messages: &[SourceDiagnostic], findings: &mut Findings) {
    for message in messages {
        let spans = std::iter::once(message.span).chain(message.trace.iter().map(|point| DiagSpan::from(point.span)));
        let places: Vec<Place> = spans.filter_map(|span| place(world, span)).collect();
        let user = places.iter().find_map(|place| match place {
            Place::User(origin) => Some(origin.clone()),
            Place::Template(_) => None,
        });
        let template = places.into_iter().find_map(|place| match place {
            Place::Template(origin) => Some(origin),
            Place::User(_) => None,
        });
        let origin = user.or(template).unwrap_or_else(|| Origin::file("project.toml"));
        findings.add(problem(message), origin);
    }
}

/// Whether the typesetter gave up before all pages were as it had expected them.
pub(super) fn is_unsettled(message: &SourceDiagnostic) -> bool {
    message.message.contains(UNSETTLED)
}

const UNSETTLED: &str = "did not converge";

fn problem(message: &SourceDiagnostic) -> Problem {
    if let Some(character) = missing_glyph(&message.message) {
        let code_point = format!("U+{:04X}", u32::from(character));
        return Problem::GlyphMissing { character, code_point };
    }
    let is_picture = ["image", "PDF", "SVG", "svg"].iter().any(|word| message.message.contains(word));
    if message.message.starts_with("failed to") && is_picture {
        return Problem::ImageInvalid { path: "这里的图片".to_owned() };
    }
    let cause = in_chinese(&message.message);
    match message.severity {
        Severity::Error => Problem::TypesettingFailed { cause },
        Severity::Warning => Problem::TypesettingWarned { cause },
    }
}

/// The commonest messages in Chinese; the others are told as they are, being faults of a layout.
fn in_chinese(message: &str) -> String {
    let known = [
        (UNSETTLED, "页码、续表和合并单元格的位置排了几遍还没有定下来"),
        ("maximum", "内容套得太深"),
        ("does not exist in the document", "引用的地方不在正文里"),
        ("unknown font family", "版式里写的字体没有"),
        ("not found", "版式里要用的文件没有"),
    ];
    let chinese = known.iter().find(|(english, _)| message.contains(english));
    chinese.map_or_else(|| message.to_owned(), |(_, chinese)| format!("{chinese}（{message}）"))
}

/// The character in "the text `"…"` could not be displayed with …".
fn missing_glyph(message: &str) -> Option<char> {
    let (before, _) = message.split_once("could not be displayed")?;
    let quoted = before.split('"').nth(1)?;
    match quoted.strip_prefix("\\u{") {
        Some(code) => char::from_u32(u32::from_str_radix(code.trim_end_matches('}'), 16).ok()?),
        None => quoted.chars().next(),
    }
}

enum Place {
    User(Origin),
    Template(Origin),
}

/// Where a message points: a line of a generated file is a line of the user's.
fn place(world: &DocumentWorld<'_>, span: DiagSpan) -> Option<Place> {
    let id = span.id()?;
    let path = id.get().vpath();
    let source = world.source(id).ok()?;
    let line = source.lines().byte_to_line(world.range(span)?.start)?;
    match world.project().origins.get(path.get_with_slash()) {
        Some(origins) => origins.get(line).cloned().map(Place::User),
        None => {
            let file = format!("templates/{}", path.get_without_slash());
            Some(Place::Template(Origin::line(file, crate::diag::Line::zero_based(line))))
        }
    }
}
