//! What narrows a number to less, more or other than the thing itself: last year's, the aim, a sample.

use super::amount::Amount;
use super::{Reading, Sentence};
use std::ops::Range;

/// Words by which a clause speaks of another number of the same thing.
const WORDS: [&str; 58] = [
    "上年",
    "去年",
    "上一年",
    "往年",
    "前年",
    "历年",
    "同期",
    "目标",
    "力争",
    "计划",
    "预期",
    "预计",
    "规划",
    "申报",
    "询价",
    "报价",
    "调整前",
    "原定",
    "整改前",
    "改造前",
    "实施前",
    "项目前",
    "建设前",
    "改善前",
    "抽查的",
    "抽取的",
    "抽样",
    "规范",
    "要求",
    "行业",
    "全市",
    "全省",
    "全国",
    "全区平均",
    "全县平均",
    "同类",
    "同行",
    "其他地区",
    "自评",
    "一季度",
    "二季度",
    "三季度",
    "四季度",
    "上半年",
    "下半年",
    "前三季度",
    "当月",
    "人均",
    "户均",
    "日均",
    "月均",
    "次均",
    "平均",
    "线上",
    "线下",
    "首次",
    "年初",
    "标准",
];

/// The clause of a number: from the last mark before it to the next one behind it.
pub(crate) fn clause<'a>(sentence: &'a Sentence, amount: &Amount) -> &'a str {
    &sentence.text[clause_range(sentence, amount)]
}

/// The words of the clause before the number.
pub(crate) fn clause_before<'a>(sentence: &'a Sentence, amount: &Amount) -> &'a str {
    &sentence.text[clause_range(sentence, amount).start..amount.range.start]
}

fn clause_range(sentence: &Sentence, amount: &Amount) -> Range<usize> {
    const MARKS: [char; 8] = ['，', '；', '：', '。', '、', '（', '）', '【'];
    let text = &sentence.text;
    let start = text[..amount.range.start].rfind(MARKS).map_or(0, |at| at + '，'.len_utf8());
    let end = text[amount.range.end..].find(MARKS).map_or(text.len(), |at| amount.range.end + at);
    start..end
}

/// What a number's clause, and a clause before it that leads to it (抽查的20处中，), say of its scope.
fn narrowing<'a>(sentence: &'a Sentence, amount: &Amount) -> Vec<&'a str> {
    let own = clause_range(sentence, amount);
    let before = sentence.text[..own.start].trim_end_matches('，');
    let led = ["中", "时", "内", "看"].iter().any(|word| before.ends_with(word));
    let first = before.rfind(['，', '；', '。']).map_or(0, |at| at + '，'.len_utf8());
    let own = &sentence.text[own];
    if led { vec![own, &before[first..]] } else { vec![own] }
}

/// The words by which a number is narrowed.
pub(crate) fn scopes(sentence: &Sentence, amount: &Amount) -> Vec<&'static str> {
    let texts = narrowing(sentence, amount);
    WORDS.into_iter().filter(|word| texts.iter().any(|text| text.contains(word))).collect()
}

/// Whether a number is of something else than what these labels call it: last year's, where they do not say so.
pub(crate) fn is_foreign(sentence: &Sentence, amount: &Amount, labels: &[&str]) -> bool {
    let named = |word: &&str| labels.iter().any(|label| label.contains(word));
    let aims = ["目标", "计划", "预期", "指标值", "年初"];
    let of_aims = labels.iter().any(|label| aims.iter().any(|word| label.contains(word)));
    scopes(sentence, amount).iter().any(|word| !(named(word) || of_aims && aims.contains(word)))
        || of_part_of_a_year(sentence, amount)
}

/// 1—11月, 截至6月: less than the year; 12月底 is all of it.
fn of_part_of_a_year(sentence: &Sentence, amount: &Amount) -> bool {
    let clause = clause(sentence, amount);
    clause.match_indices('月').any(|(at, _)| {
        let digits = clause[..at].chars().rev().take_while(char::is_ascii_digit).count();
        digits > 0 && !clause[..at].ends_with("12")
    })
}

impl Reading<'_> {
    /// The year a number is of: one named before it, else the year of the document.
    pub fn year_of(&self, sentence: &Sentence, amount: &Amount) -> Option<i32> {
        let mut own = sentence.years.iter().filter(|(_, range)| range.end <= amount.range.start).map(|(year, _)| *year);
        let before = self.before(sentence).iter().rev().find_map(|sentence| sentence.years.last());
        own.next_back().or_else(|| before.map(|(year, _)| *year)).or(self.year)
    }
}
