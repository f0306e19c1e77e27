//! One 自评表.

use super::LARGEST;
use crate::diag::Origin;
use crate::scoring::Given;
use rust_decimal::Decimal;

/// A self-assessment form as it is filled in.
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
    /// The score of the budget execution entered by hand.
    pub execution: Option<Given>,
    /// What a form filled in by hand says of its own sums.
    pub stated: FormStated,
    /// Its row in the data.
    pub row: Origin,
}

/// What a form says of what can be worked out; it is held against that.
#[derive(Debug, Clone, Default)]
pub struct FormStated {
    /// 执行率
    pub rate: Option<StatedRate>,
    /// 分值 of the budget execution.
    pub execution_weight: Option<Decimal>,
    /// 总分
    pub total: Option<Decimal>,
    /// 评分等级
    pub grade: Option<String>,
}

/// 执行率 as it is written.
#[derive(Debug, Clone, Copy)]
pub struct StatedRate {
    /// The number before the percent sign, if there is one.
    pub value: Decimal,
    /// Whether there is one; without it the number may be a ratio or a percentage.
    pub is_percent: bool,
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
    /// Its row in the data; of a sum the first one's.
    pub row: Origin,
}

impl FormMoney {
    /// 执行率 = 全年执行数 / 全年预算数; a row without budget has 0.
    pub fn rate(&self) -> Decimal {
        // A budget next to nothing would make a rate that nobody can print, nor believe: it is reminded of.
        self.spent.checked_div(self.budget).map_or(Decimal::ZERO, |rate| rate.min(LARGEST / Decimal::ONE_HUNDRED))
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
    /// 得分 entered by hand, with 得分说明; nothing leaves it to the rules.
    pub given: Option<Given>,
    /// 偏差原因分析及改进措施
    pub reason: String,
    /// Its row in the data.
    pub row: Origin,
}

/// The data tables of forms, with the columns each must have.
pub const FORM_TABLES: [(&str, &[&str]); 3] = [
    ("项目", &["编号", "项目名称", "主管部门", "实施单位", "预期目标", "实际完成情况"]),
    ("资金", &["编号", "资金来源", "年初预算数", "全年预算数", "全年执行数"]),
    (
        "指标",
        &["编号", "一级指标", "二级指标", "三级指标", "比较", "指标值", "计量单位", "实际完成值", "分值", "偏差原因"],
    ),
];

impl Form {
    /// Where a cell of the form stands in the list of projects.
    pub fn origin(&self, column: &str) -> Origin {
        self.row.in_column(column)
    }
}

impl FormIndicator {
    /// Where a cell of the indicator stands.
    pub fn origin(&self, column: &str) -> Origin {
        self.row.in_column(column)
    }
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
    /// The sign written as `text`, in full or half width or in words.
    pub fn parse(text: &str) -> Option<Self> {
        Self::at_start(text).filter(|(_, rest)| rest.is_empty()).map(|(sign, _)| sign)
    }

    /// The sign that `text` begins with, and what follows it.
    pub fn at_start(text: &str) -> Option<(Self, &str)> {
        const WAYS: [(Sign, &[&str]); 5] = [
            (
                Sign::AtLeast,
                &["≥", "≧", ">=", "＞＝", "大于等于", "大于或等于", "不少于", "不低于", "不小于", "至少", "达到"],
            ),
            (
                Sign::AtMost,
                &[
                    "≤",
                    "≦",
                    "<=",
                    "＜＝",
                    "小于等于",
                    "小于或等于",
                    "不超过",
                    "不高于",
                    "不大于",
                    "不多于",
                    "控制在",
                    "至多",
                ],
            ),
            (Sign::Equal, &["＝", "=", "等于"]),
            (Sign::MoreThan, &["＞", ">", "大于", "高于"]),
            (Sign::LessThan, &["＜", "<", "小于", "低于"]),
        ];
        WAYS.iter().find_map(|(sign, ways)| {
            let rest = ways.iter().find_map(|way| text.strip_prefix(way))?;
            Some((*sign, rest))
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
        /// How the actual value is to stand to the target.
        sign: Sign,
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
            row: self.money.first().map_or_else(|| self.row.clone(), |money| money.row.clone()),
        }
    }

    /// 分值 of all indicators and the budget execution.
    pub fn total_weight(&self, execution_weight: Decimal) -> Decimal {
        execution_weight + self.indicators.iter().map(|indicator| indicator.weight).sum::<Decimal>()
    }
}
