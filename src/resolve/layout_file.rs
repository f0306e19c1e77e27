//! Reading the form layout a self-assessment project names.

use super::{document, toml_file};
use crate::diag::{Findings, Origin, Problem};
use crate::home::TemplateSet;
use crate::model::{DocumentPlan, FormLabels};
use serde::Deserialize;

/// The words and formats of a form layout: `templates/forms/<name>/layout.toml`.
/// `{…}` in the texts is filled in.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FormLayout {
    /// Title of the form.
    pub title: String,
    /// The line below the title, with `{年度}`.
    pub year_line: String,
    /// The label of the money sum.
    pub total_label: String,
    /// The label of the first source of money, with `{来源}`.
    pub first_source: String,
    /// What stands for 分值 and 得分 of the sources.
    pub no_score: String,
    /// Target of a quantitative indicator, with `{符号}`, `{值}`, `{单位}`.
    pub target: String,
    /// Actual value of a quantitative indicator, with `{值}`, `{单位}`.
    pub actual: String,
    /// The same without a unit: target.
    pub target_without_unit: String,
    /// How ＝ is printed.
    pub equal_sign: String,
    /// Digits behind the point of values and 万元.
    pub decimals: u32,
    /// Title of the 汇总表 in the bound volume.
    pub summary_title: String,
    /// The rule pack of forms in this layout: `templates/scoring/forms/<name>.toml`.
    pub rules: String,
}

/// The layout of the forms; an unknown one is a finding that lists those there are.
pub(super) fn layout(plan: &DocumentPlan, templates: &TemplateSet, findings: &mut Findings) -> Option<FormLayout> {
    let DocumentPlan::SelfAssessment(forms) = plan else { return None };
    let path = format!("forms/{}/layout.toml", forms.layout);
    let Some(text) = templates.get(&path) else {
        let known = templates.names("forms/", "/layout.toml").join("、");
        let problem = Problem::LayoutUnknown { name: forms.layout.clone(), known };
        findings.add(problem, Origin::file(document::FILE));
        return None;
    };
    toml_file::read(&format!("templates/{path}"), text, findings)
}

/// What the fields of filled-in forms are called.
pub(super) fn labels(templates: &TemplateSet, findings: &mut Findings) -> Option<FormLabels> {
    let path = "forms/labels.toml";
    let text = templates.get(path)?;
    toml_file::read(&format!("templates/{path}"), text, findings)
}
