//! 数写坏了，或者和同一列的写法不是一回事。
//!
//! # 查什么
//!
//! 一列里多数是数，个别写成了82..73%、1,23、12O、98l0、98。02%、%98.02、--35，或者数里夹着空格（1 200）；
//! 百分数的列里混进了1.00这样没有百分号的小数；一列都不带单位，个别格自己带了单位（3.5万）。
//! 单写的0、会计上写成(850)的负数不算；条款号、日期这样成列的写法不算；
//! 各行本来不是一种东西的列（目标值、实际值、各行自带单位），只看名称里有“率”“度”的行少没少百分号。
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
use crate::review::reading::{Amount, Measure, Reading, Sheet, plain};
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
        for column in columns(sheet) {
            broken(sheet, column, remarks);
            odd_percent(sheet, column, remarks);
            odd_unit(sheet, column, remarks);
        }
    }
}

/// The columns of numbers, those among them where as many as half of the numbers are broken.
fn columns(sheet: &Sheet<'_>) -> Vec<usize> {
    let numeric = sheet.numeric_columns();
    let known = |column: usize| {
        numeric.contains(&column) || Some(column) == sheet.serial_column || Some(column) == sheet.label_column
    };
    let mostly = |column: &usize| {
        let texts = (0..sheet.labels.len()).map(|row| plain(&sheet.cell(row, *column).text));
        let filled: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
        let torn = filled.iter().filter(|text| is_torn(text)).count();
        let numbers = (0..sheet.labels.len()).filter(|row| sheet.amount(*row, *column).is_some()).count();
        torn > 0 && numbers >= 2 && numbers >= torn && numbers + torn == filled.len()
    };
    let others = (0..sheet.grid.columns.len()).filter(|column| !known(*column)).filter(mostly);
    numeric.iter().copied().chain(others).collect()
}

/// Two signs in a row, as no clause number or date has them.
fn is_torn(text: &str) -> bool {
    ["..", ".%", "。", ",,", ",."].iter().any(|torn| text.contains(torn)) && has_only_signs(text)
}

/// The signs of a number and the letters that are typed for its digits, and digits among them.
fn has_only_signs(text: &str) -> bool {
    let sign = |c: char| c.is_ascii_digit() || ".,%．，％。OolI".contains(c);
    text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(sign)
}

/// The cells that are meant as numbers but are none.
fn broken(sheet: &Sheet<'_>, column: usize, remarks: &mut Remarks) {
    let text = |row: usize| plain(&sheet.cell(row, column).text);
    let rows: Vec<usize> = (0..sheet.labels.len()).filter(|row| is_broken(sheet, *row, column)).collect();
    // 5.3.1 and 6.2.3 are clauses, 2024.3.15 and 2024.4.2 are days, 3.0.1 is a version.
    const NAMES: [&str; 5] = ["条款", "版本", "日期", "时间", "编号"];
    let title = &sheet.grid.columns[column].title;
    let parts = |row: usize| text(row).split('.').filter(|part| !part.is_empty()).count() >= 3;
    let dotted = rows.iter().filter(|row| parts(**row)).count();
    let are_names = dotted >= 2 || NAMES.iter().any(|name| title.contains(name));
    for row in rows.into_iter().filter(|row| !are_names || !parts(*row)) {
        let message = format!("{}的「{}」不成一个数", sheet.called(row, column), sheet.cell(row, column).text.trim());
        remarks.add(Remark::new(sheet.origin(row, column), message));
    }
    for row in spaced(sheet, column) {
        let message = format!("{}的「{}」里有空格", sheet.called(row, column), sheet.cell(row, column).text.trim());
        remarks.add(Remark::new(sheet.origin(row, column), message).severity(Severity::Warning));
    }
}

fn is_broken(sheet: &Sheet<'_>, row: usize, column: usize) -> bool {
    let text = plain(&sheet.cell(row, column).text);
    if sheet.amount(row, column).is_some() {
        return false;
    }
    // One sign before a number is its own, two are one too many.
    let bare = text.strip_prefix('-').unwrap_or(&text);
    let bare = bare.strip_prefix('-').unwrap_or(bare);
    // A letter at the end may be a unit, as in 5l.
    has_only_signs(bare) && !bare.ends_with(['l', 'I'])
}

/// The cells with a gap between digits, where the others have none.
fn spaced(sheet: &Sheet<'_>, column: usize) -> Vec<usize> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let long: Vec<usize> = (0..sheet.labels.len())
        .filter(|row| sheet.amount(*row, column).is_some() && digits(&sheet.cell(*row, column).text) >= 4)
        .collect();
    let is_spaced = |row: &usize| {
        let text = sheet.cell(*row, column).text.trim();
        let mut parts = text.split([' ', '\u{3000}', '\u{A0}']);
        let first = parts.next().unwrap_or_default();
        let mut rest = parts.peekable();
        rest.peek().is_some()
            && first.ends_with(|c: char| c.is_ascii_digit())
            && rest.all(|part| part.starts_with(|c: char| c.is_ascii_digit()))
    };
    let found: Vec<usize> = long.iter().copied().filter(is_spaced).collect();
    if found.len() * 3 > long.len() { Vec::new() } else { found }
}

/// A bare number among percentages.
fn odd_percent(sheet: &Sheet<'_>, column: usize, remarks: &mut Remarks) {
    let amounts: Vec<_> = (0..sheet.labels.len()).filter_map(|row| Some((row, sheet.amount(row, column)?))).collect();
    let signed = |row: usize| sheet.cell(row, column).text.contains(['%', '％']);
    let percent = amounts.iter().filter(|(row, _)| signed(*row)).count();
    let bare: Vec<_> = amounts.iter().filter(|(row, amount)| !signed(*row) && is_plain(&amount.measure)).collect();
    let is_ratio =
        |row: usize, amount: &Amount| amount.value <= Decimal::TWO && sheet.cell(row, column).text.contains('.');
    // A fraction stands out among percentages even where they are few.
    let ratios = bare.iter().all(|(row, amount)| is_ratio(*row, amount));
    if percent < 2 || bare.len() * if ratios { 2 } else { 3 } > percent {
        return;
    }
    let many = super::is_of_many_kinds(sheet, column);
    for (row, amount) in bare {
        let written = sheet.cell(*row, column).text.trim();
        // Nothing is nothing, with a sign or without.
        if amount.value > Decimal::ONE_HUNDRED || written == "0" || many && !sheet.labels[*row].contains(['率', '度'])
        {
            continue;
        }
        let ratio = is_ratio(*row, amount);
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
    // (850) is how accountants write -850.
    let bare = |row: usize| written(row).trim_matches(['(', ')', '（', '）']).to_owned();
    let has_unit = |row: usize| bare(row).ends_with(|c: char| !c.is_ascii_digit());
    let rows: Vec<usize> = (0..sheet.labels.len()).filter(|row| sheet.amount(*row, column).is_some()).collect();
    let odd: Vec<usize> = rows.iter().copied().filter(|row| has_unit(*row)).collect();
    let percent = odd.iter().any(|row| bare(*row).ends_with(['%', '％']));
    if rows.len() < 3 || odd.len() * 4 > rows.len() || percent || super::is_of_many_kinds(sheet, column) {
        return;
    }
    for row in odd {
        let message = format!("{}写成「{}」，这一列别的格不带单位", sheet.called(row, column), written(row));
        remarks.add(Remark::new(sheet.origin(row, column), message).remedy("请换算成这一列的单位，只写数"));
    }
}
