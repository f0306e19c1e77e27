//! From a saved edit to the new page, as a browser gets it.

use serde_json::Value;
use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// An edit: a file, the words before the place, and what stands there in turn.
type Edit = (&'static str, &'static str, [&'static str; 2]);

/// Watches a copy of a project, and makes each edit `times` times. Gives its delays, the shortest first.
pub(crate) fn delays(project: &Path, edits: &[Edit], times: usize) -> Result<Vec<Vec<Duration>>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let copy = folder.path().join(project.file_name().ok_or("the project has a name")?);
    copy_folder(project, &copy)?;
    let mut watching = Watching::start(&copy)?;
    let result = edits.iter().map(|edit| watching.measure(&copy, edit, times)).collect();
    watching.child.kill()?;
    watching.child.wait()?;
    result
}

struct Watching {
    child: Child,
    host: String,
    version: u64,
    prints: Vec<String>,
}

impl Watching {
    fn start(project: &Path) -> Result<Self, Box<dyn Error>> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jixiao"));
        command.arg("watch").arg(project).current_dir(env!("CARGO_MANIFEST_DIR")).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        let mut line = String::new();
        BufReader::new(child.stderr.take().ok_or("standard error is piped")?).read_line(&mut line)?;
        let host = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).ok_or("an address is told")?;
        let mut watching = Self { child, host: host.to_owned(), version: 0, prints: Vec::new() };
        watching.news()?;
        // The review comes after the pages.
        watching.news()?;
        Ok(watching)
    }

    fn measure(&mut self, project: &Path, edit: &Edit, times: usize) -> Result<Vec<Duration>, Box<dyn Error>> {
        let (file, before, words) = edit;
        let path = project.join(file);
        let mut delays = Vec::new();
        for time in 0..times {
            let text = fs::read_to_string(&path)?;
            let (from, to) = (format!("{before}{}", words[time % 2]), format!("{before}{}", words[1 - time % 2]));
            assert!(text.contains(&from), "{from} is not in {file}");
            let changed = text.replacen(&from, &to, 1);
            let begun = Instant::now();
            fs::write(&path, changed)?;
            let shown = self.news()?;
            let page = shown.first().ok_or("an edit changes a page")?;
            let picture = self.get(&format!("/page/{page}"))?;
            delays.push(begun.elapsed());
            assert!(picture.contains("<svg"), "the page is a picture");
            self.news()?;
        }
        delays.sort();
        Ok(delays)
    }

    /// Waits for news; gives the pages that are new.
    fn news(&mut self) -> Result<Vec<String>, Box<dyn Error>> {
        loop {
            let answer: Value = serde_json::from_str(&self.get(&format!("/state?after={}", self.version))?)?;
            let version = answer["version"].as_u64().ok_or("the version is a number")?;
            if version == self.version {
                continue;
            }
            self.version = version;
            let sheets = answer["sheets"].as_array().ok_or("there are pages")?;
            let prints: Vec<String> = sheets.iter().filter_map(|sheet| sheet[0].as_str().map(str::to_owned)).collect();
            let new = prints.iter().filter(|print| !self.prints.contains(print)).cloned().collect();
            self.prints = prints;
            return Ok(new);
        }
    }

    fn get(&self, path: &str) -> Result<String, Box<dyn Error>> {
        let mut stream = TcpStream::connect(&self.host)?;
        write!(stream, "GET {path} HTTP/1.0\r\nHost: {}\r\n\r\n", self.host)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let body = answer.split_once("\r\n\r\n").ok_or("an answer has a body")?.1;
        Ok(body.to_owned())
    }
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in walkdir::WalkDir::new(from).into_iter().filter_map(Result::ok) {
        let target: PathBuf = to.join(entry.path().strip_prefix(from).unwrap_or(entry.path()));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
