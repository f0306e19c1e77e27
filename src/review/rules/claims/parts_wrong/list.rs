//! The parts that stand behind a total.

use crate::review::reading::{Amount, Reading, Sentence};

/// Words by which a number between the parts is compared, planned or repeated: it is no part.
const NO_PART: [&str; 27] = [
    "同比", "较", "比", "增", "减", "计划", "完成", "占", "合计", "共", "平均", "人均", "每", "预算", "执行", "达到",
    "结存", "结余", "剩余", "库存", "另", "超出", "超过", "超额", "少于", "目标", "上年",
];

/// The numbers of the total's kind behind it, as long as they can be its parts.
pub(super) fn parts<'a>(sentence: &'a Sentence, total: &Amount, behind: &str) -> Vec<&'a Amount> {
    let marks = behind
        .char_indices()
        .filter_map(|(at, mark)| Some((at, mark, sentence.amount_of(mark.encode_utf8(&mut [0; 4]))?)));
    let mut found: Vec<&Amount> = Vec::new();
    let mut last_end = 0;
    for (at, mark, amount) in marks {
        // 公共管理专业1人 is a part like the others.
        let words = behind[last_end..at].replace("公共", "");
        let other = NO_PART.iter().any(|word| words.contains(word));
        last_end = at + mark.len_utf8();
        if amount.measure != total.measure {
            continue;
        }
        if other && !found.is_empty() {
            break;
        }
        found.push(amount);
    }
    found
}

/// The parts in the clauses that go on behind semicolons, one in each: 其中：设备费a；软件费b；培训费c.
/// Nothing if the clauses tell more than a list does.
pub(super) fn list_on<'a>(
    reading: &'a Reading<'_>,
    sentence: &Sentence,
    total: &Amount,
) -> Vec<(&'a Sentence, &'a Amount)> {
    let mut found = Vec::new();
    for clause in clauses_behind(reading, sentence) {
        let like: Vec<&Amount> = clause.amounts.iter().filter(|one| one.measure == total.measure).collect();
        let [part] = like.as_slice() else { return Vec::new() };
        let words = &clause.text[..part.range.start];
        if NO_PART.iter().any(|word| words.contains(word)) {
            return Vec::new();
        }
        found.push((clause, *part));
    }
    found
}

/// The sentences that a semicolon ties to this one.
fn clauses_behind<'a>(reading: &'a Reading<'_>, sentence: &Sentence) -> Vec<&'a Sentence> {
    let all = reading.around(sentence);
    let text = reading.manuscript.passages.get(sentence.passage).map_or("", |passage| passage.text.as_str());
    let mut at = 0;
    let mut tied = Vec::new();
    for (number, one) in all.iter().enumerate() {
        let Some(found) = text[at..].find(&one.text) else { return Vec::new() };
        at += found + one.text.len();
        if number < sentence.number {
            continue;
        }
        let Some(next) = all.get(number + 1).filter(|_| text[at..].starts_with('；')) else { break };
        tied.push(next);
    }
    tied
}
