//! 文字里写的目标值，和目标表里的不一样。
//!
//! # 查什么
//!
//! “满意度不低于90%”“低于85%的目标值”“处理率的年度目标为90%”：句子说的是目标，前面是目标表（有“目标值”“指标值”一列的表）里一行的名字，
//! 或者名字的后半截，数却不是那一行的目标值；目标表是≥，文字写成不高于，也报。说别的年份、行业要求、上年目标的，不比。
//!
//! # 为什么
//!
//! 目标调整过，申报表改了，正文还是原来的。
//!
//! # 例子
//!
//! 目标表里“商户满意度”是≥90%，正文写“满意度目标值为不低于85%”。
//!
//! # 怎么改
//!
//! 照批复的绩效目标表改；写成绑定的值，就不会再错。

use super::evidence::{Mention, mention};
use crate::diag::Severity;
use crate::review::reading::{Amount, Reading, Sentence, Sheet, clause, is_foreign, is_han, plain};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule, pattern};
use regex::Regex;
use std::sync::LazyLock;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "aim-differs",
    title: "目标值前后不一",
    family: Family::Data,
    severity: Severity::Error,
    remedy: "请照批复的绩效目标表改；写成绑定的值，就不会再错",
    find,
};

/// An aim as a table gives it.
struct Aim<'a> {
    sheet: &'a Sheet<'a>,
    cell: (usize, usize),
    name: &'a str,
    amount: &'a Amount,
    /// Whether it is a floor, not a ceiling; unknown where nothing says so.
    floor: Option<bool>,
}

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    let aims: Vec<Aim<'_>> = reading.sheets.iter().flat_map(aims).collect();
    if aims.is_empty() {
        return;
    }
    for sentence in reading.prose() {
        for amount in sentence.amounts.iter().filter(|amount| !amount.bound) {
            let Some(floor) = claimed(sentence, amount) else { continue };
            let year = reading.year_of(sentence, amount);
            if year == reading.year && !is_foreign(sentence, amount, &["目标、计划、预期、规划、要求、申报、年初"])
            {
                judge(&aims, sentence, amount, floor, remarks);
            }
        }
    }
}

fn aims<'a>(sheet: &'a Sheet<'a>) -> Vec<Aim<'a>> {
    const TITLES: [&str; 7] = ["目标值", "指标值", "年度指标值", "年度目标值", "绩效目标值", "计划值", "年初目标值"];
    let is_aim = |title: &str| TITLES.contains(&title.split(['（', '(']).next().unwrap_or(title));
    let Some(column) = sheet.grid.columns.iter().position(|column| is_aim(&plain(&column.title))) else {
        return Vec::new();
    };
    let sign = sheet.grid.columns.iter().position(|column| ["比较", "符号", "比较符"].contains(&column.title.as_str()));
    let rows = (0..sheet.names.len()).filter(|row| sheet.names[*row].chars().count() >= 3);
    let found = rows.filter_map(|row| {
        let amount = sheet.amount(row, column)?;
        let signed = sign.map_or(String::new(), |sign| plain(&sheet.cell(row, sign).text));
        let text = format!("{signed}{}", plain(&sheet.cell(row, column).text));
        let floor = match text.chars().next()? {
            '≥' | '＞' | '>' => Some(true),
            '≤' | '＜' | '<' => Some(false),
            _ => None,
        };
        Some(Aim { sheet, cell: (row, column), name: &sheet.names[row], amount, floor })
    });
    found.collect()
}

/// Whether a number is said to be an aim: the outer answer; the inner one is whether as a floor or a ceiling.
fn claimed(sentence: &Sentence, amount: &Amount) -> Option<Option<bool>> {
    static ITEM: LazyLock<Regex> = LazyLock::new(|| pattern("^[一-龥]{2,6}指标[：:]"));
    let before = sentence.words_before(amount).trim_end_matches(['到', '为', '在', '数', '算', '预']);
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let written = sentence.written(amount);
    let own = clause(sentence, amount);
    // 各项均不低于 is a fact, 每期不少于50人 an aim of one of many; 实际1350人 is no aim.
    const NONE: [&str; 8] = ["均", "都", "全部", "每", "单次", "单场", "实际", "完成"];
    if NONE.iter().any(|word| before.contains(word)) {
        return None;
    }
    if ends(&["不低于", "不少于", "不小于"]) || written.starts_with('≥') {
        return Some(Some(true));
    }
    if ends(&["不高于", "不超过", "不大于", "控制"]) || written.starts_with('≤') {
        return Some(Some(false));
    }
    let after = &sentence.text[amount.range.end..];
    let behind = ["的目标", "的年度目标", "的预期目标", "的绩效目标"].iter().any(|word| after.starts_with(word));
    let named = ["目标值为", "目标为", "目标值是", "目标是"].iter().any(|word| own.contains(word));
    (behind || named || ITEM.is_match(&sentence.text)).then_some(None)
}

fn judge(aims: &[Aim<'_>], sentence: &Sentence, amount: &Amount, floor: Option<bool>, remarks: &mut Remarks) {
    let before = &sentence.text[..amount.range.start];
    let own = before.rfind(['，', '；', '：', '。']).map_or(before, |at| &before[at..]);
    // The clause before speaks only where the number's own names no aim: 知晓率85.83%，低于90%的目标值.
    let found = [own, near(before)].into_iter().map(|text| meant(aims, amount, text)).find(|meant| !meant.is_empty());
    let meant = found.unwrap_or_default();
    let Some(first) = meant.first() else { return };
    let written = sentence.written(amount);
    // 不低于88% can also be what was done.
    let done = |aim: &&Aim<'_>| {
        let columns = 0..aim.sheet.grid.columns.len();
        columns
            .filter_map(|column| aim.sheet.amount(aim.cell.0, column))
            .any(|one| one.is_like(amount) && one.value == amount.value)
    };
    let agrees = meant.iter().any(done);
    let (row, column) = first.cell;
    let should = first.sheet.cell(row, column).text.trim();
    let message = if !agrees {
        format!("文字里的目标是{written}，{}是{should}", first.sheet.called(row, column))
    } else if is_turned(&meant, floor) {
        let (way, other) = if floor == Some(true) { ("下限", "上限") } else { ("上限", "下限") };
        format!("文字里把{written}写成了{way}，{}是{should}，是{other}", first.sheet.called(row, column))
    } else {
        return;
    };
    remarks.add(
        Remark::new(&sentence.origin, message)
            .at(sentence, &amount.range)
            .related(first.sheet.origin(row, column), "目标表"),
    );
}

/// The aims whose names a text holds most of.
fn meant<'a>(aims: &'a [Aim<'a>], amount: &Amount, text: &str) -> Vec<&'a Aim<'a>> {
    let strength = |aim: &Aim<'_>| named(aim.name, text).filter(|_| aim.amount.is_like(amount)).unwrap_or(0);
    let most = aims.iter().map(strength).max().unwrap_or(0);
    aims.iter().filter(|aim| most > 0 && strength(aim) == most).collect()
}

/// Whether a floor was made a ceiling: against the table's sign, or against what the thing is.
fn is_turned(meant: &[&Aim<'_>], floor: Option<bool>) -> bool {
    const GOOD: [&str; 6] = ["满意", "合格率", "完成率", "知晓率", "及时率", "覆盖率"];
    let Some(floor) = floor else { return false };
    meant.iter().all(|aim| {
        let good = GOOD.iter().any(|word| aim.name.contains(word)) && !aim.name.contains('不');
        aim.floor.or(good.then_some(true)).is_some_and(|own| own != floor)
    })
}

/// Ends of names that many things share: another word before them names another thing.
const GENERIC: [&str; 6] = ["满意度", "满意率", "合格率", "完成率", "及时率", "覆盖率"];

/// 教师满意度: whose it is stands right before; 设定的满意度 leaves it open.
fn is_qualified(before: &str) -> bool {
    before.chars().next_back().is_some_and(|last| is_han(last) && last != '的')
}

/// The clause before a number and the one before that: 知晓率85.83%，低于90%的目标值.
fn near(before: &str) -> &str {
    let mark = |text: &str| text.rfind(['，', '；', '：', '。']);
    let start = mark(before).and_then(|at| mark(&before[..at]));
    start.map_or(before, |at| &before[at..])
}

/// How many characters of an aim's name, or of its end, a text holds; at least three.
fn named(name: &str, text: &str) -> Option<usize> {
    let characters: Vec<char> = name.chars().collect();
    let short = name.trim_end_matches(['数', '值', '组', '量']);
    if short.chars().count() >= 4 && text.contains(short) {
        return Some(characters.len());
    }
    let bare: Vec<char> = name.trim_end_matches(['数', '值', '组', '量']).chars().collect();
    let end: String = bare[bare.len().saturating_sub(2)..].iter().collect();
    if mention(name, text) == Mention::Strong && text.contains(&end) {
        return Some(characters.len());
    }
    let tails = (0..characters.len().saturating_sub(2)).map(|from| characters[from..].iter().collect::<String>());
    let held = |tail: &String| {
        // 合格率 is no name by itself, and not in 不合格率.
        let generic = GENERIC.contains(&tail.as_str());
        let free = |at: usize| !(text[..at].ends_with(['不', '未']) || generic && is_qualified(&text[..at]));
        text.rfind(tail.as_str()).is_some_and(free)
    };
    tails.into_iter().find(held).map(|tail| tail.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_aim_is_known_by_its_name_or_the_end_of_it() {
        assert_eq!(named("消费者经济损失挽回率", "损失全部得到挽回，挽回率高于"), Some(3));
        assert_eq!(named("商户满意度", "商户满意度不低于"), Some(5));
        assert_eq!(named("商户满意度", "检测及时率"), None);
    }
}
