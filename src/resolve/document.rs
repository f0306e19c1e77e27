//! From the raw `project.toml` to the document's checked settings.

use super::manifest::{Kind, KindOnly, RawFaces, RawIndicators, RawNotice, RawReport, RawSelfAssessment};
use super::toml_file;
use crate::diag::{Findings, Origin, Problem};
use crate::model::{
    ContentsPlan, Date, DocumentPlan, Formula, IndicatorsPlan, Looks, NoticePlan, ReportPlan, SelfAssessmentPlan,
};
use indexmap::IndexMap;
use toml::value::Datetime;

pub(super) const FILE: &str = "project.toml";

/// Reads the document's settings; gives nothing if one of them cannot be used.
pub(super) fn document(text: &str, findings: &mut Findings) -> Option<DocumentPlan> {
    match toml_file::read::<KindOnly>(FILE, text, findings)?.kind {
        Kind::Report => report(toml_file::read(FILE, text, findings)?, text, findings),
        Kind::SelfAssessment => self_assessment(toml_file::read(FILE, text, findings)?, text, findings),
        Kind::Notice => notice(toml_file::read(FILE, text, findings)?, text, findings),
    }
}

fn report(raw: RawReport, text: &str, findings: &mut Findings) -> Option<DocumentPlan> {
    let depth = raw.contents.depth;
    if !(1..=6).contains(&depth) {
        let problem = invalid("contents.depth", &depth.to_string(), "1 到 6");
        findings.add(problem, line_of(text, "depth"));
        return None;
    }
    year_is_past(raw.year, raw.date, text, findings)?;
    settings_among_lines("cover", &raw.cover, text, findings);
    settings_among_lines("signature", raw.signature.as_ref().unwrap_or(&IndexMap::new()), text, findings);
    Some(DocumentPlan::Report(ReportPlan {
        date: date(raw.date, "date", text, findings)?,
        profile: raw.profile,
        title: title(raw.title, text, findings)?,
        year: raw.year,
        author: raw.author,
        number: raw.number,
        keywords: raw.keywords,
        cover: raw.cover,
        signature: raw.signature,
        contents: ContentsPlan { depth, tables: raw.contents.tables, figures: raw.contents.figures },
        looks: looks(raw.watermark, raw.faces, text),
        indicators: raw.indicators.map(indicators),
        values: values(raw.values, text),
    }))
}

/// What is evaluated lies in the past of the document.
fn year_is_past(year: i32, date: Datetime, text: &str, findings: &mut Findings) -> Option<()> {
    let written = date.date.map(|date| i32::from(date.year));
    if written.is_none_or(|written| year <= written) {
        return Some(());
    }
    findings.add(invalid("year", &year.to_string(), "不晚于 date 的年份"), line_of(text, "year"));
    None
}

/// Settings that stand below the head of a section of lines become lines of it.
fn settings_among_lines(section: &'static str, lines: &IndexMap<String, String>, text: &str, findings: &mut Findings) {
    const SETTINGS: [&str; 11] = [
        "watermark",
        "number",
        "keywords",
        "author",
        "date",
        "year",
        "title",
        "profile",
        "layout",
        "rules",
        "working_paper",
    ];
    for name in lines.keys().filter(|name| SETTINGS.contains(&name.as_str())) {
        findings.add(Problem::SettingInSection { name: name.clone(), section }, line_of(text, name));
    }
}

fn looks(watermark: Option<String>, faces: RawFaces, text: &str) -> Looks {
    let place = |family: &toml::Spanned<String>| Origin::at_offset(FILE, text, family.span().start);
    Looks {
        watermark: watermark.filter(|words| !words.trim().is_empty()),
        faces: faces.into_iter().map(|(face, family)| (face, (family.get_ref().clone(), place(&family)))).collect(),
    }
}

fn indicators(raw: RawIndicators) -> IndicatorsPlan {
    IndicatorsPlan {
        table: raw.table,
        rules: raw.rules,
        checklist: raw.checklist,
        working_paper: raw.working_paper,
        full: raw.wording.full,
        partial: raw.wording.partial,
        arithmetic: raw.wording.arithmetic,
    }
}

fn self_assessment(raw: RawSelfAssessment, text: &str, findings: &mut Findings) -> Option<DocumentPlan> {
    year_is_past(raw.year, raw.date, text, findings)?;
    settings_among_lines("cover", &raw.cover, text, findings);
    Some(DocumentPlan::SelfAssessment(SelfAssessmentPlan {
        date: date(raw.date, "date", text, findings)?,
        layout: raw.layout,
        rules: raw.rules,
        working_paper: raw.working_paper,
        volume: raw.volume,
        title: title(raw.title, text, findings)?,
        year: raw.year,
        author: raw.author,
        cover: raw.cover,
        looks: looks(raw.watermark, raw.faces, text),
    }))
}

fn notice(raw: RawNotice, text: &str, findings: &mut Findings) -> Option<DocumentPlan> {
    let printed = match raw.printed {
        Some(day) => Some(date(day, "printed", text, findings)?),
        None => None,
    };
    Some(DocumentPlan::Notice(NoticePlan {
        date: date(raw.date, "date", text, findings)?,
        printed,
        profile: raw.profile,
        mark: raw.mark,
        number: raw.number,
        title: title(raw.title, text, findings)?,
        recipients: raw.recipients,
        looks: looks(raw.watermark, raw.faces, text),
        signatory: raw.signatory,
        author: raw.author,
        attachments: raw.attachments,
        remark: raw.remark,
        copies: raw.copies,
        printer: raw.printer,
        values: values(raw.values, text),
    }))
}

fn values(raw: IndexMap<String, toml::Spanned<String>>, text: &str) -> Vec<(String, Formula)> {
    raw.into_iter()
        .map(|(name, formula)| {
            let origin = Origin::at_offset(FILE, text, formula.span().start);
            (name, Formula { text: formula.into_inner(), origin })
        })
        .collect()
}

fn date(raw: Datetime, name: &str, text: &str, findings: &mut Findings) -> Option<Date> {
    let day = raw.date.map(|day| Date { year: day.year, month: day.month, day: day.day });
    if day.is_none() {
        findings.add(invalid(name, &raw.to_string(), "2025-06-10 这样的日期"), line_of(text, name));
    }
    day
}

/// A title that is there: without one no reader can name the document.
fn title(raw: String, text: &str, findings: &mut Findings) -> Option<String> {
    if raw.trim().is_empty() {
        findings.add(invalid("title", &raw, "文件的题名，不能空着"), line_of(text, "title"));
        return None;
    }
    Some(raw)
}

/// A setting whose value cannot be used.
pub(super) fn invalid(name: &str, value: &str, allowed: &str) -> Problem {
    Problem::SettingInvalid { name: name.into(), value: value.into(), allowed: allowed.into() }
}

/// The line of `project.toml` that sets `name`.
pub(super) fn line_of(text: &str, name: &str) -> Origin {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('=')) {
            return Origin::at_offset(FILE, text, offset);
        }
        offset += line.len();
    }
    Origin::file(FILE)
}
