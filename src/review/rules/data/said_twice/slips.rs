//! Numbers that look like slips of each other where the words around them are alike.

use super::same_words::{agree, are_divided, stripped};
use super::seen::Seen;
use super::{Said, tell};
use crate::review::likeness::{Likeness, slip, slips_between};
use crate::review::reading::Reading;
use crate::review::remarks::Remarks;
use std::collections::{BTreeMap, BTreeSet};

/// A number that is said in more places than these is not looked at.
const MOST_PLACES: usize = 30;

/// Numbers that differ as if one had been copied wrongly from the other.
pub(super) fn slips(reading: &Reading<'_>, remarks: &mut Remarks) {
    let mut by_digits: BTreeMap<String, Vec<Seen<'_>>> = BTreeMap::new();
    for sentence in reading.prose().chain(&reading.told_in_cells) {
        for amount in sentence.amounts.iter().filter(|amount| amount.is_exact() && amount.digits.len() >= 2) {
            by_digits
                .entry(key(&(sentence, amount), &amount.digits))
                .or_default()
                .push(Seen::new(reading, (sentence, amount)));
        }
    }
    let mut told: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    for said in by_digits.values() {
        let first = &said[0];
        for other in slips_between(&first.said.1.digits) {
            let Some(others) = by_digits.get(&key(&first.said, &other)) else { continue };
            // The same number in so many places is a form of words, not one thing.
            if said.len() > MOST_PLACES || others.len() > MOST_PLACES {
                continue;
            }
            let Some(slipped) = Slipped::of(&first.said.1.digits, &other) else { continue };
            let pairs = said.iter().flat_map(|one| others.iter().map(move |other| (one, other)));
            let odd = pairs.filter_map(|(one, other)| judge(slipped, one, other)).max_by_key(|(grade, ..)| *grade);
            let Some((_, Seen { said: one, .. }, Seen { said: other, .. })) = odd else { continue };
            if told.insert((one.0.passage, one.0.number, one.1.range.start)) {
                let subject = stripped(one.0.words_before(one.1));
                tell(subject, one, other, remarks);
            }
        }
    }
}

/// What numbers must share to be compared: what they measure and how finely.
fn key(said: &Said<'_>, digits: &str) -> String {
    format!("{:?}/{}/{digits}", said.1.measure, said.1.step.normalize())
}

/// The odd one and the usual one of two, and how sure that is; nothing where they can be two things.
fn judge<'a, 'b>(slipped: Slipped, one: &'b Seen<'a>, other: &'b Seen<'a>) -> Option<(u8, &'b Seen<'a>, &'b Seen<'a>)> {
    let (here, there, reading) = (&one.said, &other.said, one.reading);
    // What is known of each by itself comes first: it is found once, and there are many pairs.
    let same = here.0.passage == there.0.passage && here.0.number == there.0.number;
    if same || one.scope() != other.scope() || agree(here.1, there.1) {
        return None;
    }
    let Slipped { needed, swapped } = slipped;
    let closeness = Closeness::of(one, other);
    let divided = closeness.divided && !(needed == Words::Few && swapped);
    if divided || !closeness.reaches(needed) {
        return None;
    }
    let in_cell = |said: &Said<'_>| said.0.passage >= reading.manuscript.passages.len();
    // Two rows of a table say the same words of two things; so do chapters on two places.
    if in_cell(here) && in_cell(there) || are_divided(reading.heading(here.0), reading.heading(there.0)) {
        return None;
    }
    if needed != Words::Few && here.0.passage == there.0.passage || one.rows() != other.rows() {
        return None;
    }
    let reckoned = |seen: &Seen<'_>| needed != Words::Few && seen.is_reckoned();
    let backed = |seen: &Seen<'_>| seen.is_known() || reckoned(seen) || seen.is_repeated();
    let (odd, usual) = match (one.is_known(), other.is_known(), backed(one), backed(other)) {
        (true, true, ..) | (false, false, true, true) => return None,
        (true, false, ..) | (false, false, true, false) => (other, one),
        (false, true, ..) | (false, false, false, true) => (one, other),
        (false, false, false, false) if needed == Words::Most => return None,
        (false, false, false, false) if here.0.passage > there.0.passage => (one, other),
        (false, false, false, false) => (other, one),
    };
    // What is reckoned from its own sentence is right there.
    (!odd.said.1.bound && !reckoned(odd)).then_some((closeness.shared, odd, usual))
}

/// How much of the words must be alike: the longer the number, the less.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Words {
    Few,
    Half,
    Most,
}

/// How one row of digits can have become another, and what that takes.
#[derive(Clone, Copy)]
struct Slipped {
    needed: Words,
    swapped: bool,
}

impl Slipped {
    fn of(one: &str, other: &str) -> Option<Self> {
        let bare = |digits: &str| digits.trim_end_matches('0').len();
        let likeness = slip(one, other)?;
        let needed = match (likeness, bare(one).max(bare(other))) {
            (Likeness::Swapped, 3..) | (Likeness::OneDigit, 5..) => Words::Few,
            (Likeness::OneDigit, 3 | 4) | (Likeness::Length, 4..) => Words::Half,
            (Likeness::OneDigit | Likeness::Swapped, 1 | 2) => Words::Most,
            _ => return None,
        };
        Some(Self { needed, swapped: likeness == Likeness::Swapped })
    }
}

/// How alike the words around two numbers are.
struct Closeness {
    /// Characters in which what stands before both ends alike.
    tail: usize,
    /// Whether each has words of its own before that: 绿化项目得分, 本年得分.
    divided: bool,
    /// Pairs of characters that the clauses share.
    shared: u8,
    /// The share of the shorter clause's pairs that this is, in tenths.
    tenths: usize,
}

impl Closeness {
    fn of(one: &Seen<'_>, other: &Seen<'_>) -> Self {
        let (here, there) = (one.subject(), other.subject());
        let tail = here.iter().zip(there).take_while(|(a, b)| a == b).count();
        let (own, others) = (&here[tail..], &there[tail..]);
        let divided = tail > 0 && !own.is_empty() && !others.is_empty() && others.iter().all(|c| !own.contains(c));
        let (first, second) = (one.pairs(), other.pairs());
        let shared = first.iter().filter(|pair| second.binary_search(pair).is_ok()).count();
        let tenths = shared * 10 / first.len().min(second.len()).max(1);
        Self { tail, divided, shared: u8::try_from(shared).unwrap_or(u8::MAX), tenths }
    }

    fn reaches(&self, words: Words) -> bool {
        match words {
            Words::Few => self.tail >= 3 || self.shared >= 2 && self.tenths >= 5,
            Words::Half => self.tail >= 4 || self.shared >= 3 && self.tenths >= 6,
            Words::Most => self.shared >= 5 && self.tenths >= 8,
        }
    }
}
