//! Claims of change: from one number to another, and by how much.

mod from_to;
mod spelled_out;
mod than;
mod verdict;
mod years;

pub(super) use verdict::Verdict;
pub(super) use years::series;

use super::pattern::Direction;
use crate::review::reading::{Amount, Measure, Sentence};

/// A claim that something went from one number to another.
#[derive(Debug, Clone)]
pub(super) struct Change<'a> {
    /// The number before.
    pub(super) from: &'a Amount,
    /// The number after.
    pub(super) to: &'a Amount,
    /// The word that says which way it went, between the two.
    pub(super) moved: Option<Direction>,
    /// By how much, and the word that says which way.
    pub(super) by: Option<(&'a Amount, Direction)>,
    /// How many steps of a year lie between, where the claim is a yearly one.
    pub(super) yearly: Option<u32>,
    /// Whether the claim may be about another pair of numbers than these.
    pub(super) doubtful: bool,
}

/// All claims of change in a sentence.
pub(super) fn changes<'a>(sentence: &'a Sentence, before: &'a [Sentence]) -> Vec<Change<'a>> {
    let mut found = from_to::from_to(sentence);
    found.extend(from_to::lists(sentence));
    found.extend(than::than(sentence));
    found.extend(years::of_years(sentence, before));
    found.extend(spelled_out::spelled_out(sentence));
    found.retain(|change| !matches!(change.to.measure, Measure::Points | Measure::Times));
    found
}

impl<'a> Change<'a> {
    /// A claim that says by how much, and nothing else.
    fn by(from: &'a Amount, to: &'a Amount, by: &'a Amount, word: Direction) -> Self {
        Self { from, to, moved: None, by: Some((by, word)), yearly: None, doubtful: false }
    }
}

fn amount<'a>(sentence: &'a Sentence, groups: &regex::Captures<'_>, group: usize) -> Option<&'a Amount> {
    sentence.amount_of(groups.get(group)?.as_str()).filter(|amount| amount.is_exact())
}

/// Whether both can be two states of one thing; 由5万到8万元 leaves the first unit out.
fn comparable(from: &Amount, to: &Amount) -> bool {
    from.measure == to.measure
}
