//! SARIF for CI services: the fields they ask for, and what makes a result the same after an edit.

use crate::support::{ReportTest, fixture, home};
use jixiao::diag::{Examined, sarif};
use jixiao::pipeline::{Outcome, check_project};
use jixiao::review::Asked;
use serde_json::Value;
use std::collections::BTreeSet;

/// The log of some projects.
fn log(outcomes: &[Outcome]) -> Value {
    let examined = outcomes.iter().map(|Outcome { project, root, findings, .. }| Examined { project, root, findings });
    sarif(&examined.collect::<Vec<_>>())
}

fn of_fixture(name: &str) -> Value {
    log(&[check_project(&fixture(name), home(), Asked::Contradictions)])
}

fn results(log: &Value) -> &Vec<Value> {
    log["runs"][0]["results"].as_array().unwrap()
}

#[test]
fn the_log_has_the_required_fields_and_every_result_its_rule() {
    let log = of_fixture("err-key-twice");
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(log["runs"].as_array().unwrap().len(), 1);
    let driver = &log["runs"][0]["tool"]["driver"];
    assert_eq!(driver["name"], "jixiao");
    let rules = driver["rules"].as_array().unwrap();
    let ids: BTreeSet<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), rules.len(), "an id stands for one rule");
    for rule in rules {
        for text in [&rule["shortDescription"]["text"], &rule["help"]["text"]] {
            assert!(text.as_str().is_some_and(|text| !text.is_empty()), "{rule}");
        }
    }
    for result in results(&log) {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
    }
}

#[test]
fn places_are_relative_encoded_and_based_on_the_project() {
    let log = of_fixture("err-key-twice");
    let result = &results(&log)[0];
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "tables/%E9%A2%84%E7%AE%97.csv");
    assert_eq!(place["artifactLocation"]["uriBaseId"], "err-key-twice");
    assert_eq!(place["region"]["startLine"], 4);
    assert_eq!(result["locations"][0]["logicalLocations"][0]["name"], "序号");
    assert_eq!(result["relatedLocations"][0]["message"]["text"], "前一处");
    assert_eq!(result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 3);
    let base = log["runs"][0]["originalUriBaseIds"]["err-key-twice"]["uri"].as_str().unwrap();
    assert!(base.starts_with("file:///") && base.ends_with("/err-key-twice/"), "{base}");
}

#[test]
fn what_is_waived_is_suppressed_with_its_reason() {
    let log = of_fixture("warn-waivers");
    let result = results(&log).iter().find(|result| result["ruleId"] == "sum-wrong").unwrap();
    assert!(result["message"]["text"].as_str().unwrap().contains("98.00+40.00=138.00"), "{result}");
    let suppression = &result["suppressions"][0];
    assert_eq!(suppression["kind"], "external");
    assert_eq!(suppression["justification"], "原始台账如此，项目单位已书面确认（有效期至2026-12-31）");
    let open = results(&log).iter().find(|result| result["ruleId"] == "waiver-unused").unwrap();
    assert_eq!(open["suppressions"], serde_json::json!([]));
}

#[test]
fn a_result_stays_the_same_when_its_line_moves() {
    let prints = |text: &str| -> Vec<Value> {
        let project = ReportTest::from_dir("err-unknown-names").with_file("narrative/01-正文.md", text);
        let log = log(&[project.check()]);
        results(&log).iter().map(|result| result["partialFingerprints"].clone()).collect()
    };
    let text = "# 一\n\n甲{{ 没有.这个.名字 }}，乙{{ 没有.这个.名字 }}。\n";
    let before = prints(text);
    assert!(!before.is_empty());
    assert_eq!(before, prints(&format!("# 零\n\n一段话。\n\n{text}")));
    let different: BTreeSet<String> = before.iter().map(Value::to_string).collect();
    assert_eq!(different.len(), before.len(), "twins are told apart: {before:?}");
}
