//! What follows the digits of a number: 余, 万, %, a unit.

use super::amount::{Hedge, Measure, unit_family};
use crate::model::UNITS;
use rust_decimal::Decimal;

/// What follows the digits.
pub(super) struct Tail<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) hedge: Hedge,
    pub(super) scale: Decimal,
}

impl Tail<'_> {
    pub(super) fn read(&mut self) -> Measure {
        self.hedged();
        for (word, scale) in [("亿", 100_000_000), ("万", 10_000)] {
            if self.takes(word) {
                self.scale = Decimal::from(scale);
            }
        }
        self.hedged();
        if self.takes("%") || self.takes("％") {
            return Measure::Percent;
        }
        if self.takes("个百分点") || self.takes("百分点") {
            return Measure::Points;
        }
        if self.takes("倍") {
            return Measure::Times;
        }
        let rest = self.rest();
        if rest.starts_with('分')
            && !["分钟", "分类", "分级", "分别", "分项", "分局", "分析"].iter().any(|w| rest.starts_with(w))
        {
            self.takes("分");
            return Measure::Score;
        }
        // 由5升至8 is a verb, 5升水 a unit.
        let verb = ["升至", "升到", "升为", "升高"].iter().any(|word| self.rest().starts_with(word));
        let found = UNITS.iter().find(|unit| self.rest().starts_with(**unit) && !(verb && **unit == "升"));
        match found.copied() {
            Some("元") => {
                self.takes("元");
                Measure::Money
            }
            Some(unit) => {
                self.takes(unit);
                let per = self.per();
                self.hedged();
                Measure::Unit(per.map_or_else(|| unit_family(unit).to_owned(), |per| format!("{unit}/{per}")))
            }
            None => Measure::Bare,
        }
    }

    /// 28万个/毫升: what it is by.
    fn per(&mut self) -> Option<&'static str> {
        let by = self.rest().strip_prefix('/')?;
        let unit = UNITS.into_iter().find(|unit| by.starts_with(unit))?;
        self.takes(&format!("/{unit}")).then_some(unit)
    }

    /// The text still to be read; one typed space does not part a number from its unit.
    fn rest(&self) -> &str {
        let rest = &self.text[self.at..];
        rest.strip_prefix(' ').unwrap_or(rest)
    }

    fn takes(&mut self, word: &str) -> bool {
        let taken = self.rest().starts_with(word);
        if taken {
            self.at = self.text.len() - self.rest().len() + word.len();
        }
        taken
    }

    fn hedged(&mut self) {
        // 比200组多140组: the word belongs to the next number.
        let next = self.rest().chars().nth(1);
        if next.is_none_or(|c| !c.is_ascii_digit() && c != '出') && (self.takes("余") || self.takes("多")) {
            self.hedge = Hedge::About;
        }
    }
}
