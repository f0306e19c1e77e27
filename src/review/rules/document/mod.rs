//! Rules about the document as such: its references, its numbering, its names, its marks.

mod listing;
mod names;
mod references;
mod traditional_characters;

mod caption_twice;
mod caption_unnamed;
mod chapter_missing;
mod count_of_list;
mod document_number;
mod leftover;
mod name_varies;
mod number_gap_in_text;
mod pause_mark_between_titles;
mod punctuation_width;
mod range_ambiguous;
mod reference_absent;
mod traditional_character;
mod word_repeated;
mod year_odd;

use super::{Rule, pattern};
use crate::diag::Origin;
use crate::model::PassageKind;
use crate::resolve::Part;
use crate::review::reading::{Reading, is_han};
use std::ops::Range;

/// The rules of this family, in the order of the manual.
pub(super) static ALL: &[&Rule] = &[
    &reference_absent::RULE,
    &caption_unnamed::RULE,
    &caption_twice::RULE,
    &number_gap_in_text::RULE,
    &count_of_list::RULE,
    &name_varies::RULE,
    &document_number::RULE,
    &chapter_missing::RULE,
    &leftover::RULE,
    &word_repeated::RULE,
    &punctuation_width::RULE,
    &pause_mark_between_titles::RULE,
    &range_ambiguous::RULE,
    &traditional_character::RULE,
    &year_odd::RULE,
];

/// Words somebody wrote, with their place: a passage, or a cell the program did not fill.
struct Writing<'a> {
    text: &'a str,
    origin: &'a Origin,
    /// The bytes the program wrote.
    bound: &'a [Range<usize>],
    part: Part,
    /// The table and the name of a cell; nothing for a passage.
    cell: Option<Cell>,
}

/// A cell as findings name it.
struct Cell {
    /// The place of the table in [`Reading::sheets`].
    table: usize,
    /// 表「…」的「…」「…」
    name: String,
}

impl Writing<'_> {
    /// Whether somebody typed these bytes.
    fn typed(&self, range: &Range<usize>) -> bool {
        !self.bound.iter().any(|bound| bound.start < range.end && range.start < bound.end)
    }

    /// The beginning of a finding: where, if the place does not say it.
    fn place(&self) -> String {
        self.cell.as_ref().map_or_else(String::new, |cell| format!("{}里", cell.name))
    }
}

/// Everything that was written, the passages in reading order, then the cells.
fn writings<'a>(reading: &'a Reading<'_>) -> Vec<Writing<'a>> {
    let manuscript = reading.manuscript;
    let passages = manuscript.passages.iter().map(|passage| Writing {
        text: &passage.text,
        origin: &passage.origin,
        bound: &passage.bound,
        part: passage.part,
        cell: None,
    });
    let cells = reading.sheets.iter().enumerate().flat_map(|(table, sheet)| {
        let columns = sheet.grid.columns.iter().enumerate().filter(|(_, column)| column.printed).map(|(at, _)| at);
        let columns: Vec<usize> = columns.collect();
        (0..sheet.grid.rows.len())
            .flat_map(move |row| columns.clone().into_iter().map(move |column| (table, sheet, row, column)))
    });
    let typed = cells.filter_map(|(table, sheet, row, column)| {
        let cell =
            sheet.grid.rows[row].cells.get(column).filter(|cell| !cell.computed && !cell.text.trim().is_empty())?;
        let name = Some(Cell { table, name: sheet.called(row, column) });
        Some(Writing { text: &cell.text, origin: &cell.origin, bound: &[], part: Part::Body, cell: name })
    });
    passages.chain(typed).collect()
}

/// Whether a passage is running text, not a heading or a caption.
fn is_running(kind: &PassageKind) -> bool {
    !matches!(
        kind,
        PassageKind::Heading(_) | PassageKind::Annex(_) | PassageKind::TableCaption(_) | PassageKind::FigureCaption(_)
    )
}

/// The character before some place of a text.
fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character at some place of a text.
fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// The letters and digits of a text.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The number and title of a caption that is typed as a paragraph: the word, a number, a space, a title.
fn typed_caption<'t>(text: &'t str, word: &str) -> Option<(usize, &'t str)> {
    let rest = text.trim().strip_prefix(word)?.trim_start();
    let digits = rest.find(|c: char| !c.is_ascii_digit())?;
    let title = rest[digits..].strip_prefix([' ', '　', '：', ':'])?;
    let short = title.chars().count() <= 40 && !title.contains(['。', '，']);
    rest[..digits].parse().ok().filter(|_| short).map(|number| (number, title.trim()))
}
