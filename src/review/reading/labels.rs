//! Which rows of the tables a text can speak of: those that share two characters in a row with it.

use super::is_han;
use super::sheet::Sheet;
use super::standing::Standing;
use std::collections::{BTreeSet, HashMap};

/// The rows by the pairs of characters in their names.
#[derive(Debug, Default)]
pub struct Labels {
    by_pair: HashMap<(char, char), Vec<(usize, usize)>>,
    /// Totals, and the only rows of their tables: they need not be named.
    always: Vec<(usize, usize)>,
}

impl Labels {
    pub(super) fn of(sheets: &[Sheet<'_>]) -> Self {
        let mut labels = Self::default();
        for (index, sheet) in sheets.iter().enumerate() {
            let single = sheet.items().len() == 1;
            for row in 0..sheet.names.len() {
                if single || sheet.standing[row] == Standing::Total {
                    labels.always.push((index, row));
                }
                for pair in pairs(&sheet.names[row]).chain(pairs(&sheet.categories[row])) {
                    labels.by_pair.entry(pair).or_default().push((index, row));
                }
            }
        }
        labels
    }

    /// The rows a text can speak of, in the order of the tables.
    pub fn touched(&self, text: &str) -> Vec<(usize, usize)> {
        let mut rows = self.always.clone();
        let pairs: BTreeSet<(char, char)> = pairs(text).collect();
        rows.extend(pairs.iter().filter_map(|pair| self.by_pair.get(pair)).flatten());
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

fn pairs(text: &str) -> impl Iterator<Item = (char, char)> {
    text.chars().zip(text.chars().skip(1)).filter(|(one, other)| is_han(*one) && is_han(*other))
}
