//! Which rule each indicator has: the project's `scoring/*.toml`.

use super::settings::{RawSection, section};
use crate::diag::{Diagnostic, Findings, Origin, Problem, nearest};
use crate::resolve::{files, toml_file};
use crate::scoring::{IndicatorRule, ReportPack, Rule, Setting};
use indexmap::IndexMap;
use std::path::Path;

const FOLDER: &str = "scoring";

/// The rules of the indicators by code, in the order in which they are written; nothing if one of
/// them cannot be used.
pub(in crate::resolve) fn entries(
    root: &Path,
    pack: &ReportPack,
    findings: &mut Findings,
) -> Option<IndexMap<String, IndicatorRule>> {
    let mut rules: IndexMap<String, IndicatorRule> = IndexMap::new();
    let mut sound = true;
    for file in files::in_folder(root, FOLDER, ".toml") {
        let text = files::read_text(root, &file, findings);
        let raw = text
            .as_ref()
            .and_then(|text| toml_file::read::<IndexMap<String, toml::Spanned<RawSection>>>(&file, text, findings));
        let (Some(text), Some(raw)) = (text, raw) else {
            sound = false;
            continue;
        };
        for (code, raw) in raw {
            let origin = Origin::at_offset(&file, &text, raw.span().start);
            if let Some(first) = rules.get(&code) {
                let problem = Problem::KeyDuplicate { key: code };
                findings.push(Diagnostic::new(problem, origin).related(first.rule.origin.clone(), "前一处"));
                sound = false;
                continue;
            }
            match entry(raw.into_inner(), origin, pack, &file, &text, findings) {
                Some(rule) => {
                    rules.insert(code, rule);
                }
                None => sound = false,
            }
        }
    }
    sound.then_some(rules)
}

/// The rule of one indicator: that of the pack, with the indicator's own settings over it.
fn entry(
    raw: RawSection,
    origin: Origin,
    pack: &ReportPack,
    file: &str,
    text: &str,
    findings: &mut Findings,
) -> Option<IndicatorRule> {
    let section = section(raw, "rule", file, text, findings);
    let Some(named) = section.head else {
        findings.add(Problem::SettingMissing { name: "rule".into() }, origin);
        return None;
    };
    let Some(base) = pack.rules.get(&named.text) else {
        let known = pack.rules.keys().map(String::as_str);
        let problem =
            Problem::RuleUnknown { nearest: nearest(&named.text, known), name: named.text, pack: pack.title.clone() };
        findings.add(problem, named.origin);
        return None;
    };
    let mut settings = base.settings.clone();
    settings.extend(section.settings);
    let rule = Rule { kind: base.kind, settings, origin };
    let complete = settings_fit(&named.text, &rule, findings) & nothing_missing(&named.text, &rule, findings);
    (complete && section.sound).then_some(IndicatorRule { name: named.text, rule })
}

/// Whether the rule's kind knows every setting.
pub(super) fn settings_fit(name: &str, rule: &Rule, findings: &mut Findings) -> bool {
    let mut sound = true;
    for (setting, written) in rule.settings.iter().filter(|(setting, _)| !rule.kind.takes(**setting)) {
        sound = false;
        let problem = Problem::RuleSettingUnfit { rule: name.to_owned(), setting: (*setting).into() };
        findings.add(problem, written.origin.clone());
    }
    sound
}

/// Whether everything without which the rule says nothing is there.
fn nothing_missing(name: &str, rule: &Rule, findings: &mut Findings) -> bool {
    let has = |setting: &Setting| rule.settings.contains_key(setting);
    let needed = rule.kind.needed().iter().filter(|setting| !has(setting));
    let mut missing: Vec<String> = needed.map(|setting| <&str>::from(*setting).to_owned()).collect();
    let either = rule.kind.takes(Setting::Value) && rule.kind.takes(Setting::Actual);
    if either && !has(&Setting::Value) && !(has(&Setting::Actual) && has(&Setting::Plan)) {
        missing.push("value（或者 actual 和 plan）".into());
    }
    for setting in &missing {
        let problem = Problem::RuleSettingMissing { rule: name.to_owned(), setting: setting.clone() };
        findings.add(problem, rule.origin.clone());
    }
    missing.is_empty()
}
