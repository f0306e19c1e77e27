//! What a PDF says of itself: title, author, language, bookmarks, page labels, fonts, XMP.

use super::Pdf;
use lopdf::{Dictionary, Object};
use std::collections::BTreeSet;

/// A bookmark with its depth, 0 at the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bookmark {
    pub(crate) depth: usize,
    pub(crate) title: String,
}

/// The printed number of every page, as readers show it.
pub(crate) type PageLabels = Vec<String>;

impl Pdf {
    /// The title in the document's properties.
    pub(crate) fn title(&self) -> String {
        self.info("Title")
    }

    /// The author in the document's properties.
    pub(crate) fn author(&self) -> String {
        self.info("Author")
    }

    fn info(&self, key: &str) -> String {
        let info = self.dictionary(&self.document.trailer, b"Info").expect("document properties");
        self.string(info, key.as_bytes()).unwrap_or_default()
    }

    /// The language of the document.
    pub(crate) fn language(&self) -> String {
        self.string(self.catalog(), b"Lang").unwrap_or_default()
    }

    /// The XMP metadata.
    pub(crate) fn metadata(&self) -> String {
        let stream = self.entry(self.catalog(), b"Metadata").and_then(|object| object.as_stream().ok());
        String::from_utf8(stream.expect("XMP metadata").get_plain_content().unwrap()).unwrap()
    }

    /// All bookmarks, in order.
    pub(crate) fn bookmarks(&self) -> Vec<Bookmark> {
        let mut bookmarks = Vec::new();
        if let Some(outlines) = self.dictionary(self.catalog(), b"Outlines") {
            self.add_bookmarks(outlines, 0, &mut bookmarks);
        }
        bookmarks
    }

    fn add_bookmarks(&self, parent: &Dictionary, depth: usize, bookmarks: &mut Vec<Bookmark>) {
        let mut next = self.dictionary(parent, b"First");
        while let Some(item) = next {
            bookmarks.push(Bookmark { depth, title: self.string(item, b"Title").unwrap_or_default() });
            self.add_bookmarks(item, depth + 1, bookmarks);
            next = self.dictionary(item, b"Next");
        }
    }

    /// The label of every page.
    pub(crate) fn page_labels(&self) -> PageLabels {
        let tree = self.dictionary(self.catalog(), b"PageLabels").expect("page labels");
        let pairs = self.entry(tree, b"Nums").and_then(|nums| nums.as_array().ok()).expect("a flat number tree");
        let mut runs: Vec<(usize, &Dictionary)> = Vec::new();
        for pair in pairs.chunks_exact(2) {
            let (_, run) = self.document.dereference(&pair[1]).unwrap();
            runs.push((usize::try_from(pair[0].as_i64().unwrap()).unwrap(), run.as_dict().unwrap()));
        }
        let label = |page: usize| {
            let (from, run) = runs.iter().rev().find(|(from, _)| *from <= page)?;
            let start = run.get(b"St").and_then(Object::as_i64).unwrap_or(1);
            let number = usize::try_from(start).unwrap() + page - from;
            match run.get(b"S").and_then(Object::as_name).ok()? {
                b"r" => Some(roman(number)),
                _ => Some(number.to_string()),
            }
        };
        (0..self.pages().len()).map(|page| label(page).unwrap_or_default()).collect()
    }

    /// The names of all fonts, without the tag of the subset; every one must be embedded.
    #[track_caller]
    pub(crate) fn embedded_fonts(&self) -> BTreeSet<String> {
        let objects = self.document.objects.values().filter_map(|object| object.as_dict().ok());
        // A font of type 0 is described by its descendant.
        let fonts = objects.filter(|dictionary| dictionary.has_type(b"Font") && !dictionary.has(b"DescendantFonts"));
        let name = |font: &Dictionary| {
            let descriptor = self.dictionary(font, b"FontDescriptor").expect("a font with a descriptor");
            let name = descriptor.get(b"FontName").and_then(Object::as_name).unwrap();
            let name = String::from_utf8_lossy(name).into_owned();
            let embedded = [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|key| descriptor.has(key));
            assert!(embedded, "the font {name} is not embedded");
            name.split_once('+').map_or(name.clone(), |(_, name)| name.to_owned())
        };
        fonts.map(name).collect()
    }
}

/// Lower-case Roman, as far as contents pages go.
fn roman(number: usize) -> String {
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    format!("{}{}", "x".repeat(number / 10), ones[number % 10])
}
