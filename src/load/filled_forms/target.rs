//! Taking 年度指标值 and 实际完成值 apart: ≥1700.00(册) is a sign, a number and a unit.

use crate::model::Sign;

/// Target and actual value as the data table has them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Taken {
    /// 比较, 指标值, 计量单位, 实际完成值
    pub(super) cells: [String; 4],
    /// Whether the target looks like a number and could not be taken for one.
    pub(super) doubtful: bool,
}

/// Takes both values apart; words stay words (定性).
pub(super) fn read(target: &str, actual: &str) -> Taken {
    let (sign, rest) = Sign::at_start(target.trim()).map_or((None, target), |(sign, rest)| (Some(sign), rest));
    let number = quantity(rest);
    if let (Some(sign), Some((value, unit))) = (sign, &number) {
        // A word before the actual value, such as 「已完成」, makes it no number; checking tells that.
        let done = quantity(actual).filter(|(_, found)| found.is_empty() || found == unit);
        let actual = done.map_or_else(|| actual.to_owned(), |(value, _)| value);
        return Taken { cells: [sign.text().to_owned(), value.clone(), unit.clone(), actual], doubtful: false };
    }
    let doubtful = sign.is_some() || number.is_some_and(|(_, unit)| !unit.starts_with(['年', '月', '日', '季']));
    Taken { cells: ["定性".to_owned(), target.to_owned(), String::new(), actual.to_owned()], doubtful }
}

/// A number and its unit, which may stand in brackets.
fn quantity(text: &str) -> Option<(String, String)> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_part = |c: char| c.is_ascii_digit() || ".,，".contains(c);
    let end = text.find(|c: char| !is_part(c)).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let unit = unit.trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
    let is_unit = !unit.chars().any(|c| c.is_ascii_digit() || "≥≤＞＜，。；、".contains(c));
    let unit = if unit == "％" { "%" } else { unit };
    (number.starts_with(|c: char| c.is_ascii_digit()) && is_unit)
        .then(|| (number.replace(['，', ','], ""), unit.to_owned()))
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
            ("≥100册", "120本", ["≥", "100", "册", "120本"]),
        ] {
            let expected = Taken { cells: cells.map(str::to_owned), doubtful: false };
            assert_eq!(read(target, actual), expected, "{target}");
        }
    }

    #[test]
    fn words_stay_words_and_numbers_without_a_sign_are_doubtful() {
        for (target, doubtful) in
            [("合规", false), ("12月底前完成", false), ("95%", true), ("12次", true), ("≥95%且≤100%", true)]
        {
            let taken = read(target, "达成指标");
            assert_eq!(taken.cells[0], "定性", "{target}");
            assert_eq!(taken.cells[1], target);
            assert_eq!(taken.doubtful, doubtful, "{target}");
        }
    }
}
