//! The two sides of an equals sign, cut out of their sentence.

/// Whether something is worked out here, and not only told.
pub(super) fn has_operator(text: &str) -> bool {
    text.trim_start_matches(['-', '－', '−']).contains(['+', '-', '*', '/', '×', '÷', '－', '−', '＋', '^'])
}

const SIGNS: &str = "0123456789.,%％+-*/×÷－−＋()（） xX";

/// The characters of units as they stand behind the numbers of arithmetic.
pub(super) const UNITS: &str = "万亿元人户名次个件天台套场期份册批月年日公里平方米立吨亩只张处座条项辆家小时课分";

fn is_sign(c: char) -> bool {
    SIGNS.contains(c) || UNITS.contains(c)
}

/// The arithmetic at the end of the left side; nothing if words stand in it.
pub(super) fn last_expression(side: &str) -> Option<&str> {
    let start = side.char_indices().rev().take_while(|(_, c)| is_sign(*c)).last().map(|(at, _)| at)?;
    let text = side[start..].trim_start_matches(|c| UNITS.contains(c)).trim();
    // min(5，5×103.20%): the rest of the brackets is cut off.
    let cut = text.matches([')', '）']).count() > text.matches(['(', '（']).count();
    let begins = start == 0 && text.len() == side.trim().len();
    whole(text).filter(|text| !cut && (begins || !text.starts_with(['+', '*', '/', '×', '÷', '-'])))
}

/// The arithmetic at the head of the right side.
pub(super) fn first_expression(side: &str) -> Option<&str> {
    let end = side.char_indices().find(|(_, c)| !is_sign(*c)).map_or(side.len(), |(at, _)| at);
    let text = side[..end].trim();
    let rest = side[end..].trim_start();
    // 5×重量 is words, 1,526万元 is a number with a unit.
    let unit = rest.is_empty() || !has_operator(text) || !rest.contains(['+', '*', '/', '×', '÷']);
    whole(text).filter(|text| unit && !text.ends_with(['+', '*', '/', '×', '÷', '-']))
}

/// The text, if its brackets are paired and a digit stands in it.
fn whole(text: &str) -> Option<&str> {
    let text = text.trim_end_matches(['(', '（']).trim_start_matches([')', '）']).trim();
    let open = text.matches(['(', '（']).count();
    let close = text.matches([')', '）']).count();
    let text = if close == open + 1 { text.trim_end_matches([')', '）']) } else { text };
    let text = if open == close + 1 { text.trim_start_matches(['(', '（']) } else { text };
    text.contains(|c: char| c.is_ascii_digit()).then_some(text)
}
