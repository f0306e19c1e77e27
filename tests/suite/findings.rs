//! Every mistake is named with its place, its cause and its remedy, and nothing is written that may be wrong.

use crate::support::{ReportTest, below, copy_folder, deviation, fixture, fixtures, home, scratch};
use jixiao::diag::{ProblemKind, human};
use jixiao::pipeline::check_project;
use jixiao::review::Asked;
use std::collections::BTreeSet;
use strum::VariantArray;

/// Kinds of findings that no project folder can cause, each with the test that covers it.
const WITHOUT_FIXTURE: [(ProblemKind, &str); 4] = [
    (ProblemKind::InputChanged, "needs a hand at the file: deliveries::a_file_that_changes_while_it_is_read_is_told"),
    (
        ProblemKind::OutputUnwritable,
        "needs a bad output folder: command_line::an_output_folder_that_is_a_file_is_named",
    ),
    (ProblemKind::Internal, "a fault of the program: one that is known is mended, not kept"),
    (ProblemKind::Reviewed, "has the id of its rule, and each rule its cases in tests/corpus/rules"),
];

#[test]
fn every_bad_project_is_told_exactly_and_writes_sound_forms_alone() {
    let mut wrong = Vec::new();
    for folder in fixtures("err-") {
        let built = ReportTest::at(folder.clone()).build();
        assert!(built.errors() > 0, "{} has no error", folder.display());
        let written: String = built.files().iter().map(|file| format!("完成 {file}\n")).collect();
        wrong.extend(deviation(&folder.join("expected.txt"), &(built.findings() + &written)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_sound_project_is_made_without_findings() {
    for folder in fixtures("ok-") {
        ReportTest::at(folder).build().succeeds();
    }
}

#[test]
fn every_doubtful_project_is_told_exactly_and_still_made() {
    let mut wrong = Vec::new();
    for folder in fixtures("warn-") {
        let built = ReportTest::at(folder.clone()).build();
        assert_eq!(built.errors(), 0, "{} has errors:\n{}", folder.display(), built.findings());
        assert!(!built.files().is_empty(), "{} wrote nothing", folder.display());
        wrong.extend(deviation(&folder.join("expected.txt"), &built.findings()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_kind_of_finding_has_a_project_that_causes_it() {
    let folders = fixtures("err-").into_iter().chain(fixtures("warn-"));
    let seen: BTreeSet<&str> = folders.flat_map(|folder| ReportTest::at(folder).build().ids()).collect();
    for kind in ProblemKind::VARIANTS {
        let id: &'static str = kind.into();
        let excused = WITHOUT_FIXTURE.iter().any(|(excused, _)| excused == kind);
        assert_ne!(seen.contains(id), excused, "{id} needs a fixture, or an excuse it does not have already");
    }
}

#[test]
fn every_finding_has_a_remedy() {
    for folder in fixtures("err-").into_iter().chain(fixtures("warn-")) {
        let findings = ReportTest::at(folder).build().findings();
        let heads: usize = ["错误[", "提醒[", "建议["].map(|head| lines_with(&findings, head)).iter().sum();
        let hints = lines_with(&findings, "  办法：");
        assert_eq!(heads, hints, "a finding without a remedy:\n{findings}");
    }
}

#[test]
fn seven_mistakes_in_three_files_are_all_told_at_once() {
    let built = ReportTest::from_dir("err-seven-mistakes-at-once").build();
    let mut ids = built.ids();
    ids.sort_unstable();
    let expected = [
        "directive-unknown",
        "filter-unknown",
        "heading-skips",
        "key-duplicate",
        "number-invalid",
        "row-ragged",
        "setting-invalid",
    ];
    assert_eq!(ids, expected, "{}", built.findings());
}

#[test]
fn what_follows_from_a_broken_table_is_not_told_again() {
    let built = ReportTest::from_dir("err-no-number").build();
    assert_eq!(built.ids(), ["number-invalid"; 3], "{}", built.findings());
}

#[test]
fn checking_finds_what_building_finds_before_typesetting() {
    for folder in fixtures("err-") {
        let built = ReportTest::at(folder.clone()).build();
        if built.ids() != ["typesetting-failed"] {
            let checked = check_project(&folder, home(), Asked::Contradictions);
            assert_eq!(human(&checked.project, &checked.findings), built.findings());
        }
    }
}

#[test]
fn checking_a_sound_project_writes_nothing_into_it() {
    let copy = scratch();
    copy_folder(&fixture("ok-small-report"), copy.path());
    let before = below(copy.path());
    let checked = check_project(copy.path(), home(), Asked::Contradictions);
    assert_eq!(human("", &checked.findings), "");
    assert_eq!(below(copy.path()), before);
}

fn lines_with(text: &str, start: &str) -> usize {
    text.lines().filter(|line| line.starts_with(start)).count()
}
