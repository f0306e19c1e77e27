//! The record of a run: what was made, of which inputs, by which versions. It lies beside the documents as
//! `<project>.manifest.json`; by it the next run knows what need not be made again.

mod digest;
mod inputs;
mod shard;
mod shelf;
mod versions;

pub use digest::Digest;
pub use inputs::{Inputs, changed, inputs};
pub use shard::Shard;
pub use shelf::Shelf;
pub use versions::{Versions, of_templates};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What was made of one project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The project's name.
    pub project: String,
    /// Which part of the documents, as in `3/8`; all if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shard: Option<Shard>,
    /// What they were made by.
    pub made_by: Versions,
    /// What they were made of: every file of the project.
    pub inputs: Inputs,
    /// Whether nothing was found, and everything was made.
    pub clean: bool,
    /// The files that were made.
    pub outputs: Vec<Output>,
    /// Files of earlier runs that still lie there and belong to nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stale: Vec<String>,
}

/// One file that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Its path in the output folder.
    pub file: String,
    /// Its fingerprint.
    pub sha256: Digest,
    /// The fingerprint of what it was made of: generated files, layout files, fonts, program.
    pub made_of: Digest,
    /// How many pages it has; a workbook has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
}

impl Record {
    /// The name of a project's record; that of a shard is its own.
    pub fn name(project: &str, shard: Option<Shard>) -> String {
        let shard = shard.map(|shard| format!(".{}-{}", shard.number, shard.of)).unwrap_or_default();
        format!("{project}{shard}.manifest.json")
    }

    /// The record in a folder. One that is not there, or cannot be read, is no record: everything is made.
    pub fn read(folder: &Path, name: &str) -> Option<Self> {
        let text = std::fs::read_to_string(folder.join(name)).ok()?;
        serde_json::from_str(&text).ok()
    }

    /// The record as a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Whether what was recorded is still what would be made.
    pub fn holds(&self, folder: &Path, made_by: &Versions, inputs: &Inputs) -> bool {
        self.clean
            && self.stale.is_empty()
            && self.made_by == *made_by
            && self.inputs == *inputs
            && self.outputs.par_iter().all(|output| output.is_in(folder))
    }
}

impl Output {
    /// Whether the file is there as it was made.
    pub fn is_in(&self, folder: &Path) -> bool {
        Digest::of_file(&folder.join(&self.file)).is_ok_and(|found| found == self.sha256)
    }
}
