//! The `jixiao` command.

use clap::Parser;
use jixiao::cli::{Arguments, mistake};
use jixiao::export::abandon;
use jixiao::run::{Exit, run};
use std::io::Write;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What shells expect of a program that was interrupted.
const INTERRUPTED: i32 = 130;

fn main() -> ExitCode {
    // Faults are told as findings; nobody who keeps accounts should have to read a stack trace.
    std::panic::set_hook(Box::new(|_| {}));
    // Where signals cannot be caught the run ends as it always would.
    let _ = ctrlc::set_handler(|| {
        let told = if abandon() {
            "停下了：没有做完的没有写进去，以前的文件都还在"
        } else {
            "停下了"
        };
        // Nothing follows from a message that cannot be shown.
        let _ = writeln!(std::io::stderr(), "\n{told}");
        std::process::exit(INTERRUPTED);
    });
    let exit = match Arguments::try_parse() {
        Ok(arguments) => run(&arguments, &mut std::io::stdout(), &mut std::io::stderr()),
        Err(shown) if !shown.use_stderr() => {
            // A closed pipe is no reason to complain.
            let _ = shown.print();
            Exit::Fine
        }
        Err(error) => {
            // If even the message cannot be shown, the exit code still tells it.
            let _ = writeln!(std::io::stderr(), "{}", mistake(&error));
            Exit::Failed
        }
    };
    ExitCode::from(exit.code())
}
