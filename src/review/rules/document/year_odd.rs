//! 年份不可能。
//!
//! # 查什么
//!
//! “8024年”这样不会有的年份；评价结论里的年度（“经综合评价，2004年度……评价等级为”）和项目的年度不同；
//! 报告日期以后的年度，却写成已经有了得分、等级、执行率。
//!
//! # 为什么
//!
//! 报告是照上一年的改的，或者打错一位。
//!
//! # 例子
//!
//! 2024年度的项目，结论写成“2042年度项目的评价等级为优”。
//!
//! # 怎么改
//!
//! 核对年份；写成 {{ 年度 }}，就不会错。

use crate::diag::Severity;
use crate::review::likeness::slip;
use crate::review::reading::{Measure, Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use std::ops::Range;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "year-odd",
    title: "年份不可能",
    family: Family::Document,
    severity: Severity::Error,
    remedy: "请核对年份；写成绑定的值，就不会再错",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in &reading.sentences {
        let impossible = sentence.amounts.iter().filter(|amount| {
            let year = amount.measure == Measure::Unit("年".into()) && !amount.bound;
            let after = &sentence.text[amount.range.end..];
            // 始建于1756年, 1000年一遇, 约5000年 are no slips; 2224年 and 8024年 for 2024年 are.
            let other = ["一遇", "历史", "前", "以上"].iter().any(|word| after.starts_with(word));
            let like = |own: i32| slip(&amount.digits, &own.to_string()).is_some();
            year && amount.is_exact() && !other && amount.digits.len() == 4 && reading.year.is_some_and(like)
        });
        for amount in impossible {
            let message = format!("不会有{}", sentence.written(amount));
            tell(sentence, &amount.range, message, remarks);
        }
        for (year, range) in &sentence.years {
            judge(reading, sentence, *year, range, remarks);
        }
    }
}

fn judge(reading: &Reading<'_>, sentence: &Sentence, year: i32, range: &Range<usize>, remarks: &mut Remarks) {
    const DONE: [&str; 4] = ["得分", "等级", "执行率", "实际完成"];
    const AHEAD: [&str; 8] = ["计划", "规划", "目标", "预计", "力争", "今后", "下一", "拟"];
    let has = |words: &[&str]| words.iter().any(|word| sentence.text.contains(word));
    let of_a_year = sentence.text[range.end..].starts_with("年度") && has(&DONE) && !has(&AHEAD);
    if !of_a_year {
        return;
    }
    let before = &sentence.text[..range.start];
    let concludes = ["综合评价，", "经评价，", "评价认为，", "评价结论："].iter().any(|word| before.ends_with(word));
    // A report on several years, or one whose title names the year, is right.
    let several = sentence.years.iter().any(|(other, _)| *other != year);
    let titled = reading.manuscript.title.contains(&year.to_string());
    let own = reading.year.filter(|own| concludes && *own != year && !several && !titled);
    let date = reading.manuscript.date.map(|date| i32::from(date.year)).filter(|written| year > *written);
    if let Some(own) = own {
        tell(sentence, range, format!("结论写的是{year}年度，项目是{own}年度的"), remarks);
    } else if let Some(written) = date {
        tell(sentence, range, format!("报告写于{written}年，{year}年度还没有到，不会有结果"), remarks);
    }
}

fn tell(sentence: &Sentence, range: &Range<usize>, message: String, remarks: &mut Remarks) {
    remarks.add(Remark::new(&sentence.origin, message).at(sentence, range));
}
