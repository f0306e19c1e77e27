//! The preview: what changed is shown anew, what is good stays, and nobody else sees it.

use crate::support::{copy_folder, fixture, home, root, scratch};
use jixiao::watch::{Board, Session};
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// A project being watched, without a browser.
struct Desk {
    _copy: TempDir,
    project: PathBuf,
    session: Session<'static>,
    board: Board,
}

impl Desk {
    fn with(name: &str) -> Self {
        let copy = scratch();
        let project = copy.path().join(name);
        copy_folder(&fixture(name), &project);
        let (session, board) = (Session::new(&project, home()), Board::new(&project));
        let mut desk = Self { _copy: copy, project, session, board };
        desk.look();
        desk
    }

    /// What the browser would be told now.
    fn look(&mut self) -> Value {
        let draft = self.session.draft(&self.board.chosen());
        let number = self.board.show(&draft.seen);
        self.board.show_review(number, &draft.reviewed());
        self.board.after(0, Duration::ZERO)
    }

    #[track_caller]
    fn edit(&mut self, file: &str, from: &str, to: &str) -> Value {
        let path = self.project.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from:?} is not in {file}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
        self.look()
    }
}

fn prints(state: &Value) -> Vec<&str> {
    state["sheets"].as_array().unwrap().iter().map(|sheet| sheet[0].as_str().unwrap()).collect()
}

#[test]
fn only_the_edited_page_is_new() {
    let mut desk = Desk::with("ok-small-report");
    let before = desk.look();
    let after = desk.edit("narrative/03-评价.md", "评价对象为示例", "评价的对象是示例");
    let (old, new) = (prints(&before), prints(&after));
    assert_eq!(old.len(), new.len());
    assert_eq!(old.iter().zip(&new).filter(|(old, new)| old != new).count(), 1);
}

#[test]
fn an_edit_taken_back_gives_the_first_pages_again() {
    let mut desk = Desk::with("ok-small-report");
    let before = desk.look();
    desk.edit("tables/预算执行.csv", "检验", "检测检验");
    let after = desk.edit("tables/预算执行.csv", "检测检验", "检验");
    assert_eq!(prints(&before), prints(&after));
}

#[test]
fn an_error_stands_over_the_last_good_pages() {
    let mut desk = Desk::with("ok-small-report");
    let good = desk.look();
    assert_eq!((&good["old"], &good["findings"]["errors"]), (&false.into(), &0.into()));
    let bad = desk.edit("narrative/03-评价.md", "评价对象为", "{{ 没有的表.合计 }}");
    assert_eq!(prints(&good), prints(&bad));
    assert_eq!((&bad["old"], &bad["findings"]["errors"]), (&true.into(), &1.into()));
    assert_eq!(bad["findings"]["findings"][0]["place"]["file"], "narrative/03-评价.md");
    let mended = desk.edit("narrative/03-评价.md", "{{ 没有的表.合计 }}", "评价对象为");
    assert_eq!((&mended["old"], &mended["findings"]["errors"]), (&false.into(), &0.into()));
}

#[test]
fn a_project_that_was_never_good_shows_its_errors() {
    let mut desk = Desk::with("err-key-twice");
    let state = desk.look();
    assert_eq!(prints(&state), [""; 0]);
    assert_eq!(state["findings"]["errors"], 1);
}

#[test]
fn what_the_review_finds_is_shown_beside_the_new_pages() {
    let mut desk = Desk::with("warn-waivers");
    assert_eq!(desk.look()["findings"]["warnings"], 2);
    assert_eq!(desk.look()["old"], false);
}

#[test]
fn what_the_last_review_found_stands_until_the_next_and_a_late_one_is_not_shown() {
    let mut desk = Desk::with("ok-small-report");
    let told = desk.edit("narrative/03-评价.md", "评价对象为", "本次评价得分100分，满分90分。评价对象为");
    assert_ne!(told["findings"]["findings"], serde_json::json!([]), "{told}");
    let early = desk.session.draft("");
    let number = desk.board.show(&early.seen);
    let between = desk.board.after(0, Duration::ZERO);
    assert_eq!(between["findings"], told["findings"]);
    let late = desk.session.draft("");
    desk.board.show(&late.seen);
    let shown = desk.board.after(0, Duration::ZERO)["version"].clone();
    desk.board.show_review(number, &early.reviewed());
    assert_eq!(desk.board.after(0, Duration::ZERO)["version"], shown, "a later draft is shown already");
}

#[test]
fn a_page_is_a_picture_as_long_as_it_is_shown() {
    let mut desk = Desk::with("ok-small-notice");
    let state = desk.look();
    let print = prints(&state)[0].to_owned();
    assert!(desk.board.picture(&print).unwrap().contains("<svg"));
    assert_eq!(desk.board.picture("0"), None);
    assert_eq!(desk.board.picture("../project.toml"), None);
    desk.edit("project.toml", "〔2024〕1号", "〔2024〕2号");
    assert_eq!(desk.board.picture(&print), None);
}

#[test]
fn another_document_of_the_project_can_be_chosen() {
    let mut desk = Desk::with("ok-form-national");
    let first = desk.look();
    assert_eq!(first["chosen"], "ok-form-national/P01-示例抽检经费.pdf");
    desk.board.choose(2);
    assert!(desk.board.is_choice_new());
    let volume = desk.look();
    assert_eq!(volume["chosen"], "ok-form-national.pdf");
    assert!(prints(&volume).len() > prints(&first).len());
    desk.board.choose(99);
    assert!(!desk.board.is_choice_new(), "there is no such document");
}

/// The program watching, and its address.
struct Watching(Child, String);

impl Watching {
    fn start(project: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jixiao"));
        command.arg("--home").arg(root()).arg("watch").arg(project).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let host = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        Self(child, host)
    }

    /// The whole answer to a question; `host` may bring more headers.
    fn get(&self, path: &str, host: &str) -> String {
        let mut stream = TcpStream::connect(&self.1).unwrap();
        write!(stream, "GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn state(&self, after: u64) -> Value {
        let answer = self.get(&format!("/state?after={after}"), &self.1);
        serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap()
    }
}

impl Watching {
    /// Waits until the browser would be told what is expected.
    fn until(&self, after: u64, is_so: impl Fn(&Value) -> bool) -> Value {
        let mut state = self.state(after);
        while !is_so(&state) {
            state = self.state(state["version"].as_u64().unwrap());
        }
        state
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Gives the notice another number.
fn renumber(project: &Path) {
    let settings = fs::read_to_string(project.join("project.toml")).unwrap();
    assert!(settings.contains("〔2024〕1号"));
    fs::write(project.join("project.toml"), settings.replace("〔2024〕1号", "〔2024〕2号")).unwrap();
}

#[test]
fn a_saved_edit_reaches_the_browser() {
    let copy = scratch();
    let project = copy.path().join("公 文");
    copy_folder(&fixture("ok-small-notice"), &project);
    let watching = Watching::start(&project);
    assert!(watching.get("/", &watching.1).contains("<title>jixiao 预览</title>"));
    let state = watching.until(0, |state| state["findings"]["findings"] == serde_json::json!([]));
    let first = prints(&state)[0].to_owned();
    assert!(watching.get(&format!("/page/{first}"), &watching.1).contains("<svg"));
    renumber(&project);
    let version = state["version"].as_u64().unwrap();
    watching.until(version, |state| prints(state).first().is_some_and(|print| *print != first));
}

#[test]
fn a_folder_that_is_replaced_is_watched_on() {
    let copy = scratch();
    let (project, newer) = (copy.path().join("公文"), copy.path().join("公文的新版"));
    copy_folder(&fixture("ok-small-notice"), &project);
    copy_folder(&project, &newer);
    let watching = Watching::start(&project);
    let state = watching.until(0, |state| !prints(state).is_empty());
    let first = prints(&state)[0].to_owned();
    fs::rename(&project, copy.path().join("公文的旧版")).unwrap();
    fs::rename(&newer, &project).unwrap();
    let state = watching.until(state["version"].as_u64().unwrap(), |state| prints(state).contains(&first.as_str()));
    renumber(&project);
    watching.until(state["version"].as_u64().unwrap(), |state| prints(state).iter().all(|print| *print != first));
}

#[test]
fn nobody_comes_in_under_another_name() {
    let watching = Watching::start(&fixture("ok-small-notice"));
    assert!(watching.get("/", "example.com").contains("403"));
    assert!(watching.get("/state?after=0", "example.com").contains("403"));
    let other_site = format!("{}\r\nSec-Fetch-Site: cross-site", watching.1);
    assert!(watching.get("/choose?document=0", &other_site).contains("403"));
    assert!(watching.get("/page/0", &watching.1).contains("404"));
}
