//! A few pages look as they did when somebody last looked at them.

use crate::support::pictures::{Picture, pages, references};
use crate::support::{ReportTest, root};
use std::collections::BTreeSet;

/// The pages compared: fixture, words that stand on the page (the last one, if there are several),
/// what it shows.
const PAGES: [(&str, &str, &str); 9] = [
    ("ok-small-report", "示评报字（2025）第1号", "cover"),
    ("ok-small-report", "目录", "contents"),
    ("ok-small-report", "图1　重点产品抽检工作流程", "flow-chart-and-picture"),
    ("ok-small-report", "表1　2024年预算资金安排及执行情况", "table-and-pie"),
    ("ok-long-table", "续表2", "continued-table"),
    ("ok-form-national", "示例抽检经费", "form"),
    ("ok-small-notice", "示市监〔2024〕1号", "notice"),
    ("ok-specimen", "生僻字", "faces-and-symbols"),
    ("ok-specimen", "表目录", "lists"),
];

fn name(fixture: &str, shows: &str) -> String {
    format!("{}-{shows}.png", fixture.trim_start_matches("ok-"))
}

#[test]
fn all_pages_look_like_their_references_and_no_reference_is_left_over() {
    let update = std::env::var_os("UPDATE_REF").is_some();
    let mut changed = Vec::new();
    for (fixture, words, shows) in PAGES {
        let (observed, name) = (page(fixture, words), name(fixture, shows));
        if update {
            observed.write(&references().join(&name));
        } else if !matches(&observed, &name) {
            changed.push(name);
        }
    }
    let seen = root().join("target/page-pictures");
    assert!(changed.is_empty(), "{changed:?} look different; see {}", seen.display());
    every_reference_belongs_to_a_page_and_is_small();
}

/// The last page of a fixture's first document with these words.
#[track_caller]
fn page(fixture: &str, words: &str) -> Picture {
    let built = ReportTest::from_dir(fixture).build();
    let files = built.succeeds().files();
    let path = files.iter().find(|path| path.contains('/')).unwrap_or(&files[0]);
    let place = *built.pdf_named(path).pages_with(words).last().unwrap();
    pages(fixture).swap_remove(place - 1)
}

/// Compares with a reference; a difference is left below `target` for somebody to look at.
fn matches(observed: &Picture, name: &str) -> bool {
    let expected = Picture::read(&references().join(name));
    if expected.as_ref().is_some_and(|expected| observed.shows_the_same_as(expected)) {
        return true;
    }
    let folder = root().join("target/page-pictures").join(name.trim_end_matches(".png"));
    observed.write(&folder.join("observed.png"));
    if let Some(expected) = expected {
        observed.difference(&expected).write(&folder.join("difference.png"));
        expected.write(&folder.join("expected.png"));
    }
    false
}

#[track_caller]
fn every_reference_belongs_to_a_page_and_is_small() {
    let known: BTreeSet<String> = PAGES.iter().map(|(fixture, _, shows)| name(fixture, shows)).collect();
    let entries = std::fs::read_dir(references()).unwrap().map(|entry| entry.unwrap());
    let mut found = BTreeSet::new();
    for entry in entries {
        let size = entry.metadata().unwrap().len();
        assert!(size < 60_000, "{} has {size} bytes", entry.path().display());
        found.insert(entry.file_name().to_string_lossy().into_owned());
    }
    assert_eq!(found, known);
}

#[test]
fn a_moved_line_is_seen() {
    let pages = pages("ok-small-notice");
    assert!(pages[0].shows_the_same_as(&pages[0]));
    assert!(!pages[0].shows_the_same_as(&pages[1]), "two different pages pass for the same");
}
