//! From comrak's inline nodes to [`Inline`]s.

use super::Inline;
use super::expressions::{Piece, has_value, pieces};
use super::parse::{DEEPEST, Reader};
use comrak::nodes::{Node, NodeValue};

/// How links begin that lead out of the document.
const WEB: [&str; 3] = ["https://", "http://", "mailto:"];

impl Reader<'_> {
    /// The inlines below a node.
    pub(super) fn inlines<'a>(&mut self, node: Node<'a>) -> Vec<Inline> {
        let mut inlines = Vec::new();
        for child in node.children() {
            self.push_inline(&mut inlines, child);
        }
        join_lines(inlines)
    }

    /// The inlines of an emphasis.
    fn nested<'a>(&mut self, node: Node<'a>) -> Vec<Inline> {
        self.depth += 1;
        let inner = if self.depth > DEEPEST {
            self.unsupported(node, "套得这么深的着重号", "请只留一层 ** 或 *");
            Vec::new()
        } else {
            self.inlines(node)
        };
        self.depth -= 1;
        inner
    }

    fn push_link<'a>(&mut self, inlines: &mut Vec<Inline>, node: Node<'a>, url: String) {
        if has_value(&url) {
            self.unsupported(node, "网址里的 {{ }}", "请把网址写全");
        } else if !WEB.iter().any(|scheme| url.starts_with(scheme)) {
            self.unsupported(node, "不是网址的链接", "链接要以 https:// 或 http:// 开头");
        } else {
            let text = self.inlines(node);
            inlines.push(Inline::Link { url, text });
        }
    }

    fn push_inline<'a>(&mut self, inlines: &mut Vec<Inline>, node: Node<'a>) {
        let value = node.data.borrow().value.clone();
        match value {
            NodeValue::Text(text) => {
                self.note_missing_footnote(&text, node);
                push_text(inlines, &text);
            }
            NodeValue::SoftBreak => inlines.push(Inline::Text("\n".into())),
            NodeValue::LineBreak => inlines.push(Inline::Break),
            NodeValue::Strong => {
                let inner = self.nested(node);
                inlines.push(Inline::Strong(inner));
            }
            NodeValue::Emph => {
                let inner = self.nested(node);
                inlines.push(Inline::Emphasis(inner));
            }
            NodeValue::Link(link) => self.push_link(inlines, node, link.url),
            NodeValue::FootnoteReference(_) if self.in_note => {
                self.unsupported(node, "脚注里的脚注", "请把两条脚注并成一条");
            }
            NodeValue::FootnoteReference(reference) => {
                let blocks = self.footnote(&reference.name);
                inlines.push(Inline::Note(blocks));
            }
            NodeValue::HtmlInline(html) if html.starts_with("<!--") => {}
            NodeValue::HtmlInline(_) => self.unsupported(node, "HTML 标记", "请删去尖括号标记，换行另起一段"),
            NodeValue::Code(code) => inlines.push(Inline::Code(self.as_written(&code.literal))),
            NodeValue::Image(_) => {
                self.unsupported(node, "和文字混在一段里的图片", "请让图片独占一段，前后空行");
            }
            _ => self.unsupported(node, "这种记号", "请对照手册（docs/manual）的“正文”一章改写"),
        }
    }
}

fn push_text(inlines: &mut Vec<Inline>, text: &str) {
    for piece in pieces(text) {
        inlines.push(match piece {
            Piece::Words(words) => Inline::Text(words.to_owned()),
            Piece::Value(index) => Inline::Value(index),
        });
    }
}

/// Joins the lines of a paragraph: nothing stands between Han characters, a space between words.
fn join_lines(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut joined: Vec<Inline> = Vec::new();
    let mut rest = inlines.into_iter().peekable();
    while let Some(inline) = rest.next() {
        match (&inline, joined.last_mut()) {
            (Inline::Text(text), last) if text == "\n" => {
                let before = last.as_deref().and_then(last_char);
                let after = rest.peek().and_then(first_char);
                if let (Some(true), Some(true)) = (before.map(is_latin), after.map(is_latin)) {
                    joined.push(Inline::Text(" ".into()));
                }
            }
            (Inline::Text(text), Some(Inline::Text(last))) => last.push_str(text),
            _ => joined.push(inline),
        }
    }
    joined
}

fn last_char(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Text(text) => text.chars().last(),
        _ => None,
    }
}

fn first_char(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Text(text) => text.chars().next(),
        _ => None,
    }
}

fn is_latin(character: char) -> bool {
    character.is_ascii_graphic()
}
