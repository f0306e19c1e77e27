//! A table as the JSON that the layout library typesets.

use super::numbering::Place;
use super::table_widths::{self, printed_columns, widths};
use super::unbroken::unbroken;
use super::unbroken_labels::unbroken_head;
use crate::model::{Align, Cell, ColumnDeclaration, ColumnKind, Orientation, Printing, Profile, Row, RowKind, Table};
use serde_json::{Value, json};

/// The table under its number.
pub(super) fn table_block(table: &Table, place: &Place, profile: &Profile) -> Value {
    let number = place.number.to_string();
    let caption = profile.table_caption.replace("{n}", &number).replace("{title}", &table.declaration.title);
    let continued = profile.continued.replace("{n}", &number);
    block(table, &place.id, &caption, &continued)
}

/// The table with caption and continuation given as words.
pub(super) fn block(table: &Table, id: &str, caption: &str, continued: &str) -> Value {
    let declaration = &table.declaration;
    let printed = printed_columns(table);
    let (size, widths) = widths(table, &printed);
    let columns = printed.iter().zip(widths).map(|(index, width)| {
        json!({
            "width": table_widths::json(width),
            "align": align(&declaration.columns[*index], table, *index),
            "digits": table_widths::widest_number(table, *index),
        })
    });
    json!({
        "id": id,
        "caption": caption,
        "continued": continued,
        "unit": declaration.unit.as_ref().map(|unit| format!("单位：{unit}")),
        "notes": notes(table),
        "landscape": declaration.orientation == Orientation::Landscape,
        "foldout": declaration.orientation == Orientation::Foldout,
        "size": size.name(),
        "columns": columns.collect::<Vec<_>>(),
        "header": header(table, &printed),
        "rows": rows(table, &printed),
    })
}

fn notes(table: &Table) -> Vec<String> {
    let notes = &table.declaration.notes;
    let notes: Vec<String> = match notes.as_slice() {
        [one] => vec![format!("注：{one}")],
        many => many.iter().enumerate().map(|(i, note)| format!("注{}：{note}", i + 1)).collect(),
    };
    let source = table.declaration.source.iter().map(|source| format!("数据来源：{source}"));
    notes.into_iter().chain(source).map(|note| unbroken(&note)).collect()
}

/// Numbers stand right, codes and short words in the middle, running text left.
fn align(column: &ColumnDeclaration, table: &Table, index: usize) -> &'static str {
    let chosen = column.align.unwrap_or_else(|| match column.kind {
        ColumnKind::Number(_) => Align::Right,
        ColumnKind::Code => Align::Center,
        ColumnKind::Text => {
            let short = table.data_rows().all(|row| table.print(row, index).chars().count() <= 6);
            if short || column.printing == Printing::Merged { Align::Center } else { Align::Left }
        }
    });
    match chosen {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
}

/// One head row, or two where neighbours share a group.
fn header(table: &Table, printed: &[usize]) -> Vec<Vec<Value>> {
    let columns: Vec<&ColumnDeclaration> = printed.iter().map(|index| &table.declaration.columns[*index]).collect();
    let cell = |text: &str, colspan: usize, rowspan: usize| json!({ "text": unbroken_head(text), "colspan": colspan, "rowspan": rowspan });
    if columns.iter().all(|column| column.group.is_none()) {
        return vec![columns.iter().map(|column| cell(&column.title, 1, 1)).collect()];
    }
    let (mut upper, mut lower) = (Vec::new(), Vec::new());
    let mut index = 0;
    while index < columns.len() {
        let Some(group) = &columns[index].group else {
            upper.push(cell(&columns[index].title, 1, 2));
            index += 1;
            continue;
        };
        let width = columns[index..].iter().take_while(|column| column.group.as_ref() == Some(group)).count();
        upper.push(cell(group, width, 1));
        lower.extend(columns[index..index + width].iter().map(|column| cell(&column.title, 1, 1)));
        index += width;
    }
    vec![upper, lower]
}

/// The label of a total stands across the columns of words before the first number.
fn total_cells(table: &Table, row: &Row, printed: &[usize]) -> Vec<Value> {
    let is_words = |column: &&usize| row.cells[**column].number().is_none() && !is_missing(&row.cells[**column]);
    let leading = printed.iter().take_while(is_words).count();
    let label: String = printed[..leading].iter().map(|column| table.print(row, *column)).collect();
    let cell = |(place, column): (usize, &usize)| match place {
        0 if leading > 0 => json!({ "text": label, "span": 1, "colspan": leading }),
        place if place < leading => Value::Null,
        _ => json!({ "text": unbroken(&table.print(row, *column)), "span": 1 }),
    };
    printed.iter().enumerate().map(cell).collect()
}

fn is_missing(cell: &Cell) -> bool {
    matches!(cell, Cell::Missing(_))
}

fn rows(table: &Table, printed: &[usize]) -> Vec<Value> {
    let spans = spans(table, printed);
    let is_parent: Vec<bool> = (0..table.rows.len()).map(|index| has_children(table, index)).collect();
    table
        .rows
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let widths = column_spans(&joined(table, row, printed), &own_spans(&spans, index));
            let cells = printed.iter().enumerate().map(|(at, column)| match widths[at] {
                0 => Value::Null,
                width => json!({
                    "text": unbroken(&table.set(row, *column)),
                    "span": spans[at][index],
                    "colspan": width,
                    "indent": indent(table, row, *column),
                }),
            });
            let kind = match row.kind {
                RowKind::Total => "total",
                RowKind::Data(_) if is_parent[index] => "sub",
                RowKind::Data(_) => "body",
            };
            let cells = match row.kind {
                RowKind::Total => total_cells(table, row, printed),
                RowKind::Data(_) => cells.collect(),
            };
            json!({ "kind": kind, "cells": cells })
        })
        .collect()
}

/// For each printed column whether its cell in the row would become one with the cell to its left.
fn joined(table: &Table, row: &Row, printed: &[usize]) -> Vec<bool> {
    printed.iter().map(|column| table.joins(row, *column)).collect()
}

/// How many rows the cells of one row span.
fn own_spans(spans: &[Vec<usize>], row: usize) -> Vec<usize> {
    spans.iter().map(|column| column[row]).collect()
}

/// Over how many columns each cell of a row stands, 0 where another covers the place. Cells over several
/// rows keep to their column.
fn column_spans(joined: &[bool], spans: &[usize]) -> Vec<usize> {
    let mut widths: Vec<usize> = spans.iter().map(|span| usize::from(*span > 0)).collect();
    let mut taker = None;
    for at in 0..widths.len() {
        match taker {
            Some(taker) if joined[at] && spans[at] == 1 => {
                widths[taker] += 1;
                widths[at] = 0;
            }
            _ => taker = (spans[at] == 1).then_some(at),
        }
    }
    widths
}

/// Whether the next row is a level deeper.
fn has_children(table: &Table, index: usize) -> bool {
    let level = |index: usize| match table.rows.get(index).map(|row| row.kind) {
        Some(RowKind::Data(level)) => level,
        _ => 0,
    };
    level(index + 1) > level(index) && level(index) > 0
}

/// Row names are indented by their depth.
fn indent(table: &Table, row: &Row, column: usize) -> usize {
    let is_name = table.declaration.row_name.as_ref() == Some(&table.declaration.columns[column].name);
    match row.kind {
        RowKind::Data(level) if is_name => level - 1,
        _ => 0,
    }
}

/// For each printed column and row: how many rows its cell spans, 0 where one above covers it.
/// Equal neighbours merge only inside the merged cell of the merged column before.
fn spans(table: &Table, printed: &[usize]) -> Vec<Vec<usize>> {
    let count = table.rows.len();
    let mut outer: Option<Vec<bool>> = None;
    let mut all = Vec::new();
    for column in printed {
        if table.declaration.columns[*column].printing != Printing::Merged {
            all.push(vec![1; count]);
            continue;
        }
        let starts = starts(table, *column, outer.as_deref());
        let mut spans = vec![0; count];
        let mut start = 0;
        for (index, begins) in starts.iter().enumerate() {
            if *begins {
                start = index;
            }
            spans[start] += 1;
        }
        all.push(spans);
        outer = Some(starts);
    }
    all
}

/// The rows in which a merged cell of the column begins.
fn starts(table: &Table, column: usize, outer: Option<&[bool]>) -> Vec<bool> {
    let texts: Vec<String> = table.rows.iter().map(|row| table.print(row, column)).collect();
    let begins = |(index, row): (usize, &Row)| {
        index == 0
            || outer.is_some_and(|outer| outer[index])
            || row.kind == RowKind::Total
            || texts[index].is_empty()
            || texts[index] != texts[index - 1]
    };
    table.rows.iter().enumerate().map(begins).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_cells_join_the_last_one_that_is_not_covered() {
        assert_eq!(column_spans(&[false, true, true, false], &[1, 1, 1, 1]), [3, 0, 0, 1]);
        assert_eq!(column_spans(&[true, false, true], &[1, 1, 1]), [1, 2, 0]);
    }

    #[test]
    fn cells_over_several_rows_are_neither_joined_nor_join() {
        assert_eq!(column_spans(&[false, true, true], &[2, 1, 1]), [1, 2, 0]);
        assert_eq!(column_spans(&[false, true], &[0, 1]), [0, 1]);
        assert_eq!(column_spans(&[false, true], &[1, 2]), [1, 1]);
    }
}
