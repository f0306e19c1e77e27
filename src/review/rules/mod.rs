//! The rules: one file each, told apart by what they look at.

mod claims;
mod data;
mod document;
mod scores;
mod tables;

use super::reading::Reading;
use super::remarks::Remarks;
use crate::diag::Severity;
use regex::Regex;

/// A rule: what it is called, how grave its findings are, how it finds them.
pub struct Rule {
    /// The stable id by which waivers and tools know it.
    pub id: &'static str,
    /// What it looks for, in a few words.
    pub title: &'static str,
    /// What it looks at.
    pub family: Family,
    /// How grave its findings are, unless one says otherwise.
    pub severity: Severity,
    /// How to mend what it finds, unless a finding says better.
    pub remedy: &'static str,
    /// Finds.
    pub(super) find: fn(&Reading<'_>, &mut Remarks),
}

/// A pattern of this program; the tests compile every one.
fn pattern(source: &str) -> Regex {
    Regex::new(source).unwrap_or_else(|error| unreachable!("internal error in a pattern: {error}"))
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Tables.
    Tables,
    /// What sentences claim.
    Claims,
    /// Numbers in sentences beside the tables.
    Data,
    /// The document as such.
    Document,
    /// Scores.
    Scores,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

/// All rules by family, in the order of the manual.
static RULES: &[&[&Rule]] = &[tables::ALL, claims::ALL, data::ALL, document::ALL, scores::ALL];

/// Rules that only speak when asked.
pub fn on_request() -> impl Iterator<Item = &'static Rule> {
    data::ON_REQUEST.iter().copied()
}

/// Every rule there is, by whose id waivers and tools may call it.
pub fn known() -> impl Iterator<Item = &'static Rule> {
    all().chain(on_request())
}

/// All rules, in the order of the manual.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().flat_map(|family| family.iter().copied())
}
