//! The choices of a question, `A.男　　B.女`, set in columns and kept with their question.

use super::writer::Writer;
use crate::compose::text::literal;
use crate::compose::unbroken::unbroken;
use crate::narrative::{Block, BlockKind, Inline};

impl Writer<'_> {
    /// Writes the choices at the head of `blocks`; how many blocks they are, 0 if there are none.
    pub(super) fn choices(&mut self, blocks: &[Block]) -> usize {
        let found = choices_at_head(blocks);
        let Some(first) = blocks.first().filter(|_| !found.is_empty()) else { return 0 };
        let words: String = found.iter().flatten().map(|words| format!("{}, ", literal(&unbroken(words)))).collect();
        self.push(first.line, format!("#choices(({words}))"));
        found.len()
    }
}

/// The choices the first paragraphs consist of: lettered from A on, two at least.
pub(super) fn choices_at_head(blocks: &[Block]) -> Vec<Vec<String>> {
    let mut next = b'A';
    let mut found = Vec::new();
    for block in blocks {
        let parts = parts(block);
        let lettered = parts.iter().zip(next..).all(|(part, letter)| is_choice(part, char::from(letter)));
        if parts.is_empty() || !lettered {
            break;
        }
        next = next.saturating_add(u8::try_from(parts.len()).unwrap_or(u8::MAX));
        found.push(parts);
    }
    if next > b'B' { found } else { Vec::new() }
}

/// The words of a paragraph between wide spaces; nothing if it holds more than words.
fn parts(block: &Block) -> Vec<String> {
    let BlockKind::Paragraph(inlines) = &block.kind else { return Vec::new() };
    let words: Option<String> = inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) => Some(text.as_str()),
            Inline::Break => Some("　"),
            _ => None,
        })
        .collect();
    let words = words.unwrap_or_default();
    words.split('　').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// `A.男`, `A、男`, and not `A、B两类`.
fn is_choice(words: &str, letter: char) -> bool {
    let rest = words.strip_prefix(letter).and_then(|rest| rest.strip_prefix(['.', '．', '、']));
    rest.and_then(|rest| rest.chars().next()).is_some_and(|first| !first.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Line;

    fn found(paragraphs: &[&str]) -> Vec<Vec<String>> {
        let block = |words: &&str| {
            let kind = BlockKind::Paragraph(vec![Inline::Text((*words).to_owned())]);
            Block { line: Line::one_based(1), kind }
        };
        choices_at_head(&paragraphs.iter().map(block).collect::<Vec<_>>())
    }

    #[test]
    fn paragraphs_of_lettered_choices_are_found() {
        assert_eq!(found(&["A.男　　B.女", "Q2"]), [["A.男", "B.女"]]);
        assert_eq!(found(&["A、是", "B、否", "各项都要写。"]).len(), 2);
    }

    #[test]
    fn other_paragraphs_are_left_alone() {
        for words in ["A.1.2版的标准", "A类项目　B类项目", "", "A、B两个项目都已完成。", "A、甲项目已经完成。", "B.女"]
        {
            assert_eq!(found(&[words]), Vec::<Vec<String>>::new(), "{words}");
        }
    }
}
