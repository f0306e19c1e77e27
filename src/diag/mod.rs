//! Findings: what is wrong in the user's files, where, and what to do about it.
//!
//! Deep code says *what* ([`Problem`]), the caller who knows the place adds *where*
//! ([`Origin`]), and the renderers ([`human()`], [`json()`]) decide *how* it is shown. Nothing is
//! printed anywhere else.

mod cause;
mod hint;
mod human;
mod json;
mod nearest;
mod origin;
mod problem;

pub use cause::cause;
pub use human::human;
pub use json::json;
pub use nearest::nearest;
pub use origin::{Line, Origin};
pub use problem::{Problem, ProblemKind};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The document is not made.
    Error,
    /// The document is made; somebody should look.
    Warning,
    /// The document is made; its form could be better.
    Advice,
}

/// One finding.
#[derive(Debug, Clone, PartialEq)]
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

/// The findings of a run, in the order of the stages.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings(Vec<Diagnostic>);

impl Findings {
    /// Adds one finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if !self.0.contains(&diagnostic) {
            self.0.push(diagnostic);
        }
    }

    /// Adds a problem at a place.
    pub fn add(&mut self, problem: Problem, origin: Origin) {
        self.push(Diagnostic::new(problem, origin));
    }

    /// Adds all findings of another list.
    pub fn extend(&mut self, other: Findings) {
        for diagnostic in other.0 {
            self.push(diagnostic);
        }
    }

    /// Whether a document must not be made.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity() == Severity::Error)
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|d| d.severity() == severity).count()
    }

    /// The findings.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }
}
