//! 表里的多年均值、年均增长率，和各年的数不符。
//!
//! # 查什么
//!
//! 有两个以上年份列的表里，“三年均值”“平均”一列应当是各年的平均（没有数的年份不算），“年均增长率”一列应当是从第一年到最后一年按复利算的。
//! 多数行都是这样、个别行不是的，才报那个别的。
//!
//! # 为什么
//!
//! 均值是在别处算好抄进来的，某一年的数改了，均值没有改。
//!
//! # 例子
//!
//! 三年是12.50%、13.30%和14.10%，三年均值写成12.30%，应当是13.30%。
//!
//! # 怎么改
//!
//! 核对各年的数和均值；这一列可以在表的声明里写 compute，由程序来算。

use super::printed_like;
use crate::diag::Severity;
use crate::review::interval::Interval;
use crate::review::reading::{Amount, Measure, Reading, Sheet, year_in};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use num_traits::ToPrimitive;
use rust_decimal::Decimal;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "years-wrong",
    title: "多年均值、年均增长率与各年的数不符",
    family: Family::Tables,
    severity: Severity::Error,
    remedy: "请核对各年的数；这一列可以在表的声明里写 compute，由程序来算",
    find,
};

/// What a column makes of the years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Mean,
    Growth,
}

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sheet in &reading.sheets {
        let mut years: Vec<(i32, usize)> = Vec::new();
        for column in sheet.numeric_columns() {
            let title = &sheet.grid.columns[column].title;
            let plain = !["均", "增", "率同比"].iter().any(|word| title.contains(word));
            years.extend(year_in(title).filter(|_| plain).map(|year| (year, column)));
        }
        years.sort_unstable();
        let distinct = years.windows(2).all(|pair| pair[0].0 != pair[1].0);
        for column in sheet.numeric_columns().into_iter().filter(|_| distinct && years.len() >= 2) {
            if let Some(kind) = kind(&sheet.grid.columns[column].title) {
                judge(sheet, &years, column, kind, remarks);
            }
        }
    }
}

fn kind(title: &str) -> Option<Kind> {
    let growth = title.contains("年均增长") || title.contains("年均增幅") || title.contains("复合增长");
    let mean = !growth
        && year_in(title).is_none()
        && (title.ends_with("均值") || title.contains("年平均") || title.ends_with("平均值"));
    growth.then_some(Kind::Growth).or(mean.then_some(Kind::Mean))
}

fn judge(sheet: &Sheet<'_>, years: &[(i32, usize)], column: usize, kind: Kind, remarks: &mut Remarks) {
    let worked: Vec<(usize, &Amount, Interval)> = (0..sheet.labels.len())
        .filter_map(|row| Some((row, sheet.amount(row, column)?, worked(sheet, row, years, kind)?)))
        .collect();
    let agrees = |(_, stated, value): &&(usize, &Amount, Interval)| stated.as_printed().meets(*value);
    let agree = worked.iter().filter(agrees).count();
    if agree < 2 || agree * 10 < worked.len() * 6 {
        return;
    }
    for (row, stated, value) in worked.iter().filter(|one| !agrees(one)) {
        if stated.bound {
            continue;
        }
        let cell = sheet.cell(*row, column);
        let should = printed_like(stated, cell.text.trim(), value.middle());
        let message = format!("{}是{}，由各年的数算出来是{should}", sheet.called(*row, column), cell.text.trim());
        let told: Vec<(usize, &str)> = years
            .iter()
            .filter(|(_, column)| sheet.amount(*row, *column).is_some())
            .map(|(_, column)| (*column, sheet.cell(*row, *column).text.trim()))
            .collect();
        let [(first, from), .., (_, to)] = told.as_slice() else { continue };
        let texts: Vec<&str> = told.iter().map(|(_, text)| *text).collect();
        let arithmetic = match kind {
            Kind::Mean => format!("({})/{}={should}", texts.join("+"), texts.len()),
            Kind::Growth => format!("从{from}到{to}，按复利每年{should}"),
        };
        remarks.add(
            Remark::new(&cell.origin, message).arithmetic(arithmetic).related(sheet.origin(*row, *first), "第一年"),
        );
    }
}

/// The mean of the years that have a number, or the compound rate from the first to the last.
fn worked(sheet: &Sheet<'_>, row: usize, years: &[(i32, usize)], kind: Kind) -> Option<Interval> {
    let values: Vec<(i32, &Amount)> =
        years.iter().filter_map(|(year, column)| Some((*year, sheet.amount(row, *column)?))).collect();
    match kind {
        Kind::Mean => {
            let count = Decimal::from(values.len());
            let sum = values.iter().map(|(_, amount)| amount.as_printed()).reduce(Interval::plus)?;
            sum.over(Interval::exactly(count)).filter(|_| values.len() >= 2)
        }
        Kind::Growth => {
            let ((early, first), (late, last)) = (*values.first()?, *values.last()?);
            let steps = i16::try_from(late - early).ok().filter(|steps| *steps >= 1 && values.len() >= 2)?;
            let ratio = last.interval().over(first.interval())?;
            let rate = |ratio: Decimal| {
                let rate = ratio.to_f64()?.powf(1.0 / f64::from(steps)) - 1.0;
                Decimal::from_f64_retain(rate * 100.0).map(|rate| rate.round_dp(6))
            };
            let (least, most) = (rate(ratio.least)?, rate(ratio.most)?);
            (first.measure != Measure::Percent).then_some(Interval { least, most })
        }
    }
}
