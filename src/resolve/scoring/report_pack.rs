//! Reading the rule pack of reports.

use super::settings::{RawSection, section};
use crate::diag::{Diagnostic, Findings, Origin, Problem};
use crate::home::TemplateSet;
use crate::resolve::{document, toml_file};
use crate::scoring::{Band, ListWording, ReportPack, Rule, RuleKind, Symbols};
use indexmap::IndexMap;
use serde::Deserialize;
use std::str::FromStr;
use strum::VariantNames;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPack {
    title: String,
    based_on: Option<String>,
    decimals: Option<u32>,
    symbols: Option<Symbols>,
    list: Option<ListWording>,
    grades: Option<Vec<Band>>,
    #[serde(default)]
    rules: IndexMap<String, RawSection>,
}

const FOLDER: &str = "scoring/reports/";

/// A pack can stand on another, and that on a third; more would be a circle.
const DEEPEST: usize = 4;

/// The pack of this name; an unknown one is a finding that lists those there are.
pub(in crate::resolve) fn report_pack(
    name: &str,
    named_in: Origin,
    templates: &TemplateSet,
    findings: &mut Findings,
) -> Option<ReportPack> {
    based(name, named_in, templates, DEEPEST, findings)
}

fn based(
    name: &str,
    named_in: Origin,
    templates: &TemplateSet,
    depth: usize,
    findings: &mut Findings,
) -> Option<ReportPack> {
    let path = format!("{FOLDER}{name}.toml");
    let Some(text) = templates.get(&path) else {
        let known = templates.names(FOLDER, ".toml").join("、");
        findings.add(Problem::RulesUnknown { name: name.to_owned(), known }, named_in);
        return None;
    };
    if depth == 0 {
        let allowed = format!("最多连用{DEEPEST}层的规则包，不能绕回自己");
        findings.add(document::invalid("based_on", name, &allowed), named_in);
        return None;
    }
    let file = format!("templates/{path}");
    let raw: RawPack = toml_file::read(&file, text, findings)?;
    let base = match &raw.based_on {
        Some(base) => based(base, Origin::file(&file), templates, depth - 1, findings)?,
        None => ReportPack::default(),
    };
    overlaid(base, raw, &file, text, findings)
}

/// The pack: what it says itself over what the pack below it says.
fn overlaid(base: ReportPack, raw: RawPack, file: &str, text: &str, findings: &mut Findings) -> Option<ReportPack> {
    let mut rules = base.rules;
    let mut sound = true;
    for (name, raw) in raw.rules {
        match rule(&name, raw, file, text, findings) {
            Some(rule) => {
                rules.insert(name, rule);
            }
            None => sound = false,
        }
    }
    if let Some(decimals) = raw.decimals.filter(|decimals| *decimals > MOST_DECIMALS) {
        let problem = document::invalid("decimals", &decimals.to_string(), &format!("0到{MOST_DECIMALS}"));
        findings.add(problem, Origin::file(file));
        return None;
    }
    let grades = raw.grades.unwrap_or(base.grades);
    if grades.is_empty() || grades.windows(2).any(|pair| pair[0].from < pair[1].from) {
        findings.add(document::invalid("grades", "……", "从高到低排，至少一项"), Origin::file(file));
        return None;
    }
    sound.then(|| ReportPack {
        title: raw.title,
        decimals: raw.decimals.unwrap_or(base.decimals),
        symbols: raw.symbols.unwrap_or(base.symbols),
        list: raw.list.unwrap_or(base.list),
        grades,
        rules,
    })
}

/// No score has more digits behind the point.
pub(super) const MOST_DECIMALS: u32 = 6;

fn rule(name: &str, raw: RawSection, file: &str, text: &str, findings: &mut Findings) -> Option<Rule> {
    let origin = line_of_section(file, text, name);
    let section = section(raw, name, "kind", file, text, findings);
    let Some(kind) = section.head else {
        findings.add(Problem::SettingMissing { name: "kind".into() }, origin);
        return None;
    };
    let Ok(parsed) = RuleKind::from_str(&kind.text) else {
        let problem = document::invalid("kind", &kind.text, &RuleKind::VARIANTS.join("、"));
        findings.push(Diagnostic::new(problem, kind.origin));
        return None;
    };
    let rule = Rule { kind: parsed, settings: section.settings, origin };
    let fits = super::fit::settings_fit(name, &rule, findings) & super::fit::words_fit(name, &rule, findings);
    (fits && section.sound).then_some(rule)
}

/// The line that opens the section of this rule.
fn line_of_section(file: &str, text: &str, name: &str) -> Origin {
    let opens = |line: &str| line.starts_with('[') && line.trim_end().trim_end_matches(['"', ']']).ends_with(name);
    let place = text.lines().position(opens);
    place.map_or_else(|| Origin::file(file), |index| Origin::line(file, crate::diag::Line::zero_based(index)))
}
