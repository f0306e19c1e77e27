//! Rules about tables.

mod digits_differ;
mod digits_uneven;
mod matrix;
mod number_malformed;
mod rate_wrong;
mod relation_wrong;
mod row_twice;
mod serial_gap;
mod share_total;
mod sum_wrong;
mod tables_differ;
mod years_wrong;

use super::Rule;
use crate::model::{Digits, Grouping, NumberFormat};
use crate::review::reading::{Amount, Measure, Reading, Sheet};
use rust_decimal::Decimal;

/// The rules of this family, in the order of the manual.
pub(super) static ALL: &[&Rule] = &[
    &sum_wrong::RULE,
    &rate_wrong::RULE,
    &relation_wrong::RULE,
    &years_wrong::RULE,
    &share_total::RULE,
    &tables_differ::RULE,
    &row_twice::RULE,
    &serial_gap::RULE,
    &number_malformed::RULE,
    &digits_uneven::RULE,
    &digits_differ::RULE,
];

/// Whether adding up a column makes sense.
fn additive(sheet: &Sheet<'_>, column: usize) -> bool {
    const NOT: [&str; 17] = [
        "单价",
        "每",
        "单方",
        "造价",
        "率",
        "均",
        "比例",
        "占比",
        "比重",
        "指数",
        "年份",
        "极",
        "最",
        "同比",
        "增幅",
        "标准",
        "单位成本",
    ];
    const STILL: [&str; 3] = ["标准分", "标准分值", "平均分摊"];
    let title = &sheet.grid.columns[column].title;
    let by_name = !NOT.iter().any(|word| title.contains(word)) || STILL.iter().any(|word| title.contains(word));
    let rates = (0..sheet.labels.len())
        .filter_map(|row| sheet.amount(row, column))
        .all(|amount| matches!(amount.measure, Measure::Percent | Measure::Points | Measure::Times));
    // 元/平方米 is what one costs.
    let by_one = sheet.grid.columns[column].unit.as_ref().is_some_and(|unit| unit.to_string().contains('/'))
        || title.contains('/');
    by_name && !rates && !by_one
}

/// Whether a table is said to be so: in its title, its heads, its notes, or a sentence that names it.
pub(in crate::review::rules) fn is_spoken_of(reading: &Reading<'_>, index: usize, words: &[&str]) -> bool {
    use crate::model::PassageKind::TableNote;
    let says = |text: &str| words.iter().any(|word| text.contains(word));
    let grid = reading.sheets[index].grid;
    let number = grid.number.map(|number| format!("表{number}"));
    let names = |text: &str| text.contains(&grid.title) || number.as_ref().is_some_and(|name| text.contains(name));
    says(&grid.title)
        || grid.columns.iter().any(|column| says(&column.title))
        || reading.manuscript.passages.iter().any(|note| note.kind == TableNote(index) && says(&note.text))
        || reading.sentences.iter().any(|sentence| says(&sentence.text) && names(&sentence.text))
}

/// Whether a table shows some rows of a longer list.
pub(in crate::review::rules) fn is_extract(reading: &Reading<'_>, index: usize) -> bool {
    const EXTRACTS: [&str; 7] = ["摘录", "节选", "摘自", "部分", "选列", "抽查", "抽取"];
    let title = &reading.sheets[index].grid.title;
    EXTRACTS.iter().any(|word| title.contains(word)) || is_spoken_of(reading, index, &EXTRACTS[..3])
}

/// Whether the rows of a column are each of another kind: targets, standards, prices of this and that.
fn is_of_many_kinds(sheet: &Sheet<'_>, column: usize) -> bool {
    const MANY: [&str; 8] = ["目标", "指标值", "实际值", "完成值", "实际完成", "标准", "单价", "全年值"];
    let title = &sheet.grid.columns[column].title;
    let own_units = sheet.grid.rows.iter().any(|row| row.unit.is_some())
        || sheet.labels.iter().any(|label| label.ends_with(['）', ')']));
    own_units || MANY.iter().any(|word| title.contains(word))
}

/// A value in the unit and with the digits of a written number.
fn printed_like(amount: &Amount, written: &str, value: Decimal) -> String {
    // How many times the step of the written digits goes into the base unit.
    let written_step = written_places(written);
    let scale = amount.step.checked_div(written_step).filter(|scale| !scale.is_zero()).unwrap_or(Decimal::ONE);
    let grouping = if written.contains(',') { Grouping::Thousands } else { Grouping::None };
    let value = value.checked_div(scale).unwrap_or(value);
    let text = NumberFormat::Plain(Digits::Fixed(written_step.scale()), grouping).print(value);
    let percent = written.trim_end().ends_with(['%', '％']);
    if percent { format!("{text}%") } else { text }
}

/// What the last written digit stands for, units aside.
fn written_places(written: &str) -> Decimal {
    let digits =
        written.split(['.', '．']).nth(1).map_or(0, |rest| rest.chars().take_while(char::is_ascii_digit).count());
    Decimal::new(1, u32::try_from(digits).unwrap_or(0))
}

/// The rows without those that repeat an earlier one word for word.
fn without_twins(sheet: &Sheet<'_>, rows: &[usize]) -> Vec<usize> {
    let words = |row: usize| -> Vec<&str> {
        let cells = sheet.grid.rows[row].cells.iter().enumerate();
        cells.filter(|(at, _)| Some(*at) != sheet.serial_column).map(|(_, cell)| cell.text.trim()).collect()
    };
    let mut seen = std::collections::BTreeSet::new();
    rows.iter().copied().filter(|row| seen.insert(words(*row))).collect()
}
