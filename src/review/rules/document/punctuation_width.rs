//! 中文里的半角标点、全角数字和字母。
//!
//! # 查什么
//!
//! 汉字旁边的半角 , . ; : ? ! ( ) 和直引号，全角的数字、字母，代替省略号的 ...，代替破折号的 --。小数点、千分撇、
//! 10:30、外文、网址和表里数后面的单位（365(天)）不算。一段、一张表里有几处，合成一条。
//!
//! # 为什么
//!
//! 半角标点排出来紧贴汉字，全角数字排出来一个一个分开，一看就是没有校对过；程序也认不出全角的数。
//!
//! # 例子
//!
//! 项目资金到位,执行率为９８％。
//!
//! # 怎么改
//!
//! 换成全角标点、半角数字。

use super::leftover::dead_fields;
use super::{Writing, after, before, is_han};
use crate::diag::Severity;
use crate::review::reading::{Reading, around};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "punctuation-width",
    title: "标点、数字的全角和半角",
    family: Family::Document,
    severity: Severity::Advice,
    remedy: "中文里的标点请用全角，数字和字母请用半角",
    find,
};

/// Addresses, in which every sign stands for itself.
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| super::pattern(r"(?:https?|ftp)://[!-~]+|www\.[!-~]+|[A-Za-z0-9._-]+@[A-Za-z0-9.-]+"));
static MARK: LazyLock<Regex> = LazyLock::new(|| {
    super::pattern(
        r#"[,;:?!]|\.{3,}|。{3,}|\.|-{2,}|\([^()（）]*[)）]|（[^()（）]*\)|"[^"\n]*"|'[^'\n]*'|[０-９Ａ-Ｚａ-ｚ]+"#,
    )
});

/// The signs that are wrong in one passage or cell, each with what it should be.
struct Found<'a> {
    writing: &'a Writing<'a>,
    slips: Vec<(Range<usize>, String)>,
}

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    let writings = super::writings(reading);
    let all = writings.iter().map(|writing| Found { writing, slips: slips(writing) });
    let found: Vec<Found<'_>> = all.filter(|found| !found.slips.is_empty()).collect();
    let table = |found: &Found<'_>| found.writing.cell.as_ref().map(|cell| cell.table);
    // The cells of one table are one finding: they come from one hand.
    for together in found.chunk_by(|one, other| table(one).is_some() && table(one) == table(other)) {
        tell(together, remarks);
    }
}

/// One finding for the slips of a passage, or of the cells of a table.
fn tell(found: &[Found<'_>], remarks: &mut Remarks) {
    const SHOWN: usize = 4;
    let all = found.iter().flat_map(|one| one.slips.iter().map(move |(range, wanted)| (one.writing, range, wanted)));
    let all: Vec<_> = all.collect();
    let Some((writing, first, _)) = all.first() else { return };
    let told = all.iter().take(SHOWN).map(|(writing, range, wanted)| shown(writing.text, range, wanted));
    let told = told.collect::<Vec<String>>().join("，");
    let more = if all.len() > SHOWN { format!("等{}处", all.len()) } else { String::new() };
    let message = format!("{}{told}{more}", writing.place());
    let remark = Remark::new(writing.origin, message).excerpt(around(writing.text, first));
    let others = found.iter().skip(1).take(SHOWN);
    remarks.add(others.fold(remark, |remark, other| remark.related(other.writing.origin, "同一张表里")));
}

/// The sign with its neighbours, and what it should be.
fn shown(text: &str, range: &Range<usize>, wanted: &str) -> String {
    let left: Vec<char> = text[..range.start].chars().rev().take(2).collect();
    let left: String = left.into_iter().rev().collect();
    let right: String = text[range.end..].chars().take(2).collect();
    let written: String = text[range.clone()].chars().take(12).collect();
    format!("“{left}{written}{right}”应当用{wanted}")
}

/// The signs that are wrong, each with what it should be.
fn slips(writing: &Writing<'_>) -> Vec<(Range<usize>, String)> {
    let text = writing.text;
    let mut others: Vec<Range<usize>> = ADDRESS.find_iter(text).map(|found| found.range()).collect();
    others.extend(dead_fields(text));
    let outside = |range: &Range<usize>| !others.iter().any(|one| one.start < range.end && range.start < one.end);
    let mut slips = Vec::new();
    let mut at = 0;
    while let Some(found) = MARK.find_at(text, at) {
        let range = found.range();
        let wanted = wanted(writing, &range).filter(|_| outside(&range) && writing.typed(&range));
        // What stands in a right pair of brackets is looked at by itself.
        let first = text[range.start..].chars().next().map_or(1, char::len_utf8);
        at = if wanted.is_some() { range.end } else { range.start + first };
        slips.extend(wanted.map(|wanted| (range, wanted)));
    }
    slips
}

/// What a sign should be, if it is wrong where it stands.
fn wanted(writing: &Writing<'_>, range: &Range<usize>) -> Option<String> {
    let (text, cell) = (writing.text, writing.cell.as_ref());
    let (left, right) = (before(text, range.start), after(text, range.end));
    let sign = text.get(range.clone())?;
    let beside = left.is_some_and(is_han) || right.is_some_and(is_han);
    let has_han = sign.chars().any(is_han);
    match sign.chars().next()? {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => Some("半角数字、字母".into()),
        '(' | '（' if calculated(left) || calculated(right) => None,
        // ≥15.00(条): the forms of the finance platform print units so.
        '(' if cell.is_some() && left.is_some_and(|c| c.is_ascii_digit()) => None,
        '(' | '（' => (sign.contains(['(', ')']) && (has_han || between(left, right) && is_count(sign)))
            .then(|| "全角括号（）".into()),
        '"' | '\'' => (is_quoted(sign) && (has_han || between(left, right))).then(|| "引号“”".into()),
        '-' => beside.then(|| "破折号——".into()),
        '。' => Some("省略号……".into()),
        '.' if sign.len() > 1 => beside.then(|| "省略号……".into()),
        '.' => (cell.is_none() && closes(left) && right.is_none_or(|c| is_han(c) || c == '“' || c == '《'))
            .then(|| "句号。".into()),
        mark => {
            let (full, name) = full_width(mark)?;
            ends_words(left, right).then(|| format!("{name}{full}"))
        }
    }
}

/// Whether nothing but digits stands in the brackets.
fn is_count(brackets: &str) -> bool {
    let inner = brackets.trim_matches(|c: char| "()（）".contains(c));
    !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit())
}

/// Whether words stand between the quotes, and not signs of some other language.
fn is_quoted(quotes: &str) -> bool {
    let inner = quotes.trim_matches(['"', '\'']);
    !inner.is_empty() && inner.chars().all(|c| c.is_alphanumeric() || "，、。·《》（）-. ".contains(c))
}

/// Whether Han characters stand on both sides.
fn between(left: Option<char>, right: Option<char>) -> bool {
    left.is_some_and(is_han) && right.is_some_and(is_han)
}

/// Whether a sign of arithmetic stands beside: brackets of a formula.
fn calculated(neighbour: Option<char>) -> bool {
    neighbour.is_some_and(|c| "=＝/÷×*+-−".contains(c))
}

/// Whether Chinese words end here.
fn closes(left: Option<char>) -> bool {
    left.is_some_and(|c| is_han(c) || "》”）】〕".contains(c))
}

/// Whether a half-width mark parts Chinese words: Han before it and no Latin behind it, or a number before it and Han behind.
fn ends_words(left: Option<char>, right: Option<char>) -> bool {
    let opens = |c: char| is_han(c) || "“《（【〔".contains(c);
    let number = left.is_some_and(|c| c.is_ascii_digit() || "%％".contains(c));
    (closes(left) || left == Some(')'))
        && right.is_none_or(|c| opens(c) || c.is_ascii_digit() || c.is_whitespace() || c == '\n')
        || number && right.is_some_and(opens)
}

fn full_width(mark: char) -> Option<(char, &'static str)> {
    match mark {
        ',' => Some(('，', "逗号")),
        ';' => Some(('；', "分号")),
        ':' => Some(('：', "冒号")),
        '?' => Some(('？', "问号")),
        '!' => Some(('！', "叹号")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Origin;
    use crate::resolve::Part;

    fn written(text: &str) -> Vec<String> {
        let origin = Origin::file("正文.md");
        let writing = Writing { text, origin: &origin, bound: &[], part: Part::Body, cell: None };
        slips(&writing).into_iter().map(|(range, _)| text[range].to_owned()).collect()
    }

    #[test]
    fn half_width_signs_beside_han_are_found() {
        assert_eq!(written("资金到位,执行率９８％.共3项(含检测费);其中"), [",", "９８", "(含检测费)", ";"]);
        assert_eq!(written("称为\"放心消费\"行动...等--其余"), ["\"放心消费\"", "...", "--"]);
        assert_eq!(written("（示例)"), ["（示例)"]);
    }

    #[test]
    fn numbers_times_and_latin_are_left_alone() {
        let text = "1,234.56万元，10:30到会，比例3:7，见https://a.cn/x?y=1,2 和 A,B;C 以及GB/T 9704-2012";
        assert!(written(text).is_empty(), "{:?}", written(text));
        assert!(written("占比(%)、得分(A)、结余率=(预算-支出)/预算").is_empty());
    }
}
