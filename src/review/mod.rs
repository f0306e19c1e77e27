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
use rayon::prelude::*;
pub use reading::Reading;
use remarks::Remarks;
pub use rules::{Family, Rule, all as rules, known as known_rules, on_request};
use std::borrow::Cow;
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
pub fn review<'a>(
    manuscripts: impl IndexedParallelIterator<Item = Cow<'a, Manuscript>>,
    asked: Asked,
    findings: &mut Findings,
) {
    // Weights that do not make 100 are told where they are added up.
    let told = findings.iter().any(|finding| ["weights-sum", "level-weight-wrong"].contains(&finding.problem.id()));
    let asked_of = rules().chain(on_request().filter(|_| asked == Asked::AlsoUnsourced));
    let asked_of: Vec<&Rule> = asked_of.filter(|rule| !told || rule.id != "weights-wrong").collect();
    let remarked: Vec<Vec<Remarks>> = manuscripts
        .map(|manuscript| {
            let reading = Reading::of(&manuscript);
            asked_of.par_iter().map(|rule| remarks(rule, &reading)).collect()
        })
        .collect();
    // What one rule speaks of, a later one leaves alone: they are heard in their order.
    for remarks_of_one in remarked {
        let mut spoken_of = BTreeMap::new();
        for remarks in remarks_of_one {
            remarks.hand_over(&mut spoken_of, findings);
        }
    }
}

fn remarks(rule: &'static Rule, reading: &Reading<'_>) -> Remarks {
    let mut remarks = Remarks::of(rule);
    (rule.find)(reading, &mut remarks);
    remarks
}
