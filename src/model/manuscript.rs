//! A document as its reader has it before him: every word and every printed cell, each with its
//! place in the user's files. The review reads nothing else, so that bound and typed numbers,
//! declared and pasted tables are judged by the same rules.

use super::{Date, Unit};
use crate::diag::Origin;
use crate::resolve::Part;
use std::ops::Range;

/// What is read of one document: a report, a notice or one form.
#[derive(Debug, Clone, Default)]
pub struct Manuscript {
    /// The document's title.
    pub title: String,
    /// The document's date; waivers run out by it, not by the clock.
    pub date: Option<Date>,
    /// The year it is about, as the settings say.
    pub year: Option<i32>,
    /// Names the settings give: lines of the cover, keywords, each with what it is.
    pub names: Vec<(String, String)>,
    /// Headings, paragraphs, items, captions and notes in reading order.
    pub passages: Vec<Passage>,
    /// The tables: placed ones in the order of the text, then those that are only data.
    pub grids: Vec<Grid>,
    /// The grades by score, the best first: the least score and the word.
    pub grades: Vec<(rust_decimal::Decimal, String)>,
    /// What the settings list as attached; annexes written in the project are passages.
    pub attachments: Vec<String>,
    /// What the profile's outline is called.
    pub outline: String,
    /// The chapters the outline asks for, each a word of the title or several to choose from: 问题|不足.
    pub chapters: Vec<String>,
}

/// A run of text that stands alone.
#[derive(Debug, Clone)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// The part of the document.
    pub part: Part,
    /// The words as printed, bound values filled in.
    pub text: String,
    /// The bytes of [`Self::text`] that the program wrote: they cannot be mistyped.
    pub bound: Vec<Range<usize>>,
    /// Where it begins.
    pub origin: Origin,
}

/// What a passage is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PassageKind {
    /// A heading of level 1 to 6, without its number.
    Heading(u8),
    /// The title of an annex, with its number.
    Annex(usize),
    /// A paragraph.
    Paragraph,
    /// The beginning of an item of the list with this number in the document.
    Item(usize),
    /// The caption of the grid with this place in [`Manuscript::grids`].
    TableCaption(usize),
    /// The caption of the figure with this number.
    FigureCaption(usize),
    /// A note or source beneath the grid with this place in [`Manuscript::grids`].
    TableNote(usize),
    /// A footnote.
    Footnote,
    /// A long text in a form.
    Field,
}

/// A table as it is printed.
#[derive(Debug, Clone)]
pub struct Grid {
    /// Its name.
    pub name: String,
    /// The words of its caption.
    pub title: String,
    /// Its number in the document, if it is placed in the text.
    pub number: Option<usize>,
    /// What stands in the 单位 line.
    pub unit: Option<String>,
    /// The columns, hidden ones among them.
    pub columns: Vec<GridColumn>,
    /// The rows, the total last if there is one.
    pub rows: Vec<GridRow>,
    /// The column with hierarchy codes, if one is declared.
    pub hierarchy: Option<usize>,
    /// Where it is declared.
    pub origin: Origin,
    /// Where its data stands.
    pub data: String,
    /// Whether the program made the whole table.
    pub made: bool,
}

/// A column of a printed table.
#[derive(Debug, Clone)]
pub struct GridColumn {
    /// Its name in the data.
    pub name: String,
    /// What is printed in the head, with the head it shares with its neighbours before it.
    pub title: String,
    /// The unit of its numbers.
    pub unit: Option<Unit>,
    /// Whether its cells are declared as numbers.
    pub numeric: bool,
    /// Whether its cells are declared as codes.
    pub code: bool,
    /// Whether it is printed at all.
    pub printed: bool,
}

/// A row of a printed table.
#[derive(Debug, Clone)]
pub struct GridRow {
    /// The unit the row itself names.
    pub unit: Option<String>,
    /// The cells, one for each column.
    pub cells: Vec<GridCell>,
}

/// A printed cell.
#[derive(Debug, Clone)]
pub struct GridCell {
    /// The words or digits as printed.
    pub text: String,
    /// Whether the program computed it.
    pub computed: bool,
    /// Where it stands.
    pub origin: Origin,
}

impl Manuscript {
    /// The same document as if everything had been typed by hand, which is how it looks when it
    /// comes out of a word processor.
    #[must_use]
    pub fn typed_by_hand(mut self) -> Self {
        for passage in &mut self.passages {
            passage.bound.clear();
        }
        for grid in &mut self.grids {
            grid.made = false;
            for cell in grid.rows.iter_mut().flat_map(|row| &mut row.cells) {
                cell.computed = false;
            }
        }
        self
    }
}
