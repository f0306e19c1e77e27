//! 表里几列（或几行）之间的加减、相乘关系，别处都成立，这一处不成立。
//!
//! # 查什么
//!
//! 合格＋不合格＝抽查、预算－执行＝结余、单价×数量＝金额、几类之和＝小计、最大－最小＝极差这样的关系。
//! 关系由程序从多数行（或多数年份）看出来，不靠列名；多数都成立、个别不成立的，才报那个别的。
//!
//! # 为什么
//!
//! 一个数抄错一位，合计未必看得出，和旁边的数一对就露馅。
//!
//! # 例子
//!
//! 2023年检测费加买样费等于合同金额，2024年也是，2022年差了一位数。
//!
//! # 怎么改
//!
//! 三个数里必有一个错，请对照原始资料核对。

mod by_name;
mod candidates;

use super::matrix::Matrix;
use super::printed_like;
use crate::diag::Severity;
use crate::review::interval::Interval;
use crate::review::reading::{Amount, Reading, Standing};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use by_name::{FEW, by_name};
use candidates::candidates;
use rust_decimal::Decimal;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "relation-wrong",
    title: "列间或行间关系不成立",
    family: Family::Tables,
    severity: Severity::Error,
    remedy: "这几个数里必有一个错，请对照原始资料核对",
    find,
};

/// Tables with more lines are not looked at for relations between any two of them.
const MOST_LINES: usize = 40;

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sheet in &reading.sheets {
        for matrix in [Matrix::of_columns(sheet), Matrix::of_rows(sheet)] {
            if matrix.lines.len() <= MOST_LINES && (!matrix.is_turned() || matrix.is_over_periods()) {
                relations(&matrix, remarks);
                if !matrix.is_turned() && matrix.points.len() <= FEW {
                    by_name(&matrix, remarks);
                }
            }
        }
    }
}

/// What a line can be of others.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    /// The first plus the second.
    Sum,
    /// The first times the second.
    Product,
    /// The sum of all these.
    Block,
    /// The greatest less the least.
    Range,
}

#[derive(Debug, Clone)]
struct Relation {
    kind: Kind,
    result: usize,
    parts: Vec<usize>,
}

fn relations(matrix: &Matrix<'_>, remarks: &mut Remarks) {
    let mut whole: Vec<Relation> = Vec::new();
    let mut broken: Vec<(Relation, Vec<(usize, Interval)>)> = Vec::new();
    for relation in candidates(matrix) {
        let outcomes: Vec<(usize, Interval)> =
            (0..matrix.points.len()).filter_map(|point| Some((point, worked(matrix, &relation, point)?))).collect();
        let holds = |(point, value): &(usize, Interval)| {
            matrix.interval(relation.result, *point).is_some_and(|stated| stated.meets(*value))
        };
        let telling: Vec<_> = outcomes.iter().filter(|(point, _)| is_telling(matrix, &relation, *point)).collect();
        let agree = telling.iter().filter(|outcome| holds(outcome)).count();
        if !is_established(matrix, &relation, agree, telling.len()) {
            continue;
        }
        let off: Vec<_> = outcomes.iter().filter(|outcome| !holds(outcome)).copied().collect();
        match off.is_empty() {
            true => whole.push(relation),
            false => broken.push((relation, off)),
        }
    }
    // Where the same lines, or the same result, are in a relation that holds everywhere, one that
    // holds only mostly is an accident.
    broken.retain(|(one, _)| !whole.iter().any(|other| other.parts == one.parts || other.result == one.result));
    // 应发 and 实发 are nearly the same product: the relation is that of the line in which it holds oftener,
    // and of the first of two.
    let rivals: Vec<(Vec<usize>, usize, usize)> =
        broken.iter().map(|(one, off)| (one.parts.clone(), off.len(), one.result)).collect();
    broken.retain(|(one, off)| {
        one.kind != Kind::Product
            || rivals
                .iter()
                .all(|(parts, count, result)| *parts != one.parts || (off.len(), one.result) <= (*count, *result))
    });
    let mut told: Vec<usize> = Vec::new();
    for (relation, off) in broken {
        for (point, value) in off {
            if !told.contains(&point) {
                told.push(point);
                tell(matrix, &relation, point, value, remarks);
            }
        }
    }
}

/// Whether enough points show that the relation is meant.
fn is_established(matrix: &Matrix<'_>, relation: &Relation, agree: usize, telling: usize) -> bool {
    let name = &matrix.lines[relation.result].name;
    let named = match relation.kind {
        Kind::Sum | Kind::Block => {
            ["小计", "合计", "总计", "总额", "增减", "差额", "结余"].iter().any(|word| name.contains(word))
        }
        Kind::Product => {
            let priced = relation.parts.iter().any(|part| is_price(matrix, *part));
            priced || ["金额", "总价", "小计", "合价"].iter().any(|word| name.contains(word))
        }
        Kind::Range => name.contains('极') || name.contains("波动"),
    };
    if relation.kind == Kind::Range && !named || matrix.is_turned() && relation.kind == Kind::Block && !named {
        return false;
    }
    let least = if named || matrix.is_turned() { 2 } else { 3 };
    agree >= least && agree * 10 >= telling * 6
}

fn is_price(matrix: &Matrix<'_>, line: usize) -> bool {
    ["单位造价", "单位成本", "单方造价", "平均单价"].iter().any(|word| matrix.lines[line].name.contains(word))
}

/// Zeros and small numbers agree by chance.
fn is_telling(matrix: &Matrix<'_>, relation: &Relation, point: usize) -> bool {
    let values = relation.parts.iter().chain([&relation.result]).filter_map(|line| matrix.amount(*line, point));
    let large = values.clone().filter(|amount| amount.digits.len() >= 2).count();
    values.clone().all(|amount| !amount.value.is_zero()) && large >= 2
}

fn worked(matrix: &Matrix<'_>, relation: &Relation, point: usize) -> Option<Interval> {
    matrix.interval(relation.result, point)?;
    // A price of one is a quotient that was rounded.
    let interval = |line: usize| {
        let rounded = relation.kind == Kind::Product && is_price(matrix, line);
        if rounded { matrix.amount(line, point).map(Amount::as_printed) } else { matrix.interval(line, point) }
    };
    let parts: Option<Vec<Interval>> = relation.parts.iter().map(|line| interval(*line)).collect();
    let parts = parts?;
    match relation.kind {
        Kind::Sum | Kind::Block => parts.into_iter().reduce(Interval::plus),
        Kind::Product => parts[0].times(parts[1]),
        Kind::Range => {
            let least = parts.iter().min_by_key(|part| part.least)?;
            let most = parts.iter().max_by_key(|part| part.most)?;
            Some(most.minus(*least))
        }
    }
}

fn tell(matrix: &Matrix<'_>, relation: &Relation, point: usize, value: Interval, remarks: &mut Remarks) {
    let stated = matrix.amount(relation.result, point);
    // What the program computed is right; so is a relation among nothing else.
    let typed = |line: &usize| matrix.amount(*line, point).is_some_and(|amount| !amount.bound);
    let Some(stated) = stated.filter(|_| typed(&relation.result) || relation.parts.iter().all(typed)) else { return };
    let turned_total = !matrix.is_turned() && matrix.sheet.standing[matrix.points[point]] == Standing::Total;
    if turned_total && relation.kind != Kind::Sum && relation.kind != Kind::Block {
        return;
    }
    let computed = printed_like(stated, matrix.text(relation.result, point), value.middle());
    let names: Vec<&str> = relation.parts.iter().map(|line| matrix.lines[*line].name.as_str()).collect();
    let texts: Vec<&str> = relation.parts.iter().map(|line| matrix.text(*line, point)).collect();
    let (sign, last) = match relation.kind {
        Kind::Sum | Kind::Block => ("+", "加起来"),
        Kind::Product => ("×", "相乘"),
        Kind::Range => ("、", "最大减最小"),
    };
    let arithmetic = match relation.kind {
        Kind::Range => {
            let ends = relation.parts.iter().filter_map(|line| matrix.amount(*line, point)).map(|amount| amount.value);
            let (least, most) = (ends.clone().min().unwrap_or_default(), ends.max().unwrap_or(Decimal::ZERO));
            format!("{}-{}={computed}", most.normalize(), least.normalize())
        }
        _ => format!("{}={computed}", texts.join(sign)),
    };
    let elsewhere = if matrix.points.len() > FEW { "；这个关系在别处成立" } else { "" };
    let message = format!(
        "{}是{}，「{}」{last}是{computed}{elsewhere}",
        matrix.called(relation.result, point),
        matrix.text(relation.result, point),
        names.join("」「"),
    );
    let mut remark = Remark::new(matrix.origin(relation.result, point), message).arithmetic(arithmetic);
    if let Some(first) = relation.parts.first() {
        remark = remark.related(matrix.origin(*first, point), "一起核对的格");
    }
    remarks.add(remark);
}
