//! What a rate is of where it is not of a cell beside it: a total, or one number for all rows.

use super::super::printed_like;
use super::Matrix;
use crate::review::interval::Interval;
use crate::review::reading::Standing;
use rust_decimal::Decimal;

/// The one number by which most points are divided; nothing if fewer than three agree on it.
pub(super) fn common_base(matrix: &Matrix<'_>, line: usize, above: usize) -> Option<Interval> {
    let bases: Vec<Interval> = (0..matrix.points.len())
        .filter_map(|point| {
            let rate = matrix.interval(line, point)?;
            Some(matrix.interval(above, point)?.over(rate)?.in_percent())
        })
        .collect();
    let narrow =
        |one: Interval, other: Interval| Interval { least: one.least.max(other.least), most: one.most.min(other.most) };
    let agreeing = |base: &Interval| bases.iter().filter(|other| other.meets(*base)).count();
    let best = bases.iter().max_by_key(|base| agreeing(base))?;
    let common = bases.iter().filter(|other| other.meets(*best)).fold(*best, |all, one| narrow(all, *one));
    let enough = agreeing(best) >= 3 && common.least <= common.most;
    // A loose common base says nothing: rates of few digits agree on many.
    let tight = common.width().saturating_mul(Decimal::from(50)) < common.most.abs();
    (enough && tight && !matrix.is_turned()).then_some(common)
}

/// A base in the unit of the line it divides.
pub(super) fn printed_like_base(matrix: &Matrix<'_>, above: usize, base: Interval) -> String {
    let like =
        (0..matrix.points.len()).find_map(|point| Some((matrix.amount(above, point)?, matrix.text(above, point))));
    like.map_or_else(String::new, |(amount, text)| printed_like(amount, text, base.middle()))
}

/// The total of a line over all points.
pub(super) fn total(matrix: &Matrix<'_>, line: usize) -> Option<Interval> {
    if matrix.is_turned() {
        return None;
    }
    if let Some(point) = total_point(matrix) {
        return matrix.interval(line, point);
    }
    let items = (0..matrix.points.len()).filter(|point| standing(matrix, *point) == Standing::Item(1));
    items.filter_map(|point| matrix.interval(line, point)).reduce(Interval::plus)
}

/// The row of the total, where the table has one.
pub(super) fn total_point(matrix: &Matrix<'_>) -> Option<usize> {
    (0..matrix.points.len()).find(|point| standing(matrix, *point) == Standing::Total)
}

fn standing(matrix: &Matrix<'_>, point: usize) -> Standing {
    matrix.sheet.standing[matrix.points[point]]
}
