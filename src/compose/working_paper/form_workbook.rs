//! The 评分底稿 of all 自评表 as a workbook.

use super::form_sheet::{Printed, departed, form_sum_place, remarks, steps};
use super::workbook::Kind::{Number, Points, Words};
use super::workbook::{table, unrounded, words};
use crate::analyze::ScoredForm;
use crate::model::{Cell, FormIndicator, SelfAssessmentPlan, Table, Workbook};
use crate::scoring::{Account, FormPack, Ruled};

/// The workbook: the accounts of all forms, and the 汇总表.
pub(in crate::compose) fn of_forms(
    output: String,
    plan: &SelfAssessmentPlan,
    forms: &[ScoredForm],
    pack: &FormPack,
    printed: Printed<'_>,
    summary: Table,
) -> Workbook {
    let points = Points(pack.decimals);
    let columns = [
        ("编号", Words),
        ("项目名称", Words),
        ("指标", Words),
        ("指标值", Words),
        ("完成值", Words),
        ("分值", points),
        ("计算过程", Words),
        ("舍入前", Number),
        ("规则得分", points),
        ("填写得分", points),
        ("得分", points),
        ("说明", Words),
        ("取数", Words),
    ];
    let accounts = table("评分底稿", &columns, forms.iter().flat_map(|form| lines(form, pack, printed)));
    let title = format!("{}评分底稿", plan.title);
    Workbook { output, title, author: plan.author.clone(), date: plan.date, sheets: vec![accounts, summary] }
}

/// The budget execution, then the indicators.
fn lines(form: &ScoredForm, pack: &FormPack, printed: Printed<'_>) -> Vec<Vec<Cell>> {
    let money = form.form.money_total("");
    let (budget, spent) = (money.budget.to_string(), money.spent.to_string());
    let departed = departed(&form.execution).join("\n");
    let place = form_sum_place(form);
    let execution = line(form, None, ["预算执行率", &budget, &spent], &form.execution, [&departed, &place], pack);
    let indicators = form.form.indicators.iter().zip(&form.scores).map(|(indicator, account)| {
        let (target, actual) = printed(indicator);
        let lead = [indicator.level3.as_str(), &target, &actual];
        let tail = [remarks(indicator, account), indicator.origin("实际完成值").to_string()];
        line(form, Some(indicator), lead, account, [&tail[0], &tail[1]], pack)
    });
    std::iter::once(execution).chain(indicators).collect()
}

fn line(
    form: &ScoredForm,
    indicator: Option<&FormIndicator>,
    lead: [&str; 3],
    account: &Account,
    tail: [&str; 2],
    pack: &FormPack,
) -> Vec<Cell> {
    let number = |ruled: Option<&Ruled>| ruled.map_or(Cell::Empty, |ruled| Cell::Number(ruled.score));
    let ruled = account.ruled.as_ref();
    let mut cells = vec![words(&form.form.id), words(&form.form.project)];
    cells.extend(lead.map(words));
    cells.extend([
        Cell::Number(account.weight),
        words(&steps(indicator, account, pack)),
        ruled.map_or(Cell::Empty, unrounded),
        number(ruled),
        account.given.as_ref().map_or(Cell::Empty, |given| Cell::Number(given.score)),
        Cell::Number(account.score()),
    ]);
    cells.extend(tail.map(words));
    cells
}
