//! Finds the numbers, years and codes of a text.

use super::amount::{Amount, Hedge, Measure};
use super::tail::Tail;
use crate::model::{UNITS, is_in_range};
use rust_decimal::Decimal;
use std::ops::Range;
use std::str::FromStr;

/// What was found at a place of a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token {
    /// A number that measures something.
    Amount(Amount),
    /// A year.
    Year(i32, Range<usize>),
    /// Digits that are a name: codes, dates, 文号, numbers of tables and annexes.
    Code(Range<usize>),
}

/// More digits behind the point than these no measurement has.
const FINEST: u32 = 12;

/// The tokens of a text in order; `bound` are the bytes the program wrote.
pub(crate) fn tokens(text: &str, bound: &[Range<usize>]) -> Vec<Token> {
    let mut lexer = Lexer { text, bound, tokens: Vec::new() };
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|found| at + found) {
        lexer.tenths(at..start);
        at = lexer.token(start);
    }
    lexer.tenths(at..text.len());
    mark_ranges(text, &mut lexer.tokens);
    lexer.tokens
}

struct Lexer<'a> {
    text: &'a str,
    bound: &'a [Range<usize>],
    tokens: Vec<Token>,
}

impl Lexer<'_> {
    /// 六成: a share in words.
    fn tenths(&mut self, range: Range<usize>) {
        const DIGITS: &str = "一二三四五六七八九";
        for (found, _) in self.text[range.clone()].match_indices('成') {
            let at = range.start + found;
            let Some(digit) = self.text[range.start..at].chars().next_back() else { continue };
            let Some(tenths) = DIGITS.chars().position(|one| one == digit) else { continue };
            let start = at - digit.len_utf8();
            let before = self.text[..start].chars().next_back();
            let other = before.is_some_and(|c| DIGITS.contains(c) || "十第".contains(c));
            let after = self.text[at + '成'.len_utf8()..].chars().next();
            if !other && after.is_none_or(|c| "以多，。、；（左".contains(c)) {
                let value = Decimal::from(10 * (tenths + 1));
                let range = start..at + '成'.len_utf8();
                self.tokens.push(Token::Amount(Amount {
                    range,
                    value,
                    step: Decimal::TEN,
                    measure: Measure::Percent,
                    hedge: Hedge::Bound,
                    digits: value.to_string(),
                    grouped: false,
                    bound: false,
                }));
            }
        }
    }

    /// Reads the token that begins with the digit at `start`; gives where it ends.
    fn token(&mut self, start: usize) -> usize {
        let end = start + number_length(&self.text[start..]);
        let digits = &self.text[start..end];
        if self.is_code(start, end) {
            let end = code_end(self.text, end);
            self.tokens.push(Token::Code(start..end));
            return end;
        }
        if let Some(end) = self.date(start, end) {
            return end;
        }
        match self.amount(start, digits) {
            Some(amount) => {
                let end = amount.range.end;
                self.tokens.push(Token::Amount(amount));
                end
            }
            None => {
                self.tokens.push(Token::Code(start..end));
                end
            }
        }
    }

    /// Years, months and days.
    fn date(&mut self, start: usize, end: usize) -> Option<usize> {
        let (digits, rest) = (&self.text[start..end], &self.text[end..]);
        let rest = rest.trim_start_matches(' ');
        let is_year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
        let to_next = ["-", "—", "－", "～", "~", "至", "、", "和", "——", "到"];
        if is_year && (rest.starts_with('年') || to_next.iter().any(|sign| next_is_year(rest, sign))) {
            self.tokens.push(Token::Year(digits.parse().ok()?, start..end));
            return Some(end);
        }
        let day = rest.starts_with('日') && self.text[..start].ends_with('月');
        let month = rest.starts_with('月') && digits.len() <= 2 && !rest.starts_with("月均") && digits != "0";
        let month_range = digits.len() <= 2
            && ["-", "—", "～", "~", "至"].iter().any(|sign| {
                rest.strip_prefix(sign).is_some_and(|rest| {
                    let length = number_length(rest);
                    (1..=2).contains(&length) && rest[length..].starts_with('月')
                })
            });
        if day || month || month_range {
            let end = if day || month { self.text.len() - rest.len() + 3 } else { end };
            self.tokens.push(Token::Code(start..end));
            return Some(end);
        }
        None
    }

    /// Whether the digits name something instead of measuring it.
    fn is_code(&self, start: usize, end: usize) -> bool {
        let before = self.text[..start].trim_end_matches(' ').chars().next_back();
        let touching = self.text[..start].chars().next_back();
        let after = self.text[end..].chars().next();
        let letter = |c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '·' | '〔' | '[' | '#');
        let ordinal = before.is_some_and(|c| "第表图令".contains(c)) || self.text[..start].trim_end().ends_with("附件");
        let numbered = self.text[end..].trim_start().starts_with('号');
        let hotline = self.is_hotline(start, end);
        let clock =
            matches!(after, Some(':' | '：')) && self.text[end..].chars().nth(1).is_some_and(|c| c.is_ascii_digit());
        let dotted = matches!(after, Some('.')) && self.text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
        let quoted = before == Some('“') && after == Some('”');
        let item = self.is_item_number(start, end);
        touching.is_some_and(letter)
            || after
                .is_some_and(|c| c.is_ascii_alphabetic() && !self.text[end..].starts_with("km") || "·〕]".contains(c))
            || ordinal
            || numbered
            || hotline
            || clock
            || dotted
            || quoted
            || item
    }

    /// 12345, 12315 and the like.
    fn is_hotline(&self, start: usize, end: usize) -> bool {
        let digits = &self.text[start..end];
        if digits.len() != 5
            || !digits.starts_with("12")
            || digits.contains(['.', ','])
            || digits.len() == self.text.len()
        {
            return false;
        }
        let next: String = self.text[end..].chars().take(6).collect();
        let named = ["热线", "平台", "系统", "市民", "投诉", "举报"].iter().any(|word| next.contains(word));
        named
            || digits.starts_with("123")
                && !UNITS.iter().any(|unit| next.starts_with(unit))
                && !next.starts_with(['%', '万'])
    }

    /// （1）, 1. and 1、 at the head of an item.
    fn is_item_number(&self, start: usize, end: usize) -> bool {
        let before = self.text[..start].trim_end();
        let after = &self.text[end..];
        let opens = before.is_empty() || before.ends_with(['。', '；', '：', '\n', ';', ':']);
        let bracketed = before.ends_with(['（', '(']) && after.starts_with(['）', ')']);
        bracketed
            || opens
                && end - start <= 2
                && (after.starts_with('、') || after.starts_with(". ") || after.starts_with('．'))
    }

    /// The number with its sign, 万 or 亿, unit and hedges.
    fn amount(&self, start: usize, digits: &str) -> Option<Amount> {
        let plain = digits.replace(',', "");
        let mut value = Decimal::from_str(&plain).ok()?;
        // Beyond what a budget can hold, or finer than any measure, digits are a name.
        if !is_in_range(value) || value.scale() > FINEST {
            return None;
        }
        let mut step = Decimal::new(1, value.scale());
        let mut from = start;
        if let Some(sign) = self.text[..start].chars().next_back().filter(|c| "-−－".contains(*c)) {
            let at = start - sign.len_utf8();
            let before = self.text[..at].chars().next_back();
            if before.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '%' && c != '）' && c != ')') {
                value.set_sign_negative(true);
                from = at;
            }
        }
        let mut tail = Tail { text: self.text, at: start + digits.len(), hedge: Hedge::Exact, scale: Decimal::ONE };
        let measure = tail.read();
        value = value.checked_mul(tail.scale)?;
        step = step.checked_mul(tail.scale)?;
        let hedge = self.hedge(from, tail.at, tail.hedge);
        let range = from..tail.at;
        let bound = self.bound.iter().any(|bound| bound.start <= start && start < bound.end);
        let significant = plain.replace('.', "").trim_start_matches('0').to_owned();
        Some(Amount { range, value, step, measure, hedge, digits: significant, grouped: digits.contains(','), bound })
    }

    /// What the words around say of the number's exactness.
    fn hedge(&self, start: usize, end: usize, within: Hedge) -> Hedge {
        let before = self.text[..start].trim_end_matches(' ');
        let after = self.text[end..].trim_start_matches(' ');
        const BOUNDS: [&str; 29] = [
            "≥",
            "≤",
            ">",
            "<",
            "＞",
            "＜",
            "不低于",
            "不少于",
            "不高于",
            "不超过",
            "不小于",
            "不大于",
            "至少",
            "最多",
            "不足",
            "低于",
            "高于",
            "超过",
            "超",
            "逾",
            "少于",
            "多于",
            "大于",
            "小于",
            "未达",
            "不到",
            "突破",
            "上限",
            "下限",
        ];
        const ABOUT: [&str; 8] = ["约", "近", "将近", "大约", "大概", "接近", "约为", "约占"];
        const AFTER: [&str; 8] = ["以上", "以下", "以内", "之内", "及以上", "及以下", "（含）以上", "起"];
        if BOUNDS.iter().any(|word| before.ends_with(word)) || AFTER.iter().any(|word| after.starts_with(word)) {
            Hedge::Bound
        } else if ABOUT.iter().any(|word| before.ends_with(word))
            || after.starts_with("左右")
            || after.starts_with("上下")
        {
            Hedge::About
        } else {
            within
        }
    }
}

/// How many bytes the number at the head of `text` has: digits, 千分撇, one point.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = digits(0);
    if (1..=3).contains(&end) {
        while bytes.get(end) == Some(&b',') && digits(end + 1) == 3 {
            end += 4;
        }
    }
    if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    end
}

/// The rest of a code: letters, digits and the signs between them.
fn code_end(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    end + length
}

fn next_is_year(rest: &str, sign: &str) -> bool {
    rest.strip_prefix(sign).is_some_and(|rest| {
        let rest = rest.trim_start();
        number_length(rest) == 4 && (rest.starts_with("19") || rest.starts_with("20"))
    })
}

/// Both ends of 15%～30% are bounds, not values.
fn mark_ranges(text: &str, tokens: &mut [Token]) {
    for index in 1..tokens.len() {
        let (before, after) = tokens.split_at_mut(index);
        if let (Some(Token::Amount(first)), Token::Amount(second)) = (before.last_mut(), &mut after[0]) {
            let between = text[first.range.end..second.range.start].trim();
            if ["～", "~", "—", "-", "–", "－", "至"].contains(&between) {
                (first.hedge, second.hedge) = (Hedge::Bound, Hedge::Bound);
            }
        }
    }
}
