//! 各项指标均达到目标值 beside a table with the aims and what was done.

use super::spoken_of::beside;
use crate::review::reading::{Measure, Reading, Sentence, Sheet};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::pattern;
use regex::Regex;
use std::sync::LazyLock;

static ALL_MET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "指标(?:均|都|全部|全)(?:已)?(?:如期|按期|超额)?(?:达到或超过|达到|完成|实现)了?(?:年度|预期|绩效|既定|预定|年初)*(?:目标|指标值)?",
    )
});

/// All aims are said to be met, and one is not.
pub(super) fn aims_met(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
    let Some(claim) = ALL_MET.find(&sentence.text) else { return };
    let before = &sentence.text[..claim.start()];
    if ["除", "上年", "去年", "其余", "其他", "多数"].iter().any(|word| before.contains(word)) {
        return;
    }
    for sheet in beside(reading, sentence) {
        let Some((row, done, aim)) = missed(sheet, before) else { continue };
        let (label, is, was) =
            (&sheet.labels[row], sheet.cell(row, done).text.trim(), sheet.cell(row, aim).text.trim());
        let message =
            format!("写的是“{}”，表「{}」的「{label}」目标是{was}，实际是{is}", claim.as_str(), sheet.grid.name);
        remarks.add(
            Remark::new(&sentence.origin, message)
                .at(sentence, &claim.range())
                .related(sheet.origin(row, done), "表里的数"),
        );
        return;
    }
}

/// A rate that stays below its aim, of the kind the text speaks of: row, what was done, aim.
fn missed(sheet: &Sheet<'_>, before: &str) -> Option<(usize, usize, usize)> {
    const FEWER_IS_BETTER: [&str; 15] = [
        "不", "差错", "投诉", "死亡", "事故", "流失", "报废", "损", "故障", "漏", "返修", "空置", "超支", "逾期",
        "偏差",
    ];
    let column = |words: &[&str]| {
        sheet
            .numeric_columns()
            .into_iter()
            .find(|column| words.iter().any(|word| sheet.grid.columns[*column].title.contains(word)))
    };
    let (aim, done) = (column(&["目标", "指标值", "计划"])?, column(&["实际", "完成值", "完成情况"])?);
    let kind =
        sheet.grid.columns.iter().position(|column| column.title.contains("一级指标") || column.title.contains("类别"));
    let is_meant = |row: &usize| {
        let words = kind.map(|kind| sheet.cell(*row, kind).text.trim());
        // 五项产出指标 speaks of the rows of that kind only.
        let named =
            ["产出", "效益", "满意", "成本", "数量", "质量", "时效"].into_iter().find(|word| before.contains(word));
        named.is_none_or(|named| words.unwrap_or(&sheet.grid.title).contains(named))
    };
    let rows = (0..sheet.labels.len()).filter(is_meant);
    rows.filter(|row| !FEWER_IS_BETTER.iter().any(|word| sheet.labels[*row].contains(word))).find_map(|row| {
        let (aimed, is) = (sheet.amount(row, aim)?, sheet.amount(row, done)?);
        let rates = aimed.measure == Measure::Percent && is.measure == Measure::Percent;
        let signs = ["≤", "＜", "<"];
        let ceiling = signs.iter().any(|sign| sheet.cell(row, aim).text.contains(sign))
            || (0..sheet.grid.columns.len()).any(|column| signs.contains(&sheet.cell(row, column).text.trim()));
        (rates && !ceiling && is.is_exact() && is.value < aimed.value).then_some((row, done, aim))
    })
}
