//! Claims of change: from one number to another, and by how much.

use super::pattern::{Direction, direction, pattern};
use crate::review::interval::Interval;
use crate::review::likeness::slip_of;
use crate::review::reading::{Amount, Measure, Sentence};
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

/// A claim that something went from one number to another.
#[derive(Debug, Clone)]
pub(super) struct Change<'a> {
    /// The number before.
    pub(super) from: &'a Amount,
    /// The number after.
    pub(super) to: &'a Amount,
    /// The word that says which way it went, between the two.
    pub(super) moved: Option<Direction>,
    /// By how much, and the word that says which way.
    pub(super) by: Option<(&'a Amount, Direction)>,
    /// How many steps of a year lie between, where the claim is a yearly one.
    pub(super) yearly: Option<u32>,
    /// Whether the claim may be about another pair of numbers than these.
    pub(super) doubtful: bool,
}

static FROM_TO: LazyLock<Regex> =
    LazyLock::new(|| pattern("[从由自]~{0,24}?N~{0,26}?(↕)?(?:到了|到|至|为|成)~{0,10}?N"));
static TO_THAN_FROM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "N~{0,16}?(?:比|较|高于|低于|超过|超出|超|少于|多于|不及|相比|与|高出)(~{0,22}?)N~{0,14}?(↕|高出|高|低|多出|多|少|超出|超过|超额|超|节约|节省|节余|结余|短)~{0,8}?N",
    )
});
static BY: LazyLock<Regex> =
    LazyLock::new(|| pattern("^~{0,22}?(年均|平均每年|每年平均|复合)?~{0,6}?(↕|高出|多出|节约|节余)~{0,10}?N"));

/// All claims of change in a sentence.
pub(super) fn changes<'a>(sentence: &'a Sentence, before: &'a [Sentence]) -> Vec<Change<'a>> {
    let mut found = from_to(sentence);
    found.extend(than(sentence));
    found.extend(of_years(sentence, before));
    found.extend(spelled_out(sentence, &sentence.masked, &IN_BRACKETS, [1, 6, 3, 4]));
    found.extend(by_rate(sentence));
    found.extend(spelled_out(sentence, &sentence.bare, &LAST_YEAR, [1, 2, 3, 4]));
    found.retain(|change| !matches!(change.to.measure, Measure::Points | Measure::Times));
    found
}

/// 共130.19万餐，比2023年增长21.45%（2023年为108.06万餐）
static IN_BRACKETS: LazyLock<Regex> = LazyLock::new(|| {
    pattern("N~{0,14}(?:比|较)(?:Y年|上年|去年|上一年)(?:度)?~{0,4}?(↕)(?:了)?N（(?:Y年|上年|去年|上一年)~{0,8}?N")
});

/// 接待1.53万人次，上年为1.44万人次，较上年下降6.25%
static LAST_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "N，(?:而)?(?:上年|去年|上一年)(?:同期|度)?~{0,8}?N，~{0,8}?(?:较|比)?(?:上年|去年|同比|同期|上一年)?(?:同期|相比)?(↕)(?:了)?N",
    )
});

/// The changes a pattern finds in a text; `at` are its groups of the number after, the number before,
/// the word of change and by how much.
fn spelled_out<'a>(sentence: &'a Sentence, text: &str, pattern: &Regex, at: [usize; 4]) -> Vec<Change<'a>> {
    let all = pattern.captures_iter(text);
    all.filter_map(|groups| {
        let [to, from, word, by] = at;
        let (to, from, by) =
            (amount(sentence, &groups, to)?, amount(sentence, &groups, from)?, amount(sentence, &groups, by)?);
        let by = Some((by, direction(groups.get(word)?.as_str())?));
        comparable(from, to).then_some(Change { from, to, moved: None, by, yearly: None, doubtful: false })
    })
    .collect()
}

static RATE_OF: LazyLock<Regex> =
    LazyLock::new(|| pattern("(降幅|增幅|升幅|增长率|下降率|压缩比例|压减比例|压减率|压缩率|降低率)(?:为|达到|达)?N"));

/// 150起降至112起，减少38起，降幅33.93%: the rate is of the first of the two numbers before.
fn by_rate(sentence: &Sentence) -> Vec<Change<'_>> {
    let all = RATE_OF.captures_iter(&sentence.masked);
    all.filter_map(|groups| {
        let by = amount(sentence, &groups, 2).filter(|by| by.measure == Measure::Percent)?;
        let word = direction(groups.get(1)?.as_str())?;
        let before: Vec<&Amount> = sentence.amounts.iter().filter(|one| one.range.end <= by.range.start).collect();
        let last = before.last()?;
        let like: Vec<&Amount> =
            before.iter().copied().filter(|one| one.measure == last.measure && one.is_exact()).collect();
        let pair = match like.as_slice() {
            [.., from, to, gap]
                if from.interval().minus(to.interval()).meets(gap.interval())
                    || to.interval().minus(from.interval()).meets(gap.interval()) =>
            {
                (*from, *to)
            }
            [from, to] if sentence.text[from.range.end..to.range.start].contains(['降', '升', '减', '增', '压']) => {
                (*from, *to)
            }
            _ => return None,
        };
        // 3次，比2023年的8次减少5次: what is compared with stands behind.
        let between = &sentence.text[pair.0.range.end..pair.1.range.start];
        // 2860万元，较上届增加640万元: the second is the gap.
        if ["增加", "增长", "减少", "下降", "多", "少"]
            .iter()
            .any(|word| between.trim_end_matches('了').ends_with(word))
        {
            return None;
        }
        let turned = ["比", "较", "与", "同"].iter().any(|one| between.contains(one));
        let (from, to) = if turned { (pair.1, pair.0) } else { pair };
        Some(Change { from, to, moved: None, by: Some((by, word)), yearly: None, doubtful: false })
    })
    .collect()
}

/// 从A增至B，增长r%
fn from_to(sentence: &Sentence) -> Vec<Change<'_>> {
    let mut found = Vec::new();
    for groups in FROM_TO.captures_iter(&sentence.bare) {
        let (Some(from), Some(to)) = (amount(sentence, &groups, 1), amount(sentence, &groups, 3)) else { continue };
        let moved = groups.get(2).and_then(|word| direction(word.as_str()));
        let end = groups.get(0).map_or(0, |whole| whole.end());
        let rest = &sentence.bare[end..];
        let by = BY.captures(rest).and_then(|tail| {
            let (word, mark) = (tail.get(2)?, tail.get(3)?);
            let from_last_year =
                ["同比", "上年", "上一年", "去年", "比", "较"].iter().any(|other| rest[..word.start()].contains(other));
            let to_a_state = rest[word.end()..mark.start()].contains(['至', '到', '成', '、'])
                || rest[..word.start()].ends_with('新');
            let of_a_part = ["其中", "包括"].iter().any(|part| rest[..word.start()].contains(part));
            if to_a_state || of_a_part || from_last_year && !one_year_apart(sentence, from, to) {
                return None;
            }
            let doubtful = from_last_year && sentence.years.len() < 2;
            let by = sentence.amount_of(mark.as_str()).filter(|by| by.is_exact())?;
            Some((by, direction(word.as_str())?, tail.get(1).is_some(), doubtful))
        });
        let yearly = by.filter(|(_, _, yearly, _)| *yearly).map(|_| years_between(sentence));
        let doubtful = by.is_some_and(|(_, _, _, doubtful)| doubtful);
        // A yearly rate over an unknown number of years cannot be checked.
        let by = by.filter(|_| yearly != Some(None)).map(|(amount, word, _, _)| (amount, word));
        if comparable(from, to) {
            found.push(Change { from, to, moved, by, yearly: yearly.flatten(), doubtful });
        }
    }
    found
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

/// Whether the word leads to a state instead of a change: 降至5.28%.
fn leads_to(sentence: &Sentence, groups: &regex::Captures<'_>, word: usize, by: &Amount) -> bool {
    let mark = sentence
        .bare
        .char_indices()
        .find(|(_, c)| sentence.amount_of(c.encode_utf8(&mut [0; 4])).is_some_and(|a| a.range == by.range));
    let Some((word, (mark, _))) = groups.get(word).zip(mark) else { return false };
    sentence.bare.get(word.end()..mark).is_some_and(|between| between.contains(['至', '到', '成']))
}

/// B比A增长r%, 较目标值85%低1.67个百分点
fn than(sentence: &Sentence) -> Vec<Change<'_>> {
    let mut found = Vec::new();
    for groups in TO_THAN_FROM.captures_iter(&sentence.bare) {
        let (Some(to), Some(from), Some(by)) =
            (amount(sentence, &groups, 1), amount(sentence, &groups, 3), amount(sentence, &groups, 5))
        else {
            continue;
        };
        // 比2023年增加653家: the number is the change, not what is compared with.
        if groups.get(2).is_some_and(|between| direction(between.as_str()).is_some())
            || leads_to(sentence, &groups, 4, by)
        {
            continue;
        }
        let word = groups.get(4).and_then(|word| direction(word.as_str()));
        if let Some(word) = word.filter(|_| comparable(from, to)) {
            found.push(Change { from, to, moved: None, by: Some((by, word)), yearly: None, doubtful: false });
        }
    }
    found
}

static LIST_OF_YEARS: LazyLock<Regex> = LazyLock::new(|| pattern("Y(?:年)?(?:[、和及与]|—|-|－|～|至)~{0,3}?Y"));
static AFTER_SERIES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:(年均|平均每年|每年平均|复合)|(?:同比|(?:比|较|与)(?:上年|上一年|前一年|去年|上年度|上一年度)(?:度|同期|相比)?|环比)|(?:比|较)Y年?(?:度|同期|相比)?)~{0,8}?(↕)~{0,6}?N",
    )
});

/// Numbers of several years in one sentence, and a claim about them behind: 2023年A，2024年B，同比增长r%.
fn of_years<'a>(sentence: &'a Sentence, before: &'a [Sentence]) -> Vec<Change<'a>> {
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
        let before: Vec<&(i32, &Amount)> =
            series.iter().filter(|(_, value)| !own(value) || value.range.end <= by.range.start).collect();
        let Some(last) = before.last() else { continue };
        let measure = &last.1.measure;
        let same: Vec<&&(i32, &Amount)> = before.iter().filter(|(_, value)| value.measure == *measure).collect();
        let year_named = groups.get(2).and_then(|year| year_of(sentence, year.as_str()));
        let yearly = groups.get(1).is_some();
        let wanted = match (yearly, year_named) {
            (true, _) => same.first().map(|first| first.0),
            (false, Some(year)) => Some(year),
            (false, None) => Some(last.0 - 1),
        };
        let Some(from) = same.iter().find(|(year, _)| Some(*year) == wanted) else { continue };
        let steps = u32::try_from(last.0 - from.0).ok().filter(|steps| *steps > 0);
        let Some(steps) = steps else { continue };
        let yearly = yearly.then_some(steps);
        found.push(Change { from: from.1, to: last.1, moved: None, by: Some((by, word)), yearly, doubtful: false });
    }
    found
}

/// The numbers of a sentence that belong to years, in order.
pub(super) fn series(sentence: &Sentence) -> Vec<(i32, &Amount)> {
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
        if let Some(first) = here.first().filter(|_| found.iter().all(|(other, _)| other != year)) {
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

fn year_of(sentence: &Sentence, mark: &str) -> Option<i32> {
    let index = u32::from(mark.chars().next()?).checked_sub(crate::review::reading::FIRST_YEAR)?;
    sentence.years.get(usize::try_from(index).ok()?).map(|(year, _)| *year)
}

/// The steps between the first and the last year a sentence names.
fn years_between(sentence: &Sentence) -> Option<u32> {
    let years = sentence.years.iter().map(|(year, _)| *year);
    let steps = u32::try_from(years.clone().max()? - years.min()?).ok()?;
    (steps > 0).then_some(steps)
}

fn amount<'a>(sentence: &'a Sentence, groups: &regex::Captures<'_>, group: usize) -> Option<&'a Amount> {
    sentence.amount_of(groups.get(group)?.as_str()).filter(|amount| amount.is_exact())
}

/// Whether both can be two states of one thing; 由5万到8万元 leaves the first unit out.
fn comparable(from: &Amount, to: &Amount) -> bool {
    from.measure == to.measure
}

impl Change<'_> {
    /// How far the claim is from the truth: what it should be, if the claim cannot be right.
    pub(super) fn verdict(&self) -> Option<Verdict> {
        let (by, word) = self.by?;
        let (from, to) = (self.from.interval(), self.to.interval());
        let expected = match (&by.measure, self.yearly) {
            (Measure::Percent, None) if self.to.measure == Measure::Percent => {
                let points = to.minus(from);
                let relative = to.over(from)?.minus(Interval::exactly(Decimal::ONE)).in_percent();
                if magnitude(relative).meets(by.interval()) { relative } else { points }
            }
            (Measure::Percent, None) => to.over(from)?.minus(Interval::exactly(Decimal::ONE)).in_percent(),
            (Measure::Percent, Some(steps)) => yearly(to.over(from)?, steps)?,
            (Measure::Points, None) if self.to.measure == Measure::Percent => to.minus(from),
            (Measure::Times, None) => to.over(from)?.minus(Interval::exactly(Decimal::ONE)),
            (measure, None) if *measure == self.to.measure => to.minus(from),
            _ => return None,
        };
        let claimed = by.interval();
        if !magnitude(expected).meets(magnitude(claimed)) {
            let likely = !self.doubtful || slip_of(by, expected.middle()).is_some();
            return likely.then_some(Verdict::Magnitude(expected));
        }
        let up = if expected.least >= Decimal::ZERO { Direction::Up } else { Direction::Down };
        let crosses = expected.least < Decimal::ZERO && expected.most > Decimal::ZERO;
        (!crosses && !expected.middle().is_zero() && up != word).then_some(Verdict::Direction(up))
    }
}

/// What is wrong with a claim.
pub(super) enum Verdict {
    /// It should be this much.
    Magnitude(Interval),
    /// It went the other way.
    Direction(Direction),
}

fn magnitude(value: Interval) -> Interval {
    if value.most < Decimal::ZERO { Interval { least: -value.most, most: -value.least } } else { value }
}

/// The yearly rate that makes the ratio in so many steps, in hundredths.
fn yearly(ratio: Interval, steps: u32) -> Option<Interval> {
    let root = |value: Decimal| -> Option<Decimal> {
        // Newton's method converges in a few steps; a rate is printed with two digits.
        let count = Decimal::from(steps);
        let mut guess = Decimal::ONE + (value - Decimal::ONE).checked_div(count)?;
        if guess <= Decimal::ZERO {
            guess = Decimal::new(1, 1);
        }
        for _ in 0..40 {
            let mut power = Decimal::ONE;
            for _ in 1..steps {
                power = power.checked_mul(guess)?;
            }
            let next = guess - (power.checked_mul(guess)? - value).checked_div(count.checked_mul(power)?)?;
            guess = next.round_dp(12);
        }
        Some(guess)
    };
    let least = root(ratio.least)? - Decimal::ONE;
    let most = root(ratio.most)? - Decimal::ONE;
    Some(Interval { least, most }.in_percent())
}
