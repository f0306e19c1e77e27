//! Numbers in running text: value, fineness, unit, and whether they claim to be exact.

use crate::model::UNITS;
use crate::review::interval::Interval;
use rust_decimal::Decimal;
use std::ops::Range;

/// A number with its unit as it stands in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// Its bytes in the text, the unit among them.
    pub range: Range<usize>,
    /// The value: money in 元, percentages in hundredths, 万 and 亿 worked in.
    pub value: Decimal,
    /// What the last written digit stands for.
    pub step: Decimal,
    /// What kind of thing is counted.
    pub measure: Measure,
    /// Whether it claims to be exact.
    pub hedge: Hedge,
    /// Digits without leading zeros, however the point stands.
    pub digits: String,
    /// Whether 千分撇 are written.
    pub grouped: bool,
    /// Whether the program wrote it.
    pub bound: bool,
}

/// What a number measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// %, in hundredths.
    Percent,
    /// 个百分点
    Points,
    /// 元, 万元, 亿元: in 元.
    Money,
    /// 倍
    Times,
    /// 分, of scores.
    Score,
    /// Things counted or measured by this unit.
    Unit(String),
    /// A number without a unit.
    Bare,
}

/// Whether a number claims to be exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hedge {
    /// Just so.
    Exact,
    /// 约, 余, 多, 近: more or less so.
    About,
    /// ≥, 不低于, 以上, one end of a range: a bound, not a value.
    Bound,
}

impl Amount {
    /// Whether it can be calculated with.
    pub fn is_exact(&self) -> bool {
        self.hedge == Hedge::Exact
    }

    /// Whether both are of one kind.
    pub fn is_like(&self, other: &Self) -> bool {
        self.measure == other.measure
    }

    /// What it can have been before it was rounded. A count is what it is.
    pub fn interval(&self) -> Interval {
        let counted = matches!(self.measure, Measure::Unit(_) | Measure::Bare);
        // Scores and weights are given, not measured: 2.00 is two points, not about two.
        if self.measure == Measure::Score
            || counted && self.step == Decimal::ONE
            || self.measure == Measure::Money && self.step < Decimal::ONE
        {
            return Interval::exactly(self.value);
        }
        self.as_printed()
    }

    /// All values that would be printed with these digits, of counts and scores too.
    pub fn as_printed(&self) -> Interval {
        Interval::around(self.value, self.step / Decimal::TWO)
    }
}

/// Whether a word is a unit, and not a body of that name.
pub(super) fn is_unit(word: &str) -> bool {
    let bare = word.trim_start_matches(['万', '亿']);
    UNITS.contains(&bare) || ["%", "％", "个百分点", "分"].contains(&word)
}

/// Units by which the same things are counted.
pub(super) fn unit_family(unit: &str) -> &str {
    match unit {
        "批" => "批次",
        "名" => "人",
        "家次" => "家",
        other => other,
    }
}
