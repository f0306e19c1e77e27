//! Stage 8, typeset: a composed document becomes pages.
//!
//! Runs on plain threads only: Typst uses rayon inside, and a compile nested in a rayon job can
//! steal the next one until the stack is gone.

mod joiners;
mod messages;
mod row_pages;
mod world;

use messages::is_unsettled;
pub use messages::report;
use row_pages::row_pages;
pub use world::DocumentWorld;

use crate::compose::TypstProject;
use crate::diag::Findings;
use crate::home::{FontSet, TemplateSet};
use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use typst::syntax::{FileId, Source};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};
use typst_layout::PagedDocument;

/// What all documents of a run share.
pub struct Press<'a> {
    library: LazyHash<Library>,
    fonts: &'a FontSet,
    /// The layout files as they were parsed for the documents before; following edits, the generated ones too.
    parsed: Mutex<HashMap<FileId, Source>>,
    follows_edits: bool,
}

impl std::fmt::Debug for Press<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Press").field("fonts", self.fonts).finish_non_exhaustive()
    }
}

impl<'a> Press<'a> {
    /// A press with these fonts.
    pub fn new(fonts: &'a FontSet) -> Self {
        let library = LazyHash::new(Library::default());
        Self { library, fonts, parsed: Mutex::default(), follows_edits: false }
    }

    /// A press for one document that is edited: what an edit leaves alone is not parsed and set again.
    pub fn following_edits(fonts: &'a FontSet) -> Self {
        Self { follows_edits: true, ..Self::new(fonts) }
    }

    /// A layout file, parsed once for all documents that have it alike.
    fn layout(&self, id: FileId, text: &str) -> Source {
        let known = self.known(id).filter(|source| source.text() == text);
        known.unwrap_or_else(|| self.remembered(Source::new(id, text.to_owned())))
    }

    /// A generated file. Following edits, the parts that are as they were keep their numbers, by which the
    /// typesetter knows them again.
    fn generated(&self, id: FileId, text: &str) -> Source {
        match self.known(id).filter(|_| self.follows_edits) {
            Some(mut source) => {
                source.replace(text);
                self.remembered(source)
            }
            None if self.follows_edits => self.remembered(Source::new(id, text.to_owned())),
            None => Source::new(id, text.to_owned()),
        }
    }

    fn known(&self, id: FileId) -> Option<Source> {
        self.parsed.lock().ok()?.get(&id).cloned()
    }

    fn remembered(&self, source: Source) -> Source {
        if let Ok(mut parsed) = self.parsed.lock() {
            parsed.insert(source.id(), source.clone());
        }
        source
    }

    /// The typesetter's view of one document.
    pub fn world<'b>(&'b self, project: &'b TypstProject, templates: &'b TemplateSet) -> DocumentWorld<'b> {
        DocumentWorld::new(self, project, templates)
    }
}

/// Dropping old results from the memo cache takes time itself, so it is done after every few documents;
/// results that the last few rounds did not ask for go. Fewer rounds and older results need more memory,
/// the others lose what documents share: measured on 300 forms, see `docs/performance.md`.
const DOCUMENTS_A_ROUND: usize = 4;
const ROUNDS_KEPT: usize = 2;

/// Sets the pages. Errors and warnings of the typesetter are led back to the user's files.
pub fn typeset(world: &DocumentWorld<'_>, findings: &mut Findings) -> Option<PagedDocument> {
    typeset_for_screen(world, findings).map(joiners::without_joiners)
}

/// Sets the pages for a screen: there the joiners, which have no glyph, are in nobody's way.
pub fn typeset_for_screen(world: &DocumentWorld<'_>, findings: &mut Findings) -> Option<PagedDocument> {
    let mut set = typst::compile::<PagedDocument>(world);
    for _ in 1..MOST_ROUNDS {
        match &set.output {
            Ok(document) if set.warnings.iter().any(is_unsettled) => world.remember(row_pages(document)),
            _ => break,
        }
        set = typst::compile(world);
    }
    report(world, &set.warnings, findings);
    set.output.map_err(|errors| report(world, &errors, findings)).ok()
}

/// A document whose tables hang together is set this many times at most, each with five layouts.
const MOST_ROUNDS: usize = 8;

/// After an edit, lets go of results that the last edits did not ask for.
pub fn trim_after_edit() {
    const EDITS_KEPT: usize = 5;
    comemo::evict(EDITS_KEPT);
}

/// Lets go, now and then, of memoised results that no later document will ask for.
pub fn trim_cache() {
    static DOCUMENTS: AtomicUsize = AtomicUsize::new(0);
    if DOCUMENTS.fetch_add(1, Ordering::Relaxed) % DOCUMENTS_A_ROUND == DOCUMENTS_A_ROUND - 1 {
        comemo::evict(ROUNDS_KEPT);
    }
}
