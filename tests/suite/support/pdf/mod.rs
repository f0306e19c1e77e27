//! Reading the made PDFs back.

mod cmap;
mod properties;
mod tags;
mod text;

use super::squeezed;
use lopdf::{Dictionary, Document, Object};

/// A PDF with the text of its pages.
pub(crate) struct Pdf {
    document: Document,
    pages: Vec<Page>,
}

/// The words of one page.
pub(crate) struct Page {
    /// Everything as it is shown, in the order of the content stream.
    pub(crate) shown: String,
    /// The same without white space.
    pub(crate) text: String,
    /// What is marked as the foot of the page.
    pub(crate) footer: String,
}

impl Pdf {
    /// Reads a PDF from its bytes.
    #[track_caller]
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).expect("a PDF that can be read");
        let pages = text::pages(&document);
        Self { document, pages }
    }

    /// The pages.
    pub(crate) fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The text of all pages, white space aside.
    pub(crate) fn text(&self) -> String {
        self.pages.iter().map(|page| page.text.as_str()).collect()
    }

    /// How often the words stand in the text.
    pub(crate) fn count(&self, words: &str) -> usize {
        self.text().matches(&squeezed(words)).count()
    }

    /// The pages, counted from 1, on which the words stand.
    pub(crate) fn pages_with(&self, words: &str) -> Vec<usize> {
        let words = squeezed(words);
        let pages = self.pages.iter().enumerate();
        pages.filter(|(_, page)| page.text.contains(&words)).map(|(index, _)| index + 1).collect()
    }

    /// How many captions begin with the name, such as 表8.
    pub(crate) fn captions(&self, name: &str) -> usize {
        let caption = format!("{name}\u{3000}");
        let begins = |shown: &str, place: usize| !shown[..place].ends_with('续');
        let on_page =
            |page: &Page| page.shown.match_indices(&caption).filter(|(at, _)| begins(&page.shown, *at)).count();
        self.pages.iter().map(on_page).sum()
    }

    fn catalog(&self) -> &Dictionary {
        self.document.catalog().expect("a catalogue")
    }

    /// An entry of a dictionary, wherever it lies.
    fn entry<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        dictionary.get_deref(key, &self.document).ok()
    }

    /// A dictionary that is an entry of another.
    fn dictionary<'a>(&'a self, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        self.entry(dictionary, key)?.as_dict().ok()
    }

    /// A text string that is an entry of a dictionary.
    fn string(&self, dictionary: &Dictionary, key: &[u8]) -> Option<String> {
        self.entry(dictionary, key)?.as_str().ok().map(text_string)
    }
}

/// A PDF text string: UTF-16 with a mark, else (near enough) Latin letters.
fn text_string(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xfe\xff") {
        Some(rest) => cmap::utf16(rest),
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
