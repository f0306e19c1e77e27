//! Which tables a sentence can speak of.

use crate::model::PassageKind;
use crate::review::reading::{Reading, Sentence, Sheet};

/// The tables a sentence can speak of: those it names, else those placed under the same heading.
pub(super) fn beside<'a>(reading: &'a Reading<'_>, sentence: &Sentence) -> Vec<&'a Sheet<'a>> {
    let named: Vec<&Sheet<'_>> = reading
        .sheets
        .iter()
        .filter(|sheet| sheet.grid.number.is_some_and(|number| names_table(&sentence.text, number)))
        .collect();
    if !named.is_empty() {
        return named;
    }
    let placed = reading.sentences.iter().filter(|one| one.section == sentence.section);
    placed
        .filter_map(|one| match one.kind {
            PassageKind::TableCaption(grid) => reading.sheets.get(grid),
            _ => None,
        })
        .collect()
}

/// Whether a text names the table with this number.
fn names_table(text: &str, number: usize) -> bool {
    let name = format!("表{number}");
    text.match_indices(&name).any(|(at, _)| !text[at + name.len()..].starts_with(|c: char| c.is_ascii_digit()))
}
