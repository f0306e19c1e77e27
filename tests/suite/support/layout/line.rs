//! Lines of running text.

use super::{Run, Sheet};

/// A line of a paragraph in the column of the page.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) sheet: usize,
    pub(crate) paragraph: u128,
    pub(crate) text: String,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) baseline: f64,
    pub(crate) size: f64,
}

/// The lines of all paragraphs outside tables, notes and figures, in reading order.
pub(crate) fn lines(sheets: &[Sheet]) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    for sheet in sheets {
        for run in sheet.body().filter(|run| run.upright) {
            let Some(paragraph) = run.element("par") else { continue };
            let aside =
                ["table", "figure", "entry", "outline", "footnote"].iter().any(|name| run.element(name).is_some());
            if !aside {
                add(&mut found, sheet.number, paragraph, run);
            }
        }
    }
    found
}

fn add(found: &mut Vec<Line>, sheet: usize, paragraph: u128, run: &Run) {
    let same = |line: &&mut Line| {
        line.sheet == sheet && line.paragraph == paragraph && (line.baseline - run.baseline).abs() < 0.6
    };
    match found.iter_mut().rev().take(40).find(same) {
        Some(line) => {
            line.text.push_str(&run.text);
            line.left = line.left.min(run.left);
            line.right = line.right.max(run.right);
            line.size = line.size.max(run.size);
        }
        None => found.push(Line {
            sheet,
            paragraph,
            text: run.text.clone(),
            left: run.left,
            right: run.right,
            baseline: run.baseline,
            size: run.size,
        }),
    }
}
