//! Stage 9, export: pages become a PDF that archives and screen readers accept, tables a workbook.

mod delivery;
mod formulas;
mod workbook;

pub use delivery::{Delivery, abandon, unwritable};

use crate::diag::{Findings, Origin, Problem};
use crate::model::Workbook;
use crate::typeset::{DocumentWorld, report};
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, pdf};

/// The bytes of a workbook.
pub fn export_workbook(workbook: &Workbook, findings: &mut Findings) -> Option<Vec<u8>> {
    match workbook::bytes(workbook) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            findings.add(Problem::Internal { cause: error.to_string() }, Origin::file("project.toml"));
            None
        }
    }
}

/// A finished document.
#[derive(Debug)]
pub struct Pdf {
    /// Its file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// The PDF/A-2a and PDF/UA-1 called `name`; the same document always gives the same bytes.
pub fn export(document: &PagedDocument, world: &DocumentWorld<'_>, name: &str, findings: &mut Findings) -> Option<Pdf> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .expect("PDF/A-2a and PDF/UA-1 do not contradict each other");
    let options = PdfOptions {
        ident: Smart::Custom(name.to_owned()),
        creator: Smart::Custom(Some(concat!("jixiao ", env!("CARGO_PKG_VERSION")).to_owned())),
        standards,
        ..PdfOptions::default()
    };
    match pdf(document, &options) {
        Ok(bytes) => Some(Pdf { bytes, pages: document.pages().len() }),
        Err(errors) => {
            report(world, &errors, findings);
            None
        }
    }
}
