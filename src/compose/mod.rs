//! Stage 6, compose: data, pictures and prose are arranged as Typst documents.
//!
//! Text reaches Typst as string literals and JSON only; no word of the user is ever markup.

mod data_workbook;
mod expression;
mod forms;
mod heading_number;
mod manuscript;
mod numbering;
mod prose;
mod review_report;
mod settings;
mod sound_forms;
mod table_block;
mod table_widths;
mod templates;
mod text;
mod unbroken;
mod unbroken_labels;
mod working_paper;

use crate::analyze::Analysis;
use crate::check::Dataset;
use crate::diag::{Findings, Origin};
use crate::draw::Figures;
use crate::model::{DocumentPlan, Manuscript, Workbook};
use crate::resolve::Plan;
pub use data_workbook::data_workbook;
use rayon::prelude::*;
pub use review_report::review_report;
pub use sound_forms::keep_sound_forms;
use std::borrow::Cow;
use std::collections::BTreeMap;
use typst::foundations::Bytes;

/// A document ready to be typeset: virtual files, the layout library aside.
#[derive(Debug, Default)]
pub struct TypstProject {
    /// The name of the PDF, without folder.
    pub output: String,
    /// The generated files by virtual path, `/main.typ` among them.
    pub files: BTreeMap<String, Bytes>,
    /// For generated Typst files: where each line comes from.
    pub origins: BTreeMap<String, Vec<Origin>>,
    /// How many forms it gathers; none if it stands by itself.
    pub gathers: usize,
}

/// What is made of a project.
#[derive(Debug, Default)]
pub struct Products {
    /// The documents that stand by themselves.
    pub documents: Vec<TypstProject>,
    /// The workbooks that stand by themselves.
    pub workbooks: Vec<Workbook>,
    /// What gathers all forms of a project.
    pub collected: Collected,
    /// What a report or notice says.
    pub manuscript: Option<Manuscript>,
}

/// What gathers all forms of a project: 合订本 or 汇总表, 评分底稿.
#[derive(Debug, Default)]
pub struct Collected {
    /// The documents to be typeset.
    pub documents: Vec<TypstProject>,
    /// The workbooks to be written.
    pub workbooks: Vec<Workbook>,
}

/// Arranges what is made of a project: one report or notice, or the forms and their volume, and the
/// 评分底稿 where it is asked for.
pub fn compose(
    plan: &Plan,
    dataset: &Dataset,
    analysis: &Analysis,
    figures: &Figures,
    findings: &mut Findings,
) -> Products {
    match &plan.document {
        DocumentPlan::SelfAssessment(settings) => forms::compose(plan, settings, analysis, findings),
        DocumentPlan::Report(_) | DocumentPlan::Notice(_) => {
            let mut products = prose::compose(plan, dataset, analysis, figures, findings);
            working_paper::add(plan, analysis, &mut products, findings);
            products
        }
    }
}

/// What the documents say, for the review. That of a form is made when it is asked for: those of ten thousand
/// would need more memory than all the rest.
pub fn manuscripts_of<'a>(
    plan: &'a Plan,
    analysis: &'a Analysis,
    products: &'a Products,
) -> impl IndexedParallelIterator<Item = Cow<'a, Manuscript>> {
    let forms = match (&plan.document, &plan.form_pack) {
        (DocumentPlan::SelfAssessment(settings), Some(pack)) => Some((settings, pack)),
        _ => None,
    };
    let count = if forms.is_some() { analysis.forms.len() } else { usize::from(products.manuscript.is_some()) };
    (0..count).into_par_iter().map(move |index| match (forms, &products.manuscript) {
        (Some((settings, pack)), _) => Cow::Owned(manuscript::of_form(settings, pack, &analysis.forms[index])),
        (None, Some(manuscript)) => Cow::Borrowed(manuscript),
        (None, None) => Cow::default(),
    })
}

impl Products {
    /// All documents: those that stand by themselves, then those that gather them.
    pub fn all_documents(&self) -> impl Iterator<Item = &TypstProject> {
        self.documents.iter().chain(&self.collected.documents)
    }
}

impl TypstProject {
    fn add(&mut self, path: &str, bytes: Vec<u8>) {
        self.share(path, &Bytes::new(bytes));
    }

    fn add_json(&mut self, path: &str, value: &serde_json::Value) {
        self.share(path, &json_bytes(value));
    }

    /// Adds a file that other documents have too.
    fn share(&mut self, path: &str, bytes: &Bytes) {
        self.files.insert(path.to_owned(), bytes.clone());
    }
}

fn json_bytes(value: &serde_json::Value) -> Bytes {
    Bytes::new(value.to_string().into_bytes())
}
