//! What a rule has to say.

use super::rules::Rule;
use crate::diag::{Diagnostic, Findings, Origin, Problem, Severity};

/// The findings of one rule.
#[derive(Debug)]
pub(super) struct Remarks {
    rule: &'static Rule,
    findings: Findings,
}

/// One finding in the making: what is wrong and where.
#[derive(Debug, Clone)]
pub(super) struct Remark {
    message: String,
    origin: Origin,
    severity: Option<Severity>,
    remedy: Option<String>,
    excerpt: Option<String>,
    arithmetic: Option<String>,
    related: Vec<(Origin, String)>,
}

impl Remark {
    /// What is wrong, with both values, and where.
    pub(super) fn new(origin: &Origin, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            origin: origin.clone(),
            severity: None,
            remedy: None,
            excerpt: None,
            arithmetic: None,
            related: Vec::new(),
        }
    }

    /// How to mend it, where the rule's own advice is too general.
    #[must_use]
    pub(super) fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// Graver or milder than the rule's other findings.
    #[must_use]
    pub(super) fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// The words in question.
    #[must_use]
    pub(super) fn excerpt(mut self, excerpt: impl Into<String>) -> Self {
        self.excerpt = Some(excerpt.into());
        self
    }

    /// The calculation.
    #[must_use]
    pub(super) fn arithmetic(mut self, arithmetic: impl Into<String>) -> Self {
        self.arithmetic = Some(arithmetic.into());
        self
    }

    /// The other place, and what it has to do with the matter.
    #[must_use]
    pub(super) fn related(mut self, origin: &Origin, role: impl Into<String>) -> Self {
        self.related.push((origin.clone(), role.into()));
        self
    }
}

impl Remarks {
    pub(super) fn of(rule: &'static Rule) -> Self {
        Self { rule, findings: Findings::default() }
    }

    /// Adds a finding.
    pub(super) fn add(&mut self, remark: Remark) {
        let problem = Problem::Reviewed {
            rule: self.rule.id,
            severity: remark.severity.unwrap_or(self.rule.severity),
            message: remark.message,
            remedy: remark.remedy.unwrap_or_else(|| self.rule.remedy.to_owned()),
        };
        self.findings.push(Diagnostic {
            problem,
            origin: remark.origin,
            excerpt: remark.excerpt,
            arithmetic: remark.arithmetic,
            related: remark.related,
        });
    }

    pub(super) fn into_findings(self) -> Findings {
        self.findings
    }
}
