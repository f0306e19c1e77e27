//! Hatch lines clipped to a polygon, and dashes along a path; plotters has no
//! patterns, so both are drawn as single lines.

use super::scene::Spot;
use super::style::{Dash, Hatch};

/// Distance between hatch lines in points.
const SPACING: f64 = 3.2;

/// The hatch lines inside a polygon.
pub(super) fn lines(polygon: &[Spot], hatch: Hatch) -> Vec<(Spot, Spot)> {
    let diagonal = std::f64::consts::FRAC_PI_4;
    match hatch {
        Hatch::Plain => Vec::new(),
        Hatch::Rising => slanted(polygon, -diagonal),
        Hatch::Falling => slanted(polygon, diagonal),
        Hatch::Level => slanted(polygon, 0.0),
        Hatch::Upright => slanted(polygon, std::f64::consts::FRAC_PI_2),
        Hatch::Crossed => {
            let mut both = slanted(polygon, -diagonal);
            both.extend(slanted(polygon, diagonal));
            both
        }
    }
}

fn slanted(polygon: &[Spot], angle: f64) -> Vec<(Spot, Spot)> {
    let (sin, cos) = angle.sin_cos();
    let turned: Vec<Spot> = polygon.iter().map(|(x, y)| (x * cos + y * sin, y * cos - x * sin)).collect();
    let back = |x: f64, y: f64| (x * cos - y * sin, x * sin + y * cos);
    let low = turned.iter().map(|p| p.1).fold(f64::INFINITY, f64::min);
    let high = turned.iter().map(|p| p.1).fold(f64::NEG_INFINITY, f64::max);
    if !(low.is_finite() && high.is_finite()) {
        return Vec::new();
    }
    let (first, last) = ((low / SPACING).ceil() as i64, (high / SPACING).floor() as i64);
    let mut lines = Vec::new();
    for k in first..=last {
        let y = k as f64 * SPACING;
        let crossings = crossings(&turned, y);
        for pair in crossings.chunks_exact(2) {
            lines.push((back(pair[0], y), back(pair[1], y)));
        }
    }
    lines
}

/// Where a level line meets the sides of a polygon, from left to right.
fn crossings(polygon: &[Spot], y: f64) -> Vec<f64> {
    let next = polygon.iter().cycle().skip(1);
    let mut found: Vec<f64> = polygon
        .iter()
        .zip(next)
        .filter(|(a, b)| (a.1 <= y) != (b.1 <= y))
        .map(|(a, b)| a.0 + (b.0 - a.0) * (y - a.1) / (b.1 - a.1))
        .collect();
    found.sort_by(f64::total_cmp);
    found
}

/// Cuts a path into its dashes.
pub(super) fn dashes(path: &[Spot], dash: Dash) -> Vec<Vec<Spot>> {
    let pattern: &[f64] = match dash {
        Dash::Solid => return vec![path.to_vec()],
        Dash::Dashed => &[6.0, 3.0],
        Dash::Dotted => &[1.6, 2.4],
        Dash::Chain => &[7.0, 2.4, 1.6, 2.4],
    };
    let mut pieces = Vec::new();
    let (mut turn, mut left) = (0, pattern[0]);
    let mut piece: Vec<Spot> = path.first().copied().into_iter().collect();
    for ends in path.windows(2) {
        let (mut from, to) = (ends[0], ends[1]);
        loop {
            let rest = (to.0 - from.0).hypot(to.1 - from.1);
            if rest <= left {
                left -= rest;
                piece.push(to);
                break;
            }
            let t = left / rest;
            from = (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t);
            piece.push(from);
            if turn % 2 == 0 {
                pieces.push(std::mem::take(&mut piece));
            }
            piece = vec![from];
            turn = (turn + 1) % pattern.len();
            left = pattern[turn];
        }
    }
    if turn % 2 == 0 && piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hatch_lines_stay_inside() {
        let square = [(0.0, 0.0), (20.0, 0.0), (20.0, 10.0), (0.0, 10.0)];
        for hatch in [Hatch::Rising, Hatch::Falling, Hatch::Level, Hatch::Upright, Hatch::Crossed] {
            let lines = lines(&square, hatch);
            assert!(!lines.is_empty());
            for (x, y) in lines.iter().flat_map(|(a, b)| [a, b]) {
                assert!((-1e-6..=20.0 + 1e-6).contains(x));
                assert!((-1e-6..=10.0 + 1e-6).contains(y));
            }
        }
    }

    #[test]
    fn dashes_leave_gaps() {
        let path = [(0.0, 0.0), (90.0, 0.0)];
        assert_eq!(dashes(&path, Dash::Dashed).len(), 10);
        assert_eq!(dashes(&path, Dash::Solid).len(), 1);
        assert!(dashes(&[(1.0, 1.0)], Dash::Dotted).is_empty());
    }
}
