//! What holds on every page of every document: relations between places, not pictures.

mod bad_pages;
mod extremes;
mod relations;

use crate::support::layout::{Laid, laid_out, lines};
use crate::support::{fixtures, root};
use relations::Relation;
use std::sync::OnceLock;

/// All documents of the samples and of the sound fixtures.
fn documents() -> &'static [Laid] {
    static ALL: OnceLock<Vec<Laid>> = OnceLock::new();
    ALL.get_or_init(|| {
        let samples = std::fs::read_dir(root().join("data")).unwrap().map(|entry| entry.unwrap().path());
        let folders = samples.filter(|path| path.is_dir()).chain(fixtures("ok-"));
        folders.flat_map(|folder| laid_out(&folder)).collect()
    })
}

/// A relation holds in all documents; every place where it does not is told.
#[track_caller]
fn holds_everywhere(relation: Relation) {
    let wrong: Vec<String> = documents().iter().flat_map(relation).collect();
    assert!(wrong.is_empty(), "{} places:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn there_are_lines_and_tables_to_be_looked_at() {
    let lines: usize = documents().iter().map(|laid| lines(&laid.sheets).len()).sum();
    assert!(lines > 2_000, "{lines} lines of running text");
    let in_tables =
        |laid: &Laid| laid.sheets.iter().filter(|sheet| sheet.body().any(|run| run.element("table").is_some())).count();
    let pages: usize = documents().iter().map(in_tables).sum();
    assert!(pages > 100, "{pages} pages with tables");
}

#[test]
fn nothing_that_tells_where_a_line_may_end_is_printed() {
    let runs = documents().iter().flat_map(|laid| &laid.sheets).flat_map(|sheet| &sheet.runs);
    let left: Vec<&str> =
        runs.map(|run| run.text.as_str()).filter(|text| text.contains(['\u{2060}', '\u{200B}'])).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn every_word_stands_inside_the_margins() {
    holds_everywhere(relations::outside_the_margins);
}

#[test]
fn no_words_stand_on_others() {
    holds_everywhere(relations::overlapping);
}

#[test]
fn lines_begin_and_end_with_what_may_stand_there() {
    holds_everywhere(relations::forbidden_at_line_ends);
}

#[test]
fn numbers_keep_their_units() {
    holds_everywhere(relations::torn_numbers);
}

#[test]
fn no_paragraph_ends_in_a_line_of_one_character() {
    holds_everywhere(relations::lonely_characters);
}

#[test]
fn no_line_of_a_paragraph_is_alone_on_a_page() {
    holds_everywhere(relations::lonely_lines);
}

#[test]
fn a_heading_is_never_the_last_thing_on_its_page() {
    holds_everywhere(relations::headings_at_the_foot);
}

#[test]
fn lines_of_a_paragraph_lie_a_fixed_pitch_apart() {
    holds_everywhere(relations::uneven_pitch);
}

#[test]
fn text_goes_on_upon_its_grid_after_figures_formulas_and_tables() {
    holds_everywhere(relations::off_the_grid);
}

#[test]
fn a_table_on_a_further_page_says_that_it_continues() {
    holds_everywhere(relations::tables_without_continuation);
}
