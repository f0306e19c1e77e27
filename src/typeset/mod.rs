//! Stage 8, typeset: a composed document becomes pages.
//!
//! Runs on plain threads only: Typst uses rayon inside, and a compile nested in a rayon job can
//! steal the next one until the stack is gone.

mod joiners;
mod messages;
mod world;

pub use messages::report;
pub use world::DocumentWorld;

use crate::compose::TypstProject;
use crate::diag::Findings;
use crate::home::{FontSet, TemplateSet};
use std::collections::HashMap;
use std::sync::Mutex;
use typst::syntax::{FileId, Source};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};
use typst_layout::PagedDocument;

/// What all documents of a run share.
pub struct Press<'a> {
    library: LazyHash<Library>,
    fonts: &'a FontSet,
    /// The layout files as they were parsed for the documents before.
    layouts: Mutex<HashMap<FileId, Source>>,
}

impl std::fmt::Debug for Press<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Press").field("fonts", self.fonts).finish_non_exhaustive()
    }
}

impl<'a> Press<'a> {
    /// A press with these fonts.
    pub fn new(fonts: &'a FontSet) -> Self {
        Self { library: LazyHash::new(Library::default()), fonts, layouts: Mutex::default() }
    }

    /// A layout file, parsed once for all documents that have it alike.
    fn layout(&self, id: FileId, text: &str) -> Source {
        let known = self.layouts.lock().ok().and_then(|layouts| layouts.get(&id).cloned());
        if let Some(source) = known.filter(|source| source.text() == text) {
            return source;
        }
        let source = Source::new(id, text.to_owned());
        if let Ok(mut layouts) = self.layouts.lock() {
            layouts.insert(id, source.clone());
        }
        source
    }

    /// The typesetter's view of one document.
    pub fn world<'b>(&'b self, project: &'b TypstProject, templates: &'b TemplateSet) -> DocumentWorld<'b> {
        DocumentWorld::new(self, project, templates)
    }
}

/// Results older than this many documents are dropped from the memo cache: a larger number keeps
/// more memory, a smaller one loses what documents share.
const CACHED_DOCUMENTS: usize = 10;

/// Sets the pages. Errors and warnings of the typesetter are led back to the user's files.
pub fn typeset(world: &DocumentWorld<'_>, findings: &mut Findings) -> Option<PagedDocument> {
    let typst::diag::Warned { output, warnings } = typst::compile::<PagedDocument>(world);
    report(world, &warnings, findings);
    match output {
        Ok(document) => Some(joiners::without_joiners(document)),
        Err(errors) => {
            report(world, &errors, findings);
            None
        }
    }
}

/// Lets go of memoised results that no later document will ask for.
pub fn trim_cache() {
    comemo::evict(CACHED_DOCUMENTS);
}
