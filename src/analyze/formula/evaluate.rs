//! Computing a formula. Missing items make a missing result, except where they are skipped.

use super::{Expression, Function, Operator};
use crate::analyze::measures;
use crate::model::is_in_range;
use rust_decimal::Decimal;

/// What a formula can ask about the table it belongs to.
pub(in crate::analyze) trait Lookup {
    /// The number in a column of the row, or in a cell; `None` if the item is missing.
    fn number(&self, path: &[String]) -> Result<Option<Decimal>, Trouble>;

    /// The total of a column.
    fn column_total(&self, path: &[String]) -> Result<Option<Decimal>, Trouble>;
}

/// Why a formula has no result.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::analyze) enum Trouble {
    /// A name that is not known here.
    Unknown(Vec<String>),
    /// A name that stands for words.
    Text(String),
    /// A result beyond what exact decimals hold.
    Overflow,
    /// Something that has been reported elsewhere.
    Reported,
}

type Outcome = Result<Option<Decimal>, Trouble>;

/// The value of the formula; `None` if an item it needs is missing. Results beyond the largest
/// amount are refused at every step, so that no later sum can overflow.
pub(in crate::analyze) fn evaluate(expression: &Expression, lookup: &impl Lookup) -> Outcome {
    match step(expression, lookup)? {
        Some(value) if !is_in_range(value) => Err(Trouble::Overflow),
        value => Ok(value),
    }
}

fn step(expression: &Expression, lookup: &impl Lookup) -> Outcome {
    match expression {
        Expression::Number(number) => Ok(Some(*number)),
        Expression::Name(path) => lookup.number(path),
        Expression::Negative(inner) => Ok(evaluate(inner, lookup)?.map(|value| -value)),
        Expression::Binary(operator, left, right) => match (evaluate(left, lookup)?, evaluate(right, lookup)?) {
            (Some(left), Some(right)) => binary(*operator, left, right),
            _ => Ok(None),
        },
        Expression::Call(function, arguments) => call(*function, arguments, lookup),
    }
}

fn binary(operator: Operator, left: Decimal, right: Decimal) -> Outcome {
    let result = match operator {
        Operator::Add => left.checked_add(right),
        Operator::Subtract => left.checked_sub(right),
        Operator::Multiply => left.checked_mul(right),
        Operator::Divide if right.is_zero() => return Ok(None),
        Operator::Divide => left.checked_div(right),
    };
    result.map(Some).ok_or(Trouble::Overflow)
}

fn call(function: Function, arguments: &[Expression], lookup: &impl Lookup) -> Outcome {
    if function == Function::占比 {
        let Some(Expression::Name(path)) = arguments.first() else {
            return Err(Trouble::Unknown(vec!["占比".into()]));
        };
        return match (lookup.number(path)?, lookup.column_total(path)?) {
            (Some(part), Some(whole)) => binary(Operator::Divide, part, whole),
            _ => Ok(None),
        };
    }
    let values = arguments.iter().map(|argument| evaluate(argument, lookup)).collect::<Result<Vec<_>, _>>()?;
    let present: Vec<Decimal> = values.iter().flatten().copied().collect();
    if matches!(function, Function::合计 | Function::均值 | Function::极差) {
        return match function {
            Function::合计 => measures::sum(&present),
            Function::均值 => measures::mean(&present),
            _ => Ok(measures::range(&present)),
        };
    }
    match (function, present.as_slice()) {
        (Function::执行率, [actual, planned]) => binary(Operator::Divide, *actual, *planned),
        (Function::增减额, [now, before]) => binary(Operator::Subtract, *now, *before),
        (Function::同比, [now, before]) => measures::growth(*now, *before),
        (Function::年均增长率, [first, last, years]) => measures::yearly_growth(*first, *last, *years),
        _ => Ok(None),
    }
}
