//! Finding and reading the files of a project folder.

use crate::diag::{Findings, Origin, Problem, cause};
use crate::encoding::decode;
use std::io::ErrorKind;
use std::path::Path;
use walkdir::WalkDir;

/// A narrative file and the part of the document it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NarrativeFile {
    /// Path relative to the project folder, with `/`.
    pub path: String,
    /// Its part.
    pub part: Part,
}

/// A part of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// 摘要
    Abstract,
    /// 正文
    Body,
    /// 附件
    Annex,
}

/// The text of a settings file; a missing or unreadable one is a finding.
pub(super) fn read_text(root: &Path, path: &str, findings: &mut Findings) -> Option<String> {
    match std::fs::read(root.join(path)) {
        Ok(bytes) => decode(&bytes, path, findings),
        Err(error) => {
            let problem = match error.kind() {
                ErrorKind::NotFound => Problem::FileMissing { path: path.to_owned() },
                _ => Problem::FileUnreadable { path: path.to_owned(), cause: cause(&error) },
            };
            findings.add(problem, Origin::file(path));
            None
        }
    }
}

/// The files with this ending directly in a folder of the project, sorted by name.
pub(super) fn in_folder(root: &Path, folder: &str, ending: &str) -> Vec<String> {
    let walk = WalkDir::new(root.join(folder)).min_depth(1).max_depth(1).sort_by_file_name();
    walk.into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(ending) && !name.starts_with(['.', '~']))
        .map(|name| format!("{folder}/{name}"))
        .collect()
}

/// The narrative files in reading order: 摘要, body, 附件.
pub(super) fn narrative(root: &Path) -> Vec<NarrativeFile> {
    let parts = [("narrative/摘要", Part::Abstract), ("narrative", Part::Body), ("narrative/附件", Part::Annex)];
    parts
        .into_iter()
        .flat_map(|(folder, part)| {
            let paths = in_folder(root, folder, ".md");
            paths.into_iter().map(move |path| NarrativeFile { path, part })
        })
        .collect()
}

/// The name of a file without folder and ending.
pub(super) fn stem(path: &str) -> String {
    Path::new(path).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
