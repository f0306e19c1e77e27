//! Stage 7, review: the whole document is read as its examiners will read it, and whatever
//! contradicts itself is a finding.
//!
//! One rule is one file in `rules/`; its module text is the manual's entry, in Chinese because
//! users read it. A rule sees a [`Reading`]: the printed words with their numbers found, the
//! printed tables with their cells understood. It says what is wrong in `Remarks`.

mod interval;
mod likeness;
mod reading;
mod remarks;
mod rules;

use crate::diag::Findings;
use crate::model::Manuscript;
pub use reading::Reading;
use remarks::Remarks;
pub use rules::{Family, Rule, all as rules, known as known_rules, on_request};
use std::collections::BTreeMap;

/// What a review is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Whatever contradicts itself.
    Contradictions,
    /// Also the numbers that stand in no table.
    AlsoUnsourced,
}

/// Reads every document as its examiners will.
pub fn review(manuscripts: &[Manuscript], asked: Asked, findings: &mut Findings) {
    // Weights that do not make 100 are told where they are added up.
    let told = findings.iter().any(|finding| ["weights-sum", "level-weight-wrong"].contains(&finding.problem.id()));
    for manuscript in manuscripts {
        let reading = Reading::of(manuscript);
        let mut spoken_of = BTreeMap::new();
        for rule in rules().chain(on_request().filter(|_| asked == Asked::AlsoUnsourced)) {
            if told && rule.id == "weights-wrong" {
                continue;
            }
            let mut remarks = Remarks::of(rule);
            (rule.find)(&reading, &mut remarks);
            remarks.hand_over(&mut spoken_of, findings);
        }
    }
}
