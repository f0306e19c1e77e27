//! 均达到99%以上 beside the column they speak of.

use super::evidence::{Mention, mention};
use super::spoken_of::beside;
use crate::review::reading::{Measure, Reading, Sentence, Sheet, is_foreign, words};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// 各项执行率均达到99%以上 beside the column of the table it speaks of.
pub(super) fn thresholds(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
    static ALL: LazyLock<Regex> = LazyLock::new(|| {
        let source = "([一-龥]{1,8}?(?:率|度))(?:均|都|全部)(?:已)?(?:达到了|达到|达|在|高于|超过|不低于|保持在)";
        pattern(source)
    });
    let Some(found) = ALL.captures(&sentence.text) else { return };
    let (Some(name), Some(whole)) = (found.get(1), found.get(0)) else { return };
    let listed =
        sentence.amounts.iter().any(|amount| amount.measure == Measure::Percent && amount.range.end <= whole.start());
    let bound = sentence
        .amounts
        .iter()
        .find(|amount| amount.range.start >= whole.end() && amount.range.start <= whole.end() + 6);
    let bound = bound.filter(|_| !listed);
    let Some(bound) = bound.filter(|bound| bound.measure == Measure::Percent) else { return };
    let excepted = excepted(&sentence.text[..name.start()]);
    for sheet in beside(reading, sentence) {
        for column in sheet.numeric_columns() {
            let title = words(&sheet.grid.columns[column].title);
            if !name.as_str().ends_with(&title) && mention(&title, name.as_str()) != Mention::Strong {
                continue;
            }
            let Some(rows) = rows_meant(sheet, &sentence.text[..name.start()], name.as_str()) else { continue };
            let failing: Vec<usize> = rows
                .into_iter()
                .filter(|row| !excepted.is_some_and(|words| is_in(&sheet.labels[*row], words)))
                .filter(|row| {
                    sheet.amount(*row, column).is_some_and(|a| a.measure == Measure::Percent && a.value < bound.value)
                })
                .collect();
            let labels = [title.as_str(), sheet.grid.title.as_str()];
            let Some(first) = failing.first().filter(|_| !is_foreign(sentence, bound, &labels)) else { continue };
            let message = format!(
                "写的是{}均在{}以上，表「{}」的「{}」是{}",
                name.as_str(),
                sentence.written(bound),
                sheet.grid.name,
                sheet.labels[*first],
                sheet.cell(*first, column).text.trim()
            );
            remarks.add(
                Remark::new(&sentence.origin, message)
                    .at(sentence, &bound.range)
                    .related(sheet.origin(*first, column), "表里的数"),
            );
            return;
        }
    }
}

/// The rows a general claim covers: those its clause names, or all where it says so.
fn rows_meant(sheet: &Sheet<'_>, before: &str, name: &str) -> Option<Vec<usize>> {
    let start = before.rfind(['，', '；', '：', '。']).map_or(0, |found| found + 3);
    let clause = format!("{}{name}", &before[start..]);
    let named: Vec<usize> = sheet.items().into_iter().filter(|row| is_in(&sheet.labels[*row], &clause)).collect();
    if !named.is_empty() && excepted(before).is_none() {
        return Some(named);
    }
    let counted = clause.contains(|c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit());
    let all = before.contains('各')
        || counted
        || ["各", "所有", "全部", "个", "项", "类"].iter().any(|word| clause.contains(word));
    all.then(|| sheet.items())
}

/// 除北苑街道外: what a claim does not cover.
fn excepted(before: &str) -> Option<&str> {
    let start = before.rfind('除')? + '除'.len_utf8();
    let end = before[start..].find(['外', '，'])?;
    Some(&before[start..start + end])
}

fn is_in(label: &str, text: &str) -> bool {
    let label = words(label);
    label.chars().count() >= 2 && text.contains(&label)
}
