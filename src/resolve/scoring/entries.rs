//! Which rule each indicator has: the project's `scoring/*.toml`.

use super::fit;
use super::settings::{RawSection, section};
use crate::diag::{Diagnostic, Findings, Origin, Problem, nearest};
use crate::resolve::{files, toml_file};
use crate::scoring::{IndicatorRule, IndicatorRules, ReportPack, Rule};
use indexmap::IndexMap;
use std::path::Path;

const FOLDER: &str = "scoring";

/// The rules of the indicators; nothing if one of them cannot be used.
pub(in crate::resolve) fn entries(root: &Path, pack: &ReportPack, findings: &mut Findings) -> Option<IndicatorRules> {
    let mut rules: IndexMap<String, IndicatorRule> = IndexMap::new();
    let mut sound = true;
    let written = files::in_folder(root, FOLDER, ".toml");
    for file in &written {
        let text = files::read_text(root, file, findings);
        let raw = text
            .as_ref()
            .and_then(|text| toml_file::read::<IndexMap<String, toml::Spanned<RawSection>>>(file, text, findings));
        let (Some(text), Some(raw)) = (text, raw) else {
            sound = false;
            continue;
        };
        for (code, raw) in raw {
            let origin = Origin::at_offset(file, &text, raw.span().start);
            if let Some(first) = rules.get(&code) {
                let problem = Problem::KeyDuplicate { key: code };
                findings.push(Diagnostic::new(problem, origin).related(first.rule.origin.clone(), "前一处"));
                sound = false;
                continue;
            }
            match entry(&code, raw.into_inner(), origin, pack, (file, &text), findings) {
                Some(rule) => {
                    rules.insert(code, rule);
                }
                None => sound = false,
            }
        }
    }
    sound.then_some(IndicatorRules { by_code: rules, written: !written.is_empty() })
}

/// The rule of one indicator: that of the pack, with the indicator's own settings over it.
fn entry(
    code: &str,
    raw: RawSection,
    origin: Origin,
    pack: &ReportPack,
    (file, text): (&str, &str),
    findings: &mut Findings,
) -> Option<IndicatorRule> {
    let section = section(raw, code, "rule", file, text, findings);
    let Some(named) = section.head else {
        if !section.sound {
            return None;
        }
        findings.add(Problem::SettingMissing { name: "rule".into() }, origin);
        return None;
    };
    let Some(base) = pack.rules.get(&named.text) else {
        let known = pack.rules.keys().map(String::as_str);
        let problem = Problem::RuleUnknown {
            nearest: nearest(&named.text, known.clone()),
            known: known.collect::<Vec<_>>().join("、"),
            name: named.text,
            pack: pack.title.clone(),
        };
        findings.add(problem, named.origin);
        return None;
    };
    let mut settings = base.settings.clone();
    let own = section.settings.clone();
    settings.extend(section.settings);
    let rule = Rule { kind: base.kind, settings, origin };
    let fits = fit::settings_fit(&named.text, &rule, findings)
        & fit::nothing_missing(&named.text, &rule, findings)
        & fit::words_fit(&named.text, &rule, findings)
        & fit::own_settings_said(code, &rule, &own, findings);
    (fits && section.sound).then_some(IndicatorRule { name: named.text, rule })
}
