//! Heading numbers in the forms a profile asks for: 一、 （一） 1. （1） ① a. ◆

use crate::model::chinese_number;
use rust_decimal::Decimal;

/// The number in the form of `pattern`, which is written as its first number. A pattern without
/// a number, such as ◆, is printed as it is.
pub(super) fn print(pattern: &str, number: usize) -> String {
    let Some((index, form)) = pattern.char_indices().find(|(_, c)| "一1①aA".contains(*c)) else {
        return pattern.to_owned();
    };
    let (before, after) = (&pattern[..index], &pattern[index + form.len_utf8()..]);
    format!("{before}{}{after}", counted(form, number))
}

/// The number as it is named inside a reference, without closing punctuation.
pub(super) fn print_in_reference(pattern: &str, number: usize) -> String {
    print(pattern, number).trim_end_matches(['、', '.', '．']).to_owned()
}

fn counted(form: char, number: usize) -> String {
    match form {
        '一' => chinese_number(Decimal::from(number)).unwrap_or_default(),
        '①' => circled(number),
        'a' => letter(number, b'a'),
        'A' => letter(number, b'A'),
        _ => number.to_string(),
    }
}

/// ① to ⑳ and ㉑ to ㊿; beyond them no circled number exists.
fn circled(number: usize) -> String {
    let base = match number {
        1..=20 => 0x2460 - 1,
        21..=35 => 0x3251 - 21,
        36..=50 => 0x32B1 - 36,
        _ => return format!("({number})"),
    };
    u32::try_from(base + number).ok().and_then(char::from_u32).map_or_else(String::new, String::from)
}

/// a to z, then aa, ab …
fn letter(number: usize, first: u8) -> String {
    let mut rest = number;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(first + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_each_form() {
        assert_eq!(print("一、", 12), "十二、");
        assert_eq!(print("（一）", 3), "（三）");
        assert_eq!(print("1.", 10), "10.");
        assert_eq!(print("①", 21), "㉑");
        assert_eq!(print("①", 36), "㊱");
        assert_eq!(print("a.", 28), "ab.");
        assert_eq!(print("◆", 5), "◆");
        assert_eq!(print_in_reference("1、", 2), "2");
    }
}
