//! The block 绩效指标 of a filled-in form.

use super::labels::{Found, Placed, Sheet};
use super::{table, target};
use crate::diag::{DataFile, Findings, Line, Origin, Problem};
use crate::load::workbook::header;
use crate::load::{RawRow, RawTable};
use crate::model::{FORM_TABLES, FormLabel};
use std::ops::Range;

/// The cells of an indicator, in the order in which they are taken.
pub(super) const CELLS: [FormLabel; 8] = [
    FormLabel::Level1,
    FormLabel::Level2,
    FormLabel::Level3,
    FormLabel::Target,
    FormLabel::Actual,
    FormLabel::Weight,
    FormLabel::Score,
    FormLabel::Reason,
];

/// The columns that forms need not have.
const MORE: [&str; 2] = ["得分", "得分说明"];

/// The row of the heads of the indicators.
pub(super) fn head(sheet: &Sheet<'_>) -> usize {
    sheet.first(FormLabel::Level3).map_or(0, |label| label.row)
}

/// The indicators as a data table, and what is written as 总分.
pub(super) fn read(sheet: &Sheet<'_>, path: &str, id: &str, findings: &mut Findings) -> (RawTable, Placed) {
    let head = head(sheet);
    let columns_of = |label| sheet.in_row(label, head).map(|found| found.columns.clone());
    let columns = CELLS.map(|label| columns_of(label).unwrap_or_default());
    let (signs, units) = (columns_of(FormLabel::Sign), columns_of(FormLabel::UnitOfMeasure));
    let file = file(sheet, path, &columns);
    heads_unread(sheet, head, &file, findings);
    let mut indicators = table(file, sheet.text.line(head), FORM_TABLES[2].1, &MORE);
    let total = sheet.closing(head, &[FormLabel::Total]);
    let grade = sheet.closing(head, &[FormLabel::Grade]);
    let foot = [total, grade].into_iter().flatten().map(|found| found.top).min();
    let mut above = [String::new(), String::new()];
    for row in head + 1..foot.unwrap_or(sheet.text.height()) {
        let line = sheet.text.line(row);
        let mut cells = columns.clone().map(|columns| sheet.within(row, columns).0);
        cells[6] = sheet.shown_within(row, columns[6].clone()).0;
        if cells[3..7].iter().all(String::is_empty) {
            let is_named = !is_blank_name(&cells[2]) || !cells[7].is_empty();
            if is_named && !header::is_note(sheet.row(row)) {
                let name = if cells[2].is_empty() { cells[7].clone() } else { cells[2].clone() };
                findings.add(Problem::FormRowUnread { name }, Origin::line(&indicators.file, line));
            }
            continue;
        }
        let beside = |columns: &Option<Range<usize>>| {
            columns.clone().map(|columns| sheet.within(row, columns).0).unwrap_or_default()
        };
        cells[3] = target::joined(&beside(&signs), &cells[3], &beside(&units));
        inherit(&mut cells, &mut above);
        let cells = as_table(id, cells, &indicators.file, line, findings);
        indicators.rows.push(RawRow { line, cells });
    }
    let stated = total.map(|total| stated_total(sheet, total, &columns[5], &columns[6]));
    (indicators, stated.unwrap_or_default())
}

/// 「指标1：」 and 「……」 stand in the empty form.
fn is_blank_name(name: &str) -> bool {
    let bare = name.trim_start_matches("指标").trim_end_matches(['：', ':']);
    bare.chars().all(|sign| sign.is_ascii_digit() || sign == '…' || sign == '.')
}

/// Heads that no label is: their columns are not read, which is told.
fn heads_unread(sheet: &Sheet<'_>, head: usize, file: &DataFile, findings: &mut Findings) {
    let first = sheet.in_row(FormLabel::Level1, head).map_or(0, |found| found.columns.start);
    for (column, words) in sheet.row(head).iter().enumerate().skip(first) {
        if !words.is_empty() && sheet.named(words).is_none() {
            let name = words.split_whitespace().collect();
            let origin = Origin::cell(file, sheet.text.line(head), DataFile::letters(column));
            findings.add(Problem::FormColumnUnread { name }, origin);
        }
    }
}

fn file(sheet: &Sheet<'_>, path: &str, columns: &[Range<usize>; 8]) -> DataFile {
    let at = |place: usize| columns[place].start;
    let named = [
        ("一级指标", at(0)),
        ("二级指标", at(1)),
        ("三级指标", at(2)),
        ("比较", at(3)),
        ("指标值", at(3)),
        ("计量单位", at(3)),
        ("实际完成值", at(4)),
        ("分值", at(5)),
        ("得分", at(6)),
        ("偏差原因", at(7)),
        ("得分说明", at(7)),
    ];
    DataFile::sheet(path, sheet.text.name(), named)
}

/// An empty 一级 or 二级指标 is that of the row above; an indicator without 三级指标 is called like its 二级指标.
fn inherit(cells: &mut [String; 8], above: &mut [String; 2]) {
    if !cells[0].is_empty() && cells[0] != above[0] {
        *above = [cells[0].clone(), String::new()];
    }
    if !cells[1].is_empty() {
        above[1].clone_from(&cells[1]);
    }
    for (cell, above) in cells.iter_mut().zip(above.iter()) {
        // Labels of levels are torn into lines to fit their narrow cells.
        *cell = above.split_whitespace().collect();
    }
    if cells[2].is_empty() {
        cells[2] = cells[1].clone();
    }
}

/// The row as the data table has it, with target and actual value taken apart.
fn as_table(id: &str, cells: [String; 8], file: &DataFile, line: Line, findings: &mut Findings) -> Vec<String> {
    let [level1, level2, level3, wanted, actual, weight, score, reason] = cells;
    let taken = target::read(&wanted, &actual);
    if taken.doubtful {
        findings.add(Problem::TargetTakenForWords { text: wanted }, Origin::cell(file, line, "指标值"));
    }
    if let Some((found, unit)) = taken.other_unit {
        findings.add(Problem::ActualUnitDiffers { found, unit }, Origin::cell(file, line, "实际完成值"));
    }
    let [sign, target, unit, actual] = taken.cells;
    // The form has one place for reasons, and full marks for words need none.
    let is_full = sign == "定性" && score.parse::<f64>().ok() == weight.parse::<f64>().ok();
    let said = match () {
        () if score.is_empty() => String::new(),
        () if reason.is_empty() && is_full => "按自评表填的得分".to_owned(),
        () => reason.clone(),
    };
    [id.to_owned(), level1, level2, level3, sign, target, unit, actual, weight, reason, score, said].into()
}

/// 总分 stands in the column of scores, or behind its label; below 分值 there are the full marks.
fn stated_total(sheet: &Sheet<'_>, total: &Found, weights: &Range<usize>, scores: &Range<usize>) -> Placed {
    let below = sheet.shown_within(total.top, scores.clone());
    let beside = sheet.right_of(total);
    let is_full_marks = weights.contains(&beside.1.1);
    if below.0.is_empty() && !is_full_marks { beside } else { below }
}
