//! 数写坏了，或者和同一列的写法不是一回事。
//!
//! # 查什么
//!
//! 一列里多数是数，个别写成了82..73%、1,23、12O；百分数的列里混进了1.00这样没有百分号的小数；
//! 一列都是元，个别格自己带了别的单位（3.5万）。
//!
//! # 为什么
//!
//! 这样的格，合计和比率都算不进去，读者也不知道是多少。
//!
//! # 例子
//!
//! 执行率列都是百分数，有一格是1.00，应当是100.00%。
//!
//! # 怎么改
//!
//! 改成和同一列一样的写法。

use crate::diag::Severity;
use crate::review::reading::{Measure, Reading, Sheet, plain};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use rust_decimal::Decimal;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "number-malformed",
    title: "数写坏了",
    family: Family::Tables,
    severity: Severity::Error,
    remedy: "请改成和同一列一样的写法",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sheet in &reading.sheets {
        for column in sheet.numeric_columns() {
            for row in 0..sheet.labels.len() {
                broken(sheet, row, column, remarks);
            }
            odd_percent(sheet, column, remarks);
            odd_unit(sheet, column, remarks);
        }
    }
}

/// A cell that is meant as a number but is none.
fn broken(sheet: &Sheet<'_>, row: usize, column: usize, remarks: &mut Remarks) {
    let text = plain(&sheet.cell(row, column).text);
    if sheet.amount(row, column).is_some() || !text.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '.') {
        return;
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let signs = text.chars().filter(|c| ".,%．，％Oo".contains(*c)).count();
    if digits + signs == text.chars().count() && digits > 0 {
        let message = format!("{}的「{text}」不成一个数", sheet.called(row, column));
        remarks.add(Remark::new(sheet.origin(row, column), message));
    }
}

/// A bare number among percentages.
fn odd_percent(sheet: &Sheet<'_>, column: usize, remarks: &mut Remarks) {
    let amounts: Vec<_> = (0..sheet.labels.len()).filter_map(|row| Some((row, sheet.amount(row, column)?))).collect();
    let signed = |row: usize| sheet.cell(row, column).text.contains(['%', '％']);
    let percent = amounts.iter().filter(|(row, _)| signed(*row)).count();
    let bare: Vec<_> = amounts.iter().filter(|(row, amount)| !signed(*row) && is_plain(&amount.measure)).collect();
    if percent < 2 || bare.is_empty() || bare.len() * 3 > percent {
        return;
    }
    for (row, amount) in bare {
        if amount.value > Decimal::ONE_HUNDRED {
            continue;
        }
        let written = sheet.cell(*row, column).text.trim();
        let ratio = amount.value <= Decimal::TWO && written.contains('.');
        let should =
            if ratio { (amount.value * Decimal::ONE_HUNDRED).normalize().to_string() } else { written.to_owned() };
        let message = format!("{}是{written}，这一列别的格都是百分数", sheet.called(*row, column));
        remarks.add(Remark::new(sheet.origin(*row, column), message).remedy(format!("如果是{should}%，请照这样写")));
    }
}

fn is_plain(measure: &Measure) -> bool {
    matches!(measure, Measure::Bare | Measure::Percent)
}

/// A cell with a unit of its own in a column of bare numbers.
fn odd_unit(sheet: &Sheet<'_>, column: usize, remarks: &mut Remarks) {
    let written = |row: usize| plain(&sheet.cell(row, column).text);
    let has_unit = |row: usize| written(row).ends_with(|c: char| !c.is_ascii_digit() && !"%％".contains(c));
    let rows: Vec<usize> = (0..sheet.labels.len()).filter(|row| sheet.amount(*row, column).is_some()).collect();
    let odd: Vec<usize> = rows.iter().copied().filter(|row| has_unit(*row)).collect();
    if rows.len() < 3 || odd.is_empty() || odd.len() * 4 > rows.len() {
        return;
    }
    for row in odd {
        let message = format!("{}写成「{}」，这一列别的格不带单位", sheet.called(row, column), written(row));
        remarks.add(Remark::new(sheet.origin(row, column), message).remedy("请换算成这一列的单位，只写数"));
    }
}
