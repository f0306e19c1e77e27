//! 下降13.97% beside a table in which it grows.

use super::evidence::{Mention, context, evidence};
use super::hearing::Hearing;
use crate::review::reading::{Amount, Derived, Fact, Reading, Sentence, is_han};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::{Direction, direction};
use crate::review::rules::pattern;
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

/// 下降13.97% where the table grows by 13.97%.
pub(super) fn directions(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
    for amount in sentence.amounts.iter().filter(|amount| amount.is_exact() && amount.digits.len() >= 2) {
        let Some((word, claim)) = word_before(sentence, amount) else { continue };
        let text = context(sentence, amount.range.end);
        let heard = Hearing::of(text);
        let plain = unsigned(amount);
        let changes = reading.facts.explaining(&plain).filter(|fact| is_change(reading, fact));
        let meant: Vec<&Fact> = changes
            .filter(|fact| {
                let evidence = evidence(reading, (sentence, amount), &heard, fact);
                evidence.is_some_and(|evidence| evidence.row == Mention::Strong)
            })
            .collect();
        let nearest = meant.iter().map(|fact| nearness(&fact.row, text)).max();
        let meant: Vec<&Fact> = meant.into_iter().filter(|fact| Some(nearness(&fact.row, text)) == nearest).collect();
        let meant: Vec<&Fact> = meant
            .into_iter()
            .filter(|fact| speaks_of(reading, fact, &sentence.text[..amount.range.start], claim))
            .collect();
        let truly = |fact: &Fact| if fact.value < Decimal::ZERO { Direction::Down } else { Direction::Up };
        if let Some(fact) = meant.first().filter(|_| meant.iter().all(|fact| truly(fact) != word)) {
            let sheet = &reading.sheets[fact.sheet];
            let way = if truly(fact) == Direction::Up { "增加" } else { "减少" };
            let row = &sheet.labels[fact.cell.0];
            let message =
                format!("写的是“{claim}{}”，表「{}」的「{row}」是{way}", sentence.written(amount), sheet.grid.name);
            remarks.add(
                Remark::new(&sentence.origin, message)
                    .at(sentence, &amount.range)
                    .related(sheet.origin(fact.cell.0, fact.cell.1), "表里的数"),
            );
        }
    }
}

/// Whether what goes up or down is what the table has: 水位下降 is not in a table of 埋深.
fn speaks_of(reading: &Reading<'_>, fact: &Fact, before: &str, claim: &str) -> bool {
    let words = before.trim_end_matches('了').trim_end_matches(claim);
    let words = ["同比", "环比", "较上年", "比上年", "同期", "有所"]
        .iter()
        .fold(words, |words, word| words.trim_end_matches(word));
    let tail: Vec<char> = words.chars().rev().take(2).collect();
    let tail: String = tail.into_iter().rev().collect();
    if tail.chars().count() < 2 || !tail.chars().all(is_han) {
        return true;
    }
    let grid = reading.sheets[fact.sheet].grid;
    let heads = grid.columns.iter().map(|column| column.title.as_str());
    let rows = reading.sheets[fact.sheet].labels.iter().map(String::as_str);
    heads.chain(rows).chain([grid.title.as_str()]).any(|label| label.contains(&tail))
}

/// How far back a label stands: the place of its last three characters, or of all of it.
fn nearness(label: &str, text: &str) -> usize {
    let characters: Vec<char> = label.chars().collect();
    let tail: String = characters[characters.len().saturating_sub(3)..].iter().collect();
    text.rfind(label).map(|at| at + label.len()).or_else(|| text.rfind(&tail).map(|at| at + tail.len())).unwrap_or(0)
}

fn unsigned(amount: &Amount) -> Amount {
    Amount { value: amount.value.abs(), ..amount.clone() }
}

/// A change that stands in a column of changes, or follows from two years.
fn is_change(reading: &Reading<'_>, fact: &Fact) -> bool {
    let column = &reading.sheets[fact.sheet].grid.columns[fact.cell.1].title;
    let named = ["增减", "同比", "增长率", "增幅", "较上年"].iter().any(|word| column.contains(word))
        || ["同比增长", "增长率", "较上年增长", "比上年增长"].iter().any(|word| fact.row.contains(word));
    !fact.value.is_zero() && (fact.derived == Some(Derived::Change) || fact.derived.is_none() && named)
}

/// The word of change right before a number.
fn word_before<'a>(sentence: &'a Sentence, amount: &Amount) -> Option<(Direction, &'a str)> {
    static WORD: LazyLock<Regex> = LazyLock::new(|| {
        let words = "(增长|增加|上升|提高|提升|增幅为|增|升|下降|减少|降低|回落|压减|降幅为|减|降)了?$";
        pattern(words)
    });
    let before = sentence.text.get(..amount.range.start)?;
    let found = WORD.captures(before)?.get(1)?;
    Some((direction(found.as_str())?, found.as_str()))
}
