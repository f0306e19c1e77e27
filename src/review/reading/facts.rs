//! What the tables say: every number with what it is the number of, and what follows from them.

use super::amount::{Amount, Measure};
use super::sheet::{Sheet, Standing, plain};
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
        let written = Interval::around(amount.value, amount.step / Decimal::TWO);
        let sign = self.derived == Some(Derived::Change) || self.value < Decimal::ZERO;
        let own = self.interval();
        let turned = Interval { least: -own.most, most: -own.least };
        own.meets(written) || sign && turned.meets(written)
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
            derive(sheet, index, &columns, &mut found);
        }
        found.push(count(sheet, index));
    }
    found
}

fn cell(sheet: &Sheet<'_>, index: usize, at: (usize, usize), amount: &Amount) -> Fact {
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

fn derive(sheet: &Sheet<'_>, index: usize, columns: &[usize], found: &mut Vec<Fact>) {
    for row in 0..sheet.labels.len() {
        for (at, one) in columns.iter().copied().enumerate() {
            for other in columns[at + 1..].iter().copied() {
                pair(sheet, index, (row, one), (row, other), found);
            }
        }
    }
    for column in columns.iter().copied() {
        column_sums(sheet, index, column, found);
        over_years(sheet, index, column, found);
    }
}

/// The changes of a column whose rows are years.
fn over_years(sheet: &Sheet<'_>, index: usize, column: usize, found: &mut Vec<Fact>) {
    let years: Vec<(i32, usize)> =
        (0..sheet.labels.len()).filter_map(|row| Some((year_in(&sheet.labels[row])?, row))).collect();
    if years.len() < 2 || years.len() > 12 {
        return;
    }
    for (at, (_, early)) in years.iter().enumerate() {
        for (year, late) in &years[at + 1..] {
            let (Some(a), Some(b)) = (sheet.amount(*early, column), sheet.amount(*late, column)) else { continue };
            let base = cell(sheet, index, (*late, column), b);
            let named = Fact { row: base.column.clone(), column: String::new(), year: Some(*year), ..base };
            let change = b.interval().minus(a.interval());
            let growth = b.interval().over(a.interval()).map(|ratio| ratio.minus(Interval::exactly(Decimal::ONE)));
            for (value, measure) in
                [(Some(change), b.measure.clone()), (growth.map(Interval::in_percent), Measure::Percent)]
            {
                let Some(value) = value else { continue };
                let step = value.width().max(Decimal::new(1, 4));
                let derived = Some(Derived::Change);
                found.push(Fact { value: value.middle(), step, measure, derived, ..named.clone() });
            }
        }
    }
}

/// What two cells of a row give: change, ratio, sum, difference.
fn pair(sheet: &Sheet<'_>, index: usize, one: (usize, usize), other: (usize, usize), found: &mut Vec<Fact>) {
    let (Some(a), Some(b)) = (sheet.amount(one.0, one.1), sheet.amount(other.0, other.1)) else { return };
    if a.measure != b.measure {
        return;
    }
    let fact = |value: Interval, measure: Measure, derived: Derived| {
        let (base, at) = (cell(sheet, index, other, b), other);
        let step = value.width().max(Decimal::new(1, 4));
        Fact { value: value.middle(), step, measure, cell: at, derived: Some(derived), ..base }
    };
    let years = year_in(&sheet.grid.columns[one.1].title).zip(year_in(&sheet.grid.columns[other.1].title));
    let (a, b) = (a.interval(), b.interval());
    let measure = sheet.amount(one.0, one.1).map_or(Measure::Bare, |amount| amount.measure.clone());
    let (early, late) = if years.is_some_and(|(first, second)| first > second) { (b, a) } else { (a, b) };
    let derived = if years.is_some() { Derived::Change } else { Derived::Sum };
    found.push(fact(late.minus(early), measure.clone(), derived));
    found.push(fact(a.plus(b), measure, Derived::Sum));
    if let Some(ratio) = late.over(early) {
        let growth = ratio.minus(Interval::exactly(Decimal::ONE)).in_percent();
        found.push(fact(growth, Measure::Percent, derived));
        found.push(fact(ratio.in_percent(), Measure::Percent, Derived::Ratio));
        if let Some((first, second)) = years
            && let Some(yearly) = yearly(ratio.middle(), (second - first).unsigned_abs())
        {
            found.push(fact(Interval::around(yearly, Decimal::new(5, 3)), Measure::Percent, Derived::Change));
        }
    }
    if let Some(ratio) = early.over(late) {
        found.push(fact(ratio.in_percent(), Measure::Percent, Derived::Ratio));
    }
}

/// The compound rate in hundredths, good enough to recognise it by.
fn yearly(ratio: Decimal, steps: u32) -> Option<Decimal> {
    use num_traits::ToPrimitive;
    if steps < 2 {
        return None;
    }
    let rate = ratio.to_f64()?.powf(1.0 / f64::from(steps)) - 1.0;
    Decimal::from_f64_retain(rate * 100.0).map(|rate| rate.round_dp(6))
}

/// The total of a column, each cell's share of it, and the differences of neighbouring rows.
fn column_sums(sheet: &Sheet<'_>, index: usize, column: usize, found: &mut Vec<Fact>) {
    let items: Vec<usize> = (0..sheet.labels.len()).filter(|row| sheet.standing[*row] == Standing::Item(1)).collect();
    let amounts: Vec<(usize, &Amount)> =
        items.iter().filter_map(|row| Some((*row, sheet.amount(*row, column)?))).collect();
    let Some((_, first)) = amounts.first() else { return };
    if first.measure == Measure::Percent || amounts.iter().any(|(_, amount)| amount.measure != first.measure) {
        return;
    }
    let sum = amounts.iter().fold(Interval::exactly(Decimal::ZERO), |sum, (_, amount)| sum.plus(amount.interval()));
    let base = cell(sheet, index, (amounts[0].0, column), first);
    let total = Fact { value: sum.middle(), row: "合计".into(), derived: Some(Derived::Sum), ..base.clone() };
    found.push(total);
    let rows = (0..sheet.labels.len()).filter(|row| sheet.standing[*row] != Standing::Total);
    for row in rows {
        let Some(amount) = sheet.amount(row, column).filter(|amount| amount.measure == first.measure) else { continue };
        if let Some(share) = amount.interval().over(sum) {
            let share = share.in_percent();
            let step = share.width().max(Decimal::new(1, 4));
            let own = cell(sheet, index, (row, column), amount);
            found.push(Fact {
                value: share.middle(),
                step,
                measure: Measure::Percent,
                derived: Some(Derived::Ratio),
                ..own
            });
        }
    }
}

fn count(sheet: &Sheet<'_>, index: usize) -> Fact {
    Fact {
        value: Decimal::from(sheet.items().len()),
        step: Decimal::ONE,
        measure: Measure::Bare,
        sheet: index,
        cell: (0, 0),
        row: words(&sheet.grid.title),
        column: String::new(),
        year: None,
        derived: Some(Derived::Count),
    }
}
