//! Where one project is worked on by several threads.

use super::job::Job;
use crate::pipeline::Outcome;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{OnceLock, PoisonError, RwLock};

/// A project's job until its last part is done, then what came of it.
pub(super) struct Desk {
    job: RwLock<Option<Job>>,
    documents: Vec<Document>,
    /// Parts that are not done: the documents, and the review.
    left: AtomicUsize,
    outcome: OnceLock<Outcome>,
}

/// What the queue needs to know of a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Document {
    /// Its place among the project's.
    pub(super) number: usize,
    /// What it costs; a form by itself is one.
    pub(super) cost: usize,
    /// Whether it is better made with nothing beside it.
    pub(super) is_long: bool,
}

impl Desk {
    pub(super) fn of(job: Job) -> Self {
        let documents: Vec<Document> = (0..job.documents()).map(|number| job.document(number)).collect();
        let left = AtomicUsize::new(documents.len() + 1);
        Self { job: RwLock::new(Some(job)), documents, left, outcome: OnceLock::new() }
    }

    /// The documents to be made.
    pub(super) fn documents(&self) -> impl Iterator<Item = Document> {
        self.documents.iter().copied()
    }

    /// Looks at the job, if it is not finished.
    pub(super) fn look(&self, look: impl FnOnce(&Job)) {
        if let Some(job) = &*self.job.read().unwrap_or_else(PoisonError::into_inner) {
            look(job);
        }
    }

    /// Does one part. Whoever has done the last one finishes the project.
    pub(super) fn part(&self, work: impl FnOnce(&Job), finish: impl FnOnce(Job) -> Outcome) {
        self.look(work);
        if self.left.fetch_sub(1, Ordering::AcqRel) == 1 {
            let job = self.job.write().unwrap_or_else(PoisonError::into_inner).take();
            if let Some(job) = job {
                self.outcome.get_or_init(|| finish(job));
            }
        }
    }

    /// What came of the project.
    pub(super) fn outcome(self) -> Outcome {
        self.outcome.into_inner().unwrap_or_default()
    }
}
