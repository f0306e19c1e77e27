//! Findings that somebody answers for: waived with a reason and a last day, never lost.

use crate::support::{Built, ReportTest, fixture, home};
use jixiao::pipeline::check_project;
use jixiao::review::Asked;
use std::sync::Arc;

/// The fixture whose one wrong sum is waived.
fn waived() -> Arc<Built> {
    ReportTest::from_dir("warn-waivers").build()
}

/// The same project with other waivers.
fn with_waivers(text: &str) -> Arc<Built> {
    ReportTest::from_dir("warn-waivers").with_file("waivers.toml", text).build()
}

#[test]
fn a_waived_error_does_not_stop_the_build_and_is_still_counted() {
    let built = waived();
    assert_eq!(built.errors(), 0, "{}", built.findings());
    assert_eq!(built.files(), ["warn-waivers.pdf"]);
    let outcome = check_project(&fixture("warn-waivers"), home(), Asked::Contradictions);
    let waived = outcome.findings.waived();
    assert_eq!(waived.len(), 1);
    assert_eq!(waived[0].diagnostic.problem.id(), "sum-wrong");
    assert_eq!(waived[0].waiver.reason, "原始台账如此，项目单位已书面确认");
}

#[test]
fn without_its_waiver_the_error_stops_the_build() {
    let built = with_waivers("");
    assert_eq!(built.ids(), ["sum-wrong"]);
    assert_eq!(built.files(), [""; 0]);
}

#[test]
fn a_waiver_holds_to_the_end_of_its_day_by_the_project_and_not_by_the_clock() {
    let until = |day: &str| {
        with_waivers(&format!("[[waivers]]\nrule = \"sum-wrong\"\nreason = \"台账如此\"\nexpires = {day}\n")).ids()
    };
    assert_eq!(until("2025-06-10"), [""; 0], "the project's own day");
    assert_eq!(until("2025-06-09"), ["sum-wrong", "waiver-expired"], "the day before");
}

#[test]
fn a_waiver_for_another_file_or_other_words_waives_nothing() {
    for place in ["file = \"tables/别的.csv\"", "contains = \"别的\""] {
        let text = format!("[[waivers]]\nrule = \"sum-wrong\"\n{place}\nreason = \"台账如此\"\nexpires = 2026-12-31\n");
        assert_eq!(with_waivers(&text).ids(), ["sum-wrong", "waiver-unused"], "{place}");
    }
}

#[test]
fn a_path_may_be_written_the_windows_way() {
    let place = r#"file = '.\tables\预算.csv'"#;
    let text = format!("[[waivers]]\nrule = \"sum-wrong\"\n{place}\nreason = \"台账如此\"\nexpires = 2026-12-31\n");
    assert_eq!(with_waivers(&text).ids(), [""; 0]);
}

#[test]
fn while_a_project_cannot_be_made_no_waiver_is_called_unused() {
    let built = ReportTest::from_dir("warn-waivers").with_replaced("tables/预算.csv", "98.00", "九十八").build();
    assert_eq!(built.ids(), ["number-invalid", "waiver-expired"], "{}", built.findings());
}

#[test]
fn a_misspelt_file_of_waivers_is_pointed_out() {
    let text = "[[waivers]]\nrule = \"sum-wrong\"\nreason = \"台账如此\"\nexpires = 2026-12-31\n";
    let built = ReportTest::from_dir("warn-waivers").with_file("waiver.toml", text).build();
    built.findings_contain("文件「waiver.toml」没有用上").findings_contain("只用 project.toml、waivers.toml");
}

#[test]
fn reminders_of_every_stage_can_be_waived() {
    let text = "[[waivers]]\nrule = \"score-departs\"\nreason = \"评价组讨论同意\"\nexpires = 2026-12-31\n";
    let built = ReportTest::from_dir("warn-score-departs").with_file("waivers.toml", text).build();
    assert_eq!(built.ids(), [""; 0], "{}", built.findings());
}

#[test]
fn an_error_that_stops_the_work_is_not_waived_and_one_is_told_so() {
    let text = "[[waivers]]\nrule = \"excess-unexplained\"\nreason = \"情况属实\"\nexpires = 2026-12-31\n";
    let built = ReportTest::from_dir("err-form-excess-blocked").with_file("waivers.toml", text).build();
    assert_eq!(built.ids(), ["excess-unexplained", "waiver-unfit"], "{}", built.findings());
    built.findings_contain("「excess-unexplained」不能豁免：这一处是错误");
}
