//! The prose of a document as a tree of blocks, free of Markdown.
//!
//! comrak is used in [`parse()`] alone; every later stage works on these types. Bound values
//! (`{{ … }}`) are taken out before Markdown is read, so that neither can disturb the other.

mod asterisks;
mod directives;
mod expressions;
mod flow;
mod formula;
mod inlines;
mod parse;

pub use expressions::Expression;
pub(crate) use expressions::{Piece, pieces};
pub use flow::Flow;
pub use formula::{FormulaLine, FormulaPart};
pub use parse::parse;

use crate::diag::Line;
use crate::resolve::Part;

/// One narrative file.
#[derive(Debug, Clone, PartialEq)]
pub struct Narrative {
    /// The file, relative to the project folder.
    pub file: String,
    /// The part of the document it belongs to.
    pub part: Part,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Its bound values; inlines point to them.
    pub expressions: Vec<Expression>,
}

/// A block with the line on which it begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Where it begins.
    pub line: Line,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of blocks.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// A heading, level 1 to 6.
    Heading {
        /// The level as written.
        level: u8,
        /// The words.
        title: Vec<Inline>,
        /// Whether a number stands before it.
        numbering: Numbering,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// The first number of an ordered list.
        start: Option<usize>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// `::表 name`
    Table(String),
    /// `::图 name`
    Chart(String),
    /// `![title](path "alt")` alone in its paragraph.
    Image {
        /// The file, relative to the project folder.
        path: String,
        /// The words of the caption.
        title: String,
        /// The text that stands for the picture.
        alt: String,
    },
    /// A flow chart.
    Flow(Flow),
    /// Code or the text of a file, printed as it stands.
    Listing {
        /// What stands above it: the name of the file.
        name: String,
        /// The lines.
        text: String,
    },
    /// A formula on a line of its own.
    Formula(FormulaLine),
    /// `::得分表 level-1 indicator`
    ScoreTable(String),
    /// `::得分汇总`
    ScoreSummary,
    /// `::评分底稿`
    WorkingPaper,
    /// `:::指标 code … :::`
    Indicator {
        /// The indicator's code.
        code: String,
        /// The analysis.
        blocks: Vec<Block>,
    },
}

/// Whether a heading carries a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// Numbered by the profile.
    Numbered,
    /// `{-}`
    Unnumbered,
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// A bound value: its place in [`Narrative::expressions`].
    Value(usize),
    /// `**…**`
    Strong(Vec<Inline>),
    /// `*…*`
    Emphasis(Vec<Inline>),
    /// A footnote's blocks.
    Note(Vec<Block>),
    /// A hard line break.
    Break,
    /// `` `…` ``: names and settings, printed as they stand.
    Code(String),
    /// A link to the web.
    Link {
        /// Where it leads.
        url: String,
        /// The words.
        text: Vec<Inline>,
    },
}

impl Narrative {
    /// Calls `visit` for every block, also those inside lists and indicator analyses.
    pub fn for_each_block<'a>(&'a self, visit: &mut impl FnMut(&'a Block)) {
        walk(&self.blocks, visit);
    }
}

fn walk<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match &block.kind {
            BlockKind::Indicator { blocks, .. } => walk(blocks, visit),
            BlockKind::List { items, .. } => items.iter().for_each(|item| walk(item, visit)),
            _ => {}
        }
    }
}

/// The words of inlines, without bound values and notes.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(words) => text.push_str(words),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => {
                text.push_str(&plain_text(inner));
            }
            Inline::Code(code) => text.push_str(code),
            Inline::Value(_) | Inline::Note(_) | Inline::Break => {}
        }
    }
    text
}
