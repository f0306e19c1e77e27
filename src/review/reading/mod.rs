//! A document made ready for the rules: sentences with their numbers, tables with their cells.

mod amount;
mod lexer;
mod sentence;
mod sheet;

pub use amount::{Amount, Hedge, Measure};
pub(crate) use sentence::{CODE, around};
pub use sentence::Sentence;
pub(crate) use sheet::{chinese_value, is_chinese, plain};
pub use sheet::{Sheet, Standing};

use crate::model::{Manuscript, PassageKind};

/// A document, read once for all rules.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The document.
    pub manuscript: &'a Manuscript,
    /// Every sentence in reading order.
    pub sentences: Vec<Sentence>,
    /// Every table, in the order of [`Manuscript::grids`].
    pub sheets: Vec<Sheet<'a>>,
}

impl<'a> Reading<'a> {
    /// Reads a document.
    pub fn of(manuscript: &'a Manuscript) -> Self {
        let mut section = 0;
        let mut sentences = Vec::new();
        for (index, passage) in manuscript.passages.iter().enumerate() {
            if matches!(passage.kind, PassageKind::Heading(_) | PassageKind::Annex(_)) {
                section += 1;
            }
            sentences.extend(sentence::sentences(passage, index, section));
        }
        let sheets = manuscript.grids.iter().map(Sheet::of).collect();
        Self { manuscript, sentences, sheets }
    }

    /// The sentences of running text: paragraphs, items, notes, long texts of forms.
    pub fn prose(&self) -> impl Iterator<Item = &Sentence> {
        self.sentences.iter().filter(|sentence| {
            !matches!(sentence.kind, PassageKind::Heading(_) | PassageKind::Annex(_) | PassageKind::FigureCaption(_))
        })
    }
}
