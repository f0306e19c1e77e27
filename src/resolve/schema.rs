//! The JSON Schemas of the settings files, made from the types that read them: `docs/schema/`.
//! What a setting means is said in the manual, and taken from there.

use super::chart_file::RawChart;
use super::layout_file::FormLayout;
use super::manifest::{RawNotice, RawReport, RawSelfAssessment};
use super::table_file::RawTable;
use super::waivers_file::RawWaivers;
use crate::model::Profile;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A TOML date.
pub(super) struct Day;

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

/// A settings file: its schema, the tables of the manual that explain it, and the schema file's name.
struct SettingsFile {
    name: &'static str,
    title: &'static str,
    manual: &'static [&'static str],
    schema: Value,
}

fn of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    bare(&mut schema);
    schema
}

/// Without the words of the code: they are English, and meant for whoever reads it.
fn bare(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            for words in ["description", "title", "$schema"] {
                if map.get(words).is_some_and(Value::is_string) {
                    map.remove(words);
                }
            }
            if let Some(Value::Object(properties)) = map.get_mut("properties") {
                properties.values_mut().for_each(bare);
            }
            map.iter_mut().filter(|(key, _)| *key != "properties").for_each(|(_, value)| bare(value));
        }
        Value::Array(values) => values.iter_mut().for_each(bare),
        _ => {}
    }
}

/// The schema of one kind of project.
fn kind<T: JsonSchema>(kind: &str) -> Value {
    let mut schema = of::<T>();
    schema["properties"]["kind"] = json!({ "const": kind });
    schema
}

fn files() -> [SettingsFile; 8] {
    let file = |name, title, manual, schema| SettingsFile { name, title, manual, schema };
    [
        file("report", "报告的 project.toml", &["报告的设置"], kind::<RawReport>("report")),
        file(
            "self-assessment",
            "自评表的 project.toml",
            &["自评表的设置"],
            kind::<RawSelfAssessment>("self-assessment"),
        ),
        file("notice", "公文的 project.toml", &["公文的设置"], kind::<RawNotice>("notice")),
        file("table", "tables/ 里的声明", &["表的设置", "列的设置"], of::<RawTable>()),
        file("chart", "charts/ 里的声明", &["图的设置"], of::<RawChart>()),
        file("waivers", "waivers.toml", &["豁免的设置"], of::<RawWaivers>()),
        file("profile", "templates/profiles/ 里的版式文件", &["版式文件的设置"], of::<Profile>()),
        file("form-layout", "templates/forms/ 里的 layout.toml", &["自评表版式的设置"], of::<FormLayout>()),
    ]
}

/// Calls `visit` for every setting with its dotted path.
fn walk(schema: &mut Value, path: &str, visit: &mut impl FnMut(&str, &mut Map<String, Value>)) {
    let Value::Object(map) = schema else { return };
    if let Some(Value::Object(properties)) = map.get_mut("properties") {
        for (name, property) in properties.iter_mut() {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            walk(property, &path, visit);
            if let Value::Object(map) = property {
                visit(&path, map);
            }
        }
    }
    for key in ["items", "anyOf", "allOf", "oneOf"] {
        match map.get_mut(key) {
            Some(Value::Array(choices)) => choices.iter_mut().for_each(|choice| walk(choice, path, visit)),
            Some(one) => walk(one, path, visit),
            None => {}
        }
    }
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

/// What the manual says of each setting, by its dotted path.
fn meanings(tables: &[&str]) -> BTreeMap<String, String> {
    let mut meanings = BTreeMap::new();
    for table in tables {
        let path = docs().join(format!("manual/tables/{table}.csv"));
        let mut reader = csv::Reader::from_path(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for record in reader.deserialize::<BTreeMap<String, String>>() {
            let record = record.expect("a row of the manual's table");
            meanings.insert(record["设置"].clone(), record["意思"].clone());
        }
    }
    meanings
}

/// Paths of settings that hold others: the manual explains those.
fn is_section(setting: &Map<String, Value>) -> bool {
    let holds = |value: &Value| value.get("properties").is_some();
    let choices = setting.get("anyOf").and_then(Value::as_array);
    setting.contains_key("properties")
        || setting.get("items").is_some_and(holds)
        || choices.is_some_and(|choices| choices.iter().any(holds))
}

#[test]
fn the_manual_explains_every_setting_and_no_other() {
    for mut file in files() {
        let explained: BTreeSet<String> = meanings(file.manual).into_keys().collect();
        let mut known = BTreeSet::new();
        walk(&mut file.schema, "", &mut |path, setting| {
            if !is_section(setting) {
                known.insert(path.to_owned());
            }
        });
        let missing: Vec<_> = known.difference(&explained).collect();
        let unknown: Vec<_> = explained.difference(&known).collect();
        assert!(
            missing.is_empty() && unknown.is_empty(),
            "{}: not explained {missing:?}, unknown {unknown:?}",
            file.title
        );
    }
}

#[test]
fn editors_get_the_schemas_of_the_program() {
    let mut all = files();
    for file in &mut all {
        let meanings = meanings(file.manual);
        walk(&mut file.schema, "", &mut |path, setting| {
            if let Some(meaning) = meanings.get(path) {
                setting.insert("description".to_owned(), json!(meaning));
            }
        });
        file.schema["title"] = json!(file.title);
        file.schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    }
    let [report, forms, notice, others @ ..] = all;
    // Which settings there are depends on the kind.
    let when = |file: &SettingsFile| {
        let kind = json!({ "properties": { "kind": { "const": file.name } }, "required": ["kind"] });
        json!({ "if": kind, "then": file.schema })
    };
    let project = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "project.toml",
        "type": "object",
        "required": ["kind"],
        "properties": { "kind": { "enum": ["report", "self-assessment", "notice"] } },
        "allOf": [when(&report), when(&forms), when(&notice)],
    });
    let written = others.into_iter().map(|file| (file.name, file.schema)).chain([("project", project)]);
    for (name, schema) in written {
        let path = docs().join(format!("schema/{name}.json"));
        let text = serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n";
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::create_dir_all(docs().join("schema")).expect("docs can be written");
            std::fs::write(&path, text).expect("docs can be written");
        } else {
            let found = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(found == text, "{} is not that of the program; UPDATE_DOCS=1 writes it", path.display());
        }
    }
}
