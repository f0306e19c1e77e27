//! The block 绩效指标 of a filled-in form.

use super::labels::{Found, Placed, Sheet};
use super::{table, target};
use crate::diag::{DataFile, Findings, Line, Origin, Problem};
use crate::load::{RawRow, RawTable};
use crate::model::{FORM_TABLES, FormLabel};
use std::ops::Range;

/// The cells of an indicator, in the order in which they are taken.
const CELLS: [FormLabel; 8] = [
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

/// The indicators as a data table, and what is written as 总分.
pub(super) fn read(sheet: &Sheet<'_>, path: &str, id: &str, findings: &mut Findings) -> (RawTable, Placed) {
    let head = sheet.first(FormLabel::Level1).map_or(0, |label| label.row);
    let columns = CELLS.map(|label| sheet.in_row(label, head).map_or(0..0, |found| found.columns.clone()));
    let mut indicators = table(file(sheet, path, &columns), sheet.text.line(head), FORM_TABLES[2].1, &MORE);
    let end = sheet.row_below(head, &[FormLabel::Total, FormLabel::Grade]);
    let mut above = [String::new(), String::new()];
    for row in head + 1..end {
        let mut cells = columns.clone().map(|columns| sheet.within(row, columns).0);
        if cells[3..7].iter().all(String::is_empty) {
            continue;
        }
        inherit(&mut cells, &mut above);
        let line = sheet.text.line(row);
        let cells = as_table(id, cells, &indicators.file, line, findings);
        indicators.rows.push(RawRow { line, cells });
    }
    let total = sheet.found.iter().find(|found| found.label == FormLabel::Total && found.row == end);
    (indicators, total.map(|total| stated_total(sheet, total, &columns[5], &columns[6])).unwrap_or_default())
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
        let problem = Problem::TargetTakenForWords { text: wanted };
        findings.add(problem, Origin::cell(file, line, "指标值"));
    }
    let [sign, target, unit, actual] = taken.cells;
    // The form has one place for reasons.
    let said = if score.is_empty() { String::new() } else { reason.clone() };
    [id.to_owned(), level1, level2, level3, sign, target, unit, actual, weight, reason, score, said].into()
}

/// 总分 stands in the column of scores, or behind its label; below 分值 there are the full marks.
fn stated_total(sheet: &Sheet<'_>, total: &Found, weights: &Range<usize>, scores: &Range<usize>) -> Placed {
    let below = sheet.within(total.row, scores.clone());
    let beside = sheet.right_of(total);
    let is_full_marks = weights.contains(&beside.1.1);
    if below.0.is_empty() && !is_full_marks { beside } else { below }
}
