//! 血压计最低，为98.00% where the row 血压计 has no such number.

use super::evidence::{Mention, mention};
use crate::review::reading::{Amount, Reading, Sentence, Sheet, is_foreign, words};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::pattern;
use regex::Regex;
use std::sync::LazyLock;

static EXTREME: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:最高|最低|最多|最少|最大|最小)(?:的)?，?(?:为|是|达|达到)?N"));

/// The number of a row that is called the highest or lowest, beside what the row says.
pub(super) fn extreme_numbers(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
    for groups in EXTREME.captures_iter(&sentence.masked) {
        let amount = groups.get(1).and_then(|mark| sentence.amount_of(mark.as_str()));
        let Some(amount) = amount.filter(|amount| amount.is_exact() && !amount.bound) else { continue };
        if let Some((sheet, row, column)) = meant(reading, sentence, amount) {
            let message = format!(
                "文字里是{}，{}是{}",
                sentence.written(amount),
                sheet.called(row, column),
                sheet.cell(row, column).text.trim()
            );
            remarks.add(
                Remark::new(&sentence.origin, message)
                    .at(sentence, &amount.range)
                    .related(sheet.origin(row, column), "表里的数"),
            );
        }
    }
}

/// The cell the number should be that of: the row named before it, the one column the sentence names.
fn meant<'a>(reading: &'a Reading<'_>, sentence: &Sentence, amount: &Amount) -> Option<(&'a Sheet<'a>, usize, usize)> {
    let before = &sentence.text[..amount.range.start];
    let start = before.rfind('；').map_or(0, |at| at + '；'.len_utf8());
    let clause = before[start..].rfind('最').map(|at| &before[start..start + at])?;
    // The row stands right before the word: 血压计最低, 血压计的合格率最低.
    let named = |sheet: &Sheet<'_>, row: usize| {
        let name = &sheet.names[row];
        let long = name.chars().count() >= 3;
        let at = clause.rfind(name.as_str()).filter(|_| long)?;
        (clause[at + name.len()..].chars().count() <= 8 && !clause[at + name.len()..].contains(['，', '、']))
            .then_some(at)
    };
    let rows = || reading.sheets.iter().flat_map(|sheet| (0..sheet.names.len()).map(move |row| (sheet, row)));
    let known = rows()
        .filter(|(sheet, row)| named(sheet, *row).is_some())
        .any(|(sheet, row)| (0..sheet.grid.columns.len()).any(|column| sheet.holds(row, column, amount)));
    if known || reading.around(sentence).iter().any(|one| one.works_out(amount) && one.number == sentence.number) {
        return None;
    }
    let candidates = rows().filter(|(sheet, row)| named(sheet, *row).is_some()).flat_map(|(sheet, row)| {
        let columns = sheet.numeric_columns().into_iter();
        columns
            .filter(move |column| sheet.amount(row, *column).is_some_and(|cell| cell.is_like(amount)))
            .map(move |column| (sheet, row, column))
    });
    let mut told = candidates.filter(|(sheet, row, column)| {
        let title = words(&sheet.grid.columns[*column].title);
        // 票价补贴的占比最大 is not of another column.
        let name = sheet.names[*row].as_str();
        let of = clause.rfind(name).map_or("", |at| clause[at + name.len()..].trim_start_matches('的'));
        if !of.is_empty() && mention(&title, of) != Mention::Strong {
            return false;
        }
        let labels = [sheet.names[*row].as_str(), title.as_str(), sheet.grid.title.as_str()];
        // 从合格率看，甲最高，为99.02%；乙最低，为98.00%: the column may stand in the sentence before.
        let said = |text: &str| mention(&title, text) == Mention::Strong;
        let before = reading.before(sentence).last().is_some_and(|one| said(&one.text));
        (said(&sentence.text) || before) && !is_foreign(sentence, amount, &labels)
    });
    let found = told.next()?;
    told.next().is_none().then_some(found)
}
