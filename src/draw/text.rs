//! Measures, wraps and spreads labels, with the bundled font only.

use std::sync::OnceLock;

use plotters::style::{FontDesc, FontFamily, FontStyle, register_font};

use super::style::TEXT;

/// The family written into the SVG until another is registered.
const DEFAULT_FAMILY: &str = "Jixiao Hei";

/// The font that charts are measured with and set in.
#[derive(Debug, Clone, Copy)]
pub struct ChartFonts<'a> {
    /// The bytes of the font file.
    pub han: &'a [u8],
    /// The family name by which the document finds the same font.
    pub han_family: &'a str,
}

/// The bytes given to [`register_fonts`] are not a font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnreadableFont;

impl std::fmt::Display for UnreadableFont {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("failed to read the chart font")
    }
}

impl std::error::Error for UnreadableFont {}

static FAMILY: OnceLock<Result<String, UnreadableFont>> = OnceLock::new();

/// Makes a font known for all drawings of this process.
///
/// The first call decides; later calls only repeat its outcome. The font is
/// kept for the life of the process, because plotters asks for that.
///
/// # Errors
///
/// Fails if the bytes are not a font.
pub fn register_fonts(fonts: &ChartFonts<'_>) -> Result<(), UnreadableFont> {
    let outcome = FAMILY.get_or_init(|| {
        let bytes: &'static [u8] = Box::leak(fonts.han.to_vec().into_boxed_slice());
        match register_font(fonts.han_family, FontStyle::Normal, bytes) {
            Ok(()) => Ok(fonts.han_family.to_owned()),
            Err(_) => Err(UnreadableFont),
        }
    });
    outcome.as_ref().map(|_| ()).map_err(|error| *error)
}

/// The family to write into the SVG.
pub(super) fn family() -> &'static str {
    match FAMILY.get() {
        Some(Ok(family)) => family,
        _ => DEFAULT_FAMILY,
    }
}

/// The width of a line of text at the one text size.
///
/// plotters scales fonts by ascent plus descent, not by the em; measuring
/// against a full-width character, which is one em wide, cancels that out.
pub(super) fn width(text: &str) -> f64 {
    let ems = match (advance(text), advance("国")) {
        (Some(text), Some(em)) if em > 0.0 => text / em,
        _ => text.chars().map(rough_width).sum(),
    };
    ems * TEXT
}

/// The width of a line of text at another size.
pub(super) fn width_at(text: &str, size: f64) -> f64 {
    width(text) * size / TEXT
}

fn advance(text: &str) -> Option<f64> {
    let font = FontDesc::new(FontFamily::Name(family()), 2000.0, FontStyle::Normal);
    let (_, (right, _)) = font.layout_box(text).ok()?;
    Some(f64::from(right))
}

fn rough_width(c: char) -> f64 {
    if c.is_ascii() { 0.6 } else { 1.0 }
}

/// The widest of some texts.
pub(super) fn widest<'a>(texts: impl IntoIterator<Item = &'a str>) -> f64 {
    texts.into_iter().map(width).fold(0.0, f64::max)
}

/// The text without characters that XML forbids or that break a line.
pub(super) fn printable(text: &str) -> String {
    let allowed = |c: char| !c.is_control() && c != '\u{FFFE}' && c != '\u{FFFF}';
    text.chars().map(|c| if allowed(c) { c } else { ' ' }).collect()
}

/// Breaks a text into at most `max_lines` lines of a given width; what is left
/// over is replaced by an ellipsis. There is always at least one line.
pub(super) fn wrap(text: &str, max_width: f64, max_lines: usize) -> Vec<String> {
    let text = printable(text);
    let mut lines = vec![String::new()];
    let mut used = 0.0;
    for unit in units(&text) {
        let wide = width(&unit);
        if used > 0.0 && used + wide > max_width {
            lines.push(String::new());
            used = 0.0;
        }
        if used == 0.0 && unit.trim().is_empty() {
            continue;
        }
        used += wide;
        if let Some(line) = lines.last_mut() {
            line.push_str(&unit);
        }
        if used > max_width && unit.chars().count() > 1 {
            used = split_last(&mut lines, max_width);
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    shorten(lines, max_width, max_lines)
}

/// Wraps like [`wrap`] but with lines of about the same length.
pub(super) fn wrap_evenly(text: &str, max_width: f64, max_lines: usize) -> Vec<String> {
    let lines = wrap(text, max_width, max_lines);
    let even = width(text) / lines.len() as f64 + 0.6 * TEXT;
    let evenly = wrap(text, even.min(max_width), max_lines);
    let complete = |lines: &[String]| !lines.last().is_some_and(|line| line.ends_with('…'));
    if evenly.len() == lines.len() && complete(&evenly) == complete(&lines) { evenly } else { lines }
}

/// Cuts an overlong last line (one long word) at the width.
fn split_last(lines: &mut Vec<String>, max_width: f64) -> f64 {
    let Some(long) = lines.pop() else { return 0.0 };
    let mut line = String::new();
    let mut used = 0.0;
    for c in long.chars() {
        let wide = width(c.encode_utf8(&mut [0; 4]));
        if used > 0.0 && used + wide > max_width {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
        }
        line.push(c);
        used += wide;
    }
    lines.push(line);
    used
}

fn shorten(mut lines: Vec<String>, max_width: f64, max_lines: usize) -> Vec<String> {
    if lines.len() > max_lines.max(1) {
        lines.truncate(max_lines.max(1));
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && width(last) + TEXT > max_width {
                last.pop();
            }
            last.push('…');
        }
    }
    lines
}

/// Splits a text where a line may be broken: Latin words and numbers stay
/// whole, closing marks stay with what they close.
fn units(text: &str) -> Vec<String> {
    const NOT_FIRST: &str = "，。、；：！？）】》〉”’％%℃…·)],.;:!?";
    const NOT_LAST: &str = "（【《〈“‘([";
    let mut units: Vec<String> = Vec::new();
    let mut glued = false;
    let mut in_word = false;
    for c in text.chars() {
        let word = c.is_alphanumeric() && (c as u32) < 0x2E80 || ".,-/%".contains(c);
        let joins = glued || NOT_FIRST.contains(c) || (in_word && word);
        match units.last_mut() {
            Some(last) if joins => last.push(c),
            _ => units.push(c.to_string()),
        }
        glued = NOT_LAST.contains(c);
        in_word = word;
    }
    units
}

/// Moves things along a line so that none overlap, each as near as possible to
/// where it wants to be, in the given order. `sizes` include the clearance.
/// What does not fit between the limits runs over the upper one.
pub(super) fn spread(wanted: &[f64], sizes: &[f64], low: f64, high: f64) -> Vec<f64> {
    // Groups that touch: (number of members, total size, mean wanted start).
    let mut groups: Vec<(usize, f64, f64)> = Vec::new();
    let limit = |start: f64, size: f64| start.min(high - size).max(low);
    for (center, size) in wanted.iter().zip(sizes) {
        groups.push((1, *size, center - size / 2.0));
        while let [.., before, last] = groups.as_slice() {
            let ends = limit(before.2, before.1) + before.1;
            if ends <= limit(last.2, last.1) + 1e-9 {
                break;
            }
            let (n, m) = (before.0 as f64, last.0 as f64);
            let start = (before.2 * n + (last.2 - before.1) * m) / (n + m);
            let merged = (before.0 + last.0, before.1 + last.1, start);
            groups.truncate(groups.len() - 2);
            groups.push(merged);
        }
    }
    let mut centers = Vec::with_capacity(wanted.len());
    for (members, size, start) in groups {
        let mut at = limit(start, size);
        for size in sizes.iter().skip(centers.len()).take(members) {
            centers.push(at + size / 2.0);
            at += size;
        }
    }
    centers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::samples::register;

    #[test]
    fn a_han_character_is_one_em_wide_and_a_digit_about_half() {
        register();
        assert!((width("抽查企业") - 4.0 * TEXT).abs() < 0.1);
        assert!((width("2024") / TEXT - 2.2).abs() < 0.15);
    }

    #[test]
    fn bytes_that_are_no_font_do_not_unseat_the_registered_one() {
        register();
        let junk = ChartFonts { han: b"junk", han_family: "Junk" };
        assert_eq!(register_fonts(&junk), Ok(()));
        assert_eq!(family(), "Jixiao Hei");
    }

    #[test]
    fn wrapped_lines_keep_the_width_and_the_text() {
        register();
        let text = "额定电压450/750V及以下橡皮绝缘电线电缆（含软线）";
        let lines = wrap(text, 60.0, 9);
        assert!(lines.iter().all(|line| width(line) <= 62.0), "{lines:?}");
        assert_eq!(lines.concat(), text);
        assert!(lines.iter().any(|line| line.contains("450/750V")));
    }

    #[test]
    fn no_line_begins_with_a_closing_mark() {
        register();
        for line in wrap("保鲜膜（袋），直接接触食品。", 5.2 * TEXT, 9) {
            assert!(!line.starts_with(['）', '，', '。']), "{line}");
        }
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        register();
        let lines = wrap("重点产品质量安全监督抽查与风险监测", 40.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'));
        assert_eq!(wrap("", 40.0, 2), [""]);
    }

    #[test]
    fn a_long_word_is_cut() {
        register();
        assert!(wrap(&"W".repeat(100), 50.0, 50).len() > 5);
    }

    #[test]
    fn spreading_keeps_order_and_distance() {
        let centers = spread(&[10.0, 11.0, 12.0, 90.0], &[10.0; 4], 0.0, 100.0);
        for pair in centers.windows(2) {
            assert!(pair[1] - pair[0] >= 10.0 - 1e-6, "{centers:?}");
        }
        assert!((centers[3] - 90.0).abs() < 1e-9);
        assert!(centers[0] >= 5.0 - 1e-9);
    }

    #[test]
    fn control_characters_do_not_reach_the_page() {
        assert_eq!(printable("a\u{0}b\nc\u{FFFF}"), "a b c ");
    }
}
