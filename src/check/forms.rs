//! The three data tables of a self-assessment project become forms.

use super::cells;
use crate::diag::{Diagnostic, Findings, Origin, Problem, nearest};
use crate::load::{RawProject, RawRow, RawTable};
use crate::model::{FORM_TABLES, Form, FormIndicator, FormMoney, FormTarget, Sign};
use crate::scoring::Given;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// All forms, in the order of 项目.csv. A form with findings is left out.
pub(super) fn check(raw: &RawProject, findings: &mut Findings) -> Vec<Form> {
    let tables = FORM_TABLES.map(|(name, _)| raw.tables.get(name));
    let [Some(projects), Some(money), Some(indicators)] = tables else { return Vec::new() };
    let wanted = [projects, money, indicators].into_iter().zip(FORM_TABLES);
    let sound = wanted.fold(true, |sound, (table, (_, columns))| columns_present(table, columns, findings) & sound);
    if !sound {
        return Vec::new();
    }
    if projects.rows.is_empty() {
        findings.add(Problem::TableEmpty { table: projects.name().to_owned() }, Origin::file(&projects.file));
    }
    let mut forms = Forms::read(projects, findings);
    for row in &money.rows {
        let cells = Cells { table: money, row };
        let money = money_row(&cells, findings);
        if let Some(form) = forms.of(&cells, money.is_some(), findings) {
            form.money.extend(money);
        }
    }
    for row in &indicators.rows {
        let cells = Cells { table: indicators, row };
        let indicator = indicator(&cells, findings);
        if let Some(form) = forms.of(&cells, indicator.is_some(), findings) {
            form.indicators.extend(indicator);
        }
    }
    forms.complete(findings)
}

/// The weights of a form make 100, the budget execution included.
pub(super) fn weights(forms: &[Form], execution_weight: Decimal, findings: &mut Findings) {
    for form in forms {
        let sum = form.total_weight(execution_weight);
        if sum != Decimal::ONE_HUNDRED {
            let problem = Problem::WeightsSum {
                whose: format!("编号「{}」", form.id),
                parts: format!("各指标分值和预算执行率的{execution_weight}分"),
                sum: sum.normalize().to_string(),
            };
            findings.add(problem, form.indicators.last().map_or_else(|| form.row.clone(), |last| last.origin("分值")));
        }
    }
}

fn columns_present(table: &RawTable, wanted: &[&str], findings: &mut Findings) -> bool {
    let absent: Vec<_> = wanted.iter().filter(|name| !table.header.iter().any(|column| column == *name)).collect();
    for name in &absent {
        let problem = Problem::ColumnUnknown {
            table: table.name().to_owned(),
            column: (**name).to_owned(),
            nearest: nearest(name, table.header.iter().map(String::as_str).filter(|name| !wanted.contains(name))),
        };
        findings.add(problem, table.head_origin());
    }
    absent.is_empty()
}

/// The forms so far, with the line on which each was begun.
struct Forms {
    forms: Vec<(Form, Origin)>,
    places: BTreeMap<String, usize>,
    /// The forms with a row that has findings; such a row is there, though it cannot be used.
    unsound: BTreeSet<String>,
}

impl Forms {
    fn read(table: &RawTable, findings: &mut Findings) -> Self {
        let mut all = Self { forms: Vec::new(), places: BTreeMap::new(), unsound: BTreeSet::new() };
        for row in &table.rows {
            let cells = Cells { table, row };
            let id = cells.text("编号");
            let origin = cells.origin("编号");
            if id.is_empty() {
                findings.add(Problem::KeyEmpty, origin);
            } else if let Some(first) = all.places.get(&id).and_then(|place| all.forms.get(*place)) {
                let problem = Problem::KeyDuplicate { key: id };
                findings.push(Diagnostic::new(problem, origin).related(first.1.clone(), "前一处"));
            } else {
                all.places.insert(id.clone(), all.forms.len());
                let execution = execution(&cells, findings);
                all.forms.push((begun(id, execution, &cells), origin));
            }
        }
        all
    }

    /// The form a row belongs to.
    fn of(&mut self, cells: &Cells<'_>, sound: bool, findings: &mut Findings) -> Option<&mut Form> {
        let id = cells.text("编号");
        if !sound {
            self.unsound.insert(id.clone());
        }
        match self.places.get(&id) {
            Some(place) => self.forms.get_mut(*place).map(|(form, _)| form),
            None => {
                findings.add(Problem::FormUnknown { id }, cells.origin("编号"));
                None
            }
        }
    }

    /// The forms that have money and indicators.
    fn complete(self, findings: &mut Findings) -> Vec<Form> {
        let mut complete = Vec::new();
        for (form, origin) in self.forms {
            let parts = [(form.money.is_empty(), "资金"), (form.indicators.is_empty(), "指标")];
            let absent: Vec<_> = parts.into_iter().filter(|(empty, _)| *empty).collect();
            for (_, name) in absent.iter().filter(|_| !self.unsound.contains(&form.id)) {
                let problem = Problem::FormIncomplete { id: form.id.clone(), file: format!("「{name}」表") };
                findings.add(problem, origin.clone());
            }
            if absent.is_empty() && !self.unsound.contains(&form.id) {
                complete.push(form);
            }
        }
        complete
    }
}

/// The score of the budget execution, if one was entered by hand.
fn execution(cells: &Cells<'_>, findings: &mut Findings) -> Option<Given> {
    if cells.text("预算执行得分").is_empty() {
        return None;
    }
    let score = cells.number("预算执行得分", findings)?;
    Some(Given { score, reason: cells.text("预算执行得分说明") })
}

fn begun(id: String, execution: Option<Given>, cells: &Cells<'_>) -> Form {
    Form {
        id,
        project: cells.text("项目名称"),
        department: cells.text("主管部门"),
        unit: cells.text("实施单位"),
        goal: cells.text("预期目标"),
        result: cells.text("实际完成情况"),
        money: Vec::new(),
        indicators: Vec::new(),
        execution,
        row: cells.row_origin(),
    }
}

fn money_row(cells: &Cells<'_>, findings: &mut Findings) -> Option<FormMoney> {
    let initial = cells.number("年初预算数", findings);
    let budget = cells.number("全年预算数", findings);
    let spent = cells.number("全年执行数", findings);
    if let (Some(budget), Some(spent)) = (budget, spent)
        && budget > Decimal::ZERO
        && spent > budget * Decimal::TEN
    {
        let problem = Problem::RateImplausible { spent: spent.to_string(), budget: budget.to_string() };
        findings.add(problem, cells.origin("全年执行数"));
    } else if let (Some(budget), Some(spent)) = (budget, spent)
        && spent > budget
    {
        let problem = Problem::SpentOverBudget { spent: spent.to_string(), budget: budget.to_string() };
        findings.add(problem, cells.origin("全年执行数"));
    }
    Some(FormMoney {
        source: cells.text("资金来源"),
        initial: initial?,
        budget: budget?,
        spent: spent?,
        row: cells.row_origin(),
    })
}

fn indicator(cells: &Cells<'_>, findings: &mut Findings) -> Option<FormIndicator> {
    let weight = cells.number("分值", findings);
    let score = match cells.text("得分").is_empty() {
        true => Some(None),
        false => cells.number("得分", findings).map(Some),
    };
    let target = target(cells, findings);
    let (weight, score) = (weight?, score?);
    if weight < Decimal::ZERO {
        findings.add(Problem::WeightInvalid { weight: weight.to_string() }, cells.origin("分值"));
        return None;
    }
    if score.is_none() && !cells.text("得分说明").is_empty() {
        findings.add(Problem::NoteWithoutScore, cells.origin("得分说明"));
    }
    if let Some(score) = score.filter(|score| *score > weight || *score < Decimal::ZERO) {
        let problem = Problem::ScoreOutOfRange { score: score.to_string(), weight: weight.to_string() };
        findings.add(problem, cells.origin("得分"));
        return None;
    }
    Some(FormIndicator {
        level1: cells.text("一级指标"),
        level2: cells.text("二级指标"),
        level3: cells.text("三级指标"),
        target: target?,
        weight,
        given: score.map(|score| Given { score, reason: cells.text("得分说明") }),
        reason: cells.text("偏差原因"),
        row: cells.row_origin(),
    })
}

fn target(cells: &Cells<'_>, findings: &mut Findings) -> Option<FormTarget> {
    let text = cells.text("比较");
    if text == "定性" {
        let (target, actual) = (cells.text("指标值"), cells.text("实际完成值"));
        return Some(FormTarget::Qualitative { target, actual });
    }
    let Some(sign) = Sign::parse(&text) else {
        findings.add(Problem::ComparisonInvalid { text }, cells.origin("比较"));
        return None;
    };
    let target = cells.number("指标值", findings);
    let actual = cells.number("实际完成值", findings);
    Some(FormTarget::Quantitative { sign, target: target?, actual: actual?, unit: cells.text("计量单位") })
}

/// The cells of one row by column name.
struct Cells<'a> {
    table: &'a RawTable,
    row: &'a RawRow,
}

impl Cells<'_> {
    fn text(&self, column: &str) -> String {
        let place = self.table.header.iter().position(|name| name == column);
        place.and_then(|place| self.row.cells.get(place)).cloned().unwrap_or_default()
    }

    fn origin(&self, column: &str) -> Origin {
        Origin::cell(&self.table.file, self.row.line, column)
    }

    fn row_origin(&self) -> Origin {
        Origin::line(&self.table.file, self.row.line)
    }

    fn number(&self, column: &str, findings: &mut Findings) -> Option<Decimal> {
        let text = self.text(column);
        if text.is_empty() {
            let problem = Problem::CellEmpty { column: column.to_owned() };
            findings.push(Diagnostic::new(problem, self.origin(column)).excerpt(self.row.cells.join(",")));
            return None;
        }
        // A percentage whose unit is % is the number before the sign.
        let bare = text.strip_suffix(['%', '％']).filter(|_| self.text("计量单位") == "%").unwrap_or(&text);
        match cells::bounded(&text, cells::number(bare)) {
            Ok(number) => Some(number),
            Err(problem) => {
                findings.push(Diagnostic::new(problem, self.origin(column)).excerpt(self.row.cells.join(",")));
                None
            }
        }
    }
}
