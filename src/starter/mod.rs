//! A new project to begin with: every setting explained, everything in it sound.

mod collection;

use crate::diag::cause;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// What kind of project is begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum StarterKind {
    /// 绩效评价报告
    #[value(alias = "报告")]
    Report,
    /// 自评表
    #[value(alias = "自评表")]
    SelfAssessment,
    /// 公文
    #[value(alias = "公文")]
    Notice,
}

impl StarterKind {
    /// The folder of its files below `templates/starters`.
    fn folder(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::SelfAssessment => "self-assessment",
            Self::Notice => "notice",
        }
    }
}

/// Why a project could not be begun.
#[derive(Debug, thiserror::Error)]
pub enum StarterError {
    /// Something stands there already.
    #[error("文件夹「{0}」里已经有文件，请换一个名字")]
    Occupied(PathBuf),
    /// The program's own files are not there.
    #[error("程序自带的「{0}」读不出来")]
    Absent(PathBuf),
    /// A file could not be written.
    #[error("「{0}」写不进去（{1}）")]
    Unwritable(PathBuf, String),
    /// The workbook could not be made.
    #[error("填报用的工作簿做不出来（{0}）")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

/// Writes the files of a new project into `target`, which must not hold any yet. `home` is the folder of
/// the program's files. Gives the files written, relative to `target`.
pub fn start(home: &Path, kind: StarterKind, target: &Path) -> Result<Vec<String>, StarterError> {
    if target.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(StarterError::Occupied(target.to_owned()));
    }
    let source = home.join("templates/starters").join(kind.folder());
    let mut written = Vec::new();
    for entry in WalkDir::new(&source).sort_by_file_name() {
        let entry = entry.map_err(|_| StarterError::Absent(source.clone()))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let below = entry.path().strip_prefix(&source).unwrap_or(entry.path());
        let bytes = std::fs::read(entry.path()).map_err(|_| StarterError::Absent(entry.path().to_owned()))?;
        put(target, below, &for_excel(below, bytes), &mut written)?;
    }
    if kind == StarterKind::SelfAssessment {
        put(target, Path::new(collection::PATH), &collection::workbook()?, &mut written)?;
    }
    Ok(written)
}

/// A CSV file with the mark by which Excel sees that it is UTF-8.
fn for_excel(below: &Path, bytes: Vec<u8>) -> Vec<u8> {
    const MARK: &[u8] = "\u{FEFF}".as_bytes();
    let is_csv = below.extension().is_some_and(|ending| ending == "csv");
    if is_csv && !bytes.starts_with(MARK) { [MARK, &bytes].concat() } else { bytes }
}

fn put(target: &Path, below: &Path, bytes: &[u8], written: &mut Vec<String>) -> Result<(), StarterError> {
    let path = target.join(below);
    let fault = |error: io::Error| StarterError::Unwritable(path.clone(), cause(&error));
    std::fs::create_dir_all(path.parent().unwrap_or(target)).map_err(fault)?;
    std::fs::write(&path, bytes).map_err(fault)?;
    let names: Vec<_> = below.iter().map(|name| name.to_string_lossy()).collect();
    written.push(names.join("/"));
    Ok(())
}
