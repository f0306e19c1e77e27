//! The frame of column and line charts: value axis, grid, category labels,
//! units and legend.

use super::ChartSpec;
use super::legend::{self, Key, Sample};
use super::rate::RateScale;
use super::scale::Axis;
use super::scene::{Anchor, Label, Rect, Scene, Spot, Turn};
use super::style::{self, AXIS_LINE, BLACK, GREY, GRID, HAIRLINE, LINE, PAGE_WIDTH, TEXT};
use super::text;

/// The plot with its scales.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Frame {
    pub(super) plot: Rect,
    axis: Axis,
    rate: Option<RateScale>,
    slots: usize,
}

impl Frame {
    /// The height at which a value lies.
    pub(super) fn y(&self, value: f64) -> f64 {
        self.plot.bottom - self.axis.fraction(value) * self.plot.height()
    }

    /// The height at which a rate lies.
    pub(super) fn rate_y(&self, value: f64) -> f64 {
        let fraction = self.rate.as_ref().map_or(0.0, |rate| rate.axis.fraction(value));
        self.plot.bottom - fraction * self.plot.height()
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

/// About how wide the room of one category will be, before the axis is known.
pub(super) fn likely_pitch(spec: &ChartSpec) -> f64 {
    let margins = if spec.rate.is_some() { 80.0 } else { 50.0 };
    (PAGE_WIDTH - margins) / spec.categories.len().max(1) as f64
}

/// The keys of the series drawn as areas, and of the rate.
pub(super) fn area_keys(spec: &ChartSpec) -> Vec<Key> {
    let areas = spec
        .series
        .iter()
        .enumerate()
        .map(|(i, series)| Key { name: series.name.clone(), sample: Sample::Area(style::fill(i)) });
    let (pen, marker) = style::rate_line();
    let rate = spec.rate.iter().map(|series| Key { name: series.name.clone(), sample: Sample::Line(pen, marker) });
    areas.chain(rate).collect()
}

/// Draws everything but the data.
pub(super) fn open(spec: &ChartSpec, axis: Axis, rate: Option<RateScale>, keys: &[Key]) -> (Scene, Frame) {
    let has_unit = spec.unit.is_some() || rate.is_some() && spec.rate_unit.is_some();
    let top = if has_unit { 17.0 } else { 6.0 };
    let plot = Rect {
        left: tick_room(axis.ticks().iter().map(|t| axis.label(*t))),
        top,
        right: PAGE_WIDTH - rate.as_ref().map_or(4.0, |rate| tick_room(rate.labels())),
        bottom: top + style::PLOT_HEIGHT,
    };
    let frame = Frame { plot, axis, rate, slots: spec.categories.len().max(1) };
    let names = CategoryNames::fit(&spec.categories, frame.pitch());
    let legend = legend::arrange(keys, PAGE_WIDTH);
    let below = plot.bottom + names.height();
    let mut scene = Scene::new(PAGE_WIDTH, below + legend.height() + 2.0);
    draw_grid(&mut scene, &frame);
    draw_rate_ticks(&mut scene, &frame);
    draw_units(&mut scene, spec, frame.rate.is_some());
    names.draw(&mut scene, &frame);
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

fn draw_rate_ticks(scene: &mut Scene, frame: &Frame) {
    let Some(rate) = &frame.rate else { return };
    let right = frame.plot.right;
    side_line(scene, right, frame.plot);
    for (tick, label) in rate.ticks().into_iter().zip(rate.labels()) {
        let y = frame.rate_y(tick);
        scene.stroke(vec![(right, y), (right + 3.0, y)], style::thin(GREY, HAIRLINE));
        scene.words(Label::new(label, (right + 5.0, y), Anchor::Start));
    }
}

/// Units stand above their axes.
pub(super) fn draw_units(scene: &mut Scene, spec: &ChartSpec, with_rate: bool) {
    let mut put = |unit: &str, x: f64, anchor: Anchor| {
        let line = text::wrap(&format!("单位：{unit}"), PAGE_WIDTH / 2.0 - 10.0, 1);
        scene.words(Label::new(line.concat(), (x, 5.0), anchor));
    };
    if let Some(unit) = &spec.unit {
        put(unit, 0.0, Anchor::Start);
    }
    if let (Some(unit), true) = (&spec.rate_unit, with_rate) {
        put(unit, PAGE_WIDTH, Anchor::End);
    }
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
