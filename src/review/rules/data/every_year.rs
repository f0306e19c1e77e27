//! 就业率连续三年超过75% beside the years of a table.

use super::trends::year_columns;
use crate::review::reading::{Amount, Reading, Sentence, chinese_value, words};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::pattern;
use regex::Regex;
use std::sync::LazyLock;

static EVERY_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "([一-龥]{2,12}?)(?:均|都)?(?:已)?连续([两二三四五])(?:个)?年(?:均|都)?(?:保持)?(超过|高于|达到|在|不低于|低于|不超过)(?:了)?N",
    )
});

/// What is said of each of some years, where one of them is otherwise.
pub(super) fn every_year(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
    for groups in EVERY_YEAR.captures_iter(&sentence.masked) {
        let of = |group: usize| groups.get(group).map_or("", |words| words.as_str());
        let Some(bound) = sentence.amount_of(of(4)) else { continue };
        let count = if of(2) == "两" { Some(2) } else { chinese_value(of(2)) };
        let Some(count) = count.and_then(|count| usize::try_from(count).ok()) else { continue };
        let least = !matches!(of(3), "低于" | "不超过");
        let holds = |value: &Amount| if least { value.value >= bound.value } else { value.value <= bound.value };
        for sheet in &reading.sheets {
            let years = year_columns(sheet);
            let named = |row: &usize| {
                let name = words(&sheet.labels[*row]);
                name.chars().count() >= 2 && of(1).ends_with(&name)
            };
            let Some(row) = (0..sheet.labels.len()).find(named).filter(|_| years.len() >= count) else { continue };
            let last = &years[years.len() - count..];
            let off = last.iter().find(|(_, column)| {
                sheet.amount(row, *column).is_some_and(|value| value.is_like(bound) && !holds(value))
            });
            if let Some((year, column)) = off {
                let message = format!(
                    "写的是“连续{}年{}{}”，表「{}」的「{}」{year}年是{}",
                    of(2),
                    of(3),
                    sentence.written(bound),
                    sheet.grid.name,
                    sheet.labels[row],
                    sheet.cell(row, *column).text.trim()
                );
                let remark = Remark::new(&sentence.origin, message).at(sentence, &bound.range);
                remarks.add(remark.related(sheet.origin(row, *column), "表里的数"));
                return;
            }
        }
    }
}
