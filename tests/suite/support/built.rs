//! What came of a build, and what a test can say about it.

use super::pdf::Pdf;
use super::squeezed;
use jixiao::diag::{Severity, human};
use jixiao::pipeline::Outcome;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A built project: what was found, and the files in the output folder.
pub(crate) struct Built {
    outcome: Outcome,
    files: BTreeMap<String, (Vec<u8>, OnceLock<Pdf>)>,
}

impl Built {
    pub(crate) fn new(outcome: Outcome, files: BTreeMap<String, Vec<u8>>) -> Self {
        let files = files.into_iter().map(|(path, bytes)| (path, (bytes, OnceLock::new())));
        Self { outcome, files: files.collect() }
    }

    /// The findings as people read them.
    pub(crate) fn findings(&self) -> String {
        human(&self.outcome.project, &self.outcome.findings)
    }

    /// The ids of the findings, in the order in which they are told.
    pub(crate) fn ids(&self) -> Vec<&'static str> {
        self.outcome.findings.by_weight().map(|finding| finding.problem.id()).collect()
    }

    /// How many errors there are.
    pub(crate) fn errors(&self) -> usize {
        self.outcome.findings.count(Severity::Error)
    }

    /// The paths of the files written.
    pub(crate) fn files(&self) -> Vec<&str> {
        self.files.keys().map(String::as_str).collect()
    }

    /// The bytes of all files written.
    pub(crate) fn bytes(&self) -> BTreeMap<&str, &[u8]> {
        self.files.iter().map(|(path, (bytes, _))| (path.as_str(), bytes.as_slice())).collect()
    }

    /// The project's main PDF.
    #[track_caller]
    pub(crate) fn pdf(&self) -> &Pdf {
        self.pdf_named(&format!("{}.pdf", self.outcome.project))
    }

    /// The project's 核查报告.
    #[track_caller]
    pub(crate) fn review_report(&self) -> &Pdf {
        self.pdf_named(&format!("{}-核查报告.pdf", self.outcome.project))
    }

    /// One of the PDFs.
    #[track_caller]
    pub(crate) fn pdf_named(&self, path: &str) -> &Pdf {
        let found = self.files.get(path);
        let (bytes, pdf) = found.unwrap_or_else(|| panic!("{path} was not written, only {:?}", self.files()));
        pdf.get_or_init(|| Pdf::read(bytes))
    }

    /// Nothing was found and something was written.
    #[track_caller]
    pub(crate) fn succeeds(&self) -> &Self {
        assert_eq!(self.findings(), "", "a sound project has findings");
        assert!(!self.files.is_empty(), "nothing was written");
        self
    }

    /// The findings contain these words.
    #[track_caller]
    pub(crate) fn findings_contain(&self, words: &str) -> &Self {
        assert!(self.findings().contains(words), "{words:?} is not among\n{}", self.findings());
        self
    }

    /// The text of the main PDF, white space aside, contains these words.
    #[track_caller]
    pub(crate) fn pdf_text_contains(&self, words: &str) -> &Self {
        let text = self.pdf().text();
        assert!(text.contains(&squeezed(words)), "{words:?} is not in\n{text}");
        self
    }

    /// The text of the main PDF does not contain these words.
    #[track_caller]
    pub(crate) fn pdf_text_lacks(&self, words: &str) -> &Self {
        let text = self.pdf().text();
        assert!(!text.contains(&squeezed(words)), "{words:?} should not be in\n{text}");
        self
    }
}
