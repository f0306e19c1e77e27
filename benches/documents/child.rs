//! Running a program and seeing what it takes.

use std::io;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What a run took.
pub(crate) struct Taken {
    /// From start to end.
    pub(crate) time: Duration,
    /// The most memory it ever held, in MiB; of systems without `/proc`, nothing.
    pub(crate) peak: Option<u64>,
    /// What it wrote to standard output.
    pub(crate) said: String,
}

/// Runs a program to its end. It must succeed.
pub(crate) fn run(command: &mut Command) -> io::Result<Taken> {
    let begun = Instant::now();
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let mut peak = None;
    while child.try_wait()?.is_none() {
        peak = peak_so_far(&child).or(peak);
        std::thread::sleep(Duration::from_millis(5));
    }
    let time = begun.elapsed();
    let output = child.wait_with_output()?;
    assert!(output.status.success(), "{command:?} failed");
    Ok(Taken { time, peak, said: String::from_utf8_lossy(&output.stdout).into_owned() })
}

/// The high-water mark that Linux keeps of a process.
fn peak_so_far(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kibibytes / 1024)
}
