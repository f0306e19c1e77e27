//! The whole way from a project folder to its PDFs: a table of contents of the stages.

use crate::analyze::{Analysis, analyze};
use crate::build::{Event, Tell, work};
use crate::check::{Dataset, check};
use crate::compose::{Products, TypstProject, compose, data_workbook, keep_sound_forms, manuscripts_of, review_report};
use crate::diag::{Findings, Origin, Problem, waive};
use crate::draw::draw;
use crate::export::{Delivery, Pdf, export, export_workbook, unwritable};
use crate::home::{Home, TemplateSet};
use crate::load::load;
use crate::model::Manuscript;
use crate::resolve::{Identity, Plan, identity, resolve};
use crate::review::{Asked, review};
use crate::typeset::{Press, trim_cache, typeset};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// What came of one project.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The project's name.
    pub project: String,
    /// The project's folder.
    pub root: PathBuf,
    /// What the project says of itself.
    pub identity: Identity,
    /// Everything found.
    pub findings: Findings,
    /// The files written, relative to the output folder.
    pub written: Vec<String>,
    /// The files that lie in the output folder as they would be made.
    pub unchanged: Vec<String>,
    /// Files of earlier runs that lie there still, and are none of these.
    pub stale: Vec<String>,
    /// How many documents were typeset.
    pub typeset: usize,
    /// How many documents were taken over from other machines, by the folder they lay in.
    pub taken_over: BTreeMap<PathBuf, usize>,
}

impl Outcome {
    /// Of a project of which nothing has come yet.
    pub(crate) fn of(root: &Path) -> Self {
        let project = root.file_name().unwrap_or(root.as_os_str()).to_string_lossy().into_owned();
        Self { project, root: root.to_owned(), identity: identity(root), ..Self::default() }
    }
}

/// A project composed and ready to be typeset.
pub(crate) struct Composed {
    pub(crate) plan: Plan,
    dataset: Dataset,
    analysis: Analysis,
    pub(crate) products: Products,
}

/// Checks a project without making anything.
pub fn check_project(root: &Path, home: &Home, asked: Asked) -> Outcome {
    prepare(root, home, asked).1
}

/// What the documents of a project say, as the review reads it; nothing where they cannot be made.
pub fn manuscripts(root: &Path, home: &Home) -> Vec<Manuscript> {
    let composed = prepare(root, home, Asked::Contradictions).0;
    let all = composed.as_ref().map(|Composed { plan, analysis, products, .. }| {
        manuscripts_of(plan, analysis, products).map(Cow::into_owned).collect()
    });
    all.unwrap_or_default()
}

/// Writes everything a project holds, and what follows from it, as one workbook into `output`.
pub fn export_project(root: &Path, home: &Home, output: &Path, tell: Tell<'_>) -> Outcome {
    let (composed, mut outcome) = prepare(root, home, Asked::Contradictions);
    let composed = composed.filter(|_| !outcome.findings.has_errors());
    if let Some(Composed { plan, dataset, analysis, .. }) = composed {
        let workbook = data_workbook(&plan, &dataset, &analysis, &outcome.findings);
        let bytes = guarded(&mut outcome.findings, |findings| export_workbook(&workbook, findings)).flatten();
        if let Some(bytes) = bytes {
            deliver(&mut outcome, output, &workbook.output, &bytes, tell);
        }
    }
    outcome
}

/// Writes the 核查报告 of each project into `output`, whatever was found. The layout is the program's
/// own: a project's layout may be what is wrong.
pub fn report_reviews(outcomes: &mut [Outcome], home: &Home, output: &Path, tell: Tell<'_>) {
    let press = Press::new(&home.fonts);
    let made: Vec<OnceLock<ReviewReport>> = outcomes.iter().map(|_| OnceLock::new()).collect();
    work(outcomes.len(), &|number| {
        let Outcome { project, identity, findings: reviewed, .. } = &outcomes[number];
        made[number].get_or_init(|| {
            let mut findings = Findings::default();
            let document =
                guarded(&mut findings, |findings| review_report(project, identity, reviewed, home, findings));
            let bytes = document.flatten().and_then(|document| {
                let bytes = make(&home.templates, &document, &press, &mut findings)?.bytes;
                Some((document.output, bytes))
            });
            (findings, bytes)
        });
    });
    for (outcome, made) in outcomes.iter_mut().zip(made) {
        let (findings, file) = made.into_inner().unwrap_or_default();
        outcome.findings.extend(findings);
        if let Some((file, bytes)) = file {
            deliver(outcome, output, &file, &bytes, tell);
        }
    }
}

/// What came of a 核查报告: findings, and the file with its name.
type ReviewReport = (Findings, Option<(String, Vec<u8>)>);

/// Brings one file into the output folder.
fn deliver(outcome: &mut Outcome, output: &Path, file: &str, bytes: &[u8], tell: Tell<'_>) {
    let wait = || tell(Event::Waiting { project: &outcome.project });
    let delivered = Delivery::open(output, &outcome.project, &wait).and_then(|delivery| {
        delivery.put(file, bytes)?;
        delivery.publish(&|_| true, file).map_err(|(_, error)| error)
    });
    match delivered {
        Ok(_) => {
            tell(Event::Written { file });
            outcome.written.push(file.to_owned());
        }
        Err(error) => outcome.findings.push(unwritable(&output.join(file), &error)),
    }
}

/// Stages 1 to 7; documents only if nothing is wrong with them.
pub(crate) fn prepare(root: &Path, home: &Home, asked: Asked) -> (Option<Composed>, Outcome) {
    let mut findings = Findings::default();
    let composed = guarded(&mut findings, |findings| stages(root, home, asked, findings)).flatten();
    let composed = composed.filter(|composed| !findings.has_errors() || !composed.products.documents.is_empty());
    (composed, Outcome { findings, ..Outcome::of(root) })
}

fn stages(root: &Path, home: &Home, asked: Asked, findings: &mut Findings) -> Option<Composed> {
    let mut composed = arrange(root, home, findings)?;
    judge(&mut composed, asked, findings);
    Some(composed)
}

/// Stages 1 to 6: from the folder to documents that can be typeset.
pub(crate) fn arrange(root: &Path, home: &Home, findings: &mut Findings) -> Option<Composed> {
    let plan = resolve(root, &home.templates, findings)?;
    let raw = load(&plan, findings);
    let dataset = check(&plan, raw, &home.fonts, findings);
    let analysis = analyze(&plan, &dataset, findings);
    let figures = draw(&dataset, &analysis, findings);
    let products = compose(&plan, &dataset, &analysis, &figures, findings);
    Some(Composed { plan, dataset, analysis, products })
}

/// Stage 7, and what follows from all that was found.
pub(crate) fn judge(composed: &mut Composed, asked: Asked, findings: &mut Findings) {
    let Composed { plan, analysis, products, .. } = composed;
    review(manuscripts_of(plan, analysis, products), asked, findings);
    waive(findings, &plan.waivers, plan.document.date());
    if findings.has_errors() {
        keep_sound_forms(products, analysis, findings);
    }
}

/// Stages 8 and 9 of one document: its bytes and how many pages it has.
pub(crate) fn make(
    templates: &TemplateSet,
    document: &TypstProject,
    press: &Press<'_>,
    findings: &mut Findings,
) -> Option<Pdf> {
    let world = press.world(document, templates);
    let made = guarded(findings, |findings| {
        let pages = typeset(&world, findings)?;
        export(&pages, &world, &document.output, findings)
    });
    trim_cache();
    made.flatten()
}

/// Does some work of one project; a fault of the program becomes a finding there, so that it
/// cannot stop the others.
pub(crate) fn guarded<T>(findings: &mut Findings, work: impl FnOnce(&mut Findings) -> T) -> Option<T> {
    let done = catch_unwind(AssertUnwindSafe(|| work(findings)));
    done.map_err(|fault| {
        let text = fault.downcast_ref::<String>().map(String::as_str);
        let cause = text.or_else(|| fault.downcast_ref::<&str>().copied()).unwrap_or("没有说明");
        findings.add(Problem::Internal { cause: cause.to_owned() }, Origin::file("project.toml"));
    })
    .ok()
}
