//! One bad form does not keep the others from being made.

use super::{Collected, Products};
use crate::analyze::{Analysis, ScoredForm};
use crate::diag::{Diagnostic, Findings, Origin, Problem, Severity};
use std::collections::BTreeSet;

/// Where a form's data stand: file, sheet, and of data tables the line.
type Place = (String, Option<String>, Option<usize>);

/// Keeps the documents of forms that no error concerns. Where one may concern any form nothing is kept; the
/// volume, the 汇总表 and the 评分底稿 are left out, since they would not be whole.
pub fn keep_sound_forms(products: &mut Products, analysis: &Analysis, findings: &mut Findings) {
    let errors: Vec<&Diagnostic> = findings.iter().filter(|finding| finding.severity() == Severity::Error).collect();
    if errors.iter().any(|error| !is_of_one_form(error)) {
        *products = Products::default();
        return;
    }
    let bad: BTreeSet<Place> = errors
        .iter()
        .flat_map(|error| std::iter::once(&error.origin).chain(error.related.iter().map(|(origin, _)| origin)))
        .map(place)
        .collect();
    let sound: Vec<bool> = analysis.forms.iter().map(|form| !places(form).any(|place| bad.contains(&place))).collect();
    let mut keep = sound.iter();
    products.documents.retain(|_| keep.next().copied().unwrap_or(false));
    products.collected = Collected::default();
    let made = products.documents.len();
    if made > 0 {
        findings.add(Problem::VolumeLeftOut { made }, Origin::file("project.toml"));
    }
}

/// Whether an error leaves all forms but its own as they are. A row whose form is not known may be missing
/// from any.
fn is_of_one_form(error: &Diagnostic) -> bool {
    // An open quote takes in the lines below, whosever they are.
    let swallows_lines = matches!(error.problem, Problem::RowRagged { .. })
        && error.excerpt.as_ref().is_some_and(|row| row.contains('\n'));
    let is_of_any = swallows_lines
        || matches!(
            error.problem,
            Problem::FormUnknown { .. }
                | Problem::KeyDuplicate { .. }
                | Problem::KeyEmpty
                | Problem::HeaderDuplicate { .. }
                | Problem::ColumnUnknown { .. }
                | Problem::SeparatorWrong { .. }
                | Problem::QuoteOpen
                | Problem::FileUnreadable { .. }
        );
    let path = error.origin.path();
    let is_row = path.starts_with("tables/") && error.origin.line_number().is_some();
    !is_of_any && (is_row || path.starts_with("forms/"))
}

/// A form filled in by hand has a sheet to itself.
fn place(origin: &Origin) -> Place {
    let file = origin.data_file();
    let line = origin.line_number().filter(|_| !file.path().starts_with("forms/"));
    (file.path().to_owned(), file.sheet_name().map(str::to_owned), line)
}

fn places(scored: &ScoredForm) -> impl Iterator<Item = Place> + '_ {
    let form = &scored.form;
    let rows = form.money.iter().map(|money| &money.row).chain(form.indicators.iter().map(|indicator| &indicator.row));
    std::iter::once(&form.row).chain(rows).map(place)
}
