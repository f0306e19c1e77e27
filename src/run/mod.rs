//! Carrying out a command: finding projects, showing results, choosing the exit code.

mod begin;
mod depfile;
mod order;
mod pace;
mod progress;
mod projects;
mod show;

use crate::build::Tell;
use crate::cli::{Arguments, Command, Format};
use crate::draw;
use crate::home::Home;
use crate::pipeline::{Outcome, check_project, export_project, report_reviews};
use crate::review::Asked;
use crate::watch::watch;
use begin::{begin, completions};
use order::{Wanted, built};
use progress::Progress;
use projects::find_projects;
use show::show;
use std::io::Write;
use std::path::{Path, PathBuf};

/// How a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Nothing is wrong.
    Fine,
    /// Something in the user's data must be mended.
    Findings,
    /// The program could not do its work.
    Failed,
}

impl Exit {
    /// The code for the shell.
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Findings => 1,
            Self::Failed => 2,
        }
    }
}

/// Does what was asked; people are told on `notes`, machines on `results`.
pub fn run(arguments: &Arguments, results: &mut impl Write, notes: &mut (impl Write + Send)) -> Exit {
    match carry_out(arguments, results, notes) {
        Ok(exit) => exit,
        Err(cause) => {
            // If even the error cannot be shown, the exit code still tells it.
            let _ = writeln!(notes, "没有做成：{cause}");
            Exit::Failed
        }
    }
}

fn carry_out(arguments: &Arguments, results: &mut impl Write, notes: &mut (impl Write + Send)) -> Result<Exit, String> {
    match &arguments.command {
        Command::Completions { shell } => completions(*shell, results),
        Command::New { folder: target, kind } => begin(&program_folder(arguments)?, *kind, target, notes),
        Command::Check { projects, unsourced, report, output, format } => {
            let home = opened(arguments)?;
            let asked = if *unsourced { Asked::AlsoUnsourced } else { Asked::Contradictions };
            let projects = find_projects(projects)?;
            let mut outcomes: Vec<Outcome> =
                projects.iter().map(|project| check_project(project, &home, asked)).collect();
            if *report {
                telling(output, notes, |done| report_reviews(&mut outcomes, &home, output, done));
            }
            show(&outcomes, *format, results, notes).map_err(|error| error.to_string())
        }
        Command::Build { projects, output, force, shard, deps, format } => {
            let order = Wanted { projects, output, force: *force, shard: *shard, from: &[], deps: deps.as_deref() };
            built(arguments, &order, *format, results, notes)
        }
        Command::Watch { project, port } => {
            let home = opened(arguments)?;
            let projects = find_projects(std::slice::from_ref(project))?;
            watch(&projects[0], &home, *port, notes)?;
            Ok(Exit::Fine)
        }
        Command::Merge { projects, from, output } => {
            let order = Wanted { projects, output, force: false, shard: None, from, deps: None };
            built(arguments, &order, Format::Human, results, notes)
        }
        Command::Export { projects, output } => {
            let home = opened(arguments)?;
            let projects = find_projects(projects)?;
            let outcomes: Vec<Outcome> = telling(output, notes, |done| {
                projects.iter().map(|project| export_project(project, &home, output, done)).collect()
            });
            show(&outcomes, Format::Human, results, notes).map_err(|error| error.to_string())
        }
    }
}

/// The folder with the program's own files.
fn program_folder(arguments: &Arguments) -> Result<PathBuf, String> {
    let program = std::env::current_exe().ok();
    Home::find(arguments.home.as_deref(), program.as_deref()).map_err(|error| error.to_string())
}

/// The program's own files, ready for use.
fn opened(arguments: &Arguments) -> Result<Home, String> {
    let home = Home::open(&program_folder(arguments)?).map_err(|error| error.to_string())?;
    draw::prepare(&home.fonts).map_err(|_| "图表用的字体读不出来".to_owned())?;
    Ok(home)
}

/// Does work that writes documents, and tells how far it is.
fn telling<T>(output: &Path, notes: &mut (impl Write + Send), work: impl FnOnce(Tell<'_>) -> T) -> T {
    let progress = Progress::new(output, notes);
    let result = work(&|event| progress.tell(event));
    progress.finish();
    result
}
