//! Prints sums, shares and axis numbers the way the tables do.

use rust_decimal::{Decimal, RoundingStrategy};

/// A number with thousands separators and a fixed count of decimals.
pub(super) fn grouped(value: Decimal, decimals: usize) -> String {
    let places = u32::try_from(decimals).unwrap_or(0).min(28);
    let rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    separate(&format!("{rounded:.decimals$}"))
}

/// Puts a separator after every third digit of the integer part.
pub(super) fn separate(plain: &str) -> String {
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(rest) if rest.chars().any(|c| c.is_ascii_digit() && c != '0') => ("-", rest),
        Some(rest) => ("", rest),
        None => ("", plain),
    };
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut out = String::from(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    out + rest
}

/// How many decimals a printed number has.
pub(super) fn decimals_of(label: &str) -> usize {
    label.rfind('.').map_or(0, |dot| label[dot + 1..].chars().take_while(char::is_ascii_digit).count())
}

/// The share of a part in a total, such as `12.50%`; nothing has no shares.
pub(super) fn percent(part: Decimal, total: Decimal) -> Option<String> {
    let share = part.checked_div(total)?.checked_mul(Decimal::ONE_HUNDRED)?;
    Some(format!("{}%", grouped(share, 2)))
}

/// Sums without overflow; a sum out of range is left out by the caller.
pub(super) fn sum<'a>(values: impl IntoIterator<Item = &'a Decimal>) -> Option<Decimal> {
    values.into_iter().try_fold(Decimal::ZERO, |total, value| total.checked_add(*value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_stand_after_every_third_digit() {
        assert_eq!(separate("4227"), "4,227");
        assert_eq!(separate("-1234567.50"), "-1,234,567.50");
        assert_eq!(separate("172"), "172");
        assert_eq!(separate("-0.00"), "0.00");
    }

    #[test]
    fn halves_are_rounded_up() {
        assert_eq!(grouped(Decimal::new(12345, 1), 0), "1,235");
        assert_eq!(grouped(Decimal::new(-5, 1), 0), "-1");
    }

    #[test]
    fn shares_have_two_decimals() {
        let third = percent(Decimal::ONE, Decimal::new(3, 0));
        assert_eq!(third.as_deref(), Some("33.33%"));
        assert_eq!(percent(Decimal::ONE, Decimal::ZERO), None);
    }

    #[test]
    fn decimals_are_counted_in_the_printed_number() {
        assert_eq!(decimals_of("41,091,364.42"), 2);
        assert_eq!(decimals_of("92.5%"), 1);
        assert_eq!(decimals_of("4,227"), 0);
    }
}
