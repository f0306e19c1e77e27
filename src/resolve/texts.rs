//! Every text that stands in the settings, with its place.

use super::files;
use crate::diag::{Findings, Origin};
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The folders with settings whose words are printed.
const FOLDERS: [&str; 3] = ["tables", "charts", "scoring"];

/// The folder of the project's own profiles, rule packs and form layouts, each kind in folders of its own.
const OWN_TEMPLATES: &str = "templates";

/// The texts of `project.toml` and `waivers.toml` (printed in the 核查报告), of all declarations, and of
/// the project's own templates. Files that cannot be read have been reported by those who needed them.
pub(super) fn all(root: &Path) -> Vec<(Origin, String)> {
    let declarations = FOLDERS.iter().flat_map(|folder| files::in_folder(root, folder, ".toml"));
    let own_templates = files::below_folder(root, OWN_TEMPLATES, ".toml");
    let mut texts = Vec::new();
    let own_files = [super::document::FILE, super::waivers_file::FILE].map(str::to_owned);
    for file in own_files.into_iter().chain(declarations).chain(own_templates) {
        let Some(source) = files::read_text(root, &file, &mut Findings::default()) else { continue };
        if let Ok(table) = DeTable::parse(&source) {
            table.get_ref().iter().for_each(|(key, value)| {
                collect(&mut texts, &file, &source, key, value);
            });
        }
    }
    texts
}

fn collect<'a>(
    texts: &mut Vec<(Origin, String)>,
    file: &str,
    source: &str,
    key: &Spanned<std::borrow::Cow<'a, str>>,
    value: &Spanned<DeValue<'a>>,
) {
    texts.push((Origin::at_offset(file, source, key.span().start), key.get_ref().to_string()));
    collect_value(texts, file, source, value);
}

fn collect_value<'a>(texts: &mut Vec<(Origin, String)>, file: &str, source: &str, value: &Spanned<DeValue<'a>>) {
    match value.get_ref() {
        DeValue::String(text) => {
            texts.push((Origin::at_offset(file, source, value.span().start), text.to_string()));
        }
        DeValue::Array(items) => {
            items.iter().for_each(|item| collect_value(texts, file, source, item));
        }
        DeValue::Table(table) => {
            table.iter().for_each(|(key, value)| collect(texts, file, source, key, value));
        }
        _ => {}
    }
}
