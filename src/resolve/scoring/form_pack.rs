//! Reading the rule pack of self-assessment forms.

use super::report_pack::MOST_DECIMALS;
use crate::diag::{Findings, Origin, Problem};
use crate::home::TemplateSet;
use crate::resolve::{FormLayout, document, toml_file};
use crate::scoring::FormPack;
use rust_decimal::Decimal;

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
    let wrong: Vec<_> = checks(&pack).into_iter().filter(|(sound, ..)| !sound).collect();
    for (_, name, allowed) in &wrong {
        findings.add(document::invalid(name, "……", allowed), Origin::file(&file));
    }
    wrong.is_empty().then_some(pack)
}

/// What must hold of a pack: whether it does, the setting, what it can be.
fn checks(pack: &FormPack) -> [(bool, &'static str, &'static str); 7] {
    let within = |value: Decimal| value >= Decimal::ZERO && value <= Decimal::ONE;
    let fall = |values: &[Decimal]| values.windows(2).all(|pair| pair[0] >= pair[1]);
    let stages: Vec<Decimal> = pack.stages.iter().map(|stage| stage.from).collect();
    let grades: Vec<Decimal> = pack.grades.iter().map(|band| band.from).collect();
    let from_whole = pack.partial.iter().all(|partial| partial.is_whole());
    let for_all = pack.partial.iter().any(|partial| partial.level1.is_none());
    let over = pack.over_target.as_ref().map(|over| over.from);
    [
        (pack.decimals <= MOST_DECIMALS, "decimals", "0到6"),
        (pack.execution_weight >= Decimal::ZERO, "execution_weight", "不小于0的分数"),
        (from_whole, "partial", "formula = \"from\" 时要写 zero_at，别的不写"),
        (for_all, "partial", "要有一项不写 level1，用于其余的指标"),
        (
            !stages.is_empty() && fall(&stages) && stages.iter().all(|share| within(*share)),
            "stages",
            "from 是0到1之间的份额，从高到低排",
        ),
        (fall(&grades) && !grades.is_empty(), "grades", "从高到低排，至少一项"),
        (
            over.is_none_or(|from| from > Decimal::ONE && from <= Decimal::TEN),
            "over_target",
            "from 是1到10之间的倍数，如 1.3",
        ),
    ]
}
