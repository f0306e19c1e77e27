//! The choices of a question, `A.男　　B.女`, set in columns and kept with their question.

use super::writer::Writer;
use crate::compose::text::literal;
use crate::narrative::{Block, BlockKind, Inline};

impl Writer<'_> {
    /// Writes the choices at the head of `blocks`; how many blocks they are, 0 if there are none.
    pub(super) fn choices(&mut self, blocks: &[Block]) -> usize {
        let found: Vec<Vec<String>> = blocks.iter().map_while(choices).collect();
        let Some(first) = blocks.first().filter(|_| !found.is_empty()) else { return 0 };
        let words: String = found.iter().flatten().map(|words| format!("{}, ", literal(words))).collect();
        self.push(first.line, format!("#choices(({words}))"));
        found.len()
    }
}

/// The choices a paragraph consists of, if every one of them begins with a letter.
pub(super) fn choices(block: &Block) -> Option<Vec<String>> {
    let BlockKind::Paragraph(inlines) = &block.kind else { return None };
    let words: Option<String> = inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) => Some(text.as_str()),
            Inline::Break => Some("　"),
            _ => None,
        })
        .collect();
    let words = words?;
    let parts: Vec<String> =
        words.split('　').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    (!parts.is_empty() && parts.iter().all(|part| is_choice(part))).then_some(parts)
}

/// `A.男`, `B、女`
fn is_choice(words: &str) -> bool {
    let mut characters = words.chars();
    characters.next().is_some_and(|letter| letter.is_ascii_uppercase())
        && characters.next().is_some_and(|mark| matches!(mark, '.' | '．' | '、'))
        && characters.next().is_some_and(|first| !first.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Line;

    fn found(words: &str) -> Option<Vec<String>> {
        let kind = BlockKind::Paragraph(vec![Inline::Text(words.to_owned())]);
        choices(&Block { line: Line::one_based(1), kind })
    }

    #[test]
    fn paragraphs_of_lettered_choices_are_found() {
        assert_eq!(found("A.男　　B.女"), Some(vec!["A.男".to_owned(), "B.女".to_owned()]));
        assert_eq!(found("C、其他").map(|all| all.len()), Some(1));
    }

    #[test]
    fn other_paragraphs_are_left_alone() {
        assert_eq!(found("A.1.2版的标准"), None);
        assert_eq!(found("A类项目　B类项目"), None);
        assert_eq!(found(""), None);
    }
}
