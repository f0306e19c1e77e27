//! What no line may end in: between a number and its unit, inside 〔2023〕59号, inside 15%～30%.

use crate::model::UNITS;

/// Tells the typesetter that a line cannot end here (U+2060); it is neither printed nor copied.
pub(super) const JOINER: char = '\u{2060}';

/// The only unit that begins like a scale.
const PERCENTAGE_POINT: &str = "百分点";

/// Words that go before a number and stay with it.
const BEFORE: [&str; 8] = ["第", "表", "图", "附件", "〕", "￥", "约", "共"];

/// The text with joiners where a line must not end.
pub(super) fn unbroken(text: &str) -> String {
    if !text.contains(|c: char| c.is_ascii_digit() || is_circled(c) || SIGNS.contains(&c)) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        let end = at + next.len_utf8();
        out.push(next);
        at = end;
        if next.is_ascii_digit() && text[at..].starts_with(is_ideograph) {
            at = push_unit(&mut out, text, at);
        } else if joins(&text[..at], &text[at..]) || is_circled(next) || text[at..].starts_with(SIGNS) {
            out.push(JOINER);
        }
    }
    out
}

/// Signs that end a line rather than begin one (GB 3102.11).
const SIGNS: [char; 3] = ['×', '÷', '＝'];

/// ①, which stands before what it counts.
fn is_circled(character: char) -> bool {
    matches!(character, '①'..='⑳')
}

/// The unit at `at`, every character held to the one before; gives where it ends.
fn push_unit(out: &mut String, text: &str, at: usize) -> usize {
    let length = unit_length(&text[at..]);
    for character in text[at..at + length].chars() {
        out.push(JOINER);
        out.push(character);
    }
    at + length
}

/// How many bytes the unit at the head of `text` has: 万 and 个 before it, and one character at least.
fn unit_length(text: &str) -> usize {
    let scales = text
        .char_indices()
        .find(|(at, c)| !"十百千万亿余多个".contains(*c) || text[*at..].starts_with(PERCENTAGE_POINT));
    let scale = scales.map_or(text.len(), |(at, _)| at);
    let rest = &text[scale..];
    let units = UNITS.into_iter().chain([PERCENTAGE_POINT]).filter(|unit| rest.starts_with(unit));
    let unit = units.map(str::len).max().unwrap_or(0);
    // 3400余册: what is counted stands behind 余, whatever it is.
    let open = text[..scale].ends_with(['余', '多']) && unit == 0;
    let unit = if open { rest.chars().next().map_or(0, char::len_utf8) } else { unit };
    let first = text.chars().next().map_or(0, char::len_utf8);
    (scale + unit).max(first)
}

/// Whether a line must not end between the two.
fn joins(before: &str, after: &str) -> bool {
    let number = after.starts_with(|c: char| c.is_ascii_digit());
    let range = |text: &str| text.ends_with(['～', '~', '—', '–', '－']);
    let closes = before.ends_with(|c: char| c.is_ascii_digit() || c == '%');
    let opens_range = after.starts_with(['～', '~', '—', '–', '－']);
    let inside = before.char_indices().next_back().map_or("", |(at, _)| &before[..at]);
    let from_number = inside.ends_with(|c: char| c.is_ascii_digit() || c == '%');
    closes && opens_range
        || number && range(before) && from_number
        || number && BEFORE.iter().any(|word| before.ends_with(word))
}

fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        unbroken(text).replace(JOINER, "|")
    }

    #[test]
    fn a_number_keeps_its_unit_and_the_unit_its_characters() {
        assert_eq!(shown("执行1,367.75万元，占89.63%的"), "执行1,367.75|万|元，占89.63%的");
        assert_eq!(shown("提高2个百分点，2024年完成"), "提高2|个|百|分|点，2024|年完成");
        assert_eq!(shown("12家，共3项"), "12|家，共|3|项");
        assert_eq!(shown("5万亩、300余万元、3个工作日"), "5|万|亩、300|余|万|元、3|个|工|作|日");
        assert_eq!(shown("装订3400余册"), "装订3400|余|册");
        assert_eq!(shown("得分＝2×84.95%；①完成"), "得分|＝2|×84.95%；①|完成");
    }

    #[test]
    fn document_numbers_ranges_and_references_stay_whole() {
        assert_eq!(shown("财预〔2020〕10号"), "财预〔2020〕|10|号");
        assert_eq!(shown("15%～30%，2022—2024年"), "15%|～|30%，2022|—|2024|年");
        assert_eq!(shown("见表8和附件1"), "见表|8|和附件|1");
    }

    #[test]
    fn words_without_numbers_are_left_alone() {
        assert_eq!(shown("第三方评价——结论"), "第三方评价——结论");
    }
}
