//! Finding and reading the files of a project folder.

use crate::diag::{Findings, Limit, Origin, Problem, cause, nearest};
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
    decode(&read_bytes(root, path, findings)?, path, findings)
}

/// The bytes of a file of the project; one that is missing, unreadable or too large is a finding.
pub(crate) fn read_bytes(root: &Path, path: &str, findings: &mut Findings) -> Option<Vec<u8>> {
    let size = std::fs::metadata(root.join(path)).map_or(0, |file| file.len());
    let mebibytes = usize::try_from(size.div_ceil(1 << 20)).unwrap_or(usize::MAX);
    if !findings.allow(Limit::FileSize, mebibytes, || Origin::file(path)) {
        return None;
    }
    match std::fs::read(root.join(path)) {
        Ok(bytes) => Some(bytes),
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

/// Whether a path that a user wrote may lead out of the project folder.
pub(crate) fn leads_outside(path: &str) -> bool {
    path.split(['/', '\\']).any(|part| part == "..") || path.starts_with(['/', '\\']) || path.contains(':')
}

/// The files with this ending directly in a folder of the project, sorted by name.
pub(crate) fn in_folder(root: &Path, folder: &str, ending: &str) -> Vec<String> {
    to_depth(root, folder, ending, 1)
}

/// The files with this ending in a folder of the project and all folders below it, sorted by name.
pub(super) fn below_folder(root: &Path, folder: &str, ending: &str) -> Vec<String> {
    to_depth(root, folder, ending, usize::MAX)
}

fn to_depth(root: &Path, folder: &str, ending: &str, depth: usize) -> Vec<String> {
    let walk = WalkDir::new(root.join(folder)).min_depth(1).max_depth(depth).sort_by_file_name();
    walk.into_iter()
        .filter_map(Result::ok)
        // A link to a file is one.
        .filter(|entry| entry.path().is_file())
        .filter(|entry| {
            let name = entry.file_name().to_string_lossy();
            name.ends_with(ending) && !name.starts_with(['.', '~'])
        })
        .filter_map(|entry| {
            let path = entry.path().strip_prefix(root).ok()?;
            let names: Vec<_> = path.iter().map(|name| name.to_string_lossy()).collect();
            Some(names.join("/"))
        })
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

/// What each folder of a project is read for: its files' endings.
const FOLDERS: [(&str, &[&str]); 7] = [
    ("narrative", &[".md"]),
    ("narrative/摘要", &[".md"]),
    ("narrative/附件", &[".md"]),
    ("tables", &[".csv", ".xlsx", ".toml"]),
    ("forms", &[".xlsx"]),
    ("charts", &[".toml"]),
    ("scoring", &[".toml"]),
];

/// The settings that stand in the project folder itself.
const SETTINGS: [&str; 2] = [super::document::FILE, super::waivers_file::FILE];

/// Reports files and folders that stand where they are not read.
pub(super) fn report_ignored(root: &Path, findings: &mut Findings) {
    for path in in_folder(root, "", ".toml").into_iter().filter(|path| !SETTINGS.contains(&path.as_str())) {
        let known = SETTINGS.join("、");
        findings.add(Problem::FileIgnored { path: path.clone(), known }, Origin::file(path));
    }
    misspelt_folders(root, findings);
    for (folder, endings) in FOLDERS {
        let walk = WalkDir::new(root.join(folder)).min_depth(1).max_depth(1).sort_by_file_name();
        for entry in walk.into_iter().filter_map(Result::ok) {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{folder}/{name}");
            let is_known_folder = FOLDERS.iter().any(|(known, _)| *known == path);
            let used = is_known_folder || endings.iter().any(|ending| name.ends_with(ending));
            if !used && !name.starts_with(['.', '~']) {
                let known = if folder == "narrative" {
                    "摘要、附件两个文件夹和 .md 文件".into()
                } else {
                    endings.join("、")
                };
                findings.add(Problem::FileIgnored { path: path.clone(), known }, Origin::file(path));
            }
        }
    }
}

/// Folders of the project that are called almost like one that is read.
fn misspelt_folders(root: &Path, findings: &mut Findings) {
    const READ: [&str; 7] = ["narrative", "tables", "forms", "charts", "scoring", "images", "templates"];
    let entries = WalkDir::new(root).min_depth(1).max_depth(1).sort_by_file_name().into_iter().filter_map(Result::ok);
    for entry in entries.filter(|entry| entry.file_type().is_dir()) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let alike = nearest(&name, READ);
        if let Some(known) = alike.filter(|_| !READ.contains(&name.as_str())) {
            findings.add(Problem::FolderIgnored { folder: name.clone(), known }, Origin::file(name));
        }
    }
}

/// Reports rule files of indicators in a project of forms, which are scored by a pack.
pub(super) fn report_form_rules(root: &Path, findings: &mut Findings) {
    for path in in_folder(root, "scoring", ".toml") {
        let known = "报告的计分规则（自评表在 project.toml 里用 rules 选规则包）".to_owned();
        findings.add(Problem::FileIgnored { path: path.clone(), known }, Origin::file(path));
    }
}

/// The name of a file without folder and ending.
pub(super) fn stem(path: &str) -> String {
    Path::new(path).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
