//! 逐年上升 beside the years of a table.

use crate::review::reading::{Reading, Sentence, Sheet, words, year_in};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::{Direction, EVERY_STEP, direction};
use rust_decimal::Decimal;

/// 逐年上升 beside a row of years.
pub(super) fn trends(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
    for found in EVERY_STEP.captures_iter(&sentence.text) {
        let Some((word, whole)) = found.get(1).and_then(|word| direction(word.as_str())).zip(found.get(0)) else {
            continue;
        };
        let before = &sentence.text[..whole.start()];
        for sheet in &reading.sheets {
            if let Some((first, second, column)) = columns_over_years(sheet, word, before) {
                tell_trend(sentence, sheet, [(first, column), (second, column)], &whole.range(), remarks);
                return;
            }
            let years = year_columns(sheet);
            let rows = (0..sheet.labels.len()).filter(|row| is_subject(&sheet.labels[*row], before));
            for row in rows.filter(|_| years.len() >= 3) {
                let values: Vec<(usize, Decimal)> =
                    years.iter().filter_map(|(_, column)| Some((*column, sheet.amount(row, *column)?.value))).collect();
                let wrong = values.windows(2).find(|pair| match word {
                    Direction::Up => pair[1].1 <= pair[0].1,
                    Direction::Down => pair[1].1 >= pair[0].1,
                });
                if let Some(pair) = wrong.filter(|_| values.len() == years.len()) {
                    tell_trend(sentence, sheet, [(row, pair[0].0), (row, pair[1].0)], &whole.range(), remarks);
                    return;
                }
            }
        }
    }
}

/// 新装订量逐年上升 beside a column over rows of years.
fn columns_over_years(sheet: &Sheet<'_>, word: Direction, before: &str) -> Option<(usize, usize, usize)> {
    let years: Vec<(i32, usize)> =
        (0..sheet.labels.len()).filter_map(|row| Some((year_in(&sheet.labels[row])?, row))).collect();
    let ordered = years.windows(2).all(|pair| pair[0].0 < pair[1].0);
    if years.len() < 3 || !ordered {
        return None;
    }
    let columns = sheet.numeric_columns().into_iter();
    columns.filter(|column| is_subject(&sheet.grid.columns[*column].title, before)).find_map(|column| {
        let values: Vec<(usize, Decimal)> =
            years.iter().filter_map(|(_, row)| Some((*row, sheet.amount(*row, column)?.value))).collect();
        let wrong = values.windows(2).find(|pair| match word {
            Direction::Up => pair[1].1 <= pair[0].1,
            Direction::Down => pair[1].1 >= pair[0].1,
        })?;
        Some((wrong[0].0, wrong[1].0, column))
    })
}

/// Whether the label is what the claim right behind is about.
fn is_subject(label: &str, before: &str) -> bool {
    let label = words(label);
    let Some(at) = before.rfind(&label).filter(|_| label.chars().count() >= 2) else { return false };
    let between = &before[at + label.len()..];
    let negated = before[..at].ends_with(['不', '非', '未', '无']);
    let most = if label.chars().count() >= 3 { 4 } else { 2 };
    // 线上服务人次, 人均服务人次 are not 服务人次.
    let narrowed = ["线上", "线下", "人均", "户均", "日均", "平均", "其中", "部分"]
        .iter()
        .any(|word| before[..at].ends_with(word));
    // 取消出车率 is not 出车.
    let narrowed = narrowed || between.starts_with('率');
    // 单件成本由1.86元降至1.58元，各年逐年下降: the subject opens the sentence.
    let opens = at == 0 && between.starts_with(['由', '从']) && between.chars().count() <= 45;
    opens || !narrowed && between.chars().count() <= most && !between.contains(['的', '，', '；', '。']) && !negated
}

/// The columns of the years of a table, in order; nothing where a year has two.
pub(super) fn year_columns(sheet: &Sheet<'_>) -> Vec<(i32, usize)> {
    let columns = sheet.numeric_columns().into_iter();
    let mut found: Vec<(i32, usize)> =
        columns.filter_map(|column| Some((year_in(&sheet.grid.columns[column].title)?, column))).collect();
    found.sort_unstable();
    let distinct = found.windows(2).all(|pair| pair[0].0 != pair[1].0);
    if distinct { found } else { Vec::new() }
}

fn tell_trend(
    sentence: &Sentence,
    sheet: &Sheet<'_>,
    cells: [(usize, usize); 2],
    claim: &std::ops::Range<usize>,
    remarks: &mut Remarks,
) {
    let [first, second] = cells;
    let (before, after) = (sheet.cell(first.0, first.1).text.trim(), sheet.cell(second.0, second.1).text.trim());
    let claimed = &sentence.text[claim.clone()];
    let message = format!(
        "写的是“{claimed}”，表「{}」的「{}」「{}」由{before}到{after}不是这样",
        sheet.grid.name, sheet.labels[second.0], sheet.grid.columns[second.1].name
    );
    remarks.add(
        Remark::new(&sentence.origin, message)
            .at(sentence, claim)
            .related(sheet.origin(second.0, second.1), "表里的数"),
    );
}
