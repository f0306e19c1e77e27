//! Self-assessment forms: one document a form, and the bound volume with contents and 汇总表.

use super::table_block::block;
use super::unbroken::unbroken;
use super::unbroken_labels::{unbroken_label, with_whole_bracket};
use super::working_paper::{form_sheet, signed, workbook_of_forms};
use super::{Collected, Products, TypstProject, json_bytes, settings, templates};
use crate::analyze::{Analysis, ScoredForm};
use crate::diag::{Findings, Limit, Origin};
use crate::model::{
    Cell, ColumnDeclaration, ColumnKind, Digits, FormIndicator, FormMoney, FormTarget, Grouping, NumberFormat, Row,
    RowKind, SelfAssessmentPlan, Sign, Table, TableDeclaration, Volume, Workbook,
};
use crate::resolve::{FormLayout, Plan};
use crate::scoring::{Account, FormPack};
use minijinja::context;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use typst::foundations::Bytes;

/// One document for each form, then the volume.
pub(super) fn compose(
    plan: &Plan,
    forms: &SelfAssessmentPlan,
    analysis: &Analysis,
    findings: &mut Findings,
) -> Products {
    let (Some(layout), Some(pack)) = (&plan.layout, &plan.form_pack) else { return Products::default() };
    let template = |path: &str, findings: &mut Findings| {
        templates::fill(&plan.templates, path, context! { layout => &forms.layout }, findings)
    };
    let (Some(single), Some(bound)) =
        (template("forms/form.typ.j2", findings), template("forms/volume.typ.j2", findings))
    else {
        return Products::default();
    };
    let sheet = Sheet { layout, pack, year: forms.year };
    // What all forms have alike is held, and read by the typesetter, once.
    let (single, settings) = (Bytes::new(single), json_bytes(&settings::forms(forms, &forms.title)));
    let mut documents: Vec<TypstProject> = analysis
        .forms
        .iter()
        .map(|scored| {
            let form = &scored.form;
            let mut project = TypstProject {
                output: format!("{}/{}-{}.pdf", plan.name, file_name(&form.id), file_name(&form.project)),
                ..TypstProject::default()
            };
            project.share("/main.typ", &single);
            project.share("/settings.json", &settings);
            let mut data = sheet.form(scored);
            data["document_title"] = json!(format!("{}：{}", layout.title, form.project));
            project.add_json("/data.json", &data);
            project
        })
        .collect();
    tell_apart(&mut documents);
    let mut collected = Collected::default();
    if !analysis.forms.is_empty() {
        collected.documents.extend(volume(plan, forms, &analysis.forms, &sheet, bound, findings));
        if forms.working_paper {
            collected.documents.extend(papers(plan, forms, &analysis.forms, &sheet, findings));
            collected.workbooks.push(sheet.workbook(plan, forms, &analysis.forms));
        }
    }
    Products { documents, collected, ..Products::default() }
}

/// 合订本 or 汇总表, as the project asks.
fn volume(
    plan: &Plan,
    forms: &SelfAssessmentPlan,
    scored: &[ScoredForm],
    sheet: &Sheet<'_>,
    main: Vec<u8>,
    findings: &mut Findings,
) -> Option<TypstProject> {
    let (output, bound) = match forms.volume {
        Volume::All => (format!("{}.pdf", plan.name), scored),
        Volume::Summary => (format!("{}-汇总表.pdf", plan.name), [].as_slice()),
        Volume::None => return None,
    };
    let are_listed = findings.allow(Limit::PrintedRows, scored.len(), || Origin::file("project.toml"));
    if !are_few(bound, findings) || !are_listed {
        return None;
    }
    let mut project = TypstProject { output, gathers: bound.len(), ..TypstProject::default() };
    let sheets: Vec<Value> = bound.iter().map(|form| sheet.form(form)).collect();
    let title = &sheet.layout.summary_title;
    let summary = block(&sheet.summary(scored), "t1", title, &format!("{title}（续）"));
    project.add("/main.typ", main);
    project.add_json("/settings.json", &settings::forms(forms, &forms.title));
    project.add_json("/volume.json", &json!({ "forms": sheets, "summary": summary }));
    Some(project)
}

/// Whether there are no more forms than one document can hold.
fn are_few(bound: &[ScoredForm], findings: &mut Findings) -> bool {
    findings.allow(Limit::BoundForms, bound.len(), || Origin::file("project.toml"))
}

/// The 评分底稿 of all forms.
fn papers(
    plan: &Plan,
    forms: &SelfAssessmentPlan,
    scored: &[ScoredForm],
    sheet: &Sheet<'_>,
    findings: &mut Findings,
) -> Option<TypstProject> {
    if !are_few(scored, findings) {
        return None;
    }
    let main = templates::fill(&plan.templates, "forms/working-paper.typ.j2", context! {}, findings)?;
    let output = format!("{}-评分底稿.pdf", plan.name);
    let mut project = TypstProject { output, gathers: scored.len(), ..TypstProject::default() };
    let printed = |indicator: &FormIndicator| sheet.target_and_actual(indicator);
    let papers = scored.iter().enumerate().map(|(index, form)| {
        let table = form_sheet(&format!("w{}", index + 1), form, sheet.pack, &printed);
        json!({ "name": form.form.project, "table": table })
    });
    project.add_json("/papers.json", &papers.collect());
    let title = format!("{}\n评分底稿", forms.title);
    let forms = &SelfAssessmentPlan { cover: signed(&forms.cover), ..forms.clone() };
    project.add_json("/settings.json", &settings::forms(forms, &title));
    project.add("/main.typ", main);
    Some(project)
}

/// The accounts of all forms, and the 汇总表, as tables.
pub(super) fn accounts(plan: &Plan, forms: &SelfAssessmentPlan, analysis: &Analysis) -> Vec<Table> {
    let (Some(layout), Some(pack)) = (&plan.layout, &plan.form_pack) else { return Vec::new() };
    let sheet = Sheet { layout, pack, year: forms.year };
    sheet.workbook(plan, forms, &analysis.forms).sheets
}

/// Names that became alike get a number, so that no form takes another's place.
fn tell_apart(documents: &mut [TypstProject]) {
    let mut taken = BTreeSet::new();
    for document in documents {
        let (name, mut number) = (document.output.clone(), 1);
        while !taken.insert(document.output.to_lowercase()) {
            number += 1;
            document.output = format!("{}-{number}.pdf", name.trim_end_matches(".pdf"));
        }
    }
}

/// A name that every file system takes, and not too long a one.
fn file_name(text: &str) -> String {
    const LONGEST: usize = 35;
    text.chars().take(LONGEST).map(|c| if "/\\:*?\"<>|".contains(c) || c.is_control() { '_' } else { c }).collect()
}

/// Fills in the sheets of one layout.
struct Sheet<'a> {
    layout: &'a FormLayout,
    pack: &'a FormPack,
    year: i32,
}

impl Sheet<'_> {
    fn number(&self, value: Decimal) -> String {
        NumberFormat::Plain(Digits::Fixed(self.layout.decimals), Grouping::None).print(value)
    }

    /// A target or actual value: never with fewer digits than were written, or a near miss could
    /// look like a hit.
    fn measured(&self, value: Decimal) -> String {
        let digits = value.normalize().scale().max(self.layout.decimals);
        NumberFormat::Plain(Digits::Fixed(digits), Grouping::None).print(value)
    }

    /// A score, with the places of the rules.
    fn score(&self, value: Decimal) -> String {
        NumberFormat::Plain(Digits::Fixed(self.pack.decimals), Grouping::None).print(value)
    }

    /// One form as the layout library reads it.
    fn form(&self, scored: &ScoredForm) -> Value {
        let (layout, form) = (self.layout, &scored.form);
        let indicators = form.indicators.iter().zip(&scored.scores);
        json!({
            "id": form.id,
            "title": layout.title,
            "year": layout.year_line.replace("{年度}", &self.year.to_string()),
            "name": form.project,
            "department": form.department,
            "unit": form.unit,
            "money": self.money(scored),
            "goal": unbroken(&form.goal),
            "result": unbroken(&form.result),
            "indicators": indicators.map(|(indicator, score)| self.indicator(indicator, score)).collect::<Vec<_>>(),
            "total": {
                "weight": self.score(form.total_weight(self.pack.execution_weight)),
                "score": self.score(scored.total),
            },
            "grade": scored.grade,
            "note": self.pack.note,
        })
    }

    /// The sum with its score, then the sources.
    fn money(&self, scored: &ScoredForm) -> Vec<Value> {
        let (layout, form) = (self.layout, &scored.form);
        let sum = self.money_row(
            &form.money_total(&layout.total_label),
            layout.total_label.clone(),
            self.score(scored.execution.weight),
            self.score(scored.execution.score()),
        );
        let sources = form.money.iter().enumerate().map(|(index, money)| {
            let label =
                if index == 0 { layout.first_source.replace("{来源}", &money.source) } else { money.source.clone() };
            self.money_row(money, label, layout.no_score.clone(), layout.no_score.clone())
        });
        std::iter::once(sum).chain(sources).collect()
    }

    fn money_row(&self, money: &FormMoney, label: String, weight: String, score: String) -> Value {
        json!({
            "label": label,
            "initial": self.number(money.initial),
            "budget": self.number(money.budget),
            "spent": self.number(money.spent),
            "weight": weight,
            "rate": self.number(money.rate() * Decimal::ONE_HUNDRED),
            "score": score,
        })
    }

    fn indicator(&self, indicator: &FormIndicator, account: &Account) -> Value {
        let (target, actual) = self.target_and_actual(indicator);
        json!({
            "l1": indicator.level1,
            "l2": unbroken_label(&indicator.level2),
            "l3": indicator.level3,
            "target": with_whole_bracket(&target),
            "actual": with_whole_bracket(&actual),
            "weight": self.score(account.weight),
            "score": self.score(account.score()),
            "reason": unbroken(&indicator.reason),
        })
    }

    /// 年度指标值 and 实际完成值 as they are printed.
    fn target_and_actual(&self, indicator: &FormIndicator) -> (String, String) {
        match &indicator.target {
            FormTarget::Qualitative { target, actual } => (target.clone(), actual.clone()),
            FormTarget::Quantitative { sign, target, actual, unit } => {
                let sign = if *sign == Sign::Equal { self.layout.equal_sign.as_str() } else { sign.text() };
                let fill = |pattern: &str, value: Decimal| {
                    let pattern = if unit.is_empty() { &self.layout.target_without_unit } else { pattern };
                    pattern.replace("{值}", &self.measured(value)).replace("{单位}", unit)
                };
                let actual_text = fill(&self.layout.actual, *actual).replace("{符号}", "");
                (fill(&self.layout.target, *target).replace("{符号}", sign), actual_text)
            }
        }
    }

    /// The 评分底稿 as a workbook.
    fn workbook(&self, plan: &Plan, forms: &SelfAssessmentPlan, scored: &[ScoredForm]) -> Workbook {
        let printed = |indicator: &FormIndicator| self.target_and_actual(indicator);
        let output = format!("{}-评分底稿.xlsx", plan.name);
        workbook_of_forms(output, forms, scored, self.pack, &printed, self.summary(scored))
    }

    /// The 汇总表: a line a form.
    fn summary(&self, forms: &[ScoredForm]) -> Table {
        let number = ColumnKind::Number(NumberFormat::Plain(Digits::Fixed(self.layout.decimals), Grouping::Thousands));
        let places = Digits::Fixed(self.pack.decimals);
        let points = ColumnKind::Number(NumberFormat::Plain(places, Grouping::Thousands));
        let columns = [
            ("序号", ColumnKind::Code),
            ("项目名称", ColumnKind::Text),
            ("实施单位", ColumnKind::Text),
            ("全年预算数（万元）", number),
            ("全年执行数（万元）", number),
            ("执行率", ColumnKind::PERCENT),
            ("总分", points),
            ("评分等级", ColumnKind::Code),
        ];
        let rows = forms.iter().enumerate().map(|(index, scored)| {
            let form = &scored.form;
            let money = form.money_total("");
            let cells = vec![
                Cell::Text((index + 1).to_string()),
                Cell::Text(form.project.clone()),
                Cell::Text(form.unit.clone()),
                Cell::Number(money.budget),
                Cell::Number(money.spent),
                Cell::Number(money.rate()),
                Cell::Number(scored.total),
                Cell::Text(scored.grade.clone()),
            ];
            Row { kind: RowKind::Data(1), line: None, cells }
        });
        let mut rows: Vec<Row> = rows.collect();
        rows.push(self.summary_total(forms));
        let columns = columns.iter().map(|(name, kind)| ColumnDeclaration::made(name, *kind)).collect();
        Table {
            declaration: TableDeclaration::made("汇总表", &self.layout.summary_title, "tables/项目.csv", columns),
            rows,
        }
    }

    /// Money adds up over forms; scores do not.
    fn summary_total(&self, forms: &[ScoredForm]) -> Row {
        let all = forms
            .iter()
            .map(|scored| scored.form.money_total(""))
            .fold((Decimal::ZERO, Decimal::ZERO), |sum, money| (sum.0 + money.budget, sum.1 + money.spent));
        let rate = all.1.checked_div(all.0).map_or(Cell::Empty, Cell::Number);
        let mut cells =
            vec![Cell::Empty, Cell::Text("合计".into()), Cell::Empty, Cell::Number(all.0), Cell::Number(all.1), rate];
        cells.extend([Cell::Empty, Cell::Empty]);
        Row { kind: RowKind::Total, line: None, cells }
    }
}
