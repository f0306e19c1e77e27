//! Stage 4, analyze: computed columns, totals, comparisons, scores, named values.

mod charts;
mod comparison;
mod compute;
mod digits;
mod forms;
mod formula;
mod measures;
mod pivot;
mod scores;
mod stated_forms;
mod total;
mod values;

pub use forms::ScoredForm;
pub use scores::{Demand, Evidence, IndicatorScore, SUMMARY, Scores, Source};

use crate::check::{DataTable, Dataset};
use crate::diag::Findings;
use crate::model::{ChartDeclaration, Quantity, Table};
use crate::resolve::Plan;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that follows from the data.
#[derive(Debug, Default)]
pub struct Analysis {
    /// All tables with everything computed, also those made from the indicator system.
    pub tables: BTreeMap<String, Table>,
    /// The tables with findings: asking them gives no further finding.
    pub broken: BTreeSet<String>,
    /// The named values of the project; one that could not be computed is absent.
    pub values: BTreeMap<String, Option<Quantity>>,
    /// The declared charts and those of comparisons.
    pub charts: Vec<ChartDeclaration>,
    /// The charts with findings, likewise.
    pub broken_charts: BTreeSet<String>,
    /// Whether an indicator system was named but has findings.
    pub scores_missing: bool,
    /// The scores, if the project has an indicator system.
    pub scores: Option<Scores>,
    /// The self-assessment forms with their scores.
    pub forms: Vec<ScoredForm>,
}

/// Computes all that is declared.
pub fn analyze(plan: &Plan, dataset: &Dataset, findings: &mut Findings) -> Analysis {
    let mut analysis = Analysis {
        broken: dataset.broken.clone(),
        charts: charts::all(plan),
        broken_charts: plan.broken.charts.clone(),
        ..Analysis::default()
    };
    for (name, data) in &dataset.tables {
        match table(data, findings) {
            Some(table) => {
                analysis.tables.insert(name.clone(), table);
            }
            None => {
                analysis.broken.insert(name.clone());
            }
        }
    }
    if let Some(pack) = &plan.form_pack {
        analysis.forms = forms::score_all(&dataset.forms, pack, findings);
    }
    scores::add(plan, &mut analysis, findings);
    charts::check(&mut analysis, findings);
    analysis.values = values::all(plan, &analysis, findings);
    analysis
}

/// A formula of a column as a formula of a workbook, where `address` gives the cell of a column in the same
/// row; nothing for what a workbook would compute in another way.
pub fn cell_formula(formula: &str, address: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    formula::in_cells(&formula::parse(formula).ok()?, address)
}

/// One table: from the long form to the wide, then computed columns, total, changes.
fn table(data: &DataTable, findings: &mut Findings) -> Option<Table> {
    let wide = pivot::wide(data, findings)?;
    let formulas = compute::formulas(&wide.declaration, findings)?;
    let mut table = Table { declaration: wide.declaration, rows: wide.rows };
    total::add(&mut table);
    compute::fill(&mut table, &formulas, findings)?;
    comparison::add(&mut table);
    digits::align(&mut table);
    Some(table)
}
