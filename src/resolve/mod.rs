//! Stage 1, resolve: settings and file names become a checked [`Plan`].

mod chart_file;
mod document;
mod files;
mod identity;
mod layout_file;
mod manifest;
mod profile_file;
#[cfg(test)]
mod schema;
mod scoring;
mod table_columns;
mod table_file;
mod texts;
mod toml_file;
mod waivers_file;

pub use files::{NarrativeFile, Part};
pub(crate) use files::{in_folder, leads_outside, read_bytes};
pub use identity::{Identity, identity};
pub use layout_file::FormLayout;

use crate::diag::{Findings, Origin, Problem, Waiver};
use crate::home::TemplateSet;
use crate::model::{ChartDeclaration, DocumentPlan, FormLabels, Profile, TableDeclaration};
use crate::scoring::{FormPack, IndicatorRules, ReportPack};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A project with all its settings read and checked, nothing of its data.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The project folder.
    pub root: PathBuf,
    /// The folder's name, by which the project is known.
    pub name: String,
    /// What is to be made.
    pub document: DocumentPlan,
    /// The local rules of reports and notices.
    pub profile: Option<Profile>,
    /// The layout of self-assessment forms.
    pub layout: Option<FormLayout>,
    /// What the fields of filled-in forms are called.
    pub form_labels: Option<FormLabels>,
    /// The rule pack of reports.
    pub report_pack: Option<ReportPack>,
    /// The rules of the indicators; nothing if one of them cannot be used.
    pub rules: Option<IndicatorRules>,
    /// The scoring rules of self-assessment forms.
    pub form_pack: Option<FormPack>,
    /// The layout files, the project's own in front.
    pub templates: TemplateSet,
    /// The declared tables, by name.
    pub tables: Vec<TableDeclaration>,
    /// The declared charts, by name.
    pub charts: Vec<ChartDeclaration>,
    /// The names of declarations with findings.
    pub broken: Broken,
    /// The narrative files, in reading order.
    pub narrative: Vec<NarrativeFile>,
    /// The findings somebody answers for.
    pub waivers: Vec<Waiver>,
    /// Every text in the settings with its place, for the glyph check.
    pub texts: Vec<(Origin, String)>,
}

/// Names that stand in the project but cannot be used: asking for them gives no further finding.
#[derive(Debug, Clone, Default)]
pub struct Broken {
    /// Tables.
    pub tables: BTreeSet<String>,
    /// Charts.
    pub charts: BTreeSet<String>,
}

/// Reads the settings of the project in `root`. Gives nothing if `project.toml` cannot be used.
pub fn resolve(root: &Path, templates: &TemplateSet, findings: &mut Findings) -> Option<Plan> {
    let name = root.file_name().unwrap_or(root.as_os_str()).to_string_lossy().into_owned();
    let text = files::read_text(root, "project.toml", findings)?;
    let templates = with_own_templates(root, templates, findings);
    let document = document::document(&text, findings)?;
    let profile = profile_file::profile(&document, &templates, findings);
    let layout = layout_file::layout(&document, &templates, findings);
    let form_labels = layout.as_ref().and_then(|_| layout_file::labels(&templates, findings));
    let form_pack = match (&document, &layout) {
        (DocumentPlan::SelfAssessment(forms), Some(layout)) => {
            scoring::form_pack(forms.rules.as_deref(), layout, &templates, findings)
        }
        _ => None,
    };
    let report_pack = profile.as_ref().and_then(|profile| pack_of(&document, profile, &templates, findings));
    let scored = matches!(&document, DocumentPlan::Report(report) if report.indicators.is_some());
    let rules = report_pack.as_ref().filter(|_| scored).and_then(|pack| scoring::entries(root, pack, findings));
    files::report_ignored(root, findings);
    let waivers = waivers_file::waivers(root, findings);
    let is_form = matches!(document, DocumentPlan::SelfAssessment(_));
    if is_form {
        files::report_form_rules(root, findings);
    }
    if (is_form && form_pack.is_none()) || (!is_form && profile.is_none()) {
        return None;
    }
    let mut broken = Broken::default();
    let tables = if is_form { Vec::new() } else { table_file::tables(root, &mut broken.tables, findings) };
    let charts = chart_file::charts(root, &mut broken.charts, findings);
    chart_file::names_differ(&charts, &tables, findings);
    Some(Plan {
        root: root.to_owned(),
        name,
        document,
        profile,
        layout,
        form_labels,
        report_pack,
        rules,
        form_pack,
        templates,
        tables,
        charts,
        broken,
        narrative: files::narrative(root),
        waivers,
        texts: texts::all(root),
    })
}

/// The rule pack of a report: also one without an indicator system has the grades of its profile.
fn pack_of(
    document: &DocumentPlan,
    profile: &Profile,
    templates: &TemplateSet,
    findings: &mut Findings,
) -> Option<ReportPack> {
    let DocumentPlan::Report(report) = document else { return None };
    let asked = report.indicators.as_ref().and_then(|indicators| indicators.rules.as_deref());
    let named_in = match asked {
        Some(_) => "project.toml".to_owned(),
        None => format!("templates/profiles/{}.toml", report.profile),
    };
    scoring::report_pack(asked.unwrap_or(&profile.rules), Origin::file(named_in), templates, findings)
}

fn with_own_templates(root: &Path, templates: &TemplateSet, findings: &mut Findings) -> TemplateSet {
    match TemplateSet::read(&root.join("templates")) {
        Ok(own) => templates.overlaid(own),
        Err(cause) => {
            findings.add(Problem::TemplateFailed { cause }, Origin::file("templates"));
            templates.clone()
        }
    }
}
