//! Units of measure, and the conversion between the money units.

use rust_decimal::Decimal;
use std::fmt;

/// Units by which things are counted and measured; anything else behind a number is words. Longer ones
/// stand before those they begin with.
pub(crate) const UNITS: [&str; 97] = [
    "起",
    "航次",
    "艘",
    "盏",
    "根",
    "箱",
    "瓶",
    "桶",
    "站",
    "口",
    "眼",
    "块",
    "微克/立方米",
    "毫克/立方米",
    "毫克/升",
    "公里/小时",
    "千瓦时",
    "毫升",
    "餐",
    "升",
    "平方公里",
    "平方米",
    "立方米",
    "工作日",
    "标准箱",
    "人次",
    "人日",
    "批次",
    "场次",
    "家次",
    "户次",
    "件次",
    "课时",
    "学时",
    "公里",
    "千米",
    "公斤",
    "千克",
    "毫米",
    "厘米",
    "公顷",
    "小时",
    "分钟",
    "个月",
    "车次",
    "班次",
    "台套",
    "座次",
    "元",
    "家",
    "批",
    "件",
    "个",
    "类",
    "种",
    "项",
    "人",
    "户",
    "场",
    "次",
    "台",
    "套",
    "篇",
    "期",
    "条",
    "册",
    "份",
    "吨",
    "米",
    "亩",
    "天",
    "日",
    "名",
    "所",
    "座",
    "张",
    "组",
    "村",
    "辆",
    "部",
    "处",
    "株",
    "头",
    "只",
    "例",
    "笔",
    "宗",
    "门",
    "课",
    "节",
    "本",
    "幅",
    "支",
    "队",
    "岁",
    "班",
    "年",
];

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
