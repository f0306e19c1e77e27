//! A few pages look as they did when somebody last looked at them.

use crate::support::pictures::{Picture, pages, references};
use crate::support::root;
use std::collections::BTreeSet;

/// The pages compared: fixture, page (counted from 1), what it shows.
const PAGES: [(&str, usize, &str); 7] = [
    ("ok-small-report", 1, "cover"),
    ("ok-small-report", 4, "contents"),
    ("ok-small-report", 7, "flow-chart-and-picture"),
    ("ok-small-report", 8, "table-and-pie"),
    ("ok-long-table", 4, "continued-table"),
    ("ok-form-national", 1, "form"),
    ("ok-small-notice", 1, "notice"),
];

fn name(fixture: &str, shows: &str) -> String {
    format!("{}-{shows}.png", fixture.trim_start_matches("ok-"))
}

#[test]
fn all_pages_look_like_their_references() {
    let update = std::env::var_os("UPDATE_REF").is_some();
    let fixtures: BTreeSet<&str> = PAGES.iter().map(|(fixture, ..)| *fixture).collect();
    let mut changed = Vec::new();
    for fixture in fixtures {
        let observed = pages(fixture);
        for (_, page, shows) in PAGES.iter().filter(|(known, ..)| *known == fixture) {
            let name = name(fixture, shows);
            if update {
                observed[page - 1].write(&references().join(&name));
            } else if !matches(&observed[page - 1], &name) {
                changed.push(name);
            }
        }
    }
    let seen = root().join("target/page-pictures");
    assert!(changed.is_empty(), "{changed:?} look different; see {}", seen.display());
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

#[test]
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
