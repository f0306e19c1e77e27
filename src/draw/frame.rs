//! The frame of column and line charts: value axis, grid, category labels,
//! units and legend.

use super::legend::{self, Key, Sample};
use super::rate::{self, Band};
use super::scale::Axis;
use super::scene::{Anchor, Label, Rect, Scene, Spot, Turn};
use super::style::{self, AXIS_LINE, BLACK, GREY, GRID, HAIRLINE, LINE, PAGE_WIDTH, TEXT};
use super::text;
use super::value_table::ValueTable;
use super::{ChartKind, ChartSpec, Series};

/// Height of the columns where a rate line has its band above them.
const PLOT_BELOW_BAND: f64 = 124.0;

/// The plot with its scales.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Frame {
    pub(super) plot: Rect,
    axis: Axis,
    /// The band of the rate line above the plot.
    pub(super) band: Option<Band>,
    slots: usize,
}

impl Frame {
    /// The height at which a value lies.
    pub(super) fn y(&self, value: f64) -> f64 {
        self.plot.bottom - self.axis.fraction(value) * self.plot.height()
    }

    /// The room of one category.
    pub(super) fn pitch(&self) -> f64 {
        self.plot.width() / self.slots as f64
    }

    /// The middle of a category.
    pub(super) fn center(&self, slot: usize) -> f64 {
        self.plot.left + (slot as f64 + 0.5) * self.pitch()
    }

    /// The line at zero, where the axis has one.
    pub(super) fn draw_zero_line(&self, scene: &mut Scene) {
        let y = self.y(0.0);
        let ends = vec![(self.plot.left, y), (self.plot.right, y)];
        scene.avoid(ends[0], ends[1]);
        scene.stroke(ends, style::thin(BLACK, AXIS_LINE));
    }
}

/// How high the plot of the columns is: the rate line has its own band.
pub(super) fn plot_height(spec: &ChartSpec) -> f64 {
    if has_band(spec) { PLOT_BELOW_BAND } else { style::PLOT_HEIGHT }
}

fn has_band(spec: &ChartSpec) -> bool {
    rate_axis(spec).is_some()
}

/// The second axis, which only columns have.
fn rate_axis(spec: &ChartSpec) -> Option<Axis> {
    let allowed = matches!(spec.kind, ChartKind::Columns | ChartKind::Stacked);
    rate::axis_of(spec).filter(|_| allowed)
}

/// The plot from left to right.
pub(super) fn sides(spec: &ChartSpec, axis: &Axis) -> (f64, f64) {
    let room = |axis: &Axis| tick_room(axis.ticks().iter().map(|tick| axis.label(*tick)));
    (room(axis), PAGE_WIDTH - rate_axis(spec).map_or(4.0, |rate| room(&rate)))
}

/// The keys of the series drawn as areas.
pub(super) fn area_keys(spec: &ChartSpec) -> Vec<Key> {
    let key = |(i, series): (usize, &Series)| Key { name: series.name.clone(), sample: Sample::Area(style::fill(i)) };
    spec.series.iter().enumerate().map(key).collect()
}

/// The keys of the chart; one series alone needs none, the caption names it.
fn keys(spec: &ChartSpec, in_table: bool) -> Vec<Key> {
    let line = |(i, series): (usize, &Series)| {
        let (pen, marker) = style::line(i);
        Key { name: series.name.clone(), sample: Sample::Line(pen, marker) }
    };
    let rate = spec.rate.iter().filter(|_| has_band(spec)).map(|series| {
        let (pen, marker) = style::rate_line();
        Key { name: series.name.clone(), sample: Sample::Line(pen, marker) }
    });
    let mut keys: Vec<Key> = match spec.kind {
        ChartKind::Lines => spec.series.iter().enumerate().map(line).collect(),
        _ if in_table => Vec::new(),
        _ => area_keys(spec),
    };
    keys.extend(rate);
    if keys.len() < 2 && !in_table { Vec::new() } else { keys }
}

/// Draws everything but the data.
pub(super) fn open(spec: &ChartSpec, axis: Axis, table: Option<&ValueTable>) -> (Scene, Frame) {
    let rate = rate_axis(spec);
    let (left, right) = sides(spec, &axis);
    let left = table.map_or(left, |table| table.left(left));
    let head = if spec.unit.is_some() || rate.is_some() { 17.0 } else { 6.0 };
    let top = if rate.is_some() { head + rate::BAND + rate::BELOW } else { head };
    let plot = Rect { left, top, right, bottom: top + plot_height(spec) };
    let band = rate.map(|axis| Band { rect: Rect::between((left, head), (right, head + rate::BAND)), axis });
    let frame = Frame { plot, axis, band, slots: spec.categories.len().max(1) };
    let names = CategoryNames::fit(&spec.categories, frame.pitch());
    let legend = legend::arrange(&keys(spec, table.is_some()), PAGE_WIDTH);
    let table_top = plot.bottom + names.height();
    let below = table_top + table.map_or(0.0, ValueTable::height);
    let mut scene = Scene::new(PAGE_WIDTH, below + legend.height() + 2.0);
    draw_grid(&mut scene, &frame);
    if let Some(band) = &frame.band {
        band.draw_axis(&mut scene);
        put_title(&mut scene, &rate::title(spec), (PAGE_WIDTH, 5.0), Anchor::End);
    }
    draw_unit(&mut scene, spec, if frame.band.is_some() { plot.top - 12.0 } else { 5.0 });
    names.draw(&mut scene, &frame);
    if let Some(table) = table {
        table.draw(&mut scene, &frame, table_top);
    }
    legend.draw(&mut scene, below);
    (scene, frame)
}

fn tick_room(labels: impl IntoIterator<Item = String>) -> f64 {
    let widest = labels.into_iter().map(|l| text::width(&l)).fold(0.0, f64::max);
    (widest + 7.0).min(140.0)
}

fn draw_grid(scene: &mut Scene, frame: &Frame) {
    let Rect { left, right, .. } = frame.plot;
    for tick in frame.axis.ticks() {
        let y = frame.y(tick);
        scene.stroke(vec![(left, y), (right, y)], style::thin(GRID, HAIRLINE));
        let label = Label::new(frame.axis.label(tick), (left - 5.0, y), Anchor::End);
        scene.words(label);
    }
    side_line(scene, left, frame.plot);
    let bottom = vec![(left, frame.plot.bottom), (right, frame.plot.bottom)];
    scene.stroke(bottom, style::thin(GREY, HAIRLINE));
}

fn side_line(scene: &mut Scene, x: f64, plot: Rect) {
    scene.avoid((x, plot.top), (x, plot.bottom));
    scene.stroke(vec![(x, plot.top), (x, plot.bottom)], style::thin(GREY, HAIRLINE));
}

/// The unit stands above its axis.
pub(super) fn draw_unit(scene: &mut Scene, spec: &ChartSpec, y: f64) {
    if let Some(unit) = &spec.unit {
        put_title(scene, &format!("单位：{unit}"), (0.0, y), Anchor::Start);
    }
}

fn put_title(scene: &mut Scene, text: &str, at: Spot, anchor: Anchor) {
    let line = text::wrap(text, PAGE_WIDTH / 2.0 - 10.0, 1);
    scene.words(Label::new(line.concat(), at, anchor));
}

/// The names below the plot: level and wrapped, or upward where it is narrow.
#[derive(Debug, Clone, PartialEq)]
struct CategoryNames {
    turn: Turn,
    lines: Vec<Vec<String>>,
    /// Every how many names one is printed.
    every: usize,
}

impl CategoryNames {
    const MAX_LINES: usize = 6;
    const UPWARD_LENGTH: f64 = 126.0;

    fn fit(names: &[String], pitch: f64) -> Self {
        let wrapped = |width: f64, lines: usize| -> Vec<Vec<String>> {
            let wrap = |name: &String| text::wrap(name, width, lines);
            names.iter().map(wrap).collect()
        };
        let on_one_line = text::widest(names.iter().map(String::as_str)) + 5.0 <= pitch;
        if on_one_line || pitch >= 30.0 {
            let even = |name: &String| text::wrap_evenly(name, pitch - 5.0, Self::MAX_LINES);
            let lines: Vec<Vec<String>> = names.iter().map(even).collect();
            let complete = lines.iter().flatten().all(|line| !line.ends_with('…'));
            if complete || pitch >= 55.0 {
                return Self { turn: Turn::Level, lines, every: 1 };
            }
        }
        let columns = ((pitch / LINE).floor() as usize).clamp(1, 2);
        Self {
            turn: Turn::Upward,
            lines: wrapped(Self::UPWARD_LENGTH, columns),
            every: ((TEXT + 0.5) / pitch).ceil().max(1.0) as usize,
        }
    }

    fn height(&self) -> f64 {
        let lines = self.lines.iter().map(Vec::len).max().unwrap_or(0);
        match self.turn {
            Turn::Level => lines as f64 * LINE + 5.0,
            Turn::Upward => {
                let all = self.lines.iter().flatten().map(String::as_str);
                text::widest(all) + 8.0
            }
        }
    }

    fn draw(&self, scene: &mut Scene, frame: &Frame) {
        let bottom = frame.plot.bottom;
        for (slot, lines) in self.lines.iter().enumerate().step_by(self.every) {
            let x = frame.center(slot);
            for (i, line) in lines.iter().enumerate() {
                let label = match self.turn {
                    Turn::Level => {
                        let at: Spot = (x, bottom + 4.0 + (i as f64 + 0.5) * LINE);
                        Label::new(line, at, Anchor::Middle)
                    }
                    Turn::Upward => {
                        let aside = (i as f64 - (lines.len() as f64 - 1.0) / 2.0) * LINE;
                        Label::new(line, (x + aside, bottom + 5.0), Anchor::End).upward()
                    }
                };
                scene.words(label);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::samples::register;

    fn names(count: usize, name: &str) -> Vec<String> {
        vec![name.to_owned(); count]
    }

    #[test]
    fn short_names_are_level_on_one_line() {
        register();
        let fit = CategoryNames::fit(&names(3, "2022年"), 120.0);
        assert_eq!((fit.turn, fit.height()), (Turn::Level, LINE + 5.0));
    }

    #[test]
    fn many_names_are_upward_and_thinned_out_only_when_they_must_be() {
        register();
        let fit = CategoryNames::fit(&names(28, "电动自行车充电器"), 13.0);
        assert_eq!((fit.turn, fit.every), (Turn::Upward, 1));
        let fit = CategoryNames::fit(&names(75, "电动自行车充电器"), 5.0);
        assert_eq!(fit.every, 2);
    }
}
