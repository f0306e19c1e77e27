//! A formula of the project as a formula of a workbook.

use super::{Expression, Function, Operator};

/// The formula over cells, `address` giving that of a column; nothing for what a workbook would compute
/// in another way.
pub(in crate::analyze) fn in_cells(
    expression: &Expression,
    address: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    let inner = |expression: &Expression| in_cells(expression, address);
    Some(match expression {
        Expression::Number(number) => number.to_string(),
        Expression::Name(path) => match path.as_slice() {
            [column] => address(column)?,
            _ => return None,
        },
        Expression::Negative(term) => format!("-({})", inner(term)?),
        Expression::Binary(operator, left, right) => {
            let sign = match operator {
                Operator::Add => '+',
                Operator::Subtract => '-',
                Operator::Multiply => '*',
                Operator::Divide => '/',
            };
            format!("({}){sign}({})", inner(left)?, inner(right)?)
        }
        Expression::Call(function, arguments) => {
            let terms = arguments.iter().map(inner).collect::<Option<Vec<_>>>()?;
            match (function, terms.as_slice()) {
                (Function::合计, terms) => format!("SUM({})", terms.join(",")),
                (Function::均值, terms) => format!("AVERAGE({})", terms.join(",")),
                (Function::执行率, [actual, planned]) => format!("({actual})/({planned})"),
                (Function::增减额, [now, before]) => format!("({now})-({before})"),
                _ => return None,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn shown(formula: &str) -> Option<String> {
        let letters = |column: &str| match column {
            "预算" => Some("B2".to_owned()),
            "执行" => Some("C2".to_owned()),
            _ => None,
        };
        in_cells(&parse(formula).ok()?, &letters)
    }

    #[test]
    fn formulas_are_written_over_cells() {
        assert_eq!(shown("执行率(执行, 预算)").as_deref(), Some("(C2)/(B2)"));
        assert_eq!(shown("预算 - 执行 * 2").as_deref(), Some("(B2)-((C2)*(2))"));
    }

    #[test]
    fn what_a_workbook_computes_in_another_way_is_left_to_its_value() {
        assert_eq!(shown("占比(执行)"), None);
        assert_eq!(shown("执行 - 别的"), None);
    }
}
