//! What follows from the cells of a table: sums, differences, quotients, changes over the years.

use super::amount::{Amount, Measure};
use super::facts::{Derived, Fact, cell, words, year_in};
use super::sheet::Sheet;
use super::standing::Standing;
use crate::review::interval::Interval;
use rust_decimal::Decimal;

/// Adds all that follows from the cells of a table.
pub(super) fn follow(sheet: &Sheet<'_>, index: usize, columns: &[usize], found: &mut Vec<Fact>) {
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

pub(super) fn count(sheet: &Sheet<'_>, index: usize) -> Fact {
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
