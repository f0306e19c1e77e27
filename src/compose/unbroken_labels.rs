//! Where the labels of forms and the heads of columns may be broken.

use super::unbroken::{JOINER, unbroken};

/// Words the labels of forms are made of, which a narrow column must not tear.
const LABEL_WORDS: [&str; 15] = [
    "可持续",
    "满意度",
    "服务",
    "对象",
    "影响",
    "效益",
    "指标",
    "社会",
    "经济",
    "生态",
    "数量",
    "质量",
    "时效",
    "成本",
    "产出",
];

/// A label of a form with its words held together.
pub(super) fn unbroken_label(label: &str) -> String {
    let mut out = String::new();
    let mut rest = label;
    while let Some(first) = rest.chars().next() {
        let word = LABEL_WORDS.into_iter().find(|word| rest.starts_with(word));
        let length = word.map_or(first.len_utf8(), str::len);
        out.push_str(&held(&rest[..length]));
        rest = &rest[length..];
    }
    out
}

/// A number with its unit in brackets: the bracket is not torn, and may stand on a line of its own.
pub(super) fn with_whole_bracket(text: &str) -> String {
    match (text.rfind('('), text.ends_with(')')) {
        (Some(at), true) => format!("{}\u{200B}{}", unbroken(&text[..at]), held(&text[at..])),
        _ => unbroken(text),
    }
}

/// The head of a column: its bracket is not torn, and no line of it has one character.
pub(super) fn unbroken_head(title: &str) -> String {
    let lines = title.split('\n').map(|line| {
        let (words, bracket) = line.split_at(line.find('（').unwrap_or(line.len()));
        let count = words.chars().count();
        let last = if count > 4 { 3 } else { 2 };
        let end = words.char_indices().nth(count.saturating_sub(last)).map_or(0, |(at, _)| at);
        let bracket = if bracket.chars().count() <= 6 { held(bracket) } else { bracket.to_owned() };
        format!("{}{}{bracket}", &words[..end], held(&words[end..]))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Words that no line may end in.
fn held(words: &str) -> String {
    words.chars().map(String::from).collect::<Vec<_>>().join(&JOINER.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_part_before_their_bracket_and_leave_no_single_character() {
        let shown = |head: &str| unbroken_head(head).replace(JOINER, "|");
        assert_eq!(shown("预算执行率"), "预算执|行|率");
        assert_eq!(shown("买样费用（万元）"), "买样费|用（|万|元|）");
        assert_eq!(with_whole_bracket("≤5.00(工作日)").replace(JOINER, "|"), "≤5.00\u{200B}(|工|作|日|)");
    }

    #[test]
    fn labels_of_forms_part_between_words() {
        let shown = |label: &str| unbroken_label(label).replace(JOINER, "|");
        assert_eq!(shown("可持续影响指标"), "可|持|续影|响指|标");
        assert_eq!(shown("服务对象满意度指标"), "服|务对|象满|意|度指|标");
    }
}
