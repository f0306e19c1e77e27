//! 评分底稿: for every score its rule, inputs with their cells, and the arithmetic step by step.

mod form_sheet;
mod form_workbook;
mod sheet;
mod workbook;

pub(super) use form_sheet::form_sheet;
pub(super) use form_workbook::of_forms as workbook_of_forms;
pub(super) use sheet::sheet;
pub(super) use workbook::of_report as workbook_of_report;
pub(super) use workbook::{Kind, table as made_table, words};

use super::prose::{Heading, words_call};
use super::{Products, TypstProject, settings, table_block, templates};
use crate::analyze::{Analysis, SUMMARY, Scores};
use crate::diag::{Findings, Origin};
use crate::model::{ContentsPlan, Cover, DocumentPlan, Profile, ReportPlan};
use crate::resolve::Plan;
use crate::scoring::{ReportPack, Symbols};
use minijinja::context;
use std::collections::BTreeMap;

const FILE: &str = "/narrative/working-paper.typ";

/// Adds the 评分底稿 of a report, as a document of its own and as a workbook, if it is asked for.
pub(super) fn add(plan: &Plan, analysis: &Analysis, products: &mut Products, findings: &mut Findings) {
    let DocumentPlan::Report(report) = &plan.document else { return };
    let asked = report.indicators.as_ref().is_some_and(|indicators| indicators.working_paper);
    let (Some(profile), Some(scores), Some(pack)) = (&plan.profile, &analysis.scores, &plan.report_pack) else {
        return;
    };
    if !asked {
        return;
    }
    let title = &profile.scores.working_paper_title;
    products.documents.extend(document(plan, report, profile, analysis, findings));
    let output = format!("{}-{title}.xlsx", plan.name);
    products.workbooks.push(workbook_of_report(output, report, analysis, scores, pack));
}

/// The lines of a cover, and those on which the makers of a 评分底稿 sign.
pub(super) fn signed(cover: &Cover) -> Cover {
    let signers = ["编制人", "复核人", "日期"].map(|label| (label.to_owned(), String::new()));
    cover.clone().into_iter().chain(signers).collect()
}

/// The document: cover, 目录, summary, a sheet an indicator.
fn document(
    plan: &Plan,
    report: &ReportPlan,
    profile: &Profile,
    analysis: &Analysis,
    findings: &mut Findings,
) -> Option<TypstProject> {
    let (scores, pack) = (analysis.scores.as_ref()?, plan.report_pack.as_ref()?);
    let title = &profile.scores.working_paper_title;
    let mut project = TypstProject { output: format!("{}-{title}.pdf", plan.name), ..TypstProject::default() };
    let text = text(scores, pack, analysis, &mut project);
    let origins = vec![Origin::file("project.toml"); text.lines().count()];
    project.add(FILE, text.into_bytes());
    project.origins.insert(FILE.into(), origins);
    let own = ReportPlan {
        title: format!("{}\n{title}", report.title),
        cover: signed(&report.cover),
        signature: None,
        contents: ContentsPlan { depth: 2, tables: false, figures: false },
        ..report.clone()
    };
    project.add_json("/settings.json", &settings::report(&own, profile, false));
    let parts = BTreeMap::from([("abstract", Vec::new()), ("body", vec![FILE]), ("annex", Vec::new())]);
    let main = templates::fill(&plan.templates, "report/report.typ.j2", context! { parts }, findings)?;
    project.add("/main.typ", main);
    Some(project)
}

/// The summary, then the indicators under the names of level 1.
fn text(scores: &Scores, pack: &ReportPack, analysis: &Analysis, project: &mut TypstProject) -> String {
    let mut text = super::prose::PROLOGUE.to_owned();
    let mut push = |call: String| {
        text.push_str(&call);
        text.push('\n');
    };
    if let Some(summary) = analysis.tables.get(SUMMARY) {
        let title = &summary.declaration.title;
        project.add_json("/tables/t0.json", &table_block::block(summary, "t0", title, &format!("{title}（续）")));
        push("#table-block(\"/tables/t0.json\")".to_owned());
        push(format!("#p[{}]", words_call(&format!("评价等级：{}。计分规则：{}。", scores.grade, pack.title))));
    }
    let mut level1 = "";
    for (index, (code, score)) in scores.indicators.iter().enumerate() {
        let first = score.levels.first().map_or("", String::as_str);
        if first != level1 {
            push(Heading { level: 1, title: first, listed: true }.call());
            level1 = first;
        }
        push(Heading { level: 2, title: &format!("{code}　{}", score.name()), listed: true }.call());
        push(sheet_call(&format!("w{}", index + 1), code, score, &pack.symbols, project));
    }
    text
}

/// Adds the sheet of an indicator to the document; the call that typesets it.
pub(super) fn sheet_call(
    id: &str,
    code: &str,
    score: &crate::analyze::IndicatorScore,
    symbols: &Symbols,
    project: &mut TypstProject,
) -> String {
    let path = format!("/tables/{id}.json");
    project.add_json(&path, &sheet(id, code, score, symbols));
    format!("#table-block(\"{path}\")")
}
