//! 文字里的权重、得分，和得分表不一样。
//!
//! # 查什么
//!
//! “产出时效权重7分，得分6.46分”“决策14.00分（权重20分）”“合同管理规范性（扣1.00分）”：句子点了得分表里一行的名字，
//! 后面的权重、得分、扣分要和那一行一样；“综合得分84.37分”要和合计一样。
//! 几张得分表里有同名的行，和哪一张对上都行。
//!
//! # 为什么
//!
//! 复核以后得分表改了，分析里的分数还是上一稿的。
//!
//! # 例子
//!
//! 得分表里“产出时效”得6.46分，分析写成6.64分。
//!
//! # 怎么改
//!
//! 照得分表改；文字里的分数写成绑定的值，就不会再错。

use super::{columns, weight_column};
use crate::diag::Severity;
use crate::review::reading::{Amount, Measure, Reading, Sentence, Sheet, Standing, words};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use rust_decimal::Decimal;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "score-differs",
    title: "文字里的分数与得分表不同",
    family: Family::Scores,
    severity: Severity::Error,
    remedy: "请照得分表改；文字里的分数写成绑定的值，就不会再错",
    find,
};

/// What a score in a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Weight,
    Given,
    Lost,
}

/// A row of a score table.
struct Scored<'a> {
    sheet: &'a Sheet<'a>,
    row: usize,
    name: String,
    weight: usize,
    score: Option<usize>,
}

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    let rows: Vec<Scored<'_>> = reading.sheets.iter().flat_map(scored).collect();
    for sentence in reading.prose().filter(|sentence| !is_of_rules(&sentence.text)) {
        for amount in sentence.amounts.iter().filter(|amount| amount.measure == Measure::Score && amount.is_exact()) {
            if !amount.bound
                && let Some(role) = role(sentence, amount)
            {
                judge(&rows, sentence, amount, role, remarks);
            }
        }
    }
}

/// 每低1个百分点扣1分 says how scores are given, not which were.
fn is_of_rules(text: &str) -> bool {
    ["每", "不得分", "否则", "之一", "酌情", "上年", "去年"].iter().any(|word| text.contains(word))
}

fn scored<'a>(sheet: &'a Sheet<'a>) -> Vec<Scored<'a>> {
    let found = columns(sheet).map(|(weight, score)| (weight, Some(score)));
    let Some((weight, score)) = found.or_else(|| Some((weight_column(sheet)?, None))) else { return Vec::new() };
    let rows = (0..sheet.labels.len()).map(|row| {
        let name = if sheet.standing[row] == Standing::Total { String::new() } else { words(&sheet.labels[row]) };
        Scored { sheet, row, name, weight, score }
    });
    // The total of a part of the indicators is nobody's 总分.
    let hundred = |row: &Scored<'_>| row.value(Role::Weight) == Some(Decimal::ONE_HUNDRED);
    rows.filter(|row| !row.name.is_empty() || hundred(row)).collect()
}

/// What the words before a score say it is.
pub(super) fn role(sentence: &Sentence, amount: &Amount) -> Option<Role> {
    let before = sentence.words_before(amount).trim_end_matches(['为', '是', '：', '了', '共', '计', ' ']);
    let ends = |list: &[&str]| list.iter().any(|word| before.ends_with(word));
    if ends(&["权重", "分值", "满分", "标准分"]) {
        Some(Role::Weight)
    } else if ends(&["扣", "扣减", "扣分", "扣除", "失分"]) {
        Some(Role::Lost)
    } else if ends(&["得分", "得", "评分", "总分", "实得", "获得"]) {
        Some(Role::Given)
    } else {
        // 权重分别为：决策20分、过程30分
        let text = &sentence.text[..amount.range.start];
        let last = |words: &[&str]| words.iter().filter_map(|word| text.rfind(word)).max();
        let (weight, given) = (last(&["权重", "分值", "标准分"]), last(&["得分", "评分"]));
        match (weight, given) {
            (Some(weight), given) if given.is_none_or(|given| given < weight) && !text[weight..].contains('（') => {
                Some(Role::Weight)
            }
            (_, Some(_)) => Some(Role::Given),
            _ => None,
        }
    }
}

fn judge(rows: &[Scored<'_>], sentence: &Sentence, amount: &Amount, role: Role, remarks: &mut Remarks) {
    let Some(name) = subject(rows, sentence, amount) else { return };
    let meant: Vec<(&Scored<'_>, Decimal)> =
        rows.iter().filter(|row| row.name == name).filter_map(|row| Some((row, row.value(role)?))).collect();
    let agrees = |value: Decimal| {
        let shown = amount.step.normalize().scale();
        value == amount.value || value.round_dp(shown) == amount.value
    };
    // 总分为100分 is the full mark, not the score.
    let full = name.is_empty() && amount.value == Decimal::ONE_HUNDRED;
    let Some((first, should)) =
        meant.first().filter(|_| !full).filter(|_| !meant.iter().any(|(_, value)| agrees(*value)))
    else {
        return;
    };
    let what = match role {
        Role::Weight => "权重",
        Role::Given => "得分",
        Role::Lost => "扣分",
    };
    let label = &first.sheet.labels[first.row];
    let written = sentence.written(amount);
    let message = format!(
        "文字里{what}是{written}，表「{}」的「{label}」{what}是{}分",
        first.sheet.grid.name,
        should.normalize()
    );
    let column = if role == Role::Weight { first.weight } else { first.score.unwrap_or(first.weight) };
    remarks.add(
        Remark::new(&sentence.origin, message)
            .at(sentence, &amount.range)
            .related(first.sheet.origin(first.row, column), "得分表"),
    );
}

impl Scored<'_> {
    fn value(&self, role: Role) -> Option<Decimal> {
        let weight = self.sheet.amount(self.row, self.weight).filter(|amount| amount.is_exact()).map(|one| one.value);
        let score = || self.sheet.amount(self.row, self.score?).filter(|amount| amount.is_exact()).map(|one| one.value);
        match role {
            Role::Weight => weight,
            Role::Given => score(),
            Role::Lost => Some(weight? - score()?),
        }
    }
}

/// The row a score is of: the last one named before it; the total where the words say so.
fn subject(rows: &[Scored<'_>], sentence: &Sentence, amount: &Amount) -> Option<String> {
    const WHOLE: [&str; 6] = ["总分", "总得分", "综合得分", "合计得分", "综合评分", "项目得分"];
    let own = sentence.words_before(amount).trim_end_matches(['为', '是', '：', '达', '到', ' ']);
    if let Some(rest) = WHOLE.iter().find_map(|word| own.strip_suffix(word)) {
        // 自评总分, 东山街道综合得分 are others' totals.
        const OURS: [&str; 8] = ["", "项目", "本项目", "评价", "最终", "的", "本次评价", "绩效评价"];
        return (OURS.contains(&rest) || rest.ends_with("项目")).then(String::new);
    }
    let before = &sentence.text[..amount.range.start];
    let named = rows.iter().filter(|row| row.name.chars().count() >= 2);
    let last = named.filter_map(|row| Some((before.rfind(&row.name)? + row.name.len(), row.name.as_str())));
    // Of 产出 and 产出时效 that end at one place the longer is meant.
    let (end, name) = last.max_by_key(|(end, name)| (*end, name.len()))?;
    let between = &before[end..];
    // Any other word can be another subject: 效益类2.3分，其中满意度指标扣0.3分.
    const LINKS: &str =
        "方面类指标部分环节一二三四级项设共权重分值满标准扣减除失得评价实际为是率，（）：%了0123456789. ";
    let near = between.chars().all(|sign| LINKS.contains(sign));
    near.then(|| name.to_owned())
}
