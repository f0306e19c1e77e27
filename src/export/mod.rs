//! Stage 9, export: pages become a PDF that archives and screen readers accept, tables a workbook.

mod formulas;
mod workbook;
mod write;

use crate::diag::{Findings, Origin, Problem, cause};
use crate::model::Workbook;
use crate::typeset::{DocumentWorld, report};
use std::path::Path;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, pdf};

/// Writes the document to `folder/name` as PDF/A-2a and PDF/UA-1. Gives whether it was written.
pub fn export(
    document: &PagedDocument,
    world: &DocumentWorld<'_>,
    folder: &Path,
    name: &str,
    findings: &mut Findings,
) -> bool {
    let Some(bytes) = archive_copy(document, world, name, findings) else { return false };
    written(&folder.join(name), &bytes, findings)
}

/// Writes the workbook into the folder. Gives whether it was written.
pub fn export_workbook(workbook: &Workbook, folder: &Path, findings: &mut Findings) -> bool {
    match workbook::bytes(workbook) {
        Ok(bytes) => written(&folder.join(&workbook.output), &bytes, findings),
        Err(error) => {
            findings.add(Problem::Internal { cause: error.to_string() }, Origin::file("project.toml"));
            false
        }
    }
}

fn written(path: &Path, bytes: &[u8], findings: &mut Findings) -> bool {
    let Err(error) = write::by_rename(path, bytes) else { return true };
    let problem = Problem::OutputUnwritable { path: path.display().to_string(), cause: cause(&error) };
    findings.add(problem, Origin::file("project.toml"));
    false
}

/// The PDF's bytes; the same document always gives the same.
fn archive_copy(
    document: &PagedDocument,
    world: &DocumentWorld<'_>,
    name: &str,
    findings: &mut Findings,
) -> Option<Vec<u8>> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .expect("PDF/A-2a and PDF/UA-1 do not contradict each other");
    let options = PdfOptions {
        ident: Smart::Custom(name.to_owned()),
        creator: Smart::Custom(Some(concat!("jixiao ", env!("CARGO_PKG_VERSION")).to_owned())),
        standards,
        ..PdfOptions::default()
    };
    match pdf(document, &options) {
        Ok(bytes) => Some(bytes),
        Err(errors) => {
            report(world, &errors, findings);
            None
        }
    }
}
