//! One project on its way through a build.

use super::desk::Document;
use super::order::{Event, Order, Tell};
use super::work::Work;
use crate::diag::{Findings, Origin, Problem};
use crate::export::{Delivery, unwritable};
use crate::home::Home;
use crate::pipeline::{Outcome, arrange, guarded};
use crate::record::{Record, Shard, Shelf, Versions, changed, inputs};
use crate::typeset::Press;
use std::path::{Path, PathBuf};

/// A project, its documents, and what has come of them.
pub(super) struct Job {
    pub(super) outcome: Outcome,
    pub(super) output: PathBuf,
    pub(super) shard: Option<Shard>,
    /// Makes again what is there already.
    pub(super) force: bool,
    pub(super) earlier: Option<Record>,
    pub(super) work: Option<Work>,
}

impl Job {
    /// Looks at what has changed, and prepares the documents.
    pub(super) fn begin(root: &Path, order: &Order<'_>, home: &Home, versions: &Versions, tell: Tell<'_>) -> Self {
        let outcome = Outcome::of(root);
        let project = outcome.project.clone();
        let Order { shard, force, .. } = *order;
        let mut job = Self { outcome, output: order.output.to_owned(), shard, force, earlier: None, work: None };
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
        if let Some(path) = changed(&before, root, order.output) {
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

    /// What the queue needs to know of a document. One that gathers many forms is better made with nothing
    /// beside it: the typesetter sets its forms on all cores by itself, and remembers what it did for each until
    /// the last is set.
    pub(super) fn document(&self, number: usize) -> Document {
        const MANY: usize = 50;
        let gathers = self.work.as_ref().map_or(0, |work| work.documents[number].gathers);
        Document { number, cost: gathers.max(1), is_long: gathers > MANY }
    }

    /// The file a document becomes.
    pub(super) fn output_of(&self, number: usize) -> &str {
        self.work.as_ref().map_or("", |work| &work.documents[number].output)
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
}
