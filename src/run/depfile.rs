//! A list of what each file is made of, in the language of make.

use crate::home::Home;
use crate::pipeline::Outcome;
use crate::record::{Record, Shard};
use std::fmt::Write;
use std::fs::File;
use std::path::Path;
use std::time::SystemTime;

/// The rules for what a run made: each file depends on the files of its project and on the layout files. Every
/// one of these has an empty rule of its own, so that make goes on when one is gone.
pub(super) fn depfile(
    outcomes: &[Outcome],
    shard: Option<Shard>,
    output: &Path,
    program_folder: &Path,
    home: &Home,
) -> String {
    let layouts = home.templates.iter().map(|(path, _)| escaped(&program_folder.join("templates").join(path)));
    let layouts: Vec<String> = layouts.collect();
    let mut text = String::new();
    for outcome in outcomes {
        let Some(record) = Record::read(output, &Record::name(&outcome.project, shard)) else { continue };
        let targets = record.outputs.iter().map(|file| escaped(&output.join(&file.file)));
        let inputs = record.inputs.keys().map(|path| escaped(&outcome.root.join(path)));
        let inputs: Vec<String> = inputs.chain(layouts.iter().cloned()).collect();
        let _ = writeln!(text, "{}: \\\n  {}", targets.collect::<Vec<_>>().join(" "), inputs.join(" \\\n  "));
        for input in inputs {
            let _ = writeln!(text, "{input}:");
        }
    }
    text
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
