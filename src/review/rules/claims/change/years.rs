//! Numbers that belong to years, and the claims of change behind them.

use super::{Change, amount};
use crate::review::reading::{Amount, Measure, Sentence};
use crate::review::rules::claims::pattern::{direction, pattern};
use regex::Regex;
use std::sync::LazyLock;

static LIST_OF_YEARS: LazyLock<Regex> = LazyLock::new(|| pattern("Y(?:年)?(?:[、和及与]|—|-|－|～|至)~{0,3}?Y"));
static AFTER_SERIES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:(年均|平均每年|每年平均|复合)|(?:同比|(?:比|较|与)(?:上年|上一年|前一年|去年|上年度|上一年度)(?:度|同期|相比)?|环比)|(?:比|较)Y年?(?:度|同期|相比)?)~{0,8}?(↕)~{0,6}?N",
    )
});

/// Numbers of several years in one sentence, and a claim about them behind: 2023年A，2024年B，同比增长r%.
pub(super) fn of_years<'a>(sentence: &'a Sentence, before: &'a [Sentence]) -> Vec<Change<'a>> {
    let mut series = series(sentence);
    if let [(only, _)] = series.as_slice() {
        // The year before stands in the sentence before.
        let wanted = only - 1;
        let earlier = before.last().map(self::series).unwrap_or_default();
        series.splice(0..0, earlier.into_iter().filter(|(year, _)| *year == wanted));
    }
    let mut found = Vec::new();
    for groups in AFTER_SERIES.captures_iter(&sentence.masked) {
        let Some(by) = amount(sentence, &groups, 4) else { continue };
        let Some(word) = groups.get(3).and_then(|word| direction(word.as_str())) else { continue };
        let own = |value: &Amount| sentence.amounts.iter().any(|one| std::ptr::eq(one, value));
        let told: Vec<(i32, &Amount)> =
            series.iter().copied().filter(|(_, value)| !own(value) || value.range.end <= by.range.start).collect();
        let base = match groups.get(2) {
            _ if groups.get(1).is_some() => Base::First,
            Some(year) => Base::Named(sentence.year_of(year.as_str())),
            None => Base::YearBefore,
        };
        let Some((from, to)) = pair(sentence, &told, base) else { continue };
        let Some(steps) = u32::try_from(to.0 - from.0).ok().filter(|steps| *steps > 0) else { continue };
        let yearly = groups.get(1).map(|_| steps);
        found.push(Change { yearly, ..Change::by(from.1, to.1, by, word) });
    }
    found
}

/// A year and its number.
type OfYear<'a> = (i32, &'a Amount);

/// What a claim behind a series compares with.
#[derive(Clone, Copy)]
enum Base {
    /// 年均: the first of the series.
    First,
    /// 较2022年
    Named(Option<i32>),
    /// 同比
    YearBefore,
}

/// The two years of a series that a claim behind it compares.
fn pair<'a>(sentence: &Sentence, told: &[OfYear<'a>], base: Base) -> Option<(OfYear<'a>, OfYear<'a>)> {
    let last = *told.last()?;
    let same: Vec<(i32, &Amount)> = told.iter().copied().filter(|(_, value)| value.measure == last.1.measure).collect();
    // 2024年A，2023年为B，同比: the year before is told second; in 比2023年增加653家 only the gap is.
    if let ([.., one, other], Base::YearBefore) = (same.as_slice(), base)
        && one.0 - other.0 == 1
        && direction(sentence.words_before(other.1)).is_none()
        && same.iter().all(|(year, _)| *year >= other.0)
    {
        return Some((*other, *one));
    }
    let wanted = match base {
        Base::First => same.first().map(|first| first.0),
        Base::Named(year) => year,
        Base::YearBefore => Some(last.0 - 1),
    };
    let from = same.iter().find(|(year, _)| Some(*year) == wanted)?;
    Some((*from, last))
}

/// The numbers of a sentence that belong to years, in order.
pub(in crate::review::rules::claims) fn series(sentence: &Sentence) -> Vec<(i32, &Amount)> {
    if let Some(listed) = listed(sentence) {
        return listed;
    }
    let mut found: Vec<(i32, &Amount)> = Vec::new();
    for (index, (year, range)) in sentence.years.iter().enumerate() {
        let next = sentence.years.get(index + 1).map_or(sentence.text.len(), |(_, next)| next.start);
        let here: Vec<&Amount> = sentence
            .amounts
            .iter()
            .filter(|amount| amount.range.start >= range.end && amount.range.end <= next)
            .collect();
        // Only the first number behind a year is surely that year's.
        // 2023年增长30.34%，2024年再增8.32% are changes, not what changed.
        let is_change = |one: &Amount| {
            let words = sentence.words_before(one).trim_end_matches(['了', '为', '达']);
            one.measure == Measure::Percent
                && ["增长", "下降", "增", "降", "减少", "增加", "增幅", "降幅"].iter().any(|word| words.ends_with(word))
        };
        let first = here.first().filter(|first| !is_change(first));
        if let Some(first) = first.filter(|_| found.iter().all(|(other, _)| other != year)) {
            found.push((*year, first));
        }
    }
    found
}

/// 2022年、2023年、2024年分别为A、B、C; 2022—2024年分别为A、B、C
fn listed(sentence: &Sentence) -> Option<Vec<(i32, &Amount)>> {
    LIST_OF_YEARS.find(&sentence.masked)?;
    let at = sentence.text.find("分别")?;
    let mut years: Vec<i32> =
        sentence.years.iter().filter(|(_, range)| range.end <= at).map(|(year, _)| *year).collect();
    if let [first, last] = years.as_slice()
        && last - first > 1
        && last - first < 10
    {
        years = (*first..=*last).collect();
    }
    let values: Vec<&Amount> =
        sentence.amounts.iter().filter(|amount| amount.range.start >= at).take(years.len()).collect();
    let same = values.iter().all(|value| value.measure == values[0].measure || value.measure == Measure::Bare);
    (years.len() >= 2 && values.len() == years.len() && same).then(|| years.into_iter().zip(values).collect())
}

/// The steps between the first and the last year a sentence names.
pub(super) fn years_between(sentence: &Sentence) -> Option<u32> {
    let years = sentence.years.iter().map(|(year, _)| *year);
    let steps = u32::try_from(years.clone().max()? - years.min()?).ok()?;
    (steps > 0).then_some(steps)
}
