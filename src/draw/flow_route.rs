//! Routes the arrows of a layered flow chart with right angles: level runs in
//! the channels between rows, back arrows and column changes in lanes at the
//! right of each column. No route passes through a box.

use super::flow::{Link, Wire};
use super::flow_lanes::User;
use super::flow_layers::Hop;
use super::flow_layout::Grid;
use super::flow_ports::{self, Ports};
use super::scene::Spot;
use super::style::LINE;

/// Distance between level runs in a channel.
const TRACK: f64 = 7.0;
/// From a row to the first run, and from the last run to the next row.
const CLEAR: (f64, f64) = (8.0, 12.0);

/// A height that is known only when all channels are filled.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Height {
    Top(usize),
    Bottom(usize),
    /// A part of the height of a row.
    Part(usize, f64),
    /// The middle of a label of so many lines above a row.
    Label(usize, usize),
    /// A level run.
    Run(usize),
}

/// A level stretch in a channel: channel 0 is above all columns, channel
/// `row + 1` below a row.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Run {
    channel: usize,
    ends: (f64, f64),
    track: usize,
}

/// The routes of all arrows.
#[derive(Debug, Default)]
pub(super) struct Routes {
    paths: Vec<(usize, Vec<(f64, Height)>)>,
    runs: Vec<Run>,
    /// Lines of the highest label in each channel.
    label_lines: Vec<usize>,
    /// Where the label of each arrow stands.
    label_spots: Vec<Option<(f64, Height)>>,
    ports: Ports,
}

/// Routes all arrows.
pub(super) fn route(grid: &Grid) -> Routes {
    let mut routes = Routes {
        label_lines: vec![0; grid.layers.rows.len() + 1],
        label_spots: vec![None; grid.links.len()],
        ports: flow_ports::choose(grid),
        ..Routes::default()
    };
    for number in 0..grid.links.len() {
        let path = if grid.layers.back.contains(&number) {
            routes.back_path(grid, number)
        } else {
            routes.forward_path(grid, number)
        };
        routes.paths.push((number, path));
    }
    routes.assign_tracks();
    routes
}

impl Routes {
    fn run(&mut self, channel: usize, from: f64, to: f64) -> Height {
        self.runs.push(Run { channel, ends: (from.min(to), from.max(to)), track: 0 });
        Height::Run(self.runs.len() - 1)
    }

    fn forward_path(&mut self, grid: &Grid, number: usize) -> Vec<(f64, Height)> {
        let mut path = Vec::new();
        for (index, hop) in grid.layers.hops.iter().enumerate().filter(|(_, hop)| hop.link == number) {
            let (from, to) = (grid.layers.cells[hop.from].row, grid.layers.cells[hop.to].row);
            let (start, end) = self.ports.hops[index];
            path.push((start, Height::Bottom(from)));
            if grid.column(from) != grid.column(to) {
                let lane = grid.lanes.x(grid.column(from), User::Hop(*hop));
                let (down, up) = (self.run(from + 1, start, lane), self.run(0, lane, end));
                path.extend([(start, down), (lane, down), (lane, up), (end, up)]);
            } else {
                if (start - end).abs() > 0.05 {
                    let run = self.run(from + 1, start, end);
                    path.extend([(start, run), (end, run)]);
                }
                self.reserve_label(grid, hop, end);
            }
            path.push((end, Height::Top(to)));
        }
        path
    }

    /// A label stands on the line just above the tip of the first hop.
    fn reserve_label(&mut self, grid: &Grid, hop: &Hop, x: f64) {
        let link = &grid.links[hop.link];
        let row = grid.layers.cells[hop.to].row;
        if hop.from == link.from && !link.label.is_empty() {
            self.label_lines[row] = self.label_lines[row].max(link.label.len());
            self.label_spots[hop.link] = Some((x, Height::Label(row, link.label.len())));
        }
    }

    /// Out to the lane at the right, up, and back in from the right or above.
    fn back_path(&mut self, grid: &Grid, number: usize) -> Vec<(f64, Height)> {
        let link = &grid.links[number];
        let rows = [link.from, link.to].map(|step| grid.layers.cells[step].row);
        let columns = rows.map(|row| grid.column(row));
        let lanes = columns.map(|column| grid.lanes.x(column, User::Back(number)));
        let is_last = |step: usize, row: usize| grid.layers.rows[row].last() == Some(&step);
        let right = [link.from, link.to].map(|step| grid.span(step).1);
        let mut path = Vec::new();
        if is_last(link.from, rows[0]) {
            let out = side(grid, link.from, (number, false));
            path.extend([(right[0], out), (lanes[0], out)]);
        } else {
            let x = self.ports.take(rows[0] + 1, right[0] - 5.0, number, grid.span(link.from));
            let run = self.run(rows[0] + 1, x, lanes[0]);
            path.extend([(x, Height::Bottom(rows[0])), (x, run), (lanes[0], run)]);
        }
        if columns[0] != columns[1] {
            let run = self.run(0, lanes[0], lanes[1]);
            path.extend([(lanes[0], run), (lanes[1], run)]);
        }
        if is_last(link.to, rows[1]) {
            let into = side(grid, link.to, (number, true));
            path.extend([(lanes[1], into), (right[1], into)]);
        } else {
            let channel = if grid.starts.contains(&rows[1]) { 0 } else { rows[1] };
            let x = self.ports.take(channel, right[1] - 5.0, number, grid.span(link.to));
            let run = self.run(channel, lanes[1], x);
            path.extend([(lanes[1], run), (x, run), (x, Height::Top(rows[1]))]);
        }
        path
    }

    /// Runs of one channel that would touch get different tracks.
    fn assign_tracks(&mut self) {
        let mut order: Vec<usize> = (0..self.runs.len()).collect();
        order.sort_by(|a, b| {
            let (a, b) = (self.runs[*a], self.runs[*b]);
            a.channel.cmp(&b.channel).then(a.ends.0.total_cmp(&b.ends.0))
        });
        let mut done: Vec<Run> = Vec::new();
        for index in order {
            let run = self.runs[index];
            let clashes = |track: usize| {
                done.iter().any(|other| {
                    other.channel == run.channel && other.track == track && run.ends.0 < other.ends.1 + 4.0
                })
            };
            let track = (0..).find(|track| !clashes(*track)).unwrap_or(0);
            self.runs[index].track = track;
            done.push(self.runs[index]);
        }
    }

    fn tracks(&self, channel: usize) -> usize {
        let used = self.runs.iter().filter(|run| run.channel == channel);
        used.map(|run| run.track + 1).max().unwrap_or(0)
    }

    /// The height of the channel above all columns.
    pub(super) fn height_above_all(&self) -> f64 {
        match self.tracks(0) {
            0 => 3.0,
            tracks => tracks as f64 * TRACK + CLEAR.1,
        }
    }

    /// Room for labels right below the boxes from which their arrows start.
    fn label_room(&self, row: usize) -> f64 {
        match self.label_lines[row + 1] {
            0 => 0.0,
            lines => lines as f64 * LINE + 4.0,
        }
    }

    /// The height of the channel below a row.
    pub(super) fn height_below(&self, row: usize) -> f64 {
        let label = self.label_room(row);
        match self.tracks(row + 1) {
            0 => 20.0_f64.max(CLEAR.0 + CLEAR.1 + label),
            tracks => CLEAR.0 + (tracks as f64 - 1.0) * TRACK + CLEAR.1 + label,
        }
    }

    /// The paths with their true heights; `rows` holds top and bottom of each.
    pub(super) fn wires(&self, links: &[Link], rows: &[(f64, f64)]) -> Vec<Wire> {
        let height = |height: &Height| match *height {
            Height::Top(row) => rows[row].0,
            Height::Bottom(row) => rows[row].1,
            Height::Part(row, part) => rows[row].0 + (rows[row].1 - rows[row].0) * part,
            Height::Label(row, lines) => rows[row].0 - CLEAR.1 + 2.0 - lines as f64 * LINE / 2.0,
            Height::Run(run) => {
                let Run { channel, track, .. } = self.runs[run];
                let start = match channel.checked_sub(1) {
                    Some(row) => rows[row].1 + CLEAR.0,
                    None => 3.0,
                };
                start + track as f64 * TRACK
            }
        };
        let wire = |(number, path): &(usize, Vec<(f64, Height)>)| Wire {
            path: corners(path.iter().map(|(x, y)| (*x, height(y))).collect()),
            label: links[*number].label.clone(),
            label_spot: self.label_spots[*number].map(|(x, y)| (x, height(&y))),
        };
        self.paths.iter().map(wire).collect()
    }
}

/// The path without the points at which it goes straight on.
fn corners(path: Vec<Spot>) -> Vec<Spot> {
    let mut kept: Vec<Spot> = Vec::new();
    for spot in path {
        while let [.., a, b] = kept.as_slice() {
            let level = (a.1 - b.1).abs() < 0.05 && (b.1 - spot.1).abs() < 0.05;
            let upright = (a.0 - b.0).abs() < 0.05 && (b.0 - spot.0).abs() < 0.05;
            if !(level || upright) {
                break;
            }
            kept.pop();
        }
        kept.push(spot);
    }
    kept
}

/// Where an arrow that leads back leaves or enters the right side of a box:
/// entries above exits, nested so that they do not cross each other.
fn side(grid: &Grid, step: usize, user: (usize, bool)) -> Height {
    let row = grid.layers.cells[step].row;
    let lane = |link: usize| grid.lanes.x(grid.column(row), User::Back(link));
    let ends = |enters: bool| {
        let at = move |link: &&usize| {
            let link = &grid.links[**link];
            step == if enters { link.to } else { link.from }
        };
        let mut users: Vec<usize> = grid.layers.back.iter().filter(at).copied().collect();
        users.sort_by(|a, b| lane(*a).total_cmp(&lane(*b)));
        if enters {
            users.reverse();
        }
        users.into_iter().map(move |link| (link, enters))
    };
    let users: Vec<(usize, bool)> = ends(true).chain(ends(false)).collect();
    let place = users.iter().position(|other| *other == user).unwrap_or(0) as f64;
    Height::Part(row, (place + 1.0) / (users.len() as f64 + 1.0))
}
