//! From which score on a grade is given: as the document explains it, else by the rules it is scored by.

use crate::review::reading::Reading;
use crate::review::rules::pattern;
use regex::Regex;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::str::FromStr;
use std::sync::LazyLock;

/// The words for grades, the longer ones first.
pub(super) const GRADES: &str = "优秀|优|良好|良|中|合格|较差|差|不合格";

/// A band as prose writes it: 良：75（含）-90分, 80分（含）至90分为良, 80分≤综合得分＜90分为良.
static BANDS: LazyLock<[Regex; 4]> = LazyLock::new(|| {
    let from = "(?P<from>\\d{1,3})分?(?:（含）|\\(含\\))?分?(?:（含）)?";
    let is = format!("(?:的|者)?(?:为|是|属于|评为|评定为|定为|确定为)[“‘「]?(?P<name>{GRADES})");
    let to = "\\d{1,3}分?(?:（不含）|（含）)?";
    [
        format!("(?P<name>{GRADES})[”’」]?[:：为是（(]{{0,2}}[≥>]?{from}(?:[-—～~至到]|及以上|以上|（含）以上)"),
        format!("{from}(?:[-—～~至到]{to}|(?:及以上|（含）以上|以上)(?:[、，]?(?:至|且|但)?(?:不足|不满|低于|小于|不到)?{to}(?:以下)?)?){is}"),
        format!("[≥＞>](?P<from>\\d{{1,3}})分?{is}"),
        format!("(?P<from>\\d{{1,3}})分?[≤＜<][^\\d，。；]{{1,8}}[≤＜<]{to}{is}"),
    ]
    .map(|source| pattern(&source))
});

/// The grades, the least score and the word of each.
pub(super) struct Bands {
    bands: Vec<(Decimal, String)>,
    /// Whether the document itself explains them.
    pub(super) are_stated: bool,
}

impl Bands {
    pub(super) fn of(reading: &Reading<'_>) -> Self {
        let stated = stated(reading);
        let are_stated = stated.len() >= 2;
        // A standard that cannot be read is still another one than that of the rules.
        let known = if explains(reading) { Vec::new() } else { reading.manuscript.grades.clone() };
        let mut bands = if are_stated { stated } else { known };
        bands.sort_by_key(|(from, _)| std::cmp::Reverse(*from));
        Self { bands, are_stated }
    }

    /// The grade of a score.
    pub(super) fn earned(&self, score: Decimal) -> Option<&str> {
        self.bands.iter().find(|(from, _)| score >= *from).map(|(_, name)| name.as_str())
    }

    /// Whether one of the grades is called so.
    pub(super) fn know(&self, name: &str) -> bool {
        self.bands.iter().any(|(_, known)| same(known, name))
    }
}

/// 良 and 良好 are one grade.
pub(super) fn same(one: &str, other: &str) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

/// The bands the document itself explains.
fn stated(reading: &Reading<'_>) -> Vec<(Decimal, String)> {
    let mut found: Vec<(Decimal, String)> = Vec::new();
    for passage in &reading.manuscript.passages {
        for groups in BANDS.iter().flat_map(|band| band.captures_iter(&passage.text)) {
            let Ok(from) = Decimal::from_str(&groups["from"]) else { continue };
            if found.iter().all(|(_, known)| *known != groups["name"]) {
                found.push((from, groups["name"].to_owned()));
            }
        }
    }
    found
}

/// Whether a paragraph or a table sets out grades and scores, in whatever form.
fn explains(reading: &Reading<'_>) -> bool {
    const WORDS: [&str; 5] = ["优", "良", "中", "差", "合格"];
    let scores = |text: &str| text.matches('分').count() >= 3 && text.contains(|c: char| c.is_ascii_digit());
    let sets_out = |text: &str| {
        let grades = ["优", "良", "差"].iter().all(|word| text.contains(word));
        grades && scores(text) && ["以上", "以下", "≥", "＜", "至", "-", "～"].iter().any(|word| text.contains(word))
    };
    let in_table = reading.sheets.iter().any(|sheet| {
        (0..sheet.grid.columns.len()).any(|column| {
            let names = (0..sheet.labels.len()).map(|row| sheet.cell(row, column).text.trim());
            let grades: BTreeSet<&str> = names.filter(|name| WORDS.iter().any(|word| name.starts_with(word))).collect();
            grades.len() >= 3 && grades.iter().all(|name| name.chars().count() <= 3)
        })
    });
    in_table || reading.manuscript.passages.iter().any(|passage| sets_out(&passage.text))
}
