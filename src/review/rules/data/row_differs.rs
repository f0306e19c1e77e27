//! 文字里点了名的指标，数和表里那一行不一样。
//!
//! # 查什么
//!
//! “热线咨询回复率达到100%”，表里有一行就叫“热线咨询回复率”，实际完成值是98%：数的前面正好是表里一行（只有一行）的全名，
//! 而那一行没有这个数。文字说目标、计划的，和目标列比；没有说的，和实际列比。表里按年份分列、文字写明年份的，和那一年比。
//!
//! # 为什么
//!
//! 自评表的文字和指标是两个人填的。
//!
//! # 例子
//!
//! 文字写“证书完好度98%”，指标表的实际完成值是100%。
//!
//! # 怎么改
//!
//! 核对后改成一样。

use crate::diag::Severity;
use crate::review::reading::{Amount, Measure, Reading, Sentence, Sheet, year_in};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "row-differs",
    title: "点名的指标和表里的数不同",
    family: Family::Data,
    severity: Severity::Error,
    remedy: "请核对后改成一样；文字里的数最好写成绑定的值",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in reading.prose() {
        for amount in sentence.amounts.iter().filter(|amount| amount.is_exact() && !amount.bound) {
            let Some((sheet, row)) = named(reading, sentence, amount) else { continue };
            let columns = columns(sheet, row, sentence, amount);
            let in_row = (0..sheet.grid.columns.len())
                .any(|column| sheet.amount(row, column).is_some() && agrees(sheet, row, column, amount));
            let aims =
                sheet.grid.columns.iter().any(|column| column.title.contains("实际") || column.title.contains("完成"));
            let differs = (aims || !in_row)
                && !columns.is_empty()
                && columns.iter().all(|column| !agrees(sheet, row, *column, amount));
            if differs && !elsewhere(reading, sheet, row, amount) && !sentence.works_out(amount) {
                tell(sheet, row, columns[0], sentence, amount, remarks);
            }
        }
    }
}

/// The one row whose whole name stands right before the number.
fn named<'a>(reading: &'a Reading<'_>, sentence: &Sentence, amount: &Amount) -> Option<(&'a Sheet<'a>, usize)> {
    const LINKS: [&str; 8] = ["达到了", "达到", "达", "为", "是", "共", "约", "了"];
    let mut before = sentence.words_before(amount).trim();
    while let Some(rest) = LINKS.iter().find_map(|link| before.strip_suffix(link)) {
        before = rest.trim_end();
    }
    let rows = reading.sheets.iter().flat_map(|sheet| (0..sheet.labels.len()).map(move |row| (sheet, row)));
    let mut fitting = rows.filter(|(sheet, row)| {
        let label = &sheet.names[*row];
        label.chars().count() >= 4 && before.ends_with(label.as_str()) && !sheet.grid.made
    });
    let found = fitting.next()?;
    fitting.next().is_none().then_some(found)
}

/// The columns the sentence can mean: of its year, or of what was done, or of what was aimed at.
fn columns(sheet: &Sheet<'_>, row: usize, sentence: &Sentence, amount: &Amount) -> Vec<usize> {
    let like = |column: &usize| {
        sheet.amount(row, *column).is_some_and(|cell| cell.measure == amount.measure && cell.is_exact())
    };
    let candidates: Vec<usize> = (0..sheet.grid.columns.len())
        .filter(|column| sheet.amount(row, *column).is_some_and(|cell| cell.measure == amount.measure))
        .collect();
    let title = |column: usize| sheet.grid.columns[column].title.as_str();
    let before = sentence.years.iter().filter(|(_, range)| range.end <= amount.range.start);
    let years: Vec<i32> = before.map(|(year, _)| *year).collect();
    if candidates.iter().any(|column| year_in(title(*column)).is_some()) {
        let of_year = candidates
            .iter()
            .copied()
            .filter(|column| year_in(title(*column)).is_some_and(|year| years.contains(&year)));
        return of_year.filter(like).collect();
    }
    const AIMS: [&str; 5] = ["目标", "计划", "指标值", "预期", "应"];
    let aims = |column: &usize| AIMS.iter().any(|word| title(*column).contains(word));
    let aimed = AIMS.iter().any(|word| sentence.text.contains(word));
    let (aim, done): (Vec<usize>, Vec<usize>) = candidates.into_iter().partition(aims);
    // A row of many numbers does not say which of them is meant.
    match (aimed, done.len(), matches!(amount.measure, Measure::Bare)) {
        (false, 1, false) => done.into_iter().filter(like).collect(),
        (true, 0..=1, false) if !aim.is_empty() => {
            let all: Vec<usize> = aim.into_iter().chain(done).collect();
            if all.iter().all(like) { all } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

fn agrees(sheet: &Sheet<'_>, row: usize, column: usize, amount: &Amount) -> bool {
    use crate::review::interval::Interval;
    let wide = Interval::around(amount.value, amount.step / rust_decimal::Decimal::TWO);
    sheet.amount(row, column).is_some_and(|cell| cell.interval().meets(wide))
}

/// Whether another table has this number under a name like this.
fn elsewhere(reading: &Reading<'_>, sheet: &Sheet<'_>, row: usize, amount: &Amount) -> bool {
    let label = &sheet.names[row];
    reading.facts.iter().any(|fact| {
        !std::ptr::eq(&reading.sheets[fact.sheet], sheet)
            && (fact.row.contains(label.as_str()) || fact.column.contains(label.as_str()))
            && fact.explains(amount)
    })
}

fn tell(sheet: &Sheet<'_>, row: usize, column: usize, sentence: &Sentence, amount: &Amount, remarks: &mut Remarks) {
    let message = format!(
        "文字里是{}，{}是{}",
        sentence.written(amount),
        sheet.called(row, column),
        sheet.cell(row, column).text.trim()
    );
    remarks.add(
        Remark::new(&sentence.origin, message)
            .at(sentence, &amount.range)
            .related(sheet.origin(row, column), "表里的数"),
    );
}
