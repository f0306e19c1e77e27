//! 最高 and 最低 beside the column they speak of.

use super::evidence::{Mention, mention};
use super::spoken_of::beside;
use crate::review::reading::{Fact, Reading, Sentence, Standing, chinese_value, words};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::Direction;
use crate::review::rules::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// X最低，为93.33% beside the column in which X has 93.33%.
pub(super) fn extremes(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
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
        if is_of_gaps(&sentence.text[start..at]) {
            continue;
        }
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
    // 完成率最高的是甲，最低的是乙: the column stands before.
    let before = if start == at { &sentence.text[..at] } else { &sentence.text[start..at] };
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
    // “除A外” and “消费品中” narrow what is compared; “四个子项中” does not where there are four.
    let among = among(&sentence.text[..at.start]);
    let level = sheet.items().into_iter().filter(|other| sheet.standing[*other] == own).count();
    let all = among == Some(level);
    let narrowed =
        ["除", "以外", "之中", "其中", "类中", "项中", "当中", "之内"].iter().any(|word| clause.contains(word));
    if (narrowed || among.is_some()) && !all {
        return;
    }
    // 上升最少 in a column of rises and falls: what is least is not the number.
    let moves =
        ["上升", "下降", "增加", "减少", "增长", "降低"].iter().any(|word| sentence.text[..at.start].ends_with(word));
    let falls =
        (0..sheet.labels.len()).filter_map(|row| sheet.amount(row, column)).any(|one| one.value.is_sign_negative());
    if moves && falls {
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
            Remark::new(&sentence.origin, message).at(sentence, &at).related(sheet.origin(other, column), "表里的数"),
        );
    }
}

/// 在三个老城街道中: of how many it is the highest.
fn among(before: &str) -> Option<usize> {
    static AMONG: LazyLock<Regex> =
        LazyLock::new(|| pattern("(?:在|的)?(\\d+|[两二三四五六七八九十]+)[个类项家种][^，；。]{0,12}中"));
    let value = match AMONG.captures(before)?.get(1)?.as_str() {
        "两" => 2,
        han => han.parse().ok().or_else(|| chinese_value(han))?,
    };
    usize::try_from(value).ok()
}

/// 缺口最大的是线上补训，只完成77.50%: the number beside it is not what is largest.
fn is_of_gaps(before: &str) -> bool {
    const GAPS: [&str; 9] = ["缺口", "差距", "偏差", "降幅", "增幅", "涨幅", "波动", "变化", "差额"];
    GAPS.iter().any(|word| before.ends_with(word))
}

/// A label that stands whole in the text.
fn is_named_row(label: &str, text: &str) -> bool {
    let label = words(label);
    label.chars().count() >= 3 && text.contains(&label)
}
