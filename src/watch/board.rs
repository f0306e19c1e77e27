//! What the browser shows: the latest good pages, and the latest findings over them.

use super::{Seen, Sheet};
use crate::diag::{Findings, json};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use typst_svg::{SvgOptions, svg};

/// Shared by the session, which writes it, and the server, which reads it.
#[derive(Debug)]
pub struct Board {
    project: String,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// Grows with every change.
    version: u64,
    /// The number of the draft that is shown.
    draft: u64,
    documents: Vec<String>,
    chosen: String,
    /// A choice that no page was made for yet.
    is_choice_new: bool,
    sheets: Vec<Sheet>,
    /// Whether the pages are older than the findings.
    is_old: bool,
    findings: Value,
}

impl Board {
    /// An empty board.
    pub fn new(root: &Path) -> Self {
        let project = root.file_name().unwrap_or(root.as_os_str()).to_string_lossy().into_owned();
        Self { project, state: Mutex::default(), changed: Condvar::new() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Shows what a change came to, before its review. Pages that could not be made leave the last good ones; and
    /// where nothing is wrong so far, what the last review found stands until the next. Gives the draft's number.
    pub fn show(&self, seen: &Seen) -> u64 {
        let mut state = self.state();
        state.version += 1;
        state.draft = state.version;
        if state.findings.is_null() || seen.findings.has_errors() {
            state.findings = json(&self.project, &seen.findings);
        }
        if !seen.documents.is_empty() {
            state.documents.clone_from(&seen.documents);
        }
        state.is_old = seen.sheets.is_none();
        if let Some(sheets) = &seen.sheets {
            state.sheets.clone_from(sheets);
        }
        self.changed.notify_all();
        state.draft
    }

    /// Shows what the review of a draft found, unless a later one is shown already.
    pub fn show_review(&self, draft: u64, findings: &Findings) {
        let mut state = self.state();
        if state.draft == draft {
            state.version += 1;
            state.findings = json(&self.project, findings);
            self.changed.notify_all();
        }
    }

    /// Whether a draft is the one that is shown.
    pub fn shows(&self, draft: u64) -> bool {
        self.state().draft == draft
    }

    /// The document that is to be shown; empty for the first.
    pub fn chosen(&self) -> String {
        let mut state = self.state();
        state.is_choice_new = false;
        state.chosen.clone()
    }

    /// Asks for another document, by its place among all.
    pub fn choose(&self, number: usize) {
        let mut state = self.state();
        if let Some(document) = state.documents.get(number).cloned() {
            state.chosen = document;
            state.is_choice_new = true;
        }
    }

    /// Whether a document was chosen that is not shown yet.
    pub fn is_choice_new(&self) -> bool {
        self.state().is_choice_new
    }

    /// Everything but the pages themselves, as soon as it is another than `version`, or after `patience`.
    pub fn after(&self, version: u64, patience: Duration) -> Value {
        let waited = self.changed.wait_timeout_while(self.state(), patience, |state| state.version == version);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let chosen = if state.chosen.is_empty() { state.documents.first() } else { Some(&state.chosen) };
        let sheets = state.sheets.iter().map(|sheet| {
            let size = sheet.page.frame.size();
            json!([format!("{:032x}", sheet.print), size.x.to_pt(), size.y.to_pt()])
        });
        json!({
            "version": state.version,
            "project": self.project,
            "documents": state.documents,
            "chosen": chosen,
            "sheets": sheets.collect::<Vec<_>>(),
            "old": state.is_old,
            "findings": state.findings,
        })
    }

    /// The picture of a page, if it is still as `print` says.
    pub fn picture(&self, print: &str) -> Option<String> {
        let print = u128::from_str_radix(print, 16).ok()?;
        let page = self.state().sheets.iter().find(|sheet| sheet.print == print)?.page.clone();
        Some(svg(&page, &SvgOptions::default()))
    }
}
