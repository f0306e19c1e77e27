//! How a rate was worked out, as the reader is told it.

use super::base::{printed_like_base, total, total_point};
use super::{Candidate, Matrix, Way};
use crate::diag::Origin;

/// The calculation, with the numbers as they are printed.
pub(super) fn arithmetic(matrix: &Matrix<'_>, candidate: &Candidate, point: usize, computed: &str) -> String {
    let (above, below) = (matrix.text(candidate.above, point), matrix.text(candidate.below, point));
    match candidate.way {
        Way::Ratio => format!("{above}/{below}={computed}"),
        Way::Growth => format!("({above}-{below})/{below}={computed}"),
        Way::Previous => {
            let before = point.checked_sub(1).map_or("", |before| matrix.text(candidate.above, before));
            format!("({above}-{before})/{before}={computed}")
        }
        Way::Share => {
            let whole = total(matrix, candidate.above);
            let whole = whole.map_or_else(String::new, |whole| printed_like_base(matrix, candidate.above, whole));
            format!("{above}/{whole}={computed}（分母是「{}」的合计）", matrix.lines[candidate.above].name)
        }
        Way::Base => {
            let base = candidate.base.map_or_else(String::new, |base| printed_like_base(matrix, candidate.above, base));
            format!("{above}/{base}={computed}（别的行的分母都是{base}）")
        }
    }
}

/// The cells it was worked out from, each with its part in it.
pub(super) fn made_of<'a>(matrix: &Matrix<'a>, candidate: &Candidate, point: usize) -> Vec<(&'a Origin, &'static str)> {
    let above = matrix.origin(candidate.above, point);
    match candidate.way {
        Way::Ratio => vec![(above, "分子"), (matrix.origin(candidate.below, point), "分母")],
        Way::Growth => vec![(above, "变化后的数"), (matrix.origin(candidate.below, point), "变化前的数")],
        Way::Previous => {
            let before = point.checked_sub(1).map(|before| matrix.origin(candidate.above, before));
            let before = before.map(|before| (before, "变化前的数"));
            [Some((above, "变化后的数")), before].into_iter().flatten().collect()
        }
        Way::Share => {
            let whole = total_point(matrix).map(|point| (matrix.origin(candidate.above, point), "合计"));
            [Some((above, "分子")), whole].into_iter().flatten().collect()
        }
        Way::Base => vec![(above, "分子")],
    }
}
