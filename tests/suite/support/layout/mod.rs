//! The pages of a document as the typesetter laid them out: words with their places, to test relations.

mod line;
mod walk;

pub(crate) use line::{Line, lines};
pub(crate) use walk::{Element, Run};

use super::home;
use jixiao::analyze::analyze;
use jixiao::check::check;
use jixiao::compose::{Products, compose};
use jixiao::diag::Findings;
use jixiao::draw::draw;
use jixiao::load::load;
use jixiao::resolve::resolve;
use jixiao::typeset::{Press, typeset};
use std::path::Path;
use typst_layout::PagedDocument;

/// One page: its paper and what is printed on it. Lengths are points, from the left and top edge.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// Its place among the sheets, from 1.
    pub(crate) number: usize,
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) runs: Vec<Run>,
}

impl Sheet {
    /// Whether it is turned.
    pub(crate) fn is_turned(&self) -> bool {
        self.width > self.height
    }

    /// What is printed above the page number.
    pub(crate) fn body(&self) -> impl Iterator<Item = &Run> {
        let foot = self.height - if self.is_turned() { 0.0 } else { PAGE_FOOT };
        self.runs.iter().filter(move |run| run.baseline < foot)
    }

    /// Where a run stands on the paper and in which document, for messages.
    pub(crate) fn place(&self, laid: &Laid, run: &Run) -> String {
        format!("{} page {}: {:?} at {:.0},{:.0}", laid.path, self.number, run.text, run.left, run.baseline)
    }
}

/// Nothing of the text of a report stands lower than this above the lower edge of the paper: 34 mm.
const PAGE_FOOT: f64 = 96.4;

/// A document of a project, laid out.
pub(crate) struct Laid {
    pub(crate) path: String,
    pub(crate) sheets: Vec<Sheet>,
}

/// Every document of a project; its findings do not matter here.
#[track_caller]
pub(crate) fn laid_out(folder: &Path) -> Vec<Laid> {
    let (plan, products) = composed(folder);
    let home = home();
    let press = Press::new(&home.fonts);
    let mut all = Vec::new();
    for project in &products.documents {
        let mut findings = Findings::default();
        let document = typeset(&press.world(project, &plan.templates), &mut findings);
        let document = document.unwrap_or_else(|| panic!("{} is not laid out", folder.display()));
        all.push(Laid { path: project.output.clone(), sheets: sheets(&document) });
    }
    all
}

#[track_caller]
fn composed(folder: &Path) -> (jixiao::resolve::Plan, Products) {
    let mut findings = Findings::default();
    let home = home();
    let plan = resolve(folder, &home.templates, &mut findings).unwrap();
    let raw = load(&plan, &mut findings);
    let dataset = check(&plan, raw, &home.fonts, &mut findings);
    let analysis = analyze(&plan, &dataset, &mut findings);
    let figures = draw(&dataset, &analysis, &mut findings);
    let products = compose(&plan, &dataset, &analysis, &figures, &mut findings);
    (plan, products)
}

fn sheets(document: &PagedDocument) -> Vec<Sheet> {
    let mut open = Vec::new();
    let mut sheets = Vec::new();
    for (at, page) in document.pages().iter().enumerate() {
        let (runs, still_open) = walk::runs(&page.frame, open);
        open = still_open;
        let (width, height) = (page.frame.width().to_pt(), page.frame.height().to_pt());
        sheets.push(Sheet { number: at + 1, width, height, runs });
    }
    sheets
}
