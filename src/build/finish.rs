//! The end of a project's build: what is sound takes its place, and is recorded.

use super::job::Job;
use super::order::{Event, Tell};
use super::work::{Made, Verdict, Work};
use crate::diag::{Findings, Problem};
use crate::export::{Delivery, export_workbook, unwritable};
use crate::model::Workbook;
use crate::pipeline::{Outcome, guarded};
use crate::record::{Digest, Output, Record, Versions};
use std::collections::{BTreeSet, HashSet};
use std::sync::OnceLock;

impl Job {
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
        let wanted = made.len();
        let mut outputs = self.take_in(made.into_iter().filter_map(OnceLock::into_inner), &sound);
        let is_whole = outputs.len() == wanted;
        let workbooks = workbooks.iter().filter(|workbook| sound.contains(&workbook.output));
        self.add_workbooks(workbooks, &delivery, &mut outputs);
        if self.is_unwritable() {
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

    /// Counts what came of the documents; gives those that may be delivered.
    fn take_in(&mut self, made: impl Iterator<Item = Made>, sound: &BTreeSet<String>) -> Vec<Output> {
        let mut outputs = Vec::new();
        for made in made {
            // A full disk is told once, not for every file.
            let again = self.is_unwritable() && has_unwritable(&made.findings);
            self.outcome.findings.extend(if again { Findings::default() } else { made.findings });
            self.outcome.typeset += usize::from(made.is_new);
            let Some(output) = made.output.filter(|output| sound.contains(&output.file)) else { continue };
            if made.is_in_place {
                self.outcome.unchanged.push(output.file.clone());
            }
            if let Some(folder) = made.taken_from {
                *self.outcome.taken_over.entry(folder).or_default() += 1;
            }
            outputs.push(output);
        }
        outputs
    }

    fn is_unwritable(&self) -> bool {
        has_unwritable(&self.outcome.findings)
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
            if !self.force && output.is_in(&self.output) {
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

fn has_unwritable(findings: &Findings) -> bool {
    findings.iter().any(|finding| matches!(finding.problem, Problem::OutputUnwritable { .. }))
}
