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
use crate::review::reading::{Amount, Measure, Reading, Sentence, Sheet, is_foreign, year_in};
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
            let Some(Named { sheet, row, aimed }) = named(reading, sentence, amount) else { continue };
            let columns = columns(sheet, row, sentence, amount, aimed);
            if is_of_another_thing(reading, sheet, row, sentence, amount, &columns) {
                continue;
            }
            let in_row = (0..sheet.grid.columns.len())
                .any(|column| sheet.amount(row, column).is_some() && sheet.holds(row, column, amount));
            let aims =
                sheet.grid.columns.iter().any(|column| column.title.contains("实际") || column.title.contains("完成"));
            // 年度任务为更新管道18.60公里，改造立管13200户: what was to be done.
            let to_be_done = ["任务", "计划", "目标", "拟", "应"].iter().any(|word| sentence.text.contains(word));
            let differs = (aims && !to_be_done || !in_row)
                && !columns.is_empty()
                && columns.iter().all(|column| !sheet.holds(row, *column, amount));
            if differs && !elsewhere(reading, sheet, row, amount) && !sentence.works_out(amount) {
                tell(sheet, row, columns[0], sentence, amount, remarks);
            }
        }
    }
}

/// The row a number's words name, and whether they say that it is aimed at or done.
struct Named<'a> {
    sheet: &'a Sheet<'a>,
    row: usize,
    aimed: Option<bool>,
}

/// The one row whose whole name stands right before the number.
fn named<'a>(reading: &'a Reading<'_>, sentence: &Sentence, amount: &Amount) -> Option<Named<'a>> {
    const LINKS: [&str; 8] = ["达到了", "达到", "达", "为", "是", "共", "约", "了"];
    const AIMED: [&str; 6] = ["的目标值", "的指标值", "的计划值", "的目标", "目标值", "目标"];
    const DONE: [&str; 3] = ["实际完成值", "实际值", "实际"];
    let mut before = sentence.words_before(amount).trim();
    let mut aimed = None;
    loop {
        let stripped = |words: &[&str]| words.iter().find_map(|word| before.strip_suffix(word));
        before = if let Some(rest) = stripped(&LINKS) {
            rest.trim_end()
        } else if let Some(rest) = stripped(&AIMED).filter(|_| aimed.is_none()) {
            aimed = Some(true);
            rest
        } else if let Some(rest) = stripped(&DONE).filter(|_| aimed.is_none()) {
            aimed = Some(false);
            rest
        } else {
            break;
        };
    }
    let rows = reading.sheets.iter().flat_map(|sheet| (0..sheet.labels.len()).map(move |row| (sheet, row)));
    let mut fitting = rows.filter(|(sheet, row)| {
        let label = &sheet.names[*row];
        label.chars().count() >= 4 && before.ends_with(label.as_str()) && !sheet.grid.made
    });
    let (sheet, row) = fitting.next()?;
    // 东园街道居民满意度 is that of one place.
    let other = before.strip_suffix(sheet.names[row].as_str())?.ends_with(PLACES);
    (fitting.next().is_none() && !other).then_some(Named { sheet, row, aimed })
}

/// How the names of places and bodies end.
const PLACES: [char; 16] =
    ['区', '县', '镇', '乡', '村', '街', '道', '市', '省', '校', '院', '馆', '站', '所', '局', '均'];

/// Whether the words give the number another scope than the row has: another year, a sample, what is hoped for.
fn is_of_another_thing(
    reading: &Reading<'_>,
    sheet: &Sheet<'_>,
    row: usize,
    sentence: &Sentence,
    amount: &Amount,
    columns: &[usize],
) -> bool {
    let titles = columns.iter().map(|column| sheet.grid.columns[*column].title.as_str());
    let labels: Vec<&str> = titles.chain([sheet.labels[row].as_str(), sheet.grid.title.as_str()]).collect();
    let year = reading.year_of(sentence, amount);
    let years: Vec<Option<i32>> = labels.iter().map(|label| year_in(label)).filter(Option::is_some).collect();
    let other_year = if years.is_empty() { year != reading.year } else { !years.contains(&year) };
    // What the row says may stand in the same sentence.
    let beside = sentence.amounts.iter().any(|one| {
        one.range != amount.range && columns.iter().any(|column| sheet.holds(row, *column, one) && one.is_like(amount))
    });
    other_year || beside || is_of_a_part(sheet, row, sentence, amount, columns) || is_foreign(sentence, amount, &labels)
}

/// 濒危22株，其中三级古树18株: what is part of 22 is not all that the row counts.
fn is_of_a_part(sheet: &Sheet<'_>, row: usize, sentence: &Sentence, amount: &Amount, columns: &[usize]) -> bool {
    let before = sentence.amounts.iter().rfind(|one| one.range.end <= amount.range.start && one.is_like(amount));
    let Some(whole) = before.filter(|_| sentence.words_before(amount).starts_with("其中")) else { return false };
    columns.iter().filter_map(|column| sheet.amount(row, *column)).all(|cell| cell.value > whole.value)
}

/// The columns the sentence can mean: of its year, or of what was done, or of what was aimed at.
fn columns(sheet: &Sheet<'_>, row: usize, sentence: &Sentence, amount: &Amount, said: Option<bool>) -> Vec<usize> {
    // A count in a table over the years seldom has its unit beside it.
    let counted = matches!(amount.measure, Measure::Unit(_));
    let title = |column: usize| sheet.grid.columns[column].title.as_str();
    let same = |column: usize, cell: &Amount| {
        cell.measure == amount.measure || counted && cell.measure == Measure::Bare && year_in(title(column)).is_some()
    };
    let like = |column: &usize| sheet.amount(row, *column).is_some_and(|cell| same(*column, cell) && cell.is_exact());
    let candidates: Vec<usize> = (0..sheet.grid.columns.len())
        .filter(|column| sheet.amount(row, *column).is_some_and(|cell| same(*column, cell)))
        .collect();
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
    let aimed = said.unwrap_or_else(|| AIMS.iter().any(|word| sentence.text.contains(word)));
    let (aim, done): (Vec<usize>, Vec<usize>) = candidates.into_iter().partition(aims);
    // A row of many numbers does not say which of them is meant.
    match (aimed, done.len(), matches!(amount.measure, Measure::Bare)) {
        (false, 1, false) => done.into_iter().filter(like).collect(),
        (true, _, false) if said.is_some() => aim.into_iter().filter(like).collect(),
        (true, 0..=1, false) if !aim.is_empty() => {
            let all: Vec<usize> = aim.into_iter().chain(done).collect();
            if all.iter().all(like) { all } else { Vec::new() }
        }
        _ => Vec::new(),
    }
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
