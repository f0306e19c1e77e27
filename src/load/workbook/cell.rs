//! A cell as the text one would type for it into a CSV file.

use calamine::{Data, ExcelDateTime, NumberFormat};
use rust_decimal::Decimal;

/// The text of a value in its format: 0.8963 as 0.00% is 89.63%, 11 as 0000 is 0011, a date is a date.
pub(super) fn text(value: &Data, format: Option<&NumberFormat>) -> String {
    match value {
        Data::String(words) => words.trim().replace("\r\n", "\n").replace('\r', "\n"),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => in_format(*number, &format.map(|format| bare(&format.format_code)).unwrap_or_default()),
        Data::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
        Data::DateTime(moment) => date(moment, format),
        Data::DateTimeIso(words) | Data::DurationIso(words) => words.clone(),
        // An error has a finding of its own.
        Data::Error(_) | Data::Empty => String::new(),
    }
}

/// The text of a number with just the digits that its format shows: a formula's 9.7981 as 0.00 is 9.80.
pub(super) fn shown(value: &Data, format: Option<&NumberFormat>) -> String {
    let exact = text(value, format);
    let digits = format.and_then(|format| digits_shown(&bare(&format.format_code)));
    let (Data::Float(_), Some(digits)) = (value, digits) else { return exact };
    let (number, sign) = exact.strip_suffix('%').map_or((exact.as_str(), ""), |number| (number, "%"));
    match Decimal::from_str_exact(number) {
        Ok(number) => format!("{}{sign}", crate::model::half_up(number, digits)),
        Err(_) => exact,
    }
}

/// The digits behind the point that a format of numbers shows; General shows any.
fn digits_shown(format: &str) -> Option<u32> {
    let number = format.split('%').next().unwrap_or_default();
    if !number.contains('0') {
        return None;
    }
    let digits = number.split_once('.').map_or(0, |(_, digits)| digits.matches('0').count());
    u32::try_from(digits).ok()
}

/// The signs of a format's first section that mean something: no colours, conditions and quoted words.
fn bare(code: &str) -> String {
    let mut out = String::new();
    let mut signs = code.chars();
    while let Some(sign) = signs.next() {
        match sign {
            ';' => break,
            '"' => signs.by_ref().take_while(|next| *next != '"').for_each(drop),
            '[' => signs.by_ref().take_while(|next| *next != ']').for_each(drop),
            '\\' | '_' | '*' | '!' => drop(signs.next()),
            other => out.push(other),
        }
    }
    out
}

fn in_format(number: f64, format: &str) -> String {
    if let Some((before, _)) = format.split_once('%') {
        let digits = before.split_once('.').map_or(0, |(_, digits)| digits.matches('0').count());
        return percentage(number, digits);
    }
    let shown = format.split_once('.').map_or(0, |(_, digits)| digits.matches('0').count());
    let text = with_digits(number, shown);
    let is_code = format.len() > 1 && format.chars().all(|sign| sign == '0');
    if is_code && !text.contains(['.', '-']) { format!("{text:0>width$}", width = format.len()) } else { text }
}

/// Excel keeps fifteen digits; what comes behind them is noise of its binary numbers.
fn exact(number: f64) -> Option<Decimal> {
    Decimal::from_scientific(&format!("{number:.14e}")).ok().map(|exact| exact.normalize())
}

/// The number with at least the digits that its format shows.
fn with_digits(number: f64, digits: usize) -> String {
    let Some(mut exact) = exact(number) else { return number.to_string() };
    let digits = u32::try_from(digits).unwrap_or_default();
    if exact.scale() < digits {
        exact.rescale(digits);
    }
    exact.to_string()
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
    let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
    let id = format.and_then(|format| format.format_id).unwrap_or_default();
    let code = format.map_or("", |format| format.format_code.as_str());
    let signs = bare(code).to_lowercase();
    let time = format!("{hour:02}:{minute:02}");
    if moment.is_duration() {
        let minutes = (moment.as_f64() * 1440.0).round();
        return format!("{}:{:02}", (minutes / 60.0).floor(), minutes % 60.0);
    }
    if signs.contains('h') && !signs.contains(['y', 'd']) {
        return time;
    }
    let in_chinese =
        code.contains(['年', '月']) || YEAR_AND_MONTH.contains(&id) || MONTH_AND_DAY.contains(&id) || id == 31;
    let has = |sign: char| signs.is_empty() || signs.contains(sign);
    let parts = match id {
        id if YEAR_AND_MONTH.contains(&id) => (true, true, false),
        id if MONTH_AND_DAY.contains(&id) => (false, true, true),
        _ => (has('y'), has('m'), has('d')),
    };
    let date = match (parts, in_chinese) {
        ((true, true, false), true) => format!("{year}年{month}月"),
        ((true, true, false), false) => format!("{year}-{month:02}"),
        ((true, false, false), _) => format!("{year}年"),
        ((false, true, true), _) => format!("{month}月{day}日"),
        (_, true) => format!("{year}年{month}月{day}日"),
        (_, false) => format!("{year}-{month:02}-{day:02}"),
    };
    if (hour, minute) == (0, 0) { date } else { format!("{date} {time}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn numbers_lose_the_noise_of_binary_and_nothing_else() {
        assert_eq!(in_format(0.1 + 0.2, ""), "0.3");
        assert_eq!(in_format(51_634_120.0, "#,##0"), "51634120");
        assert_eq!(in_format(-1367.75, "0.0"), "-1367.75");
        assert_eq!(in_format(0.0, "0"), "0");
    }

    #[test]
    fn percentages_are_written_as_they_are_shown_and_exact() {
        assert_eq!(percentage(0.8963, 2), "89.63%");
        assert_eq!(percentage(0.896_312, 1), "89.6312%");
        assert_eq!(in_format(0.5, &bare("0.00%")), "50.00%");
        assert_eq!(in_format(1.0, &bare("[Red]0%;-0%")), "100%");
        assert_eq!(in_format(89.63, &bare("0.00\"%\"")), "89.63");
    }

    #[test]
    fn codes_keep_their_zeros() {
        assert_eq!(in_format(11.0, &bare("0000")), "0011");
        assert_eq!(in_format(11.5, &bare("0")), "11.5");
        assert_eq!(in_format(40.5, &bare("#,##0.00_);(#,##0.00)")), "40.50");
    }

    #[test]
    fn dates_have_the_parts_their_format_shows() {
        let shown = |code: &str, value: f64| {
            let mut format = NumberFormat::default();
            code.clone_into(&mut format.format_code);
            date(&ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false), Some(&format))
        };
        assert_eq!(shown("yyyy\"年\"m\"月\"d\"日\"", 45359.0), "2024年3月8日");
        assert_eq!(shown("[Red]yyyy\"年\"m\"月\"", 45359.0), "2024年3月");
        assert_eq!(shown("yyyy-mm", 45359.0), "2024-03");
        assert_eq!(shown("yyyy/m/d", 45359.0), "2024-03-08");
        assert_eq!(shown("yyyy", 45359.0), "2024年");
        assert_eq!(shown("h:mm", 0.395_833_333), "09:30");
    }
}
