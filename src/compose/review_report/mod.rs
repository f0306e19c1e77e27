//! 核查报告: everything found in a project as a document to be worked through and signed.
//!
//! It is made also, and above all, when the project's own document is not. So it takes nothing from
//! the project but its findings and its name, and no character in them can stop it.

mod findings_table;
mod printable;
mod tables;

use self::findings_table::findings_table;
use self::printable::Printable;
use self::tables::{summary_table, waived_table};
use super::{TypstProject, templates};
use crate::diag::{Diagnostic, Findings, Severity};
use crate::home::Home;
use crate::model::{Date, chinese_number};
use crate::resolve::Identity;
use minijinja::context;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// The day in the properties of a PDF whose project has none: no archive copy is without.
const NO_DAY: Date = Date { year: 1970, month: 1, day: 1 };

/// Arranges the 核查报告 of one project.
pub fn review_report(
    project: &str,
    identity: &Identity,
    reviewed: &Findings,
    home: &Home,
    findings: &mut Findings,
) -> Option<TypstProject> {
    let main = templates::fill(&home.templates, "review/review.typ.j2", context! {}, findings)?;
    let printable = Printable::new(&home.fonts);
    let mut document = TypstProject { output: format!("{project}-核查报告.pdf"), ..TypstProject::default() };
    document.add("/main.typ", main);
    document.add_json("/settings.json", &printable.value(settings(project, identity)));
    document.add_json("/review.json", &printable.value(content(project, identity, reviewed)));
    Some(document)
}

fn settings(project: &str, identity: &Identity) -> Value {
    let title = identity.title.as_deref().unwrap_or(project);
    let day = identity.date.unwrap_or(NO_DAY);
    let mut settings = json!({
        "kind": "review",
        "title": format!("{title}\n核查报告"),
        "date": [day.year, day.month, day.day],
    });
    if let Some(author) = &identity.author {
        settings["author"] = author.as_str().into();
    }
    settings
}

/// What the layout library sets: facts, sections, those who sign.
fn content(project: &str, identity: &Identity, reviewed: &Findings) -> Value {
    let date = identity.date.map_or_else(|| "没有读到".to_owned(), Date::in_digits);
    let mut facts = vec![("项目文件夹", project.to_owned()), ("文件日期", date)];
    facts.extend(identity.author.clone().map(|author| ("编制单位", author)));
    let facts: Vec<Value> = facts.into_iter().map(|(label, value)| json!([label, value])).collect();
    json!({
        "facts": facts,
        "sections": sections(reviewed),
        "signers": ["一级复核人", "二级复核人", "三级复核人"],
    })
}

/// The result, then the findings by weight, then what is waived, then the signatures.
fn sections(reviewed: &Findings) -> Vec<Value> {
    let mut result = json!({ "title": "核查结果", "words": result(reviewed) });
    if reviewed.iter().next().is_some() {
        result["table"] = summary_table(reviewed);
    }
    let mut sections = vec![result];
    let mut number = 0;
    for severity in Severity::ALL {
        let groups: Vec<_> = reviewed.groups().into_iter().filter(|group| group.severity == severity).collect();
        if !groups.is_empty() {
            let title = format!("{}（{}个）", severity.word(), reviewed.count(severity));
            sections.push(json!({ "title": title, "table": findings_table(severity, &groups, &mut number) }));
        }
    }
    if !reviewed.waived().is_empty() {
        let title = format!("已豁免的问题（{}个）", reviewed.waived().len());
        sections.push(json!({ "title": title, "table": waived_table(reviewed.waived()) }));
    }
    sections.push(json!({ "title": "三级复核", "sign": true }));
    for (index, section) in sections.iter_mut().enumerate() {
        let number = chinese_number(Decimal::from(index + 1)).unwrap_or_default();
        section["title"] = format!("{number}、{}", section["title"].as_str().unwrap_or_default()).into();
    }
    sections
}

/// What came of it, in sentences.
fn result(reviewed: &Findings) -> Vec<String> {
    let [errors, warnings, advice] = Severity::ALL.map(|severity| reviewed.count(severity));
    let mut first = match errors + warnings + advice {
        0 => "没有发现问题。".to_owned(),
        _ => format!("发现{errors}个错误、{warnings}个提醒、{advice}个建议。"),
    };
    if errors > 0 {
        first.push_str("错误要全部改正，才能出正式文件；其中核查出来而确实无误的，可以写明理由豁免。");
    }
    if !reviewed.waived().is_empty() {
        first.push_str(&format!("另有{}个问题已写明理由豁免。", reviewed.waived().len()));
    }
    let mut words = vec![first];
    if reviewed.iter().any(Diagnostic::stops_the_work) {
        words.push("有的错误使文件还排不出来，全文的核查可能没有做完；改正以后请再核查一次。".to_owned());
    }
    words
}
