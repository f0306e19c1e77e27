//! The floor: the same generated documents through Typst and its PDF export, and nothing else.

use jixiao::analyze::analyze;
use jixiao::check::check;
use jixiao::compose::{TypstProject, compose};
use jixiao::diag::Findings;
use jixiao::draw::draw;
use jixiao::home::{FontSet, Home, TemplateSet};
use jixiao::load::load;
use jixiao::resolve::resolve;
use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, pdf};

/// Composes a project, then compiles and exports its documents on both cores. Gives the time of the
/// latter, the documents and their pages.
pub(crate) fn run(root: &Path, home: &Home) -> (Duration, usize, usize) {
    let mut findings = Findings::default();
    let plan = resolve(root, &home.templates, &mut findings).expect("a made project has a plan");
    let raw = load(&plan, &mut findings);
    let dataset = check(&plan, raw, &home.fonts, &mut findings);
    let analysis = analyze(&plan, &dataset, &mut findings);
    let figures = draw(&dataset, &analysis, &mut findings);
    let products = compose(&plan, &dataset, &analysis, &figures, &mut findings);
    drop((dataset, analysis, figures));
    assert!(!findings.has_errors(), "a made project has no errors");
    let (alone, beside) = (products.collected.documents, products.documents);
    let begun = Instant::now();
    // A volume is quickest by itself, as the program has it too.
    let mut pages = compile(&beside, &plan.templates, &home.fonts);
    for document in &alone {
        pages += compile(std::slice::from_ref(document), &plan.templates, &home.fonts);
    }
    (begun.elapsed(), beside.len() + alone.len(), pages)
}

fn compile(documents: &[TypstProject], templates: &TemplateSet, fonts: &FontSet) -> usize {
    let library = LazyHash::new(Library::default());
    let layouts: HashMap<FileId, Source> = templates
        .iter()
        .filter(|(path, _)| path.ends_with(".typ"))
        .map(|(path, text)| (file_id(path), Source::new(file_id(path), text.to_owned())))
        .collect();
    let (next, done, pages) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(project) = documents.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let world = BareWorld::new(project, &library, fonts, &layouts);
                    let document = typst::compile::<PagedDocument>(&world).output.expect("the document compiles");
                    pages.fetch_add(document.pages().len(), Ordering::Relaxed);
                    let bytes = pdf(&document, &options(&project.output)).expect("the document is an archive copy");
                    std::hint::black_box(bytes);
                    // The schedule that serves these documents best; see `typeset`.
                    if done.fetch_add(1, Ordering::Relaxed) % 4 == 3 {
                        comemo::evict(2);
                    }
                }
            });
        }
    });
    pages.into_inner()
}

fn options(name: &str) -> PdfOptions {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).expect("the standards go together");
    PdfOptions { ident: Smart::Custom(name.to_owned()), standards, ..PdfOptions::default() }
}

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("paths of layout files are plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

struct BareWorld<'a> {
    library: &'a LazyHash<Library>,
    fonts: &'a FontSet,
    layouts: &'a HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
    sources: HashMap<FileId, Source>,
}

impl<'a> BareWorld<'a> {
    fn new(
        project: &TypstProject,
        library: &'a LazyHash<Library>,
        fonts: &'a FontSet,
        layouts: &'a HashMap<FileId, Source>,
    ) -> Self {
        let mut files: HashMap<FileId, Bytes> =
            project.files.iter().map(|(path, bytes)| (file_id(path), bytes.clone())).collect();
        // What the program knows of the rows of long tables before it sets them for the first time.
        files.insert(file_id("/row-pages.json"), Bytes::from_string("{}"));
        let sources = project.files.iter().filter(|(path, _)| path.ends_with(".typ")).map(|(path, bytes)| {
            let text = std::str::from_utf8(bytes).expect("generated files are UTF-8");
            (file_id(path), Source::new(file_id(path), text.to_owned()))
        });
        Self { library, fonts, layouts, sources: sources.collect(), files }
    }
}

impl World for BareWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        file_id("/main.typ")
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = self.sources.get(&id).or_else(|| self.layouts.get(&id));
        found.cloned().ok_or_else(|| FileError::NotFound(id.get().vpath().get_with_slash().into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| FileError::NotFound(id.get().vpath().get_with_slash().into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<typst::foundations::Duration>) -> Option<Datetime> {
        None
    }
}
