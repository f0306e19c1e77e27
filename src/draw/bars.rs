//! Horizontal bars with long names at the left; many categories are set in
//! two or three panels side by side.

use std::ops::Range;

use super::ChartSpec;
use super::frame::{area_keys, draw_unit};
use super::legend::{self, Key};
use super::scale::{self, Axis, Extent, value_of};
use super::scene::{Anchor, Label, Rect, Scene};
use super::style::{self, AXIS_LINE, BLACK, GRID, HAIRLINE, LINE, PAGE_HEIGHT, PAGE_WIDTH, TEXT};
use super::text;

/// Height of the tick labels below a panel.
const TICKS: f64 = 15.0;
/// Distance between panels.
const GUTTER: f64 = 14.0;

/// Arranges the chart.
pub(super) fn arrange(spec: &ChartSpec) -> Scene {
    let keys: Vec<Key> = if spec.series.len() > 1 { area_keys(spec) } else { Vec::new() };
    let legend = legend::arrange(&keys, PAGE_WIDTH);
    let top = if spec.unit.is_some() { 15.0 } else { 3.0 };
    let plan = Plan::fit(spec, PAGE_HEIGHT - top - TICKS - legend.height() - 2.0);
    let below = top + plan.tallest() + TICKS;
    let mut scene = Scene::new(PAGE_WIDTH, below + legend.height() + 2.0);
    draw_unit(&mut scene, spec, 5.0);
    for panel in 0..plan.panels {
        draw_panel(&mut scene, spec, &plan, (panel, top));
    }
    legend.draw(&mut scene, below);
    scene
}

/// How the categories are distributed and how much room each has.
#[derive(Debug, Clone, PartialEq)]
struct Plan {
    panels: usize,
    names: Vec<Vec<String>>,
    heights: Vec<f64>,
    /// Height of one bar.
    bar: f64,
}

impl Plan {
    /// The first arrangement that is low enough; the last one is made to fit.
    fn fit(spec: &ChartSpec, available: f64) -> Self {
        for (panels, bar, lines) in [(1, 10.5, 3), (1, 9.5, 2), (2, 9.5, 2), (2, 9.5, 1)] {
            let plan = Self::new(spec, panels, bar, lines);
            if plan.tallest() <= available {
                return plan;
            }
        }
        let panels = if spec.categories.len() > 100 { 3 } else { 2 };
        let mut plan = Self::new(spec, panels, 9.5, 1);
        let squeeze = (available / plan.tallest()).min(1.0);
        plan.bar *= squeeze;
        let width = panel_width(panels) * 0.5;
        for (slot, name) in spec.categories.iter().enumerate() {
            plan.heights[slot] *= squeeze;
            let lines = (plan.heights[slot] / LINE).floor().max(1.0) as usize;
            plan.names[slot] = text::wrap_evenly(name, width, lines);
        }
        plan
    }

    fn new(spec: &ChartSpec, panels: usize, bar: f64, lines: usize) -> Self {
        let bars = spec.series.len().max(1) as f64 * bar + 4.5;
        let beside_bars = (bars / LINE).floor() as usize;
        let share = if lines == 1 { 0.5 } else { 0.38 };
        let width = panel_width(panels) * share;
        let wrap = |name: &String| text::wrap_evenly(name, width, lines.max(beside_bars));
        let names: Vec<_> = spec.categories.iter().map(wrap).collect();
        let height = |name: &Vec<String>| (name.len() as f64 * LINE + 3.0).max(bars);
        Self { panels, heights: names.iter().map(height).collect(), names, bar }
    }

    /// The categories of one panel.
    fn members(&self, panel: usize) -> Range<usize> {
        let each = self.names.len().div_ceil(self.panels);
        let end = |k: usize| (k * each).min(self.names.len());
        end(panel)..end(panel + 1)
    }

    /// The categories of one panel with the middles of their rows.
    fn middles(&self, panel: usize, top: f64) -> Vec<(usize, f64)> {
        let mut y = top;
        let middle = |slot: usize| {
            let height = self.heights[slot];
            y += height;
            (slot, y - height / 2.0)
        };
        self.members(panel).map(middle).collect()
    }

    fn tallest(&self) -> f64 {
        let height = |panel| self.heights[self.members(panel)].iter().sum::<f64>();
        (0..self.panels).map(height).fold(LINE, f64::max)
    }
}

fn panel_width(panels: usize) -> f64 {
    (PAGE_WIDTH - GUTTER * (panels as f64 - 1.0)) / panels as f64
}

fn draw_panel(scene: &mut Scene, spec: &ChartSpec, plan: &Plan, (panel, top): (usize, f64)) {
    let width = panel_width(plan.panels);
    let left = panel as f64 * (width + GUTTER);
    let bottom = top + plan.heights[plan.members(panel)].iter().sum::<f64>().max(LINE);
    let names = text::widest(plan.names.iter().flatten().map(String::as_str)) + 6.0;
    let (before, after) = value_room(spec, plan.bar, width - names);
    let plot = Rect::between((left + names + before, top), (left + width - after, bottom));
    let axis = scale::from_zero(Extent::of_series(&spec.series), 0.0, 0.0);
    draw_ticks(scene, plot, &axis);
    let middles = plan.middles(panel, top);
    let mut last_name = f64::NEG_INFINITY;
    for (slot, middle) in &middles {
        if middle - last_name >= TEXT {
            put_name(scene, &plan.names[*slot], (left + names - 5.0, *middle));
            last_name = *middle;
        }
    }
    for row in middles {
        draw_bars(scene, spec, plan.bar, row, (plot, &axis));
    }
    let zero = x_of(plot, &axis, 0.0);
    scene.stroke(vec![(zero, top), (zero, bottom)], style::thin(BLACK, AXIS_LINE));
}

/// Room for the values beside the ends of the bars, left and right.
fn value_room(spec: &ChartSpec, bar: f64, width: f64) -> (f64, f64) {
    let points = spec.series.iter().flat_map(|s| s.points.iter().flatten());
    let widest = text::widest(points.map(|point| point.label.as_str()));
    let labelled = if bar >= TEXT { widest + 5.0 } else { 0.0 };
    let room = labelled.min(width * 0.4).max(9.0);
    let has_negative = Extent::of_series(&spec.series).low < 0.0;
    (if has_negative { room } else { 0.0 }, room)
}

fn x_of(plot: Rect, axis: &Axis, value: f64) -> f64 {
    plot.left + axis.fraction(value) * plot.width()
}

/// Ticks below the panel, labelled as often as there is room.
fn draw_ticks(scene: &mut Scene, plot: Rect, axis: &Axis) {
    let ticks = axis.ticks();
    let labels: Vec<String> = ticks.iter().map(|tick| axis.label(*tick)).collect();
    let pitch = plot.width() / axis.intervals() as f64;
    let needed = ((text::widest(labels.iter().map(String::as_str)) + 6.0) / pitch).ceil();
    let zero = ticks.iter().position(|tick| *tick == 0.0).unwrap_or(0);
    let last = ticks.len() - 1 - zero;
    let needed = needed.max(1.0) as usize;
    let every = (needed..=last).find(|every| last.is_multiple_of(*every));
    let every = every.unwrap_or(needed);
    for (i, (tick, label)) in ticks.iter().zip(labels).enumerate() {
        let x = x_of(plot, axis, *tick);
        let line = vec![(x, plot.top), (x, plot.bottom)];
        scene.stroke(line, style::thin(GRID, HAIRLINE));
        if i.abs_diff(zero).is_multiple_of(every) {
            let half = text::width(&label) / 2.0;
            let inside = x.min(PAGE_WIDTH - half).max(half);
            let at = (inside, plot.bottom + 3.0 + TEXT / 2.0);
            scene.words_where_free(&[Label::new(label, at, Anchor::Middle)]);
        }
    }
}

fn put_name(scene: &mut Scene, lines: &[String], (right, middle): (f64, f64)) {
    for (i, line) in lines.iter().enumerate() {
        let offset = (i as f64 - (lines.len() as f64 - 1.0) / 2.0) * LINE;
        scene.words(Label::new(line, (right, middle + offset), Anchor::End));
    }
}

fn draw_bars(scene: &mut Scene, spec: &ChartSpec, bar: f64, (slot, middle): (usize, f64), (plot, axis): (Rect, &Axis)) {
    let count = spec.series.len() as f64;
    for (i, series) in spec.series.iter().enumerate() {
        let Some(Some(point)) = series.points.get(slot) else {
            continue;
        };
        let y = middle + (i as f64 - (count - 1.0) / 2.0) * bar;
        let (zero, end) = (x_of(plot, axis, 0.0), x_of(plot, axis, value_of(point)));
        let half = bar * 0.44;
        scene.patch(Rect::between((zero, y - half), (end, y + half)).corners(), style::fill(i));
        let label = if end < zero {
            Label::new(&point.label, (end - 3.0, y), Anchor::End)
        } else {
            Label::new(&point.label, (end + 3.0, y), Anchor::Start)
        };
        if bar >= TEXT {
            scene.words_where_free(&[label]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::samples;

    #[test]
    fn long_names_are_wrapped_and_whole() {
        samples::register();
        let name = "额定电压450/750V及以下橡皮绝缘电线电缆监督抽查任务";
        let mut spec = samples::inspections();
        spec.categories[0] = name.to_owned();
        let plan = Plan::fit(&spec, 500.0);
        assert_eq!(plan.names[0].concat(), name);
        assert_eq!(plan.panels, 1);
    }

    #[test]
    fn seventy_five_categories_fit_the_page_with_their_names() {
        samples::register();
        let spec = samples::many(75, 1);
        let scene = arrange(&spec);
        assert!(scene.height <= PAGE_HEIGHT);
        let named = scene.labels().iter().filter(|l| l.text.starts_with("产品")).count();
        assert_eq!(named, 75);
    }
}
