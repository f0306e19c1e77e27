//! Hands a scene to plotters and writes the SVG.

use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{PathElement, Polygon, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, FontTransform};
use plotters::style::{IntoTextStyle, RGBColor, ShapeStyle, TextStyle};

use super::hatch;
use super::scene::{Anchor, Label, Mark, Scene, Spot, Turn};
use super::style::{self, Fill, GRID, HAIRLINE, Ink, PAGE_HEIGHT, PAGE_WIDTH, Pen, WHITE, thin};
use super::text;

/// Units of the SVG per point: plotters knows whole numbers only.
const UNITS: f64 = 10.0;
/// plotters writes font sizes divided by this.
const FONT_DIVISOR: f64 = 1.24;
/// plotters sets the baseline of top-anchored text this far below its place.
const TOP_TO_BASELINE: f64 = 0.76;
/// From the middle line of a label to its baseline.
const MIDDLE_TO_BASELINE: f64 = 0.37;

type Canvas<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Painted<'a> = Result<(), plotters::drawing::DrawingAreaErrorKind<std::io::Error>>;

/// Width and height in millimetres; an oversized scene is scaled to the page.
pub(super) fn natural_size(scene: &Scene) -> (f64, f64) {
    let scale = (PAGE_WIDTH / scene.width).min(PAGE_HEIGHT / scene.height).min(1.0);
    let millimetres = |points: f64| (points * scale * 2540.0 / 72.0).floor() / 100.0;
    (millimetres(scene.width), millimetres(scene.height))
}

/// Writes the SVG.
pub(super) fn paint(scene: &Scene) -> String {
    let size = (page_units(scene.width), page_units(scene.height));
    let mut svg = String::new();
    let canvas = SVGBackend::with_string(&mut svg, size).into_drawing_area();
    let painted = paint_marks(&canvas, scene);
    drop(canvas);
    // The SVG backend fails only when it writes a file; this one has a string.
    debug_assert!(painted.is_ok());
    tidy(&svg, size, natural_size(scene))
}

/// Grid lines first, then nothing where words will stand, then all the rest in its order.
fn paint_marks<'a>(canvas: &Canvas<'a>, scene: &Scene) -> Painted<'a> {
    let is_grid = |mark: &Mark| matches!(mark, Mark::Stroke(_, pen) if pen.ink == GRID);
    for mark in scene.marks.iter().filter(|mark| is_grid(mark)) {
        paint_mark(canvas, mark)?;
    }
    if scene.marks.iter().any(is_grid) {
        clear_labels(canvas, scene)?;
    }
    for mark in scene.marks.iter().filter(|mark| !is_grid(mark)) {
        paint_mark(canvas, mark)?;
    }
    canvas.present()
}

fn paint_mark<'a>(canvas: &Canvas<'a>, mark: &Mark) -> Painted<'a> {
    match mark {
        Mark::Stroke(path, pen) => paint_stroke(canvas, path, *pen),
        Mark::Patch(polygon, fill) => paint_patch(canvas, polygon, *fill),
        Mark::Words(label) => paint_words(canvas, label),
    }
}

/// Takes the grid lines away where words will stand.
fn clear_labels<'a>(canvas: &Canvas<'a>, scene: &Scene) -> Painted<'a> {
    let labels = scene.marks.iter().filter_map(|mark| match mark {
        Mark::Words(label) => Some(label),
        _ => None,
    });
    for label in labels {
        let room = label.bounds().grown(0.8);
        let corners =
            [(room.left, room.top), (room.right, room.top), (room.right, room.bottom), (room.left, room.bottom)];
        paint_patch(canvas, &corners, style::plain(WHITE))?;
    }
    Ok(())
}

fn paint_stroke<'a>(canvas: &Canvas<'a>, path: &[Spot], pen: Pen) -> Painted<'a> {
    let width = (pen.width * UNITS).round() as u32;
    let style = ShapeStyle::from(color(pen.ink)).stroke_width(width);
    for dash in hatch::dashes(path, pen.dash) {
        let dash: Vec<_> = dash.into_iter().map(units).collect();
        canvas.draw(&PathElement::new(dash, style))?;
    }
    Ok(())
}

fn paint_patch<'a>(canvas: &Canvas<'a>, polygon: &[Spot], fill: Fill) -> Painted<'a> {
    let corners: Vec<_> = polygon.iter().copied().map(units).collect();
    canvas.draw(&Polygon::new(corners, color(fill.ground).filled()))?;
    for (from, to) in hatch::lines(polygon, fill.hatch) {
        paint_stroke(canvas, &[from, to], thin(fill.lines, 0.6))?;
    }
    if let Some(ink) = fill.outline {
        let mut outline = polygon.to_vec();
        outline.extend(polygon.first().copied());
        paint_stroke(canvas, &outline, thin(ink, HAIRLINE))?;
    }
    Ok(())
}

fn paint_words<'a>(canvas: &Canvas<'a>, label: &Label) -> Painted<'a> {
    let shift = (MIDDLE_TO_BASELINE - TOP_TO_BASELINE) * label.size;
    let (x, y) = label.at;
    let (at, transform) = match label.turn {
        Turn::Level => ((x, y + shift), FontTransform::None),
        Turn::Upward => ((x + shift, y), FontTransform::Rotate270),
    };
    let h_pos = match label.anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    let style = text_style(label, transform).pos(Pos::new(h_pos, VPos::Top));
    canvas.draw(&Text::new(label.text.as_str(), units(at), style))
}

fn text_style(label: &Label, transform: FontTransform) -> TextStyle<'static> {
    let size = label.size * UNITS * FONT_DIVISOR;
    FontDesc::new(FontFamily::Name(text::family()), size, FontStyle::Normal)
        .transform(transform)
        .with_color(color(label.ink))
        .into_text_style(&(0, 0))
}

fn color(ink: Ink) -> RGBColor {
    RGBColor(ink.0, ink.1, ink.2)
}

fn units((x, y): Spot) -> (i32, i32) {
    ((x * UNITS).round() as i32, (y * UNITS).round() as i32)
}

fn page_units(points: f64) -> u32 {
    (points * UNITS).ceil().max(1.0) as u32
}

/// Gives the picture its size on paper and closes up the text elements, which
/// plotters spreads over three lines.
fn tidy(svg: &str, (width, height): (u32, u32), (width_mm, height_mm): (f64, f64)) -> String {
    let pixels = format!("width=\"{width}\" height=\"{height}\"");
    let paper = format!("width=\"{width_mm:.2}mm\" height=\"{height_mm:.2}mm\"");
    let mut out = String::with_capacity(svg.len());
    for line in svg.replacen(&pixels, &paper, 1).lines() {
        let in_text = line.starts_with("<text ") || !line.starts_with('<');
        out.push_str(line);
        if !in_text {
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_text_in_the_bundled_family_at_the_exact_size() {
        let mut scene = Scene::new(100.0, 50.0);
        scene.words(Label::new("合格", (50.0, 25.0), Anchor::Middle));
        let svg = paint(&scene);
        assert!(svg.contains("font-family=\"Jixiao Hei\""), "{svg}");
        assert!(svg.contains("font-size=\"85\""), "{svg}");
        assert!(svg.contains(">合格</text>"), "{svg}");
        assert!(svg.starts_with("<svg width=\"35.27mm\" height=\"17.63mm\""));
    }

    #[test]
    fn grid_lines_spare_the_words_and_nothing_is_painted_over_them() {
        let mut scene = Scene::new(100.0, 50.0);
        for y in [10.0, 30.0] {
            scene.stroke(vec![(0.0, y), (100.0, y)], thin(GRID, HAIRLINE));
            scene.words(Label::new("100", (50.0, y), Anchor::Middle));
        }
        let svg = paint(&scene);
        let (last_patch, first_words) = (svg.rfind("<polygon"), svg.find("<text"));
        assert!(last_patch.is_some() && last_patch < first_words, "{svg}");
        assert_eq!(svg.matches("<polygon").count(), 2, "{svg}");
    }

    #[test]
    fn hostile_text_is_escaped() {
        let mut scene = Scene::new(100.0, 50.0);
        let hostile = "<a>&\"]]>\u{1}'";
        scene.words(Label::new(hostile, (50.0, 25.0), Anchor::Middle));
        let svg = paint(&scene);
        assert!(svg.contains(">&lt;a&gt;&amp;&quot;]]&gt; &apos;</text>"), "{svg}");
    }

    #[test]
    fn an_oversized_scene_is_scaled_to_the_page() {
        let (width, height) = natural_size(&Scene::new(425.0, 1132.0));
        assert!(width < 76.0 && height <= 200.0);
    }
}
