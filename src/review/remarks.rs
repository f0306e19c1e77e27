//! What a rule has to say.

use super::reading::Sentence;
use super::rules::Rule;
use crate::diag::{Diagnostic, Findings, Origin, Problem, Severity};
use std::collections::BTreeMap;
use std::ops::Range;

/// The findings of one rule.
#[derive(Debug)]
pub(super) struct Remarks {
    rule: &'static Rule,
    found: Vec<(Option<Focus>, Diagnostic)>,
}

/// Bytes of a sentence: its passage, its place in it, and where they start.
type Focus = (usize, usize, usize);

/// One finding in the making: what is wrong and where.
#[derive(Debug, Clone)]
pub(super) struct Remark {
    message: String,
    origin: Origin,
    severity: Option<Severity>,
    remedy: Option<String>,
    excerpt: Option<String>,
    focus: Option<Focus>,
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
            focus: None,
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

    /// The number or word of a sentence that is in question.
    #[must_use]
    pub(super) fn at(mut self, sentence: &Sentence, range: &Range<usize>) -> Self {
        self.focus = Some((sentence.passage, sentence.number, range.start));
        self.excerpt(sentence.around(range))
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
        Self { rule, found: Vec::new() }
    }

    /// Adds a finding.
    pub(super) fn add(&mut self, remark: Remark) {
        let problem = Problem::Reviewed {
            rule: self.rule.id,
            severity: remark.severity.unwrap_or(self.rule.severity),
            message: remark.message,
            remedy: remark.remedy.unwrap_or_else(|| self.rule.remedy.to_owned()),
        };
        let diagnostic = Diagnostic {
            problem,
            origin: remark.origin,
            excerpt: remark.excerpt,
            arithmetic: remark.arithmetic,
            related: remark.related,
        };
        self.found.push((remark.focus, diagnostic));
    }

    /// Hands over what was found, but nothing more about a number that was spoken of:
    /// one slip is told once, by the rule that knows most of it.
    pub(super) fn hand_over(self, spoken_of: &mut BTreeMap<Focus, bool>, findings: &mut Findings) {
        for (focus, diagnostic) in self.found {
            let grave = diagnostic.severity() == Severity::Error;
            // A mild word about a number must not hide a grave one.
            let told = focus.and_then(|focus| spoken_of.get(&focus).copied());
            if told.is_none_or(|was_grave| grave && !was_grave) {
                spoken_of.extend(focus.map(|focus| (focus, grave)));
                findings.push(diagnostic);
            }
        }
    }
}
