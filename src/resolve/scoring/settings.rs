//! A rule as it is written: a TOML section whose keys are settings.

use crate::diag::{Diagnostic, Findings, Origin, Problem, nearest};
use crate::scoring::{Setting, Settings, Written};
use indexmap::IndexMap;
use std::str::FromStr;
use strum::VariantNames;
use toml::Value;

/// A section of a rule file before its keys are known.
pub(super) type RawSection = IndexMap<String, toml::Spanned<Value>>;

/// A section with its settings; `head` is the key that says what the section is (`kind`, `rule`).
pub(super) struct Section {
    pub(super) head: Option<Written>,
    pub(super) settings: Settings,
    /// Whether every key was known and every value fit.
    pub(super) sound: bool,
}

/// Reads a section; unknown keys and unfit values are findings.
pub(super) fn section(
    raw: RawSection,
    name: &str,
    head: &str,
    file: &str,
    text: &str,
    findings: &mut Findings,
) -> Section {
    let mut section = Section { head: None, settings: Settings::new(), sound: true };
    for (key, value) in raw {
        let origin = Origin::at_offset(file, text, value.span().start);
        let excerpt = origin.line_number().and_then(|line| text.lines().nth(line - 1)).unwrap_or_default().trim();
        let value = value.into_inner();
        let is_section = value.is_table() && Setting::from_str(&key).is_err();
        let problem = match (written(value, &origin), Setting::from_str(&key)) {
            _ if is_section => Problem::CodeUnquoted { code: format!("{name}.{key}") },
            (Some(value), _) if key == head => {
                section.head = Some(value);
                continue;
            }
            (Some(value), Ok(setting)) => {
                section.settings.insert(setting, value);
                continue;
            }
            (None, Ok(_)) => Problem::SettingInvalid {
                name: key,
                value: "……".into(),
                allowed: "文字、数，或者 { name = \"名称\", from = \"算式\" }".into(),
            },
            (_, Err(_)) => {
                let known = Setting::VARIANTS.iter().copied().chain([head]);
                Problem::SettingUnknown { nearest: nearest(&key, known), name: key }
            }
        };
        section.sound = false;
        findings.push(Diagnostic::new(problem, origin).excerpt(excerpt));
    }
    section
}

fn written(value: Value, origin: &Origin) -> Option<Written> {
    let (name, text) = match value {
        Value::String(text) => (None, text),
        Value::Integer(number) => (None, number.to_string()),
        Value::Float(number) => (None, number.to_string()),
        Value::Boolean(yes) => (None, yes.to_string()),
        Value::Table(table) if table.keys().all(|key| key == "name" || key == "from") => {
            let part = |key: &str| table.get(key).and_then(Value::as_str).map(str::to_owned);
            (part("name"), part("from")?)
        }
        _ => return None,
    };
    Some(Written { name, text, origin: origin.clone() })
}
