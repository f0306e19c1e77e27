//! 表里的比率和它的分子、分母算出来的不一样。
//!
//! # 查什么
//!
//! 执行率、完成率、合格率、得分率、占比、增长率等百分数的列（或行）。程序先从列名和多数行看出它是哪两列算出来的，再逐行核对。
//! 分子分母印出来时四舍五入过的，按舍入前可能的范围算：61.57%和61.58%都可能对，差在范围之外才报。
//!
//! # 为什么
//!
//! 比率常常是另外算好抄进来的，数改了，比率没有改。
//!
//! # 例子
//!
//! 预算1,135.00，支出1,067.69，执行率应当是94.07%，写成了94.70%。
//!
//! # 怎么改
//!
//! 核对分子、分母和比率；比率列可以在表的声明里写 compute，由程序来算。

mod base;
mod named;
mod worked;

use super::matrix::Matrix;
use super::printed_like;
use crate::diag::Severity;
use crate::review::interval::Interval;
use crate::review::reading::Reading;
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use base::{common_base, total};
use named::{is_likely, is_named};
use rust_decimal::Decimal;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "rate-wrong",
    title: "比率与分子、分母不符",
    family: Family::Tables,
    severity: Severity::Error,
    remedy: "请核对分子、分母和比率；比率列可以在表的声明里写 compute，由程序来算",
    find,
};

/// Tables with more rows are not looked at for rates between any two of them.
const MOST_LINES: usize = 60;

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sheet in &reading.sheets {
        for matrix in [Matrix::of_columns(sheet), Matrix::of_rows(sheet)] {
            // Rows beyond these are things of one kind, not parts of each other.
            let few = !matrix.is_turned() || matrix.lines.len() <= MOST_LINES;
            for line in 0..matrix.lines.len() {
                if few && matrix.lines[line].percent {
                    rate(&matrix, line, remarks);
                }
            }
        }
    }
}

/// How a rate comes from two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// a / b
    Ratio,
    /// (a - b) / b
    Growth,
    /// a / a of the row before, less one
    Previous,
    /// a / its total
    Share,
    /// a / one number for all rows that stands in none of them: 累计执行率
    Base,
}

struct Candidate {
    way: Way,
    above: usize,
    below: usize,
    base: Option<Interval>,
    named: bool,
    agree: usize,
    checked: usize,
}

fn rate(matrix: &Matrix<'_>, line: usize, remarks: &mut Remarks) {
    let mut candidates = candidates(matrix, line);
    // A share by accident: one row is always all of its total.
    candidates.retain(|one| one.way != Way::Share || one.named && one.agree >= 2 || one.agree >= 3);
    let best = candidates.iter().max_by_key(|one| (one.agree * 100 / one.checked.max(1), one.named, one.agree));
    let Some(best) = best else { return };
    // One of two rows says enough if its rate is told to the second place.
    let fine = best.checked == 2
        && best.way == Way::Ratio
        && !matrix.is_turned()
        && (0..matrix.points.len()).any(|point| is_fine(matrix, line, best, point));
    let by_majority = best.agree >= 2 && best.agree * 10 >= best.checked * 6 || fine;
    let mut named: Vec<&Candidate> = candidates.iter().filter(|one| one.named).collect();
    if named.len() > 1 {
        let likely: Vec<&Candidate> = named.iter().copied().filter(|one| is_likely(matrix, line, one)).collect();
        named = if likely.is_empty() { named } else { likely };
    }
    // Where no row of several agrees, the columns are not what their names seem to say.
    let few = best.checked <= 2;
    let by_name = best.agree == 0 && few && named.len() == 1 && !matrix.is_turned() || best.named && best.agree > 0;
    let chosen = if by_majority || best.agree > 0 { best } else { named.first().copied().unwrap_or(best) };
    if !(by_majority || by_name) || chosen.way == Way::Share && chosen.agree < 2 {
        return;
    }
    for point in 0..matrix.points.len() {
        if let Some(expected) = expected(matrix, chosen, point) {
            check(matrix, line, point, chosen, expected, remarks);
        }
    }
}

/// Whether a rate of four digits is just what two numbers give.
fn is_fine(matrix: &Matrix<'_>, line: usize, candidate: &Candidate, point: usize) -> bool {
    let stated = matrix.amount(line, point).filter(|amount| amount.digits.trim_end_matches('0').len() >= 4);
    stated.zip(expected(matrix, candidate, point)).is_some_and(|(stated, expected)| expected.meets(stated.interval()))
}

/// Every pair of lines the rate can be made of, and in how many points it is.
fn candidates(matrix: &Matrix<'_>, line: usize) -> Vec<Candidate> {
    let plain: Vec<usize> = (0..matrix.lines.len()).filter(|other| !matrix.lines[*other].percent).collect();
    let mut found = Vec::new();
    for above in plain.iter().copied() {
        for below in plain.iter().copied() {
            let ways: &[Way] =
                if above == below { &[Way::Share, Way::Base, Way::Previous] } else { &[Way::Ratio, Way::Growth] };
            for way in ways.iter().copied() {
                if above != below && !matrix.comparable(above, below) {
                    continue;
                }
                let named =
                    is_named(way, &matrix.lines[line].name, &matrix.lines[above].name, &matrix.lines[below].name);
                if way == Way::Previous && !matrix.is_over_dated_rows() {
                    continue;
                }
                let base = if way == Way::Base { common_base(matrix, line, above) } else { None };
                if way == Way::Base && base.is_none() {
                    continue;
                }
                let mut candidate = Candidate { way, above, below, base, named, agree: 0, checked: 0 };
                for point in 0..matrix.points.len() {
                    let Some(stated) = matrix.interval(line, point) else { continue };
                    let Some(expected) = expected(matrix, &candidate, point) else { continue };
                    candidate.checked += 1;
                    candidate.agree += usize::from(expected.meets(stated));
                }
                if candidate.checked > 0 {
                    found.push(candidate);
                }
            }
        }
    }
    found
}

fn expected(matrix: &Matrix<'_>, candidate: &Candidate, point: usize) -> Option<Interval> {
    let above = matrix.interval(candidate.above, point)?;
    let rate = match candidate.way {
        Way::Ratio => above.over(matrix.interval(candidate.below, point)?)?,
        Way::Growth => {
            let below = matrix.interval(candidate.below, point)?;
            // Dividing first keeps the range narrow: (a - b) / b = a / b - 1.
            above.over(below)?.minus(Interval::exactly(Decimal::ONE))
        }
        Way::Previous => {
            let before = matrix.interval(candidate.above, point.checked_sub(1)?)?;
            above.over(before)?.minus(Interval::exactly(Decimal::ONE))
        }
        Way::Share => above.over(total(matrix, candidate.above)?)?,
        Way::Base => above.over(candidate.base?)?,
    };
    Some(rate.in_percent())
}

fn check(
    matrix: &Matrix<'_>,
    line: usize,
    point: usize,
    candidate: &Candidate,
    expected: Interval,
    remarks: &mut Remarks,
) {
    let Some(stated) = matrix.amount(line, point).filter(|amount| !amount.bound) else { return };
    if expected.meets(stated.interval()) {
        return;
    }
    let computed = printed_like(stated, matrix.text(line, point), expected.middle());
    let message = format!("{}是{}，算出来是{computed}", matrix.called(line, point), matrix.text(line, point));
    let remark = Remark::new(matrix.origin(line, point), message)
        .arithmetic(worked::arithmetic(matrix, candidate, point, &computed));
    let made_of = worked::made_of(matrix, candidate, point);
    remarks.add(made_of.into_iter().fold(remark, |remark, (origin, role)| remark.related(origin, role)));
}
