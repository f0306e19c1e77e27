//! Where a high flow chart is folded into columns of rows.

use super::flow::{Layout, Link};
use super::flow_layers::Layers;
use super::style::PAGE_HEIGHT;

/// Charts up to this height (110 mm) are not folded.
pub(super) const ENOUGH: f64 = 311.0;
/// Boxes should not become narrower than this.
const NARROW: f64 = 60.0;
/// How far from the middle a fold may be.
const REACH: usize = 4;

/// The column a row belongs to; `starts` holds the first row of each column.
pub(super) fn column_of(starts: &[usize], row: usize) -> usize {
    starts.iter().rposition(|start| *start <= row).unwrap_or(0)
}

/// Ways to fold into two and three columns.
pub(super) fn candidates(rows: usize) -> Vec<Vec<usize>> {
    let middle = rows.div_ceil(2);
    let near = middle.saturating_sub(REACH).max(1)..(middle + REACH + 1).min(rows);
    let mut all: Vec<Vec<usize>> = near.map(|start| vec![0, start]).collect();
    if rows >= 6 {
        let third = rows.div_ceil(3);
        all.push(vec![0, third, 2 * third]);
    }
    all
}

/// How little a layout is liked: height beyond what is enough, columns, arrows
/// from column to column, and narrow boxes all count.
pub(super) fn cost(layout: &Layout, layers: &Layers, links: &[Link], starts: &[usize]) -> f64 {
    let column = |cell: usize| column_of(starts, layers.cells[cell].row);
    let hops = layers.hops.iter().filter(|hop| column(hop.from) != column(hop.to)).count();
    let back = layers.back.iter().filter(|link| column(links[**link].from) != column(links[**link].to)).count();
    let narrow = layout.boxes.iter().filter(|step| step.rect.width() < NARROW).count();
    let excess = (layout.height - ENOUGH).max(0.0);
    let off_page = if layout.height > PAGE_HEIGHT { 1e4 } else { 0.0 };
    let joins = (hops + 2 * back) as f64 - (starts.len() as f64 - 1.0);
    excess + off_page + layout.height / 10.0 + 20.0 * starts.len() as f64 + 45.0 * joins + 40.0 * narrow as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_belong_to_the_column_that_starts_before_them() {
        let columns: Vec<usize> = (0..5).map(|row| column_of(&[0, 3], row)).collect();
        assert_eq!(columns, [0, 0, 0, 1, 1]);
    }

    #[test]
    fn folds_are_tried_near_the_middle() {
        assert!(candidates(1).is_empty());
        assert!(candidates(12).contains(&vec![0, 6]));
        assert!(candidates(12).contains(&vec![0, 4, 8]));
    }
}
