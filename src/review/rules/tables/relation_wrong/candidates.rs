//! The relations that can hold between the lines of a table.

use super::{Kind, Matrix, Relation};
use crate::review::reading::Measure;

pub(super) fn candidates(matrix: &Matrix<'_>) -> Vec<Relation> {
    let plain: Vec<usize> =
        (0..matrix.lines.len()).filter(|line| !matrix.lines[*line].percent && is_counted(matrix, *line)).collect();
    let mut found = Vec::new();
    for (at, result) in plain.iter().copied().enumerate() {
        for (index, first) in plain.iter().copied().enumerate() {
            for second in plain[index + 1..].iter().copied() {
                if first == result || second == result {
                    continue;
                }
                if matrix.comparable(first, second) && matrix.comparable(first, result) {
                    found.push(Relation { kind: Kind::Sum, result, parts: vec![first, second] });
                }
                if !matrix.is_turned() {
                    found.push(Relation { kind: Kind::Product, result, parts: vec![first, second] });
                }
            }
        }
        for start in 0..at {
            let block = plain[start..at].to_vec();
            if block.len() >= 3 && block.iter().all(|line| matrix.comparable(*line, result)) {
                found.push(Relation { kind: Kind::Block, result, parts: block.clone() });
            }
            if block.len() >= 2 && !matrix.is_turned() {
                found.push(Relation { kind: Kind::Range, result, parts: block });
            }
        }
    }
    // One relation seen from three sides is one: the result is a line that says so, or the last.
    found.sort_by_key(|relation| usize::MAX - weight(matrix, relation));
    found
}

fn weight(matrix: &Matrix<'_>, relation: &Relation) -> usize {
    let name = &matrix.lines[relation.result].name;
    let derived = ["小计", "合计", "总", "结余", "差", "增减", "金额", "极"].iter().any(|word| name.contains(word));
    usize::from(derived) * 1000 + relation.result
}

/// Differences of rates are in no such relation, and one number shows none.
fn is_counted(matrix: &Matrix<'_>, line: usize) -> bool {
    let amounts = (0..matrix.points.len()).filter_map(|point| matrix.amount(line, point));
    let points = amounts.clone().any(|amount| amount.measure == Measure::Points);
    !points && amounts.count() >= 2
}
