//! Cutting a formula into tokens.

use rust_decimal::Decimal;

/// A token of a formula.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number(Decimal),
    Word(String),
    /// A name in quotes and square brackets.
    Quoted(String),
    /// One of + - * / ( ) , .
    Sign(char),
}

/// The tokens of a formula, or what cannot be read.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            '+' | '-' | '*' | '/' | '(' | ')' | ',' | '.' => (Token::Sign(first), 1),
            '×' => (Token::Sign('*'), first.len_utf8()),
            '÷' => (Token::Sign('/'), first.len_utf8()),
            '，' => (Token::Sign(','), first.len_utf8()),
            '[' => quoted(rest)?,
            _ => word_or_number(rest),
        };
        if length == 0 {
            return Err(format!("「{first}」读不懂"));
        }
        tokens.push(token);
        rest = rest[length..].trim_start();
    }
    Ok(tokens)
}

/// `["名字"]`
fn quoted(text: &str) -> Result<(Token, usize), String> {
    let error = || "方括号里要写带引号的名字，如 [\"2.10\"]".to_owned();
    let end = text.find(']').ok_or_else(error)?;
    let inner = text[1..end].trim();
    let name = ['"', '\''].into_iter().find_map(|quote| inner.strip_prefix(quote)?.strip_suffix(quote));
    Ok((Token::Quoted(name.ok_or_else(error)?.to_owned()), end + 1))
}

/// A run of characters up to the next sign: a number if all of it is one, else a name. A point
/// belongs to a number, but parts names.
fn word_or_number(text: &str) -> (Token, usize) {
    let numeric = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
    let ends = |length: usize| text[length..].chars().next().is_none_or(is_sign);
    if numeric > 0
        && ends(numeric)
        && let Ok(number) = Decimal::from_str_exact(&text[..numeric])
    {
        return (Token::Number(number), numeric);
    }
    let length = text.find(is_sign).unwrap_or(text.len());
    (Token::Word(text[..length].to_owned()), length)
}

fn is_sign(character: char) -> bool {
    character.is_whitespace() || "+-*/(),.[]×÷，\"'".contains(character)
}
