//! What the typesetter can see: the document's generated files, the layout library, the fonts.
//! Nothing else: no disk, no clock, no system font.

use super::{Press, row_pages};
use crate::compose::TypstProject;
use crate::home::TemplateSet;
use std::collections::HashMap;
use std::sync::Mutex;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

/// One document's world.
pub struct DocumentWorld<'a> {
    press: &'a Press<'a>,
    project: &'a TypstProject,
    templates: &'a TemplateSet,
    main: FileId,
    sources: Mutex<HashMap<FileId, Source>>,
    row_pages: Mutex<Bytes>,
}

impl<'a> DocumentWorld<'a> {
    pub(super) fn new(press: &'a Press<'a>, project: &'a TypstProject, templates: &'a TemplateSet) -> Self {
        // Every document uses the same virtual paths: file ids are few and never given back.
        let path = VirtualPath::new("/main.typ").expect("a constant path without special parts is valid");
        let main = RootedPath::new(VirtualRoot::Project, path).intern();
        let row_pages = Mutex::new(Bytes::from_string(row_pages::NOTHING));
        Self { press, project, templates, main, sources: Mutex::default(), row_pages }
    }

    /// The composed document.
    pub(super) fn project(&self) -> &TypstProject {
        self.project
    }

    fn generated(&self, id: FileId) -> Option<&'a Bytes> {
        self.project.files.get(id.get().vpath().get_with_slash())
    }

    /// Lets the next layout begin from what this one came to.
    pub(super) fn remember(&self, row_pages: String) {
        if let Ok(mut known) = self.row_pages.lock() {
            *known = Bytes::from_string(row_pages);
        }
    }

    fn layout(&self, id: FileId) -> FileResult<&'a str> {
        let path = id.get().vpath();
        let text = self.templates.get(path.get_without_slash());
        text.ok_or_else(|| FileError::NotFound(path.get_with_slash().into()))
    }

    fn parsed(&self, id: FileId) -> FileResult<Source> {
        if let Some(bytes) = self.generated(id) {
            let text = std::str::from_utf8(bytes).map_err(|_| FileError::InvalidUtf8)?;
            return Ok(self.press.generated(id, text));
        }
        Ok(self.press.layout(id, self.layout(id)?))
    }
}

impl World for DocumentWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.press.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let known = || self.sources.lock().ok()?.get(&id).cloned();
        if let Some(source) = known() {
            return Ok(source);
        }
        let source = self.parsed(id)?;
        if let Ok(mut sources) = self.sources.lock() {
            sources.insert(id, source.clone());
        }
        Ok(source)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id.get().vpath().get_with_slash() == row_pages::FILE {
            return self.row_pages.lock().map(|known| known.clone()).map_err(|_| FileError::AccessDenied);
        }
        match self.generated(id) {
            Some(bytes) => Ok(bytes.clone()),
            None => self.layout(id).map(|text| Bytes::from_string(text.to_owned())),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
