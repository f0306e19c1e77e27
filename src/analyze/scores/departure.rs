//! A score entered by hand beside the one the rule gives.

use crate::diag::{Findings, Origin, Problem};
use crate::scoring::{Account, Symbols};

/// Reports where the two differ: a reminder if a reason is written, else an error.
pub(in crate::analyze) fn departure(
    name: &str,
    account: &Account,
    symbols: &Symbols,
    origin: Origin,
    findings: &mut Findings,
) {
    let Some((rule, hand)) = account.departure() else { return };
    let (name, given, ruled) = (name.to_owned(), hand.score.to_string(), rule.score.to_string());
    let arithmetic = match rule.worked.steps.last() {
        Some(step) if !rule.has_arithmetic() => step.clone(),
        _ => rule.arithmetic(symbols),
    };
    let problem = if hand.reason.is_empty() && rule.is_rounded_first(hand.score) {
        Problem::ScoreRoundedFirst { name, given, ruled, arithmetic }
    } else if hand.reason.is_empty() {
        Problem::ScoreUnexplained { name, given, ruled, arithmetic }
    } else {
        Problem::ScoreDeparts { name, given, ruled, arithmetic, reason: hand.reason.clone() }
    };
    findings.add(problem, origin);
}
