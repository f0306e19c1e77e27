//! One 自评表.

use super::half_up;
use rust_decimal::Decimal;

/// A self-assessment form with everything computed.
#[derive(Debug, Clone)]
pub struct Form {
    /// The number that ties its rows together.
    pub id: String,
    /// 项目名称
    pub project: String,
    /// 主管部门
    pub department: String,
    /// 实施单位
    pub unit: String,
    /// 预期目标
    pub goal: String,
    /// 实际完成情况
    pub result: String,
    /// 项目资金 by source.
    pub money: Vec<FormMoney>,
    /// 绩效指标
    pub indicators: Vec<FormIndicator>,
}

/// One row of 项目资金, in 万元.
#[derive(Debug, Clone)]
pub struct FormMoney {
    /// 资金来源
    pub source: String,
    /// 年初预算数
    pub initial: Decimal,
    /// 全年预算数
    pub budget: Decimal,
    /// 全年执行数
    pub spent: Decimal,
}

impl FormMoney {
    /// 执行率 = 全年执行数 / 全年预算数; a row without budget has 0.
    pub fn rate(&self) -> Decimal {
        self.spent.checked_div(self.budget).unwrap_or(Decimal::ZERO)
    }
}

/// One indicator.
#[derive(Debug, Clone)]
pub struct FormIndicator {
    /// 一级指标
    pub level1: String,
    /// 二级指标
    pub level2: String,
    /// 三级指标
    pub level3: String,
    /// 年度指标值 and 实际完成值
    pub target: FormTarget,
    /// 分值
    pub weight: Decimal,
    /// 得分
    pub score: Decimal,
    /// 偏差原因分析及改进措施
    pub reason: String,
}

/// How the actual value is to stand to the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// ≥
    AtLeast,
    /// ≤
    AtMost,
    /// ＝
    Equal,
    /// ＞
    MoreThan,
    /// ＜
    LessThan,
}

impl Sign {
    /// The sign written as `text`, in full or half width.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "≥" | ">=" => Self::AtLeast,
            "≤" | "<=" => Self::AtMost,
            "＝" | "=" => Self::Equal,
            "＞" | ">" => Self::MoreThan,
            "＜" | "<" => Self::LessThan,
            _ => return None,
        })
    }

    /// The sign in full width.
    pub fn text(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::AtMost => "≤",
            Self::Equal => "＝",
            Self::MoreThan => "＞",
            Self::LessThan => "＜",
        }
    }
}

/// Target and actual value.
#[derive(Debug, Clone)]
pub enum FormTarget {
    /// Numbers with a sign and a unit.
    Quantitative {
        /// One of ≥ ≤ ＝ ＞ ＜.
        sign: char,
        /// 年度指标值
        target: Decimal,
        /// 实际完成值
        actual: Decimal,
        /// 计量单位
        unit: String,
    },
    /// Words.
    Qualitative {
        /// 年度指标值
        target: String,
        /// 实际完成值
        actual: String,
    },
}

impl Form {
    /// 年度资金总额: the sum over the sources.
    pub fn money_total(&self, label: &str) -> FormMoney {
        let sum = |part: fn(&FormMoney) -> Decimal| self.money.iter().map(part).sum();
        FormMoney {
            source: label.to_owned(),
            initial: sum(|money| money.initial),
            budget: sum(|money| money.budget),
            spent: sum(|money| money.spent),
        }
    }

    /// 得分 of the budget execution: rate times weight, not above the weight, rounded half-up once.
    pub fn execution_score(&self, weight: Decimal, decimals: u32) -> Decimal {
        half_up(self.money_total("").rate().min(Decimal::ONE) * weight, decimals)
    }

    /// 分值 of all indicators and the budget execution.
    pub fn total_weight(&self, execution_weight: Decimal) -> Decimal {
        execution_weight + self.indicators.iter().map(|indicator| indicator.weight).sum::<Decimal>()
    }

    /// 总分
    pub fn total_score(&self, execution_weight: Decimal, decimals: u32) -> Decimal {
        let indicators: Decimal = self.indicators.iter().map(|indicator| indicator.score).sum();
        self.execution_score(execution_weight, decimals) + indicators
    }
}
