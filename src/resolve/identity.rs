//! Whose project it is, as far as that can be told: also where its settings are broken.

use super::document::FILE;
use super::files;
use crate::diag::Findings;
use crate::model::Date;
use std::path::Path;
use toml::{Table, Value};

/// Title, author and date of a project; what cannot be read is missing.
#[derive(Debug, Clone, Default)]
pub struct Identity {
    /// The document's title.
    pub title: Option<String>,
    /// Who makes it.
    pub author: Option<String>,
    /// The document's date.
    pub date: Option<Date>,
}

/// What `project.toml` says of itself. Its mistakes are told by [`super::resolve`].
pub fn identity(root: &Path) -> Identity {
    let text = files::read_text(root, FILE, &mut Findings::default());
    let table = text.and_then(|text| text.parse::<Table>().ok()).unwrap_or_default();
    let words = |name: &str| {
        let text = table.get(name).and_then(Value::as_str).map(str::trim);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let date = table.get("date").and_then(Value::as_datetime).and_then(|day| day.date);
    let date = date.map(|day| Date { year: day.year, month: day.month, day: day.day });
    Identity { title: words("title"), author: words("author"), date }
}
