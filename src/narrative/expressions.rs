//! Taking the bound values `{{ … }}` out of the text before Markdown is read.

use crate::diag::{Diagnostic, Findings, Line, Origin, Problem};

/// A bound value as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    /// The text between the braces.
    pub text: String,
    /// The same with braces and spaces, as it is written.
    pub source: String,
    /// The line on which it stands.
    pub line: Line,
}

/// Private-use characters that bracket the number of an expression while Markdown is read.
/// Where the user wrote one himself, the glyph check reports it and nothing is made.
const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

/// The text with every `{{ … }}` replaced by a token, and the expressions in order.
pub(super) fn take_out(file: &str, text: &str, findings: &mut Findings) -> (String, Vec<Expression>) {
    let mut expressions = Vec::new();
    let mut kept = String::with_capacity(text.len());
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let number = Line::zero_based(index);
        let mut rest = line;
        while let Some(start) = rest.find("{{") {
            kept.push_str(&rest[..start]);
            let Some(end) = closing(&rest[start + 2..]) else {
                let origin = Origin::line(file, number);
                findings.push(Diagnostic::new(Problem::ExpressionUnclosed, origin).excerpt(rest[start..].trim()));
                rest = "\n";
                break;
            };
            let inner = &rest[start + 2..start + 2 + end];
            kept.push_str(&format!("{OPEN}{}{CLOSE}", expressions.len()));
            let source = format!("{{{{{inner}}}}}");
            expressions.push(Expression { text: inner.trim().to_owned(), source, line: number });
            rest = &rest[start + 2 + end + 2..];
        }
        kept.push_str(rest);
    }
    (kept, expressions)
}

/// Where the `}}` stands that is outside quotes.
fn closing(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut previous = '\0';
    for (index, character) in text.char_indices() {
        match (quote, character) {
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if character == open => quote = None,
            (None, '}') if previous == '}' => return Some(index - 1),
            _ => {}
        }
        previous = character;
    }
    None
}

/// A stretch of text between tokens, or a token.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Plain words.
    Words(&'a str),
    /// The number of an expression.
    Value(usize),
}

/// The text cut at its tokens.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let Some((number, behind)) = after.split_once(CLOSE) else { break };
        if !before.is_empty() {
            pieces.push(Piece::Words(before));
        }
        if let Ok(index) = number.parse() {
            pieces.push(Piece::Value(index));
        }
        rest = behind;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

/// Whether the text holds a bound value.
pub(super) fn has_value(text: &str) -> bool {
    text.contains(OPEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_values_out_and_keeps_the_words() {
        let mut findings = Findings::default();
        let (text, found) =
            take_out("a.md", "预算{{ 表.行.列 | 万元 }}万元，\n共{{ 行数(\"表\") }}项。", &mut findings);
        assert_eq!(found[0].text, "表.行.列 | 万元");
        assert_eq!(found[1].line, Line::one_based(2));
        assert_eq!(
            pieces(text.lines().next().expect("a line")),
            [Piece::Words("预算"), Piece::Value(0), Piece::Words("万元，")]
        );
        assert!(findings.iter().next().is_none());
    }

    #[test]
    fn braces_inside_quotes_do_not_close() {
        let (_, found) = take_out("a.md", "{{ \"}}\" }}", &mut Findings::default());
        assert_eq!(found[0].text, "\"}}\"");
    }

    #[test]
    fn an_open_value_is_a_finding_and_the_rest_is_read() {
        let mut findings = Findings::default();
        let (_, found) = take_out("a.md", "一{{ 表\n二{{ 乙 }}", &mut findings);
        assert_eq!(found.len(), 1);
        assert_eq!(findings.iter().count(), 1);
    }
}
