//! Why a score cannot be worked out, and what to do about it.

/// What stands in the way of a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unworkable {
    /// Something would be divided by 0.
    #[error("除数是0")]
    DividedByZero,
    /// A judged grade or a demand's degree beyond 0 to 1.
    #[error("评价系数、符合程度要在0到100%之间")]
    BeyondWhole,
    /// A count below 0 or with a fraction.
    #[error("次数要是不小于0的整数")]
    NoCount,
    /// An amount below 0 where something is counted or planned.
    #[error("实际数、计划数不能小于0")]
    Negative,
    /// A rate, or what it is held against, that is no ratio.
    #[error("比率、目标值、参照值要是百分数或者两数之比")]
    NoRate,
    /// A percentage against a plain number.
    #[error("实际值、目标值、起点一个是百分数，一个不是")]
    MixedScales,
    /// The value from which points are earned is not below the target.
    #[error("起点不低于目标值")]
    StartAboveTarget,
    /// An occurrence or a percentage point that costs nothing.
    #[error("每次扣的份额或分数要大于0")]
    NoCost,
    /// Cases were closed though none occurred.
    #[error("计划数（案件数）是0，实际数却不是0")]
    CaseWithoutPlan,
}

impl Unworkable {
    /// What to do about it.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::DividedByZero => "请核对计划数；没有发生这类情况就得满分的，请用 kind = \"no-case\" 的规则",
            Self::BeyondWhole => "请写成 80% 这样的百分数",
            Self::NoCount => "请改正核对表的「次数」或者规则的 count",
            Self::Negative => "请核对表里的数",
            Self::NoRate => "请把表里的列声明成 percent，设置写成 \"98%\" 这样；两个数量相比的，写成一个除以另一个",
            Self::MixedScales => "请都写成百分数（表里的列声明成 percent，设置写成 \"90%\"），或者都写成同样单位的数",
            Self::StartAboveTarget => "请改正 below 或者 target",
            Self::NoCost => "请改正 off，如 \"20%\"；按分值扣分的写分数",
            Self::CaseWithoutPlan => "请核对表里的两个数",
        }
    }
}
