//! Arithmetic as it is printed.

use super::sides::UNITS;
use crate::model::is_in_range;
use crate::review::interval::Interval;
use rust_decimal::Decimal;
use std::str::FromStr;

/// Reads arithmetic: + - * / with brackets and %, every number as the range its print allows.
pub(super) struct Parser {
    signs: Vec<char>,
    at: usize,
    units: Units,
}

/// What the units behind the numbers do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Units {
    /// 1.20万元 is 1.20.
    Ignored,
    /// 1.20万元 is 12,000.
    Counted,
}

/// More digits behind the point than these are no arithmetic of a report.
const FINEST: u32 = 12;

/// Longer arithmetic is not read; nesting must not exhaust the stack.
const LONGEST: usize = 300;

impl Parser {
    /// The value of an arithmetic text, if it is one.
    pub(super) fn value(text: &str, units: Units) -> Option<Interval> {
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
        let mut parser = Self { signs, at: 0, units };
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
                value = value.times(self.coefficient()?)?;
            } else if self.takes('/') {
                value = value.over(self.factor()?)?;
            } else {
                return Some(value);
            }
        }
    }

    /// What is multiplied by: ×0.2 is a weight somebody set, not a number that was rounded.
    fn coefficient(&mut self) -> Option<Interval> {
        let start = self.at;
        let value = self.factor()?;
        let is_weight = matches!(&self.signs[start..self.at], ['0', '.', _]);
        Some(if is_weight { Interval::exactly(value.middle()) } else { value })
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
        let scale = self.unit();
        Interval::around(value, slack).times(Interval::exactly(scale))
    }

    /// Passes over the unit behind a number, 元/人 among them; gives what its 万 or 亿 makes of the number.
    fn unit(&mut self) -> Decimal {
        let scale = match self.signs.get(self.at) {
            Some('万') if self.units == Units::Counted => Decimal::from(10_000),
            Some('亿') if self.units == Units::Counted => Decimal::from(100_000_000),
            _ => Decimal::ONE,
        };
        let is_unit = |sign: Option<&char>| sign.is_some_and(|sign| UNITS.contains(*sign));
        while is_unit(self.signs.get(self.at))
            || self.signs.get(self.at) == Some(&'/') && is_unit(self.signs.get(self.at + 1))
        {
            self.at += 1;
        }
        scale
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, units: Units) -> Interval {
        Parser::value(text, units).unwrap_or(Interval::exactly(Decimal::ZERO))
    }

    #[test]
    fn arithmetic_is_read_with_its_rounding() {
        let worked = value("5-(1-89.63%)*5*100*3%", Units::Ignored);
        assert!(worked.meets(Interval::around(Decimal::new(344, 2), Decimal::new(5, 3))));
        assert!(Parser::value("5-(1", Units::Ignored).is_none());
    }

    #[test]
    fn units_behind_numbers_are_passed_over_or_counted() {
        assert_eq!(value("80元/人×30人", Units::Counted).middle(), Decimal::from(2_400));
        assert_eq!(value("1万元+2元", Units::Counted).middle(), Decimal::from(10_002));
        assert_eq!(value("1万元+2元", Units::Ignored).middle(), Decimal::from(3));
    }
}
