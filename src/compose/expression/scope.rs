//! The names a bound value can use.

use super::super::numbering::Numbering;
use crate::analyze::Analysis;
use crate::diag::Problem;
use crate::model::{Quantity, Table};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

/// Everything that has a name in the narrative.
#[derive(Debug)]
pub(in crate::compose) struct Scope {
    pub(super) tables: BTreeMap<String, Arc<Table>>,
    pub(super) values: BTreeMap<String, Option<Quantity>>,
    pub(super) words: BTreeMap<String, String>,
    pub(super) broken: BTreeSet<String>,
    pub(super) numbering: Arc<Numbering>,
    /// The first thing that was asked for in vain; minijinja's own error would not say what.
    trouble: Mutex<Option<Problem>>,
}

impl Scope {
    /// The names of a project.
    pub(in crate::compose) fn new(
        analysis: &Analysis,
        numbering: Arc<Numbering>,
        words: BTreeMap<String, String>,
    ) -> Self {
        let tables = analysis.tables.iter();
        Self {
            tables: tables.map(|(name, table)| (name.clone(), Arc::new(table.clone()))).collect(),
            values: analysis.values.clone(),
            broken: analysis.broken.clone(),
            words,
            numbering,
            trouble: Mutex::new(None),
        }
    }

    /// Notes why something could not be given; what follows from the first trouble is none of its own.
    pub(super) fn note(&self, problem: Problem) {
        if let Ok(mut trouble) = self.trouble.lock() {
            trouble.get_or_insert(problem);
        }
    }

    pub(super) fn trouble(&self) -> Option<Problem> {
        self.trouble.lock().ok().and_then(|mut trouble| trouble.take())
    }

    pub(super) fn forget_trouble(&self) {
        self.trouble();
    }
}
