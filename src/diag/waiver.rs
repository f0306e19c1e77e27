//! Waivers: findings that somebody has looked at and answers for, until a day.

use super::{Diagnostic, Findings, Origin, Problem, Severity};
use crate::model::Date;
use crate::review;

/// A waiver as the project gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiver {
    /// The id of the findings it is for.
    pub rule: String,
    /// The file they stand in; any file if there is none.
    pub file: Option<String>,
    /// Words of their message or excerpt; any words if there are none.
    pub contains: Option<String>,
    /// Why they may stand.
    pub reason: String,
    /// The last day it holds.
    pub expires: Date,
    /// Where it is written.
    pub origin: Origin,
}

/// A finding that is waived.
#[derive(Debug, Clone, PartialEq)]
pub struct Waived {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// What waives it.
    pub waiver: Waiver,
}

impl Waiver {
    /// Whether it speaks of this finding.
    fn covers(&self, diagnostic: &Diagnostic) -> bool {
        let in_file = self.file.as_ref().is_none_or(|file| file == diagnostic.origin.path());
        let says = |words: &String| {
            let excerpt = diagnostic.excerpt.as_deref().unwrap_or_default();
            diagnostic.problem.to_string().contains(words) || excerpt.contains(words)
        };
        self.rule == diagnostic.problem.id() && in_file && self.contains.as_ref().is_none_or(says)
    }
}

impl Diagnostic {
    /// Whether the document cannot be made because of it. What the review calls an error is a
    /// judgement about a document that can be made: somebody may answer for it.
    pub fn stops_the_work(&self) -> bool {
        self.severity() == Severity::Error && !matches!(self.problem, Problem::Reviewed { .. })
    }
}

/// Sets aside the findings that are waived on the project's day. A waiver that has run out, that is
/// not used or that cannot be used is a finding itself.
pub fn waive(findings: &mut Findings, waivers: &[Waiver], today: Date) {
    // What cannot be made is not read either: then nobody knows which waivers are of use.
    let all_was_read = !findings.iter().any(Diagnostic::stops_the_work);
    let (valid, expired): (Vec<&Waiver>, Vec<&Waiver>) = waivers.iter().partition(|waiver| waiver.expires >= today);
    for waiver in &valid {
        let rule = waiver.rule.clone();
        let mut covered = findings.iter().filter(|d| waiver.covers(d)).peekable();
        let idle = covered.peek().is_none();
        let refused = !idle && covered.all(Diagnostic::stops_the_work);
        if refused {
            findings.add(Problem::WaiverUnfit { rule, cause: "这一处是错误" }, waiver.origin.clone());
        } else if idle && all_was_read && !review::on_request().any(|silent| silent.id == rule) {
            findings.add(Problem::WaiverUnused { rule }, waiver.origin.clone());
        }
    }
    for waiver in expired {
        let problem = Problem::WaiverExpired {
            rule: waiver.rule.clone(),
            expires: waiver.expires.in_digits(),
            today: today.in_digits(),
        };
        findings.add(problem, waiver.origin.clone());
    }
    findings.set_aside(|diagnostic| {
        let waiver = valid.iter().find(|waiver| !diagnostic.stops_the_work() && waiver.covers(diagnostic))?;
        Some((*waiver).clone())
    });
}
