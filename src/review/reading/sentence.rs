//! A passage in sentences, with its numbers taken out so that patterns can speak of them.

use super::amount::{Amount, Measure};
use super::lexer::{Token, tokens};
use crate::diag::Origin;
use crate::model::{Passage, PassageKind};
use crate::review::interval::Interval;
use rust_decimal::Decimal;
use std::ops::Range;

/// A mark in [`Sentence::masked`] that stands for the first number; the next one is the next mark.
pub(crate) const FIRST_AMOUNT: u32 = 0xE000;
/// The mark of the first year.
const FIRST_YEAR: u32 = 0xF000;
/// The mark of a code.
pub(crate) const CODE: char = '\u{F800}';

/// A sentence with more numbers than these is a list: any number follows from some others.
const MOST_AMOUNTS: usize = 60;

/// One sentence.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Its passage in the manuscript.
    pub passage: usize,
    /// Its place among the sentences of the passage.
    pub number: usize,
    /// What the passage is.
    pub kind: PassageKind,
    /// The heading it stands under: place among the headings of the document, 0 before the first.
    pub section: usize,
    /// The words as printed, without the mark at the end.
    pub text: String,
    /// The words with a mark for each number, year and code.
    pub masked: String,
    /// [`Self::masked`] without what stands in brackets.
    pub bare: String,
    /// The numbers in order, with their bytes in [`Self::text`].
    pub amounts: Vec<Amount>,
    /// The years in order.
    pub years: Vec<(i32, Range<usize>)>,
    /// Where it stands.
    pub origin: Origin,
}

impl Sentence {
    /// The number a mark stands for.
    pub(crate) fn amount_of(&self, mark: &str) -> Option<&Amount> {
        let mark = u32::from(mark.chars().next()?);
        self.amounts.get(usize::try_from(mark.checked_sub(FIRST_AMOUNT)?).ok()?)
    }

    /// Whether a number follows from the others of the sentence: a difference, a sum, a rate, a change.
    pub(crate) fn works_out(&self, amount: &Amount) -> bool {
        if self.amounts.len() > MOST_AMOUNTS {
            return true;
        }
        let wide = amount.as_printed();
        let others: Vec<&Amount> = self.amounts.iter().filter(|other| other.range != amount.range).collect();
        let pairs =
            others.iter().enumerate().flat_map(|(at, one)| others[at + 1..].iter().map(move |other| (*one, *other)));
        pairs.filter(|(one, other)| one.measure == other.measure).any(|(one, other)| {
            let (a, b) = (one.interval(), other.interval());
            let like = one.measure == amount.measure;
            let point = one.measure == Measure::Percent && amount.measure == Measure::Points;
            let plain = (like || point) && [a.plus(b), a.minus(b), b.minus(a)].iter().any(|value| value.meets(wide));
            let rate = amount.measure == Measure::Percent && {
                let whole = Interval::exactly(Decimal::ONE_HUNDRED);
                let ratios = [a.over(b), b.over(a)].into_iter().flatten().map(Interval::in_percent);
                ratios.flat_map(|ratio| [ratio, ratio.minus(whole), whole.minus(ratio)]).any(|value| value.meets(wide))
            };
            plain || rate
        })
    }

    /// The year a mark stands for.
    pub(crate) fn year_of(&self, mark: &str) -> Option<i32> {
        let mark = u32::from(mark.chars().next()?);
        let at = usize::try_from(mark.checked_sub(FIRST_YEAR)?).ok()?;
        self.years.get(at).map(|(year, _)| *year)
    }

    /// The number as written.
    pub(crate) fn written(&self, amount: &Amount) -> &str {
        self.text.get(amount.range.clone()).unwrap_or_default()
    }

    /// The words between two numbers, or before one, as far as the last punctuation mark.
    pub(crate) fn words_before(&self, amount: &Amount) -> &str {
        let before = self.text.get(..amount.range.start).unwrap_or_default();
        let start =
            before.char_indices().rev().find(|(_, c)| "，、；：。（）()【】“”".contains(*c) || c.is_ascii_digit());
        let start = start.map_or(0, |(at, c)| at + c.len_utf8());
        &before[start..]
    }

    /// A piece of the text around some bytes, to be shown.
    pub(crate) fn around(&self, range: &Range<usize>) -> String {
        around(&self.text, range)
    }
}

/// A piece of a text around some bytes, to be shown.
pub(crate) fn around(text: &str, range: &Range<usize>) -> String {
    const MARGIN: usize = 24;
    let before: Vec<char> = text[..range.start].chars().collect();
    let head: String = before[before.len().saturating_sub(MARGIN)..].iter().collect();
    let tail: String = text[range.end..].chars().take(MARGIN).collect();
    let dots = |cut: bool| if cut { "…" } else { "" };
    let cut_tail = text[range.end..].chars().count() > MARGIN;
    format!("{}{head}{}{tail}{}", dots(before.len() > MARGIN), &text[range.clone()], dots(cut_tail))
}

/// The sentences of a passage.
pub(super) fn sentences(passage: &Passage, index: usize, section: usize) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut depth = 0_i32;
    for (at, character) in passage.text.char_indices() {
        match character {
            '（' | '(' | '【' => depth += 1,
            '）' | ')' | '】' => depth -= 1,
            _ => {}
        }
        let ends = matches!(character, '。' | '！' | '？' | '\n') || character == '；' && depth <= 0;
        if ends {
            found.push(start..at);
            start = at + character.len_utf8();
            depth = 0;
        }
    }
    found.push(start..passage.text.len());
    found.retain(|range| !passage.text[range.clone()].trim().is_empty());
    found.into_iter().enumerate().map(|(number, range)| sentence(passage, index, section, number, range)).collect()
}

fn sentence(passage: &Passage, index: usize, section: usize, number: usize, range: Range<usize>) -> Sentence {
    // Private-use characters are the marks of this module; one that a user typed has its own
    // finding and is as long as the sign that stands for it here.
    let text = passage.text[range.clone()].replace(|c: char| ('\u{E000}'..='\u{F8FF}').contains(&c), "□");
    let bound: Vec<Range<usize>> = passage
        .bound
        .iter()
        .filter(|bound| bound.end > range.start && bound.start < range.end)
        .map(|bound| bound.start.saturating_sub(range.start)..(bound.end - range.start).min(text.len()))
        .collect();
    let found = tokens(&text, &bound);
    let (masked, amounts, years) = mask(&text, found);
    Sentence {
        passage: index,
        number,
        kind: passage.kind.clone(),
        section,
        text,
        bare: without_brackets(&masked),
        masked,
        amounts,
        years,
        origin: passage.origin.clone(),
    }
}

fn without_brackets(masked: &str) -> String {
    let mut depth = 0_i32;
    let mut kept = String::with_capacity(masked.len());
    for character in masked.chars() {
        match character {
            '（' | '(' => depth += 1,
            '）' | ')' => depth -= 1,
            other if depth <= 0 => kept.push(other),
            _ => {}
        }
    }
    kept
}

type Years = Vec<(i32, Range<usize>)>;

fn mask(text: &str, tokens: Vec<Token>) -> (String, Vec<Amount>, Years) {
    let (mut masked, mut amounts, mut years) = (String::with_capacity(text.len()), Vec::new(), Vec::new());
    let mut at = 0;
    for token in tokens {
        let (range, mark) = match &token {
            Token::Amount(amount) => (amount.range.clone(), mark(FIRST_AMOUNT, amounts.len())),
            Token::Year(_, range) => (range.clone(), mark(FIRST_YEAR, years.len())),
            Token::Code(range) => (range.clone(), CODE),
        };
        masked.push_str(text.get(at..range.start).unwrap_or_default());
        masked.push(mark);
        at = range.end;
        match token {
            Token::Amount(amount) => amounts.push(amount),
            Token::Year(year, range) => years.push((year, range)),
            Token::Code(_) => {}
        }
    }
    masked.push_str(text.get(at..).unwrap_or_default());
    // 增速回落 is no growth: the word for a speed must not read as one.
    let masked = masked.replace("增速", "速度");
    (masked, amounts, years)
}

/// A sentence with more numbers than there are marks repeats the last one.
fn mark(first: u32, index: usize) -> char {
    let offset = u32::try_from(index).unwrap_or(u32::MAX).min(0x7FF);
    char::from_u32(first + offset).unwrap_or(CODE)
}
