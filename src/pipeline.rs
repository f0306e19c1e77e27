//! The whole way from a project folder to its PDFs: a table of contents of the stages.

use crate::analyze::{Analysis, analyze};
use crate::check::{Dataset, check};
use crate::compose::{Products, TypstProject, compose, data_workbook, keep_sound_forms, review_report};
use crate::diag::{Findings, Origin, Problem, waive};
use crate::draw::draw;
use crate::export::{export, export_workbook};
use crate::home::{Home, TemplateSet};
use crate::load::load;
use crate::model::Manuscript;
use crate::resolve::{Identity, Plan, identity, resolve};
use crate::review::{Asked, review};
use crate::typeset::{Press, trim_cache, typeset};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

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
}

/// A project composed and ready to be typeset.
struct Composed {
    plan: Plan,
    dataset: Dataset,
    analysis: Analysis,
    products: Products,
}

/// Checks a project without making anything.
pub fn check_project(root: &Path, home: &Home, asked: Asked) -> Outcome {
    prepare(root, home, asked).1
}

/// What the documents of a project say, as the review reads it; nothing where they cannot be made.
pub fn manuscripts(root: &Path, home: &Home) -> Vec<Manuscript> {
    prepare(root, home, Asked::Contradictions).0.map(|composed| composed.products.manuscripts).unwrap_or_default()
}

/// Builds projects into `output`. A bad project or document never stops the others.
pub fn build_projects(roots: &[&Path], home: &Home, output: &Path, done: &(dyn Fn(&str) + Sync)) -> Vec<Outcome> {
    let (composed, mut outcomes): (Vec<_>, Vec<_>) =
        roots.iter().map(|root| prepare(root, home, Asked::Contradictions)).unzip();
    let jobs: Vec<_> = composed
        .iter()
        .enumerate()
        .filter_map(|(index, composed)| composed.as_ref().map(|composed| (index, composed)))
        .flat_map(|(index, composed)| {
            composed.products.documents.iter().map(move |document| (index, composed, document))
        })
        .collect();
    let press = Press::new(&home.fonts);
    let made: Vec<OnceLock<(Findings, bool)>> = jobs.iter().map(|_| OnceLock::new()).collect();
    work(jobs.len(), &|number| {
        let (_, composed, document) = jobs[number];
        let (_, written) = made[number].get_or_init(|| make(&composed.plan.templates, document, &press, output));
        if *written {
            done(&document.output);
        }
    });
    // Workers finish in any order; the outcomes are told in the order of the documents.
    for ((index, _, document), made) in jobs.iter().zip(made) {
        let (findings, written) = made.into_inner().unwrap_or_default();
        outcomes[*index].findings.extend(findings);
        outcomes[*index].written.extend(written.then(|| document.output.clone()));
    }
    for (composed, outcome) in composed.iter().zip(&mut outcomes) {
        for workbook in composed.iter().flat_map(|composed| &composed.products.workbooks) {
            if export_workbook(workbook, output, &mut outcome.findings) {
                done(&workbook.output);
                outcome.written.push(workbook.output.clone());
            }
        }
    }
    outcomes
}

/// Writes everything a project holds, and what follows from it, as one workbook into `output`.
pub fn export_project(root: &Path, home: &Home, output: &Path, done: &(dyn Fn(&str) + Sync)) -> Outcome {
    let (composed, mut outcome) = prepare(root, home, Asked::Contradictions);
    let composed = composed.filter(|_| !outcome.findings.has_errors());
    if let Some(Composed { plan, dataset, analysis, .. }) = composed {
        let workbook = data_workbook(&plan, &dataset, &analysis, &outcome.findings);
        if export_workbook(&workbook, output, &mut outcome.findings) {
            done(&workbook.output);
            outcome.written.push(workbook.output);
        }
    }
    outcome
}

/// Writes the 核查报告 of each project into `output`, whatever was found. The layout is the program's
/// own: a project's layout may be what is wrong.
pub fn report_reviews(outcomes: &mut [Outcome], home: &Home, output: &Path, done: &(dyn Fn(&str) + Sync)) {
    let press = Press::new(&home.fonts);
    let made: Vec<OnceLock<(Findings, Option<String>)>> = outcomes.iter().map(|_| OnceLock::new()).collect();
    work(outcomes.len(), &|number| {
        let Outcome { project, identity, findings: reviewed, .. } = &outcomes[number];
        made[number].get_or_init(|| {
            let mut findings = Findings::default();
            let document = review_report(project, identity, reviewed, home, &mut findings);
            let Some(document) = document else { return (findings, None) };
            let (made, written) = make(&home.templates, &document, &press, output);
            findings.extend(made);
            if written {
                done(&document.output);
            }
            (findings, written.then_some(document.output))
        });
    });
    for (outcome, made) in outcomes.iter_mut().zip(made) {
        let (findings, written) = made.into_inner().unwrap_or_default();
        outcome.findings.extend(findings);
        outcome.written.extend(written);
    }
}

/// Stages 1 to 7; documents only if nothing is wrong with them.
fn prepare(root: &Path, home: &Home, asked: Asked) -> (Option<Composed>, Outcome) {
    let mut findings = Findings::default();
    let name = root.file_name().unwrap_or(root.as_os_str()).to_string_lossy().into_owned();
    let composed = guarded(&mut findings, |findings| stages(root, home, asked, findings)).flatten();
    let composed = composed.filter(|composed| !findings.has_errors() || !composed.products.documents.is_empty());
    let outcome =
        Outcome { project: name, root: root.to_owned(), identity: identity(root), findings, written: Vec::new() };
    (composed, outcome)
}

fn stages(root: &Path, home: &Home, asked: Asked, findings: &mut Findings) -> Option<Composed> {
    let plan = resolve(root, &home.templates, findings)?;
    let raw = load(&plan, findings);
    let dataset = check(&plan, raw, &home.fonts, findings);
    let analysis = analyze(&plan, &dataset, findings);
    let figures = draw(&dataset, &analysis, findings);
    let mut products = compose(&plan, &dataset, &analysis, &figures, findings);
    review(&products.manuscripts, asked, findings);
    waive(findings, &plan.waivers, plan.document.date());
    if findings.has_errors() {
        keep_sound_forms(&mut products, &analysis, findings);
    }
    Some(Composed { plan, dataset, analysis, products })
}

/// Stages 8 and 9.
fn make(templates: &TemplateSet, document: &TypstProject, press: &Press<'_>, output: &Path) -> (Findings, bool) {
    let mut findings = Findings::default();
    let world = press.world(document, templates);
    let written = guarded(&mut findings, |findings| {
        let pages = typeset(&world, findings);
        pages.is_some_and(|pages| export(&pages, &world, output, &document.output, findings))
    });
    trim_cache();
    (findings, written.unwrap_or(false))
}

/// Does some work of one project; a fault of the program becomes a finding there, so that it
/// cannot stop the others.
fn guarded<T>(findings: &mut Findings, work: impl FnOnce(&mut Findings) -> T) -> Option<T> {
    let done = catch_unwind(AssertUnwindSafe(|| work(findings)));
    done.map_err(|fault| {
        let text = fault.downcast_ref::<String>().map(String::as_str);
        let cause = text.or_else(|| fault.downcast_ref::<&str>().copied()).unwrap_or("没有说明");
        findings.add(Problem::Internal { cause: cause.to_owned() }, Origin::file("project.toml"));
    })
    .ok()
}

/// Does `count` jobs on as many plain threads as the machine has cores.
fn work(count: usize, job: &(dyn Fn(usize) + Sync)) {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(count);
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        break;
                    }
                    job(number);
                }
            });
        }
    });
}
