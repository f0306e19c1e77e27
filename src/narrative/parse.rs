//! From Markdown to blocks.

use super::expressions::{Expression, Piece, pieces};
use super::{Block, BlockKind, Inline, Narrative, Numbering, plain_text};
use super::{asterisks, expressions};
use crate::diag::{Diagnostic, Findings, Limit, Line, Origin, Problem};
use crate::resolve::Part;
use comrak::nodes::{ListType, Node, NodeValue};
use comrak::{Arena, Options, parse_document};
use std::collections::BTreeMap;

/// Reads one narrative file; what Markdown allows and a document does not is a finding.
pub fn parse(file: &str, part: Part, text: &str, findings: &mut Findings) -> Narrative {
    let (text, expressions) = expressions::take_out(file, text, findings);
    let text = asterisks::kept(&text);
    let arena = Arena::new();
    let root = parse_document(&arena, &text, &options());
    let mut reader = Reader {
        file,
        source: &text,
        expressions: &expressions,
        findings,
        notes: BTreeMap::new(),
        in_note: true,
        depth: 0,
    };
    for node in root.children() {
        if let NodeValue::FootnoteDefinition(definition) = &node.data.borrow().value {
            let blocks = reader.inner_blocks(node);
            reader.notes.insert(definition.name.clone(), blocks);
        }
    }
    reader.in_note = false;
    let blocks = reader.blocks(root);
    Narrative { file: file.to_owned(), part, blocks, expressions }
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.cjk_friendly_emphasis = true;
    options.extension.footnotes = true;
    options.extension.block_directive = true;
    // Read only so that they can be refused with a remedy.
    options.extension.table = true;
    options
}

/// Walks one file's tree.
pub(super) struct Reader<'a> {
    pub(super) file: &'a str,
    pub(super) source: &'a str,
    expressions: &'a [Expression],
    findings: &'a mut Findings,
    notes: BTreeMap<String, Vec<Block>>,
    /// Whether a footnote is being read: notes do not stand in notes.
    pub(super) in_note: bool,
    /// How deep the present list or emphasis is nested.
    pub(super) depth: usize,
}

/// Deeper nesting is refused: the page has no room for it and the typesetter no patience.
pub(super) const DEEPEST: usize = Limit::ListNesting.most();

impl Reader<'_> {
    pub(super) fn blocks<'a>(&mut self, parent: Node<'a>) -> Vec<Block> {
        let mut blocks = Vec::new();
        for node in parent.children() {
            let line = line_of(node);
            if let Some(kind) = self.block(node) {
                blocks.push(Block { line, kind });
            }
        }
        blocks
    }

    /// The blocks of a list item or a footnote: paragraphs and lists, nothing that is placed.
    fn inner_blocks<'a>(&mut self, parent: Node<'a>) -> Vec<Block> {
        self.depth += 1;
        if self.depth > DEEPEST {
            self.unsupported(parent, "套得这么深的列表", "请改成小标题加段落");
            self.depth -= 1;
            return Vec::new();
        }
        let mut kept = Vec::new();
        for node in parent.children() {
            let is_running = matches!(node.data.borrow().value, NodeValue::Paragraph | NodeValue::List(_));
            match self.block(node) {
                Some(kind @ (BlockKind::Paragraph(_) | BlockKind::List { .. })) if is_running => {
                    kept.push(Block { line: line_of(node), kind });
                }
                Some(_) => {
                    let remedy = "请放到列表、脚注外面，前后空行，行首不缩进";
                    self.unsupported(node, "列表或脚注里的标题、表、图、公式、指标", remedy);
                }
                None => {}
            }
        }
        self.depth -= 1;
        kept
    }

    fn block<'a>(&mut self, node: Node<'a>) -> Option<BlockKind> {
        let value = node.data.borrow().value.clone();
        match value {
            NodeValue::Heading(heading) => Some(self.heading(node, heading.level)),
            NodeValue::Paragraph => self.paragraph(node),
            NodeValue::List(list) => {
                let start = (list.list_type == ListType::Ordered).then_some(list.start);
                let items = node.children().map(|item| self.inner_blocks(item)).collect();
                Some(BlockKind::List { start, items })
            }
            NodeValue::CodeBlock(code) => self.fence(node, &code.info, &code.literal),
            NodeValue::BlockDirective(directive) => self.container(node, &directive.info),
            NodeValue::FootnoteDefinition(_) => None,
            NodeValue::HtmlBlock(html) if html.literal.trim_start().starts_with("<!--") => None,
            NodeValue::HtmlBlock(_) => self.unsupported_block(node, "HTML 标记", "请删去尖括号标记，换行另起一段"),
            NodeValue::Table(_) => self.unsupported_block(node, "表格", "请把表放进 tables 文件夹，用 ::表 放到这里"),
            NodeValue::BlockQuote => self.unsupported_block(node, "引文块", "请去掉行首的 >"),
            NodeValue::ThematicBreak => self.unsupported_block(node, "分隔线", "请删去这一行"),
            _ => self.unsupported_block(node, "这种记号", "请对照手册（docs/manual）的“正文”一章改写"),
        }
    }

    fn heading<'a>(&mut self, node: Node<'a>, level: u8) -> BlockKind {
        let mut title = self.inlines(node);
        let mut numbering = Numbering::Numbered;
        if let Some(Inline::Text(last)) = title.last_mut()
            && let Some(words) = last.strip_suffix("{-}")
        {
            *last = words.trim_end().to_owned();
            numbering = Numbering::Unnumbered;
        }
        if title.iter().any(|inline| matches!(inline, Inline::Note(_))) {
            self.unsupported(node, "标题里的脚注", "请把脚注移到正文里");
        }
        if title.iter().all(|inline| matches!(inline, Inline::Text(words) if words.trim().is_empty())) {
            self.unsupported(node, "没有字的标题", "请写上标题，或删去这一行");
        }
        if numbering == Numbering::Numbered && is_numbered(plain_text(&title).trim()) {
            self.unsupported(node, "自己带编号的标题", "请删去编号，由程序来加；不要编号就在后面写 {-}");
        }
        BlockKind::Heading { level, title, numbering }
    }

    fn paragraph<'a>(&mut self, node: Node<'a>) -> Option<BlockKind> {
        let position = node.data.borrow().sourcepos;
        let lines = self.source.lines().take(position.end.line).skip(position.start.line - 1).map(str::trim);
        let directive = lines.clone().find(|line| line.starts_with("::")).map(str::to_owned);
        if let Some(line) = directive {
            return self.leaf(node, line);
        }
        let failed = lines.into_iter().find_map(failed_mark);
        if let Some((what, remedy)) = failed {
            return self.unsupported_block(node, what, remedy);
        }
        if let Some(image) = only_child(node)
            && let NodeValue::Image(link) = &image.data.borrow().value
        {
            let words = self.inlines(image);
            let title = plain_text(&words);
            let values = words.iter().any(|word| matches!(word, Inline::Value(_)));
            if values || expressions::has_value(&link.title) || expressions::has_value(&link.url) {
                self.unsupported(node, "图片题名、说明、路径里的 {{ }}", "请把字写全");
                return None;
            }
            if title.trim().is_empty() {
                self.unsupported(node, "没有题名的图片", "请在方括号里写上题名：![题名](images/…)");
            }
            let alt = if link.title.is_empty() { title.clone() } else { link.title.clone() };
            return Some(BlockKind::Image { path: project_path(&link.url), title, alt });
        }
        let inlines = self.inlines(node);
        (!inlines.is_empty()).then_some(BlockKind::Paragraph(inlines))
    }

    /// Code with its bound values as they are written: they are shown, not filled in.
    pub(super) fn as_written(&self, code: &str) -> String {
        let piece = |piece| match piece {
            Piece::Words(words) => words.to_owned(),
            Piece::Value(index) => self.expressions.get(index).map_or_else(String::new, |value| value.source.clone()),
        };
        pieces(code).into_iter().map(piece).collect()
    }

    /// The blocks of a footnote.
    pub(super) fn footnote(&mut self, name: &str) -> Vec<Block> {
        self.notes.get(name).cloned().unwrap_or_default()
    }

    /// A reference without definition is left as text by Markdown.
    pub(super) fn note_missing_footnote<'a>(&mut self, text: &str, node: Node<'a>) {
        let Some((_, rest)) = text.split_once("[^") else { return };
        let Some((name, _)) = rest.split_once(']') else { return };
        let problem = Problem::FootnoteMissing { name: name.to_owned() };
        self.findings.add(problem, Origin::line(self.file, line_of(node)));
    }

    /// Refuses an inline.
    pub(super) fn unsupported<'a>(&mut self, node: Node<'a>, what: &str, remedy: &str) {
        self.report(node, Problem::MarkupUnsupported { what: what.into(), remedy: remedy.into() });
    }

    pub(super) fn unsupported_block<'a>(&mut self, node: Node<'a>, what: &str, remedy: &str) -> Option<BlockKind> {
        self.unsupported(node, what, remedy);
        None
    }

    pub(super) fn report<'a>(&mut self, node: Node<'a>, problem: Problem) {
        let origin = Origin::line(self.file, line_of(node));
        let excerpt = self.source_line(node).trim().to_owned();
        let excerpt = excerpt.replace(['\u{E000}', '\u{E001}'], "");
        self.findings.push(Diagnostic::new(problem, origin).excerpt(excerpt));
    }

    /// The line of the source on which a node begins.
    pub(super) fn source_line<'a>(&self, node: Node<'a>) -> &str {
        self.source.lines().nth(line_of(node).number() - 1).unwrap_or_default()
    }
}

/// A line that was meant as something else than running text: what it is, and the remedy.
fn failed_mark(line: &str) -> Option<(&'static str, &'static str)> {
    let bare = line.trim_start_matches('#');
    let joined = bare.starts_with(|c: char| !c.is_ascii());
    if line.starts_with('#') && (joined || line.len() - bare.len() > 6) {
        return Some(("没有空格或超过六级的 # 标题", "# 和标题之间空一格，最多六个 #"));
    }
    if line.starts_with("：：") || line.starts_with(":：") || line.starts_with("：:") {
        return Some(("全角冒号的指令", "请写半角：::表 名字"));
    }
    if line.contains("｛｛") || single_braces(line) {
        return Some(("不成对的或全角的花括号", "取数请写半角的两个花括号：{{ 表名.行.列 }}"));
    }
    None
}

/// `{ 预算执行.合计.执行率 }`: a bound value with one brace too few.
fn single_braces(line: &str) -> bool {
    let inside = line.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(inside, _)| inside);
    inside.into_iter().any(|inside| {
        let is_path = inside.contains('.') && !inside.contains(['%', '#', '"']);
        is_path && !inside.is_ascii()
    })
}

/// Whether a title begins with a number of its own: 一、 （一） 1. 1、
fn is_numbered(title: &str) -> bool {
    let han = |c: char| "一二三四五六七八九十".contains(c);
    let rest = title.trim_start_matches(['（', '(']);
    let number = rest.trim_start_matches(|c: char| han(c) || c.is_ascii_digit());
    let in_brackets = rest.len() < title.len() && number.starts_with(['）', ')']);
    let mut behind = number.chars();
    let point = rest.len() == title.len() && matches!(behind.next(), Some('、' | '.' | '．'));
    let goes_on = behind.next().is_some_and(|c| c.is_ascii_digit());
    number.len() < rest.len() && (in_brackets || (point && !goes_on))
}

/// A path as the project's files are known: `./images/现场%20照片.png` is `images/现场 照片.png`.
fn project_path(written: &str) -> String {
    let path = written.replace('\\', "/").replace("%20", " ");
    path.strip_prefix("./").map_or_else(|| path.clone(), str::to_owned)
}

fn line_of(node: Node<'_>) -> Line {
    Line::one_based(node.data.borrow().sourcepos.start.line)
}

fn only_child(node: Node<'_>) -> Option<Node<'_>> {
    let mut children = node.children();
    let first = children.next()?;
    children.next().is_none().then_some(first)
}
