//! Labels of arrows: each on its own line, on a white ground that interrupts
//! it, where no other line, box or label is touched.

use super::flow::{Layout, Wire};
use super::scene::{Anchor, Label, Rect, Scene, Spot};
use super::style::{self, LINE, TEXT, WHITE};
use super::text;

/// Labels all wires that have a label.
pub(super) fn draw(scene: &mut Scene, layout: &Layout) {
    let mut placed: Vec<Rect> = Vec::new();
    for (number, wire) in layout.wires.iter().enumerate().filter(|(_, wire)| !wire.label.is_empty()) {
        let rooms = spots(wire).into_iter().map(|spot| room(&wire.label, spot));
        let clear = |room: &Rect| {
            is_clear(layout, number, room) && !placed.iter().any(|other| other.overlaps(&room.grown(1.5)))
        };
        let room = match rooms.into_iter().find(clear) {
            Some(room) => Some(put(scene, &wire.label, room)),
            None => elsewhere(scene, wire),
        };
        placed.extend(room);
    }
}

fn room(lines: &[String], (x, y): Spot) -> Rect {
    let half = text::widest(lines.iter().map(String::as_str)) / 2.0;
    let high = ((lines.len() as f64 - 1.0) * LINE + TEXT) / 2.0;
    Rect::between((x - half, y - high), (x + half, y + high))
}

/// Places on the line: the one made for the label, then others.
fn spots(wire: &Wire) -> Vec<Spot> {
    let room = room(&wire.label, (0.0, 0.0));
    let mut spots: Vec<Spot> = wire.label_spot.into_iter().collect();
    for upright in [true, false] {
        for place in [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9] {
            for ends in wire.path.windows(2) {
                let (dx, dy) = (ends[1].0 - ends[0].0, ends[1].1 - ends[0].1);
                let long = if upright { dy.abs() > room.height() + 8.0 } else { dx.abs() > room.width() + 22.0 };
                if long {
                    spots.push((ends[0].0 + dx * place, ends[0].1 + dy * place));
                }
            }
        }
    }
    spots
}

/// Whether nothing else is in a room: no box, no other line, and not the
/// corners and the head of its own.
fn is_clear(layout: &Layout, number: usize, room: &Rect) -> bool {
    let wide = room.grown(2.0);
    let boxes = layout.boxes.iter().any(|step| step.rect.overlaps(&wide));
    let others = layout.wires.iter().enumerate().filter(|(i, _)| *i != number);
    let mut pieces = others.flat_map(|(_, wire)| wire.path.windows(2));
    let crossed = pieces.any(|ends| Rect::between(ends[0], ends[1]).overlaps(&wide));
    let own = layout.wires[number].path.iter().any(|spot| Rect::between(*spot, *spot).grown(2.0).overlaps(room));
    let on_page = room.left >= 1.0 && room.right <= layout.width - 1.0;
    on_page && !(boxes || crossed || own)
}

fn put(scene: &mut Scene, lines: &[String], room: Rect) -> Rect {
    scene.patch(room.grown(1.0).corners(), style::plain(WHITE));
    let x = room.center().0;
    for (i, line) in lines.iter().enumerate() {
        let at = (x, room.top + TEXT / 2.0 + i as f64 * LINE);
        scene.words(Label::new(line, at, Anchor::Middle));
    }
    room
}

/// Beside the line where there is no room on it.
fn elsewhere(scene: &mut Scene, wire: &Wire) -> Option<Rect> {
    let mut candidates = Vec::new();
    for place in [0.5, 0.3, 0.7, 0.1, 0.9] {
        for ends in wire.path.windows(2) {
            candidates.extend(beside(ends[0], ends[1], place, &wire.label));
        }
    }
    scene.lines_where_free(&candidates).or_else(|| on_the_line(scene, wire))
}

fn beside(from: Spot, to: Spot, place: f64, lines: &[String]) -> Vec<Vec<Label>> {
    let (x, y) = (from.0 + (to.0 - from.0) * place, from.1 + (to.1 - from.1) * place);
    let half = (lines.len() as f64 - 1.0) / 2.0 * LINE;
    let block = |x: f64, middle: f64, anchor: Anchor| -> Vec<Label> {
        let line = |(i, line): (usize, &String)| Label::new(line, (x, middle - half + i as f64 * LINE), anchor);
        lines.iter().enumerate().map(line).collect()
    };
    if (to.0 - from.0).abs() < (to.1 - from.1).abs() {
        return vec![block(x + 3.5, y, Anchor::Start), block(x - 3.5, y, Anchor::End)];
    }
    let away = half + TEXT / 2.0 + 2.0;
    vec![block(x, y - away, Anchor::Middle), block(x, y + away, Anchor::Middle)]
}

/// Where there is no free place at all, the label interrupts its own arrow if
/// nothing else is written there.
fn on_the_line(scene: &mut Scene, wire: &Wire) -> Option<Rect> {
    wire.path.windows(2).find_map(|ends| {
        let middle = ((ends[0].0 + ends[1].0) / 2.0, (ends[0].1 + ends[1].1) / 2.0);
        scene.words_where_free(&[Label::new(wire.label.concat(), middle, Anchor::Middle)])
    })
}
