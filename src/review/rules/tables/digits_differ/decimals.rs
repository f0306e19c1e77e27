//! Two digits behind the point in most tables, one in another.

use super::super::is_of_many_kinds;
use super::tell;
use crate::diag::Origin;
use crate::model::Unit;
use crate::review::reading::{Measure, Reading, Sheet};
use crate::review::remarks::Remarks;
use std::collections::BTreeMap;

/// Fewer columns of a kind say nothing of what is usual.
const ENOUGH: usize = 3;

/// A column all of whose numbers have as many digits behind the point.
struct Column<'a> {
    called: String,
    places: usize,
    origin: &'a Origin,
}

pub(super) fn differ(reading: &Reading<'_>, remarks: &mut Remarks) {
    let mut kinds: BTreeMap<String, Vec<Column<'_>>> = BTreeMap::new();
    for sheet in &reading.sheets {
        for column in sheet.numeric_columns() {
            if let Some((kind, read)) = read(sheet, column) {
                kinds.entry(kind).or_default().push(read);
            }
        }
    }
    for (kind, columns) in kinds {
        told(&kind, &columns, remarks);
    }
}

fn told(kind: &str, columns: &[Column<'_>], remarks: &mut Remarks) {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for column in columns {
        *counts.entry(column.places).or_default() += 1;
    }
    let Some((usual, often)) = counts.into_iter().max_by_key(|(_, count)| *count) else { return };
    let (like, odd): (Vec<_>, Vec<_>) = columns.iter().partition(|column| column.places == usual);
    let (Some(first), Some(like)) = (odd.first(), like.first()) else { return };
    if often < ENOUGH || often < odd.len() * 2 {
        return;
    }
    let more = if odd.len() > 1 { format!("等{}列", odd.len()) } else { String::new() };
    let places = first.places;
    let message = format!("各表的{kind}多数有{usual}位小数，{}{more}是{places}位", first.called);
    let places: Vec<&Origin> = odd.iter().map(|one| one.origin).collect();
    tell(message, &places, like.origin, remarks);
}

/// What a column holds and how finely; nothing if its numbers are whole, or differ, or are each of another kind.
fn read<'a>(sheet: &'a Sheet<'_>, column: usize) -> Option<(String, Column<'a>)> {
    let head = &sheet.grid.columns[column];
    let rows: Vec<usize> = (0..sheet.labels.len()).filter(|row| sheet.amount(*row, column).is_some()).collect();
    let first = *rows.first()?;
    let kind = match sheet.amount(first, column)?.measure {
        Measure::Percent => "百分数".to_owned(),
        Measure::Money => format!("金额（{}）", head.unit.as_ref().map(Unit::to_string)?),
        _ => return None,
    };
    let places = |row: &usize| decimals(&sheet.cell(*row, column).text);
    let usual = places(&first);
    let one_way = rows.len() >= ENOUGH && rows.iter().all(|row| places(row) == usual);
    // Rates that were planned are rounder than those that came of it.
    let aimed = ["计划", "目标", "预期"].iter().any(|word| head.title.contains(word));
    let counts = head.printed && !aimed && usual > 0 && one_way && !is_of_many_kinds(sheet, column);
    let called = format!("表「{}」的「{}」列", sheet.grid.name, head.name);
    counts.then(|| (kind, Column { called, places: usual, origin: sheet.origin(first, column) }))
}

fn decimals(text: &str) -> usize {
    text.split('.').nth(1).map_or(0, |rest| rest.chars().take_while(char::is_ascii_digit).count())
}
