//! From tokens to a formula: sums of products of terms.

use super::token::{Token, tokens};
use super::{Expression, Function, Operator};
use crate::diag::Limit;
use std::str::FromStr;
use strum::VariantNames;

/// Longer formulas are refused: nobody could check them, and their nesting could exhaust the stack.
const LONGEST: usize = Limit::FormulaLength.most();

/// Parses a formula; on a mistake says what is wrong.
pub(in crate::analyze) fn parse(text: &str) -> Result<Expression, String> {
    if text.chars().count() > LONGEST {
        return Err(format!("太长，最多{LONGEST}个字"));
    }
    parse_bounded(text).map_err(|cause| match text.chars().find(|c| "（）“”。".contains(*c)) {
        Some(sign) => format!("这里有全角的「{sign}」，请换成半角的"),
        None => cause,
    })
}

fn parse_bounded(text: &str) -> Result<Expression, String> {
    let mut parser = Parser { tokens: tokens(text)?, place: 0, depth: 0 };
    let expression = parser.sum()?;
    match parser.peek() {
        None => Ok(expression),
        Some(token) => Err(format!("{}放的地方不对", describe(token))),
    }
}

struct Parser {
    tokens: Vec<Token>,
    place: usize,
    depth: usize,
}

/// Formulas nested deeper than this are refused, so that none can exhaust the stack.
const DEEPEST: usize = Limit::FormulaNesting.most();

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.place)
    }

    fn take_sign(&mut self, wanted: &[char]) -> Option<char> {
        match self.peek() {
            Some(Token::Sign(sign)) if wanted.contains(sign) => {
                let sign = *sign;
                self.place += 1;
                Some(sign)
            }
            _ => None,
        }
    }

    fn sum(&mut self) -> Result<Expression, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("括号套得太深".into());
        }
        let mut left = self.product()?;
        while let Some(sign) = self.take_sign(&['+', '-']) {
            let operator = if sign == '+' { Operator::Add } else { Operator::Subtract };
            left = Expression::Binary(operator, Box::new(left), Box::new(self.product()?));
        }
        self.depth -= 1;
        Ok(left)
    }

    fn product(&mut self) -> Result<Expression, String> {
        let mut left = self.term()?;
        while let Some(sign) = self.take_sign(&['*', '/']) {
            let operator = if sign == '*' { Operator::Multiply } else { Operator::Divide };
            left = Expression::Binary(operator, Box::new(left), Box::new(self.term()?));
        }
        Ok(left)
    }

    fn term(&mut self) -> Result<Expression, String> {
        let token = self.peek().cloned().ok_or("算式没有写完")?;
        self.place += 1;
        match token {
            Token::Number(number) => Ok(Expression::Number(number)),
            Token::Sign('-') => Ok(Expression::Negative(Box::new(self.term()?))),
            Token::Sign('(') => {
                let inner = self.sum()?;
                self.take_sign(&[')']).ok_or("括号没有成对")?;
                Ok(inner)
            }
            Token::Word(name) if self.take_sign(&['(']).is_some() => self.call(&name),
            Token::Word(name) => self.path(name),
            other => Err(format!("{}放的地方不对", describe(&other))),
        }
    }

    /// `名.名.名` or `名["名"]`; the word 列 alone before brackets means a column of this table.
    fn path(&mut self, first: String) -> Result<Expression, String> {
        let mut names = vec![first];
        loop {
            match self.peek() {
                Some(Token::Quoted(name)) => names.push(name.clone()),
                Some(Token::Sign('.')) => match self.tokens.get(self.place + 1) {
                    Some(Token::Word(name)) => {
                        names.push(name.clone());
                        self.place += 1;
                    }
                    Some(Token::Number(number)) => {
                        names.push(number.to_string());
                        self.place += 1;
                    }
                    _ => return Err("点后面要写名字".into()),
                },
                _ => break,
            }
            self.place += 1;
        }
        if names.len() == 2 && names[0] == "列" {
            names.remove(0);
        }
        Ok(Expression::Name(names))
    }

    fn call(&mut self, name: &str) -> Result<Expression, String> {
        let function = Function::from_str(name)
            .map_err(|_| format!("没有叫「{name}」的计算，能用的有 {}", Function::VARIANTS.join("、")))?;
        let mut arguments = Vec::new();
        if self.take_sign(&[')']).is_none() {
            loop {
                arguments.push(self.sum()?);
                if self.take_sign(&[',']).is_none() {
                    break;
                }
            }
            self.take_sign(&[')']).ok_or("括号没有成对")?;
        }
        let (fewest, most) = arity(function);
        if function == Function::占比 && !matches!(arguments.as_slice(), [Expression::Name(_)]) {
            return Err("「占比」括号里只写一个列名".into());
        }
        if (fewest..=most).contains(&arguments.len()) {
            Ok(Expression::Call(function, arguments))
        } else {
            Err(format!("「{name}」括号里的项数不对"))
        }
    }
}

fn arity(function: Function) -> (usize, usize) {
    match function {
        Function::合计 | Function::均值 | Function::极差 => (1, usize::MAX),
        Function::占比 => (1, 1),
        Function::执行率 | Function::增减额 | Function::同比 => (2, 2),
        Function::年均增长率 => (3, 3),
    }
}

fn describe(token: &Token) -> String {
    match token {
        Token::Number(number) => format!("「{number}」"),
        Token::Word(word) | Token::Quoted(word) => format!("「{word}」"),
        Token::Sign(sign) => format!("「{sign}」"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Expression {
        Expression::Name(vec![text.into()])
    }

    #[test]
    fn products_bind_before_sums() {
        let expected = Expression::Binary(
            Operator::Subtract,
            Box::new(name("甲")),
            Box::new(Expression::Binary(Operator::Multiply, Box::new(name("乙")), Box::new(name("丙")))),
        );
        assert_eq!(parse("甲 - 乙*丙"), Ok(expected));
    }

    #[test]
    fn names_may_begin_with_digits_and_hold_anything_in_brackets() {
        assert_eq!(parse("2024年"), Ok(name("2024年")));
        assert_eq!(parse("列[\"预算(元)\"]"), Ok(name("预算(元)")));
        let path = Expression::Name(vec!["表".into(), "2.10".into(), "预算".into()]);
        assert_eq!(parse("表[\"2.10\"].预算"), Ok(path));
    }

    #[test]
    fn says_what_is_wrong() {
        for text in ["", "甲 +", "(甲", "甲 乙", "平均(甲)", "同比(甲)", "甲 & 乙 )", "[甲]"] {
            assert!(parse(text).is_err(), "{text}");
        }
        for deep in ["(".repeat(900), "(".repeat(10_000), "-".repeat(100_000)] {
            assert!(parse(&deep).is_err());
        }
    }
}
