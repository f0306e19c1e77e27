//! One project being written. Each change goes through all stages, which take little time; of the pages, by far
//! the dearest, only what follows from the change is set again.

use crate::diag::Findings;
use crate::home::Home;
use crate::pipeline::{Composed, arrange, guarded, judge};
use crate::review::Asked;
use crate::typeset::{Press, trim_after_edit, typeset_for_screen};
use std::path::{Path, PathBuf};
use typst::utils::hash128;
use typst_layout::{Page, PagedDocument};

/// The project, and what the typesetter remembers of it.
pub struct Session<'a> {
    root: PathBuf,
    home: &'a Home,
    press: Press<'a>,
}

/// A page as it is now.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Another page has another one.
    pub print: u128,
    /// The page.
    pub page: Page,
}

/// What a change came to.
#[derive(Debug)]
pub struct Seen {
    /// The documents there are.
    pub documents: Vec<String>,
    /// The pages of the chosen one; nothing if it cannot be made.
    pub sheets: Option<Vec<Sheet>>,
    /// What was found up to here.
    pub findings: Findings,
}

/// Pages that nobody has reviewed yet.
pub struct Draft {
    /// What there is to see already.
    pub seen: Seen,
    composed: Option<Composed>,
}

impl Draft {
    /// Reviews the whole. Gives all that was found, before it and by it.
    pub fn reviewed(self) -> Findings {
        let Self { seen: Seen { mut findings, .. }, composed } = self;
        if let Some(mut composed) = composed {
            guarded(&mut findings, |findings| judge(&mut composed, Asked::Contradictions, findings));
        }
        findings
    }
}

impl<'a> Session<'a> {
    /// Of the project in `root`.
    pub fn new(root: &Path, home: &'a Home) -> Self {
        Self { root: root.to_owned(), home, press: Press::following_edits(&home.fonts) }
    }

    /// Makes the pages of a document anew.
    pub fn draft(&mut self, chosen: &str) -> Draft {
        let mut findings = Findings::default();
        let composed = guarded(&mut findings, |findings| arrange(&self.root, self.home, findings)).flatten();
        let mut seen = Seen { documents: Vec::new(), sheets: None, findings };
        if let Some(composed) = &composed {
            seen.documents = composed.products.all_documents().map(|document| document.output.clone()).collect();
            if !seen.findings.has_errors() {
                seen.sheets = self.sheets(composed, chosen, &mut seen.findings);
            }
        }
        Draft { seen, composed }
    }

    fn sheets(&self, composed: &Composed, chosen: &str, findings: &mut Findings) -> Option<Vec<Sheet>> {
        let documents = || composed.products.all_documents();
        let document = documents().find(|document| document.output == chosen).or_else(|| documents().next())?;
        let world = self.press.world(document, &composed.plan.templates);
        let pages = guarded(findings, |findings| typeset_for_screen(&world, findings)).flatten();
        trim_after_edit();
        pages.map(|pages| sheets(&pages))
    }
}

fn sheets(document: &PagedDocument) -> Vec<Sheet> {
    document.pages().iter().map(|page| Sheet { print: hash128(&page.frame), page: page.clone() }).collect()
}
