//! One number, word, row or caption of a consistent document is changed at random: is it noticed?

#![allow(clippy::print_stdout, reason = "the share that is caught is printed to be read")]

use crate::support::{ReportTest, home};
use jixiao::diag::Findings;
use jixiao::model::{Grid, Manuscript, PassageKind};
use jixiao::pipeline::manuscripts;
use jixiao::review::{Asked, review};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// How many changes are tried.
const CHANGES: usize = 1_000;

/// How many changed documents are held at a time.
const TOGETHER: usize = 20;

/// A small generator of random numbers: the same seed, the same changes (xorshift64*).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit.max(1)
    }
}

/// What can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    NumberInProse,
    NumberInCell,
    SignWord,
    RowDropped,
    CaptionCopied,
}

#[test]
fn nearly_every_change_to_a_consistent_document_is_noticed() {
    let samples: Vec<Manuscript> = ["product-quality-2024", "consumer-rights-2018", "xicheng-2024"]
        .iter()
        .flat_map(|name| manuscripts(&ReportTest::sample(name).folder(), home()))
        .collect();
    let backed: Vec<Vec<Place>> = samples.iter().map(backed_numbers).collect();
    let typed: Vec<Manuscript> = samples.into_iter().map(Manuscript::typed_by_hand).collect();
    let before: Vec<Vec<String>> = typed.iter().map(told).collect();
    let alarms: Vec<&String> = before.iter().flatten().collect();
    assert!(alarms.is_empty(), "the samples are consistent however they are typed, but: {alarms:#?}");
    let mut random = Random(20_241_121);
    let mut tally: BTreeMap<Change, (usize, usize)> = BTreeMap::new();
    let mut story = String::new();
    let mut tried = 0;
    while tried < CHANGES {
        // The changes are drawn one after another, and looked at side by side.
        let mut drawn: Vec<(usize, Manuscript, Change, String)> = Vec::new();
        while drawn.len() < TOGETHER.min(CHANGES - tried) {
            let which = random.below(typed.len());
            let mut changed = typed[which].clone();
            if let Some((kind, what)) = change(&mut changed, &backed[which], &mut random) {
                drawn.push((which, changed, kind, what));
            }
        }
        tried += drawn.len();
        let caught: Vec<bool> = drawn
            .par_iter()
            .map(|(which, changed, ..)| told(changed).iter().any(|finding| !before[*which].contains(finding)))
            .collect();
        for ((_, _, kind, what), caught) in drawn.into_iter().zip(caught) {
            let entry = tally.entry(kind).or_default();
            entry.0 += usize::from(caught);
            entry.1 += 1;
            if !caught {
                story.push_str(&format!("{kind:?}: {what}\n"));
            }
        }
    }
    for (kind, (caught, all)) in &tally {
        println!("{kind:?}: {caught} of {all} caught");
    }
    let (caught, all) = tally.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    println!("{caught} of {all} changes caught ({:.1}%)", caught as f64 * 100.0 / all as f64);
    if std::env::var_os("CORPUS_STORY").is_some() {
        println!("{story}");
    }
    assert!(caught * 10 > all * 9, "{caught} of {all}");
}

fn told(manuscript: &Manuscript) -> Vec<String> {
    let mut findings = Findings::default();
    review(rayon::iter::once(Cow::Borrowed(manuscript)), Asked::Contradictions, &mut findings);
    findings.iter().map(|finding| format!("{} {:?}", finding.problem, finding.origin)).collect()
}

/// A number that stands in a table: where it is printed.
#[derive(Debug, Clone)]
enum Place {
    Prose(usize, std::ops::Range<usize>),
    Cell(usize, usize, usize),
}

/// The numbers that were bound, and the cells in columns of numbers.
fn backed_numbers(manuscript: &Manuscript) -> Vec<Place> {
    let mut places = Vec::new();
    for (index, passage) in manuscript.passages.iter().enumerate() {
        let generated = passage.bound.first().is_some_and(|bound| *bound == (0..passage.text.len()));
        for bound in passage.bound.iter().filter(|_| !generated) {
            if digits(&passage.text[bound.clone()]) >= 2 {
                places.push(Place::Prose(index, bound.clone()));
            }
        }
    }
    let said: BTreeSet<&str> = places
        .iter()
        .filter_map(|place| match place {
            Place::Prose(index, range) => manuscript.passages[*index].text.get(range.clone()),
            Place::Cell(..) => None,
        })
        .collect();
    let mut cells = Vec::new();
    for (at, grid) in manuscript.grids.iter().enumerate().filter(|(_, grid)| grid.number.is_some()) {
        for (row, line) in grid.rows.iter().enumerate() {
            for (column, cell) in line.cells.iter().enumerate() {
                let long = digits(&cell.text) >= 3 && said.contains(cell.text.as_str());
                let backed = cell.computed || is_added_up(grid, column) || long;
                if grid.columns[column].numeric && digits(&cell.text) >= 2 && backed {
                    cells.push(Place::Cell(at, row, column));
                }
            }
        }
    }
    places.extend(cells);
    places
}

/// Whether a total stands under the column.
fn is_added_up(grid: &Grid, column: usize) -> bool {
    let last = grid.rows.last().filter(|row| row.cells.iter().any(|cell| cell.text == "合计"));
    last.is_some_and(|row| digits(&row.cells[column].text) > 0 && !row.cells[column].text.contains('%'))
}

fn digits(text: &str) -> usize {
    let number = text.chars().all(|c| c.is_ascii_digit() || ".,%-".contains(c));
    if number { text.chars().filter(char::is_ascii_digit).count() } else { 0 }
}

/// Makes one change; nothing if the dice fell on a place where none can be made.
fn change(manuscript: &mut Manuscript, backed: &[Place], random: &mut Random) -> Option<(Change, String)> {
    match random.below(20) {
        0..=12 => number(manuscript, &backed[random.below(backed.len())], random),
        13..=16 => sign_word(manuscript, backed, random),
        17 | 18 => row(manuscript, random),
        _ => caption(manuscript, random),
    }
}

fn number(manuscript: &mut Manuscript, place: &Place, random: &mut Random) -> Option<(Change, String)> {
    match place {
        Place::Prose(index, range) => {
            let passage = &mut manuscript.passages[*index];
            let written = passage.text[range.clone()].to_owned();
            let slip = slip(&written, random)?;
            passage.text.replace_range(range.clone(), &slip);
            Some((Change::NumberInProse, format!("{written} -> {slip} in {}", passage.text)))
        }
        Place::Cell(grid, row, column) => {
            let grid = &mut manuscript.grids[*grid];
            let cell = &mut grid.rows[*row].cells[*column];
            let written = cell.text.clone();
            cell.text = slip(&written, random)?;
            Some((
                Change::NumberInCell,
                format!("{written} -> {} in {} row {row} {}", cell.text, grid.name, grid.columns[*column].name),
            ))
        }
    }
}

/// Another digit, two digits swapped, one dropped.
fn slip(written: &str, random: &mut Random) -> Option<String> {
    let mut signs: Vec<char> = written.chars().collect();
    let places: Vec<usize> = (0..signs.len()).filter(|at| signs[*at].is_ascii_digit()).collect();
    let at = random.below(places.len());
    match random.below(4) {
        0 if at + 1 < places.len() => signs.swap(places[at], places[at + 1]),
        1 if places.len() >= 4 && !written.contains(',') => {
            signs.remove(places[at]);
        }
        _ => {
            let digit = signs[places[at]].to_digit(10)? as usize;
            signs[places[at]] = char::from_digit(((digit + 1 + random.below(9)) % 10) as u32, 10)?;
        }
    }
    let slip: String = signs.into_iter().collect();
    let is_number = !slip.starts_with('0') || slip.starts_with("0.");
    (slip != written && is_number && !is_rounded(written, &slip)).then_some(slip)
}

/// 89.6% for 89.63% is as true as before.
fn is_rounded(written: &str, slip: &str) -> bool {
    let value = |text: &str| text.trim_end_matches('%').replace(',', "").parse::<rust_decimal::Decimal>().ok();
    let (Some(before), Some(after)) = (value(written), value(slip)) else { return false };
    after.scale() < before.scale() && before.round_dp(after.scale()) == after
}

fn sign_word(manuscript: &mut Manuscript, backed: &[Place], random: &mut Random) -> Option<(Change, String)> {
    const WORDS: [(&str, &str); 10] = [
        ("增长", "下降"),
        ("增加", "减少"),
        ("上升", "下降"),
        ("提高到", "降低到"),
        ("减少", "增加"),
        ("下降", "上升"),
        ("增至", "减至"),
        ("降至", "升至"),
        ("高于", "低于"),
        ("低于", "高于"),
    ];
    // Only words that speak of a number right behind them, which a table backs.
    let mut places = Vec::new();
    let is_backed = |index: usize, at: usize| {
        backed
            .iter()
            .any(|place| matches!(place, Place::Prose(passage, range) if *passage == index && range.start == at))
    };
    for (index, passage) in
        manuscript.passages.iter().enumerate().filter(|(_, passage)| passage.kind == PassageKind::Paragraph)
    {
        for (word, other) in WORDS {
            for (at, _) in passage.text.match_indices(word) {
                let behind = passage.text[at + word.len()..].trim_start_matches('了');
                if is_backed(index, passage.text.len() - behind.len()) {
                    places.push((index, at, word, other));
                }
            }
        }
    }
    let (index, at, word, other) = *places.get(random.below(places.len()))?;
    let text = &mut manuscript.passages[index].text;
    text.replace_range(at..at + word.len(), other);
    Some((Change::SignWord, format!("{word} -> {other} in {text}")))
}

fn row(manuscript: &mut Manuscript, random: &mut Random) -> Option<(Change, String)> {
    let grids: Vec<usize> = (0..manuscript.grids.len()).filter(|at| manuscript.grids[*at].number.is_some()).collect();
    let grid = &mut manuscript.grids[grids[random.below(grids.len())]];
    // A row that other numbers depend on: the table has a total or serial numbers.
    let totals = grid.rows.iter().any(|row| row.cells.iter().any(|cell| cell.text == "合计"));
    let serials = grid.columns[0].name == "序号";
    if !(totals || serials) || grid.rows.len() < 4 {
        return None;
    }
    let at = random.below(grid.rows.len() - 2);
    let row = grid.rows.remove(at);
    let words: Vec<String> = row.cells.into_iter().map(|cell| cell.text).collect();
    Some((Change::RowDropped, format!("row {at} of {}: {}", grid.name, words.join(" | "))))
}

fn caption(manuscript: &mut Manuscript, random: &mut Random) -> Option<(Change, String)> {
    let captions: Vec<usize> = (0..manuscript.passages.len())
        .filter(|at| matches!(manuscript.passages[*at].kind, PassageKind::TableCaption(_)))
        .collect();
    let (one, other) = (captions.get(random.below(captions.len()))?, captions.get(random.below(captions.len()))?);
    if one == other {
        return None;
    }
    let text = manuscript.passages[*one].text.clone();
    let PassageKind::TableCaption(grid) = manuscript.passages[*other].kind else { return None };
    manuscript.grids[grid].title = text.clone();
    manuscript.passages[*other].text = text.clone();
    Some((Change::CaptionCopied, text))
}
