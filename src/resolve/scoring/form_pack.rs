//! Reading the rule pack of self-assessment forms.

use crate::diag::{Findings, Origin, Problem};
use crate::home::TemplateSet;
use crate::resolve::{FormLayout, document, toml_file};
use crate::scoring::FormPack;

const FOLDER: &str = "scoring/forms/";

/// The pack the project names, else the one its layout names.
pub(in crate::resolve) fn form_pack(
    asked: Option<&str>,
    layout: &FormLayout,
    templates: &TemplateSet,
    findings: &mut Findings,
) -> Option<FormPack> {
    let name = asked.unwrap_or(&layout.rules);
    let path = format!("{FOLDER}{name}.toml");
    let Some(text) = templates.get(&path) else {
        let known = templates.names(FOLDER, ".toml").join("、");
        findings.add(Problem::RulesUnknown { name: name.to_owned(), known }, Origin::file(document::FILE));
        return None;
    };
    let file = format!("templates/{path}");
    let pack: FormPack = toml_file::read(&file, text, findings)?;
    let stages_fall = pack.stages.windows(2).all(|pair| pair[0].from >= pair[1].from);
    let grades_fall = pack.grades.windows(2).all(|pair| pair[0].from >= pair[1].from);
    for (sound, name) in [(stages_fall, "stages"), (grades_fall && !pack.grades.is_empty(), "grades")] {
        if !sound {
            let problem = document::invalid(name, "……", "从高到低排，至少一项");
            findings.add(problem, Origin::file(&file));
            return None;
        }
    }
    Some(pack)
}
