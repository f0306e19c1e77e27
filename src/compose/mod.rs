//! Stage 6, compose: data, pictures and prose are arranged as Typst documents.
//!
//! Text reaches Typst as string literals and JSON only; no word of the user is ever markup.

mod expression;
mod forms;
mod heading_number;
mod numbering;
mod prose;
mod settings;
mod table_block;
mod table_widths;
mod templates;
mod text;
mod working_paper;

use crate::analyze::Analysis;
use crate::check::Dataset;
use crate::diag::{Findings, Origin};
use crate::draw::Figures;
use crate::model::DocumentPlan;
use crate::resolve::Plan;
use std::collections::BTreeMap;

/// A document ready to be typeset: virtual files, the layout library aside.
#[derive(Debug, Default)]
pub struct TypstProject {
    /// The name of the PDF, without folder.
    pub output: String,
    /// The generated files by virtual path, `/main.typ` among them.
    pub files: BTreeMap<String, Vec<u8>>,
    /// For generated Typst files: where each line comes from.
    pub origins: BTreeMap<String, Vec<Origin>>,
}

/// Arranges the documents of a project: one report or notice, or the forms and their volume.
pub fn compose(
    plan: &Plan,
    dataset: &Dataset,
    analysis: &Analysis,
    figures: &Figures,
    findings: &mut Findings,
) -> Vec<TypstProject> {
    match &plan.document {
        DocumentPlan::SelfAssessment(settings) => forms::compose(plan, settings, analysis, findings),
        DocumentPlan::Report(report) => {
            let document = prose::compose(plan, dataset, analysis, figures, findings);
            let asked = report.indicators.as_ref().is_some_and(|indicators| indicators.working_paper);
            let profile = plan.profile.as_ref().filter(|_| asked);
            let paper = profile.and_then(|profile| working_paper::compose(plan, report, profile, analysis, findings));
            document.into_iter().chain(paper).collect()
        }
        DocumentPlan::Notice(_) => prose::compose(plan, dataset, analysis, figures, findings).into_iter().collect(),
    }
}

impl TypstProject {
    fn add_json(&mut self, path: &str, value: &serde_json::Value) {
        self.files.insert(path.to_owned(), value.to_string().into_bytes());
    }
}
