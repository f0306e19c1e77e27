//! User text as Typst string literals.

/// The text as a Typst string literal: whatever it holds, it is never code.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether a character is set as wide as it is high.
pub(super) fn is_han(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The text without typed spaces between Han and Latin: the typesetter sets its own gap there.
pub(super) fn without_typed_gaps(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (index, character) in characters.iter().enumerate() {
        let before = index.checked_sub(1).map(|i| characters[i]);
        let after = characters.get(index + 1).copied();
        let gap = *character == ' '
            && matches!((before, after), (Some(b), Some(a)) if is_han(b) != is_han(a) && a != ' ' && b != ' ');
        if !gap {
            out.push(*character);
        }
    }
    out
}

/// How wide the text is, in em, with the gaps the typesetter sets between Han and Latin.
pub(super) fn width_in_em(text: &str) -> f64 {
    let pairs = text.chars().zip(text.chars().skip(1));
    let gaps = pairs.filter(|(a, b)| is_word_like(*a) && is_word_like(*b) && is_han(*a) != is_han(*b)).count();
    characters_in_em(text) + gaps as f64 * 0.25
}

fn is_word_like(character: char) -> bool {
    character.is_alphanumeric()
}

fn characters_in_em(text: &str) -> f64 {
    text.chars()
        .map(|character| match character {
            c if is_han(c) || u32::from(c) > 0x2000 => 1.0,
            'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.85,
            c if c.is_ascii_uppercase() => 0.7,
            ',' | '.' => 0.25,
            ' ' | ':' | ';' | 'i' | 'l' | 'j' | 't' | 'f' | '(' | ')' | '-' | '/' => 0.32,
            _ => 0.5,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_cannot_be_left() {
        assert_eq!(literal("a\"#b\\"), "\"a\\\"#b\\\\\"");
        assert_eq!(literal("一\n二"), r#""一\n二""#);
    }

    #[test]
    fn typed_gaps_go_and_spaces_between_words_stay() {
        assert_eq!(without_typed_gaps("在 2024 年 PDF 文件"), "在2024年PDF文件");
        assert_eq!(without_typed_gaps("open source 软件"), "open source软件");
    }
}
