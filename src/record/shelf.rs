//! Documents made before, that may be used again.

use super::{Digest, Output, Record};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What earlier runs of one project left, in the output folder and in others.
#[derive(Debug, Default)]
pub struct Shelf {
    made: HashMap<(String, Digest), (PathBuf, Output)>,
}

impl Shelf {
    /// What the records of a project in these folders name, those of its shards among them.
    pub fn of(project: &str, folders: &[&Path]) -> Self {
        let mut shelf = Self::default();
        for folder in folders {
            for record in records(project, folder) {
                for output in record.outputs {
                    let key = (output.file.clone(), output.made_of.clone());
                    shelf.made.entry(key).or_insert_with(|| ((*folder).to_owned(), output));
                }
            }
        }
        shelf
    }

    /// A file with this name that was made of the same, if it is still there as it was made: its folder, and
    /// what is recorded of it.
    pub fn find(&self, file: &str, made_of: &Digest) -> Option<(&Path, &Output)> {
        let (folder, output) = self.made.get(&(file.to_owned(), made_of.clone()))?;
        output.is_in(folder).then_some((folder, output))
    }
}

/// The records of a project in a folder, in the order of their names.
fn records(project: &str, folder: &Path) -> Vec<Record> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let names = entries.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> =
        names.filter(|name| name.starts_with(project) && name.ends_with(".manifest.json")).collect();
    names.sort();
    let records = names.iter().filter_map(|name| Record::read(folder, name));
    records.filter(|record| record.project == project).collect()
}
