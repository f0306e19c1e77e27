//! Formulas of computed columns and named values: `执行率(实际执行, 预算金额)`, `甲 - 乙`.

mod cells;
mod evaluate;
mod parse;
mod token;

pub(super) use cells::in_cells;
pub(super) use evaluate::{Lookup, Trouble, evaluate};
pub(super) use parse::parse;

use rust_decimal::Decimal;

/// A parsed formula.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expression {
    /// A number.
    Number(Decimal),
    /// A column (`[列]`) or a cell (`[表, 行, 列]`).
    Name(Vec<String>),
    /// The opposite.
    Negative(Box<Expression>),
    /// Two terms.
    Binary(Operator, Box<Expression>, Box<Expression>),
    /// A named computation.
    Call(Function, Vec<Expression>),
}

/// + - * /
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// The named computations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr, strum::VariantNames)]
pub(super) enum Function {
    /// Sum; missing items are skipped.
    合计,
    /// Mean; missing items are skipped.
    均值,
    /// Largest less smallest; missing items are skipped.
    极差,
    /// Actual / planned.
    执行率,
    /// Part of the column's total.
    占比,
    /// This year less last year.
    增减额,
    /// Change against last year.
    同比,
    /// Mean yearly growth: (last / first)^(1 / years) − 1.
    年均增长率,
}

impl Expression {
    /// Calls `visit` for every name in the formula.
    pub(super) fn names<'a>(&'a self, visit: &mut impl FnMut(&'a [String])) {
        match self {
            Self::Number(_) => {}
            Self::Name(path) => visit(path),
            Self::Negative(inner) => inner.names(visit),
            Self::Binary(_, left, right) => {
                left.names(visit);
                right.names(visit);
            }
            Self::Call(_, arguments) => arguments.iter().for_each(|argument| argument.names(visit)),
        }
    }

    /// Whether the formula only adds and subtracts what it names, so that the unit stays.
    pub(super) fn is_sum(&self) -> bool {
        use Function::{合计, 均值, 增减额, 极差};
        match self {
            Self::Name(_) => true,
            Self::Negative(inner) => inner.is_sum(),
            Self::Binary(Operator::Add | Operator::Subtract, left, right) => left.is_sum() && right.is_sum(),
            Self::Call(合计 | 均值 | 增减额 | 极差, arguments) => arguments.iter().all(Self::is_sum),
            _ => false,
        }
    }

    /// Whether the result is a difference.
    pub(super) fn is_difference(&self) -> bool {
        matches!(self, Self::Binary(Operator::Subtract, ..) | Self::Call(Function::增减额 | Function::极差, _))
    }

    /// Whether the result is a ratio that is best read as a percentage.
    pub(super) fn is_ratio(&self) -> bool {
        use Function::{占比, 同比, 年均增长率, 执行率};
        matches!(self, Self::Call(执行率 | 占比 | 同比 | 年均增长率, _))
    }
}
