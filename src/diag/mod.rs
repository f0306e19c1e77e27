//! Findings: what is wrong in the user's files, where, and what to do about it.
//!
//! Deep code says *what* ([`Problem`]), the caller who knows the place adds *where*
//! ([`Origin`]), and the renderers ([`human()`], [`json()`], [`sarif()`]) decide *how* it is shown. Nothing is
//! printed anywhere else.

mod cause;
mod data_file;
mod hint;
mod human;
mod json;
mod limit;
mod nearest;
mod order;
mod origin;
mod problem;
mod sarif;
mod title;
mod waiver;

pub use cause::cause;
pub(crate) use cause::remedy_for_writing;
pub use data_file::DataFile;
pub use human::{human, summary};
pub use json::json;
pub use limit::Limit;
pub use nearest::nearest;
pub use order::Group;
pub use origin::{Line, Origin};
pub use problem::{Problem, ProblemKind};
pub use sarif::{Examined, sarif};
pub use waiver::{Waived, Waiver, waive};

use indexmap::IndexSet;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The document is not made.
    Error,
    /// The document is made; somebody should look.
    Warning,
    /// The document is made; its form could be better.
    Advice,
}

impl Severity {
    /// All of them, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Advice];

    /// The word people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "提醒",
            Self::Advice => "建议",
        }
    }

    /// The word machines read.
    pub fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// What is wrong.
    pub problem: Problem,
    /// Where it stands.
    pub origin: Origin,
    /// The offending text as the user wrote it.
    pub excerpt: Option<String>,
    /// The calculation that shows it.
    pub arithmetic: Option<String>,
    /// Other places that belong to it, each with its part in the matter.
    pub related: Vec<(Origin, String)>,
}

impl Diagnostic {
    /// A finding at a place.
    pub fn new(problem: Problem, origin: Origin) -> Self {
        Self { problem, origin, excerpt: None, arithmetic: None, related: Vec::new() }
    }

    /// Adds the offending text.
    #[must_use]
    pub fn excerpt(mut self, text: impl Into<String>) -> Self {
        self.excerpt = Some(text.into());
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn related(mut self, origin: Origin, role: impl Into<String>) -> Self {
        self.related.push((origin, role.into()));
        self
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.problem.severity()
    }
}

/// The findings of a run, in the order of the stages, and those that are waived.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    found: IndexSet<Diagnostic>,
    waived: Vec<Waived>,
}

impl Findings {
    /// Adds one finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.insert(diagnostic);
    }

    /// Adds a problem at a place.
    pub fn add(&mut self, problem: Problem, origin: Origin) {
        self.push(Diagnostic::new(problem, origin));
    }

    /// Adds all findings of another list.
    pub fn extend(&mut self, other: Findings) {
        for diagnostic in other.found {
            self.push(diagnostic);
        }
        self.waived.extend(other.waived);
    }

    /// Adds all findings of another list, each with a further place it belongs to.
    pub fn extend_about(&mut self, other: Findings, origin: &Origin, role: &str) {
        for diagnostic in other.found {
            // Where it stands there itself nothing is to be added.
            let is_there = diagnostic.origin.whole_row() == origin.whole_row();
            self.push(if is_there { diagnostic } else { diagnostic.related(origin.clone(), role) });
        }
        self.waived.extend(other.waived);
    }

    /// Whether there is none, and none that is waived.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty() && self.waived.is_empty()
    }

    /// Whether a document must not be made.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|d| d.severity() == Severity::Error)
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|d| d.severity() == severity).count()
    }

    /// The findings, in the order of the stages.
    pub fn iter(&self) -> indexmap::set::Iter<'_, Diagnostic> {
        self.found.iter()
    }

    /// The findings that are waived; nothing follows from them.
    pub fn waived(&self) -> &[Waived] {
        &self.waived
    }

    /// Moves the findings for which there is a waiver.
    fn set_aside(&mut self, waiver: impl Fn(&Diagnostic) -> Option<Waiver>) {
        for diagnostic in std::mem::take(&mut self.found) {
            match waiver(&diagnostic) {
                Some(waiver) => self.waived.push(Waived { diagnostic, waiver }),
                None => self.push(diagnostic),
            }
        }
    }
}
