//! Stage 3, check: raw text becomes typed cells, forms and blocks; what cannot is a finding.

mod cells;
mod faces;
mod forms;
mod glyphs;
mod hierarchy;
mod tables;

use crate::diag::{Findings, Origin, Problem};
use crate::home::FontSet;
use crate::load::{RawImage, RawProject};
use crate::model::{DocumentPlan, Form, IndicatorsPlan, Row, TableDeclaration};
use crate::narrative::{self, Narrative};
use crate::resolve::{Part, Plan};
use std::collections::{BTreeMap, BTreeSet};

/// The checked data of a project.
#[derive(Debug, Default)]
pub struct Dataset {
    /// The tables that are sound, by name.
    pub tables: BTreeMap<String, DataTable>,
    /// The tables with findings: asking them gives no further finding.
    pub broken: BTreeSet<String>,
    /// The narrative, in reading order.
    pub narrative: Vec<Narrative>,
    /// The self-assessment forms, in the order of 项目.csv.
    pub forms: Vec<Form>,
    /// The pictures by their path.
    pub images: BTreeMap<String, RawImage>,
}

/// A table with typed cells; computed columns are still empty.
#[derive(Debug, Clone)]
pub struct DataTable {
    /// Its declaration.
    pub declaration: TableDeclaration,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// The columns of a table that the program fills in, so that the data need not have them.
fn filled(plan: &Plan, declaration: &TableDeclaration) -> &'static [&'static str] {
    match &plan.document {
        DocumentPlan::Report(report)
            if report.indicators.as_ref().is_some_and(|indicators| indicators.table == declaration.name) =>
        {
            &IndicatorsPlan::FILLED
        }
        _ => &[],
    }
}

/// Checks everything that was loaded.
pub fn check(plan: &Plan, mut raw: RawProject, fonts: &FontSet, findings: &mut Findings) -> Dataset {
    glyphs::check(plan, &raw, fonts, findings);
    faces::check(&plan.document, fonts, findings);
    let mut dataset = Dataset { broken: plan.broken.tables.clone(), ..Dataset::default() };
    for declaration in &plan.tables {
        let checked = raw
            .tables
            .get(&declaration.name)
            .and_then(|table| tables::check(declaration, table, filled(plan, declaration), findings));
        match checked.filter(|_| !raw.incomplete.contains(&declaration.name)) {
            Some(table) if table.rows.is_empty() => {
                let problem = Problem::TableEmpty { table: declaration.name.clone() };
                findings.add(problem, Origin::file(&declaration.data_file));
                dataset.broken.insert(declaration.name.clone());
            }
            Some(table) => {
                dataset.tables.insert(declaration.name.clone(), table);
            }
            None => {
                dataset.broken.insert(declaration.name.clone());
            }
        }
    }
    if let (Some(pack), DocumentPlan::SelfAssessment(settings)) = (&plan.form_pack, &plan.document) {
        dataset.forms = forms::check(&raw, settings.year, findings);
        forms::weights(&dataset.forms, pack.execution_weight, findings);
    } else if raw.narrative.is_empty() {
        findings.add(Problem::NarrativeMissing, Origin::file("narrative"));
    }
    if matches!(plan.document, DocumentPlan::Notice(_)) {
        for file in raw.narrative.iter().filter(|file| file.file.part != Part::Body) {
            let part = if file.file.part == Part::Annex { "附件" } else { "摘要" };
            findings.add(Problem::PartUnsupported { part: part.to_owned() }, Origin::file(&file.file.path));
        }
    }
    let files = raw.narrative.iter();
    dataset.narrative =
        files.map(|file| narrative::parse(&file.file.path, file.file.part, &file.text, findings)).collect();
    dataset.images = std::mem::take(&mut raw.images);
    dataset
}
