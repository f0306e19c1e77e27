//! Findings as SARIF 2.1.0, which CI services show beside the lines they speak of.

use super::{Diagnostic, Findings, Origin, Severity, Waived};
use crate::review;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// Named so that editors can look the fields up; nothing is fetched.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// A project that was examined.
#[derive(Debug, Clone, Copy)]
pub struct Examined<'a> {
    /// Its name.
    pub project: &'a str,
    /// Its folder.
    pub root: &'a Path,
    /// What was found.
    pub findings: &'a Findings,
}

/// One run over all projects; each project's name is the base of its paths.
pub fn sarif(examined: &[Examined<'_>]) -> Value {
    let rules = Rules::of(examined);
    let results: Vec<Value> = examined.iter().flat_map(|one| results(one, &rules)).collect();
    let bases = examined.iter().map(|one| (one.project.to_owned(), json!({ "uri": folder_uri(one.root) })));
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "jixiao",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": "zh-CN",
                "rules": rules.0.iter().map(|(_, rule)| rule).collect::<Vec<_>>(),
            }},
            "language": "zh-CN",
            "originalUriBaseIds": bases.collect::<Map<_, _>>(),
            "results": results,
        }],
    })
}

/// The rules of the review, and the other kinds that occur, by id.
struct Rules(Vec<(&'static str, Value)>);

impl Rules {
    fn of(examined: &[Examined<'_>]) -> Self {
        let mut rules: Vec<(&'static str, Value)> = review::known_rules()
            .map(|rule| (rule.id, descriptor(rule.id, rule.title, rule.severity, rule.remedy)))
            .collect();
        let waived =
            |one: &Examined<'_>| one.findings.waived().iter().map(|w| w.diagnostic.clone()).collect::<Vec<_>>();
        for finding in examined.iter().flat_map(|one| one.findings.iter().cloned().chain(waived(one))) {
            let id = finding.problem.id();
            if rules.iter().all(|(known, _)| *known != id) {
                let help = finding.problem.hint().unwrap_or_default();
                rules.push((id, descriptor(id, &finding.problem.title(), finding.severity(), &help)));
            }
        }
        Self(rules)
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.0.iter().position(|(known, _)| *known == id)
    }
}

fn descriptor(id: &str, title: &str, severity: Severity, help: &str) -> Value {
    json!({
        "id": id,
        "name": id,
        "shortDescription": { "text": title },
        "help": { "text": help },
        "defaultConfiguration": { "level": level(severity) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

fn results(one: &Examined<'_>, rules: &Rules) -> Vec<Value> {
    let mut seen = BTreeMap::new();
    let open = one.findings.by_weight().map(|finding| (finding, None));
    let waived = one.findings.waived().iter().map(|waived| (&waived.diagnostic, Some(waived)));
    let mut result = |(finding, waived): (&Diagnostic, Option<&Waived>)| {
        let mut value = json!({
            "ruleId": finding.problem.id(),
            "ruleIndex": rules.place(finding.problem.id()),
            "level": level(finding.severity()),
            "message": { "text": message(finding) },
            "locations": [location(one.project, &finding.origin, finding.excerpt.as_deref())],
            "partialFingerprints": { "jixiaoFinding/v1": fingerprint(finding, &mut seen) },
        });
        if !finding.related.is_empty() {
            let related = finding.related.iter().enumerate();
            value["relatedLocations"] =
                related.map(|(id, (origin, role))| related_location(one.project, id, origin, role)).collect();
        }
        // Where some results are suppressed, the others say that they are not.
        value["suppressions"] = waived.map(|waived| suppression(one.project, waived)).into_iter().collect();
        value
    };
    open.chain(waived).map(&mut result).collect()
}

/// The finding, its arithmetic and its remedy.
fn message(finding: &Diagnostic) -> String {
    let arithmetic = finding.arithmetic.as_ref().map(|arithmetic| format!("\n算式：{arithmetic}"));
    let hint = finding.problem.hint().map(|hint| format!("\n办法：{hint}"));
    format!("{}{}{}", finding.problem, arithmetic.unwrap_or_default(), hint.unwrap_or_default())
}

fn location(project: &str, origin: &Origin, excerpt: Option<&str>) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": encoded(origin.path()), "uriBaseId": project } });
    if let Some(line) = origin.line_number() {
        physical["region"] = json!({ "startLine": line });
        if let Some(excerpt) = excerpt {
            physical["region"]["snippet"] = json!({ "text": excerpt });
        }
    }
    let mut location = json!({ "physicalLocation": physical });
    if let Some(column) = origin.column() {
        location["logicalLocations"] = json!([{ "name": column, "fullyQualifiedName": origin.to_string() }]);
    }
    location
}

fn related_location(project: &str, id: usize, origin: &Origin, role: &str) -> Value {
    let mut location = location(project, origin, None);
    location["id"] = (id + 1).into();
    location["message"] = json!({ "text": role });
    location
}

fn suppression(project: &str, waived: &Waived) -> Value {
    let waiver = &waived.waiver;
    json!({
        "kind": "external",
        "status": "accepted",
        "justification": format!("{}（有效期至{}）", waiver.reason, waiver.expires.in_iso()),
        "location": location(project, &waiver.origin, None),
    })
}

/// What stays the same when lines move: kind, file, column, words. Twins are counted.
fn fingerprint(finding: &Diagnostic, seen: &mut BTreeMap<u64, usize>) -> String {
    let origin = &finding.origin;
    let message = finding.problem.to_string();
    let excerpt = finding.excerpt.as_deref().unwrap_or_default();
    let file = origin.data_file().to_string();
    let parts = [finding.problem.id(), &file, origin.column().unwrap_or_default(), &message, excerpt];
    let hash = fnv1a(&parts.join("\u{1F}"));
    let count = seen.entry(hash).or_default();
    *count += 1;
    format!("{hash:016x}:{count}")
}

/// FNV-1a: the same on every machine and in every version, unlike the hashers of the library.
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The folder as a URI that ends in `/`, also on Windows.
fn folder_uri(folder: &Path) -> String {
    let path = folder.to_string_lossy().replace('\\', "/");
    let path = path.trim_start_matches("//?/").trim_end_matches('/');
    let root = if path.starts_with('/') { "" } else { "/" };
    let encoded = encoded(path);
    // The colon of a drive stays what it is.
    let encoded = if path.get(1..2) == Some(":") { encoded.replacen("%3A", ":", 1) } else { encoded };
    format!("file://{root}{encoded}/")
}

/// A path as part of a URI: everything but letters, digits and `-._~/` as percent-encoded UTF-8.
fn encoded(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_encoded_as_uris_need() {
        assert_eq!(encoded("tables/预算 1.csv"), "tables/%E9%A2%84%E7%AE%97%201.csv");
        assert_eq!(folder_uri(Path::new(r"\\?\C:\报告")), "file:///C:/%E6%8A%A5%E5%91%8A/");
        assert_eq!(folder_uri(Path::new("/data/a/")), "file:///data/a/");
    }
}
