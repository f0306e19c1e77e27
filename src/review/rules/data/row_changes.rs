//! 优良率87.57%，较2023年提高2.39个百分点: the number before stands in a table of years.

use super::evidence::{Mention, mention};
use crate::review::interval::Interval;
use crate::review::reading::{Amount, Measure, Reading, Sentence, Sheet, words, year_in};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::{Direction, direction, pattern, shown};
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

static THAN_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern("(?:比|较|与)(?:Y年?|上年|去年|上一年)(?:度|同期)?(?:相比)?~{0,3}?(↕|高出|抬高|多|少)(?:了)?N")
});

/// A claim that a number has changed since a year.
struct Claim<'a> {
    sentence: &'a Sentence,
    /// The number now, as the sentence gives it.
    now: &'a Amount,
    /// The year it is compared with; nothing for the one before.
    since: Option<i32>,
    by: &'a Amount,
    way: Direction,
}

/// Changes since a year of which the sentence gives only what they led to.
pub(super) fn row_changes(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
    for groups in THAN_YEAR.captures_iter(&sentence.masked) {
        let of = |group: usize| groups.get(group).map_or("", |words| words.as_str());
        let by = sentence.amount_of(of(3)).filter(|by| by.is_exact() && !by.bound);
        let Some((by, way)) = by.zip(direction(of(2))) else { continue };
        let start = groups.get(0).map_or(0, |whole| whole.start());
        let Some(now) = told_now(sentence, &sentence.masked[..start], by) else { continue };
        let claim = Claim { sentence, now, since: sentence.year_of(of(1)), by, way };
        // Where any table bears it out, it is true of that one.
        let found: Vec<Found<'_>> = reading.sheets.iter().flat_map(|sheet| of_sheet(sheet, &claim)).collect();
        if let Some(first) = found.first().filter(|_| found.iter().all(|one| !holds(&claim, one))) {
            tell(&claim, first, remarks);
        }
    }
}

/// The last number before the claim that is of the kind that changed, and no change itself.
fn told_now<'a>(sentence: &'a Sentence, before: &str, by: &Amount) -> Option<&'a Amount> {
    let marks = before.char_indices().rev();
    let amounts = marks.filter_map(|(at, c)| Some((at, sentence.amount_of(c.encode_utf8(&mut [0; 4]))?)));
    // ……342家，而抽查企业数比上年增加653家: the clause has a subject of its own.
    let lead = before.rsplit(['，', '、', '；', '（']).next().unwrap_or_default();
    let lead = lead
        .char_indices()
        .rev()
        .find(|(_, c)| sentence.amount_of(c.encode_utf8(&mut [0; 4])).is_some())
        .map_or(lead, |(at, c)| &lead[at + c.len_utf8()..]);
    if !["", "又", "也", "均", "并", "同时", "分别"].contains(&lead) {
        return None;
    }
    let is_change = |at: usize| direction(before[..at].rsplit(['，', '、', '；']).next().unwrap_or_default()).is_some();
    let (_, now) = amounts.into_iter().find(|(at, one)| {
        let fits = match by.measure {
            Measure::Points => one.measure == Measure::Percent,
            Measure::Percent => !matches!(one.measure, Measure::Percent | Measure::Points | Measure::Times),
            _ => one.is_like(by),
        };
        fits && !is_change(*at)
    })?;
    now.is_exact().then_some(now)
}

/// Two cells of one thing in two years.
struct Found<'a> {
    sheet: &'a Sheet<'a>,
    before: (usize, usize),
    now: (usize, usize),
}

/// The cells with the number now, in a row or column the sentence names, and those of the year before.
fn of_sheet<'a>(sheet: &'a Sheet<'a>, claim: &Claim<'_>) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    for column in sheet.numeric_columns() {
        for row in (0..sheet.labels.len()).filter(|row| sheet.holds(*row, column, claim.now)) {
            if !sheet.amount(row, column).is_some_and(|cell| cell.is_like(claim.now) || cell.measure == Measure::Bare) {
                continue;
            }
            let before = over_columns(sheet, (row, column), claim).or_else(|| over_rows(sheet, (row, column), claim));
            found.extend(before.map(|before| Found { sheet, before, now: (row, column) }));
        }
    }
    found
}

/// The cell of the earlier year where the years stand side by side.
fn over_columns(sheet: &Sheet<'_>, (row, column): (usize, usize), claim: &Claim<'_>) -> Option<(usize, usize)> {
    let title = |at: usize| sheet.grid.columns[at].title.as_str();
    let year = year_in(title(column))?;
    let since = claim.since.unwrap_or(year - 1);
    let named = is_named(&sheet.names[row], claim.sentence);
    let mut columns = sheet.numeric_columns().into_iter().filter(|other| {
        year_in(title(*other)) == Some(since) && without_year(title(*other)) == without_year(title(column))
    });
    let before = columns.next().filter(|_| named && since < year && columns.next().is_none())?;
    sheet.amount(row, before).map(|_| (row, before))
}

/// The cell of the earlier year where the years stand below each other.
fn over_rows(sheet: &Sheet<'_>, (row, column): (usize, usize), claim: &Claim<'_>) -> Option<(usize, usize)> {
    let year = year_in(&sheet.labels[row])?;
    let since = claim.since.unwrap_or(year - 1);
    let named = is_named(&words(&sheet.grid.columns[column].title), claim.sentence);
    let mut rows = (0..sheet.labels.len()).filter(|other| year_in(&sheet.labels[*other]) == Some(since));
    let before = rows.next().filter(|_| named && since < year && rows.next().is_none())?;
    sheet.amount(before, column).map(|_| (before, column))
}

/// 2023年支出 and 2024年支出 are of one thing.
fn without_year(title: &str) -> String {
    title.chars().filter(|c| !c.is_ascii_digit() && *c != '年').collect()
}

fn is_named(name: &str, sentence: &Sentence) -> bool {
    name.chars().count() >= 3 && mention(name, &sentence.text) == Mention::Strong
}

/// By how much it changed, in the measure of the claim.
fn change(claim: &Claim<'_>, found: &Found<'_>) -> Option<Interval> {
    let cell = |(row, column): (usize, usize)| Some(found.sheet.amount(row, column)?.as_printed());
    let (before, now) = (cell(found.before)?, cell(found.now)?);
    match claim.by.measure {
        Measure::Percent => Some(now.over(before)?.minus(Interval::exactly(Decimal::ONE)).in_percent()),
        _ => Some(now.minus(before)),
    }
}

fn holds(claim: &Claim<'_>, found: &Found<'_>) -> bool {
    let Some(change) = change(claim, found) else { return true };
    let change = if claim.way == Direction::Down { change.turned() } else { change };
    change.meets(claim.by.as_printed())
}

fn tell(claim: &Claim<'_>, found: &Found<'_>, remarks: &mut Remarks) {
    let Some(change) = change(claim, found) else { return };
    let (sheet, sentence) = (found.sheet, claim.sentence);
    let text = |(row, column): (usize, usize)| sheet.cell(row, column).text.trim();
    let written = sentence.written(claim.by);
    let should = shown(claim.by, written, change.middle().abs());
    let way = if change.middle() < Decimal::ZERO { "下降" } else { "上升" };
    let message = format!(
        "写的变化是{written}，表「{}」里从{}到{}是{way}{should}",
        sheet.grid.name,
        text(found.before),
        text(found.now)
    );
    let remark = Remark::new(&sentence.origin, message).at(sentence, &claim.by.range);
    remarks.add(remark.related(sheet.origin(found.before.0, found.before.1), "原来的数"));
}
