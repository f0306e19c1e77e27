//! A document made ready for the rules: sentences with their numbers, tables with their cells.

mod amount;
mod cells;
mod columns;
mod derived;
mod facts;
mod labels;
mod lexer;
mod scope;
mod sentence;
mod sheet;
mod standing;
mod tail;

pub(super) use amount::{Amount, Hedge, Measure};
pub(crate) use cells::plain;
pub(super) use facts::{Derived, Fact, Facts};
pub(crate) use facts::{words, year_in};
pub(super) use labels::Labels;
pub(crate) use scope::{clause, clause_before, is_foreign, scopes};
pub(super) use sentence::Sentence;
pub(crate) use sentence::around;
pub(super) use sheet::Sheet;
pub(super) use standing::Standing;
pub(crate) use standing::{chinese_value, is_chinese};

use crate::model::{Manuscript, Passage, PassageKind};
use crate::resolve::Part;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Whether the character is a Han character, punctuation aside.
pub(crate) fn is_han(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '〇')
}

/// A document, read once for all rules.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The document.
    pub manuscript: &'a Manuscript,
    /// Every sentence in reading order.
    pub sentences: Vec<Sentence>,
    /// What stands in the cells of tables as sentences; their passages are none of the manuscript's.
    pub told_in_cells: Vec<Sentence>,
    /// Every table, in the order of [`Manuscript::grids`].
    pub sheets: Vec<Sheet<'a>>,
    /// What the tables say.
    pub facts: Facts,
    /// Which rows a text can speak of.
    pub labels: Labels,
    /// The year the document is about.
    pub year: Option<i32>,
    /// The passages that say a number.
    said: BTreeMap<Decimal, Vec<(usize, Measure)>>,
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
        let sheets: Vec<Sheet<'_>> = manuscript.grids.iter().map(Sheet::of).collect();
        let facts = Facts::of(&sheets);
        let labels = Labels::of(&sheets);
        let told_in_cells = told_in_cells(manuscript);
        let mut reading =
            Self { manuscript, sentences, told_in_cells, sheets, facts, labels, year: None, said: BTreeMap::new() };
        reading.year = reading.usual_year();
        let prose: Vec<(Decimal, (usize, Measure))> = reading
            .prose()
            .flat_map(|sentence| {
                sentence.amounts.iter().map(|one| (one.value.normalize(), (sentence.passage, one.measure.clone())))
            })
            .collect();
        for (value, said) in prose {
            reading.said.entry(value).or_default().push(said);
        }
        reading
    }

    /// The year of the settings if the document speaks of it, else the one it names most often.
    fn usual_year(&self) -> Option<i32> {
        let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
        let titles = self.manuscript.grids.iter().filter_map(|grid| year_in(&grid.title));
        let named = self.sentences.iter().flat_map(|sentence| sentence.years.iter().map(|(year, _)| *year));
        for year in named.chain(titles).chain(year_in(&self.manuscript.title)) {
            *counts.entry(year).or_default() += 1;
        }
        let set = self.manuscript.year.filter(|year| counts.is_empty() || counts.contains_key(year));
        set.or_else(|| counts.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year))
    }

    /// The heading a sentence stands under; nothing before the first.
    pub fn heading(&self, sentence: &Sentence) -> &str {
        let before = self.manuscript.passages.get(..sentence.passage).unwrap_or_default();
        let heading = |passage: &&Passage| matches!(passage.kind, PassageKind::Heading(_) | PassageKind::Annex(_));
        before.iter().rev().find(heading).map_or("", |passage| passage.text.as_str())
    }

    /// All sentences of the same passage.
    pub fn around(&self, sentence: &Sentence) -> &[Sentence] {
        let start = self.sentences.partition_point(|one| one.passage < sentence.passage);
        let end = self.sentences.partition_point(|one| one.passage <= sentence.passage);
        &self.sentences[start..end]
    }

    /// The sentences before, in the same passage.
    pub fn before(&self, sentence: &Sentence) -> &[Sentence] {
        let start = self.sentences.partition_point(|one| one.passage < sentence.passage);
        self.sentences.get(start..start + sentence.number).unwrap_or_default()
    }

    /// Whether a number stands in a table, or follows from one.
    pub fn has_source(&self, amount: &Amount) -> bool {
        self.facts.explaining(amount).next().is_some()
    }

    /// Whether a number is known from a table, or worked out in its own sentence, or said again
    /// elsewhere.
    pub fn is_explained(&self, sentence: &Sentence, amount: &Amount) -> bool {
        self.has_source(amount) || sentence.works_out(amount) || self.is_repeated(sentence, amount)
    }

    /// Whether another paragraph says the same number.
    pub fn is_repeated(&self, sentence: &Sentence, amount: &Amount) -> bool {
        let said = self.said.get(&amount.value.normalize());
        amount.digits.len() >= 3
            && said.is_some_and(|said| {
                said.iter().any(|(passage, measure)| *passage != sentence.passage && *measure == amount.measure)
            })
    }

    /// The sentences of running text: paragraphs, items, notes, long texts of forms.
    pub fn prose(&self) -> impl Iterator<Item = &Sentence> {
        self.sentences.iter().filter(|sentence| {
            !matches!(sentence.kind, PassageKind::Heading(_) | PassageKind::Annex(_) | PassageKind::FigureCaption(_))
        })
    }
}

/// The cells that are sentences rather than names or numbers.
fn told_in_cells(manuscript: &Manuscript) -> Vec<Sentence> {
    let rows = manuscript.grids.iter().flat_map(|grid| grid.rows.iter());
    let cells = rows.flat_map(|row| &row.cells).filter(|cell| cell.text.contains(['，', '。', '；']) && !cell.computed);
    let passages = cells.enumerate().map(|(at, cell)| {
        let passage = Passage {
            kind: PassageKind::Field,
            part: Part::Body,
            text: cell.text.clone(),
            bound: Vec::new(),
            origin: cell.origin.clone(),
        };
        sentence::sentences(&passage, manuscript.passages.len() + at, 0)
    });
    passages.flatten().collect()
}
