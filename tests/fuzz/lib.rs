//! A small project of which one file is whatever the fuzzer thinks of.

use jixiao::diag::human;
use jixiao::home::Home;
use jixiao::pipeline::check_project;
use jixiao::review::Asked;
use std::cell::OnceCell;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The fixture whose files are replaced.
const PROJECT: &str = "ok-small-report";

thread_local! {
    static DESK: OnceCell<(Home, TempDir)> = const { OnceCell::new() };
}

/// Checks the project with `text` in the place of a file. Findings are fine; a fault of the program is not.
pub fn check_with(file: &str, text: &[u8]) {
    DESK.with(|desk| {
        let (home, project) = desk.get_or_init(desk_with_project);
        let path = project.path().join(file);
        let before = fs::read(&path).expect("the fixture has the file");
        fs::write(&path, text).expect("the copy can be written");
        let outcome = check_project(project.path(), home, Asked::AlsoUnsourced);
        fs::write(&path, before).expect("the copy can be written");
        let told = human("fuzz", &outcome.findings);
        assert!(!told.contains("[internal]"), "{told}");
    });
}

fn desk_with_project() -> (Home, TempDir) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let home = Home::open(&root).expect("the program's files are there");
    jixiao::draw::prepare(&home.fonts).unwrap_or_else(|_| panic!("the face of the charts can be read"));
    let copy = tempfile::tempdir().expect("there is a folder for temporary files");
    copy_folder(&root.join("tests/projects").join(PROJECT), copy.path());
    (home, copy)
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the fixture can be read") {
        let path = entry.expect("the fixture can be read").path();
        let target = to.join(path.file_name().expect("an entry has a name"));
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            fs::copy(&path, target).expect("a file can be copied");
        }
    }
}
