//! Everything a project holds and what follows from it, in one workbook: its tables, so that they can be
//! read back; computed values; scores; findings.

mod form_tables;
mod tables;

use super::forms;
use super::working_paper::{Kind, made_table, words, workbook_of_report};
use crate::analyze::Analysis;
use crate::check::Dataset;
use crate::diag::{Findings, Severity};
use crate::model::{DocumentPlan, Table, Workbook};
use crate::resolve::Plan;
use std::collections::BTreeSet;

/// The workbook of a project.
pub fn data_workbook(plan: &Plan, dataset: &Dataset, analysis: &Analysis, findings: &Findings) -> Workbook {
    let mut sheets = tables::all(plan, dataset, analysis);
    sheets.extend(form_tables::all(&dataset.forms));
    sheets.extend(values(plan, analysis));
    sheets.extend(scores(plan, analysis));
    sheets.push(of_findings(findings));
    name_sheets(&mut sheets);
    Workbook {
        output: format!("{}-数据.xlsx", plan.name),
        title: format!("{}数据", plan.document.title()),
        author: plan.document.author().to_owned(),
        date: plan.document.date(),
        sheets,
    }
}

/// The named values of the project, as printed.
fn values(plan: &Plan, analysis: &Analysis) -> Option<Table> {
    let columns = [("名字", Kind::Words), ("算式", Kind::Words), ("值", Kind::Words)];
    let rows = plan.document.values().iter().map(|(name, formula)| {
        let value = analysis.values.get(name).and_then(Option::as_ref).map(|value| value.print());
        vec![words(name), words(&formula.text), words(&value.unwrap_or_default())]
    });
    (!plan.document.values().is_empty()).then(|| made_table("计算值", &columns, rows))
}

/// The accounts of all scores.
fn scores(plan: &Plan, analysis: &Analysis) -> Vec<Table> {
    match (&plan.document, &analysis.scores, &plan.report_pack) {
        (DocumentPlan::Report(report), Some(scores), Some(pack)) => {
            workbook_of_report(String::new(), report, analysis, scores, pack).sheets
        }
        (DocumentPlan::SelfAssessment(settings), ..) => forms::accounts(plan, settings, analysis),
        _ => Vec::new(),
    }
}

/// What was found, the gravest first.
fn of_findings(findings: &Findings) -> Table {
    let columns = ["轻重", "种类", "问题", "位置", "原文", "办法"].map(|name| (name, Kind::Words));
    let found = |severity: Severity| findings.iter().filter(move |finding| finding.severity() == severity);
    let rows = Severity::ALL.into_iter().flat_map(found).map(|finding| {
        let hint = finding.problem.hint().unwrap_or_default();
        let (origin, excerpt) = (finding.origin.to_string(), finding.excerpt.clone().unwrap_or_default());
        let problem = finding.problem.to_string();
        let texts = [finding.severity().word(), finding.problem.id(), &problem, &origin, &excerpt, &hint];
        texts.map(words).to_vec()
    });
    made_table("问题", &columns, rows)
}

/// A sheet's name has 31 characters at most, some not among them, and is there once.
fn name_sheets(sheets: &mut [Table]) {
    let mut taken = BTreeSet::new();
    for table in sheets {
        let clean: String =
            table.name().replace(['[', ']', ':', '*', '?', '/', '\\', '\''], "_").chars().take(28).collect();
        let mut name = clean.clone();
        let mut number = 1;
        while !taken.insert(name.to_lowercase()) {
            number += 1;
            name = format!("{clean}{number}");
        }
        table.declaration.name = name;
    }
}
