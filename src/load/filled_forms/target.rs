//! Taking 年度指标值 and 实际完成值 apart: ≥1700.00(册) is a sign, a number and a unit.

use crate::model::Sign;

/// Target and actual value as the data table has them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Taken {
    /// 比较, 指标值, 计量单位, 实际完成值
    pub(super) cells: [String; 4],
    /// Whether the target looks like a number and could not be taken for one.
    pub(super) doubtful: bool,
    /// The unit of the actual value, and that of the target, where they differ.
    pub(super) other_unit: Option<(String, String)>,
}

/// A target whose sign and unit have columns of their own.
pub(super) fn joined(sign: &str, target: &str, unit: &str) -> String {
    let sign = if sign == "定性" || Sign::at_start(target).is_some() { "" } else { sign };
    let unit = if sign.is_empty() || target.ends_with(unit) { "" } else { unit };
    format!("{sign}{target}{unit}")
}

/// Takes both values apart; words stay words (定性).
pub(super) fn read(target: &str, actual: &str) -> Taken {
    let text = half_width(target);
    let (sign, rest) = signed(&text);
    let number = quantity(rest);
    if let (Some(sign), Some((value, unit))) = (sign, &number) {
        // What is no number is told where it is checked.
        let done = quantity(&half_width(actual));
        let other = done.as_ref().map(|(_, found)| found).filter(|found| !found.is_empty() && *found != unit);
        let other_unit = other.map(|found| (found.clone(), unit.clone()));
        let actual = done.map_or_else(|| actual.to_owned(), |(value, _)| value);
        let cells = [sign.text().to_owned(), value.clone(), unit.clone(), actual];
        return Taken { cells, doubtful: false, other_unit };
    }
    let is_day = |unit: &str| unit.starts_with(['年', '月', '日', '季']);
    let doubtful = sign.is_some() || number.is_some_and(|(_, unit)| !is_day(&unit));
    let cells = ["定性".to_owned(), target.to_owned(), String::new(), actual.to_owned()];
    Taken { cells, doubtful, other_unit: None }
}

/// The sign, before the number or in words behind it: 90%以上, 5个工作日以内.
fn signed(text: &str) -> (Option<Sign>, &str) {
    const BEHIND: [(&str, Sign); 7] = [
        ("及以上", Sign::AtLeast),
        ("以上", Sign::AtLeast),
        ("及以下", Sign::AtMost),
        ("以下", Sign::AtMost),
        ("之内", Sign::AtMost),
        ("以内", Sign::AtMost),
        ("内", Sign::AtMost),
    ];
    let before = Sign::at_start(text);
    let (sign, rest) = before.map_or((None, text), |(sign, rest)| (Some(sign), rest));
    let behind = BEHIND.iter().find_map(|(words, sign)| Some((*sign, rest.strip_suffix(words)?)));
    match (sign, behind) {
        // ≥90%以上 says it twice; ≥90%以下 says nothing.
        (Some(sign), Some((other, rest))) if sign == other => (Some(sign), rest),
        (None, Some((sign, rest))) if rest.starts_with(|c: char| c.is_ascii_digit()) => (Some(sign), rest),
        _ => (sign, rest),
    }
}

/// Digits and signs in half width, without spaces.
fn half_width(text: &str) -> String {
    let narrow = |sign: char| match sign {
        '０'..='９' => char::from_u32(u32::from(sign) - 0xFEE0).unwrap_or(sign),
        '％' => '%',
        '．' => '.',
        other => other,
    };
    text.chars().filter(|sign| !sign.is_whitespace()).map(narrow).collect()
}

/// A number and its unit, which may stand in brackets.
fn quantity(text: &str) -> Option<(String, String)> {
    let is_part = |c: char| c.is_ascii_digit() || ".,".contains(c);
    let end = text.find(|c: char| !is_part(c)).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let unit = unit.trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
    let is_unit = !unit.chars().any(|c| c.is_ascii_digit() || "≥≤≧≦＞＜，。；、-—~～".contains(c));
    let is_number = number.starts_with(|c: char| c.is_ascii_digit()) && has_sound_commas(number);
    (is_number && is_unit).then(|| (number.replace(',', ""), unit.to_owned()))
}

/// Commas stand before three digits: 1,5 is no number.
fn has_sound_commas(number: &str) -> bool {
    let whole = number.split('.').next().unwrap_or_default();
    whole.split(',').enumerate().all(|(place, part)| match place {
        0 => !whole.contains(',') || (1..=3).contains(&part.len()),
        _ => part.len() == 3,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_apart_however_they_are_written() {
        for (target, actual, cells) in [
            ("≥1700.00(册)", "3404.00(册)", ["≥", "1700.00", "册", "3404.00"]),
            ("≥90(%)", "96.5%", ["≥", "90", "%", "96.5"]),
            ("=2.00(次/周)", "2.00（次/周）", ["＝", "2.00", "次/周", "2.00"]),
            ("≤ 5 个工作日", "4", ["≤", "5", "个工作日", "4"]),
            ("不少于1,200份", "1300份", ["≥", "1200", "份", "1300"]),
            ("不超过345万元", "已完成", ["≤", "345", "万元", "已完成"]),
            ("90%以上", "91%", ["≥", "90", "%", "91"]),
            ("≧９０％", "９１％", ["≥", "90", "%", "91"]),
            ("控制在5%以内", "4%", ["≤", "5", "%", "4"]),
            ("至少3家", "4家", ["≥", "3", "家", "4"]),
        ] {
            let expected = Taken { cells: cells.map(str::to_owned), doubtful: false, other_unit: None };
            assert_eq!(read(target, actual), expected, "{target}");
        }
    }

    #[test]
    fn units_that_differ_are_told() {
        let taken = read("≥40万人次", "410000人次");
        assert_eq!(taken.other_unit, Some(("人次".to_owned(), "万人次".to_owned())));
    }

    #[test]
    fn words_stay_words_and_numbers_without_a_sign_are_doubtful() {
        for (target, doubtful) in [
            ("合规", false),
            ("12月底前完成", false),
            ("95%", true),
            ("12次", true),
            ("≥95%且≤100%", true),
            ("≥1,5", true),
            ("≥90%以下", false),
        ] {
            let taken = read(target, "达成指标");
            assert_eq!(taken.cells[0] == "定性", target != "≥90%以下", "{target}");
            assert_eq!(taken.doubtful, doubtful, "{target}");
        }
    }

    #[test]
    fn signs_and_units_with_columns_of_their_own_are_put_together() {
        assert_eq!(joined("≥", "38", "个"), "≥38个");
        assert_eq!(joined("≥", "90%", "%"), "≥90%");
        assert_eq!(joined("定性", "建立健全", ""), "建立健全");
        assert_eq!(joined("", "≥38个", "个"), "≥38个");
    }
}
