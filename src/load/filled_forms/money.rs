//! The block 项目资金 of a filled-in form.

use super::labels::{Found, Placed, Sheet};
use super::table;
use crate::diag::{DataFile, Findings, Line, Origin, Problem};
use crate::load::workbook::header;
use crate::load::{RawRow, RawTable};
use crate::model::{FORM_TABLES, FormLabel, is_missing_mark};

/// The columns of amounts.
const AMOUNTS: [FormLabel; 3] = [FormLabel::Initial, FormLabel::Budget, FormLabel::Spent];

/// What the row of 年度资金总额 says of the budget execution: 分值, 执行率 and 得分.
pub(super) type Execution = [Placed; 3];

/// The sources of money as a data table, their sum as its stated total.
pub(super) fn read(sheet: &Sheet<'_>, path: &str, id: &str, findings: &mut Findings) -> (RawTable, Execution) {
    let head = sheet.first(FormLabel::Budget).map_or(0, |label| label.row);
    let amounts: Vec<&Found> = AMOUNTS.iter().filter_map(|label| sheet.in_row(*label, head)).collect();
    let columns = FORM_TABLES[1].1;
    let names = columns[2..].iter().copied();
    let file = DataFile::sheet(path, sheet.text.name(), names.zip(amounts.iter().map(|label| label.columns.start)));
    check_unit(sheet, head, &file, findings);
    let mut money = table(file, sheet.text.line(head), columns, &[]);
    let mut execution = Execution::default();
    // Whether any source says an amount.
    let mut is_said = false;
    for row in head + 1..sheet.row_below(head, &[FormLabel::Goal, FormLabel::Result, FormLabel::Level1]) {
        let source = source(sheet, row, amounts.first().map_or(0, |label| label.columns.start));
        let cells: Vec<String> = amounts.iter().map(|label| sheet.within(row, label.columns.clone()).0).collect();
        let is_total = matches!(sheet.named(&source), Some(FormLabel::MoneyTotal | FormLabel::Total));
        if is_total {
            execution = [FormLabel::Weight, FormLabel::Rate, FormLabel::Score].map(|label| {
                let columns = sheet.in_row(label, head).map(|label| label.columns.clone());
                columns.map(|columns| sheet.shown_within(row, columns)).unwrap_or_default()
            });
        }
        let is_empty = cells.iter().all(|cell| is_nothing(cell));
        if is_empty && (source.is_empty() || is_total) {
            continue;
        }
        is_said |= !is_empty && !is_total;
        let cells = cells.into_iter().map(|cell| if is_nothing(&cell) { "0".to_owned() } else { cell });
        let cells = [id.to_owned(), source].into_iter().chain(cells).collect();
        let row = RawRow { line: sheet.text.line(row), cells };
        if is_total { money.stated_total = Some(row) } else { money.rows.push(row) }
    }
    if let Some(total) = money.stated_total.take_if(|_| !is_said) {
        findings.add(Problem::SourcesMissing, Origin::cell(&money.file, total.line, "全年预算数"));
        // The sum stands for its sources, so that nothing else is told of them.
        money.rows = vec![total];
    }
    (money, execution)
}

/// What stands before the amounts, as it is called: 「其中：当年财政拨款」 is 当年财政拨款.
fn source(sheet: &Sheet<'_>, row: usize, end: usize) -> String {
    let words = sheet.row(row).iter().take(end).rev().find(|words| !words.is_empty());
    let words: String = words.map(|words| words.split_whitespace().collect()).unwrap_or_default();
    let words = words.strip_prefix("其中").map_or(words.as_str(), |rest| rest.trim_start_matches(['：', ':']));
    if sheet.named(words) == Some(FormLabel::Money) { String::new() } else { words.to_owned() }
}

/// The amounts of forms are in 万元: so says whatever names a unit above them, or at their head.
fn check_unit(sheet: &Sheet<'_>, head: usize, file: &DataFile, findings: &mut Findings) {
    let label = sheet.first(FormLabel::Money).map_or(head, |label| label.row);
    for row in 0..=label.max(head) {
        for (column, words) in sheet.row(row).iter().enumerate() {
            let Some(unit) = header::unit(words)
                .filter(|unit| unit.ends_with('元') && !["万元", "人民币万元"].contains(&unit.as_str()))
            else {
                continue;
            };
            let line: Line = sheet.text.line(row);
            let origin = Origin::cell(file, line, DataFile::letters(column));
            findings.add(Problem::FormMoneyUnit { unit }, origin);
            return;
        }
    }
}

fn is_nothing(cell: &str) -> bool {
    cell.is_empty() || is_missing_mark(cell)
}
