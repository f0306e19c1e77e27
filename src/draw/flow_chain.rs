//! A plain chain of steps: rows of boxes, every second one from right to left,
//! so that a long chain folds onto the page.

use super::flow::{Layout, Link, StepBox, Wire};
use super::scene::{Rect, Spot};
use super::style::{LINE, PAGE_HEIGHT, PAGE_WIDTH};
use super::text;

/// The steps in order, if they form one chain.
pub(super) fn order(count: usize, links: &[Link]) -> Option<Vec<usize>> {
    if count == 0 || links.len() + 1 != count {
        return None;
    }
    let mut next = vec![None; count];
    let mut entered = vec![false; count];
    for link in links {
        if next[link.from].replace(link.to).is_some() || entered[link.to] {
            return None;
        }
        entered[link.to] = true;
    }
    let mut order = vec![entered.iter().position(|entered| !entered)?];
    while let Some(to) = order.last().and_then(|step| next[*step]) {
        order.push(to);
    }
    (order.len() == count).then_some(order)
}

/// Lays the chain out with the widest boxes that fit the page.
pub(super) fn lay_out(steps: &[String], links: &[Link], order: &[usize]) -> Layout {
    let mut layout = Layout::default();
    for widest in [120.0, 98.0, 82.0, 66.0] {
        layout = Rows::new(steps, links, order, widest).lay_out(links, order);
        if layout.height <= PAGE_HEIGHT {
            break;
        }
    }
    layout
}

/// The measures of the rows.
struct Rows {
    box_width: f64,
    gap: f64,
    row_gap: f64,
    per_row: usize,
    lines: Vec<Vec<String>>,
}

impl Rows {
    fn new(steps: &[String], links: &[Link], order: &[usize], widest: f64) -> Self {
        let text = text::widest(steps.iter().map(String::as_str));
        let box_width = (text + 14.0).clamp(58.0, widest);
        let labels = links.iter().flat_map(|link| &link.label);
        let label = text::widest(labels.map(String::as_str));
        let gap = if label > 0.0 { (label + 14.0).max(26.0) } else { 26.0 };
        let fitting = ((PAGE_WIDTH - 2.0 + gap) / (box_width + gap)).floor().max(1.0) as usize;
        let rows = order.len().div_ceil(fitting);
        let label_lines = links.iter().map(|link| link.label.len()).max().unwrap_or(0);
        let wrap = |step: &usize| text::wrap_evenly(&steps[*step], box_width - 10.0, 6);
        Self {
            box_width,
            gap,
            row_gap: (label_lines as f64 * LINE + 14.0).max(22.0),
            per_row: order.len().div_ceil(rows),
            lines: order.iter().map(wrap).collect(),
        }
    }

    /// The column of the box at a position of the chain.
    fn column(&self, position: usize) -> usize {
        let along = position % self.per_row;
        if (position / self.per_row).is_multiple_of(2) { along } else { self.per_row - 1 - along }
    }

    fn lay_out(&self, links: &[Link], order: &[usize]) -> Layout {
        let columns = self.per_row as f64;
        let left = (PAGE_WIDTH - columns * (self.box_width + self.gap) + self.gap) / 2.0;
        let mut boxes = Vec::new();
        let mut top = 6.0;
        for (row, lines) in self.lines.chunks(self.per_row).enumerate() {
            let tallest = lines.iter().map(Vec::len).max().unwrap_or(1);
            let bottom = top + tallest as f64 * LINE + 11.0;
            for (i, lines) in lines.iter().enumerate() {
                let column = self.column(row * self.per_row + i) as f64;
                let x = left + column * (self.box_width + self.gap);
                boxes.push(StepBox {
                    rect: Rect::between((x, top), (x + self.box_width, bottom)),
                    lines: lines.clone(),
                });
            }
            top = bottom + self.row_gap;
        }
        let wires = wires(&boxes, links, order);
        Layout { width: PAGE_WIDTH, height: top - self.row_gap + 6.0, boxes, wires }
    }
}

fn wires(boxes: &[StepBox], links: &[Link], order: &[usize]) -> Vec<Wire> {
    let pairs = boxes.windows(2).zip(order);
    let wire = |(pair, step): (&[StepBox], &usize)| {
        let link = links.iter().find(|link| link.from == *step);
        Wire {
            path: between(pair[0].rect, pair[1].rect),
            label: link.map(|link| link.label.clone()).unwrap_or_default(),
            label_spot: None,
        }
    };
    pairs.map(wire).collect()
}

fn between(a: Rect, b: Rect) -> Vec<Spot> {
    let (middle, x) = (a.center().1, a.center().0);
    if b.top > a.bottom {
        vec![(x, a.bottom), (x, b.top)]
    } else if b.left > a.right {
        vec![(a.right, middle), (b.left, middle)]
    } else {
        vec![(a.left, middle), (b.right, middle)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::samples;

    fn link(from: usize, to: usize) -> Link {
        Link { from, to, label: Vec::new() }
    }

    #[test]
    fn a_chain_is_recognised_in_any_order() {
        assert_eq!(order(3, &[link(2, 0), link(0, 1)]), Some(vec![2, 0, 1]));
        assert_eq!(order(3, &[link(0, 1), link(0, 2)]), None);
        assert_eq!(order(2, &[link(0, 1), link(1, 0)]), None);
        assert_eq!(order(1, &[]), Some(vec![0]));
    }

    #[test]
    fn a_long_chain_is_folded_onto_the_page() {
        samples::register();
        let steps: Vec<String> = (1..=40).map(|i| format!("第{i}步抽样检验与结果处理")).collect();
        let links: Vec<Link> = (1..40).map(|i| link(i - 1, i)).collect();
        let chain: Vec<usize> = (0..40).collect();
        let layout = lay_out(&steps, &links, &chain);
        assert!(layout.height <= PAGE_HEIGHT, "{}", layout.height);
        assert!(layout.boxes.iter().all(|b| b.rect.left >= 0.0 && b.rect.right <= PAGE_WIDTH));
        assert_eq!(layout.wires.len(), 39);
    }
}
