//! What needs no project: writing a new one, and the completions of the shell.

use super::Exit;
use crate::cli::Arguments;
use crate::starter::{StarterKind, start};
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::Write;
use std::path::Path;

/// Writes the script that completes commands in a shell.
pub(super) fn completions(shell: Shell, results: &mut impl Write) -> Result<Exit, String> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "jixiao", &mut script);
    results.write_all(&script).map_err(|error| error.to_string())?;
    Ok(Exit::Fine)
}

/// Writes a new project and tells the next step.
pub(super) fn begin(home: &Path, kind: StarterKind, target: &Path, notes: &mut impl Write) -> Result<Exit, String> {
    let written = start(home, kind, target).map_err(|error| error.to_string())?;
    let shown = target.display();
    let told = written.iter().map(|file| format!("  {file}\n")).collect::<String>();
    // A name with a space must be quoted in the shell.
    let argument = if target.to_string_lossy().contains(' ') { format!("\"{shown}\"") } else { shown.to_string() };
    let next = format!("下一步：jixiao build {argument}，生成的 PDF 在 output 里；再照文件里的说明改成自己的");
    writeln!(notes, "新建了「{shown}」：\n{told}{next}").map_err(|error| error.to_string())?;
    Ok(Exit::Fine)
}
