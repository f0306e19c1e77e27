//! The one look of all figures: sizes, strokes and a palette that survives a
//! black-and-white copier.
//!
//! Neighbouring fills differ in lightness by a wide margin, and every second
//! one carries its own hatch; lines differ in dash and marker as well.

/// Page width in points: just under 150 mm.
pub(super) const PAGE_WIDTH: f64 = 425.0;
/// Greatest page height in points: just under 200 mm.
pub(super) const PAGE_HEIGHT: f64 = 566.0;
/// Height of the plot itself in column and line charts.
pub(super) const PLOT_HEIGHT: f64 = 168.0;
/// Text size of all labels but the values that do not fit at it.
pub(super) const TEXT: f64 = 8.5;
/// Text size of values where the usual one does not fit.
pub(super) const SMALL: f64 = 7.5;
/// The least text size, in the table of values only.
pub(super) const LEAST: f64 = 6.5;
/// Distance between baselines of wrapped labels.
pub(super) const LINE: f64 = 11.0;
/// Hairline width.
pub(super) const HAIRLINE: f64 = 0.5;
/// Width of axes and box outlines.
pub(super) const AXIS_LINE: f64 = 0.8;
/// Width of data lines.
pub(super) const DATA_LINE: f64 = 1.4;

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ink(pub u8, pub u8, pub u8);

/// Text and axes.
pub(super) const BLACK: Ink = Ink(0x1A, 0x1A, 0x1A);
/// Paper.
pub(super) const WHITE: Ink = Ink(0xFF, 0xFF, 0xFF);
/// Grid lines.
pub(super) const GRID: Ink = Ink(0xD4, 0xD4, 0xD4);
/// Leader lines and the frame of the plot.
pub(super) const GREY: Ink = Ink(0x70, 0x70, 0x70);
/// Hatch lines on a light ground.
const HATCH: Ink = Ink(0x4A, 0x4A, 0x4A);
/// Rates on the second axis.
pub(super) const RATE: Ink = Ink(0xA6, 0x3A, 0x1E);
/// Ground of the boxes of a flow chart.
pub(super) const BOX: Ink = Ink(0xF3, 0xF6, 0xFA);

/// The direction of hatch lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hatch {
    Plain,
    Rising,
    Falling,
    Level,
    Upright,
    Crossed,
}

/// How an area is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fill {
    pub(super) ground: Ink,
    pub(super) hatch: Hatch,
    /// Colour of the hatch lines.
    pub(super) lines: Ink,
    /// Whether the area is outlined.
    pub(super) outline: Option<Ink>,
}

/// How a line is interrupted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dash {
    Solid,
    Dashed,
    Dotted,
    Chain,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pen {
    pub(super) ink: Ink,
    pub(super) width: f64,
    pub(super) dash: Dash,
}

/// The shape at a data point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    Disc,
    Square,
    Triangle,
    Diamond,
    Ring,
    Frame,
}

/// The grounds in order of use, with the hatch that goes with each.
const FILLS: [(Ink, Hatch); 8] = [
    (Ink(0x1F, 0x45, 0x73), Hatch::Plain),
    (Ink(0x8F, 0xB3, 0xD6), Hatch::Plain),
    (WHITE, Hatch::Rising),
    (Ink(0x3E, 0x6E, 0x64), Hatch::Level),
    (Ink(0xE6, 0xE0, 0xD2), Hatch::Upright),
    (Ink(0x7A, 0x7A, 0x7A), Hatch::Plain),
    (WHITE, Hatch::Crossed),
    (Ink(0x1F, 0x45, 0x73), Hatch::Falling),
];

/// The fill of the series with this number.
pub(super) fn fill(index: usize) -> Fill {
    let (ground, first) = FILLS[index % FILLS.len()];
    let hatch = match (index / FILLS.len()) % 2 {
        0 => first,
        _ => second_round(first),
    };
    let lines = if lightness(ground) < 58.0 { WHITE } else { HATCH };
    Fill { ground, hatch, lines, outline: Some(BLACK) }
}

/// The hatch of a ground when it is used again.
fn second_round(first: Hatch) -> Hatch {
    match first {
        Hatch::Plain => Hatch::Rising,
        Hatch::Rising => Hatch::Level,
        Hatch::Level => Hatch::Crossed,
        Hatch::Upright => Hatch::Falling,
        Hatch::Falling | Hatch::Crossed => Hatch::Upright,
    }
}

/// An even ground without outline.
pub(super) fn plain(ground: Ink) -> Fill {
    Fill { ground, hatch: Hatch::Plain, lines: ground, outline: None }
}

/// Text colour that reads on a fill.
pub(super) fn text_on(fill: Fill) -> Ink {
    if fill.hatch == Hatch::Plain && lightness(fill.ground) < 58.0 { WHITE } else { BLACK }
}

/// The line and marker of the series with this number.
pub(super) fn line(index: usize) -> (Pen, Marker) {
    const INKS: [Ink; 4] = [Ink(0x1F, 0x45, 0x73), RATE, Ink(0x5E, 0x5E, 0x5E), BLACK];
    const DASHES: [Dash; 4] = [Dash::Solid, Dash::Dashed, Dash::Dotted, Dash::Chain];
    const MARKERS: [Marker; 6] =
        [Marker::Disc, Marker::Square, Marker::Triangle, Marker::Diamond, Marker::Ring, Marker::Frame];
    let pen = Pen {
        ink: INKS[index % INKS.len()],
        width: DATA_LINE,
        dash: DASHES[(index + index / INKS.len()) % DASHES.len()],
    };
    (pen, MARKERS[index % MARKERS.len()])
}

/// The line and marker of the rate.
pub(super) fn rate_line() -> (Pen, Marker) {
    let pen = Pen { ink: RATE, width: DATA_LINE, dash: Dash::Solid };
    (pen, Marker::Diamond)
}

/// A thin solid pen.
pub(super) fn thin(ink: Ink, width: f64) -> Pen {
    Pen { ink, width, dash: Dash::Solid }
}

/// Lightness L* of a colour, from 0 (black) to 100 (white).
fn lightness(ink: Ink) -> f64 {
    let linear = |channel: u8| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = 0.2126 * linear(ink.0) + 0.7152 * linear(ink.1) + 0.0722 * linear(ink.2);
    if luminance > 0.008_856 { 116.0 * luminance.cbrt() - 16.0 } else { 903.3 * luminance }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lightness of a fill seen from afar, lines and ground together.
    fn from_afar(fill: Fill) -> f64 {
        let cover = match fill.hatch {
            Hatch::Plain => 0.0,
            Hatch::Crossed => 0.34,
            _ => 0.19,
        };
        lightness(fill.ground) * (1.0 - cover) + lightness(fill.lines) * cover
    }

    #[test]
    fn neighbouring_fills_are_told_apart_by_lightness() {
        for i in 0..7 {
            let gap = from_afar(fill(i)) - from_afar(fill(i + 1));
            assert!(gap.abs() >= 15.0, "{i}: {gap}");
        }
    }

    #[test]
    fn fills_near_each_other_differ_in_lightness_or_direction() {
        for i in 0..8 {
            for j in i + 1..8 {
                let (a, b) = (fill(i), fill(j));
                let gap = (from_afar(a) - from_afar(b)).abs();
                assert!(gap >= 12.0 || a.hatch != b.hatch, "{i} and {j}: {gap}");
            }
        }
    }

    #[test]
    fn sixteen_fills_and_twelve_lines_are_all_different() {
        for i in 0..16 {
            for j in 0..i {
                assert_ne!(fill(i), fill(j));
            }
        }
        for i in 0..12 {
            for j in 0..i {
                let ((a, m), (b, n)) = (line(i), line(j));
                assert!((a.ink, a.dash, m) != (b.ink, b.dash, n), "{i} {j}");
            }
        }
    }

    #[test]
    fn lines_are_dark_enough_to_copy() {
        for i in 0..4 {
            assert!(lightness(line(i).0.ink) < 45.0);
        }
    }
}
