//! A result as the number that was told is written.

use super::parser::{Parser, Units};
use crate::model::{Digits, Grouping, NumberFormat};
use crate::review::interval::Interval;
use rust_decimal::Decimal;

/// What the arithmetic gives, with the digits and the unit of the number told. The arithmetic may count in
/// hundredths, or in the unit behind the number: the reading nearest to the number told is the one meant.
pub(super) fn as_written(told: &str, plain: Interval, counted: Option<Interval>) -> String {
    let told = told.trim();
    let digits_end = told.trim_start_matches(['-', '－', '−']).find(|c: char| !c.is_ascii_digit() && !",.".contains(c));
    let signs = told.len() - told.trim_start_matches(['-', '－', '−']).len();
    let (number, unit) = told.split_at(digits_end.map_or(told.len(), |end| signs + end));
    let value = |units: Units| Parser::value(told, units).map(Interval::middle);
    let bare = Parser::value(number, Units::Ignored).map_or(Decimal::ZERO, Interval::middle);
    let mut readings = vec![plain.middle()];
    if unit.starts_with(['%', '％']) {
        readings.push(plain.middle().saturating_mul(Decimal::ONE_HUNDRED));
    }
    // How many of the base unit go into the unit told.
    let scale = value(Units::Counted).and_then(|counted| counted.checked_div(bare)).filter(|scale| !scale.is_zero());
    readings.extend(counted.zip(scale).and_then(|(counted, scale)| counted.middle().checked_div(scale)));
    let distance = |value: &Decimal| value.saturating_sub(bare).abs();
    let nearest = readings.into_iter().min_by_key(distance).unwrap_or_default();
    let places = number.split('.').nth(1).map_or(0, |rest| u32::try_from(rest.len()).unwrap_or(0));
    let grouping = if number.contains(',') { Grouping::Thousands } else { Grouping::None };
    let print = |places: u32| NumberFormat::Plain(Digits::Fixed(places), grouping).print(nearest);
    let as_fine = print(places);
    // Where the same digits would stand on both sides, the next ones tell the difference.
    let shown = if as_fine == number { print(places + 2) } else { as_fine };
    format!("{shown}{unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worked(told: &str, sum: &str) -> String {
        let value = |units| Parser::value(sum, units);
        as_written(told, value(Units::Ignored).expect("arithmetic"), value(Units::Counted))
    }

    #[test]
    fn a_result_has_the_digits_and_the_unit_of_the_number_told() {
        assert_eq!(worked("93.00%", "362.84/386.00×100%"), "94.00%");
        assert_eq!(worked("93.00%", "362.84/386.00×100"), "94.00%");
        assert_eq!(worked("208.40万元", "120.00万元+86.40万元"), "206.40万元");
        assert_eq!(worked("103,000元", "1,200元×86人"), "103,200元");
        assert_eq!(worked("10.23万元", "1,200元×86人"), "10.32万元");
        assert_eq!(worked("98.50万元", "36.50+42.80+18.20"), "97.50万元");
        assert_eq!(worked("0.18分", "4×（1-93.20%÷95%）"), "0.08分");
    }
}
