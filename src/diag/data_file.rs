//! The file in which data stands: a text file, or a sheet of a workbook.

use super::Line;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A data file, relative to the project folder; of a workbook one sheet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DataFile {
    path: String,
    sheet: Option<Arc<Sheet>>,
}

/// A sheet: its name, and where in it each named column stands.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Sheet {
    name: String,
    places: BTreeMap<String, Place>,
}

/// Where the values of a name stand in a sheet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Place {
    /// In a column, a row each: D.
    Column(String),
    /// In one cell: D7.
    Cell(String),
}

impl DataFile {
    /// The sheet of a workbook; `columns` are its named columns with their places, the first being 0.
    pub fn sheet<'a>(path: &str, name: &str, columns: impl IntoIterator<Item = (&'a str, usize)>) -> Self {
        let named = columns.into_iter().filter(|(column, _)| !column.is_empty());
        let places = named.map(|(column, place)| (column.to_owned(), Place::Column(letters(place)))).collect();
        Self::of_sheet(path, name, places)
    }

    /// A sheet on which each named value has a cell of its own, given by its line and its column, the first
    /// being 0.
    pub fn form<'a>(path: &str, name: &str, cells: impl IntoIterator<Item = (&'a str, (Line, usize))>) -> Self {
        let cell = |(line, column): (Line, usize)| Place::Cell(format!("{}{}", letters(column), line.number()));
        let places = cells.into_iter().map(|(value, place)| (value.to_owned(), cell(place))).collect();
        Self::of_sheet(path, name, places)
    }

    fn of_sheet(path: &str, name: &str, places: BTreeMap<String, Place>) -> Self {
        Self { path: path.to_owned(), sheet: Some(Arc::new(Sheet { name: name.to_owned(), places })) }
    }

    /// The path of the file itself.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The name of the sheet, if the file is a workbook.
    pub fn sheet_name(&self) -> Option<&str> {
        self.sheet.as_ref().map(|sheet| sheet.name.as_str())
    }

    /// A, B, … Z, AA: what Excel calls the column at a place, the first being 0.
    pub fn letters(place: usize) -> String {
        letters(place)
    }

    /// The cell of a named column in a line, as Excel calls it, if the file is a workbook; a column without
    /// a name is called by its letter.
    pub(super) fn cell(&self, column: &str, line: Line) -> Option<String> {
        let is_letter = !column.is_empty() && column.chars().all(|letter| letter.is_ascii_uppercase());
        match self.sheet.as_ref()?.places.get(column) {
            Some(Place::Cell(cell)) => Some(cell.clone()),
            Some(Place::Column(letter)) => Some(format!("{letter}{}", line.number())),
            None => is_letter.then(|| format!("{column}{}", line.number())),
        }
    }
}

/// A, B, … Z, AA: the name of the column at a place, the first being 0.
fn letters(place: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(place % 26).unwrap_or_default());
    match place / 26 {
        0 => letter.to_string(),
        before => format!("{}{letter}", letters(before - 1)),
    }
}

impl From<&str> for DataFile {
    fn from(path: &str) -> Self {
        Self { path: path.to_owned(), sheet: None }
    }
}

impl From<String> for DataFile {
    fn from(path: String) -> Self {
        Self { path, sheet: None }
    }
}

impl From<&String> for DataFile {
    fn from(path: &String) -> Self {
        path.as_str().into()
    }
}

impl From<&Self> for DataFile {
    fn from(file: &Self) -> Self {
        file.clone()
    }
}

impl fmt::Display for DataFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        match &self.sheet {
            Some(sheet) => write!(f, "「{}」", sheet.name),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_in_a_workbook() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
