//! Claims of change in words that leave no doubt which numbers they are about.

use super::years::series;
use super::{Change, amount, comparable};
use crate::review::reading::{Amount, Measure, Sentence};
use crate::review::rules::claims::pattern::{direction, pattern};
use crate::review::rules::claims::subject::nouns;
use regex::Regex;
use std::sync::LazyLock;

/// All claims of this kind.
pub(super) fn spelled_out(sentence: &Sentence) -> Vec<Change<'_>> {
    let mut found = matches(sentence, &sentence.masked, &BRACKET_BEHIND, [1, 6, 3, 4]);
    found.extend(matches(sentence, &sentence.masked, &BRACKET_BETWEEN, [1, 3, 4, 5]));
    found.extend(matches(sentence, &sentence.bare, &LAST_YEAR, [1, 2, 3, 4]));
    found.extend(two_periods(sentence));
    found.extend(by_rate(sentence));
    found
}

/// 共130.19万餐，比2023年增长21.45%（2023年为108.06万餐）
static BRACKET_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern("N~{0,14}(?:比|较)(?:Y年|上年|去年|上一年)(?:度)?~{0,4}?(↕)(?:了)?N（(?:Y年|上年|去年|上一年)~{0,8}?N")
});

/// 接诊2.31万人次，比上年（2.10万人次）增长10.00%
static BRACKET_BETWEEN: LazyLock<Regex> =
    LazyLock::new(|| pattern("N，?(?:同比|比|较)(?:Y年|上年|去年|上一年)(?:度|同期)?的?（N）(↕)(?:了)?N"));

/// 接待1.53万人次，上年为1.44万人次，较上年下降6.25%
static LAST_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "N，(?:而)?(?:上年|去年|上一年)(?:同期|度)?~{0,8}?N，~{0,8}?(?:较|比)?(?:上年|去年|同比|同期|上一年)?(?:同期|相比)?(↕)(?:了)?N",
    )
});

/// The changes a pattern finds in a text; `at` are its groups of the number after, the number before,
/// the word of change and by how much.
fn matches<'a>(sentence: &'a Sentence, text: &str, pattern: &Regex, at: [usize; 4]) -> Vec<Change<'a>> {
    let all = pattern.captures_iter(text);
    all.filter_map(|groups| {
        let [to, from, word, by] = at;
        let (to, from, by) =
            (amount(sentence, &groups, to)?, amount(sentence, &groups, from)?, amount(sentence, &groups, by)?);
        let word = direction(groups.get(word)?.as_str())?;
        comparable(from, to).then(|| Change::by(from, to, by, word))
    })
    .collect()
}

static TWO_YEARS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:上年|去年|上一年)(?:度)?(~{0,10}?)N，(?:本年|今年|当年)(?:度)?(~{0,10}?)N，(?:同比|比上年|较上年|比去年|较去年)?(↕)(?:了)?N",
    )
});
static TWO_SEASONS: LazyLock<Regex> =
    LazyLock::new(|| pattern("[一二三]季度(~{0,10}?)N，[二三四]季度(~{0,10}?)N，环比(↕)(?:了)?N"));

/// 上年预算A，本年预算B，增长r%; 一季度受理A，二季度受理B，环比增长r%
fn two_periods(sentence: &Sentence) -> Vec<Change<'_>> {
    let all = [&TWO_YEARS, &TWO_SEASONS].into_iter().flat_map(|periods| periods.captures_iter(&sentence.bare));
    all.filter_map(|groups| {
        let (from, to, by) =
            (amount(sentence, &groups, 2)?, amount(sentence, &groups, 4)?, amount(sentence, &groups, 6)?);
        let word = direction(groups.get(5)?.as_str())?;
        let (one, other) = (nouns(groups.get(1)?.as_str()), nouns(groups.get(3)?.as_str()));
        let same = one == other || other.is_empty();
        (same && comparable(from, to)).then(|| Change::by(from, to, by, word))
    })
    .collect()
}

static RATE_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern("(降幅|增幅|升幅|增长率|下降率|压缩比例|压减比例|压减率|压缩率|降低率)(?:约?为|达到了?|达)?N")
});

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
            [from, to]
                if sentence.text[from.range.end..to.range.start].contains(['降', '升', '减', '增', '压'])
                    || are_neighbours(sentence, from, to) =>
            {
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
        // 年末12326人，年初为11280人: the earlier number is told second.
        let earlier = ["上年", "去年", "年初", "上一年", "期初", "上期"];
        let turned = ["比", "较", "与", "同"].iter().chain(&earlier).any(|one| between.contains(one));
        let (from, to) = if turned { (pair.1, pair.0) } else { pair };
        Some(Change::by(from, to, by, word))
    })
    .collect()
}

/// 2023年投入A，2024年投入B
fn are_neighbours(sentence: &Sentence, from: &Amount, to: &Amount) -> bool {
    matches!(series(sentence).as_slice(), [(before, one), (after, other)]
        if after - before == 1 && one.range == from.range && other.range == to.range)
}
