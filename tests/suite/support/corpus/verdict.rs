//! What was found beside what should be.

use super::Case;
use jixiao::diag::{Diagnostic, Origin, Problem};
use std::fmt::Write;

/// The outcome of one case.
#[derive(Debug)]
pub(crate) struct Verdict {
    /// Labels with a finding.
    pub(crate) hit: Vec<String>,
    /// Labels without one.
    pub(crate) missed: Vec<String>,
    /// Findings of the review that no label explains.
    pub(crate) false_alarms: Vec<Diagnostic>,
    /// Findings of the review that a label explains.
    pub(crate) right: usize,
}

impl Verdict {
    pub(crate) fn of(case: &Case) -> Self {
        let found = case.check();
        let (hit, missed) =
            case.labels.iter().cloned().partition(|label| found.iter().any(|one| touches(one, label, case)));
        let reviewed = found.iter().filter(|one| matches!(one.problem, Problem::Reviewed { .. }));
        let (right, wrong): (Vec<_>, Vec<_>) =
            reviewed.partition(|one| case.labels.iter().any(|label| touches(one, label, case)));
        Self { hit, missed, right: right.len(), false_alarms: wrong.into_iter().cloned().collect() }
    }

    pub(crate) fn is_clean(&self) -> bool {
        self.missed.is_empty() && self.false_alarms.is_empty()
    }

    /// What went wrong, for people.
    pub(crate) fn story(&self, case: &Case) -> String {
        let mut out = String::new();
        for label in &self.missed {
            let _ = writeln!(out, "{}: missed {label}", case.path);
        }
        for alarm in &self.false_alarms {
            let excerpt = alarm.excerpt.as_deref().unwrap_or_default();
            let _ = writeln!(
                out,
                "{}: false alarm [{}] {} | {excerpt} ({})",
                case.path,
                alarm.problem.id(),
                alarm.problem,
                alarm.origin
            );
        }
        out
    }
}

/// Whether a finding speaks of what a label marks.
fn touches(finding: &Diagnostic, label: &str, case: &Case) -> bool {
    let places = || std::iter::once(&finding.origin).chain(finding.related.iter().map(|(origin, _)| origin));
    match table_label(label) {
        Some((title, Some((row, column)))) => {
            let rows = case.rows_of(title, row);
            places().any(|place| {
                rows.iter().any(|(file, line)| {
                    place.path() == file
                        && (place.line_number() == Some(*line)
                            || place.column().is_some_and(|name| name == column && place.line_number().is_some()))
                })
            })
        }
        Some((title, None)) => {
            let name = format!("「{title}」");
            finding.problem.to_string().contains(&name) || places().any(|place| place.path().contains(title))
        }
        None => places().enumerate().any(|(index, place)| in_prose(finding, place, index == 0, label, case)),
    }
}

/// Whether a place of a finding is the paragraph of a fragment, and its words are the fragment's.
fn in_prose(finding: &Diagnostic, place: &Origin, primary: bool, label: &str, case: &Case) -> bool {
    let here = place.path() == "narrative/01.md"
        && place.line_number().is_some_and(|line| case.lines_of(label).contains(&line));
    if !here {
        return false;
    }
    let told = format!("{}{}", finding.problem, finding.arithmetic.as_deref().unwrap_or_default());
    let excerpt = finding.excerpt.as_deref().unwrap_or_default();
    let wanted = (label.chars().count() - 1).clamp(2, 6);
    (primary && common(excerpt, label) >= wanted)
        || common(&told, label) >= wanted
        || numbers(label).any(|number| told.contains(&number))
}

fn table_label(label: &str) -> Option<(&str, Option<(&str, &str)>)> {
    let rest = label.strip_prefix("表「")?;
    let (title, rest) = rest.split_once('」')?;
    Some((title, rest.rsplit_once('/')))
}

/// The longest run of characters that both have.
fn common(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().filter(|c| !c.is_whitespace()).collect();
    let other: Vec<char> = other.chars().filter(|c| !c.is_whitespace()).collect();
    let run = |from: usize, at: usize| one[from..].iter().zip(&other[at..]).take_while(|(a, b)| a == b).count();
    (0..one.len())
        .flat_map(|from| (0..other.len()).map(move |at| (from, at)))
        .map(|(from, at)| run(from, at))
        .max()
        .unwrap_or(0)
}

fn numbers(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    parts.filter(|part| part.len() >= 2).map(str::to_owned)
}

/// Precision and recall over many cases.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    hit: usize,
    missed: usize,
    right: usize,
    wrong: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, verdict: &Verdict) {
        self.hit += verdict.hit.len();
        self.missed += verdict.missed.len();
        self.right += verdict.right;
        self.wrong += verdict.false_alarms.len();
    }

    /// The share of labels that were found.
    pub(crate) fn recall(&self) -> f64 {
        share(self.hit, self.hit + self.missed)
    }

    /// The share of findings that are right.
    pub(crate) fn precision(&self) -> f64 {
        share(self.right, self.right + self.wrong)
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (found, labels) = (self.hit, self.hit + self.missed);
        let (recall, precision) = (self.recall() * 100.0, self.precision() * 100.0);
        write!(
            f,
            "recall {recall:.1}% ({found} of {labels}), precision {precision:.1}% ({} of {})",
            self.right,
            self.right + self.wrong
        )
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}
