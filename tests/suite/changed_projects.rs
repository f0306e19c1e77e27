//! Projects beside each other, and projects that change between two builds.

use crate::support::{ReportTest, below, fixture, home, scratch};
use jixiao::build::{Event, Order, build};
use std::sync::Mutex;

#[test]
fn one_bad_project_does_not_stop_the_others() {
    let output = scratch();
    let roots = ["ok-small-notice", "err-no-number", "ok-own-profile"].map(fixture);
    let roots: Vec<_> = roots.iter().map(std::path::PathBuf::as_path).collect();
    let done = Mutex::new(Vec::new());
    let outcomes = build(&Order::all(&roots, output.path()), home(), &|event| {
        if let Event::Written { file } = event {
            done.lock().unwrap().push(file.to_owned());
        }
    });
    let errors: Vec<bool> = outcomes.iter().map(|outcome| outcome.findings.has_errors()).collect();
    assert_eq!(errors, [false, true, false]);
    assert_eq!(below(output.path()), ["ok-own-profile.pdf", "ok-small-notice.pdf"]);
    let mut done = done.into_inner().unwrap();
    done.sort();
    assert_eq!(done, ["ok-own-profile.pdf", "ok-small-notice.pdf"]);
}

#[test]
fn the_old_pdf_stays_when_a_project_turns_bad() {
    let output = scratch();
    let old = ReportTest::from_dir("ok-small-notice").build_into(output.path());
    let bad = ReportTest::from_dir("ok-small-notice").with_file("narrative/01-正文.md", "{{ 没有的表 }}");
    let bad = bad.build_into(output.path());
    assert_eq!(bad.ids(), ["name-unknown"]);
    assert_eq!(bad.bytes(), old.bytes(), "the old file is whole");
}

#[test]
fn a_new_build_takes_the_place_of_the_old_and_leaves_no_rest() {
    let output = scratch();
    let old = ReportTest::from_dir("ok-small-notice").build_into(output.path());
    let changed = ReportTest::from_dir("ok-small-notice").with_replaced("project.toml", "〔2024〕1号", "〔2024〕2号");
    let new = changed.build_into(output.path());
    assert_eq!(new.files(), ["ok-small-notice.pdf"]);
    assert_ne!(new.bytes(), old.bytes());
    new.pdf_text_contains("示市监〔2024〕2号");
}

#[test]
fn a_document_that_cannot_be_typeset_is_not_written() {
    let report = ReportTest::from_dir("ok-small-report")
        .with_file("templates/lib/components/formula.typ", "#let formula(..) = panic()");
    let built = report.build();
    assert_eq!(built.ids(), ["typesetting-failed"], "{}", built.findings());
    built.findings_contain("narrative/02-基本情况.md 第28行");
    assert_eq!(built.files(), [""; 0]);
}
