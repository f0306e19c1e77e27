//! 范围的前一个数没有写单位，容易看错。
//!
//! # 查什么
//!
//! “15～30%”“9～16亿元”“13-17万元”：%、万、亿只写在后一个数上。年份、日期、页码、条款号和“3～5天”这样的写法不查。
//!
//! # 为什么
//!
//! 《出版物上数字用法》（GB/T 15835—2011）要求不省略会引起歧义的部分：“9～16亿元”可以读成9元到16亿元。
//!
//! # 例子
//!
//! 抽查比例为15～30%，应当是15%～30%。
//!
//! # 怎么改
//!
//! 把单位补在前一个数后面：15%～30%，9亿～16亿元，13万～17万元。

use crate::diag::Severity;
use crate::review::reading::{Reading, around};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "range-ambiguous",
    title: "范围的前一个数没有单位",
    family: Family::Document,
    severity: Severity::Advice,
    remedy: "请把单位补在前一个数后面，例如15%～30%、9亿～16亿元",
    find,
};

static RANGE: LazyLock<Regex> = LazyLock::new(|| {
    super::pattern(r"([0-9][0-9,]*(?:\.[0-9]+)?)\s?([～~－–—至-]|——)\s?([0-9][0-9,]*(?:\.[0-9]+)?)\s?(%|％|万|亿)(元?)")
});

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for writing in super::writings(reading) {
        for found in RANGE.captures_iter(writing.text) {
            let part = |index: usize| found.get(index).map_or("", |part| part.as_str());
            let Some(whole) = found.get(0) else { continue };
            if !writing.typed(&whole.range()) || !is_range(writing.text, &whole.range(), [part(1), part(2), part(3)]) {
                continue;
            }
            let unit = part(4);
            let wanted = format!("{}{unit}{}{}{unit}{}", part(1), part(2), part(3), part(5));
            let message = format!("{}“{}”的前一个数没有单位，应当是“{wanted}”", writing.place(), whole.as_str());
            remarks.add(Remark::new(writing.origin, message).excerpt(around(writing.text, &whole.range())));
        }
    }
}

/// Whether two numbers are the ends of a range, and not a subtraction, a code, a year or 0.
fn is_range(text: &str, range: &Range<usize>, [first, sign, second]: [&str; 3]) -> bool {
    let number = |text: &str| text.replace(',', "").parse::<f64>().unwrap_or(0.0);
    let (least, most) = (number(first), number(second));
    let free = super::before(text, range.start)
        .is_none_or(|c| !c.is_ascii_alphanumeric() && !"第.-—－_/=＝+＋×÷*".contains(c));
    let calculated = super::after(text, range.end).is_some_and(|c| "=＝+＋×÷*/".contains(c));
    let year = first.len() == 4 && (1900.0..2100.0).contains(&least);
    // 1-89.63% is the rest.
    let rest = first == "1" && ["-", "－", "–"].contains(&sign);
    free && !calculated && !year && !rest && least > 0.0 && least < most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subtractions_codes_and_zero_are_no_ranges() {
        let judged = |text: &str| {
            let found = RANGE.captures(text).expect("a match");
            is_range(text, &found.get(0).expect("a match").range(), [&found[1], &found[2], &found[3]])
        };
        assert!(judged("抽查比例15～30%的产品"));
        assert!(judged("费用13-17万元"));
        assert!(!judged("结余为100-98%"));
        assert!(!judged("（1-89.63%）"));
        assert!(!judged("覆盖0～100%"));
        assert!(!judged("编号A1-15万"));
        assert!(!judged("得3-5%×2=2.9"));
    }
}
