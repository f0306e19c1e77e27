//! Units of measure, and the conversion between the money units.

use rust_decimal::Decimal;
use std::fmt;

/// A unit of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Money {
    /// 元
    Yuan,
    /// 万元
    TenThousand,
    /// 亿元
    HundredMillion,
}

impl Money {
    /// How many 元 one of it is.
    pub fn yuan(self) -> Decimal {
        match self {
            Self::Yuan => Decimal::ONE,
            Self::TenThousand => Decimal::from(10_000),
            Self::HundredMillion => Decimal::from(100_000_000),
        }
    }
}

/// A unit as declared for a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// 元, 万元, 亿元
    Money(Money),
    /// 个百分点: the difference of two percentages.
    PercentagePoint,
    /// Anything else, such as 家 or 批次.
    Other(String),
}

impl Unit {
    /// The unit written as `text`.
    pub fn parse(text: &str) -> Self {
        match text {
            "元" => Self::Money(Money::Yuan),
            "万元" => Self::Money(Money::TenThousand),
            "亿元" => Self::Money(Money::HundredMillion),
            "个百分点" => Self::PercentagePoint,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Money(Money::Yuan) => "元",
            Self::Money(Money::TenThousand) => "万元",
            Self::Money(Money::HundredMillion) => "亿元",
            Self::PercentagePoint => "个百分点",
            Self::Other(text) => text,
        })
    }
}
