//! The lanes at the right of each column of a flow chart, in which arrows lead
//! back up or on to the next column.

use super::flow::Link;
use super::flow_fold::column_of;
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
    /// Who uses the lane of a column and where, from the inside out.
    lines: Vec<Vec<(User, f64)>>,
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
        let users = users(&grid.layers, grid.links, &grid.starts, column);
        match users.len() {
            0 => 0.0,
            count => 14.0 + users.iter().map(|user| slot(*user, grid.links, count)).sum::<f64>(),
        }
    }

    /// Gives every user of every lane its line.
    pub(super) fn assign(&mut self, layers: &Layers, links: &[Link], starts: &[usize]) {
        let lane = |(column, start): (usize, &f64)| {
            let users = users(layers, links, starts, column);
            let mut left = start + 7.0;
            let line = |user: &User| {
                let wide = slot(*user, links, users.len());
                left += wide;
                (*user, left - wide / 2.0)
            };
            users.iter().map(line).collect()
        };
        self.lines = self.starts.iter().enumerate().map(lane).collect();
    }

    /// The line of one user.
    pub(super) fn x(&self, column: usize, user: User) -> f64 {
        let line = self.lines[column].iter().find(|(other, _)| *other == user);
        line.map_or(self.starts[column] + 9.0, |(_, x)| *x)
    }
}

/// The room of one line: its label stands on it.
fn slot(user: User, links: &[Link], users: usize) -> f64 {
    let label = match user {
        User::Back(link) => text::widest(links[link].label.iter().map(String::as_str)),
        User::Hop(_) => 0.0,
    };
    LANE.min(60.0 / users as f64).max(if label > 0.0 { label + 6.0 } else { 0.0 })
}

fn users(layers: &Layers, links: &[Link], starts: &[usize], column: usize) -> Vec<User> {
    let row = |cell: usize| layers.cells[cell].row;
    let column_of = |cell: usize| column_of(starts, row(cell));
    let touches =
        |link: &&usize| [links[**link].from, links[**link].to].into_iter().any(|step| column_of(step) == column);
    let mut back: Vec<usize> = layers.back.iter().filter(touches).copied().collect();
    back.sort_by_key(|link| row(links[*link].from).abs_diff(row(links[*link].to)));
    let folds = layers.hops.iter().filter(|hop| column_of(hop.from) == column && column_of(hop.to) != column);
    back.into_iter().map(User::Back).chain(folds.map(|hop| User::Hop(*hop))).collect()
}
