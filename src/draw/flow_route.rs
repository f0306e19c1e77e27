//! Routes the arrows of a layered flow chart with right angles: level runs in
//! the channels between rows, back arrows and column changes in lanes at the
//! right of each column. No route passes through a box.

use super::flow::{Link, Wire};
use super::flow_lanes::User;
use super::flow_layers::{Hop, Kind};
use super::flow_layout::Grid;
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
    /// The middle of a row, moved down a little.
    Middle(usize, f64),
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
}

/// Routes all arrows.
pub(super) fn route(grid: &Grid) -> Routes {
    let mut routes = Routes { label_lines: vec![0; grid.layers.rows.len() + 1], ..Routes::default() };
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
        for hop in grid.layers.hops.iter().filter(|hop| hop.link == number) {
            let (from, to) = (grid.layers.cells[hop.from].row, grid.layers.cells[hop.to].row);
            let start = port(grid, hop, End::Start);
            let end = straighten(grid, hop, start, port(grid, hop, End::Tip));
            path.push((start, Height::Bottom(from)));
            if grid.column(from) != grid.column(to) {
                let lane = grid.lanes.x(grid.column(from), User::Hop(*hop));
                let (down, up) = (self.run(from + 1, start, lane), self.run(0, lane, end));
                path.extend([(start, down), (lane, down), (lane, up), (end, up)]);
            } else if (start - end).abs() > 0.05 {
                let run = self.run(from + 1, start, end);
                path.extend([(start, run), (end, run)]);
            }
            path.push((end, Height::Top(to)));
        }
        let first = grid.layers.cells[grid.links[number].from].row + 1;
        let lines = grid.links[number].label.len();
        self.label_lines[first] = self.label_lines[first].max(lines);
        path
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
            let out = Height::Middle(rows[0], 4.0);
            path.extend([(right[0], out), (lanes[0], out)]);
        } else {
            let x = right[0] - 5.0;
            let run = self.run(rows[0] + 1, x, lanes[0]);
            path.extend([(x, Height::Bottom(rows[0])), (x, run), (lanes[0], run)]);
        }
        if columns[0] != columns[1] {
            let run = self.run(0, lanes[0], lanes[1]);
            path.extend([(lanes[0], run), (lanes[1], run)]);
        }
        if is_last(link.to, rows[1]) {
            let into = Height::Middle(rows[1], -4.0);
            path.extend([(lanes[1], into), (right[1], into)]);
        } else {
            let x = right[1] - 5.0;
            let is_first = rows[1] % grid.rows_per_column == 0;
            let run = self.run(if is_first { 0 } else { rows[1] }, lanes[1], x);
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
        self.label_lines[row + 1] as f64 * LINE
    }

    /// The height of the channel below a row.
    pub(super) fn height_below(&self, row: usize) -> f64 {
        let label = self.label_room(row);
        match self.tracks(row + 1) {
            0 => 20.0_f64.max(label + 10.0),
            tracks => CLEAR.0 + (tracks as f64 - 1.0) * TRACK + CLEAR.1 + label,
        }
    }

    /// The paths with their true heights; `rows` holds top and bottom of each.
    pub(super) fn wires(&self, links: &[Link], rows: &[(f64, f64)]) -> Vec<Wire> {
        let height = |height: &Height| match *height {
            Height::Top(row) => rows[row].0,
            Height::Bottom(row) => rows[row].1,
            Height::Middle(row, down) => (rows[row].0 + rows[row].1) / 2.0 + down,
            Height::Run(run) => {
                let Run { channel, track, .. } = self.runs[run];
                let start = match channel.checked_sub(1) {
                    Some(row) => rows[row].1 + CLEAR.0 + self.label_room(row),
                    None => 3.0,
                };
                start + track as f64 * TRACK
            }
        };
        let wire = |(number, path): &(usize, Vec<(f64, Height)>)| Wire {
            path: corners(path.iter().map(|(x, y)| (*x, height(y))).collect()),
            label: links[*number].label.clone(),
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Start,
    Tip,
}

/// Where an arrow leaves or enters a cell: arrows at the same side of a box
/// share its width, in the order of the cells they are joined to.
fn port(grid: &Grid, hop: &Hop, end: End) -> f64 {
    let (cell, is_start) = match end {
        End::Start => (hop.from, true),
        End::Tip => (hop.to, false),
    };
    let (left, right) = grid.span(cell);
    if matches!(grid.layers.cells[cell].kind, Kind::Bend(_)) {
        return (left + right) / 2.0;
    }
    let other = |hop: &Hop| if is_start { hop.to } else { hop.from };
    let same_side = |candidate: &&Hop| (if is_start { candidate.from } else { candidate.to }) == cell;
    let mut hops: Vec<&Hop> = grid.layers.hops.iter().filter(same_side).collect();
    hops.sort_by(|a, b| grid.places[other(a)].0.total_cmp(&grid.places[other(b)].0));
    let place = hops.iter().position(|candidate| *candidate == hop).unwrap_or(0) as f64;
    let share = (right - left) / (hops.len() as f64 + 1.0);
    if share < 5.0 {
        return (left + right) / 2.0;
    }
    left + (place + 1.0) * share
}

/// A tip moved to make the arrow straight, where its box is wide enough.
fn straighten(grid: &Grid, hop: &Hop, start: f64, end: f64) -> f64 {
    let alone = grid.layers.neighbours(hop.to, true).len() == 1;
    let (left, right) = grid.span(hop.to);
    let is_step = matches!(grid.layers.cells[hop.to].kind, Kind::Step(_));
    let reachable = alone && is_step && start > left + 8.0 && start < right - 8.0;
    if reachable || (start - end).abs() < 0.5 { start } else { end }
}
