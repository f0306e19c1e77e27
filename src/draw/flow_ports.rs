//! Where arrows leave and enter the boxes of a layered flow chart. Within one
//! channel no two arrows have the same place, so that none runs on another.

use super::flow_layers::{Hop, Kind};
use super::flow_layout::Grid;
use super::text;

/// Least distance between upright lines of different arrows in a channel.
pub(super) const APART: f64 = 4.5;
/// Least distance between arrows at one side of a box.
const PORT: f64 = 11.0;
/// How close to the corner of a box an arrow may be.
const CORNER: f64 = 5.0;

/// The places of all arrows.
#[derive(Debug, Default)]
pub(super) struct Ports {
    /// Start and tip of every hop.
    pub(super) hops: Vec<(f64, f64)>,
    /// The places taken in each channel, with the arrow's number.
    taken: Vec<Vec<(f64, usize)>>,
}

/// Chooses the places of all hops.
pub(super) fn choose(grid: &Grid) -> Ports {
    let mut ports = Ports { hops: wanted(grid), taken: vec![Vec::new(); grid.layers.rows.len() + 1] };
    for cell in 0..grid.layers.step_count() {
        ports.spread_side(grid, cell, true);
        ports.spread_side(grid, cell, false);
    }
    ports.straighten(grid);
    ports.claim(grid);
    ports
}

/// The channels in which a hop leaves and arrives.
pub(super) fn channels(grid: &Grid, hop: &Hop) -> (usize, usize) {
    let rows = (grid.layers.cells[hop.from].row, grid.layers.cells[hop.to].row);
    let folds = grid.column(rows.0) != grid.column(rows.1);
    (rows.0 + 1, if folds { 0 } else { rows.0 + 1 })
}

/// The width of an arrow's label where it is printed at the tip of this hop.
pub(super) fn label_width(grid: &Grid, hop: &Hop) -> f64 {
    let link = &grid.links[hop.link];
    if hop.from != link.from {
        return 0.0;
    }
    text::widest(link.label.iter().map(String::as_str))
}

/// Straight down where the boxes are above one another, else from the side
/// nearest to the other box to its middle.
fn wanted(grid: &Grid) -> Vec<(f64, f64)> {
    let ideal = |hop: &Hop| {
        let margin = (label_width(grid, hop) / 2.0 - 6.0).max(10.0);
        let range = |cell: usize, margin: f64| inside(grid.span(cell), margin);
        let (from, to) = (range(hop.from, 10.0), range(hop.to, margin));
        let (low, high) = (from.0.max(to.0), from.1.min(to.1));
        let middle = |range: (f64, f64)| (range.0 + range.1) / 2.0;
        if grid.column(grid.layers.cells[hop.from].row) != grid.column(grid.layers.cells[hop.to].row) {
            return (middle(from), middle(to));
        }
        if low <= high {
            let alone = |cell: usize, above: bool| grid.layers.neighbours(cell, above).len() == 1;
            let at = match (alone(hop.from, false), alone(hop.to, true)) {
                (true, _) => middle(from),
                (false, true) => middle(to),
                _ => (middle(from) + middle(to)) / 2.0,
            };
            let at = at.clamp(low, high);
            return (at, at);
        }
        (middle(to).clamp(from.0, from.1), middle(from).clamp(to.0, to.1))
    };
    grid.layers.hops.iter().map(ideal).collect()
}

/// A span without its ends; the middle where nothing is left.
fn inside((left, right): (f64, f64), margin: f64) -> (f64, f64) {
    let middle = (left + right) / 2.0;
    ((left + margin).min(middle), (right - margin).max(middle))
}

impl Ports {
    /// Keeps the arrows at one side of a box apart, in the order of the cells
    /// they come from or lead to.
    fn spread_side(&mut self, grid: &Grid, cell: usize, tips: bool) {
        let here = |hop: &Hop| if tips { hop.to == cell } else { hop.from == cell };
        let other = |hop: usize| {
            let hop = &grid.layers.hops[hop];
            grid.places[if tips { hop.from } else { hop.to }].0
        };
        let mut hops: Vec<usize> = (0..self.hops.len()).filter(|i| here(&grid.layers.hops[*i])).collect();
        hops.sort_by(|a, b| other(*a).total_cmp(&other(*b)));
        let wish = |i: &usize| if tips { self.hops[*i].1 } else { self.hops[*i].0 };
        let wishes: Vec<f64> = hops.iter().map(wish).collect();
        let span = grid.span(cell);
        let least = (span.1 - span.0 - 4.0) / hops.len().max(1) as f64;
        let label = |i: &usize| if tips { label_width(grid, &grid.layers.hops[*i]) } else { 0.0 };
        let wide: Vec<f64> = hops.iter().map(|i| (label(i) + 6.0).max(PORT)).collect();
        let fits = wide.iter().sum::<f64>() <= span.1 - span.0 + 12.0;
        let sizes: Vec<f64> = if fits { wide } else { hops.iter().map(|_| PORT.min(least)).collect() };
        let reach = if fits { 6.0 } else { -2.0 };
        let places = text::spread(&wishes, &sizes, span.0 - reach, span.1 + reach);
        for (hop, place) in hops.into_iter().zip(places) {
            let place = if least > 2.0 * CORNER { place.clamp(span.0 + CORNER, span.1 - CORNER) } else { place };
            let port = &mut self.hops[hop];
            *(if tips { &mut port.1 } else { &mut port.0 }) = place;
        }
    }

    /// Takes small bends out of arrows that are alone at one of their ends.
    fn straighten(&mut self, grid: &Grid) {
        for (port, hop) in self.hops.iter_mut().zip(&grid.layers.hops) {
            let is_step = |cell: usize| matches!(grid.layers.cells[cell].kind, Kind::Step(_));
            let alone = |cell: usize, above: bool| is_step(cell) && grid.layers.neighbours(cell, above).len() == 1;
            let within = |cell: usize, x: f64| {
                let (low, high) = inside(grid.span(cell), CORNER);
                (low..=high).contains(&x)
            };
            if alone(hop.to, true) && within(hop.to, port.0) && label_width(grid, hop) == 0.0 {
                port.1 = port.0;
            } else if alone(hop.from, false) && within(hop.from, port.1) {
                port.0 = port.1;
            }
        }
    }

    /// Moves places that another arrow has in the same channel.
    fn claim(&mut self, grid: &Grid) {
        let hops = &grid.layers.hops;
        let is_bend = |cell: usize| matches!(grid.layers.cells[cell].kind, Kind::Bend(_));
        for hop in hops {
            let (start, end) = channels(grid, hop);
            for (cell, channel) in [(hop.from, start), (hop.to, end)] {
                if is_bend(cell) {
                    self.taken[channel].push((grid.places[cell].0, hop.link));
                }
            }
        }
        let straight: Vec<bool> = self.hops.iter().map(|(start, end)| (start - end).abs() < 0.1).collect();
        for (i, hop) in hops.iter().enumerate().filter(|(_, hop)| !is_bend(hop.to)) {
            self.hops[i].1 = self.take(channels(grid, hop).1, self.hops[i].1, hop.link, grid.span(hop.to));
        }
        for (i, hop) in hops.iter().enumerate().filter(|(_, hop)| !is_bend(hop.from)) {
            let wish = if straight[i] { self.hops[i].1 } else { self.hops[i].0 };
            self.hops[i].0 = self.take(channels(grid, hop).0, wish, hop.link, grid.span(hop.from));
        }
    }

    /// The free place of a channel nearest to the wanted one.
    pub(super) fn take(&mut self, channel: usize, wish: f64, link: usize, span: (f64, f64)) -> f64 {
        let (low, high) = inside(span, 3.0);
        let free = |x: &f64| {
            let near = |other: &(f64, usize)| other.1 != link && (other.0 - x).abs() < APART - 0.01;
            (low..=high).contains(x) && !self.taken[channel].iter().any(near)
        };
        let shifts = (0..40).flat_map(|k| [f64::from(k), -f64::from(k)]);
        let place = shifts.map(|shift| wish + shift * 1.5).find(free).unwrap_or(wish);
        self.taken[channel].push((place, link));
        place
    }
}
