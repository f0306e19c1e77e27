//! Layers of a flow chart: which row each step is in, and in what order.
//!
//! Arrows that lead back to an earlier step are set aside first. Each of the
//! others leads to a later row; where it skips rows it gets a bend in each of
//! them, so that no arrow runs through a box.

use super::flow::Link;

/// The most steps in one row.
const ROW_LENGTH: usize = 6;
/// How often the order within rows is improved.
const SWEEPS: usize = 8;

/// What stands at one place of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Step(usize),
    /// A place where the arrow with this number passes.
    Bend(usize),
}

/// A place in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) kind: Kind,
}

/// A part of an arrow between cells of neighbouring rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hop {
    pub(super) link: usize,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// The rows of a flow chart. The first cells are the steps in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layers {
    pub(super) cells: Vec<Cell>,
    /// Cells from left to right.
    pub(super) rows: Vec<Vec<usize>>,
    pub(super) hops: Vec<Hop>,
    /// The numbers of the arrows that lead back.
    pub(super) back: Vec<usize>,
}

/// Distributes the steps over rows.
pub(super) fn arrange(count: usize, links: &[Link]) -> Layers {
    let is_back = back_arrows(count, links);
    let ranks = ranks(count, links, &is_back);
    let cells = ranks.iter().enumerate().map(|(step, row)| Cell { row: *row, kind: Kind::Step(step) });
    let mut layers = Layers {
        cells: cells.collect(),
        rows: vec![Vec::new(); ranks.iter().max().map_or(0, |last| last + 1)],
        hops: Vec::new(),
        back: (0..links.len()).filter(|link| is_back[*link]).collect(),
    };
    for (number, link) in links.iter().enumerate().filter(|(i, _)| !is_back[*i]) {
        layers.add_hops(number, link);
    }
    for (cell, place) in layers.cells.iter().enumerate() {
        layers.rows[place.row].push(cell);
    }
    layers.untangle();
    layers
}

/// Which arrows lead to a step that is still being followed.
fn back_arrows(count: usize, links: &[Link]) -> Vec<bool> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut state = vec![State::New; count];
    let mut back = vec![false; links.len()];
    for start in 0..count {
        // Each entry: a step and the number of the next arrow to look at.
        let mut path = vec![(start, 0)];
        if state[start] != State::New {
            continue;
        }
        state[start] = State::Open;
        while let Some((step, next)) = path.last_mut() {
            let found = (*next..links.len()).find(|i| links[*i].from == *step);
            let Some(number) = found else {
                state[*step] = State::Done;
                path.pop();
                continue;
            };
            *next = number + 1;
            let to = links[number].to;
            match state[to] {
                State::Open => back[number] = true,
                State::Done => {}
                State::New => {
                    state[to] = State::Open;
                    path.push((to, 0));
                }
            }
        }
    }
    back
}

/// The row of every step: below all steps that lead to it, in rows of limited
/// length.
fn ranks(count: usize, links: &[Link], is_back: &[bool]) -> Vec<usize> {
    let forward: Vec<&Link> = links.iter().zip(is_back).filter_map(|(link, back)| (!back).then_some(link)).collect();
    let mut waiting = vec![0; count];
    for link in &forward {
        waiting[link.to] += 1;
    }
    let mut ranks = vec![0; count];
    let mut lengths: Vec<usize> = Vec::new();
    let mut ready: Vec<usize> = (0..count).rev().filter(|step| waiting[*step] == 0).collect();
    while let Some(step) = ready.pop() {
        let mut row = ranks[step];
        while lengths.get(row).is_some_and(|length| *length >= ROW_LENGTH) {
            row += 1;
        }
        lengths.resize(lengths.len().max(row + 1), 0);
        lengths[row] += 1;
        ranks[step] = row;
        for link in forward.iter().filter(|link| link.from == step) {
            ranks[link.to] = ranks[link.to].max(row + 1);
            waiting[link.to] -= 1;
            if waiting[link.to] == 0 {
                ready.insert(0, link.to);
            }
        }
    }
    ranks
}

impl Layers {
    fn add_hops(&mut self, number: usize, link: &Link) {
        let mut from = link.from;
        for row in self.cells[link.from].row + 1..self.cells[link.to].row {
            let bend = self.cells.len();
            self.cells.push(Cell { row, kind: Kind::Bend(number) });
            self.hops.push(Hop { link: number, from, to: bend });
            from = bend;
        }
        self.hops.push(Hop { link: number, from, to: link.to });
    }

    /// The cells above or below that a cell is joined to.
    pub(super) fn neighbours(&self, cell: usize, above: bool) -> Vec<usize> {
        let other = |hop: &Hop| match above {
            true if hop.to == cell => Some(hop.from),
            false if hop.from == cell => Some(hop.to),
            _ => None,
        };
        self.hops.iter().filter_map(other).collect()
    }

    /// How many cells are steps; they come first.
    pub(super) fn step_count(&self) -> usize {
        self.cells.iter().take_while(|cell| matches!(cell.kind, Kind::Step(_))).count()
    }

    /// Sweeps up and down and keeps the order with the fewest crossings.
    fn untangle(&mut self) {
        let mut best = (self.crossings(), self.rows.clone());
        for sweep in 0..SWEEPS {
            self.improve_order(sweep % 2 == 0);
            let crossings = self.crossings();
            if crossings < best.0 || crossings == best.0 && sweep < 2 {
                best = (crossings, self.rows.clone());
            }
        }
        self.rows = best.1;
    }

    /// How many pairs of hops cross.
    fn crossings(&self) -> usize {
        let mut place = vec![0; self.cells.len()];
        for row in &self.rows {
            for (i, cell) in row.iter().enumerate() {
                place[*cell] = i;
            }
        }
        let mut by_row: Vec<Vec<(usize, usize)>> = vec![Vec::new(); self.rows.len()];
        for hop in &self.hops {
            by_row[self.cells[hop.from].row].push((place[hop.from], place[hop.to]));
        }
        let cross = |a: &(usize, usize), b: &(usize, usize)| (a.0 < b.0 && a.1 > b.1) || (a.0 > b.0 && a.1 < b.1);
        let count = |hops: &Vec<(usize, usize)>| {
            (0..hops.len()).map(|i| hops[..i].iter().filter(|other| cross(&hops[i], other)).count()).sum::<usize>()
        };
        by_row.iter().map(count).sum()
    }

    /// Sorts each row by the mean place of the neighbours in the row before it
    /// (seen from above) or after it.
    fn improve_order(&mut self, downwards: bool) {
        let mut place = vec![0.0; self.cells.len()];
        let count = self.rows.len();
        for k in 0..count {
            let row = if downwards { k } else { count - 1 - k };
            let length = self.rows[row].len() as f64;
            let mut keyed: Vec<(f64, usize)> = Vec::new();
            for (i, cell) in self.rows[row].iter().enumerate() {
                let joined = self.neighbours(*cell, downwards);
                let own = (i as f64 + 0.5) / length;
                let sum: f64 = joined.iter().map(|other| place[*other]).sum();
                let key = if joined.is_empty() { own } else { sum / joined.len() as f64 };
                keyed.push((key, *cell));
            }
            keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
            for (i, (_, cell)) in keyed.iter().enumerate() {
                place[*cell] = (i as f64 + 0.5) / length;
            }
            self.rows[row] = keyed.into_iter().map(|(_, cell)| cell).collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(pairs: &[(usize, usize)]) -> Vec<Link> {
        let link = |(from, to): &(usize, usize)| Link { from: *from, to: *to, label: Vec::new() };
        pairs.iter().map(link).collect()
    }

    #[test]
    fn every_forward_arrow_leads_down() {
        let layers = arrange(4, &links(&[(0, 1), (1, 2), (1, 3), (3, 2)]));
        let rows: Vec<usize> = layers.cells.iter().take(4).map(|cell| cell.row).collect();
        assert_eq!(rows, [0, 1, 3, 2]);
        assert_eq!(layers.cells.len(), 5, "one bend beside step 3");
        assert!(layers.back.is_empty());
    }

    #[test]
    fn cycles_and_loops_become_back_arrows() {
        let layers = arrange(3, &links(&[(0, 1), (1, 2), (2, 0), (1, 1)]));
        assert_eq!(layers.back, [2, 3]);
    }

    #[test]
    fn a_row_holds_a_limited_number_of_steps() {
        let pairs: Vec<_> = (1..=30).map(|to| (0, to)).collect();
        let layers = arrange(31, &links(&pairs));
        for row in &layers.rows {
            let steps = row.iter().filter(|cell| **cell < 31).count();
            assert!(steps <= ROW_LENGTH);
        }
    }
}
