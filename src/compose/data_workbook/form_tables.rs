//! The three tables of self-assessment forms, as they are read.

use crate::compose::working_paper::{Kind, made_table, words};
use crate::model::{Cell, FORM_TABLES, Form, FormIndicator, FormTarget, Table};
use crate::scoring::Given;
use rust_decimal::Decimal;

/// 项目, 资金 and 指标; none for other projects.
pub(super) fn all(forms: &[Form]) -> Vec<Table> {
    if forms.is_empty() {
        return Vec::new();
    }
    let money = forms.iter().flat_map(|form| {
        let row = |money: &crate::model::FormMoney| {
            let amounts = [money.initial, money.budget, money.spent].map(Cell::Number);
            [words(&form.id), words(&money.source)].into_iter().chain(amounts).collect()
        };
        form.money.iter().map(row).collect::<Vec<Vec<Cell>>>()
    });
    let indicators =
        forms.iter().flat_map(|form| form.indicators.iter().map(|indicator| indicator_row(&form.id, indicator)));
    vec![
        table(0, &["预算执行得分", "预算执行得分说明"], forms.iter().map(project)),
        table(1, &[], money),
        table(2, &["得分", "得分说明"], indicators),
    ]
}

/// The columns that must be there, then `more`.
fn table(place: usize, more: &[&'static str], rows: impl Iterator<Item = Vec<Cell>>) -> Table {
    let (name, columns) = FORM_TABLES[place];
    let columns: Vec<_> = columns.iter().chain(more).map(|name| (*name, Kind::Number)).collect();
    made_table(name, &columns, rows)
}

fn project(form: &Form) -> Vec<Cell> {
    let texts = [&form.id, &form.project, &form.department, &form.unit, &form.goal, &form.result];
    texts.map(|text| words(text)).into_iter().chain(given(form.execution.as_ref())).collect()
}

fn indicator_row(id: &str, indicator: &FormIndicator) -> Vec<Cell> {
    let number = |value: Decimal| Cell::Number(value);
    let [sign, target, unit, actual] = match &indicator.target {
        FormTarget::Quantitative { sign, target, actual, unit } => {
            [words(sign.text()), number(*target), words(unit), number(*actual)]
        }
        FormTarget::Qualitative { target, actual } => [words("定性"), words(target), Cell::Empty, words(actual)],
    };
    let mut cells = vec![words(id), words(&indicator.level1), words(&indicator.level2), words(&indicator.level3)];
    cells.extend([sign, target, unit, actual, number(indicator.weight), words(&indicator.reason)]);
    cells.extend(given(indicator.given.as_ref()));
    cells
}

/// A score entered by hand, and why.
fn given(given: Option<&Given>) -> [Cell; 2] {
    [given.map_or(Cell::Empty, |given| Cell::Number(given.score)), words(given.map_or("", |given| &given.reason))]
}
