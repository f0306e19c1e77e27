//! `ReportTest::from_dir("ok-small-report").build()`: building a project for a test.

use super::{Built, below, copy_folder, fixture, root, scratch};
use jixiao::build::{Order, build};
use jixiao::draw;
use jixiao::home::Home;
use jixiao::pipeline::{Outcome, check_project, report_reviews};
use jixiao::review::Asked;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use tempfile::TempDir;

/// The program's own files, opened once for all tests.
pub(crate) fn home() -> &'static Home {
    static HOME: OnceLock<Home> = OnceLock::new();
    HOME.get_or_init(|| {
        let home = Home::open(root()).unwrap();
        draw::prepare(&home.fonts).unwrap();
        home
    })
}

/// A project about to be built, as it lies in the repository or changed for the test.
pub(crate) struct ReportTest {
    folder: PathBuf,
    /// Holds the changed copy.
    copy: Option<TempDir>,
}

impl ReportTest {
    /// A fixture below `tests/projects`.
    pub(crate) fn from_dir(name: &str) -> Self {
        Self::at(fixture(name))
    }

    /// A sample below `data`.
    pub(crate) fn sample(name: &str) -> Self {
        Self::at(root().join("data").join(name))
    }

    /// A project anywhere.
    #[track_caller]
    pub(crate) fn at(folder: PathBuf) -> Self {
        assert!(folder.is_dir(), "there is no project {}", folder.display());
        Self { folder, copy: None }
    }

    /// Where the project lies.
    pub(crate) fn folder(&self) -> PathBuf {
        self.folder.clone()
    }

    /// The project with one file written anew.
    pub(crate) fn with_file(mut self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let target = self.own_copy().join(path);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::write(target, content).unwrap();
        self
    }

    /// The project without one of its files.
    #[track_caller]
    pub(crate) fn without_file(mut self, path: &str) -> Self {
        std::fs::remove_file(self.own_copy().join(path)).unwrap();
        self
    }

    /// The project with words of one file replaced; they must be there.
    #[track_caller]
    pub(crate) fn with_replaced(self, path: &str, from: &str, to: &str) -> Self {
        let text = std::fs::read_to_string(self.folder.join(path)).unwrap();
        assert!(text.contains(from), "{path} does not contain {from:?}");
        self.with_file(path, text.replace(from, to))
    }

    /// Builds, once for all tests that want this project unchanged.
    pub(crate) fn build(self) -> Arc<Built> {
        if self.copy.is_some() {
            return Arc::new(self.build_afresh());
        }
        type Shared = Arc<OnceLock<Arc<Built>>>;
        static BUILT: OnceLock<Mutex<HashMap<PathBuf, Shared>>> = OnceLock::new();
        let shared = BUILT.get_or_init(Mutex::default).lock().unwrap().entry(self.folder.clone()).or_default().clone();
        shared.get_or_init(|| Arc::new(self.build_afresh())).clone()
    }

    /// Builds, whatever was built before.
    pub(crate) fn build_afresh(self) -> Built {
        let output = scratch();
        self.build_into(output.path())
    }

    /// Builds into a folder that the test looks after.
    pub(crate) fn build_into(self, output: &Path) -> Built {
        let mut outcomes = build(&Order::all(&[&self.folder], output), home(), &|_| {});
        assert_eq!(outcomes.len(), 1, "one project has one outcome");
        Built::new(outcomes.remove(0), files_in(output))
    }

    /// Only checks.
    pub(crate) fn check(self) -> Outcome {
        check_project(&self.folder, home(), Asked::Contradictions)
    }

    /// Checks and writes the 核查报告.
    pub(crate) fn report_review(self) -> Built {
        let output = scratch();
        let mut outcomes = [check_project(&self.folder, home(), Asked::Contradictions)];
        report_reviews(&mut outcomes, home(), output.path(), &|_| {});
        let [outcome] = outcomes;
        Built::new(outcome, files_in(output.path()))
    }

    /// The folder to change: a copy under the same name.
    fn own_copy(&mut self) -> &Path {
        if self.copy.is_none() {
            let copy = scratch();
            let folder = copy.path().join(self.folder.file_name().unwrap());
            copy_folder(&self.folder, &folder);
            (self.folder, self.copy) = (folder, Some(copy));
        }
        &self.folder
    }
}

/// Every file in an output folder.
fn files_in(output: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = below(output).into_iter().map(|path| {
        let bytes = std::fs::read(output.join(&path)).unwrap();
        (path, bytes)
    });
    files.collect()
}
