//! Running text as plain words, with the places the program filled in.

use crate::compose::expression::{Evaluator, Printed};
use crate::compose::text::without_typed_gaps;
use crate::narrative::{Block, Inline, Narrative, Piece, pieces};
use std::ops::Range;

/// Reads inlines of one narrative file.
pub(super) struct Words<'a> {
    pub(super) narrative: &'a Narrative,
    pub(super) evaluator: &'a Evaluator,
}

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Read<'a> {
    pub(super) text: String,
    /// The bytes the program filled in.
    pub(super) bound: Vec<Range<usize>>,
    pub(super) notes: Vec<&'a [Block]>,
}

impl<'a> Words<'a> {
    pub(super) fn read<'b>(&self, inlines: &'b [Inline]) -> Read<'b> {
        let mut read = Read::default();
        self.append(inlines, &mut read);
        without_gaps(read)
    }

    fn append<'b>(&self, inlines: &'b [Inline], read: &mut Read<'b>) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => read.text.push_str(text),
                Inline::Value(index) => self.value(*index, &mut read.text, &mut read.bound),
                Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => {
                    self.append(inner, read);
                }
                Inline::Note(blocks) => read.notes.push(blocks),
                // What code says is no claim of the document; a word holds its place.
                Inline::Code(_) => read.text.push_str("代码"),
                Inline::Break => read.text.push('\n'),
            }
        }
    }

    /// Text in which bound values are still tokens, filled in.
    pub(super) fn filled(&self, text: &str) -> (String, Vec<Range<usize>>) {
        let (mut words, mut bound) = (String::new(), Vec::new());
        for piece in pieces(text) {
            match piece {
                Piece::Words(part) => words.push_str(part),
                Piece::Value(index) => self.value(index, &mut words, &mut bound),
            }
        }
        (words, bound)
    }

    /// What cannot be printed has its finding where the document is composed; a sign holds its place.
    fn value(&self, index: usize, words: &mut String, bound: &mut Vec<Range<usize>>) {
        let Some(expression) = self.narrative.expressions.get(index) else { return };
        let start = words.len();
        match self.evaluator.print(&expression.text) {
            Ok(Some(Printed::Text(text) | Printed::Reference { text, .. })) => words.push_str(&text),
            Ok(None) | Err(_) => words.push('□'),
        }
        bound.push(start..words.len());
    }
}

/// Without the spaces typed between Han and Latin, which the typesetter does not print either.
fn without_gaps(read: Read<'_>) -> Read<'_> {
    if !read.text.contains(' ') {
        return read;
    }
    let kept = |at: usize| without_typed_gaps(&read.text[..at]).len();
    let text = without_typed_gaps(&read.text);
    // A gap at the very end of a prefix is not yet seen as one, hence the clamp.
    let bound = read.bound.iter().map(|range| kept(range.start).min(text.len())..kept(range.end).min(text.len()));
    let bound = bound.map(|range| on_boundaries(&text, range)).collect();
    Read { text, bound, notes: read.notes }
}

fn on_boundaries(text: &str, range: Range<usize>) -> Range<usize> {
    let start = (0..=range.start).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let end = (range.end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    start..end
}
