//! Reading the profile a report or notice names.

use super::{document, toml_file};
use crate::diag::{Findings, Origin, Problem};
use crate::home::TemplateSet;
use crate::model::{DocumentPlan, IndicatorsPlan, Profile};

/// The profile of the document; an unknown one is a finding that lists those there are.
pub(super) fn profile(plan: &DocumentPlan, templates: &TemplateSet, findings: &mut Findings) -> Option<Profile> {
    let name = match plan {
        DocumentPlan::Report(report) => &report.profile,
        DocumentPlan::Notice(notice) => &notice.profile,
        DocumentPlan::SelfAssessment(_) => return None,
    };
    let path = format!("profiles/{name}.toml");
    let Some(text) = templates.get(&path) else {
        let known = templates.names("profiles/", ".toml").join("、");
        let problem = Problem::LayoutUnknown { name: name.clone(), known };
        findings.add(problem, Origin::file(document::FILE));
        return None;
    };
    let file = format!("templates/{path}");
    let mut profile: Profile = toml_file::read(&file, text, findings)?;
    if profile.headings.len() != 6 || profile.style.heading_fonts.len() != 6 {
        let problem = document::invalid("headings", "……", "六级标题各一项，heading_fonts 也是六项");
        findings.add(problem, Origin::file(&file));
        return None;
    }
    for (name, length) in [("style.body_size", &profile.style.body_size), ("style.pitch", &profile.style.pitch)] {
        let is_size = name == "style.body_size" && SIZES.contains(&length.as_str());
        if !is_length(length) && !is_size {
            let allowed = "带单位 pt、mm、cm 的长度，如 28.9pt；body_size 也可以写字号，如 三号、小四";
            findings.add(document::invalid(name, length, allowed), Origin::file(&file));
            return None;
        }
    }
    if let DocumentPlan::Report(report) = plan
        && let Some(indicators) = &report.indicators
    {
        own_wording(&mut profile, indicators);
    }
    Some(profile)
}

/// 字号 by name, as `templates/lib/style.typ` knows them.
const SIZES: [&str; 15] = [
    "初号", "小初", "一号", "小一", "二号", "小二", "三号", "小三", "四号", "小四", "五号", "小五", "六号", "小六",
    "七号",
];

/// A positive number with its unit.
fn is_length(text: &str) -> bool {
    let number = ["pt", "mm", "cm"].iter().find_map(|unit| text.strip_suffix(unit));
    number.and_then(|number| number.parse::<f64>().ok()).is_some_and(|number| number.is_finite() && number > 0.0)
}

/// The project's own sentences go before those of the profile.
fn own_wording(profile: &mut Profile, indicators: &IndicatorsPlan) {
    let scores = &mut profile.scores;
    let own = [
        (&indicators.full, &mut scores.full),
        (&indicators.partial, &mut scores.partial),
        (&indicators.arithmetic, &mut scores.arithmetic),
    ];
    for (own, sentence) in own {
        if let Some(own) = own {
            sentence.clone_from(own);
        }
    }
}
