//! The numbers of one kind that stand in a row: 分别为a、b、c.

use crate::review::reading::{Amount, Measure, Sentence};

/// Between two numbers these say that the second is told of something else than the first.
const BREAKS: [&str; 16] = [
    "分别", "依次", "其中", "目标", "计划", "上年", "去年", "高于", "低于", "要求", "标准", "提高", "提升", "下降",
    "增", "降",
];

/// The row that ends before a number, of its kind.
pub(super) fn row_before<'a>(sentence: &'a Sentence, bound: &Amount) -> Option<Vec<&'a Amount>> {
    let mut before: Vec<&Amount> = like(sentence, &bound.measure, 0);
    before.retain(|one| one.range.end <= bound.range.start && one.range != bound.range);
    before.reverse();
    row(sentence, &before)
}

/// The row behind a claim: 均在90%以上，分别为a、b、c, or （甲a、乙b）; `end` is where the claim ends in the marked text.
pub(super) fn row_behind<'a>(sentence: &'a Sentence, bound: &Amount, end: usize) -> Option<Vec<&'a Amount>> {
    let rest = &sentence.masked[end..];
    let told = match rest.strip_prefix('（') {
        Some(inner) => &inner[..inner.find('）')?],
        None => {
            let at = rest.find("分别").or_else(|| rest.find("依次"))?;
            let lead = &rest[..at];
            let near = lead.chars().count() <= 8
                && lead.chars().all(|c| sentence.amount_of(c.encode_utf8(&mut [0; 4])).is_none());
            rest.get(at + "分别".len()..).filter(|_| near)?
        }
    };
    let first = told.chars().find_map(|c| sentence.amount_of(c.encode_utf8(&mut [0; 4])))?;
    let last = told.chars().rev().find_map(|c| sentence.amount_of(c.encode_utf8(&mut [0; 4])))?;
    let mut behind = like(sentence, &bound.measure, first.range.start);
    behind.retain(|one| one.range.end <= last.range.end);
    row(sentence, &behind)
}

/// The exact numbers of a kind from a byte on; 最高为c repeats one of the row.
fn like<'a>(sentence: &'a Sentence, measure: &Measure, from: usize) -> Vec<&'a Amount> {
    let fits = |one: &&Amount| {
        one.range.start >= from
            && one.measure == *measure
            && one.is_exact()
            && !sentence.words_before(one).contains('最')
    };
    sentence.amounts.iter().filter(fits).collect()
}

/// The numbers from the first on that belong together; a row of 、 ends at a comma.
fn row<'a>(sentence: &Sentence, amounts: &[&'a Amount]) -> Option<Vec<&'a Amount>> {
    let mut row: Vec<&Amount> = amounts.first().copied().into_iter().collect();
    let mut commas = None;
    for pair in amounts.windows(2) {
        let (early, late) =
            if pair[0].range.end <= pair[1].range.start { (pair[0], pair[1]) } else { (pair[1], pair[0]) };
        let between = &sentence.text[early.range.end..late.range.start];
        let comma = between.contains('，');
        if BREAKS.iter().any(|word| between.contains(word)) || *commas.get_or_insert(comma) != comma {
            break;
        }
        row.push(pair[1]);
    }
    (row.len() >= 2).then_some(row)
}
