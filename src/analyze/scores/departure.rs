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
    let arithmetic = rule.arithmetic(symbols);
    let problem = if hand.reason.is_empty() {
        let from_rounded = rule.is_rounded_first(hand.score);
        Problem::ScoreUnexplained { name, given, ruled, arithmetic, from_rounded }
    } else {
        Problem::ScoreDeparts { name, given, ruled, arithmetic, reason: hand.reason.clone() }
    };
    findings.add(problem, origin);
}
