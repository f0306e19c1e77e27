//! What there is to do for one project: its documents, and the review beside them.

use super::part::{names, wanted};
use crate::compose::TypstProject;
use crate::diag::Findings;
use crate::export::{Delivery, unwritable};
use crate::home::TemplateSet;
use crate::model::Workbook;
use crate::pipeline::{Composed, guarded, judge, make};
use crate::record::{Digest, Inputs, Output, Shard, Shelf, of_templates};
use crate::review::Asked;
use crate::typeset::Press;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

/// The documents of a project, and what has come of them.
pub(super) struct Work {
    pub(super) delivery: Delivery,
    pub(super) documents: Vec<TypstProject>,
    pub(super) workbooks: Vec<Workbook>,
    pub(super) templates_print: Digest,
    pub(super) inputs: Inputs,
    pub(super) made: Vec<OnceLock<Made>>,
    pub(super) verdict: OnceLock<Verdict>,
    templates: TemplateSet,
    shelf: Shelf,
    /// What the review needs, and what was found before it; taken away by it.
    unjudged: Mutex<Option<(Composed, Findings)>>,
}

/// What the review came to.
#[derive(Default)]
pub(super) struct Verdict {
    pub(super) findings: Findings,
    /// The files that no error keeps from being delivered.
    pub(super) sound: BTreeSet<String>,
}

/// What came of one document.
#[derive(Default)]
pub(super) struct Made {
    pub(super) findings: Findings,
    pub(super) output: Option<Output>,
    /// Whether it lies in the output folder already.
    pub(super) is_in_place: bool,
    /// The folder of another machine that it was taken from.
    pub(super) taken_from: Option<PathBuf>,
    /// Whether it was typeset in this run.
    pub(super) is_new: bool,
}

impl Work {
    /// The documents of a project. Where something is wrong already they are judged first, and only the sound
    /// ones are made; else they are made while they are judged.
    pub(super) fn of(
        mut composed: Composed,
        findings: Findings,
        shard: Option<Shard>,
        delivery: Delivery,
        inputs: Inputs,
        shelf: Shelf,
    ) -> Self {
        let is_wrong = findings.has_errors();
        let (documents, workbooks) = wanted(&mut composed.products, shard);
        let templates = composed.plan.templates.clone();
        let mut work = Self {
            delivery,
            made: Vec::new(),
            documents,
            workbooks,
            templates_print: of_templates(&templates),
            templates,
            inputs,
            shelf,
            verdict: OnceLock::new(),
            unjudged: Mutex::new(Some((composed, findings))),
        };
        if is_wrong {
            work.judge();
            let sound = work.verdict.get().map(|verdict| &verdict.sound);
            work.documents.retain(|document| sound.is_some_and(|sound| sound.contains(&document.output)));
        }
        work.made = work.documents.iter().map(|_| OnceLock::new()).collect();
        work
    }

    /// Reviews the whole, once.
    pub(super) fn judge(&self) {
        let taken = self.unjudged.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some((mut composed, mut findings)) = taken else { return };
        let judged = guarded(&mut findings, |findings| judge(&mut composed, Asked::Contradictions, findings));
        // Where the review itself failed nobody knows what is sound.
        let sound = judged.map_or_else(BTreeSet::new, |()| names(&composed.products));
        // It is taken once, so it is set once.
        let _ = self.verdict.set(Verdict { findings, sound });
    }

    /// The document as an earlier run, or another machine, made it.
    pub(super) fn made_before(&self, file: &str, made_of: &Digest, output: &Path) -> Option<Made> {
        let (folder, found) = self.shelf.find(file, made_of)?;
        let mut made = Made { output: Some(found.clone()), is_in_place: folder == output, ..Made::default() };
        if !made.is_in_place {
            made.taken_from = Some(folder.to_owned());
            let copied = std::fs::read(folder.join(file)).and_then(|bytes| self.delivery.put(file, &bytes));
            if let Err(error) = copied {
                made.findings.push(unwritable(&output.join(file), &error));
            }
        }
        Some(made)
    }

    /// The document, made now.
    pub(super) fn make(&self, document: &TypstProject, made_of: Digest, press: &Press<'_>, output: &Path) -> Made {
        let mut made = Made { is_new: true, ..Made::default() };
        let Some(pdf) = make(&self.templates, document, press, &mut made.findings) else { return made };
        if let Err(error) = self.delivery.put(&document.output, &pdf.bytes) {
            made.findings.push(unwritable(&output.join(&document.output), &error));
            return made;
        }
        let sha256 = Digest::of(&pdf.bytes);
        // What the typesetter remarked must be told again next time: such a document is never found made.
        let made_of = if made.findings.is_empty() { made_of } else { sha256.clone() };
        made.output = Some(Output { file: document.output.clone(), sha256, made_of, pages: Some(pdf.pages) });
        made
    }
}
