//! Where in the user's files a datum stands.

use super::DataFile;
use std::fmt;

/// A line of a file, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line(usize);

impl Line {
    /// The line with this number, the first being 1.
    pub fn one_based(number: usize) -> Self {
        Self(number.max(1))
    }

    /// The line after `index` others.
    pub fn zero_based(index: usize) -> Self {
        Self(index + 1)
    }

    /// The number, counted from 1.
    pub fn number(self) -> usize {
        self.0
    }
}

/// The place of a datum: a file of the project, and what is known of the place in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    file: DataFile,
    line: Option<Line>,
    column: Option<String>,
}

impl Origin {
    /// The whole file; `file` is relative to the project folder.
    pub fn file(file: impl Into<DataFile>) -> Self {
        Self { file: file.into(), line: None, column: None }
    }

    /// A line of the file.
    pub fn line(file: impl Into<DataFile>, line: Line) -> Self {
        Self { file: file.into(), line: Some(line), column: None }
    }

    /// The cell of a data file, named by line and column name.
    pub fn cell(file: impl Into<DataFile>, line: Line, column: impl Into<String>) -> Self {
        Self { file: file.into(), line: Some(line), column: Some(column.into()) }
    }

    /// The line of `text` in which the byte `offset` stands.
    pub fn at_offset(file: impl Into<DataFile>, text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        Self::line(file, Line::one_based(before.matches('\n').count() + 1))
    }

    /// The cell of another column in the same row.
    #[must_use]
    pub fn in_column(&self, column: impl Into<String>) -> Self {
        Self { column: Some(column.into()), ..self.clone() }
    }

    /// The row, without the column.
    #[must_use]
    pub fn whole_row(&self) -> Self {
        Self { column: None, ..self.clone() }
    }

    /// The whole file, or the whole sheet, without a place in it.
    #[must_use]
    pub fn whole_file(&self) -> Self {
        Self::file(&self.file)
    }

    /// The file, or the sheet, the place is in.
    pub fn data_file(&self) -> &DataFile {
        &self.file
    }

    /// The file's path, relative to the project folder.
    pub fn path(&self) -> &str {
        self.file.path()
    }

    /// The sheet and the cell as Excel calls it, if the place is in a workbook.
    pub fn sheet_and_cell(&self) -> Option<(&str, Option<String>)> {
        let sheet = self.file.sheet_name()?;
        let cell = self.column().zip(self.line).and_then(|(column, line)| self.file.cell(column, line));
        Some((sheet, cell))
    }

    /// The line, if one is known.
    pub fn line_number(&self) -> Option<usize> {
        self.line.map(Line::number)
    }

    /// The column name, if the place is a cell.
    pub fn column(&self) -> Option<&str> {
        self.column.as_deref()
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some((_, Some(cell))) = self.sheet_and_cell() {
            return f.write_str(&cell);
        }
        if let Some(line) = self.line {
            write!(f, " 第{}行", line.number())?;
        }
        if let Some(column) = &self.column {
            write!(f, "「{column}」列")?;
        }
        Ok(())
    }
}
