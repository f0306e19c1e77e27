//! Words that can be printed whatever they hold.

use crate::home::FontSet;
use serde_json::Value;

/// Stands for a character that no font has, as 〓 always has in Chinese printing.
const MISSING: char = '〓';

/// Replaces what the fonts do not have.
pub(super) struct Printable<'a> {
    fonts: &'a FontSet,
}

impl<'a> Printable<'a> {
    pub(super) fn new(fonts: &'a FontSet) -> Self {
        Self { fonts }
    }

    /// The same value with every text printable.
    pub(super) fn value(&self, value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.text(&text)),
            Value::Array(items) => items.into_iter().map(|item| self.value(item)).collect(),
            Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, self.value(value))).collect(),
            other => other,
        }
    }

    fn text(&self, text: &str) -> String {
        let seen = |character: char| match character {
            '\t' => ' ',
            '\n' => '\n',
            covered if self.fonts.covers(covered) => covered,
            _ => MISSING,
        };
        text.replace("\r\n", "\n").replace('\r', "\n").chars().map(seen).collect()
    }
}
