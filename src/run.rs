//! Carrying out a command: finding projects, showing results, choosing the exit code.

use crate::cli::{Arguments, Command, Format};
use crate::diag::{Examined, human, json, sarif, summary};
use crate::draw;
use crate::home::Home;
use crate::pipeline::{Outcome, build_projects, check_project, export_project, report_reviews};
use crate::review::Asked;
use crate::starter::{StarterKind, start};
use clap::CommandFactory;
use clap_complete::Shell;
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
        Command::Build { projects, output, format } => {
            let home = opened(arguments)?;
            let projects = find_projects(projects)?;
            let roots: Vec<&Path> = projects.iter().map(PathBuf::as_path).collect();
            let outcomes = telling(output, notes, |done| build_projects(&roots, &home, output, done));
            tell_of_old_files(&outcomes, output, notes);
            show(&outcomes, *format, results, notes).map_err(|error| error.to_string())
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

/// Does work that writes documents, and says of each when it is done.
fn telling<T>(output: &Path, notes: &mut (impl Write + Send), work: impl FnOnce(&(dyn Fn(&str) + Sync)) -> T) -> T {
    let notes = std::sync::Mutex::new(notes);
    work(&|document| {
        if let Ok(mut notes) = notes.lock() {
            // Progress that cannot be shown must not stop the work.
            let _ = writeln!(notes, "完成 {}", output.join(document).display());
        }
    })
}

/// The projects asked for, or all below `data`.
fn find_projects(asked: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    if let Some(missing) = asked.iter().find(|project| !project.is_dir()) {
        return Err(format!("找不到项目文件夹「{}」", missing.display()));
    }
    if !asked.is_empty() {
        let absolute = asked.iter().map(|project| project.canonicalize());
        let projects: Vec<PathBuf> =
            absolute.collect::<Result<_, _>>().map_err(|error| format!("项目文件夹打不开（{error}）"))?;
        return match same_name(&projects) {
            Some(name) => Err(format!("两个项目文件夹都叫「{name}」，PDF 会互相盖掉，请分开做或改名")),
            None => Ok(projects),
        };
    }
    let entries = std::fs::read_dir("data").map_err(|_| "当前文件夹下没有 data；请写出项目文件夹".to_owned())?;
    let folders = entries.filter_map(Result::ok).map(|entry| entry.path());
    let mut projects: Vec<PathBuf> = folders.filter(|path| path.join("project.toml").is_file()).collect();
    projects.sort();
    if projects.is_empty() {
        Err("data 下面没有项目（带 project.toml 的文件夹）".into())
    } else {
        Ok(projects)
    }
}

/// The folder name that two projects share.
fn same_name(projects: &[PathBuf]) -> Option<String> {
    let names: Vec<_> = projects.iter().map(|project| project.file_name().unwrap_or_default()).collect();
    let twice = names.iter().enumerate().find(|(index, name)| names[..*index].contains(name));
    twice.map(|(_, name)| name.to_string_lossy().into_owned())
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

/// Says which PDFs in the output folder are from before, so that nobody hands one in by mistake.
fn tell_of_old_files(outcomes: &[Outcome], output: &Path, notes: &mut impl Write) {
    for outcome in outcomes.iter().filter(|outcome| outcome.findings.has_errors()) {
        let name = format!("{}.pdf", outcome.project);
        let path = output.join(&name);
        if !outcome.written.contains(&name) && path.is_file() {
            // Advice that cannot be shown must not stop the run.
            let _ = writeln!(notes, "注意：{} 是以前生成的，这次没有更新", path.display());
        }
    }
}

fn examined(outcome: &Outcome) -> Examined<'_> {
    Examined { project: &outcome.project, root: &outcome.root, findings: &outcome.findings }
}

fn show_outcome(outcome: &Outcome, notes: &mut impl Write) -> std::io::Result<()> {
    write!(notes, "{}", human(&outcome.project, &outcome.findings))?;
    writeln!(notes, "{}", summary(&outcome.project, &outcome.findings))
}
