//! A list of what each file is made of, in the language of make.

use crate::pipeline::Outcome;
use crate::record::{Record, Shard};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use walkdir::{DirEntry, WalkDir};

/// The rules for what a run made: each file depends on the files of its project and their folders, on
/// the layout files, the fonts and the program. Every one of these has an empty rule of its own, so that make goes on when one is gone.
pub(super) fn depfile(outcomes: &[Outcome], shard: Option<Shard>, output: &Path, program_folder: &Path) -> String {
    let own = program_files(program_folder);
    let mut text = String::new();
    for outcome in outcomes {
        let Some(record) = Record::read(output, &Record::name(&outcome.project, shard)) else { continue };
        let targets = record.outputs.iter().map(|file| escaped(&output.join(&file.file)));
        let files: Vec<PathBuf> = record.inputs.keys().map(|path| outcome.root.join(path)).collect();
        // A folder is newer when a file came into it or went.
        let folders: BTreeSet<&Path> = files.iter().filter_map(|file| file.parent()).collect();
        let inputs = folders.into_iter().chain(files.iter().map(PathBuf::as_path)).map(escaped);
        let inputs: Vec<String> = inputs.chain(own.iter().cloned()).collect();
        let _ = writeln!(text, "{}: \\\n  {}", targets.collect::<Vec<_>>().join(" "), inputs.join(" \\\n  "));
        for input in inputs {
            let _ = writeln!(text, "{input}:");
        }
    }
    text
}

/// The program and what it brings along.
fn program_files(folder: &Path) -> Vec<String> {
    let brought = ["templates", "fonts"].map(|part| WalkDir::new(folder.join(part)).sort_by_file_name());
    let files = brought.into_iter().flatten().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    let program = std::env::current_exe().ok();
    files.map(DirEntry::into_path).chain(program).map(|path| escaped(&path)).collect()
}

/// Lets what was found unchanged be newer than what it is made of, or make would ask again each time.
pub(super) fn settle(outcomes: &[Outcome], shard: Option<Shard>, output: &Path) {
    let now = SystemTime::now();
    let records = outcomes.iter().filter_map(|outcome| Record::read(output, &Record::name(&outcome.project, shard)));
    for made in records.flat_map(|record| record.outputs) {
        // Where this fails make asks again; nothing is wrong.
        let _ = File::options().append(true).open(output.join(&made.file)).and_then(|file| file.set_modified(now));
    }
}

/// A path as make reads it.
fn escaped(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.replace('$', "$$").replace('#', "\\#").replace(' ', "\\ ").replace(':', "\\:").replace('%', "\\%")
}
