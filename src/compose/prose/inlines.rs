//! Paragraphs, lists and what stands inside them.

use crate::compose::expression::{Evaluator, Printed};
use crate::compose::text::{is_han, literal, without_typed_gaps};
use crate::compose::unbroken::unbroken;
use crate::diag::{Diagnostic, Findings, Line, Origin, Problem};
use crate::model::{Money, Unit};
use crate::narrative::{Block, BlockKind, Inline, Narrative, Piece, pieces, plain_text};

/// Writes inlines as Typst content.
pub(super) struct Inlines<'a> {
    pub(super) narrative: &'a Narrative,
    pub(super) evaluator: &'a Evaluator,
    pub(super) findings: &'a mut Findings,
    /// Whether what is written stands in an item of a list.
    pub(super) in_item: bool,
}

impl Inlines<'_> {
    /// A paragraph or list as a call without the leading `#`.
    pub(super) fn block(&mut self, block: &Block) -> String {
        match &block.kind {
            BlockKind::Paragraph(words) if is_short(words) && announces(words) => {
                format!("p(lead: true)[{}]", self.content(words, block.line))
            }
            BlockKind::Paragraph(words) => format!("p[{}]", self.content(words, block.line)),
            BlockKind::List { start, items } => self.list(*start, items),
            // Only paragraphs and lists are allowed where this is called for nested blocks; others
            // have been refused when the narrative was read.
            _ => "[]".to_owned(),
        }
    }

    fn list(&mut self, start: Option<usize>, items: &[Vec<Block>]) -> String {
        let nested = std::mem::replace(&mut self.in_item, true);
        let contents: String = items.iter().map(|item| format!("[{}], ", self.item(item))).collect();
        self.in_item = nested;
        match start {
            None => format!("ul(({contents}), nested: {nested})"),
            Some(first) => {
                let numbers: String =
                    (first..first + items.len()).map(|n| format!("{}, ", literal(&format!("{n}.")))).collect();
                format!("ol(({numbers}), ({contents}), nested: {nested})")
            }
        }
    }

    /// An item: one paragraph runs on, several blocks stand below each other.
    fn item(&mut self, blocks: &[Block]) -> String {
        match blocks {
            [Block { line, kind: BlockKind::Paragraph(words) }] => self.content(words, *line),
            [Block { line, kind: BlockKind::Paragraph(words) }, rest @ ..] => {
                let first = self.content(words, *line);
                let rest: String = rest.iter().map(|block| format!("#{}", self.block(block))).collect();
                format!("{first}{rest}")
            }
            many => many.iter().map(|block| format!("#{}", self.block(block))).collect(),
        }
    }

    /// Inlines as the inside of a content block.
    pub(super) fn content(&mut self, inlines: &[Inline], line: Line) -> String {
        let mut out = String::new();
        let mut words = String::new();
        for (index, inline) in inlines.iter().enumerate() {
            match inline {
                Inline::Text(text) => words.push_str(beside_values(text, inlines, index)),
                Inline::Value(value) => match self.value(*value) {
                    Some(Printed::Text(text)) => {
                        self.unit_beside(*value, inlines.get(index + 1));
                        words.push_str(&text);
                    }
                    Some(Printed::Reference { id, text }) => {
                        flush(&mut out, &mut words);
                        out.push_str(&format!("#ref-to({}, {})", literal(&id), literal(&text)));
                    }
                    None => {}
                },
                other => {
                    flush(&mut out, &mut words);
                    out.push_str(&self.other(other, line));
                }
            }
        }
        flush(&mut out, &mut words);
        out
    }

    /// The unit written behind an amount must be the one in which it is printed.
    fn unit_beside(&mut self, index: usize, next: Option<&Inline>) {
        let Some(Inline::Text(text)) = next else { return };
        let Some(said) = money_at_start(text) else { return };
        let Some(expression) = self.narrative.expressions.get(index) else { return };
        let Some(printed) = self.evaluator.money_of(&expression.text).filter(|printed| *printed != said) else {
            return;
        };
        let (printed, said) = (Unit::Money(printed).to_string(), Unit::Money(said).to_string());
        let origin = Origin::line(&self.narrative.file, expression.line);
        let excerpt = format!("{{{{ {} }}}}{said}", expression.text);
        self.findings.push(Diagnostic::new(Problem::UnitBesideValue { printed, said }, origin).excerpt(excerpt));
    }

    fn other(&mut self, inline: &Inline, line: Line) -> String {
        match inline {
            Inline::Strong(inner) => format!("#strong[{}]", self.content(inner, line)),
            Inline::Emphasis(inner) => format!("#emph[{}]", self.content(inner, line)),
            Inline::Note(blocks) => format!("#note[{}]", self.item(blocks)),
            Inline::Code(code) => format!("#code({})", literal(code)),
            Inline::Break => "#br()".to_owned(),
            Inline::Link { url, text } => format!("#weblink({}, [{}])", literal(url), self.content(text, line)),
            Inline::Text(_) | Inline::Value(_) => String::new(),
        }
    }

    /// What a bound value prints; failing is a finding at its own line.
    fn value(&mut self, index: usize) -> Option<Printed> {
        let expression = self.narrative.expressions.get(index)?;
        match self.evaluator.print(&expression.text) {
            Ok(printed) => printed,
            Err(problem) => {
                let origin = Origin::line(&self.narrative.file, expression.line);
                let excerpt = format!("{{{{ {} }}}}", expression.text);
                self.findings.push(Diagnostic::new(problem, origin).excerpt(excerpt));
                None
            }
        }
    }

    /// Inlines as plain words, for headings.
    pub(super) fn plain(&mut self, inlines: &[Inline]) -> String {
        let mut words = String::new();
        for inline in inlines {
            match inline {
                Inline::Text(text) => words.push_str(text),
                Inline::Value(value) => match self.value(*value) {
                    Some(Printed::Text(text) | Printed::Reference { text, .. }) => words.push_str(&text),
                    None => {}
                },
                Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => {
                    words.push_str(&self.plain(inner));
                }
                Inline::Code(code) => words.push_str(code),
                Inline::Note(_) | Inline::Break => {}
            }
        }
        without_typed_gaps(&words)
    }

    /// Text in which bound values are still tokens, filled in.
    pub(super) fn filled(&mut self, text: &str) -> String {
        let mut words = String::new();
        for piece in pieces(text) {
            match piece {
                Piece::Words(part) => words.push_str(part),
                Piece::Value(index) => {
                    if let Some(Printed::Text(text) | Printed::Reference { text, .. }) = self.value(index) {
                        words.push_str(&text);
                    }
                }
            }
        }
        words
    }
}

/// Whether a paragraph can be moved whole without leaving a hole on the page.
fn is_short(words: &[Inline]) -> bool {
    const LONGEST: usize = 70;
    plain_text(words).chars().count() <= LONGEST
}

/// Whether a paragraph ends in a colon and so belongs to what follows.
fn announces(words: &[Inline]) -> bool {
    match words.last() {
        Some(Inline::Text(text)) => text.trim_end().ends_with(['：', ':']),
        Some(Inline::Strong(inner) | Inline::Emphasis(inner)) => announces(inner),
        _ => false,
    }
}

fn flush(out: &mut String, words: &mut String) {
    if !words.is_empty() {
        out.push_str(&words_call(words));
        words.clear();
    }
}

/// Text without the spaces typed between Han characters and a bound value beside them.
/// The unit of money that words begin with; 元旦 is none.
fn money_at_start(text: &str) -> Option<Money> {
    let text = text.trim_start();
    let units = [("亿元", Money::HundredMillion), ("万元", Money::TenThousand), ("元", Money::Yuan)];
    let (rest, unit) = units.iter().find_map(|(word, unit)| Some((text.strip_prefix(word)?, *unit)))?;
    let is_word = rest.starts_with(['旦', '素', '件', '器', '宵', '首', '老', '月']);
    (!is_word).then_some(unit)
}

fn beside_values<'a>(text: &'a str, inlines: &[Inline], index: usize) -> &'a str {
    let is_value = |at: Option<usize>| at.and_then(|at| inlines.get(at)).is_some_and(|i| matches!(i, Inline::Value(_)));
    let mut kept = text;
    if is_value(Some(index + 1)) && kept.trim_end().chars().last().is_some_and(is_han) {
        kept = kept.trim_end_matches(' ');
    }
    if is_value(index.checked_sub(1)) && kept.trim_start().chars().next().is_some_and(is_han) {
        kept = kept.trim_start_matches(' ');
    }
    kept
}

/// Words as calls; arithmetic in 【…】 may be broken at its signs.
pub(in crate::compose) fn words_call(words: &str) -> String {
    let words = without_typed_gaps(words);
    let mut out = String::new();
    let mut rest = words.as_str();
    while let Some((start, end)) = arithmetic(rest) {
        out.push_str(&plain_call(&rest[..start]));
        out.push_str(&format!("#arithmetic({})", literal(&rest[start..end])));
        rest = &rest[end..];
    }
    out + &plain_call(rest)
}

fn plain_call(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("#t({})", literal(&unbroken(words))) }
}

/// Where the first 【…=…】 stands.
fn arithmetic(words: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(start) = words[from..].find('【').map(|at| from + at) {
        let end = words[start..].find('】').map(|at| start + at + '】'.len_utf8())?;
        if words[start..end].contains('=') {
            return Some((start, end));
        }
        from = end;
    }
    None
}
