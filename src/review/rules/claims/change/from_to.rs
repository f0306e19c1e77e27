//! 从A增至B，增长r%

use super::years::years_between;
use super::{Change, amount, comparable};
use crate::review::reading::{Amount, Measure, Sentence};
use crate::review::rules::claims::pattern::{Direction, direction, pattern};
use crate::review::rules::claims::subject::{last_clause, names_another};
use regex::Regex;
use std::sync::LazyLock;

static FROM_TO: LazyLock<Regex> =
    LazyLock::new(|| pattern("[从由自]~{0,24}?N~{0,26}?(↕)?(?:到了|到|至|为|成)~{0,10}?N"));
static BY: LazyLock<Regex> = LazyLock::new(|| pattern("^~{0,28}?(↕|高出|多出|节约|节余)~{0,10}?N"));
static IN_BRACKETS: LazyLock<Regex> = LazyLock::new(|| pattern("^（~{0,8}?(↕)~{0,4}?N"));
/// 从A减到B，少支出C，下降r%: the gap stands between.
static BEHIND_GAP: LazyLock<Regex> = LazyLock::new(|| pattern("^，~{0,8}?N，~{0,4}?(↕)(?:幅|率)?(?:了|为|达)?N"));
static YEARLY: LazyLock<Regex> = LazyLock::new(|| pattern("(?:^|[^Y])(?:年均|平均每年|每年平均|复合)"));

/// 从A增至B，增长r%
pub(super) fn from_to(sentence: &Sentence) -> Vec<Change<'_>> {
    let mut found = Vec::new();
    for groups in FROM_TO.captures_iter(&sentence.bare) {
        let (Some(from), Some(to)) = (amount(sentence, &groups, 1), amount(sentence, &groups, 3)) else { continue };
        // 从业人员 and 自筹资金 begin no way from one number to another.
        let other_word = groups.get(0).and_then(|whole| whole.as_str().chars().nth(1));
        if other_word.is_some_and(|c| "业事己行治主筹于评".contains(c)) || !comparable(from, to) {
            continue;
        }
        let moved = groups.get(2).and_then(|word| direction(word.as_str()));
        let mut change = Change { from, to, moved, by: None, yearly: None, doubtful: false };
        let (head, tail) = sentence.bare.split_at(groups.get(0).map_or(0, |whole| whole.end()));
        let mark = groups.get(3).map_or("", |mark| mark.as_str());
        let in_brackets = sentence.masked.split_once(mark).map_or("", |(_, behind)| behind);
        change.take(sentence, head, in_brackets, &IN_BRACKETS);
        if change.by.is_none() {
            change.take(sentence, head, tail, &BY);
        }
        if change.by.is_none() {
            change.by = behind_gap(sentence, &change, tail);
        }
        found.push(change);
    }
    found
}

/// The rate behind the gap, if the gap is that of the two numbers.
fn behind_gap<'a>(sentence: &'a Sentence, change: &Change<'_>, tail: &str) -> Option<(&'a Amount, Direction)> {
    let groups = BEHIND_GAP.captures(tail)?;
    let (gap, by) = (amount(sentence, &groups, 1)?, amount(sentence, &groups, 3)?);
    let between = change.to.value.saturating_sub(change.from.value).abs();
    let fits = gap.measure == change.to.measure && gap.value == between && by.measure == Measure::Percent;
    Some((by, direction(groups.get(2)?.as_str())?)).filter(|_| fits)
}

impl<'a> Change<'a> {
    /// Takes over by how much the words behind say it changed, if they speak of this change.
    fn take(&mut self, sentence: &'a Sentence, head: &str, tail: &str, by: &Regex) {
        let Some(groups) = by.captures(tail) else { return };
        let (Some(word), Some(mark)) = (groups.get(1), groups.get(2)) else { return };
        let (lead, close) = (&tail[..word.start()], &tail[word.end()..mark.start()]);
        let from_last_year = ["同比", "上年", "上一年", "去年", "比", "较"].iter().any(|other| lead.contains(other));
        let to_a_state = close.contains(['至', '到', '成', '、']) || lead.ends_with('新');
        let of_a_part = ["其中", "包括"].iter().any(|part| lead.contains(part));
        if to_a_state
            || of_a_part
            || from_last_year && !one_year_apart(sentence, self.from, self.to)
            || lead.contains(['，', '（'])
                && names_another(last_clause(lead), &format!("{head}{}", sentence.written(self.to)))
        {
            return;
        }
        let Some((by, word)) = amount(sentence, &groups, 2).zip(direction(word.as_str())) else { return };
        if YEARLY.is_match(&tail[..mark.start()]) {
            // A yearly rate over an unknown number of years cannot be checked.
            self.yearly = years_between(sentence);
            self.by = self.yearly.map(|_| (by, word));
        } else {
            self.doubtful = from_last_year && sentence.years.len() < 2;
            self.by = Some((by, word));
        }
    }
}

/// Whether the years named before the two numbers are neighbours, as far as years are named.
fn one_year_apart(sentence: &Sentence, from: &Amount, to: &Amount) -> bool {
    let year = |amount: &Amount| {
        let before = sentence.years.iter().filter(|(_, range)| range.end <= amount.range.start);
        before.map(|(year, _)| *year).next_back()
    };
    match (year(from), year(to)) {
        (Some(one), Some(other)) if sentence.years.len() >= 2 => other - one == 1,
        _ => true,
    }
}

static LISTS: LazyLock<Regex> = LazyLock::new(|| {
    let list = "([\u{E000}-\u{E7FF}、和及与以]+)";
    let source = "分别[由从]LIST(↕)?(?:到了|到|至|为)LIST，(?:同比|较上年)?(?:分别|依次)?(↕)(?:了)?LIST";
    pattern(&source.replace("LIST", list))
});

/// 分别由A、B增至C、D，分别增长r%、s%
pub(super) fn lists(sentence: &Sentence) -> Vec<Change<'_>> {
    let Some(groups) = LISTS.captures(&sentence.bare) else { return Vec::new() };
    let list = |group: usize| -> Vec<&Amount> {
        let marks = groups.get(group).map_or("", |list| list.as_str()).chars();
        marks.filter_map(|mark| sentence.amount_of(mark.encode_utf8(&mut [0; 4]))).collect()
    };
    let word = |group: usize| groups.get(group).and_then(|word| direction(word.as_str()));
    let (from, to, by) = (list(1), list(3), list(5));
    let Some(said) = word(4).filter(|_| from.len() == to.len() && to.len() == by.len()) else { return Vec::new() };
    let all = from
        .into_iter()
        .zip(to)
        .zip(by)
        .filter(|((from, to), by)| comparable(from, to) && [from, to, by].iter().all(|one| one.is_exact()));
    let moved: Option<Direction> = word(2);
    all.map(|((from, to), by)| Change { moved, ..Change::by(from, to, by, said) }).collect()
}
