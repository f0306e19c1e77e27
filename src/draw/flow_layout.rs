//! Measures a layered flow chart: widths, places and heights of the boxes, in
//! one column of rows or, where that is too high, in several.

use super::flow::{Layout, Link, StepBox};
use super::flow_lanes::Lanes;
use super::flow_layers::{self, Kind, Layers};
use super::flow_route;
use super::scene::Rect;
use super::style::{LINE, PAGE_HEIGHT, PAGE_WIDTH};
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
    /// How many rows a column has.
    pub(super) rows_per_column: usize,
    /// Middle and width of every cell.
    pub(super) places: Vec<(f64, f64)>,
    /// The lines of every step.
    lines: Vec<Vec<String>>,
    pub(super) lanes: Lanes,
}

/// Lays the chart out in as few columns as the page height allows.
pub(super) fn lay_out(steps: &[String], links: &[Link]) -> Layout {
    let layers = flow_layers::arrange(steps.len(), links);
    let mut first = None;
    for columns in 1..=3 {
        let layout = Grid::new(steps, links, layers.clone(), columns).lay_out();
        if layout.height <= PAGE_HEIGHT {
            return layout;
        }
        first = Some(layout);
    }
    first.unwrap_or_default()
}

impl<'a> Grid<'a> {
    fn new(steps: &[String], links: &'a [Link], layers: Layers, columns: usize) -> Self {
        let rows_per_column = layers.rows.len().div_ceil(columns).max(1);
        let mut grid = Grid {
            links,
            places: vec![(0.0, BEND); layers.cells.len()],
            lines: Vec::new(),
            lanes: Lanes::default(),
            rows_per_column,
            layers,
        };
        let used = grid.layers.rows.len().div_ceil(rows_per_column).max(1);
        let widths: Vec<f64> = (0..used).map(|column| Lanes::width(&grid, column)).collect();
        let inner = (PAGE_WIDTH - 2.0 * EDGE - widths.iter().sum::<f64>()) / used as f64;
        let last_lane = widths.last().copied().unwrap_or(0.0);
        grid.size_boxes(steps, inner);
        let mut left = EDGE;
        for (column, lane_width) in widths.into_iter().enumerate() {
            grid.place_column(column, (left, left + inner));
            let right_edge = grid.right_edge(column);
            grid.lanes.starts.push(right_edge);
            left += inner + lane_width;
        }
        grid.center(last_lane);
        grid.lanes.assign(&grid.layers, links, rows_per_column);
        grid
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
        row / self.rows_per_column
    }

    /// The edges of a box, or twice the line of a bend.
    pub(super) fn span(&self, cell: usize) -> (f64, f64) {
        let (middle, width) = self.places[cell];
        match self.layers.cells[cell].kind {
            Kind::Step(_) => (middle - width / 2.0, middle + width / 2.0),
            Kind::Bend(_) => (middle, middle),
        }
    }

    fn size_boxes(&mut self, steps: &[String], inner: f64) {
        self.lines = vec![Vec::new(); steps.len()];
        let widest = text::widest(steps.iter().map(String::as_str)) + 16.0;
        let wanted = widest.max(self.label_width()).clamp(64.0, WIDEST);
        for row in &self.layers.rows {
            let is_step = |cell: &&usize| matches!(self.layers.cells[**cell].kind, Kind::Step(_));
            let boxes = row.iter().filter(is_step).count();
            let bends = (row.len() - boxes) as f64;
            let room = inner - bends * BEND - (boxes.max(1) as f64 - 1.0) * BESIDE;
            let width = wanted.min(room / boxes.max(1) as f64).max(30.0);
            for cell in row {
                if let Kind::Step(step) = self.layers.cells[*cell].kind {
                    self.places[*cell].1 = width;
                    self.lines[step] = text::wrap_evenly(&steps[step], width - 9.0, 8);
                }
            }
        }
    }

    /// The width at which the labels of arrows that leave one box fit side by
    /// side.
    fn label_width(&self) -> f64 {
        let room = |step: usize| {
            let leaving = self.links.iter().filter(|link| link.from == step);
            let count = leaving.clone().count() as f64;
            let label = text::widest(leaving.flat_map(|l| &l.label).map(String::as_str));
            if count > 1.0 && label > 0.0 { (count + 1.0) * (label + 7.0) } else { 0.0 }
        };
        (0..self.lines.len()).map(room).fold(0.0, f64::max)
    }

    /// Moves the cells of a column towards the cells they are joined to.
    fn place_column(&mut self, column: usize, (left, right): (f64, f64)) {
        let rows = column * self.rows_per_column..((column + 1) * self.rows_per_column).min(self.layers.rows.len());
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
            if row % self.rows_per_column == 0 {
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
