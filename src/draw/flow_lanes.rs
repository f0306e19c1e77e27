//! The lanes at the right of each column of a flow chart, in which arrows lead
//! back up or on to the next column.

use super::flow::Link;
use super::flow_layers::{Hop, Layers};
use super::flow_layout::Grid;
use super::text;

/// Greatest distance between lines of a lane.
const LANE: f64 = 9.0;

/// The lines at the right of the columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Lanes {
    /// Where the lane of each column begins.
    pub(super) starts: Vec<f64>,
    /// Who uses the lane of a column, from the inside out.
    users: Vec<Vec<User>>,
}

/// An arrow that leads back, or one that goes on in the next column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum User {
    Back(usize),
    Hop(Hop),
}

impl Lanes {
    /// The width of the lane beside a column.
    pub(super) fn width(grid: &Grid, column: usize) -> f64 {
        let users = users(&grid.layers, grid.links, grid.rows_per_column, column);
        let labels = users.iter().filter_map(|user| match user {
            User::Back(link) => Some(&grid.links[*link].label),
            User::Hop(_) => None,
        });
        let label = text::widest(labels.flatten().map(String::as_str));
        match users.len() {
            0 => 0.0,
            count => 12.0 + spacing(count) * count as f64 + label,
        }
    }

    /// Gives every user of every lane its line.
    pub(super) fn assign(&mut self, layers: &Layers, links: &[Link], rows: usize) {
        let columns = 0..self.starts.len();
        self.users = columns.map(|column| users(layers, links, rows, column)).collect();
    }

    /// The line of one user.
    pub(super) fn x(&self, column: usize, user: User) -> f64 {
        let users = &self.users[column];
        let place = users.iter().position(|other| *other == user).unwrap_or(0);
        self.starts[column] + 9.0 + place as f64 * spacing(users.len())
    }
}

fn spacing(users: usize) -> f64 {
    LANE.min(60.0 / users.max(1) as f64)
}

fn users(layers: &Layers, links: &[Link], rows_per_column: usize, column: usize) -> Vec<User> {
    let row = |cell: usize| layers.cells[cell].row;
    let column_of = |cell: usize| row(cell) / rows_per_column;
    let touches =
        |link: &&usize| [links[**link].from, links[**link].to].into_iter().any(|step| column_of(step) == column);
    let mut back: Vec<usize> = layers.back.iter().filter(touches).copied().collect();
    back.sort_by_key(|link| row(links[*link].from).abs_diff(row(links[*link].to)));
    let folds = layers.hops.iter().filter(|hop| column_of(hop.from) == column && column_of(hop.to) != column);
    back.into_iter().map(User::Back).chain(folds.map(|hop| User::Hop(*hop))).collect()
}
