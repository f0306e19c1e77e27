//! Measures a layered flow chart: widths, places and heights of the boxes, in
//! one column of rows or, where that is too high, in several.

use super::flow::{Layout, Link, StepBox};
use super::flow_fold::{self, column_of};
use super::flow_lanes::Lanes;
use super::flow_layers::{self, Hop, Kind, Layers};
use super::flow_ports::{self, APART};
use super::flow_route;
use super::scene::Rect;
use super::style::{LINE, PAGE_WIDTH};
use super::text;

/// Greatest width of a box.
const WIDEST: f64 = 132.0;
/// Distance between boxes of a row.
const BESIDE: f64 = 18.0;
/// Room of an arrow that passes through a row.
const BEND: f64 = 14.0;

/// Margin of the page: bends may stand a little outside their column.
const EDGE: f64 = 3.0;

/// A layered chart while it is being laid out.
pub(super) struct Grid<'a> {
    pub(super) links: &'a [Link],
    pub(super) layers: Layers,
    /// The first row of each column.
    pub(super) starts: Vec<usize>,
    /// Middle and width of every cell.
    pub(super) places: Vec<(f64, f64)>,
    /// The lines of every step.
    lines: Vec<Vec<String>>,
    pub(super) lanes: Lanes,
}

/// Lays the chart out in one column of rows or, where that is too high, folded
/// into several.
pub(super) fn lay_out(steps: &[String], links: &[Link]) -> Layout {
    let layers = flow_layers::arrange(steps.len(), links);
    let with = |starts: &[usize]| Grid::new(steps, links, layers.clone(), starts.to_vec()).lay_out();
    let mut best = with(&[0]);
    if best.height <= flow_fold::ENOUGH {
        return best;
    }
    let mut least = flow_fold::cost(&best, &layers, links, &[0]);
    for starts in flow_fold::candidates(layers.rows.len()) {
        let layout = with(&starts);
        let cost = flow_fold::cost(&layout, &layers, links, &starts);
        if cost < least {
            (best, least) = (layout, cost);
        }
    }
    best
}

impl<'a> Grid<'a> {
    fn new(steps: &[String], links: &'a [Link], layers: Layers, starts: Vec<usize>) -> Self {
        let mut grid = Grid {
            links,
            places: vec![(0.0, BEND); layers.cells.len()],
            lines: vec![Vec::new(); steps.len()],
            lanes: Lanes::default(),
            starts,
            layers,
        };
        let lanes: Vec<f64> = (0..grid.starts.len()).map(|column| Lanes::width(&grid, column)).collect();
        grid.widen_bends();
        let wanted = grid.wanted_width(steps);
        let inner = grid.share_page(wanted, PAGE_WIDTH - 2.0 * EDGE - lanes.iter().sum::<f64>());
        grid.size_boxes(steps, wanted, &inner);
        let mut left = EDGE;
        for (column, (lane, inner)) in lanes.iter().zip(&inner).enumerate() {
            grid.place_column(column, (left, left + inner));
            let right_edge = grid.right_edge(column);
            grid.lanes.starts.push(right_edge);
            left += inner + lane;
        }
        grid.part_bends();
        grid.center(lanes.last().copied().unwrap_or(0.0));
        grid.lanes.assign(&grid.layers, links, &grid.starts);
        grid
    }

    /// Distributes the width of the page over the columns as they need it.
    fn share_page(&self, wanted: f64, available: f64) -> Vec<f64> {
        let mut needs = vec![30.0_f64; self.starts.len()];
        for (number, row) in self.layers.rows.iter().enumerate() {
            let (boxes, bends) = self.contents(row);
            let need = boxes * (wanted + BESIDE) + bends;
            let column = self.column(number);
            needs[column] = needs[column].max(need);
        }
        let count = needs.len() as f64;
        let total: f64 = needs.iter().sum();
        if count == 1.0 {
            return vec![available];
        }
        let spare = ((available - total) / count).min(24.0);
        let share = |need: &f64| if spare >= 0.0 { need + spare } else { need * available / total };
        needs.iter().map(share).collect()
    }

    /// How many boxes a row has, and the room of its bends.
    fn contents(&self, row: &[usize]) -> (f64, f64) {
        let is_step = |cell: &usize| matches!(self.layers.cells[*cell].kind, Kind::Step(_));
        let bends = row.iter().filter(|cell| !is_step(cell)).map(|cell| self.places[*cell].1).sum();
        (row.iter().filter(|cell| is_step(cell)).count() as f64, bends)
    }

    /// A bend at which a label is printed needs room for it.
    fn widen_bends(&mut self) {
        for hop in &self.layers.hops {
            let label = flow_ports::label_width(self, hop);
            if label > 0.0 && matches!(self.layers.cells[hop.to].kind, Kind::Bend(_)) {
                self.places[hop.to].1 = BEND.max(label + 8.0);
            }
        }
    }

    /// Puts bends below the bend before them, unless that is the place of
    /// another arrow or of a box.
    fn part_bends(&mut self) {
        for index in 0..self.layers.hops.len() {
            let Hop { from, to, .. } = self.layers.hops[index];
            let is_bend = |cell: usize| matches!(self.layers.cells[cell].kind, Kind::Bend(_));
            if !is_bend(to) {
                continue;
            }
            let (x, above) = (self.places[to].0, self.places[from].0);
            let wish = if is_bend(from) && (above - x).abs() < 30.0 { above } else { x };
            let shifts = (0..20).flat_map(|k| [f64::from(k), -f64::from(k)]);
            let free = shifts.map(|shift| wish + shift * 1.5).find(|x| self.is_free_for_bend(to, *x));
            self.places[to].0 = free.unwrap_or(x);
        }
    }

    /// Whether a bend at this place is clear of its row and not in one line
    /// with another arrow's bend in the row above or below.
    fn is_free_for_bend(&self, cell: usize, x: f64) -> bool {
        let place = self.layers.cells[cell];
        let clear = |other: &usize| {
            let (left, right) = self.span(*other);
            let apart = if left < right { 7.0 } else { APART };
            !(left - apart..right + apart).contains(&x)
        };
        let beside = self.layers.rows[place.row].iter().filter(|other| **other != cell).all(clear);
        let near = [place.row.checked_sub(1), Some(place.row + 1)];
        let rows = near.into_iter().flatten().filter_map(|row| self.layers.rows.get(row)).flatten();
        let bends = rows.filter(|other| match self.layers.cells[**other].kind {
            Kind::Bend(_) => self.layers.cells[**other].kind != place.kind,
            Kind::Step(_) => false,
        });
        beside && bends.into_iter().all(clear)
    }

    fn right_edge(&self, column: usize) -> f64 {
        let in_column = |cell: &usize| self.column(self.layers.cells[*cell].row) == column;
        let cells = (0..self.places.len()).filter(in_column);
        cells.map(|cell| self.span(cell).1).fold(EDGE, f64::max)
    }

    /// Moves everything to the middle of the page.
    fn center(&mut self, last_lane: f64) {
        let cells = 0..self.places.len();
        let left = cells.map(|cell| self.span(cell).0).fold(PAGE_WIDTH, f64::min);
        let right = self.lanes.starts.last().map_or(PAGE_WIDTH, |start| start + last_lane);
        let shift = (PAGE_WIDTH - left - right) / 2.0;
        self.places.iter_mut().for_each(|place| place.0 += shift);
        self.lanes.starts.iter_mut().for_each(|start| *start += shift);
    }

    /// The column a row belongs to.
    pub(super) fn column(&self, row: usize) -> usize {
        column_of(&self.starts, row)
    }

    /// The edges of a box, or twice the line of a bend.
    pub(super) fn span(&self, cell: usize) -> (f64, f64) {
        let (middle, width) = self.places[cell];
        match self.layers.cells[cell].kind {
            Kind::Step(_) => (middle - width / 2.0, middle + width / 2.0),
            Kind::Bend(_) => (middle, middle),
        }
    }

    fn size_boxes(&mut self, steps: &[String], wanted: f64, inner: &[f64]) {
        for (number, row) in self.layers.rows.iter().enumerate() {
            let (boxes, bends) = self.contents(row);
            let room = inner[self.column(number)] - bends - (boxes.max(1.0) - 1.0) * BESIDE;
            let width = wanted.min(room / boxes.max(1.0)).max(30.0);
            for cell in row {
                if let Kind::Step(step) = self.layers.cells[*cell].kind {
                    self.places[*cell].1 = width;
                    self.lines[step] = text::wrap_evenly(&steps[step], width - 9.0, 8);
                }
            }
        }
    }

    /// The width at which texts fit on one line, and the labels of arrows that
    /// enter one box side by side.
    fn wanted_width(&self, steps: &[String]) -> f64 {
        let widest = text::widest(steps.iter().map(String::as_str)) + 16.0;
        let mut entering = vec![0.0; self.layers.cells.len()];
        for hop in &self.layers.hops {
            entering[hop.to] += flow_ports::label_width(self, hop) + 8.0;
        }
        let labels = entering.iter().take(steps.len()).copied().fold(0.0, f64::max);
        widest.max(labels).clamp(64.0, WIDEST)
    }

    /// Moves the cells of a column towards the cells they are joined to.
    fn place_column(&mut self, column: usize, (left, right): (f64, f64)) {
        let end = self.starts.get(column + 1).copied().unwrap_or(self.layers.rows.len());
        let rows = self.starts[column]..end;
        for row in rows.clone() {
            for cell in self.layers.rows[row].clone() {
                self.places[cell].0 = (left + right) / 2.0;
            }
            self.place_row(row, (left, right), None);
        }
        for sweep in 0..6 {
            let above = sweep % 2 == 0;
            for k in 0..rows.len() {
                let row = if above { rows.start + k } else { rows.end - 1 - k };
                self.place_row(row, (left, right), Some(above));
            }
        }
    }

    /// Places one row: each cell near the mean of its neighbours on one side.
    fn place_row(&mut self, row: usize, (left, right): (f64, f64), above: Option<bool>) {
        let cells = self.layers.rows[row].clone();
        let wanted = |cell: &usize| {
            let neighbours = above.map_or(Vec::new(), |above| self.layers.neighbours(*cell, above));
            let same_column = |other: &&usize| self.column(self.layers.cells[**other].row) == self.column(row);
            let near: Vec<f64> = neighbours.iter().filter(same_column).map(|other| self.places[*other].0).collect();
            match near.len() {
                0 => self.places[*cell].0,
                count => near.iter().sum::<f64>() / count as f64,
            }
        };
        let wanted: Vec<f64> = cells.iter().map(wanted).collect();
        let is_step = |cell: &usize| matches!(self.layers.cells[*cell].kind, Kind::Step(_));
        let clearance = |cell: &usize| if is_step(cell) { BESIDE } else { 0.0 };
        let sizes: Vec<f64> = cells.iter().map(|c| self.places[*c].1 + clearance(c)).collect();
        let half = BESIDE / 2.0;
        let centers = text::spread(&wanted, &sizes, left - half, right + half);
        for (cell, center) in cells.iter().zip(centers) {
            self.places[*cell].0 = center;
        }
    }

    /// The height of a row: that of its highest box.
    fn row_height(&self, row: usize) -> f64 {
        let lines = self.layers.rows[row].iter().map(|cell| match self.layers.cells[*cell].kind {
            Kind::Step(step) => self.lines[step].len(),
            Kind::Bend(_) => 1,
        });
        lines.max().unwrap_or(1) as f64 * LINE + 10.0
    }

    fn lay_out(&self) -> Layout {
        let routes = flow_route::route(self);
        let mut tops = Vec::new();
        let mut height = 0.0_f64;
        let mut y = 0.0;
        for row in 0..self.layers.rows.len() {
            if self.starts.contains(&row) {
                y = routes.height_above_all();
            }
            tops.push((y, y + self.row_height(row)));
            y += self.row_height(row) + routes.height_below(row);
            height = height.max(y);
        }
        let boxes = self.lines.iter().enumerate().map(|(step, lines)| {
            let (left, right) = self.span(step);
            let (top, bottom) = tops[self.layers.cells[step].row];
            StepBox { rect: Rect::between((left, top), (right, bottom)), lines: lines.clone() }
        });
        Layout {
            width: PAGE_WIDTH,
            height: height.max(LINE),
            boxes: boxes.collect(),
            wires: routes.wires(self.links, &tops),
        }
    }
}
