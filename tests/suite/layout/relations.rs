//! Relations between the places of words, each as what is wrong with a document.

use crate::support::layout::{Laid, Line, Sheet, lines};
use std::collections::BTreeMap;

/// Every place in a document where something does not hold.
pub(super) type Relation = fn(&Laid) -> Vec<String>;

/// A millimetre in points.
const MM: f64 = 72.0 / 25.4;

/// Every line of running text with the one before it in its paragraph.
fn pairs(laid: &Laid) -> Vec<(Line, Line)> {
    let lines = lines(&laid.sheets);
    let neighbours = lines.windows(2).filter(|pair| pair[0].paragraph == pair[1].paragraph);
    neighbours.map(|pair| (pair[0].clone(), pair[1].clone())).collect()
}

/// Two lines and where they part.
fn parting(laid: &Laid, before: &Line, line: &Line) -> String {
    format!("{} page {}: {:?} / {:?}", laid.path, line.sheet, before.text, line.text)
}

pub(super) fn outside_the_margins(laid: &Laid) -> Vec<String> {
    // The narrowest margin is the outer one of a form.
    let least = 17.5 * MM;
    let mut wrong = Vec::new();
    for sheet in &laid.sheets {
        let outside = sheet.runs.iter().filter(|run| {
            let beside = run.left < least || run.right > sheet.width - least;
            beside || run.baseline < least || run.baseline > sheet.height - 10.0 * MM
        });
        wrong.extend(outside.map(|run| sheet.place(laid, run)));
    }
    wrong
}

pub(super) fn overlapping(laid: &Laid) -> Vec<String> {
    let mut wrong = Vec::new();
    for sheet in &laid.sheets {
        let runs: Vec<_> = sheet.runs.iter().filter(|run| run.upright && !run.text.trim().is_empty()).collect();
        for (at, run) in runs.iter().enumerate() {
            let other = runs[at + 1..].iter().find(|other| run.overlaps(other));
            wrong.extend(other.map(|other| format!("{} under {:?}", sheet.place(laid, run), other.text)));
        }
    }
    wrong
}

pub(super) fn forbidden_at_line_ends(laid: &Laid) -> Vec<String> {
    const NOT_FIRST: &str = "，。、；：？！）》〉】”’〕％%—…·";
    const NOT_LAST: &str = "（《〈【“‘〔￥";
    let forbidden = |(before, line): &(Line, Line)| {
        let first = line.text.chars().next().is_some_and(|c| NOT_FIRST.contains(c));
        first || before.text.trim_end().ends_with(|c| NOT_LAST.contains(c))
    };
    pairs(laid).iter().filter(|pair| forbidden(pair)).map(|(before, line)| parting(laid, before, line)).collect()
}

pub(super) fn torn_numbers(laid: &Laid) -> Vec<String> {
    let torn = |(before, line): &(Line, Line)| {
        let number = before.text.ends_with(|c: char| c.is_ascii_digit());
        let unit = line.text.starts_with(|c: char| matches!(c, '\u{4E00}'..='\u{9FFF}' | '%'));
        number && unit || before.text.ends_with('万') && line.text.starts_with('元')
    };
    pairs(laid).iter().filter(|pair| torn(pair)).map(|(before, line)| parting(laid, before, line)).collect()
}

pub(super) fn lonely_characters(laid: &Laid) -> Vec<String> {
    let lines = lines(&laid.sheets);
    let mut wrong = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let ends = lines.get(at + 1).is_none_or(|next| next.paragraph != line.paragraph);
        let runs_over = at > 0 && lines[at - 1].paragraph == line.paragraph;
        let words = line.text.trim_end_matches(|c| "。，；：、！？”）》 ".contains(c));
        if ends && runs_over && words.chars().count() <= 1 {
            wrong.push(parting(laid, &lines[at - 1], line));
        }
    }
    wrong
}

pub(super) fn lonely_lines(laid: &Laid) -> Vec<String> {
    let mut paragraphs: BTreeMap<u128, Vec<Line>> = BTreeMap::new();
    for line in lines(&laid.sheets) {
        paragraphs.entry(line.paragraph).or_default().push(line);
    }
    let mut wrong = Vec::new();
    for lines in paragraphs.values().filter(|lines| lines.len() >= 4) {
        let alone = |sheet: usize| lines.iter().filter(|line| line.sheet == sheet).count() == 1;
        let (first, last) = (lines[0].sheet, lines[lines.len() - 1].sheet);
        // The typesetter moves a line whose footnote has no room left, and leaves those before it.
        let moved = carries_note(laid, &lines[lines.len() - 1]);
        if first != last && (alone(first) || alone(last) && !moved) {
            wrong.push(format!("{} page {first}: {:?}", laid.path, lines[0].text));
        }
    }
    wrong
}

/// Whether a footnote mark stands in the line.
fn carries_note(laid: &Laid, line: &Line) -> bool {
    let marks = laid.sheets[line.sheet - 1].body().filter(|run| run.element("footnote").is_some());
    marks
        .filter(|run| run.element("par") == Some(line.paragraph))
        .any(|run| (run.baseline - line.baseline).abs() < 12.0)
}

pub(super) fn headings_at_the_foot(laid: &Laid) -> Vec<String> {
    let mut wrong = Vec::new();
    for sheet in laid.sheets.iter().filter(|sheet| !sheet.is_turned()) {
        let lowest = sheet.body().max_by(|a, b| a.baseline.total_cmp(&b.baseline));
        let last = lowest.filter(|run| run.element("heading").is_some());
        // A leaf with nothing but a title is no page of text.
        let others = sheet.body().any(|run| run.element("heading").is_none());
        wrong.extend(last.filter(|_| others).map(|run| sheet.place(laid, run)));
    }
    wrong
}

/// The line pitches of the profiles, in points.
const PITCHES: [f64; 3] = [28.9, 28.98, 26.0];

pub(super) fn uneven_pitch(laid: &Laid) -> Vec<String> {
    let mut wrong = Vec::new();
    for (before, line) in pairs(laid).into_iter().filter(|(before, line)| before.sheet == line.sheet) {
        let pitch = line.baseline - before.baseline;
        // One line or several: a list of annexes is set in lines of its own.
        let usual = PITCHES.iter().any(|usual| (pitch / usual - (pitch / usual).round()).abs() < 0.002);
        // Titles are larger, notes and cells smaller than running text.
        if (13.0..15.9).contains(&line.size) && !usual {
            wrong.push(format!("{} ({pitch:.2} pt)", parting(laid, &before, &line)));
        }
    }
    wrong
}

/// The size of the running text.
fn usual_size(lines: &[Line]) -> f64 {
    let mut sizes: BTreeMap<u64, usize> = BTreeMap::new();
    for line in lines {
        *sizes.entry(line.size.to_bits()).or_default() += 1;
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map_or(0.0, |(bits, _)| f64::from_bits(bits))
}

/// Lines that left the grid of their page.
pub(super) fn off_the_grid(laid: &Laid) -> Vec<String> {
    let lines = lines(&laid.sheets);
    let size = usual_size(&lines);
    let mut wrong = Vec::new();
    for sheet in laid.sheets.iter().filter(|sheet| !sheet.is_turned()) {
        let own: Vec<&Line> =
            lines.iter().filter(|line| line.sheet == sheet.number && (line.size - size).abs() < 0.01).collect();
        let Some(first) = own.first() else { continue };
        let fits = |pitch: &f64| {
            own.iter().all(|line| {
                let steps = (line.baseline - first.baseline) / pitch;
                (steps - steps.round()).abs() < 0.02
            })
        };
        if !PITCHES.iter().any(fits) {
            let off = |line: &&&Line| {
                let steps = (line.baseline - first.baseline) / PITCHES[0];
                (steps - steps.round()).abs() >= 0.02
            };
            let line = own.iter().find(off).map_or("", |line| line.text.as_str());
            wrong.push(format!("{} page {}: {line:.60}", laid.path, sheet.number));
        }
    }
    wrong
}

pub(super) fn tables_without_continuation(laid: &Laid) -> Vec<String> {
    let mut tables: BTreeMap<u128, Vec<&Sheet>> = BTreeMap::new();
    for sheet in &laid.sheets {
        let mut here: Vec<u128> = sheet.body().filter_map(|run| run.element("table")).collect();
        here.sort_unstable();
        here.dedup();
        for table in here {
            tables.entry(table).or_default().push(sheet);
        }
    }
    let mut wrong = Vec::new();
    for (table, sheets) in &tables {
        // Page numbers of turned pages stand in the background, before everything else.
        let words = |sheet: &Sheet| -> String {
            let own = sheet.body().filter(|run| run.upright && run.element("table") == Some(*table));
            own.map(|run| run.text.as_str()).collect()
        };
        let captioned = words(sheets[0]).starts_with('表');
        for sheet in sheets.iter().skip(1).filter(|sheet| captioned && !words(sheet).starts_with("续表")) {
            wrong.push(format!("{} page {}: {:.30}", laid.path, sheet.number, words(sheet)));
        }
    }
    wrong
}
