//! A cell as the text one would type for it into a CSV file.

use calamine::{Data, ExcelDateTime, NumberFormat};
use rust_decimal::Decimal;

/// The text of a value in its format: 0.8963 as 0.00% is 89.63%, a date is a date.
pub(super) fn text(value: &Data, format: Option<&NumberFormat>) -> String {
    match value {
        Data::String(words) => words.trim().replace("\r\n", "\n").replace('\r', "\n"),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => match format.and_then(percent_digits) {
            Some(digits) => percentage(*number, digits),
            None => decimal(*number),
        },
        Data::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        Data::DateTime(moment) => date(moment, format),
        Data::DateTimeIso(words) | Data::DurationIso(words) => words.clone(),
        // An error has a finding of its own.
        Data::Error(_) | Data::Empty => String::new(),
    }
}

/// Excel keeps fifteen digits; what comes behind them is noise of its binary numbers.
fn exact(number: f64) -> Option<Decimal> {
    Decimal::from_scientific(&format!("{number:.14e}")).ok().map(|exact| exact.normalize())
}

fn decimal(number: f64) -> String {
    exact(number).map_or_else(|| number.to_string(), |exact| exact.to_string())
}

/// The digits behind the point of a percent format.
fn percent_digits(format: &NumberFormat) -> Option<usize> {
    let code = format.format_code.split(';').next()?;
    let before = &code[..code.find('%')?];
    Some(before.split_once('.').map_or(0, |(_, digits)| digits.chars().filter(|digit| *digit == '0').count()))
}

/// At least as many digits as the format shows, and none lost.
fn percentage(number: f64, digits: usize) -> String {
    let Some(mut percent) = exact(number).and_then(|exact| exact.checked_mul(Decimal::ONE_HUNDRED)) else {
        return number.to_string();
    };
    percent = percent.normalize();
    let digits = u32::try_from(digits).unwrap_or_default();
    if percent.scale() < digits {
        percent.rescale(digits);
    }
    format!("{percent}%")
}

/// Formats by number that Chinese editions show as 2024年6月 and 6月10日.
const YEAR_AND_MONTH: [u32; 6] = [27, 36, 50, 52, 54, 57];
const MONTH_AND_DAY: [u32; 6] = [28, 29, 30, 51, 53, 58];

fn date(moment: &ExcelDateTime, format: Option<&NumberFormat>) -> String {
    if moment.is_duration() {
        return decimal(moment.as_f64());
    }
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    let id = format.and_then(|format| format.format_id).unwrap_or_default();
    let code = format.map_or("", |format| format.format_code.as_str());
    let has = |letters: &[char]| code.contains(letters);
    let in_chinese = has(&['年', '月']);
    if YEAR_AND_MONTH.contains(&id) || in_chinese && !has(&['d', 'D']) {
        return format!("{year}年{month}月");
    }
    if MONTH_AND_DAY.contains(&id) || in_chinese && !has(&['y', 'Y']) {
        return format!("{month}月{day}日");
    }
    let date = if in_chinese || id == 31 {
        format!("{year}年{month}月{day}日")
    } else {
        format!("{year}-{month:02}-{day:02}")
    };
    if (hour, minute) == (0, 0) { date } else { format!("{date} {hour:02}:{minute:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_the_noise_of_binary_and_nothing_else() {
        assert_eq!(decimal(0.1 + 0.2), "0.3");
        assert_eq!(decimal(51_634_120.0), "51634120");
        assert_eq!(decimal(-1367.75), "-1367.75");
        assert_eq!(decimal(0.0), "0");
    }

    #[test]
    fn percentages_are_written_as_they_are_shown_and_exact() {
        assert_eq!(percentage(0.8963, 2), "89.63%");
        assert_eq!(percentage(0.5, 2), "50.00%");
        assert_eq!(percentage(0.896_312, 1), "89.6312%");
        assert_eq!(percentage(1.0, 0), "100%");
    }
}
