//! `/settings.json`: what the layout library must know of the document.

use crate::model::CoverDate;
use crate::model::{
    Cover, Date, Face, Looks, NoticePlan, Profile, ReportPlan, SelfAssessmentPlan, chinese_number, chinese_year,
};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The settings of a report.
pub(super) fn report(plan: &ReportPlan, profile: &Profile, has_abstract: bool) -> Value {
    json!({
        "kind": "report",
        "title": plan.title,
        "number": plan.number,
        "author": plan.author,
        "keywords": plan.keywords,
        "date": date(plan.date),
        "date_text": cover_date(plan.date, profile.cover_date),
        "cover": rows(&plan.cover),
        "signature": plan.signature.as_ref().map(rows),
        "contents": {
            "title": "目　录",
            "depth": plan.contents.depth,
            "tables": plan.contents.tables,
            "figures": plan.contents.figures,
        },
        "watermark": plan.looks.watermark,
        "faces": faces(&plan.looks),
        "pages": profile.pages,
        "has_abstract": has_abstract,
        "style": profile.style,
    })
}

/// The settings of a notice.
pub(super) fn notice(plan: &NoticePlan, profile: &Profile) -> Value {
    json!({
        "kind": "notice",
        "title": plan.title,
        "author": plan.author,
        "mark": plan.mark,
        "number": plan.number,
        "recipients": plan.recipients,
        "watermark": plan.looks.watermark,
        "faces": faces(&plan.looks),
        "signatory": plan.signatory,
        "date": date(plan.date),
        "date_text": plan.date.in_digits(),
        "attachments": plan.attachments,
        "remark": plan.remark,
        "copies": plan.copies,
        "printer": plan.printer,
        "printed_text": plan.printed.map(|day| format!("{}印发", day.in_digits())),
        "style": profile.style,
    })
}

/// The settings of forms, of their bound volume, or of their 评分底稿. Those of all forms are alike, so that
/// the layout library is read once for them.
pub(super) fn forms(plan: &SelfAssessmentPlan, title: &str) -> Value {
    json!({
        "kind": "self-assessment",
        "title": title,
        "author": plan.author,
        "date": date(plan.date),
        "date_text": cover_date(plan.date, CoverDate::Chinese),
        "cover": rows(&plan.cover),
        "layout": plan.layout,
        "watermark": plan.looks.watermark,
        "faces": faces(&plan.looks),
    })
}

/// The families chosen, by role.
fn faces(looks: &Looks) -> BTreeMap<Face, &str> {
    looks.faces.iter().map(|(face, (family, _))| (*face, family.as_str())).collect()
}

fn date(day: Date) -> Value {
    json!([day.year, day.month, day.day])
}

fn rows(cover: &Cover) -> Vec<Value> {
    cover.iter().map(|(label, value)| json!([label, value])).collect()
}

/// 二〇二五年六月, or 2019年5月.
fn cover_date(day: Date, form: CoverDate) -> String {
    match form {
        CoverDate::Arabic => format!("{}年{}月", day.year, day.month),
        CoverDate::Chinese => {
            let month = chinese_number(Decimal::from(day.month)).unwrap_or_default();
            format!("{}年{month}月", chinese_year(day.year))
        }
    }
}
