//! 构成比加起来不是100%。
//!
//! # 查什么
//!
//! “占比”“比重”“百分比”“构成”这样的列，没有合计行时各行相加；有合计行时由“合计与各行不符”来查。
//! 四舍五入的零头（每行半个末位）允许；多选题、离100%很远的（本来就不是一个整体）不查。
//!
//! # 为什么
//!
//! 各部分占总数的百分比相加应当是100%，多了少了，总有一行是错的。
//!
//! # 例子
//!
//! 很满意26.67%、基本满意56.67%、不满意17.67%，相加是101.01%。
//!
//! # 怎么改
//!
//! 用各行的数除以总数重算；是多选题的，在表名或注里写明“可多选”。

use crate::diag::Severity;
use crate::review::interval::Interval;
use crate::review::reading::{Amount, Measure, Reading, Sheet, Standing, year_in};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use rust_decimal::Decimal;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "share-total",
    title: "构成比加起来不是100%",
    family: Family::Tables,
    severity: Severity::Error,
    remedy: "请用各行的数除以总数重算；是多选题的，请在表名或注里写明“可多选”",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for (index, sheet) in reading.sheets.iter().enumerate() {
        if is_multiple_choice(reading, index, sheet) {
            continue;
        }
        for column in sheet.numeric_columns() {
            let title = &sheet.grid.columns[column].title;
            if ["占比", "比重", "百分比", "构成", "比例"].iter().any(|word| title.contains(word)) {
                shares(sheet, column, remarks);
            }
        }
    }
}

fn is_multiple_choice(reading: &Reading<'_>, index: usize, sheet: &Sheet<'_>) -> bool {
    use crate::model::PassageKind::TableNote;
    let says = |text: &str| text.contains("多选") || text.contains("可选多项") || text.contains("不止一项");
    let notes = reading.manuscript.passages.iter().filter(|passage| passage.kind == TableNote(index));
    let number = sheet.grid.number.map(|number| format!("表{number}"));
    let named = reading.sentences.iter().any(|sentence| {
        says(&sentence.text)
            && (sentence.text.contains(&sheet.grid.title)
                || number.as_ref().is_some_and(|name| sentence.text.contains(name.as_str())))
    });
    says(&sheet.grid.title)
        || sheet.grid.columns.iter().any(|column| says(&column.title))
        || notes.into_iter().any(|note| says(&note.text))
        || named
}

fn shares(sheet: &Sheet<'_>, column: usize, remarks: &mut Remarks) {
    let rows = super::without_twins(sheet, &sheet.items());
    // Shares of several years are shares of several wholes.
    if rows.iter().filter(|row| year_in(&sheet.labels[**row]).is_some()).count() >= 2 {
        return;
    }
    let amounts: Vec<&Amount> = rows.iter().filter_map(|row| sheet.amount(*row, column)).collect();
    let percent = |amount: &&Amount| amount.measure == Measure::Percent && amount.is_exact();
    let has_depth = rows.iter().any(|row| sheet.standing[*row] != Standing::Item(1));
    if amounts.len() < 2 || amounts.len() < rows.len() || has_depth || !amounts.iter().all(percent) {
        return;
    }
    let whole = Interval::exactly(Decimal::ONE_HUNDRED);
    let sum = amounts.iter().fold(Interval::exactly(Decimal::ZERO), |sum, amount| sum.plus(amount.interval()));
    let off = (sum.middle() - Decimal::ONE_HUNDRED).abs();
    // A hair beyond the rounding is still rounding; far from a whole it never was one.
    if sum.meets(whole) || off > Decimal::from(12) || amounts.iter().all(|amount| amount.bound) {
        return;
    }
    let terms: Vec<&str> = rows.iter().map(|row| sheet.cell(*row, column).text.trim()).collect();
    let name = &sheet.grid.columns[column].name;
    let printed = sum.middle().normalize();
    let message = format!("表「{}」的「{name}」各行加起来是{printed}%，不是100%", sheet.grid.name);
    let arithmetic = if terms.len() <= 10 {
        format!("{}={printed}%", terms.join("+"))
    } else {
        format!("{}行相加={printed}%", terms.len())
    };
    remarks.add(
        Remark::new(sheet.origin(rows[0], column), message)
            .arithmetic(arithmetic)
            .related(sheet.origin(rows[rows.len() - 1], column), "最后一行"),
    );
}
