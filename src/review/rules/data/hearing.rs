//! What a text names, remembered: tables name the same things over and over.

use super::evidence::{Mention, mention};
use crate::review::reading::{Fact, Reading};
use std::cell::RefCell;
use std::collections::HashMap;

/// A text, and how much of which label stands in it.
pub(super) struct Hearing<'a> {
    text: &'a str,
    labels: RefCell<HashMap<&'a str, Mention>>,
    /// Whether any row of a table is meant, by the table.
    rows: RefCell<HashMap<usize, bool>>,
}

impl<'a> Hearing<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, labels: RefCell::default(), rows: RefCell::default() }
    }

    /// How much of a label the text holds.
    pub(super) fn mention(&self, label: &'a str) -> Mention {
        *self.labels.borrow_mut().entry(label).or_insert_with(|| mention(label, self.text))
    }

    /// How much of a row's name, or of its category if it is alone in it, the text holds.
    pub(super) fn row_mention(&self, reading: &Reading<'_>, fact: &'a Fact) -> Mention {
        let category = reading.sheets[fact.sheet].categories.get(fact.cell.0).filter(|category| !category.is_empty());
        let whole = category.filter(|category| self.text.contains(category.as_str()));
        if whole.is_some() { Mention::Strong } else { self.mention(&fact.row) }
    }

    /// A total is meant where no single row is.
    pub(super) fn total_mention(&self, reading: &'a Reading<'_>, fact: &Fact) -> Mention {
        const WORDS: [&str; 8] = ["合计", "总计", "共", "总", "全年", "项目", "全部", "累计"];
        let names = || reading.sheets[fact.sheet].names.iter();
        let is_any = || names().any(|label| self.mention(label) == Mention::Strong);
        let single = *self.rows.borrow_mut().entry(fact.sheet).or_insert_with(is_any);
        match (single, WORDS.iter().any(|word| self.text.contains(word))) {
            (true, _) => Mention::Weak,
            (false, true) => Mention::Strong,
            (false, false) => Mention::Weak,
        }
    }
}
