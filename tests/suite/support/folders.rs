//! Where things lie.

use std::path::{Path, PathBuf};

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of one fixture.
pub(crate) fn fixture(name: &str) -> PathBuf {
    root().join("tests/projects").join(name)
}

/// The fixtures whose name begins with `prefix`, sorted.
#[track_caller]
pub(crate) fn fixtures(prefix: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join("tests/projects")).unwrap();
    let folders = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let mut found: Vec<PathBuf> =
        folders.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(prefix)).collect();
    found.sort();
    assert!(!found.is_empty(), "no fixture is called {prefix}…");
    found
}

/// A folder that goes away with the test.
pub(crate) fn scratch() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// Copies every file of a folder.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    for file in below(from) {
        let target = to.join(&file);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(from.join(&file), target).unwrap();
    }
}

/// The paths of all files below a folder, sorted. The program's own, its locks and records, are left out: they
/// are not for readers.
pub(crate) fn below(folder: &Path) -> Vec<String> {
    let is_own = |path: &String| path.contains(".jixiao/") || path.ends_with(".manifest.json");
    let mut files: Vec<String> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned())
        .filter(|path| !is_own(path))
        .collect();
    files.sort();
    files
}

/// How findings differ from those a file holds; `UPDATE_EXPECTED=1` writes it anew instead.
pub(crate) fn deviation(file: &Path, findings: &str) -> Option<String> {
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(file, findings).unwrap();
        return None;
    }
    let expected = std::fs::read_to_string(file).unwrap_or_default();
    (expected != findings).then(|| format!("{}\n--- expected\n{expected}--- found\n{findings}", file.display()))
}
