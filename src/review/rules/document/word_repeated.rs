//! 字词重复。
//!
//! # 查什么
//!
//! 紧挨着重复的虚字（的的、和和）和二至六个字的词（进行进行、主要评价主要评价）。“目的的”“为了了解”“实实在在”
//! “一步一步”这样正当的不算。
//!
//! # 为什么
//!
//! 拼接几稿、修改半句时最容易留下。
//!
//! # 例子
//!
//! 评价组对项目进行进行了现场核查。
//!
//! # 怎么改
//!
//! 删去多余的一个。

use super::{after, before, is_han};
use crate::diag::Severity;
use crate::review::reading::{Reading, around};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use std::ops::Range;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "word-repeated",
    title: "字词重复",
    family: Family::Document,
    severity: Severity::Warning,
    remedy: "请删去多余的一个",
    find,
};

/// Particles, with the characters before and after which a second one is right.
const PARTICLES: [(char, &str, &str); 9] = [
    ('的', "目标", "士确"),
    ('了', "不除为", "解结却然如事之得"),
    ('和', "总调饱温缓中平柔随谐讲", "平谐气美睦解约县"),
    ('在', "现存所实潜内外", "线"),
    ('是', "于可但还要就总都也或倒只", "非否"),
    ('及', "普涉顾以", "时格"),
    ('与', "参赋给授赠", "会"),
    ('将', "", "来"),
    ('或', "", "许"),
];

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for writing in super::writings(reading) {
        for (range, word) in repetitions(writing.text) {
            if writing.typed(&range) {
                let message = format!("{}“{word}”重复", writing.place());
                remarks.add(Remark::new(writing.origin, message).excerpt(around(writing.text, &range)));
            }
        }
    }
}

/// The repeated words of a text: the bytes of both, and the word.
fn repetitions(text: &str) -> Vec<(Range<usize>, &str)> {
    let places: Vec<(usize, char)> = text.char_indices().collect();
    let byte = |index: usize| places.get(index).map_or(text.len(), |(at, _)| *at);
    let mut found = Vec::new();
    let mut index = 0;
    while index < places.len() {
        let length = (1..=6).rev().find(|length| is_repeated(text, &places[index..], *length));
        if let Some(length) = length {
            found.push((byte(index)..byte(index + 2 * length), &text[byte(index)..byte(index + length)]));
            index += length;
        }
        index += 1;
    }
    found
}

fn is_repeated(text: &str, rest: &[(usize, char)], length: usize) -> bool {
    let Some((first, second)) = rest.get(..2 * length).map(|both| both.split_at(length)) else { return false };
    let same = first.iter().zip(second).all(|((_, a), (_, b))| a == b && is_han(*a));
    if !same {
        return false;
    }
    let (start, end) = (rest[0].0, rest.get(2 * length).map_or(text.len(), |(at, _)| *at));
    let (left, right) = (before(text, start), after(text, end));
    match length {
        1 => PARTICLES.iter().any(|(particle, lefts, rights)| {
            let right_there = |c: Option<char>, allowed: &str| c.is_some_and(|c| allowed.contains(c));
            first[0].1 == *particle
                && !right_there(left, lefts)
                && !right_there(right, rights)
                && left != Some(*particle)
        }),
        _ => is_word(&first.iter().map(|(_, c)| *c).collect::<Vec<_>>()),
    }
}

/// Whether the characters make a word that is not said twice: 一步一步, 二〇二〇 and 研究研究 are.
fn is_word(word: &[char]) -> bool {
    let numeral = word.iter().all(|c| "〇零一二三四五六七八九十百千万亿两".contains(*c));
    // 一步一步, and the middle of 项目的目的, 近年来越来越多 and 费时费力.
    let paired = word.len() == 2 && word.iter().any(|c| "的一几每越愈费边又再有无各自".contains(*c));
    let twice = ["商量", "讨论", "研究", "考虑", "了解", "学习", "休息", "很多", "许多", "各个", "比较"];
    let said_twice = twice.iter().any(|said| said.chars().eq(word.iter().copied()));
    let uniform = word.iter().all(|c| *c == word[0]);
    !numeral && !paired && !said_twice && !uniform
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        repetitions(text).into_iter().map(|(_, word)| word).collect()
    }

    #[test]
    fn slips_are_told_from_right_repetitions() {
        assert_eq!(words("对项目进行进行评价，主要评价主要评价以下的的内容"), ["进行", "主要评价", "的"]);
        assert!(words("目的的实现、为了了解情况、逐步一步一步推进、项目的目的、近年来越来越多、量大时费时费力、是是否判断、二〇二〇二〇、家家户户、常常往往、上海市市场监管局").is_empty());
        assert!(words("总和和均值，参与与否，现在在办，普及及推广，不了了之").is_empty());
    }
}
