//! Building what the command line asks for.

use super::depfile::{depfile, settle};
use super::projects::find_projects;
use super::show::show;
use super::{Exit, opened, program_folder, telling};
use crate::build::{Order, build};
use crate::cli::{Arguments, Format};
use crate::diag::cause;
use crate::pipeline::Outcome;
use crate::record::Shard;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What a build is asked for on the command line.
pub(super) struct Wanted<'a> {
    pub(super) projects: &'a [PathBuf],
    pub(super) output: &'a Path,
    pub(super) force: bool,
    pub(super) shard: Option<Shard>,
    /// Where other machines' parts lie.
    pub(super) from: &'a [PathBuf],
    /// Where the list for make goes.
    pub(super) deps: Option<&'a Path>,
}

/// Builds, and tells what came of it.
pub(super) fn built(
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
    let exit = show(&outcomes, format, results, notes).map_err(|error| error.to_string())?;
    if format == Format::Human {
        outcomes.iter().for_each(|outcome| tell_of_made(outcome, &from, notes));
    }
    // A project with an error made less than it should: the list as it was names all of it.
    if let Some(list) = wanted.deps.filter(|_| exit == Exit::Fine) {
        let rules = depfile(&outcomes, wanted.shard, wanted.output, &program_folder(arguments)?);
        std::fs::write(list, rules).map_err(|error| format!("「{}」写不进去（{}）", list.display(), cause(&error)))?;
        settle(&outcomes, wanted.shard, wanted.output);
    }
    Ok(exit)
}

/// Says, last of all, what was left alone, what of the parts was used, and what errors have kept from being made.
fn tell_of_made(outcome: &Outcome, from: &[&Path], notes: &mut impl Write) {
    let Outcome { project, written, unchanged, typeset, taken_over, .. } = outcome;
    let (has_errors, kept) = (outcome.findings.has_errors(), unchanged.len());
    let mut told = Vec::new();
    let is_nothing = written.is_empty() && unchanged.is_empty();
    if !from.is_empty() && !is_nothing {
        let useless = from.iter().filter(|folder| !taken_over.contains_key(**folder));
        told.extend(useless.map(|folder| {
            let folder = folder.display();
            format!(
                "「{folder}」里的一份也没有用上：没有这个项目的记录，或者做它的数据、程序和这里的不同，或者别处已经有了"
            )
        }));
        let taken: usize = taken_over.values().sum();
        told.push(format!("从别的机器收进{taken}份，这里补做{typeset}份，原来就有{kept}份"));
    } else if kept > 0 && !has_errors {
        let also = if written.is_empty() { "" } else { "另有" };
        told.push(format!("{also}{kept}个文件没有变化，不重做（要重做，加 --force）"));
    }
    if has_errors && is_nothing {
        told.push("有错误，这次什么也没有生成".to_owned());
    } else if has_errors {
        told.push(format!("{}个文件是好的，已经放好；有错误的没有生成", written.len() + kept));
    }
    for line in told {
        // What cannot be shown must not change how the run ends.
        let _ = writeln!(notes, "{project}：{line}");
    }
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
