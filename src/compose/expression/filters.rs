//! The filters of bound values.

use super::Scope;
use super::objects::{CellObject, Nothing};
use crate::diag::Problem;
use crate::model::{Digits, Grouping, Money, NumberFormat, Quantity, Unit, chinese_number, money_in_words};
use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind};
use rust_decimal::Decimal;
use std::sync::Arc;

/// All filters, for the hint at a mistyped one.
pub(super) const NAMES: [&str; 13] = [
    "万元",
    "亿元",
    "元",
    "百分比",
    "小数",
    "整数",
    "千分位",
    "中文大写",
    "中文数字",
    "同比",
    "增减",
    "百分点",
    "绝对值",
];

/// The filters that speak of ratios.
const RATIOS: [&str; 3] = ["百分比", "同比", "百分点"];

/// What a filter makes of a number: another number, or words.
enum Made {
    Number(Quantity),
    Words(String),
}

type Making = Result<Made, String>;

/// A filter over a number and its optional count of digits.
type Maker = fn(Quantity, Option<u32>) -> Making;

/// Adds all filters.
pub(super) fn add(environment: &mut Environment<'static>, scope: &Arc<Scope>) {
    let all: [(&'static str, Maker); 13] = [
        ("万元", |quantity, digits| money(quantity, Money::TenThousand, digits)),
        ("亿元", |quantity, digits| money(quantity, Money::HundredMillion, digits)),
        ("元", |quantity, digits| money(quantity, Money::Yuan, digits)),
        ("百分比", |quantity, digits| {
            Ok(Made::Number(Quantity {
                format: NumberFormat::Percent(Digits::Fixed(digits.unwrap_or(2))),
                unit: None,
                ..quantity
            }))
        }),
        ("小数", |quantity, digits| Ok(Made::Number(with_digits(quantity, digits.unwrap_or(2))))),
        ("整数", |quantity, _| Ok(Made::Number(with_digits(quantity, 0)))),
        ("千分位", thousands),
        ("中文大写", |quantity, _| money_words(&quantity)),
        ("中文数字", |quantity, _| {
            chinese_number(quantity.value).map(Made::Words).ok_or_else(|| "只能用于不太大的整数".to_owned())
        }),
        ("同比", |quantity, digits| Ok(Made::Words(year_on_year(quantity, digits)))),
        ("增减", |quantity, digits| Ok(Made::Words(change(quantity, digits)))),
        ("百分点", |quantity, digits| Ok(Made::Words(points(&quantity, digits)))),
        ("绝对值", |quantity, _| Ok(Made::Number(Quantity { value: quantity.value.abs(), ..quantity }))),
    ];
    for (name, make) in all {
        let scope = scope.clone();
        environment
            .add_filter(name, move |value: Value, digits: Option<u32>| apply(&scope, name, &value, digits, make));
    }
}

fn apply(scope: &Scope, name: &'static str, value: &Value, digits: Option<u32>, make: Maker) -> Result<Value, Error> {
    if value.downcast_object_ref::<Nothing>().is_some() {
        return Ok(value.clone());
    }
    let fail = |problem: Problem| {
        scope.note(problem);
        Error::new(ErrorKind::InvalidOperation, name)
    };
    let inapplicable = |cause: &str| Problem::FilterInapplicable { filter: name.into(), cause: cause.into() };
    let Some(cell) = value.downcast_object_ref::<CellObject>() else {
        return Err(fail(inapplicable("它不是表里的数")));
    };
    let Some(quantity) = cell.quantity.clone() else {
        return Err(fail(match cell.print() {
            Ok(_) => inapplicable("它是文字"),
            Err(missing) => missing,
        }));
    };
    if let (true, Some(unit @ (Unit::Money(_) | Unit::Other(_)))) = (RATIOS.contains(&name), &quantity.unit)
        && unit.to_string() != "%"
    {
        return Err(fail(inapplicable(&format!("它的单位是{unit}，不是比率"))));
    }
    match make(quantity, digits.map(|digits| digits.min(12))) {
        Ok(Made::Number(quantity)) => Ok(Value::from_object(CellObject::number(cell.name.clone(), quantity))),
        Ok(Made::Words(words)) => Ok(Value::from(words)),
        Err(cause) => Err(fail(inapplicable(&cause))),
    }
}

fn money(quantity: Quantity, wanted: Money, digits: Option<u32>) -> Making {
    let Some(Unit::Money(unit)) = quantity.unit else {
        return Err("这一列没有声明 unit = \"元\"、\"万元\" 或 \"亿元\"".into());
    };
    let value = quantity.value.checked_mul(unit.yuan()).map(|yuan| yuan / wanted.yuan()).ok_or("数太大")?;
    let format = NumberFormat::Plain(Digits::Fixed(digits.unwrap_or(2)), Grouping::Thousands);
    Ok(Made::Number(Quantity { value, format, unit: Some(Unit::Money(wanted)) }))
}

fn money_words(quantity: &Quantity) -> Making {
    let Some(Unit::Money(unit)) = quantity.unit else {
        return Err("这一列没有声明 unit = \"元\"、\"万元\" 或 \"亿元\"".into());
    };
    let yuan = quantity.value.checked_mul(unit.yuan()).ok_or("数太大")?;
    money_in_words(yuan).map(Made::Words).ok_or_else(|| "数太大".to_owned())
}

fn with_digits(quantity: Quantity, digits: u32) -> Quantity {
    Quantity { format: quantity.format.with_digits(Digits::Fixed(digits)), ..quantity }
}

fn thousands(quantity: Quantity, digits: Option<u32>) -> Making {
    let format = match quantity.format {
        NumberFormat::Plain(own, _) => NumberFormat::Plain(digits.map_or(own, Digits::Fixed), Grouping::Thousands),
        percent @ NumberFormat::Percent(_) => percent,
    };
    Ok(Made::Number(Quantity { format, ..quantity }))
}

/// 同比增长5.26%, 同比下降3.10%, 同比持平.
fn year_on_year(quantity: Quantity, digits: Option<u32>) -> String {
    let format = NumberFormat::Percent(Digits::Fixed(digits.unwrap_or(2)));
    directed(quantity.value, format, ["同比增长", "同比下降", "同比持平"], "")
}

/// 增加48, 减少56, 持平.
fn change(quantity: Quantity, digits: Option<u32>) -> String {
    let format = digits.map_or(quantity.format, |digits| quantity.format.with_digits(Digits::Fixed(digits)));
    directed(quantity.value, format, ["增加", "减少", "持平"], "")
}

/// 上升2.16个百分点, 下降…, 持平.
fn points(quantity: &Quantity, digits: Option<u32>) -> String {
    // A plain column declared in 个百分点 already holds points; a ratio holds hundredths of them.
    let is_points = matches!(quantity.format, NumberFormat::Plain(..)) && quantity.unit == Some(Unit::PercentagePoint);
    let value = if is_points { quantity.value } else { quantity.value * Decimal::ONE_HUNDRED };
    let format = NumberFormat::Plain(Digits::Fixed(digits.unwrap_or(2)), Grouping::Thousands);
    directed(value, format, ["上升", "下降", "持平"], "个百分点")
}

/// The printed amount decides the direction, so that 同比增长0.00% cannot be printed.
fn directed(value: Decimal, format: NumberFormat, [up, down, level]: [&str; 3], behind: &str) -> String {
    let amount = format.print(value.abs());
    if amount.chars().all(|c| !c.is_ascii_digit() || c == '0') {
        return level.to_owned();
    }
    let direction = if value.is_sign_negative() { down } else { up };
    format!("{direction}{amount}{behind}")
}
