//! What a project is made of: its files, with their fingerprints.

use super::Digest;
use crate::load::is_picture_name;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// The files of a project by their path in its folder, with `/` between folders.
pub type Inputs = BTreeMap<String, Digest>;

/// Endings of files whose content can be a part of a document; of pictures see [`is_picture_name`].
const READ: [&str; 6] = ["toml", "md", "csv", "xlsx", "typ", "j2"];

/// Fingerprints every file of a project. Left out are what begins with a dot or `~$` (the marks of hidden
/// files, and of a workbook that is open in Excel), and the output folder. A file that cannot be read is left
/// out too: whoever needs it says so.
pub fn inputs(root: &Path, output: &Path) -> Inputs {
    prints(root, output, |_| true)
}

/// The first file that is no longer as it was, among those of which documents are made.
pub fn changed(before: &Inputs, root: &Path, output: &Path) -> Option<String> {
    let after = prints(root, output, is_read);
    let was_read = before.iter().filter(|(path, _)| is_read(Path::new(path)));
    let altered = was_read.filter(|(path, print)| after.get(*path) != Some(print));
    let added = after.iter().filter(|(path, _)| !before.contains_key(*path));
    altered.chain(added).map(|(path, _)| path.clone()).next()
}

fn prints(root: &Path, output: &Path, is_wanted: impl Fn(&Path) -> bool) -> Inputs {
    let output = output.canonicalize().ok();
    let is_input = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        let is_root = entry.depth() == 0;
        is_root || !(name.starts_with('.') || name.starts_with("~$") || is_same(entry.path(), output.as_deref()))
    };
    let entries = WalkDir::new(root).follow_links(true).into_iter().filter_entry(is_input).filter_map(Result::ok);
    let files: Vec<DirEntry> = entries.filter(|entry| entry.file_type().is_file() && is_wanted(entry.path())).collect();
    let prints = files.par_iter().filter_map(|entry| {
        let below = entry.path().strip_prefix(root).ok()?;
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        Some((parts.join("/"), Digest::of_file(entry.path()).ok()?))
    });
    prints.collect()
}

/// Whether a document can be made of what is in a file. Others may be written while the program works.
fn is_read(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    READ.contains(&ending.as_str()) || is_picture_name(path)
}

fn is_same(path: &Path, output: Option<&Path>) -> bool {
    output.is_some() && path.is_dir() && path.canonicalize().ok().as_deref() == output
}
