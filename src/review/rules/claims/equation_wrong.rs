//! 写出来的算式，两边不相等。
//!
//! # 查什么
//!
//! 文字和表格里的“3.44=5-(1-89.63%)*5*100*3%”“1367.75/1526=89.63%”：等号两边都是数的，算出来比较。
//! 印出来的数四舍五入过的，末位之差不报；带文字的一边不算。
//!
//! # 为什么
//!
//! 评分的算式是给专家复核的，算式本身不等，分数就站不住。
//!
//! # 例子
//!
//! “2824/2736=102.32%”，应当是103.22%。
//!
//! # 怎么改
//!
//! 核对算式里的每一个数。

use crate::diag::{Origin, Severity};
use crate::model::is_in_range;
use crate::review::interval::Interval;
use crate::review::reading::Reading;
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use rust_decimal::Decimal;
use std::str::FromStr;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "equation-wrong",
    title: "算式两边不等",
    family: Family::Claims,
    severity: Severity::Error,
    remedy: "请核对算式里的每一个数",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for passage in &reading.manuscript.passages {
        text(&passage.text, &passage.origin, remarks);
    }
    for cell in reading.manuscript.grids.iter().flat_map(|grid| &grid.rows).flat_map(|row| &row.cells) {
        if !cell.computed {
            text(&cell.text, &cell.origin, remarks);
        }
    }
}

fn text(text: &str, origin: &Origin, remarks: &mut Remarks) {
    if !text.contains(['=', '＝']) {
        return;
    }
    let stretches = text.split(|c: char| "，。；、【】：:“”\n".contains(c));
    for stretch in stretches.filter(|stretch| stretch.contains(['=', '＝'])) {
        let sides: Vec<&str> = stretch.split(['=', '＝']).map(|side| side.trim()).collect();
        for pair in sides.windows(2) {
            let (left, right) = (last_expression(pair[0]), first_expression(pair[1]));
            let (Some(left), Some(right)) = (left, right) else { continue };
            if !(has_operator(left) || has_operator(right)) {
                continue;
            }
            compare(stretch, left, right, origin, remarks);
        }
    }
}

fn compare(stretch: &str, left: &str, right: &str, origin: &Origin, remarks: &mut Remarks) {
    let (Some(one), Some(other)) = (Parser::value(left), Parser::value(right)) else { return };
    // A rate may be written as a fraction of one on one side.
    let slack = Decimal::new(6, 3);
    let hundredfold = one.in_percent().meets(other) || other.in_percent().meets(one);
    let close = one.middle().saturating_sub(other.middle()).abs() <= slack;
    if one.meets(other)
        || hundredfold
        || close && has_operator(left) != has_operator(right) && one.middle().abs() > Decimal::ONE
    {
        return;
    }
    let (long, short, value) = if has_operator(left) { (left, right, one) } else { (right, left, other) };
    let worked = value.middle().round_dp(4).normalize();
    let percent = short.ends_with('%') || short.ends_with('％');
    let worked = if percent {
        format!("{}%", worked.saturating_mul(Decimal::ONE_HUNDRED).normalize())
    } else {
        worked.to_string()
    };
    let message = format!("算式“{long}”算出来是{worked}，写的是{short}");
    remarks.add(Remark::new(origin, message).excerpt(stretch.trim()).arithmetic(format!("{long}={worked}")));
}

fn has_operator(text: &str) -> bool {
    text.trim_start_matches(['-', '－', '−']).contains(['+', '-', '*', '/', '×', '÷', '－', '−', '＋', '^'])
}

const SIGNS: &str = "0123456789.,%％+-*/×÷－−＋()（） xX";

/// The arithmetic at the end of the left side; nothing if words stand in it.
fn last_expression(side: &str) -> Option<&str> {
    let start = side.char_indices().rev().take_while(|(_, c)| SIGNS.contains(*c)).last().map(|(at, _)| at)?;
    whole(side[start..].trim()).filter(|text| start == 0 || !text.starts_with(['+', '*', '/', '×', '÷', '-']))
}

/// The arithmetic at the head of the right side.
fn first_expression(side: &str) -> Option<&str> {
    let end = side.char_indices().find(|(_, c)| !SIGNS.contains(*c)).map_or(side.len(), |(at, _)| at);
    let text = side[..end].trim();
    let rest = side[end..].trim_start();
    // 5×重量 is words, 1,526万元 is a number with a unit.
    let unit = rest.is_empty() || !has_operator(text) || !rest.contains(['+', '*', '/', '×', '÷']);
    whole(text).filter(|text| unit && !text.ends_with(['+', '*', '/', '×', '÷', '-']))
}

/// The text, if its brackets are paired and a digit stands in it.
fn whole(text: &str) -> Option<&str> {
    let text = text.trim_end_matches(['(', '（']).trim_start_matches([')', '）']).trim();
    let open = text.matches(['(', '（']).count();
    let close = text.matches([')', '）']).count();
    let text = if close == open + 1 { text.trim_end_matches([')', '）']) } else { text };
    let text = if open == close + 1 { text.trim_start_matches(['(', '（']) } else { text };
    text.contains(|c: char| c.is_ascii_digit()).then_some(text)
}

/// Reads arithmetic: + - * / with brackets and %, every number as the range its print allows.
struct Parser {
    signs: Vec<char>,
    at: usize,
}

/// More digits behind the point than these are no arithmetic of a report.
const FINEST: u32 = 12;

/// Longer arithmetic is not read; nesting must not exhaust the stack.
const LONGEST: usize = 300;

impl Parser {
    fn value(text: &str) -> Option<Interval> {
        let signs: Vec<char> = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != ',')
            .map(|c| match c {
                '×' | 'x' | 'X' => '*',
                '÷' => '/',
                '－' | '−' => '-',
                '＋' => '+',
                '（' => '(',
                '）' => ')',
                '％' => '%',
                other => other,
            })
            .collect();
        if signs.len() > LONGEST {
            return None;
        }
        let mut parser = Self { signs, at: 0 };
        let value = parser.sum()?;
        (parser.at == parser.signs.len()).then_some(value)
    }

    fn takes(&mut self, sign: char) -> bool {
        let taken = self.signs.get(self.at) == Some(&sign);
        self.at += usize::from(taken);
        taken
    }

    fn sum(&mut self) -> Option<Interval> {
        let mut value = self.product()?;
        loop {
            if self.takes('+') {
                value = value.plus(self.product()?);
            } else if self.takes('-') {
                value = value.minus(self.product()?);
            } else {
                return Some(value);
            }
        }
    }

    fn product(&mut self) -> Option<Interval> {
        let mut value = self.factor()?;
        loop {
            if self.takes('*') {
                value = value.times(self.factor()?)?;
            } else if self.takes('/') {
                value = value.over(self.factor()?)?;
            } else {
                return Some(value);
            }
        }
    }

    fn factor(&mut self) -> Option<Interval> {
        if self.takes('-') {
            return Some(Interval::exactly(Decimal::ZERO).minus(self.factor()?));
        }
        let value = if self.takes('(') {
            let inner = self.sum()?;
            self.takes(')').then_some(inner)?
        } else {
            self.number()?
        };
        Some(if self.takes('%') { value.over(Interval::exactly(Decimal::ONE_HUNDRED))? } else { value })
    }

    fn number(&mut self) -> Option<Interval> {
        let start = self.at;
        while self.signs.get(self.at).is_some_and(|sign| sign.is_ascii_digit() || *sign == '.') {
            self.at += 1;
        }
        let text: String = self.signs[start..self.at].iter().collect();
        let value = Decimal::from_str(&text).ok().filter(|value| is_in_range(*value) && value.scale() <= FINEST)?;
        let slack = if value.scale() == 0 { Decimal::ZERO } else { Decimal::new(5, value.scale() + 1) };
        Some(Interval::around(value, slack))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_is_read_with_its_rounding() {
        let value = Parser::value("5-(1-89.63%)*5*100*3%").unwrap_or(Interval::exactly(Decimal::ZERO));
        assert!(value.meets(Interval::around(Decimal::new(344, 2), Decimal::new(5, 3))));
        assert!(Parser::value("5-(1").is_none());
    }
}
