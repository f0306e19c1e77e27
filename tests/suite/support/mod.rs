//! What the tests are written with: a builder that reads as a sentence, a PDF reader, pictures.

mod build;
mod built;
pub(crate) mod corpus;
mod folders;
pub(crate) mod form_sheets;
pub(crate) mod layout;
pub(crate) mod manual;
pub(crate) mod pdf;
pub(crate) mod pictures;

pub(crate) use build::{ReportTest, home};
pub(crate) use built::Built;
pub(crate) use folders::{below, copy_folder, deviation, fixture, fixtures, root, scratch};

/// The text without any white space: lines break between any two Han characters.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}
