//! The `jixiao` command.

use clap::Parser;
use jixiao::cli::Arguments;
use jixiao::run::run;
use std::process::ExitCode;

fn main() -> ExitCode {
    let exit = run(&Arguments::parse(), &mut std::io::stdout(), &mut std::io::stderr());
    ExitCode::from(exit.code())
}
