//! Bound values in the narrative: `{{ 表名.行.列 | 过滤器 }}`.
//!
//! minijinja evaluates them over objects that stand for tables, rows and cells. A name that is
//! not found is noted with its nearest known name, so that the finding says more than
//! "undefined".

mod filters;
mod functions;
mod objects;
mod path;
mod scope;

pub(super) use scope::Scope;

use crate::diag::{Limit, Problem};
use crate::model::{Money, Unit};
use minijinja::value::Value;
use minijinja::{Environment, ErrorKind, UndefinedBehavior};
use objects::{CellObject, Nothing, Reference, Root};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a bound value prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Printed {
    /// Words or digits.
    Text(String),
    /// A reference that leads to a place in the document.
    Reference {
        /// The id of the place.
        id: String,
        /// What is printed.
        text: String,
    },
}

/// Longer expressions are refused: nobody could check them, and their nesting could exhaust the
/// stack.
const LONGEST: usize = Limit::ExpressionLength.most();

/// Evaluates bound values.
pub(super) struct Evaluator {
    environment: Environment<'static>,
    scope: Arc<Scope>,
}

impl Evaluator {
    /// An evaluator over the names of `scope`.
    pub(super) fn new(scope: Scope) -> Self {
        let scope = Arc::new(scope);
        let mut environment = Environment::empty();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        filters::add(&mut environment, &scope);
        functions::add(&mut environment, &scope);
        Self { environment, scope }
    }

    /// What the expression prints; `None` where an earlier finding already explains why nothing.
    pub(super) fn print(&self, text: &str) -> Result<Option<Printed>, Problem> {
        self.evaluate(text).map_err(|problem| match (&problem, full_width_sign(text)) {
            (Problem::ExpressionInvalid { .. } | Problem::NameUnknown { .. }, Some(sign)) => {
                Problem::ExpressionInvalid { cause: format!("这里有全角的「{sign}」，请换成半角的") }
            }
            _ => problem,
        })
    }

    /// The unit of money in which a bound value is printed, if it is money.
    pub(super) fn money_of(&self, text: &str) -> Option<Money> {
        let source = path::with_subscripts(text);
        let expression = self.environment.compile_expression(&source).ok()?;
        let root = Value::from_object(Root(self.scope.clone()));
        let value = expression.eval(Value::from(BTreeMap::from([(path::ROOT, root)]))).ok()?;
        match value.downcast_object_ref::<CellObject>()?.quantity.as_ref()?.unit {
            Some(Unit::Money(money)) => Some(money),
            _ => None,
        }
    }

    fn evaluate(&self, text: &str) -> Result<Option<Printed>, Problem> {
        if text.chars().count() > LONGEST {
            return Err(Problem::ExpressionInvalid { cause: format!("太长，最多{LONGEST}个字") });
        }
        let source = path::with_subscripts(text);
        self.scope.forget_trouble();
        let expression = self
            .environment
            .compile_expression(&source)
            .map_err(|error| Problem::ExpressionInvalid { cause: syntax_cause(&error) })?;
        let root = Value::from_object(Root(self.scope.clone()));
        let context = Value::from(BTreeMap::from([(path::ROOT, root)]));
        match expression.eval(context) {
            // The last name of a path may be unknown without minijinja minding.
            Ok(value) if value.is_undefined() => Err(self.scope.trouble().unwrap_or(Problem::ValueNotPrintable)),
            Ok(value) => printed(&value),
            Err(error) => Err(self.scope.trouble().unwrap_or_else(|| problem(&error))),
        }
    }
}

/// A sign of the expression language as a Chinese keyboard writes it, outside of quotes.
fn full_width_sign(text: &str) -> Option<char> {
    let outside = text.split('"').step_by(2);
    outside.flat_map(str::chars).find(|c| "｜“”。（）［］".contains(*c))
}

fn printed(value: &Value) -> Result<Option<Printed>, Problem> {
    if value.downcast_object_ref::<Nothing>().is_some() {
        return Ok(None);
    }
    if let Some(reference) = value.downcast_object_ref::<Reference>() {
        return Ok(Some(Printed::Reference { id: reference.id.clone(), text: reference.text.clone() }));
    }
    if let Some(cell) = value.downcast_object_ref::<CellObject>() {
        return cell.print().map(|text| Some(Printed::Text(text)));
    }
    match value.as_str() {
        Some(text) => Ok(Some(Printed::Text(text.to_owned()))),
        None if value.is_number() => Ok(Some(Printed::Text(value.to_string()))),
        None => Err(Problem::ValueNotPrintable),
    }
}

/// What minijinja says of a mistake, in Chinese.
fn syntax_cause(error: &minijinja::Error) -> String {
    let detail = error.detail().unwrap_or_default();
    let causes = [
        ("unexpected end of input", "没有写完"),
        ("unexpected char", "有不认识的符号"),
        ("unexpected end of string", "引号没有成对"),
    ];
    let known = causes.iter().find(|(english, _)| detail.contains(english));
    known.map_or("记号放的地方不对", |(_, chinese)| chinese).to_owned()
}

fn problem(error: &minijinja::Error) -> Problem {
    match error.kind() {
        ErrorKind::UnknownFilter => {
            let name = quoted(error.detail().unwrap_or_default());
            Problem::FilterUnknown { nearest: crate::diag::nearest(&name, filters::NAMES), name }
        }
        ErrorKind::UnknownFunction | ErrorKind::UndefinedError | ErrorKind::UnknownMethod => {
            let name = quoted(error.detail().unwrap_or_default());
            Problem::NameUnknown {
                nearest: crate::diag::nearest(&name, functions::NAMES),
                place: "能用的函数".into(),
                name,
            }
        }
        ErrorKind::MissingArgument => Problem::ExpressionInvalid { cause: "括号里少写了内容".into() },
        ErrorKind::TooManyArguments => Problem::ExpressionInvalid { cause: "括号里多写了内容".into() },
        _ => Problem::ExpressionInvalid { cause: "这样的写法不支持".into() },
    }
}

/// The name in a message such as "filter 万圆 is unknown".
fn quoted(detail: &str) -> String {
    let words = ["filter ", "function ", "value "];
    let start = words.iter().find_map(|word| detail.split_once(word).map(|(_, rest)| rest)).unwrap_or(detail);
    let name = start.split(" is ").next().unwrap_or(start);
    name.split(" has ").next().unwrap_or(name).trim_matches(['`', '"', '\'']).to_owned()
}
