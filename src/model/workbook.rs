//! A workbook to be written: tables as sheets.

use super::{Date, Table};

/// A workbook for whoever goes on working with the numbers.
#[derive(Debug, Clone)]
pub struct Workbook {
    /// The name of the file, without folder.
    pub output: String,
    /// The title in the file's properties.
    pub title: String,
    /// The author in the file's properties.
    pub author: String,
    /// The document's date; the file's properties name no other.
    pub date: Date,
    /// The sheets; each is called by its table's name.
    pub sheets: Vec<Table>,
}
