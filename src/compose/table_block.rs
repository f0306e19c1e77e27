//! A table as the JSON that the layout library typesets.

use super::numbering::Place;
use super::table_widths::{self, printed_columns, widths};
use super::unbroken::{unbroken, unbroken_head};
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
            let takes_next =
                |at: usize| spans[at][index] == 1 && printed.get(at + 1).is_some_and(|next| table.joins(row, *next));
            let cells = printed.iter().enumerate().map(|(at, column)| match spans[at][index] {
                0 => Value::Null,
                _ if at > 0 && takes_next(at - 1) => Value::Null,
                span => json!({
                    "text": unbroken(&table.set(row, *column)),
                    "span": span,
                    "colspan": 1 + usize::from(takes_next(at)),
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
