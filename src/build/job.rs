//! One project on its way through a build.

use super::order::{Event, Order, Tell};
use super::work::{Verdict, Work};
use crate::diag::{Findings, Origin, Problem};
use crate::export::{Delivery, export_workbook, unwritable};
use crate::home::Home;
use crate::model::Workbook;
use crate::pipeline::{Outcome, arrange, guarded};
use crate::record::{Digest, Output, Record, Shard, Shelf, Versions, changed, inputs};
use crate::typeset::Press;
use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A project, its documents, and what has come of them.
pub(super) struct Job {
    outcome: Outcome,
    output: PathBuf,
    shard: Option<Shard>,
    earlier: Option<Record>,
    work: Option<Work>,
}

impl Job {
    /// Looks at what has changed, and prepares the documents.
    pub(super) fn begin(root: &Path, order: &Order<'_>, home: &Home, versions: &Versions, tell: Tell<'_>) -> Self {
        let outcome = Outcome::of(root);
        let project = outcome.project.clone();
        let mut job = Self { outcome, output: order.output.to_owned(), shard: order.shard, earlier: None, work: None };
        match Delivery::open(order.output, &project, &|| tell(Event::Waiting { project: &project })) {
            Ok(delivery) => {
                // Read only now: the run that was waited for has written it.
                job.earlier = Record::read(order.output, &Record::name(&project, order.shard));
                job.prepare(root, order, home, versions, delivery);
            }
            Err(error) => job.outcome.findings.push(unwritable(order.output, &error)),
        }
        job
    }

    fn prepare(&mut self, root: &Path, order: &Order<'_>, home: &Home, versions: &Versions, delivery: Delivery) {
        let before = inputs(root, order.output);
        let unchanged = self.earlier.as_ref().filter(|_| !order.force);
        if let Some(earlier) = unchanged.filter(|earlier| earlier.holds(order.output, versions, &before)) {
            self.outcome.unchanged = earlier.outputs.iter().map(|output| output.file.clone()).collect();
            return;
        }
        let mut findings = Findings::default();
        let composed = guarded(&mut findings, |findings| arrange(root, home, findings)).flatten();
        if let Some(path) = changed(&before, &inputs(root, order.output)) {
            findings.add(Problem::InputChanged, Origin::file(path));
            self.outcome.findings = findings;
            return;
        }
        let Some(composed) = composed else {
            self.outcome.findings = findings;
            return;
        };
        let folders: Vec<&Path> = std::iter::once(&order.output).chain(order.made_elsewhere).copied().collect();
        let shelf = if order.force { Shelf::default() } else { Shelf::of(&self.outcome.project, &folders) };
        self.work = Some(Work::of(composed, findings, order.shard, delivery, before, shelf));
    }

    /// How many documents there are to be made.
    pub(super) fn documents(&self) -> usize {
        self.work.as_ref().map_or(0, |work| work.documents.len())
    }

    /// Whether a document gathers so many forms that it is better made with nothing beside it: the typesetter
    /// sets its forms on all cores by itself, and remembers what it did for each until the last is set.
    pub(super) fn is_long(&self, number: usize) -> bool {
        const MANY: usize = 50;
        self.work.as_ref().is_some_and(|work| work.documents[number].gathers > MANY)
    }

    /// Reviews the whole; done beside the making of the documents.
    pub(super) fn judge(&self) {
        if let Some(work) = &self.work {
            work.judge();
        }
    }

    /// Makes one document, or finds it made.
    pub(super) fn make(&self, number: usize, press: &Press<'_>, versions: &Versions) {
        let Some(work) = &self.work else { return };
        let document = &work.documents[number];
        let made_of = versions.document(&work.templates_print, document);
        let made = work.made_before(&document.output, &made_of, &self.output);
        let made = made.unwrap_or_else(|| work.make(document, made_of, press, &self.output));
        // Each number is made once.
        let _ = work.made[number].set(made);
    }

    /// Brings the files into their places, and records them.
    pub(super) fn finish(mut self, versions: &Versions, tell: Tell<'_>) -> Outcome {
        let Some(work) = self.work.take() else {
            self.outcome.stale = self.stale(&self.outcome.unchanged);
            return self.outcome;
        };
        work.judge();
        let Work { delivery, workbooks, inputs, made, verdict, .. } = work;
        let Verdict { findings, sound } = verdict.into_inner().unwrap_or_default();
        self.outcome.findings = findings;
        if sound.is_empty() {
            self.outcome.stale = self.stale(&[]);
            return self.outcome;
        }
        let (mut outputs, wanted) = (Vec::new(), made.len());
        for made in made.into_iter().filter_map(OnceLock::into_inner) {
            self.outcome.findings.extend(made.findings);
            self.outcome.typeset += usize::from(made.is_new);
            let Some(output) = made.output.filter(|output| sound.contains(&output.file)) else { continue };
            if made.is_in_place {
                self.outcome.unchanged.push(output.file.clone());
            }
            outputs.push(output);
        }
        let is_whole = outputs.len() == wanted;
        let workbooks = workbooks.iter().filter(|workbook| sound.contains(&workbook.output));
        self.add_workbooks(workbooks, &delivery, &mut outputs);
        if self.outcome.findings.iter().any(|finding| matches!(finding.problem, Problem::OutputUnwritable { .. })) {
            self.outcome.unchanged.clear();
            return self.outcome;
        }
        let files: Vec<String> = outputs.iter().map(|output| output.file.clone()).collect();
        self.outcome.stale = self.stale(&files);
        let record = Record {
            project: self.outcome.project.clone(),
            shard: self.shard,
            made_by: versions.clone(),
            inputs,
            clean: is_whole && self.outcome.findings.is_empty(),
            outputs,
            stale: self.outcome.stale.clone(),
        };
        self.publish(delivery, &sound, &record, tell);
        self.outcome
    }

    fn add_workbooks<'a>(
        &mut self,
        workbooks: impl Iterator<Item = &'a Workbook>,
        delivery: &Delivery,
        outputs: &mut Vec<Output>,
    ) {
        for workbook in workbooks {
            let bytes = guarded(&mut self.outcome.findings, |findings| export_workbook(workbook, findings)).flatten();
            let Some(bytes) = bytes else { continue };
            let sha256 = Digest::of(&bytes);
            let output = Output { file: workbook.output.clone(), made_of: sha256.clone(), sha256, pages: None };
            if output.is_in(&self.output) {
                self.outcome.unchanged.push(output.file.clone());
            } else if let Err(error) = delivery.put(&output.file, &bytes) {
                self.outcome.findings.push(unwritable(&self.output.join(&output.file), &error));
            }
            outputs.push(output);
        }
    }

    /// Only what the review lets pass leaves the waiting room; the record goes last.
    fn publish(&mut self, delivery: Delivery, sound: &BTreeSet<String>, record: &Record, tell: Tell<'_>) {
        let name = Record::name(&record.project, record.shard);
        let put = delivery.put(&name, &record.to_bytes()).map_err(|error| (name.clone(), error));
        match put.and_then(|()| delivery.publish(&|file| sound.contains(file), &name)) {
            Ok(files) => {
                for file in files.into_iter().filter(|file| *file != name) {
                    tell(Event::Written { file: &file });
                    self.outcome.written.push(file);
                }
            }
            Err((file, error)) => {
                self.outcome.unchanged.clear();
                self.outcome.findings.push(unwritable(&self.output.join(file), &error));
            }
        }
    }

    /// Files of earlier runs that lie there still, and are none of these.
    fn stale(&self, current: &[String]) -> Vec<String> {
        let earlier = self
            .earlier
            .iter()
            .flat_map(|record| record.outputs.iter().map(|output| output.file.clone()).chain(record.stale.clone()));
        // Without a record, the project's main file is at least known by its name.
        let main = self.shard.is_none().then(|| format!("{}.pdf", self.outcome.project));
        let current: HashSet<&String> = current.iter().collect();
        let mut stale: Vec<String> =
            earlier.chain(main).filter(|file| !current.contains(file) && self.output.join(file).is_file()).collect();
        stale.sort();
        stale.dedup();
        stale
    }
}
