//! Numbers in Chinese words: 伍仟元整, 二十五, 二〇二五.

use super::half_up;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

const CAPITAL: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const PLAIN: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// An amount of 元 in capital words, to the 分 (rounded half-up): 伍拾元零叁分, 壹佰元整.
/// Nothing if the amount is beyond 9,999 万亿.
pub fn money_in_words(yuan: Decimal) -> Option<String> {
    let cents = (half_up(yuan.abs(), 2) * Decimal::ONE_HUNDRED).to_u64()?;
    let (whole, jiao, fen) = (cents / 100, (cents / 10 % 10) as usize, (cents % 10) as usize);
    let mut words = String::new();
    if yuan.is_sign_negative() && cents > 0 {
        words.push('负');
    }
    if whole > 0 || cents == 0 {
        words.push_str(&spell(whole, &CAPITAL, ["", "拾", "佰", "仟"])?);
        words.push('元');
    }
    match (jiao, fen) {
        (0, 0) => words.push('整'),
        (0, fen) => {
            if whole > 0 {
                words.push('零');
            }
            words.push_str(CAPITAL[fen]);
            words.push('分');
        }
        (jiao, fen) => {
            words.push_str(CAPITAL[jiao]);
            words.push('角');
            if fen > 0 {
                words.push_str(CAPITAL[fen]);
                words.push('分');
            }
        }
    }
    Some(words)
}

/// A whole number in words: 二十五, 一百零三. Nothing if it is not whole or too large.
pub fn chinese_number(value: Decimal) -> Option<String> {
    if !value.fract().is_zero() {
        return None;
    }
    let words = spell(value.abs().to_u64()?, &PLAIN, ["", "十", "百", "千"])?;
    let words = words.strip_prefix("一十").map_or_else(|| words.clone(), |rest| format!("十{rest}"));
    Some(if value.is_sign_negative() { format!("负{words}") } else { words })
}

/// A year digit by digit: 二〇二五.
pub fn chinese_year(year: u16) -> String {
    year.to_string()
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .map(|digit| if digit == 0 { "〇" } else { PLAIN[digit as usize] })
        .collect()
}

/// Spells a number in sections of four digits.
fn spell(number: u64, digits: &[&str; 10], places: [&str; 4]) -> Option<String> {
    if number == 0 {
        return Some(digits[0].to_owned());
    }
    let sections: Vec<u64> = (0..5).map(|index| number / 10_000_u64.pow(index) % 10_000).collect();
    if number / 10_000_u64.pow(4) > 0 {
        return None;
    }
    let mut words = String::new();
    let mut gap = false;
    for (index, name) in ["万亿", "亿", "万", ""].into_iter().enumerate() {
        let section = sections[3 - index];
        if section == 0 {
            gap = !words.is_empty();
            continue;
        }
        if gap || (!words.is_empty() && section < 1000) {
            words.push_str(digits[0]);
        }
        gap = false;
        words.push_str(&spell_section(section, digits, places));
        words.push_str(name);
    }
    Some(words)
}

fn spell_section(section: u64, digits: &[&str; 10], places: [&str; 4]) -> String {
    let mut words = String::new();
    let mut gap = false;
    for place in (0..4).rev() {
        let digit = (section / 10_u64.pow(place) % 10) as usize;
        if digit == 0 {
            gap = !words.is_empty();
            continue;
        }
        if gap {
            words.push_str(digits[0]);
            gap = false;
        }
        words.push_str(digits[digit]);
        words.push_str(places[place as usize]);
    }
    words
}

/// ① to ⑳ for the first twenty of a list, then 21. and so on.
pub fn list_number(index: usize) -> String {
    let circled = u32::try_from(index).ok().filter(|index| *index < 20);
    let circled = circled.and_then(|index| char::from_u32(u32::from('①') + index));
    circled.map_or_else(|| format!("{}. ", index + 1), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    fn money(text: &str) -> String {
        money_in_words(Decimal::from_str(text).expect("a number")).expect("in range")
    }

    #[test]
    fn spells_money() {
        assert_eq!(money("51634120"), "伍仟壹佰陆拾叁万肆仟壹佰贰拾元整");
        assert_eq!(money("10000000.05"), "壹仟万元零伍分");
        assert_eq!(money("100010001"), "壹亿零壹万零壹元整");
        assert_eq!(money("0"), "零元整");
        assert_eq!(money("0.5"), "伍角");
        assert_eq!(money("-12.345"), "负壹拾贰元叁角伍分");
        assert_eq!(money("1005"), "壹仟零伍元整");
    }

    #[test]
    fn spells_numbers_and_years() {
        assert_eq!(chinese_number(Decimal::from(25)).as_deref(), Some("二十五"));
        assert_eq!(chinese_number(Decimal::from(10)).as_deref(), Some("十"));
        assert_eq!(chinese_number(Decimal::from(110)).as_deref(), Some("一百一十"));
        assert_eq!(chinese_number(Decimal::from(20_005)).as_deref(), Some("二万零五"));
        assert_eq!(chinese_year(2025), "二〇二五");
    }
}
