//! Reports and notices: the narrative becomes calls of the layout library, one block a line, so
//! that a line of generated Typst leads back to a line of the user's.

mod choices;
mod figures;
mod heading;
mod inlines;
mod scores;
mod writer;

use super::expression::{Evaluator, Scope};
use super::numbering;
use super::{Products, TypstProject, manuscript, settings, templates};
use crate::analyze::Analysis;
use crate::check::Dataset;
use crate::diag::{Findings, Origin};
use crate::draw::Figures;
use crate::model::{DocumentPlan, Profile};
use crate::resolve::{Part, Plan};
pub(super) use heading::Heading;
pub(super) use inlines::words_call;
use minijinja::context;
pub(super) use scores::score_sentence;
use std::collections::BTreeMap;
use std::sync::Arc;
use writer::Writer;

/// The first line of every generated narrative file.
pub(super) const PROLOGUE: &str = "#import \"/lib/prose.typ\": *\n";

/// Arranges the one document of a report or notice project.
pub(super) fn compose(
    plan: &Plan,
    dataset: &Dataset,
    analysis: &Analysis,
    figures: &Figures,
    findings: &mut Findings,
) -> Products {
    let Some(profile) = &plan.profile else { return Products::default() };
    let numbering = Arc::new(numbering::number(&dataset.narrative, profile, findings));
    let evaluator = Evaluator::new(Scope::new(analysis, numbering.clone(), words(plan, analysis)));
    let mut project = TypstProject { output: format!("{}.pdf", plan.name), ..TypstProject::default() };
    let mut parts: BTreeMap<Part, Vec<String>> = BTreeMap::new();
    for (index, narrative) in dataset.narrative.iter().enumerate() {
        let path = format!("/narrative/n{}.typ", index + 1);
        let mut writer = Writer {
            narrative,
            profile,
            symbols: plan.report_pack.as_ref().map(|pack| &pack.symbols),
            analysis,
            figures,
            numbering: &numbering,
            evaluator: &evaluator,
            images: &dataset.images,
            project: &mut project,
            findings: &mut *findings,
            text: PROLOGUE.to_owned(),
            origins: vec![Origin::file(&narrative.file)],
            level: 0,
        };
        let opens_part = !parts.contains_key(&narrative.part);
        writer.file(opens_part);
        let (text, origins) = (writer.text, writer.origins);
        project.add(&path, text.into_bytes());
        project.origins.insert(path.clone(), origins);
        parts.entry(narrative.part).or_default().push(path);
    }
    let manuscript = manuscript::of_prose(plan, profile, dataset, analysis, &numbering, &evaluator);
    let document = finish(plan, profile, parts, project, findings);
    Products { documents: document.into_iter().collect(), manuscript: Some(manuscript), ..Products::default() }
}

/// The words every narrative can name.
fn words(plan: &Plan, analysis: &Analysis) -> BTreeMap<String, String> {
    let mut words = BTreeMap::from([("标题".to_owned(), plan.document.title().to_owned())]);
    if let DocumentPlan::Report(report) = &plan.document {
        words.insert("年度".into(), report.year.to_string());
    }
    if let Some(scores) = &analysis.scores {
        words.insert("等级".into(), scores.grade.clone());
    }
    words
}

/// Adds settings and the main file.
fn finish(
    plan: &Plan,
    profile: &Profile,
    parts: BTreeMap<Part, Vec<String>>,
    mut project: TypstProject,
    findings: &mut Findings,
) -> Option<TypstProject> {
    let of = |part: Part| parts.get(&part).cloned().unwrap_or_default();
    let has_abstract = parts.contains_key(&Part::Abstract);
    let (settings, template) = match &plan.document {
        DocumentPlan::Report(report) => (settings::report(report, profile, has_abstract), "report/report.typ.j2"),
        DocumentPlan::Notice(notice) => (settings::notice(notice, profile), "notice/notice.typ.j2"),
        DocumentPlan::SelfAssessment(_) => return None,
    };
    project.add_json("/settings.json", &settings);
    let named = [("abstract", Part::Abstract), ("body", Part::Body), ("annex", Part::Annex)];
    let context =
        context! { parts => named.map(|(name, part)| (name, of(part))).into_iter().collect::<BTreeMap<_, _>>() };
    let main = templates::fill(&plan.templates, template, context, findings)?;
    project.add("/main.typ", main);
    Some(project)
}
