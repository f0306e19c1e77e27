//! The data tables of a self-assessment project, and the forms filled in by hand, become forms.

mod row_cells;
mod rows;
mod stated;

use crate::diag::{Diagnostic, Findings, Limit, Origin, Problem, nearest};
use crate::load::{FormTables, RawProject, RawTable};
use crate::model::{FORM_TABLES, Form, is_missing_mark};
use crate::scoring::Given;
use row_cells::Cells;
use rust_decimal::Decimal;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// All forms: those of the data tables, in the order of 项目, then those filled in by hand. A form with
/// findings is left out.
pub(super) fn check(raw: &RawProject, year: i32, findings: &mut Findings) -> Vec<Form> {
    let mut forms = Forms::default();
    let tables = FORM_TABLES.map(|(name, _)| raw.tables.get(name));
    if let [Some(projects), Some(money), Some(indicators)] = tables {
        of_tables(&mut forms, [projects, money, indicators], findings);
    }
    for FormTables { projects, money, indicators } in &raw.filled_forms {
        forms.add(projects, money, indicators, findings);
        stated::check(money, projects, year, findings);
    }
    forms.complete(findings)
}

fn of_tables(forms: &mut Forms, tables: [&RawTable; 3], findings: &mut Findings) {
    let wanted = tables.into_iter().zip(FORM_TABLES);
    let sound = wanted.fold(true, |sound, (table, (_, columns))| columns_present(table, columns, findings) & sound);
    let [projects, money, indicators] = tables;
    if sound && projects.rows.is_empty() {
        findings.add(Problem::TableEmpty { table: projects.name().to_owned() }, Origin::file(&projects.file));
    }
    if sound {
        forms.add(projects, money, indicators, findings);
    }
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
#[derive(Default)]
struct Forms {
    forms: Vec<(Form, Origin)>,
    places: BTreeMap<String, usize>,
    /// Where the form of a project and its unit was begun.
    named: HashMap<(String, String), Origin>,
    /// The forms with a row that has findings; such a row is there, though it cannot be used.
    unsound: BTreeSet<String>,
    /// The numbers that no project has, by the file in which they are told.
    unknown: BTreeSet<(String, String)>,
}

impl Forms {
    /// Adds the forms of three tables.
    fn add(&mut self, projects: &RawTable, money: &RawTable, indicators: &RawTable, findings: &mut Findings) {
        self.unsound.extend(ragged(projects).map(|cells| cells.text("编号")));
        self.begin(projects, findings);
        for cells in ragged(money).chain(ragged(indicators)) {
            self.of(&cells, false, findings);
        }
        for row in &money.rows {
            let cells = Cells { table: money, row };
            let money = rows::money(&cells, findings);
            if let Some(form) = self.of(&cells, money.is_some(), findings) {
                form.money.extend(money);
            }
        }
        for row in &indicators.rows {
            let cells = Cells { table: indicators, row };
            let indicator = rows::indicator(&cells, findings);
            if let Some(form) = self.of(&cells, indicator.is_some(), findings) {
                form.indicators.extend(indicator);
            }
        }
    }

    fn begin(&mut self, table: &RawTable, findings: &mut Findings) {
        for row in &table.rows {
            let cells = Cells { table, row };
            let id = cells.text("编号");
            let origin = cells.origin("编号");
            if id.is_empty() {
                findings.add(Problem::KeyEmpty, origin);
            } else if let Some(first) = self.places.get(&id).and_then(|place| self.forms.get(*place)) {
                let problem = Problem::KeyDuplicate { key: id };
                findings.push(Diagnostic::new(problem, origin).related(first.1.clone(), "前一处"));
            } else {
                self.told_twice(&cells, findings);
                self.places.insert(id.clone(), self.forms.len());
                let execution = execution(&cells, findings);
                self.forms.push((begun(id, execution, &cells, findings), origin));
            }
        }
    }

    /// A project that is there already under another number, and one without a name.
    fn told_twice(&mut self, cells: &Cells<'_>, findings: &mut Findings) {
        let (project, unit) = (cells.text("项目名称"), cells.text("实施单位"));
        if project.is_empty() {
            findings.add(Problem::CellEmpty { column: "项目名称".to_owned() }, cells.origin("项目名称"));
            return;
        }
        match self.named.entry((project.clone(), unit)) {
            Entry::Occupied(first) => {
                let problem = Problem::FormTwice { project };
                findings
                    .push(Diagnostic::new(problem, cells.origin("项目名称")).related(first.get().clone(), "前一处"));
            }
            Entry::Vacant(place) => {
                place.insert(cells.origin("编号"));
            }
        }
    }

    /// The form a row belongs to.
    fn of(&mut self, cells: &Cells<'_>, sound: bool, findings: &mut Findings) -> Option<&mut Form> {
        let id = cells.text("编号");
        let is_begun = self.places.contains_key(&id) || self.unsound.contains(&id);
        if !sound && is_begun {
            self.unsound.insert(id.clone());
        }
        match self.places.get(&id) {
            Some(place) => self.forms.get_mut(*place).map(|(form, _)| form),
            None => {
                // The row that begins the form may be there, and have findings.
                if !is_begun && self.unknown.insert((cells.table.file.to_string(), id.clone())) {
                    let nearest = self.places.keys().find(|known| bare_id(known) == bare_id(&id)).cloned();
                    findings.add(Problem::FormUnknown { id, nearest }, cells.origin("编号"));
                }
                None
            }
        }
    }

    /// The forms that have money and indicators.
    fn complete(self, findings: &mut Findings) -> Vec<Form> {
        let mut complete = Vec::new();
        if !findings.allow(Limit::Forms, self.forms.len(), || Origin::file("project.toml")) {
            return complete;
        }
        for (form, origin) in self.forms {
            if !findings.allow(Limit::Indicators, form.indicators.len(), || origin.clone()) {
                continue;
            }
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

/// The rows of a table that could not be read, for the form they belong to.
fn ragged(table: &RawTable) -> impl Iterator<Item = Cells<'_>> {
    table.ragged.iter().map(move |row| Cells { table, row })
}

/// The score of the budget execution, if one was entered by hand.
fn execution(cells: &Cells<'_>, findings: &mut Findings) -> Option<Given> {
    if cells.text("预算执行得分").is_empty() || is_missing_mark(&cells.text("预算执行得分")) {
        if !cells.text("预算执行得分说明").is_empty() {
            findings.add(Problem::NoteWithoutScore, cells.origin("预算执行得分说明"));
        }
        return None;
    }
    let score = cells.number("预算执行得分", findings)?;
    Some(Given { score, reason: cells.text("预算执行得分说明") })
}

fn begun(id: String, execution: Option<Given>, cells: &Cells<'_>, findings: &mut Findings) -> Form {
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
        stated: stated::read(cells, findings),
        row: cells.row_origin(),
    }
}

/// An 编号 as far as it tells projects apart: Excel drops the zeros of 001, and people write p1 for P1.
fn bare_id(id: &str) -> String {
    let id = id.trim().to_uppercase();
    let (letters, digits) = id.split_at(id.find(|sign: char| sign.is_ascii_digit()).unwrap_or(id.len()));
    format!("{letters}{}", digits.trim_start_matches('0'))
}
