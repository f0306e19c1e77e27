//! 文字里说的增减、趋势、最高最低，和表里的不一样。
//!
//! # 查什么
//!
//! “较上年下降13.97%”，表里这一行是增长13.97%；“抽样合格率逐年上升”，表里这一行有一年下降；
//! “X的执行率最低，为93.33%”，表里还有更低的；“各项执行率均达到99%以上”，表里有没达到的。
//! 句子没有把两头的数都写出来，就到表里去对。
//!
//! # 为什么
//!
//! 说法是看着旧表写的，表变了，说法没有变。
//!
//! # 例子
//!
//! 表里复检费执行率93.55%、许可证专项工作经费93.33%，句子说“复检费执行率最低”。
//!
//! # 怎么改
//!
//! 对照表改说法。

use super::evidence::{Mention, context, evidence, mention};
use crate::diag::Severity;
use crate::model::PassageKind;
use crate::review::reading::{Amount, Derived, Fact, Measure, Reading, Sentence, Sheet, Standing, words, year_in};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::{Direction, EVERY_STEP, direction};
use crate::review::rules::{Family, Rule, pattern};
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "claim-beside-table",
    title: "说法与表不符",
    family: Family::Data,
    severity: Severity::Error,
    remedy: "请对照表改说法",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in reading.prose() {
        directions(reading, sentence, remarks);
        trends(reading, sentence, remarks);
        extremes(reading, sentence, remarks);
        thresholds(reading, sentence, remarks);
    }
}

/// 下降13.97% where the table grows by 13.97%.
fn directions(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
    for amount in sentence.amounts.iter().filter(|amount| amount.is_exact() && amount.digits.len() >= 2) {
        let Some((word, claim)) = word_before(sentence, amount) else { continue };
        let text = context(sentence, amount.range.end);
        let plain = unsigned(amount);
        let changes = reading.facts.explaining(&plain).filter(|fact| is_change(reading, fact));
        let meant: Vec<&Fact> = changes
            .filter(|fact| {
                let evidence = evidence(reading, sentence, text, fact);
                evidence.is_some_and(|evidence| evidence.row == Mention::Strong)
            })
            .collect();
        let nearest = meant.iter().map(|fact| nearness(&fact.row, text)).max();
        let meant: Vec<&Fact> = meant.into_iter().filter(|fact| Some(nearness(&fact.row, text)) == nearest).collect();
        let truly = |fact: &Fact| if fact.value < Decimal::ZERO { Direction::Down } else { Direction::Up };
        if let Some(fact) = meant.first().filter(|_| meant.iter().all(|fact| truly(fact) != word)) {
            let sheet = &reading.sheets[fact.sheet];
            let way = if truly(fact) == Direction::Up { "增加" } else { "减少" };
            let row = &sheet.labels[fact.cell.0];
            let message =
                format!("写的是“{claim}{}”，表「{}」的「{row}」是{way}", sentence.written(amount), sheet.grid.name);
            remarks.add(
                Remark::new(&sentence.origin, message)
                    .excerpt(sentence.around(&amount.range))
                    .related(sheet.origin(fact.cell.0, fact.cell.1), "表里的数"),
            );
        }
    }
}

/// How far back a label stands: the place of its last three characters, or of all of it.
fn nearness(label: &str, text: &str) -> usize {
    let characters: Vec<char> = label.chars().collect();
    let tail: String = characters[characters.len().saturating_sub(3)..].iter().collect();
    text.rfind(label).map(|at| at + label.len()).or_else(|| text.rfind(&tail).map(|at| at + tail.len())).unwrap_or(0)
}

fn unsigned(amount: &Amount) -> Amount {
    Amount { value: amount.value.abs(), ..amount.clone() }
}

/// A change that stands in a column of changes, or follows from two years.
fn is_change(reading: &Reading<'_>, fact: &Fact) -> bool {
    let column = &reading.sheets[fact.sheet].grid.columns[fact.cell.1].title;
    let named = ["增减", "同比", "增长率", "增幅", "较上年"].iter().any(|word| column.contains(word))
        || ["同比增长", "增长率", "较上年增长", "比上年增长"].iter().any(|word| fact.row.contains(word));
    !fact.value.is_zero() && (fact.derived == Some(Derived::Change) || fact.derived.is_none() && named)
}

/// The word of change right before a number.
fn word_before<'a>(sentence: &'a Sentence, amount: &Amount) -> Option<(Direction, &'a str)> {
    static WORD: LazyLock<Regex> = LazyLock::new(|| {
        let words = "(增长|增加|上升|提高|提升|增幅为|增|升|下降|减少|降低|回落|压减|降幅为|减|降)了?$";
        pattern(words)
    });
    let before = sentence.text.get(..amount.range.start)?;
    let found = WORD.captures(before)?.get(1)?;
    Some((direction(found.as_str())?, found.as_str()))
}

/// 逐年上升 beside a row of years.
fn trends(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
    for found in EVERY_STEP.captures_iter(&sentence.text) {
        let Some((word, whole)) = found.get(1).and_then(|word| direction(word.as_str())).zip(found.get(0)) else {
            continue;
        };
        let before = &sentence.text[..whole.start()];
        for sheet in &reading.sheets {
            if let Some((first, second, column)) = columns_over_years(sheet, word, before) {
                tell_trend(sentence, sheet, [(first, column), (second, column)], &whole.range(), remarks);
                return;
            }
            let years = year_columns(sheet);
            let rows = (0..sheet.labels.len()).filter(|row| is_subject(&sheet.labels[*row], before));
            for row in rows.filter(|_| years.len() >= 3) {
                let values: Vec<(usize, Decimal)> =
                    years.iter().filter_map(|(_, column)| Some((*column, sheet.amount(row, *column)?.value))).collect();
                let wrong = values.windows(2).find(|pair| match word {
                    Direction::Up => pair[1].1 <= pair[0].1,
                    Direction::Down => pair[1].1 >= pair[0].1,
                });
                if let Some(pair) = wrong.filter(|_| values.len() == years.len()) {
                    tell_trend(sentence, sheet, [(row, pair[0].0), (row, pair[1].0)], &whole.range(), remarks);
                    return;
                }
            }
        }
    }
}

/// 新装订量逐年上升 beside a column over rows of years.
fn columns_over_years(sheet: &Sheet<'_>, word: Direction, before: &str) -> Option<(usize, usize, usize)> {
    let years: Vec<(i32, usize)> =
        (0..sheet.labels.len()).filter_map(|row| Some((year_in(&sheet.labels[row])?, row))).collect();
    let ordered = years.windows(2).all(|pair| pair[0].0 < pair[1].0);
    if years.len() < 3 || !ordered {
        return None;
    }
    let columns = sheet.numeric_columns().into_iter();
    columns.filter(|column| is_subject(&sheet.grid.columns[*column].title, before)).find_map(|column| {
        let values: Vec<(usize, Decimal)> =
            years.iter().filter_map(|(_, row)| Some((*row, sheet.amount(*row, column)?.value))).collect();
        let wrong = values.windows(2).find(|pair| match word {
            Direction::Up => pair[1].1 <= pair[0].1,
            Direction::Down => pair[1].1 >= pair[0].1,
        })?;
        Some((wrong[0].0, wrong[1].0, column))
    })
}

/// Whether the label is what the claim right behind is about.
fn is_subject(label: &str, before: &str) -> bool {
    let label = words(label);
    let Some(at) = before.rfind(&label).filter(|_| label.chars().count() >= 2) else { return false };
    let between = &before[at + label.len()..];
    let negated = before[..at].ends_with(['不', '非', '未', '无']);
    let most = if label.chars().count() >= 3 { 4 } else { 2 };
    between.chars().count() <= most && !between.contains(['的', '，', '；', '。']) && !negated
}

/// A label that stands whole in the text.
fn is_named_row(label: &str, text: &str) -> bool {
    let label = words(label);
    label.chars().count() >= 3 && text.contains(&label)
}

fn year_columns(sheet: &Sheet<'_>) -> Vec<(i32, usize)> {
    let columns = sheet.numeric_columns().into_iter();
    let mut found: Vec<(i32, usize)> =
        columns.filter_map(|column| Some((year_in(&sheet.grid.columns[column].title)?, column))).collect();
    found.sort_unstable();
    let distinct = found.windows(2).all(|pair| pair[0].0 != pair[1].0);
    if distinct { found } else { Vec::new() }
}

fn tell_trend(
    sentence: &Sentence,
    sheet: &Sheet<'_>,
    cells: [(usize, usize); 2],
    claim: &std::ops::Range<usize>,
    remarks: &mut Remarks,
) {
    let [first, second] = cells;
    let (before, after) = (sheet.cell(first.0, first.1).text.trim(), sheet.cell(second.0, second.1).text.trim());
    let claimed = &sentence.text[claim.clone()];
    let message = format!(
        "写的是“{claimed}”，表「{}」的「{}」「{}」由{before}到{after}不是这样",
        sheet.grid.name, sheet.labels[second.0], sheet.grid.columns[second.1].name
    );
    remarks.add(
        Remark::new(&sentence.origin, message)
            .excerpt(sentence.around(claim))
            .related(sheet.origin(second.0, second.1), "表里的数"),
    );
}

/// X最低，为93.33% beside the column in which X has 93.33%.
fn extremes(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
    const WORDS: [(&str, Direction); 8] = [
        ("最高", Direction::Up),
        ("最多", Direction::Up),
        ("最大", Direction::Up),
        ("居首", Direction::Up),
        ("最低", Direction::Down),
        ("最少", Direction::Down),
        ("最小", Direction::Down),
        ("垫底", Direction::Down),
    ];
    for (word, way) in WORDS {
        let Some(at) = sentence.text.find(word) else { continue };
        unnumbered(reading, sentence, (at, word), way, remarks);
        behind(reading, sentence, (at, word), way, remarks);
        let start = sentence.text[..at].rfind(['，', '；', '：', '、']).map_or(0, |found| found + 3);
        let start = if at - start < 6 {
            sentence.text[..start.saturating_sub(3)].rfind(['，', '；', '：']).map_or(0, |f| f + 3)
        } else {
            start
        };
        let end = sentence.text[at..].find(['；', '。']).map_or(sentence.text.len(), |found| at + found);
        let clause = &sentence.text[start..end];
        let near = sentence.amounts.iter().filter(|amount| amount.range.start >= start && amount.range.end <= end);
        for amount in near.filter(|amount| amount.is_exact()) {
            let meant = reading.facts.iter().find(|fact| {
                fact.derived.is_none()
                    && fact.explains(amount)
                    && is_named_row(&fact.row, clause)
                    && amount.measure == fact.measure
            });
            let Some(fact) = meant else { continue };
            extreme(reading, sentence, fact, way, (at..at + word.len(), clause), remarks);
            break;
        }
    }
}

/// 执行率最高的是X: the row stands behind the word.
fn behind(
    reading: &Reading<'_>,
    sentence: &Sentence,
    (at, word): (usize, &str),
    way: Direction,
    remarks: &mut Remarks,
) {
    let rest = &sentence.text[at + word.len()..];
    let Some(label) = rest.strip_prefix("的是").or_else(|| rest.strip_prefix("的为")) else { return };
    let start = sentence.text[..at].rfind(['，', '；', '：']).map_or(0, |found| found + 3);
    let before = &sentence.text[start..at];
    for sheet in beside(reading, sentence) {
        let row = (0..sheet.names.len())
            .find(|row| sheet.names[*row].chars().count() >= 2 && label.starts_with(sheet.names[*row].as_str()));
        let column = sheet
            .numeric_columns()
            .into_iter()
            .max_by_key(|column| mention(&words(&sheet.grid.columns[*column].title), before));
        let Some((row, column)) = row.zip(column) else { continue };
        let title = words(&sheet.grid.columns[column].title);
        let index = reading.sheets.iter().position(|one| std::ptr::eq(one, sheet));
        let fact = index.and_then(|index| {
            reading.facts.of_row((index, row)).find(|fact| fact.cell.1 == column && fact.derived.is_none())
        });
        if let Some(fact) = fact.filter(|_| title.chars().count() >= 2 && mention(&title, before) == Mention::Strong) {
            extreme(reading, sentence, fact, way, (at..at + word.len(), before), remarks);
        }
    }
}

/// X的执行率最低, with no number behind: the row and the column are named right before.
fn unnumbered(
    reading: &Reading<'_>,
    sentence: &Sentence,
    (at, word): (usize, &str),
    way: Direction,
    remarks: &mut Remarks,
) {
    let before = &sentence.text[..at];
    let start = before.rfind(['，', '；', '：']).map_or(0, |found| found + 3);
    let end = sentence.text[at..].find(['，', '；', '。']).map_or(sentence.text.len(), |found| at + found);
    let numbered = sentence.amounts.iter().any(|amount| amount.range.start >= at && amount.range.start <= end + 12);
    let clause = &before[start..];
    for sheet in beside(reading, sentence).into_iter().filter(|_| !numbered) {
        for column in sheet.numeric_columns() {
            let title = words(&sheet.grid.columns[column].title);
            let Some(label) = clause.trim_end_matches(['为', '是']).strip_suffix(title.as_str()) else { continue };
            let label = label.trim_end_matches('的');
            let row = (0..sheet.labels.len()).find(|row| {
                let own = &sheet.names[*row];
                own.chars().count() >= 2 && label.ends_with(own.as_str())
            });
            let index = reading.sheets.iter().position(|one| std::ptr::eq(one, sheet));
            let fact = row.zip(index).and_then(|(row, index)| {
                reading
                    .facts
                    .iter()
                    .find(|fact| fact.sheet == index && fact.cell == (row, column) && fact.derived.is_none())
            });
            if let Some(fact) = fact {
                extreme(reading, sentence, fact, way, (at..at + word.len(), clause), remarks);
                return;
            }
        }
    }
}

fn extreme(
    reading: &Reading<'_>,
    sentence: &Sentence,
    fact: &Fact,
    way: Direction,
    (at, clause): (std::ops::Range<usize>, &str),
    remarks: &mut Remarks,
) {
    let sheet = &reading.sheets[fact.sheet];
    let (row, column) = fact.cell;
    let own = sheet.standing[row];
    if !matches!(own, Standing::Item(_))
        || sheet.items().iter().filter(|other| sheet.standing[**other] == own).count() < 3
    {
        return;
    }
    // “除A外” and “消费品中” narrow what is compared.
    if ["除", "以外", "之中", "其中", "类中", "项中"].iter().any(|word| clause.contains(word)) {
        return;
    }
    let Some(mine) = sheet.amount(row, column) else { return };
    let beyond = sheet.items().into_iter().filter(|other| sheet.standing[*other] == own).find(|other| {
        sheet.amount(*other, column).is_some_and(|theirs| {
            theirs.measure == mine.measure
                && match way {
                    Direction::Up => theirs.value > mine.value,
                    Direction::Down => theirs.value < mine.value,
                }
        })
    });
    if let Some(other) = beyond {
        let word = &sentence.text[at.clone()];
        let message = format!(
            "写的是「{}」{word}，表「{}」里「{}」的{}是{}，比它的{}更{}",
            sheet.labels[row],
            sheet.grid.name,
            sheet.labels[other],
            sheet.grid.columns[column].name,
            sheet.cell(other, column).text.trim(),
            sheet.cell(row, column).text.trim(),
            if way == Direction::Up { "大" } else { "小" },
        );
        remarks.add(
            Remark::new(&sentence.origin, message)
                .excerpt(sentence.around(&at))
                .related(sheet.origin(other, column), "表里的数"),
        );
    }
}

/// 各项执行率均达到99%以上 beside the column of the table it speaks of.
fn thresholds(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
    static ALL: LazyLock<Regex> = LazyLock::new(|| {
        let source = "([一-龥]{1,8}?(?:率|度))(?:均|都|全部)(?:已)?(?:达到了|达到|达|在|高于|超过|不低于|保持在)";
        pattern(source)
    });
    let Some(found) = ALL.captures(&sentence.text) else { return };
    let (Some(name), Some(whole)) = (found.get(1), found.get(0)) else { return };
    let listed =
        sentence.amounts.iter().any(|amount| amount.measure == Measure::Percent && amount.range.end <= whole.start());
    let bound = sentence
        .amounts
        .iter()
        .find(|amount| amount.range.start >= whole.end() && amount.range.start <= whole.end() + 6);
    let bound = bound.filter(|_| !listed);
    let Some(bound) = bound.filter(|bound| bound.measure == Measure::Percent) else { return };
    for sheet in beside(reading, sentence) {
        for column in sheet.numeric_columns() {
            let title = words(&sheet.grid.columns[column].title);
            if !name.as_str().ends_with(&title) && mention(&title, name.as_str()) != Mention::Strong {
                continue;
            }
            let Some(rows) = rows_meant(sheet, &sentence.text[..name.start()], name.as_str()) else { continue };
            let failing: Vec<usize> = rows
                .into_iter()
                .filter(|row| {
                    sheet.amount(*row, column).is_some_and(|a| a.measure == Measure::Percent && a.value < bound.value)
                })
                .collect();
            let Some(first) = failing.first() else { continue };
            let message = format!(
                "写的是{}均在{}以上，表「{}」的「{}」是{}",
                name.as_str(),
                sentence.written(bound),
                sheet.grid.name,
                sheet.labels[*first],
                sheet.cell(*first, column).text.trim()
            );
            remarks.add(
                Remark::new(&sentence.origin, message)
                    .excerpt(sentence.around(&bound.range))
                    .related(sheet.origin(*first, column), "表里的数"),
            );
            return;
        }
    }
}

/// The rows a general claim covers: those its clause names, or all where it says so.
fn rows_meant(sheet: &Sheet<'_>, before: &str, name: &str) -> Option<Vec<usize>> {
    let start = before.rfind(['，', '；', '：', '。']).map_or(0, |found| found + 3);
    let clause = format!("{}{name}", &before[start..]);
    let named: Vec<usize> = sheet.items().into_iter().filter(|row| is_in(&sheet.labels[*row], &clause)).collect();
    if !named.is_empty() {
        return Some(named);
    }
    let counted = clause.contains(|c: char| "一二三四五六七八九十".contains(c) || c.is_ascii_digit());
    let all = before.contains('各')
        || counted
        || ["各", "所有", "全部", "个", "项", "类"].iter().any(|word| clause.contains(word));
    all.then(|| sheet.items())
}

fn is_in(label: &str, text: &str) -> bool {
    let label = words(label);
    label.chars().count() >= 2 && text.contains(&label)
}

/// The tables a sentence can speak of: those it names, else those placed under the same heading.
fn beside<'a>(reading: &'a Reading<'_>, sentence: &Sentence) -> Vec<&'a Sheet<'a>> {
    let named: Vec<&Sheet<'_>> = reading
        .sheets
        .iter()
        .filter(|sheet| sheet.grid.number.is_some_and(|number| super::facts::names_table(&sentence.text, number)))
        .collect();
    if !named.is_empty() {
        return named;
    }
    let placed = reading.sentences.iter().filter(|one| one.section == sentence.section);
    placed
        .filter_map(|one| match one.kind {
            PassageKind::TableCaption(grid) => reading.sheets.get(grid),
            _ => None,
        })
        .collect()
}
