//! 构成比加起来不是100%。
//!
//! # 查什么
//!
//! “占比”“比重”“百分比”“构成”“份额”这样的列，没有合计行时各行相加；合计行不是100%的，由“合计与各行不符”来查。
//! 名称列里一个名称接连有几行的（几道题在一张表里），有的组正好是100%，就一组一组地加。
//! “比例”一列要是“比例”“所占比例”“出资比例”这样分一个整体的；“补助比例”“覆盖比例”各行各算，不查。
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
use crate::review::reading::{Amount, Measure, Reading, Sheet, Standing, plain, year_in};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::tables::is_spoken_of;
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
        if is_spoken_of(reading, index, &["多选", "可选多项", "不止一项"]) {
            continue;
        }
        for column in sheet.numeric_columns().into_iter().filter(|column| is_of_a_whole(sheet, *column)) {
            match questions(sheet, column) {
                Some(groups) => groups.iter().for_each(|rows| shares(sheet, column, rows, remarks)),
                None => shares(sheet, column, &super::without_twins(sheet, &sheet.items()), remarks),
            }
        }
    }
}

/// Whether the head of a column speaks of the parts of one whole. 补助比例 and 覆盖比例 are rates,
/// each row's own.
fn is_of_a_whole(sheet: &Sheet<'_>, column: usize) -> bool {
    const DIVIDED: [&str; 9] = ["占", "构成", "分布", "来源", "分配", "分担", "出资", "投资", "支出"];
    let title = plain(&sheet.grid.columns[column].title);
    let head = title.split(['（', '(']).next().unwrap_or_default();
    let ratio = head.strip_suffix("比例");
    let divides = ratio.is_some_and(|before| before.is_empty() || DIVIDED.iter().any(|word| before.contains(word)));
    divides || head == "份额" || ["占比", "比重", "百分比", "构成"].iter().any(|word| title.contains(word))
}

/// The rows of each question, where a table holds the answers to several: the questions stand in the
/// column of names, and some of them make a whole.
fn questions(sheet: &Sheet<'_>, column: usize) -> Option<Vec<Vec<usize>>> {
    let names = sheet.label_column?;
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    for row in sheet.items() {
        let name = plain(&sheet.cell(row, names).text);
        match groups.last_mut() {
            Some(last) if name.is_empty() || last.0 == name => last.1.push(row),
            _ => groups.push((name, vec![row])),
        }
    }
    let is_list = groups.len() >= 2 && groups.iter().all(|(_, rows)| rows.len() >= 2);
    let single = groups.into_iter().filter(|(name, _)| !name.contains("多选"));
    let groups: Vec<Vec<usize>> = single.map(|(_, rows)| rows).collect();
    let whole = Interval::exactly(Decimal::ONE_HUNDRED);
    let is_whole = |rows: &Vec<usize>| sum(sheet, column, rows).is_some_and(|sum| sum.meets(whole));
    (is_list && groups.iter().any(is_whole)).then_some(groups)
}

fn sum(sheet: &Sheet<'_>, column: usize, rows: &[usize]) -> Option<Interval> {
    let zero = Some(Interval::exactly(Decimal::ZERO));
    rows.iter().fold(zero, |sum, row| Some(sum?.plus(sheet.amount(*row, column)?.interval())))
}

fn shares(sheet: &Sheet<'_>, column: usize, rows: &[usize], remarks: &mut Remarks) {
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
    // A total that is itself a rate: each row's share is of its own whole.
    let whole = Interval::exactly(Decimal::ONE_HUNDRED);
    let total = (0..sheet.labels.len()).filter(|row| sheet.standing[*row] == Standing::Total);
    if total.filter_map(|row| sheet.amount(row, column)).any(|total| !total.interval().meets(whole)) {
        return;
    }
    let Some(sum) = sum(sheet, column, rows) else { return };
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
