//! What a self-assessment form says: its long texts, its money and its indicators.

use crate::analyze::ScoredForm;
use crate::diag::Origin;
use crate::model::{
    Form, FormIndicator, FormTarget, Grid, GridCell, GridColumn, GridRow, Manuscript, Passage, PassageKind,
    SelfAssessmentPlan, Unit,
};
use crate::resolve::Part;
use crate::scoring::FormPack;

/// What one form says.
pub(in crate::compose) fn of_form(plan: &SelfAssessmentPlan, pack: &FormPack, scored: &ScoredForm) -> Manuscript {
    let form = &scored.form;
    let mut passages = vec![
        field(&form.project, form.origin("项目名称")),
        field(&form.goal, form.origin("预期目标")),
        field(&form.result, form.origin("实际完成情况")),
    ];
    passages.extend(form.indicators.iter().map(|indicator| field(&indicator.reason, indicator.origin("偏差原因"))));
    passages.retain(|passage| !passage.text.is_empty());
    Manuscript {
        title: form.project.clone(),
        date: Some(plan.date),
        year: Some(plan.year),
        names: vec![("项目名称".into(), form.project.clone()), ("实施单位".into(), form.unit.clone())],
        passages,
        grids: vec![money(form), indicators(scored)],
        grades: pack.grades.iter().map(|band| (band.from, band.name.clone())).collect(),
        ..Manuscript::default()
    }
}

fn field(text: &str, origin: Origin) -> Passage {
    Passage { kind: PassageKind::Field, part: Part::Body, text: text.to_owned(), bound: Vec::new(), origin }
}

fn money(form: &Form) -> Grid {
    let names = ["资金来源", "年初预算数", "全年预算数", "全年执行数"];
    let total = form.money_total("年度资金总额");
    let rows = form.money.iter().chain(std::iter::once(&total)).map(|money| {
        let texts =
            [money.source.clone(), money.initial.to_string(), money.budget.to_string(), money.spent.to_string()];
        let cells = texts.into_iter().zip(names);
        row(cells.map(|(text, name)| GridCell { text, computed: true, origin: money.row.in_column(name) }))
    });
    let unit = Some(Unit::parse("万元"));
    Grid {
        name: "项目资金".into(),
        title: "项目资金".into(),
        number: None,
        unit: Some("万元".into()),
        columns: names.iter().map(|name| column(name, *name != "资金来源", unit.clone())).collect(),
        rows: rows.collect(),
        hierarchy: None,
        origin: total.row.whole_file(),
        data: total.row.data_file().to_string(),
        made: true,
    }
}

fn indicators(scored: &ScoredForm) -> Grid {
    let form = &scored.form;
    let first = form.indicators.first().map_or(&form.row, |indicator| &indicator.row);
    let names = ["三级指标", "年度指标值", "实际完成值", "分值", "得分"];
    let rows = form.indicators.iter().zip(&scored.scores).map(|(indicator, account)| {
        let (target, actual) = target(indicator);
        let texts = [
            (indicator.level3.clone(), false),
            (target, false),
            (actual, false),
            (account.weight.to_string(), false),
            (account.score().to_string(), true),
        ];
        row(texts.into_iter().zip(names).map(|((text, computed), name)| GridCell {
            text,
            computed,
            origin: indicator.origin(name),
        }))
    });
    Grid {
        name: "绩效指标".into(),
        title: "绩效指标".into(),
        number: None,
        unit: None,
        columns: names.iter().map(|name| column(name, ["分值", "得分"].contains(name), None)).collect(),
        rows: rows.collect(),
        hierarchy: None,
        origin: first.whole_file(),
        data: first.data_file().to_string(),
        made: false,
    }
}

fn target(indicator: &FormIndicator) -> (String, String) {
    match &indicator.target {
        FormTarget::Quantitative { sign, target, actual, unit } => {
            (format!("{}{target}{unit}", sign.text()), format!("{actual}{unit}"))
        }
        FormTarget::Qualitative { target, actual } => (target.clone(), actual.clone()),
    }
}

fn row(cells: impl Iterator<Item = GridCell>) -> GridRow {
    GridRow { unit: None, cells: cells.collect() }
}

fn column(name: &str, numeric: bool, unit: Option<Unit>) -> GridColumn {
    GridColumn { name: name.to_owned(), title: name.to_owned(), unit, numeric, code: false, printed: true }
}
