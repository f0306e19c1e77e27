//! The file in which data stands: a text file, or a sheet of a workbook.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A data file, relative to the project folder; of a workbook one sheet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DataFile {
    path: String,
    sheet: Option<Arc<Sheet>>,
}

/// A sheet: its name, and the letter of the column in which each named column stands.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Sheet {
    name: String,
    letters: BTreeMap<String, String>,
}

impl DataFile {
    /// The sheet of a workbook; `columns` are its named columns with their places, the first being 0.
    pub fn sheet<'a>(path: &str, name: &str, columns: impl IntoIterator<Item = (&'a str, usize)>) -> Self {
        let named = columns.into_iter().filter(|(column, _)| !column.is_empty());
        let letters = named.map(|(column, place)| (column.to_owned(), letters(place))).collect();
        Self { path: path.to_owned(), sheet: Some(Arc::new(Sheet { name: name.to_owned(), letters })) }
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

    /// The letter of a column, if the file is a workbook; a column without a name is called by its letter.
    pub(super) fn letter<'a>(&'a self, column: &'a str) -> Option<&'a str> {
        let letters = &self.sheet.as_ref()?.letters;
        let is_letter = !column.is_empty() && column.chars().all(|letter| letter.is_ascii_uppercase());
        letters.get(column).map(String::as_str).or(is_letter.then_some(column))
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
