//! The total of one table that is a row of another.

use super::{Namesakes, column_name, name_of};
use crate::review::likeness::slip_of;
use crate::review::reading::Sheet;

/// The cells of a table's total, by the names of their columns.
type Totals = [(String, (usize, usize))];

/// The total of one table whose columns are the rows of another.
pub(super) fn turned(sheets: (&Sheet<'_>, &Sheet<'_>), totals: &Totals, labels: &[String]) -> Vec<Namesakes> {
    let mut found = Vec::new();
    for column in sheets.1.numeric_columns() {
        let shared = totals.iter().filter_map(|(name, at)| {
            let row = labels.iter().position(|label| label == name)?;
            let (a, b) = (sheets.0.amount(at.0, at.1)?, sheets.1.amount(row, column)?);
            let exact = a.is_exact() && b.is_exact();
            Some(((*at, (row, column)), a.interval().meets(b.interval()), exact))
        });
        let shared: Vec<_> = shared.collect();
        if shared.iter().filter(|(_, same, _)| *same).count() >= 2 {
            found.extend(shared.iter().filter(|(_, same, exact)| !*same && *exact).map(|(pair, _, _)| *pair));
        }
    }
    found
}

/// The total of a table that goes into one row of another: a column or the title says which.
pub(super) fn in_a_row(sheets: (&Sheet<'_>, &Sheet<'_>), totals: &Totals, labels: &[String]) -> Vec<Namesakes> {
    if totals.is_empty() {
        return Vec::new();
    }
    let mut found = by_column(sheets, totals, labels);
    found.extend(by_title(sheets, totals, labels));
    found.extend(by_head_of_title(sheets, totals, labels));
    found
}

fn by_column(sheets: (&Sheet<'_>, &Sheet<'_>), totals: &Totals, labels: &[String]) -> Vec<Namesakes> {
    let mut found = Vec::new();
    for (name, at) in totals.iter().filter(|(name, _)| name.chars().count() >= 4) {
        let Some(row) = labels.iter().position(|label| label == name) else { continue };
        let columns = sheets.1.numeric_columns().into_iter();
        found.extend(columns.map(|column| (*at, (row, column))).filter(|pair| is_slip(sheets, pair, 3)));
    }
    found
}

/// Where four characters of the title name one row.
fn by_title(sheets: (&Sheet<'_>, &Sheet<'_>), totals: &Totals, labels: &[String]) -> Vec<Namesakes> {
    let title: Vec<char> = name_of(&sheets.0.grid.title).chars().collect();
    let runs: Vec<String> = title.windows(4).map(|run| run.iter().collect()).collect();
    let speaks = |label: &str| runs.iter().any(|run| label.contains(run.as_str()));
    let rows: Vec<usize> = sheets.1.items().into_iter().filter(|row| speaks(&labels[*row])).collect();
    let [row] = rows.as_slice() else { return Vec::new() };
    // Where more words than one name a row, its label is not all of its name.
    let numeric = sheets.1.numeric_columns();
    let words =
        (0..sheets.1.grid.columns.len()).filter(|at| !numeric.contains(at) && Some(*at) != sheets.1.serial_column);
    if words.count() > 1 {
        return Vec::new();
    }
    same_columns(sheets, totals, *row).into_iter().filter(|pair| is_slip(sheets, pair, 3)).collect()
}

/// Where the title begins with the name of a row, as 决策类得分 does with 决策, and another column of
/// both shows that the one is the other, but for a slip of the hand.
fn by_head_of_title(sheets: (&Sheet<'_>, &Sheet<'_>), totals: &Totals, labels: &[String]) -> Vec<Namesakes> {
    let title = name_of(&sheets.0.grid.title);
    let begins = |row: &usize| labels[*row].chars().count() >= 2 && title.starts_with(labels[*row].as_str());
    let rows: Vec<usize> = sheets.1.items().into_iter().filter(begins).collect();
    let [row] = rows.as_slice() else { return Vec::new() };
    let (same, differ): (Vec<Namesakes>, Vec<Namesakes>) = same_columns(sheets, totals, *row)
        .into_iter()
        .filter(|pair| like(sheets, pair).is_some())
        .partition(|pair| like(sheets, pair) == Some(true));
    if same.is_empty() { Vec::new() } else { differ.into_iter().filter(|pair| is_slip(sheets, pair, 2)).collect() }
}

/// The cells of the total, and those of the row whose columns are called the same.
fn same_columns(sheets: (&Sheet<'_>, &Sheet<'_>), totals: &Totals, row: usize) -> Vec<Namesakes> {
    let column =
        |name: &String| sheets.1.numeric_columns().into_iter().find(|column| column_name(sheets.1, *column) == *name);
    totals.iter().filter_map(|(name, at)| Some((*at, (row, column(name)?)))).collect()
}

/// Whether two numbers of one kind are the same.
fn like(sheets: (&Sheet<'_>, &Sheet<'_>), (one, other): &Namesakes) -> Option<bool> {
    let (a, b) = (sheets.0.amount(one.0, one.1)?, sheets.1.amount(other.0, other.1)?);
    (a.is_like(b) && a.is_exact() && b.is_exact()).then(|| a.interval().meets(b.interval()))
}

/// Whether the cell of the row, of so many digits at least, is the total with a slip of the hand.
fn is_slip(sheets: (&Sheet<'_>, &Sheet<'_>), pair: &Namesakes, digits: usize) -> bool {
    let (one, other) = pair;
    let (Some(total), Some(cell)) = (sheets.0.amount(one.0, one.1), sheets.1.amount(other.0, other.1)) else {
        return false;
    };
    let differ = total.is_like(cell) && !total.interval().meets(cell.interval());
    differ && cell.digits.len() >= digits && slip_of(cell, total.value).is_some()
}
