//! 补助226.80万元，占全部金额的42.09% beside the table that holds the amount and its total.

use super::evidence::{Mention, mention};
use crate::review::interval::Interval;
use crate::review::likeness::slip_of;
use crate::review::reading::{Amount, Measure, Reading, Sentence, Sheet, Standing, words};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::{pattern, shown};
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

static SHARE: LazyLock<Regex> =
    LazyLock::new(|| pattern("N，(?:约)?占(?:比|了)?([一-龥]{0,10}?)(?:的)?(?:比重|比例)?(?:为|达)?N"));
static SHARE_OF_ROW: LazyLock<Regex> = LazyLock::new(|| {
    pattern("(?:^|[，；：])([一-龥（）]{3,20}?)，?占(?:比|了)?([一-龥]{0,10}?)(?:的)?(?:比重|比例)?(?:为|达)?N")
});

/// A claim of a share: of what, and the rate.
struct Claim<'a> {
    sentence: &'a Sentence,
    /// The number of which it is told; nothing where only a row is named.
    part: Option<&'a Amount>,
    /// The words for the whole, without 总 and 全部.
    base: String,
    rate: &'a Amount,
    /// The words the row must stand in.
    text: String,
}

/// A share of the total of the column its part stands in.
pub(super) fn shares(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
    let amount = |mark: Option<regex::Match<'_>>| mark.and_then(|mark| sentence.amount_of(mark.as_str()));
    let typed = |rate: &&Amount| rate.measure == Measure::Percent && rate.is_exact() && !rate.bound;
    let earlier = reading.before(sentence).last().map_or("", |one| one.text.as_str());
    for groups in SHARE.captures_iter(&sentence.masked) {
        let base = groups.get(2).map_or("", |base| base.as_str());
        let least = if bare(base).is_empty() { 3 } else { 2 };
        let (Some(part), Some(rate)) = (amount(groups.get(1)), amount(groups.get(3)).filter(typed)) else { continue };
        if part.is_exact() && part.digits.len() >= least && !is_of_elsewhere(base) {
            let text = format!("{earlier}，{}", &sentence.text[..rate.range.end]);
            judge(reading, &Claim { sentence, part: Some(part), base: bare(base), rate, text }, remarks);
        }
    }
    for groups in SHARE_OF_ROW.captures_iter(&sentence.masked) {
        let of = |group: usize| groups.get(group).map_or("", |words| words.as_str());
        let Some(rate) = amount(groups.get(3)).filter(typed) else { continue };
        if !is_of_elsewhere(of(2)) {
            let text = of(1).to_owned();
            judge(reading, &Claim { sentence, part: None, base: bare(of(2)), rate, text }, remarks);
        }
    }
}

/// Wholes that stand in no table of the project: 全市的总量, last year's.
fn is_of_elsewhere(base: &str) -> bool {
    const ELSEWHERE: [&str; 14] =
        ["全市", "全省", "全国", "全县", "全区", "本市", "本省", "本县", "本区", "上年", "去年", "同期", "其", "目标"];
    ELSEWHERE.iter().any(|word| base.starts_with(word))
}

/// 总投放量 is the total of 投放车辆.
fn bare(base: &str) -> String {
    const WHOLE: [&str; 6] = ["总", "全部", "全年", "年度", "所有", "合计"];
    let bare = WHOLE.iter().fold(base.to_owned(), |base, word| base.replace(word, ""));
    let bare = bare.trim_end_matches(['的', '额', '量', '数']);
    if bare.chars().count() >= 2 { bare.to_owned() } else { String::new() }
}

/// A cell a claim can be about, and the share it has of its column.
struct Share<'a> {
    sheet: &'a Sheet<'a>,
    row: usize,
    column: usize,
    /// Whether the claim names the column.
    is_named: bool,
    value: Interval,
}

fn judge(reading: &Reading<'_>, claim: &Claim<'_>, remarks: &mut Remarks) {
    let meant: Vec<Share<'_>> = reading.sheets.iter().flat_map(|sheet| of_sheet(sheet, claim)).collect();
    let rate = claim.rate;
    let named = meant.iter().any(|share| share.is_named);
    let of_claim = || meant.iter().filter(|share| share.is_named || !named);
    let by_words = of_claim().any(|share| share.value.meets(rate.interval()));
    if by_words || is_explained(reading, claim, named) {
        return;
    }
    let near = |share: &&Share<'_>| {
        let (should, told) = (share.value.middle(), rate.value);
        let room = if share.is_named && claim.part.is_some() { 2 } else { 6 };
        let close = should.saturating_sub(told).abs().saturating_mul(Decimal::from(room)) < told;
        close || slip_of(rate, should).is_some()
    };
    let found = of_claim().find(near);
    if let Some(share) = found {
        tell(claim, share, remarks);
    }
}

fn tell(claim: &Claim<'_>, share: &Share<'_>, remarks: &mut Remarks) {
    let Claim { sentence, rate, .. } = claim;
    let Share { sheet, row, column, .. } = share;
    let subject = claim.part.map_or(sheet.labels[*row].as_str(), |part| sentence.written(part));
    let written = sentence.written(rate);
    let should = shown(rate, written, share.value.middle());
    let message = format!(
        "{subject}占表「{}」「{}」合计的比率写的是{written}，算出来是{should}",
        sheet.grid.name, sheet.grid.columns[*column].name
    );
    let remark = Remark::new(&sentence.origin, message).at(sentence, &rate.range);
    remarks.add(remark.related(sheet.origin(*row, *column), "表里的数"));
}

/// Whether some number of the paragraph has the part for this share, or some total of another column
/// where the claim does not say which.
fn is_explained(reading: &Reading<'_>, claim: &Claim<'_>, named: bool) -> bool {
    let Some(part) = claim.part else { return false };
    let fits = |whole: Interval| {
        part.interval().over(whole).is_some_and(|value| value.in_percent().meets(claim.rate.interval()))
    };
    let around = reading.around(claim.sentence).iter().flat_map(|one| &one.amounts).filter(|one| one.is_like(part));
    let columns =
        reading.sheets.iter().flat_map(|sheet| sheet.numeric_columns().into_iter().map(move |column| (sheet, column)));
    around.map(Amount::interval).any(fits)
        || !named && columns.filter_map(|(sheet, column)| total(sheet, column, Some(part))).any(fits)
}

/// The cells of a table the claim can be about.
fn of_sheet<'a>(sheet: &'a Sheet<'a>, claim: &Claim<'_>) -> Vec<Share<'a>> {
    let columns = sheet.numeric_columns();
    let mut found = Vec::new();
    for column in columns {
        let Some(whole) = total(sheet, column, claim.part) else { continue };
        let title = words(&sheet.grid.columns[column].title);
        let is_named = !claim.base.is_empty() && title.contains(&claim.base)
            || claim.base.is_empty()
                && claim.part.is_none()
                && title.chars().count() >= 2
                && claim.text.contains(&title);
        // Of a row alone, the column must be told.
        if claim.part.is_none() && !is_named {
            continue;
        }
        for row in (0..sheet.labels.len()).filter(|row| matches!(sheet.standing[*row], Standing::Item(_))) {
            let Some(cell) = sheet.amount(row, column).filter(|cell| cell.is_exact()) else { continue };
            let same = claim.part.is_none_or(|part| is_of_kind(cell, part) && cell.interval().meets(part.interval()));
            let told = match claim.part {
                Some(_) => mention(&sheet.names[row], &claim.text) == Mention::Strong,
                None => sheet.names[row].chars().count() >= 3 && claim.text.contains(sheet.names[row].as_str()),
            };
            let value = cell.interval().over(whole).map(Interval::in_percent).filter(|_| same && told);
            found.extend(value.map(|value| Share { sheet, row, column, is_named, value }));
        }
    }
    found
}

/// What a column adds up to, in the kind of the part.
fn total(sheet: &Sheet<'_>, column: usize, part: Option<&Amount>) -> Option<Interval> {
    let rows = || 0..sheet.labels.len();
    let of_kind = |amount: &&Amount| {
        amount.is_exact() && amount.measure != Measure::Percent && part.is_none_or(|part| is_of_kind(amount, part))
    };
    let like = |row: &usize| sheet.amount(*row, column).filter(of_kind);
    let stated = rows().filter(|row| sheet.standing[*row] == Standing::Total).find_map(|row| like(&row));
    let items = rows().filter(|row| sheet.standing[*row] == Standing::Item(1));
    stated
        .map(Amount::interval)
        .or_else(|| items.filter_map(|row| like(&row)).map(Amount::interval).reduce(Interval::plus))
}

/// A count in a table seldom has its unit beside it.
fn is_of_kind(cell: &Amount, part: &Amount) -> bool {
    cell.is_like(part) || cell.measure == Measure::Bare && matches!(part.measure, Measure::Unit(_))
}
