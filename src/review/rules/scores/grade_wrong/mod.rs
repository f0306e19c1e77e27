//! 总分和等级对不上。
//!
//! # 查什么
//!
//! “得分84.37分，评价等级为‘优’”：按正文里写明的等级标准应当是“良”；正文没有写标准的，按项目或者版式的
//! 计分规则里的等级（版式 national-2020 用财预〔2020〕10号的：优90、良80、中60）。得分和等级前后倒着写、
//! 分两句写，都算。别的检查、考核、验收的得分不算；没有写标准而又不是总分的，不算。
//!
//! # 为什么
//!
//! 分数改了几稿，等级还是第一稿的。
//!
//! # 例子
//!
//! 得分88.64分，写成“优”。
//!
//! # 怎么改
//!
//! 核对总分和等级标准；用 {{ 等级 }} 绑定，等级由程序来定。

mod bands;

use crate::diag::Severity;
use crate::review::reading::{Amount, Measure, Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule, pattern};
use bands::{Bands, GRADES};
use regex::{Match, Regex};
use rust_decimal::Decimal;
use std::sync::LazyLock;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "grade-wrong",
    title: "等级与总分不符",
    family: Family::Scores,
    severity: Severity::Error,
    remedy: "请核对总分和等级标准；用 {{ 等级 }} 绑定，等级由程序来定",
    find,
};

/// A grade that is given, not a standard that is explained.
static GIVEN: LazyLock<Regex> = LazyLock::new(|| {
    let called =
        "(?:等级|等次|评级|级别|档次|评定结果|评价结果|评定|结论|评)(?:评定|确定|认定)?(?:为|是|：|属于|达到)?";
    pattern(&format!(
        "{called}[“‘「]?({GRADES})[”’」]?(?:[，。；）、级等]|$)|属于(?:[“‘「]({GRADES})[”’」]|(优秀|优|良好|良)(?:[，。；）级]|$))"
    ))
});

/// The score or grade of something else that is looked into, which has a standard of its own.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:检查|考核|验收|巡查|测评|信用|考试|抽查|评审|竞赛|评比)(?:平均)?(?:得分|评分|总分|分数|成绩|等级|评级|级别)",
    )
});

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    let bands = Bands::of(reading);
    for sentence in reading.prose() {
        let Some((from, found)) = given(sentence) else { continue };
        let Some((said_in, score)) = score(reading, sentence, from) else { continue };
        let Some(earned) = bands.earned(score.value) else { continue };
        let words = said_in.words_before(score);
        let other = is_of_other(words) || is_of_other(&sentence.text[..found.start()]);
        let fits =
            bands.are_stated || is_total(words) && bands.know(found.as_str()) && !has(sentence, &["上年", "去年"]);
        if !other && fits && !bands::same(earned, found.as_str()) {
            let message =
                format!("得分{}，等级写的是“{}”，按等级标准是“{earned}”", said_in.written(score), found.as_str());
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &found.range()));
        }
    }
}

fn is_of_other(words: &str) -> bool {
    OTHER.find_iter(words).any(|found| !words[..found.start()].ends_with("绩效"))
}

/// The grade a sentence gives, and where its words begin; not one of several that it lists, nor one
/// that is hoped for.
fn given(sentence: &Sentence) -> Option<(usize, Match<'_>)> {
    let groups = GIVEN.captures(&sentence.text)?;
    let found = (1..=3).find_map(|at| groups.get(at))?;
    let rest = sentence.text[found.end()..].trim_start_matches(['”', '’', '」']);
    let lists =
        rest.strip_prefix('、').is_some_and(|next| next.trim_start_matches('“').starts_with(['优', '良', '中', '差']));
    let hopes = ["如果", "假如", "若", "力争", "争取", "只要", "方可", "才能"];
    (!lists && !has(sentence, &hopes)).then_some((groups.get(0)?.start(), found))
}

/// The score that a grade is given for: before it, behind it, or in the sentence before.
fn score<'a>(reading: &'a Reading<'_>, sentence: &'a Sentence, grade: usize) -> Option<(&'a Sentence, &'a Amount)> {
    let (mut before, behind): (Vec<&Amount>, Vec<&Amount>) =
        scores(sentence).into_iter().partition(|score| score.range.end <= grade);
    before.retain(|score| !is_rim(sentence, score));
    if !before.is_empty() {
        return Some((sentence, whole_score(sentence, &before)?));
    }
    let total = |one: &'a Sentence, scores: &[&'a Amount]| {
        let score = whole_score(one, scores).filter(|score| is_total(one.words_before(score)))?;
        Some((one, score))
    };
    if !behind.is_empty() {
        return total(sentence, &behind);
    }
    // A grade that names its own bearer is not of the one before.
    const GOES_ON: [&str; 11] =
        ["评价", "绩效", "综合", "最终", "其", "该项目", "本项目", "对应", "按", "根据", "依据"];
    let clause = sentence.text[..grade].rsplit(['，', '、', '：']).next().unwrap_or_default();
    if !clause.is_empty() && !GOES_ON.iter().any(|word| clause.starts_with(word)) {
        return None;
    }
    let last = reading.before(sentence).last().filter(|last| given(last).is_none())?;
    total(last, &scores(last))
}

/// 80分至90分（不含）为良: the rim of a band, not a score.
fn is_rim(sentence: &Sentence, amount: &Amount) -> bool {
    let behind = &sentence.text[amount.range.end..];
    let before = &sentence.text[..amount.range.start];
    ["以上", "及以上", "以下", "（含", "（不含", "至", "-", "—", "～"].iter().any(|word| behind.starts_with(word))
        || ["至", "-", "—", "～", "≥", "＜", "<", "到"].iter().any(|word| before.ends_with(word))
}

/// The numbers that can be scores, one that is out of so many aside. 综合得分为86.42 needs no 分.
fn scores(sentence: &Sentence) -> Vec<&Amount> {
    let ends = |amount: &Amount, words: &[&str]| {
        let before = sentence.words_before(amount).trim_end_matches(['为', '是', '：', ':', '达', '到', '共']);
        words.iter().any(|word| before.ends_with(word))
    };
    let is_score = |amount: &&Amount| match amount.measure {
        Measure::Score => amount.value != Decimal::ONE_HUNDRED || !ends(amount, &["总分", "满分", "分值"]),
        Measure::Bare => ends(amount, &TOTALS),
        _ => false,
    };
    sentence.amounts.iter().filter(|amount| amount.is_exact()).filter(is_score).collect()
}

/// A sentence with several scores explains the standard or speaks of parts.
fn whole_score<'a>(sentence: &Sentence, scores: &[&'a Amount]) -> Option<&'a Amount> {
    let whole = |score: &&&Amount| {
        let words = sentence.words_before(score);
        ["总分", "得分", "评分", "综合", "最终", "分数", "总得分", "得"].iter().any(|word| words.contains(word))
            && score.value <= Decimal::ONE_HUNDRED
    };
    let found: Vec<&&Amount> = scores.iter().filter(whole).collect();
    let mut totals = found.iter().filter(|score| is_total(sentence.words_before(score)));
    match (found.as_slice(), totals.next(), totals.next()) {
        ([one], _, _) => Some(one),
        // 四个部分分别得……分，综合得分87.30分: the parts beside it are none.
        (_, Some(one), None) => Some(one),
        _ => None,
    }
}

/// What the score of the whole project is called.
const TOTALS: [&str; 10] =
    ["综合得分", "总得分", "总分", "最终得分", "评价得分", "综合评分", "评价总分", "项目得分", "自评得分", "绩效得分"];

fn is_total(words: &str) -> bool {
    TOTALS.iter().any(|total| words.contains(total)) || words.contains("项目得")
}

fn has(sentence: &Sentence, words: &[&str]) -> bool {
    words.iter().any(|word| sentence.text.contains(word))
}
