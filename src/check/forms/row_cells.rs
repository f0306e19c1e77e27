//! The cells of a row of forms.

use crate::check::cells;
use crate::diag::{Diagnostic, Findings, Origin, Problem};
use crate::load::{RawRow, RawTable};
use rust_decimal::Decimal;

/// The cells of one row by column name.
pub(super) struct Cells<'a> {
    /// The table.
    pub(super) table: &'a RawTable,
    /// The row.
    pub(super) row: &'a RawRow,
}

impl Cells<'_> {
    /// The text of a cell; nothing where there is no such column.
    pub(super) fn text(&self, column: &str) -> String {
        let place = self.table.header.iter().position(|name| name == column);
        place.and_then(|place| self.row.cells.get(place)).cloned().unwrap_or_default()
    }

    /// Where a cell stands.
    pub(super) fn origin(&self, column: &str) -> Origin {
        Origin::cell(&self.table.file, self.row.line, column)
    }

    /// Where the row stands.
    pub(super) fn row_origin(&self) -> Origin {
        Origin::line(&self.table.file, self.row.line)
    }

    /// The number in a cell; nothing is a finding, as is a cell without one.
    pub(super) fn number(&self, column: &str, findings: &mut Findings) -> Option<Decimal> {
        let text = self.text(column);
        if text.is_empty() {
            let problem = Problem::CellEmpty { column: column.to_owned() };
            findings.push(self.diagnostic(problem, column));
            return None;
        }
        // A percentage whose unit is % is the number before the sign.
        let bare = text.strip_suffix(['%', '％']).filter(|_| self.text("计量单位") == "%").unwrap_or(&text);
        match cells::bounded(&text, cells::number(bare)) {
            Ok(number) => Some(number),
            Err(problem) => {
                findings.push(self.diagnostic(problem, column));
                None
            }
        }
    }

    /// A finding with the row as it is written; a workbook has no such line.
    fn diagnostic(&self, problem: Problem, column: &str) -> Diagnostic {
        let diagnostic = Diagnostic::new(problem, self.origin(column));
        match self.table.file.sheet_name() {
            None => diagnostic.excerpt(self.row.cells.join(",")),
            Some(_) => diagnostic,
        }
    }
}
