//! Showing what came of the projects, to people or to machines.

use super::Exit;
use crate::cli::Format;
use crate::diag::{Examined, human, json, sarif, summary};
use crate::pipeline::Outcome;
use std::io::Write;

/// Shows all outcomes; whether an error is among them decides the exit code.
pub(super) fn show(
    outcomes: &[Outcome],
    format: Format,
    results: &mut impl Write,
    notes: &mut impl Write,
) -> std::io::Result<Exit> {
    match format {
        Format::Json => {
            let all: Vec<_> = outcomes
                .iter()
                .map(|outcome| {
                    let mut value = json(&outcome.project, &outcome.findings);
                    value["written"] = outcome.written.clone().into();
                    value["unchanged"] = outcome.unchanged.clone().into();
                    value
                })
                .collect();
            writeln!(results, "{}", serde_json::json!({ "projects": all }))?;
        }
        Format::Sarif => {
            let examined: Vec<Examined<'_>> = outcomes.iter().map(examined).collect();
            writeln!(results, "{}", sarif(&examined))?;
        }
        Format::Human => {
            for outcome in outcomes {
                show_outcome(outcome, notes)?;
            }
        }
    }
    let bad = outcomes.iter().any(|outcome| outcome.findings.has_errors());
    Ok(if bad { Exit::Findings } else { Exit::Fine })
}

fn examined(outcome: &Outcome) -> Examined<'_> {
    Examined { project: &outcome.project, root: &outcome.root, findings: &outcome.findings }
}

fn show_outcome(outcome: &Outcome, notes: &mut impl Write) -> std::io::Result<()> {
    write!(notes, "{}", human(&outcome.project, &outcome.findings))?;
    writeln!(notes, "{}", summary(&outcome.project, &outcome.findings))
}
