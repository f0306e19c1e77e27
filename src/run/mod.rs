//! Carrying out a command: finding projects, showing results, choosing the exit code.

mod depfile;
mod progress;
mod projects;

use crate::build::{Order, Tell, build};
use crate::cli::{Arguments, Command, Format};
use crate::diag::{Examined, cause, human, json, sarif, summary};
use crate::draw;
use crate::home::Home;
use crate::pipeline::{Outcome, check_project, export_project, report_reviews};
use crate::record::Shard;
use crate::review::Asked;
use crate::starter::{StarterKind, start};
use crate::watch::watch;
use clap::CommandFactory;
use clap_complete::Shell;
use depfile::depfile;
use progress::Progress;
use projects::find_projects;
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

/// What a build is asked for on the command line.
struct Wanted<'a> {
    projects: &'a [PathBuf],
    output: &'a Path,
    force: bool,
    shard: Option<Shard>,
    /// Where other machines' parts lie.
    from: &'a [PathBuf],
    /// Where the list for make goes.
    deps: Option<&'a Path>,
}

/// Builds, and tells what came of it.
fn built(
    arguments: &Arguments,
    wanted: &Wanted<'_>,
    format: Format,
    results: &mut impl Write,
    notes: &mut (impl Write + Send),
) -> Result<Exit, String> {
    let home = opened(arguments)?;
    let projects = find_projects(wanted.projects)?;
    if let Some(missing) = wanted.from.iter().find(|folder| !folder.is_dir()) {
        return Err(format!("找不到文件夹「{}」", missing.display()));
    }
    let roots: Vec<&Path> = projects.iter().map(PathBuf::as_path).collect();
    let from: Vec<&Path> = wanted.from.iter().map(PathBuf::as_path).collect();
    let order =
        Order { force: wanted.force, shard: wanted.shard, made_elsewhere: &from, ..Order::all(&roots, wanted.output) };
    let outcomes = telling(wanted.output, notes, |tell| build(&order, &home, tell));
    tell_of_old_files(&outcomes, wanted.output, notes);
    // A project with an error made less than it should: the list as it was names all of it.
    let is_whole = !outcomes.iter().any(|outcome| outcome.findings.has_errors());
    if let Some(path) = wanted.deps.filter(|_| is_whole) {
        let rules = depfile(&outcomes, wanted.shard, wanted.output, &program_folder(arguments)?, &home);
        std::fs::write(path, rules).map_err(|error| format!("「{}」写不进去（{}）", path.display(), cause(&error)))?;
        depfile::settle(&outcomes, wanted.shard, wanted.output);
    }
    show(&outcomes, format, results, notes).map_err(|error| error.to_string())
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

/// Writes the script that completes commands in a shell.
fn completions(shell: Shell, results: &mut impl Write) -> Result<Exit, String> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "jixiao", &mut script);
    results.write_all(&script).map_err(|error| error.to_string())?;
    Ok(Exit::Fine)
}

/// Writes a new project and tells the next step.
fn begin(home: &Path, kind: StarterKind, target: &Path, notes: &mut impl Write) -> Result<Exit, String> {
    let written = start(home, kind, target).map_err(|error| error.to_string())?;
    let shown = target.display();
    let told = written.iter().map(|file| format!("  {file}\n")).collect::<String>();
    // A name with a space must be quoted in the shell.
    let argument = if target.to_string_lossy().contains(' ') { format!("\"{shown}\"") } else { shown.to_string() };
    let next = format!("下一步：jixiao build {argument}，生成的 PDF 在 output 里；再照文件里的说明改成自己的");
    writeln!(notes, "新建了「{shown}」：\n{told}{next}").map_err(|error| error.to_string())?;
    Ok(Exit::Fine)
}

/// Does work that writes documents, and tells how far it is.
fn telling<T>(output: &Path, notes: &mut (impl Write + Send), work: impl FnOnce(Tell<'_>) -> T) -> T {
    let progress = Progress::new(output, notes);
    let result = work(&|event| progress.tell(event));
    progress.finish();
    result
}

fn show(
    outcomes: &[Outcome],
    format: Format,
    results: &mut impl Write,
    notes: &mut impl Write,
) -> std::io::Result<Exit> {
    match format {
        Format::Json => {
            let all: Vec<_> = outcomes
                .iter()
                .map(|outcome| {
                    let mut value = json(&outcome.project, &outcome.findings);
                    value["written"] = outcome.written.clone().into();
                    value["unchanged"] = outcome.unchanged.clone().into();
                    value
                })
                .collect();
            writeln!(results, "{}", serde_json::json!({ "projects": all }))?;
        }
        Format::Sarif => {
            let examined: Vec<Examined<'_>> = outcomes.iter().map(examined).collect();
            writeln!(results, "{}", sarif(&examined))?;
        }
        Format::Human => {
            for outcome in outcomes {
                show_outcome(outcome, notes)?;
            }
        }
    }
    let bad = outcomes.iter().any(|outcome| outcome.findings.has_errors());
    Ok(if bad { Exit::Findings } else { Exit::Fine })
}

/// Says which files in the output folder are from before, so that nobody hands one in by mistake.
fn tell_of_old_files(outcomes: &[Outcome], output: &Path, notes: &mut impl Write) {
    const NAMED: usize = 5;
    for outcome in outcomes.iter().filter(|outcome| !outcome.stale.is_empty()) {
        let named = outcome.stale.iter().take(NAMED).map(|file| output.join(file).display().to_string());
        let named = named.collect::<Vec<_>>().join("、");
        let others = outcome.stale.len().saturating_sub(NAMED);
        let others = if others > 0 { format!(" 和另外{others}个文件") } else { String::new() };
        // Advice that cannot be shown must not stop the run.
        let _ = writeln!(notes, "注意：{named}{others} 是以前生成的，这次没有更新");
    }
}

fn examined(outcome: &Outcome) -> Examined<'_> {
    Examined { project: &outcome.project, root: &outcome.root, findings: &outcome.findings }
}

fn show_outcome(outcome: &Outcome, notes: &mut impl Write) -> std::io::Result<()> {
    write!(notes, "{}", human(&outcome.project, &outcome.findings))?;
    if !outcome.unchanged.is_empty() {
        let also = if outcome.written.is_empty() { "" } else { "另有" };
        writeln!(
            notes,
            "{}：{also}{}个文件没有变化，不重做（要重做，加 --force）",
            outcome.project,
            outcome.unchanged.len()
        )?;
    }
    writeln!(notes, "{}", summary(&outcome.project, &outcome.findings))
}
