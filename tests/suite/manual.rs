//! `docs/manual`: its examples are built, its commands run, its pictures are those of today's program.

use crate::support::manual::{Section, manual, sections};
use crate::support::pictures::{Picture, first_document};
use crate::support::{ReportTest, fixtures, home, root, scratch, squeezed};
use jixiao::diag::Problem;
use jixiao::export::unwritable;
use jixiao::review::known_rules;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

/// Pixels a point of the pictures.
const SCALE: f64 = 2.0;

/// How large the pictures stand in the manual, beside the pages they show.
const REDUCED: f64 = 0.7;

/// The widest empty stretch that is kept, and the room inside the frame, in points.
const GAP: f64 = 40.0;
const FRAME: f64 = 8.0;

/// The foot of a page with its number, in points.
const FOOT: f64 = 90.0;

fn is_updating() -> bool {
    std::env::var_os("UPDATE_DOCS").is_some()
}

#[test]
fn every_example_is_told_what_its_section_says() {
    let mut wrong = Vec::new();
    let mut examples = 0;
    for section in sections() {
        let Some(example) = section.example() else { continue };
        examples += 1;
        let found = ReportTest::at(example.folder.clone()).build().findings();
        if found.trim() != section.told().trim() {
            wrong.push(format!("{}:\n{found}", section.title));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(examples > 20, "{examples} examples");
}

#[test]
fn every_picture_shows_what_its_example_gives() {
    let mut changed = Vec::new();
    for section in sections() {
        let (Some(name), Some(example)) = (&section.picture, section.example()) else { continue };
        let path = manual().join(name);
        let observed = observed(&section, &example.folder);
        let is_same = Picture::read(&path).is_some_and(|expected| observed.shows_the_same_as(&expected));
        // What looks the same is not written again: the repository would grow.
        if !is_same && is_updating() {
            observed.write_at(&path, SCALE / REDUCED);
        } else if !is_same {
            observed.write(&root().join("target/manual-pictures").join(Path::new(name).file_name().unwrap()));
            changed.push(name.clone());
        }
    }
    assert!(changed.is_empty(), "{changed:?} look different; see target/manual-pictures, UPDATE_DOCS=1 takes them");
}

/// The page of the example on which its body begins.
#[track_caller]
fn observed(section: &Section, folder: &Path) -> Picture {
    let document = first_document(folder);
    let built = ReportTest::at(folder.to_owned()).build();
    let files = built.files();
    let first = files.iter().find(|file| file.contains('/')).unwrap_or(&files[0]);
    let pages = section.heading().map(|heading| built.pdf_named(first).pages_with(&squeezed(heading)));
    // A heading stands in the 目录 first.
    let page = pages.and_then(|pages| pages.get(1).or(pages.first()).copied()).unwrap_or(1);
    let picture = Picture::of(&document.pages()[page - 1], SCALE).cropped((FOOT * SCALE) as u32);
    // Of a report the words count, not the empty middle of a page above a footnote.
    let picture = if section.heading().is_some() { picture.closed_up((GAP * SCALE) as usize) } else { picture };
    picture.framed((FRAME * SCALE) as usize)
}

#[test]
fn every_picture_is_shown_and_every_one_shown_is_there() {
    let mut shown: Vec<String> = sections().into_iter().filter_map(|section| section.picture).collect();
    let entries = std::fs::read_dir(manual().join("images")).unwrap();
    let mut there: Vec<String> =
        entries.map(|entry| format!("images/{}", entry.unwrap().file_name().to_string_lossy())).collect();
    shown.sort();
    there.sort();
    assert_eq!(shown, there);
}

#[test]
fn every_command_of_a_chapter_succeeds() {
    let mut chapters: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for section in sections() {
        let chapter = section.title.split(" / ").next().unwrap_or_default().to_owned();
        let lines = section.fences.iter().filter(|fence| fence.language == "sh").flat_map(|fence| fence.text.lines());
        chapters.entry(chapter).or_default().extend(lines.map(str::to_owned));
    }
    for (chapter, lines) in chapters {
        let folder = scratch();
        for line in lines {
            let words: Vec<&str> = line.split('#').next().unwrap_or_default().split_whitespace().collect();
            let [program, arguments @ ..] = words.as_slice() else { continue };
            assert_eq!(*program, "jixiao", "{chapter}: {line}");
            let run = Command::new(env!("CARGO_BIN_EXE_jixiao")).args(arguments).current_dir(folder.path()).output();
            let run = run.unwrap();
            let said = String::from_utf8_lossy(&run.stderr).into_owned();
            assert!(run.status.success(), "{chapter}: {line}\n{said}");
        }
    }
}

#[test]
fn every_piece_of_toml_can_be_read() {
    for section in sections() {
        for fence in section.fences.iter().filter(|fence| fence.language == "toml") {
            let is_sound = toml::from_str::<toml::Table>(&fence.text);
            assert!(is_sound.is_ok() || !section.told().is_empty(), "{}: {is_sound:?}\n{}", section.title, fence.text);
        }
    }
}

#[test]
fn the_manual_itself_is_made_without_findings() {
    let built = ReportTest::at(manual()).build();
    assert_eq!(built.succeeds().findings(), "");
}

#[test]
fn the_manual_lists_every_finding() {
    let tables = [("数据和设置的问题", findings()), ("核查的问题", rules())];
    for (name, expected) in tables {
        let path = manual().join(format!("tables/{name}.csv"));
        if is_updating() {
            std::fs::write(&path, &expected).unwrap();
        } else {
            let found = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(found == expected, "{} is not up to date; run with UPDATE_DOCS=1", path.display());
        }
    }
}

/// Every kind of finding as the fixtures cause it: 代号, 轻重, 例如, 办法.
fn findings() -> String {
    let mut known: BTreeMap<String, [String; 3]> = BTreeMap::new();
    // Some are graver in one project than in another.
    let mut graver: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for folder in fixtures("err-").into_iter().chain(fixtures("warn-")) {
        let text = ReportTest::at(folder).build().findings();
        let mut open: Option<(String, String, String)> = None;
        for line in text.lines() {
            let head = ["错误", "提醒", "建议"].iter().find_map(|word| Some((*word, line.strip_prefix(word)?)));
            if let Some((word, rest)) = head
                && let Some((id, message)) = rest.strip_prefix('[').and_then(|rest| rest.split_once("] "))
            {
                open = Some((id.to_owned(), word.to_owned(), message.to_owned()));
            } else if let (Some((id, word, message)), Some(hint)) = (&open, line.strip_prefix("  办法：")) {
                // A message about a character without a glyph cannot be printed with it.
                let printed = |sign: char| if home().fonts.covers(sign) { sign } else { '□' };
                let message: String = message.chars().map(printed).collect();
                let cells = [word.clone(), message.clone(), hint.to_owned()];
                if known_rules().any(|rule| rule.id == id) {
                    continue;
                }
                graver.entry(id.clone()).or_default().insert(word.clone());
                // Of several the shortest tells it best.
                let shortest =
                    known.get(id).is_none_or(|[_, other, _]| message.chars().count() < other.chars().count());
                if shortest {
                    known.insert(id.clone(), cells);
                }
            }
        }
    }
    for problem in [
        unwritable(Path::new("output/我的报告.pdf"), &ErrorKind::PermissionDenied.into()).problem,
        Problem::InputChanged,
        Problem::Internal { cause: "……".into() },
    ] {
        let cells = [problem.severity().word().to_owned(), problem.to_string(), problem.hint().unwrap_or_default()];
        known.insert(problem.id().to_owned(), cells);
    }
    let words = |id: &str, word: String| {
        graver.get(id).map_or(word, |words| words.iter().rev().cloned().collect::<Vec<_>>().join("或"))
    };
    let rows = known.into_iter().map(|(id, [word, message, hint])| [id.clone(), words(&id, word), message, hint]);
    csv_of(["代号", "轻重", "例如", "办法"], rows)
}

/// Every rule of the review: 代号, 轻重, 查出来的, 办法.
fn rules() -> String {
    let rows = known_rules().map(|rule| [rule.id, rule.severity.word(), rule.title, rule.remedy].map(str::to_owned));
    csv_of(["代号", "轻重", "查出来的", "办法"], rows)
}

fn csv_of(head: [&str; 4], rows: impl Iterator<Item = [String; 4]>) -> String {
    let mut out = head.join(",") + "\n";
    for row in rows {
        let cells = row.map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        writeln!(out, "{}", cells.join(",")).unwrap();
    }
    out
}
