//! What the tables say: every number with what it is the number of, and what follows from them.

use super::amount::{Amount, Measure};
use super::cells::plain;
use super::derived::{count, follow};
use super::sheet::Sheet;
use crate::review::interval::Interval;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A number the tables give.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The value, in the manner of [`Amount::value`].
    pub value: Decimal,
    /// What the last printed digit stands for.
    pub step: Decimal,
    /// What kind of thing it is.
    pub measure: Measure,
    /// The table's place in [`super::Reading::sheets`].
    pub sheet: usize,
    /// The row and the column.
    pub cell: (usize, usize),
    /// What the row is called, reduced to words.
    pub row: String,
    /// What the column is called, reduced to words.
    pub column: String,
    /// The year the row or column speaks of.
    pub year: Option<i32>,
    /// How it follows from cells, if it stands in none.
    pub derived: Option<Derived>,
}

/// How a fact follows from cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derived {
    /// The change from one column of years to a later one.
    Change,
    /// A quotient of two cells of a row, or of a cell and its total.
    Ratio,
    /// A sum or difference of cells.
    Sum,
    /// How many rows there are.
    Count,
}

impl Fact {
    /// What it can have been before it was rounded.
    pub fn interval(&self) -> Interval {
        if self.step <= Decimal::ONE && matches!(self.measure, Measure::Unit(_) | Measure::Bare | Measure::Money) {
            return Interval::exactly(self.value);
        }
        Interval::around(self.value, self.step / Decimal::TWO)
    }

    /// Whether a number in a sentence can be this one.
    pub fn explains(&self, amount: &Amount) -> bool {
        let same = self.measure == amount.measure
            || matches!((&self.measure, &amount.measure), (Measure::Bare, _) | (_, Measure::Bare))
            || matches!((&self.measure, &amount.measure), (Measure::Unit(_), Measure::Unit(_)))
            || self.derived == Some(Derived::Change)
                && self.measure == Measure::Percent
                && amount.measure == Measure::Points;
        if !same {
            return false;
        }
        // A sentence may round a number further than the table does.
        let written = amount.as_printed();
        let sign = self.derived == Some(Derived::Change) || self.value < Decimal::ZERO;
        let own = self.interval();
        own.meets(written) || sign && own.turned().meets(written)
    }
}

/// All facts, found by their values.
#[derive(Debug, Default)]
pub struct Facts {
    all: Vec<Fact>,
    /// The facts by the amount of their value, signs aside.
    by_value: Vec<usize>,
    /// The facts of each row of each table.
    by_row: BTreeMap<(usize, usize), Vec<usize>>,
    /// Those that are known so roughly that their value does not find them.
    rough: Vec<usize>,
}

impl Facts {
    pub(super) fn of(sheets: &[Sheet<'_>]) -> Self {
        let all = facts(sheets);
        let is_rough = |fact: &Fact| fact.step.saturating_mul(Decimal::from(50)) > fact.value.abs();
        let (rough, mut by_value): (Vec<usize>, Vec<usize>) = (0..all.len()).partition(|at| is_rough(&all[*at]));
        by_value.sort_by_key(|at| all[*at].value.abs());
        let mut by_row: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (at, fact) in all.iter().enumerate() {
            by_row.entry((fact.sheet, fact.cell.0)).or_default().push(at);
        }
        Self { all, by_value, by_row, rough }
    }

    /// Every fact.
    pub fn iter(&self) -> std::slice::Iter<'_, Fact> {
        self.all.iter()
    }

    /// The facts of a row of a table.
    pub fn of_row(&self, row: (usize, usize)) -> impl Iterator<Item = &Fact> {
        self.by_row.get(&row).into_iter().flatten().map(|at| &self.all[*at])
    }

    /// The facts a number can be.
    pub fn explaining<'a>(&'a self, amount: &'a Amount) -> impl Iterator<Item = &'a Fact> {
        // A fact found by its value is at most a hundredth away from it.
        let slack = amount.value.abs() / Decimal::from(40) + amount.step;
        let (least, most) = (amount.value.abs() - slack, amount.value.abs() + slack);
        let start = self.by_value.partition_point(|at| self.all[*at].value.abs() < least);
        let near = self.by_value[start..].iter().take_while(move |at| self.all[**at].value.abs() <= most);
        near.chain(&self.rough).map(|at| &self.all[*at]).filter(|fact| fact.explains(amount))
    }
}

/// Tables with more cells than this have no sums and ratios worked out.
const MOST_CELLS: usize = 3_000;

/// All facts: the cells first, then what follows from them.
pub(super) fn facts(sheets: &[Sheet<'_>]) -> Vec<Fact> {
    let mut found = Vec::new();
    for (index, sheet) in sheets.iter().enumerate() {
        let columns = sheet.numeric_columns();
        for row in 0..sheet.labels.len() {
            for column in columns.iter().copied() {
                found.extend(sheet.amount(row, column).map(|amount| cell(sheet, index, (row, column), amount)));
            }
        }
        if sheet.labels.len() * columns.len() <= MOST_CELLS {
            follow(sheet, index, &columns, &mut found);
        }
        found.push(count(sheet, index));
    }
    found
}

pub(super) fn cell(sheet: &Sheet<'_>, index: usize, at: (usize, usize), amount: &Amount) -> Fact {
    let title = &sheet.grid.columns[at.1].title;
    Fact {
        value: amount.value,
        step: amount.step,
        measure: amount.measure.clone(),
        sheet: index,
        cell: at,
        row: words(&sheet.labels[at.0]),
        column: words(title),
        year: year_in(title).or_else(|| year_in(&sheet.labels[at.0])),
        derived: None,
    }
}

/// The year a head names.
pub(crate) fn year_in(text: &str) -> Option<i32> {
    let bytes = text.as_bytes();
    (0..bytes.len().saturating_sub(3)).find_map(|at| {
        let digits = text.get(at..at + 4)?;
        let year: i32 = digits.parse().ok()?;
        let alone = at == 0 || !bytes[at - 1].is_ascii_digit();
        let ends = bytes.get(at + 4).is_none_or(|next| !next.is_ascii_digit());
        ((1990..2100).contains(&year) && alone && ends).then_some(year)
    })
}

/// A label without numbers, years, brackets and units.
pub(crate) fn words(label: &str) -> String {
    let label = plain(label);
    let outside = label.split(['（', '(']).next().unwrap_or(&label);
    let kept: String = outside.chars().filter(|c| !c.is_ascii_digit() && !"年.、，“”《》".contains(*c)).collect();
    if kept.is_empty() { label } else { kept }
}
