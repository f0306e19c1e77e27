//! Flow charts: boxes with wrapped text, arrows with heads and labels.

use super::FlowSpec;
use super::scene::{Anchor, Label, Rect, Scene, Spot};
use super::style::{self, AXIS_LINE, BLACK, BOX, LINE};
use super::{flow_chain, flow_labels, flow_layout, text};

/// Length and half width of an arrow head.
const HEAD: (f64, f64) = (5.5, 2.4);
/// Greatest width of an arrow's label.
pub(super) const LABEL_WIDTH: f64 = 64.0;

/// One arrow between existing steps.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Link {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The label in lines; none if there is no label.
    pub(super) label: Vec<String>,
}

/// Where everything stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Layout {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) boxes: Vec<StepBox>,
    pub(super) wires: Vec<Wire>,
}

/// The box of one step.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct StepBox {
    pub(super) rect: Rect,
    pub(super) lines: Vec<String>,
}

/// The path of one arrow, ending at the box it points to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wire {
    pub(super) path: Vec<Spot>,
    pub(super) label: Vec<String>,
    /// The place on the line that was made for the label.
    pub(super) label_spot: Option<Spot>,
}

/// Arranges the chart: a plain chain in rows that turn at the end, anything
/// else in layers from top to bottom.
pub(super) fn arrange(spec: &FlowSpec) -> Scene {
    draw(&lay_out(spec))
}

/// Places the boxes and routes the arrows.
pub(super) fn lay_out(spec: &FlowSpec) -> Layout {
    let links = links(spec);
    match flow_chain::order(spec.steps.len(), &links) {
        Some(order) => flow_chain::lay_out(&spec.steps, &links, &order),
        None => flow_layout::lay_out(&spec.steps, &links),
    }
}

/// The arrows whose ends exist, without repetitions.
pub(super) fn links(spec: &FlowSpec) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let count = spec.steps.len();
    for arrow in spec.arrows.iter().filter(|a| a.from < count && a.to < count) {
        let label = arrow.label.as_deref().unwrap_or("").trim();
        let link = Link {
            from: arrow.from,
            to: arrow.to,
            label: match label {
                "" => Vec::new(),
                label => text::wrap_evenly(label, LABEL_WIDTH, 3),
            },
        };
        if !links.contains(&link) {
            links.push(link);
        }
    }
    links
}

fn draw(layout: &Layout) -> Scene {
    let mut scene = Scene::new(layout.width, layout.height);
    for wire in &layout.wires {
        draw_wire(&mut scene, &wire.path);
    }
    for step in &layout.boxes {
        draw_box(&mut scene, step);
    }
    flow_labels::draw(&mut scene, layout);
    scene
}

fn draw_box(scene: &mut Scene, step: &StepBox) {
    scene.patch(step.rect.corners(), style::plain(BOX));
    let mut outline = step.rect.corners();
    outline.extend(outline.first().copied());
    scene.stroke(outline, style::thin(BLACK, AXIS_LINE));
    let (x, y) = step.rect.center();
    for (i, line) in step.lines.iter().enumerate() {
        let offset = (i as f64 - (step.lines.len() as f64 - 1.0) / 2.0) * LINE;
        scene.words(Label::new(line, (x, y + offset), Anchor::Middle));
    }
    scene.block(step.rect.grown(0.5));
}

fn draw_wire(scene: &mut Scene, path: &[Spot]) {
    for ends in path.windows(2) {
        scene.avoid(ends[0], ends[1]);
    }
    let [.., before, tip] = path else { return };
    let length = (tip.0 - before.0).hypot(tip.1 - before.1).max(0.1);
    let along = ((tip.0 - before.0) / length, (tip.1 - before.1) / length);
    let base = (tip.0 - along.0 * HEAD.0, tip.1 - along.1 * HEAD.0);
    let aside = (-along.1 * HEAD.1, along.0 * HEAD.1);
    let mut shaft = path.to_vec();
    shaft.pop();
    shaft.push((base.0 + along.0, base.1 + along.1));
    scene.stroke(shaft, style::thin(BLACK, AXIS_LINE));
    let head = vec![*tip, (base.0 + aside.0, base.1 + aside.1), (base.0 - aside.0, base.1 - aside.1)];
    scene.patch(head, style::plain(BLACK));
}
