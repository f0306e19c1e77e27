//! Numbers that look like slips of each other where the words around them are alike.

use super::same_words::{agree, are_divided, stripped};
use super::{Said, tell};
use crate::review::likeness::{Likeness, slip, slips_between};
use crate::review::reading::{Reading, clause, clause_before, scopes};
use crate::review::remarks::Remarks;
use std::collections::{BTreeMap, BTreeSet};

/// Words that make another number of the same thing.
const PARTS: [&str; 27] = [
    "到位", "支出", "拨付", "支付", "预算", "合同", "中标", "结算", "审定", "已", "未", "整改", "办结", "处理", "其中",
    "权重", "满分", "限", "控制", "累计", "增", "减", "降", "超", "差", "首", "应",
];

/// A number that is said in more places than these is not looked at.
const MOST_PLACES: usize = 30;

/// Numbers that differ as if one had been copied wrongly from the other.
pub(super) fn slips(reading: &Reading<'_>, remarks: &mut Remarks) {
    let mut by_digits: BTreeMap<String, Vec<Said<'_>>> = BTreeMap::new();
    for sentence in reading.prose().chain(&reading.told_in_cells) {
        for amount in sentence.amounts.iter().filter(|amount| amount.is_exact() && amount.digits.len() >= 2) {
            by_digits.entry(key(&(sentence, amount), &amount.digits)).or_default().push((sentence, amount));
        }
    }
    let mut told: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    for said in by_digits.values() {
        let first = &said[0];
        for other in slips_between(&first.1.digits) {
            let Some(others) = by_digits.get(&key(first, &other)) else { continue };
            // The same number in so many places is a form of words, not one thing.
            if said.len() > MOST_PLACES || others.len() > MOST_PLACES {
                continue;
            }
            let pairs = said.iter().flat_map(|one| others.iter().map(move |other| (one, other)));
            let odd = pairs.filter_map(|(one, other)| judge(reading, one, other)).max_by_key(|(grade, ..)| *grade);
            let Some((_, one, other)) = odd else { continue };
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
fn judge<'a>(
    reading: &Reading<'_>,
    one: &'a Said<'a>,
    other: &'a Said<'a>,
) -> Option<(u8, &'a Said<'a>, &'a Said<'a>)> {
    if one.0.passage == other.0.passage && one.0.number == other.0.number || agree(one.1, other.1) {
        return None;
    }
    let needed = needed(one, other)?;
    let closeness = Closeness::of(one, other);
    let swapped = slip(&one.1.digits, &other.1.digits) == Some(Likeness::Swapped);
    let divided = closeness.divided && !(needed == Words::Few && swapped);
    if divided || !closeness.reaches(needed) || !is_of_one_scope(reading, one, other) {
        return None;
    }
    let in_cell = |said: &Said<'_>| said.0.passage >= reading.manuscript.passages.len();
    // Two rows of a table say the same words of two things; so do chapters on two places.
    if in_cell(one) && in_cell(other) || are_divided(reading.heading(one.0), reading.heading(other.0)) {
        return None;
    }
    if needed != Words::Few && one.0.passage == other.0.passage || rows(reading, one) != rows(reading, other) {
        return None;
    }
    let known = |said: &Said<'_>| {
        let cells = reading.facts.explaining(said.1).filter(|fact| fact.derived.is_none());
        cells.map(|fact| &fact.measure).any(|measure| *measure == said.1.measure)
    };
    let reckoned = |said: &Said<'_>| needed != Words::Few && said.0.works_out(said.1);
    let backed = |said: &Said<'_>| known(said) || reckoned(said) || reading.is_repeated(said.0, said.1);
    let (odd, usual) = match (known(one), known(other), backed(one), backed(other)) {
        (true, true, ..) | (false, false, true, true) => return None,
        (true, false, ..) | (false, false, true, false) => (other, one),
        (false, true, ..) | (false, false, false, true) => (one, other),
        (false, false, false, false) if needed == Words::Most => return None,
        (false, false, false, false) if one.0.passage > other.0.passage => (one, other),
        (false, false, false, false) => (other, one),
    };
    // What is reckoned from its own sentence is right there.
    (!odd.1.bound && !reckoned(odd)).then_some((closeness.shared, odd, usual))
}

/// How much of the words must be alike: the longer the number, the less.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Words {
    Few,
    Half,
    Most,
}

fn needed(one: &Said<'_>, other: &Said<'_>) -> Option<Words> {
    let bare = |said: &Said<'_>| said.1.digits.trim_end_matches('0').len();
    let likeness = slip(&one.1.digits, &other.1.digits)?;
    match (likeness, bare(one).max(bare(other))) {
        (Likeness::Swapped, 3..) | (Likeness::OneDigit, 5..) => Some(Words::Few),
        (Likeness::OneDigit, 3 | 4) | (Likeness::Length, 4..) => Some(Words::Half),
        (Likeness::OneDigit | Likeness::Swapped, 1 | 2) => Some(Words::Most),
        _ => None,
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
    fn of(one: &Said<'_>, other: &Said<'_>) -> Self {
        let subject = |said: &Said<'_>| -> Vec<char> {
            worded(stripped(said.0.words_before(said.1))).chars().filter(|c| *c != '的').rev().collect()
        };
        let (here, there) = (subject(one), subject(other));
        let tail = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
        let own: BTreeSet<&char> = here[tail..].iter().collect();
        let divided =
            tail > 0 && !own.is_empty() && tail < there.len() && there[tail..].iter().all(|c| !own.contains(c));
        let (first, second) = (pairs(one), pairs(other));
        let shared = first.intersection(&second).count();
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

/// The pairs of letters of the clause, the number and its unit left out.
fn pairs(said: &Said<'_>) -> BTreeSet<(char, char)> {
    let words = worded(&clause(said.0, said.1).replacen(said.0.written(said.1), "", 1)).replace('的', "");
    words.chars().zip(words.chars().skip(1)).collect()
}

/// Whether both are of the same year, and narrowed by the same words.
fn is_of_one_scope(reading: &Reading<'_>, one: &Said<'_>, other: &Said<'_>) -> bool {
    let words = |said: &Said<'_>| {
        let before = clause_before(said.0, said.1);
        let parts = PARTS.into_iter().filter(|word| before.contains(word));
        scopes(said.0, said.1).into_iter().chain(parts).collect::<Vec<_>>()
    };
    let year = |said: &Said<'_>| reading.year_of(said.0, said.1);
    month(one) == month(other) && words(one) == words(other) && aims(one) == aims(other) && year(one) == year(other)
}

/// The month a clause speaks of: 1月检测1235批次.
fn month(said: &Said<'_>) -> Option<String> {
    let before = clause_before(said.0, said.1);
    let end = before.rfind('月')?;
    let digits: String = before[..end].chars().rev().take_while(char::is_ascii_digit).collect();
    (!digits.is_empty()).then_some(digits)
}

fn aims(said: &Said<'_>) -> bool {
    ["目标", "计划", "预期", "规划"].iter().any(|word| said.0.text[..said.1.range.start].contains(word))
}

/// The rows of tables that a clause names.
fn rows<'a>(reading: &'a Reading<'_>, said: &Said<'_>) -> BTreeSet<&'a str> {
    let clause = clause(said.0, said.1);
    let names = reading.sheets.iter().flat_map(|sheet| &sheet.names).map(String::as_str);
    names.filter(|name| name.chars().count() >= 2 && clause.contains(name)).collect()
}

/// The letters and Han characters of a text.
fn worded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}
