//! The checker against documents whose contradictions are known.

#![allow(clippy::print_stdout, reason = "precision and recall are printed to be read")]

use jixiao::review;

use crate::support::corpus::{Case, Tally, Verdict, cases};
use crate::support::{deviation, root};

/// Judges a folder of the corpus; what went wrong is told case by case.
fn judge(folder: &str) -> (Tally, String) {
    let mut tally = Tally::default();
    let mut story = String::new();
    for case in cases(folder) {
        let verdict = Verdict::of(&case);
        tally.add(&verdict);
        if !verdict.is_clean() {
            story.push_str(&verdict.story(&case));
        }
    }
    println!("{folder}: {tally}");
    if std::env::var_os("CORPUS_STORY").is_some() {
        println!("{story}");
    }
    (tally, story)
}

#[test]
fn every_rule_finds_its_cases_and_spares_its_near_misses() {
    let (_, story) = judge("rules");
    assert!(story.is_empty(), "{story}");
}

#[test]
fn every_rule_has_cases_that_it_finds_and_cases_that_it_spares() {
    for rule in review::rules() {
        let cases = cases(&format!("rules/{}", rule.id));
        assert!(cases.iter().any(|case| !case.labels.is_empty()), "{} has no case that it finds", rule.id);
        assert!(cases.iter().any(|case| case.labels.is_empty()), "{} has no near miss", rule.id);
    }
}

#[test]
fn every_rule_names_place_cause_and_remedy_in_the_words_that_are_expected() {
    let folder = root().join("tests/corpus/rules");
    let mut wrong = Vec::new();
    for rule in review::rules() {
        let cases = cases(&format!("rules/{}", rule.id));
        let told: String = cases.iter().map(Case::told).collect();
        assert!(told.contains(&format!("[{}]", rule.id)), "{} says nothing under its own name", rule.id);
        wrong.extend(deviation(&folder.join(rule.id).join("told.txt"), &told));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rules_hold_on_documents_they_were_not_written_from() {
    for folder in ["development", "held-out", "fresh", "sealed", "last", "later", "newest", "unread", "untouched"] {
        let (tally, _) = judge(folder);
        assert!(tally.recall() > 0.80, "{folder}: {tally}");
        assert!(tally.precision() > 0.95, "{folder}: {tally}");
    }
}

/// What the rules find where nothing was mended on what they missed.
#[test]
fn rules_hold_on_documents_that_were_only_measured() {
    let (tally, _) = judge("unopened");
    assert!(tally.recall() > 0.70, "{tally}");
    assert!(tally.precision() > 0.95, "{tally}");
}
