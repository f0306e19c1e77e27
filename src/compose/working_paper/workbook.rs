//! The 评分底稿 as a workbook: the accounts, the inputs with their cells, the demands.

use super::form_sheet::{Printed, remarks, steps as form_steps};
use super::sheet::steps;
use crate::analyze::{Analysis, IndicatorScore, SUMMARY, ScoredForm, Scores};
use crate::model::{
    Cell, ColumnDeclaration, ColumnKind, Digits, FormIndicator, Grouping, NumberFormat, ReportPlan, Row, RowKind,
    SelfAssessmentPlan, Table, TableDeclaration, Workbook,
};
use crate::scoring::{Account, FormPack, Ruled, Symbols};

/// A column of a sheet.
enum Kind {
    Words,
    Points,
}
use Kind::{Points, Words};

/// The workbook of a report.
pub(in crate::compose) fn of_report(
    output: String,
    report: &ReportPlan,
    analysis: &Analysis,
    scores: &Scores,
    symbols: &Symbols,
) -> Workbook {
    let summary = analysis.tables.get(SUMMARY).cloned();
    let sheets = [accounts(scores, symbols), evidence(scores), demands(scores)];
    Workbook {
        output,
        title: format!("{}评分底稿", report.title),
        author: report.author.clone(),
        date: report.date,
        sheets: sheets.into_iter().chain(summary).collect(),
    }
}

fn accounts(scores: &Scores, symbols: &Symbols) -> Table {
    let columns = [
        ("编码", Words),
        ("所属指标", Words),
        ("指标", Words),
        ("指标解释", Words),
        ("评分细则", Words),
        ("计分规则", Words),
        ("目标值", Words),
        ("数据来源", Words),
        ("权重", Points),
        ("计算过程", Words),
        ("舍入前", Points),
        ("规则得分", Points),
        ("评定得分", Points),
        ("得分说明", Words),
        ("得分", Points),
        ("扣分", Points),
        ("扣分原因", Words),
    ];
    let rows = scores.indicators.iter().map(|(code, score)| {
        let levels = &score.levels[..score.levels.len().saturating_sub(1)];
        let account = &score.account;
        vec![
            words(code),
            words(&levels.join("／")),
            words(score.name()),
            words(&score.definition),
            words(&score.criteria),
            words(score.rule.as_deref().unwrap_or_default()),
            words(&score.target),
            words(&score.source),
            Cell::Number(account.weight),
            words(&steps(score, symbols)),
            account.ruled.as_ref().map_or(Cell::Empty, unrounded),
            account.ruled.as_ref().map_or(Cell::Empty, |ruled| Cell::Number(ruled.score)),
            account.given.as_ref().map_or(Cell::Empty, |given| Cell::Number(given.score)),
            words(account.given.as_ref().map_or("", |given| &given.reason)),
            Cell::Number(account.score()),
            Cell::Number(account.lost()),
            words(&score.reason),
        ]
    });
    table("评分底稿", &columns, rows)
}

fn evidence(scores: &Scores) -> Table {
    let columns = ["编码", "指标", "名称", "值", "取自", "表中的值", "出处"].map(|name| (name, Words));
    let rows = scores.indicators.iter().flat_map(|(code, score)| {
        score.evidence.iter().flat_map(move |evidence| {
            evidence.cells.iter().map(move |cell| {
                let texts = [code, score.name(), &evidence.name, &evidence.value, &cell.path, &cell.value, &cell.place];
                texts.map(words).to_vec()
            })
        })
    });
    table("取数", &columns, rows)
}

fn demands(scores: &Scores) -> Table {
    let columns = ["编码", "指标", "组", "要求", "份额", "结果", "依据", "出处"].map(|name| (name, Words));
    let row = |code: &str, score: &IndicatorScore| {
        let of_one = |demand: &crate::analyze::Demand| {
            let texts = [&demand.group, &demand.text, &demand.share, &demand.verdict, &demand.evidence, &demand.place];
            [words(code), words(score.name())].into_iter().chain(texts.map(|text| words(text))).collect()
        };
        score.demands.iter().map(of_one).collect::<Vec<Vec<Cell>>>()
    };
    table("逐项核对", &columns, scores.indicators.iter().flat_map(|(code, score)| row(code, score)))
}

/// The workbook of all forms.
pub(in crate::compose) fn of_forms(
    output: String,
    plan: &SelfAssessmentPlan,
    forms: &[ScoredForm],
    pack: &FormPack,
    printed: Printed<'_>,
    summary: Table,
) -> Workbook {
    let columns = [
        ("编号", Words),
        ("项目名称", Words),
        ("指标", Words),
        ("指标值", Words),
        ("完成值", Words),
        ("分值", Points),
        ("计算过程", Words),
        ("舍入前", Points),
        ("规则得分", Points),
        ("填写得分", Points),
        ("得分", Points),
        ("说明", Words),
        ("取数", Words),
    ];
    let row =
        |form: &ScoredForm, indicator: Option<&FormIndicator>, lead: [&str; 4], account: &Account, tail: [&str; 2]| {
            let given = account.given.as_ref().map_or(Cell::Empty, |given| Cell::Number(given.score));
            let ruled = account.ruled.as_ref();
            let mut cells = vec![words(&form.form.id)];
            cells.extend(lead.map(words));
            cells.extend([
                Cell::Number(account.weight),
                words(&form_steps(indicator, account, pack)),
                ruled.map_or(Cell::Empty, unrounded),
                ruled.map_or(Cell::Empty, |ruled| Cell::Number(ruled.score)),
                given,
                Cell::Number(account.score()),
            ]);
            cells.extend(tail.map(words));
            cells
        };
    let rows = forms.iter().flat_map(|form| {
        let name = form.form.project.as_str();
        let money = form.form.money_total("");
        let (budget, spent) = (money.budget.to_string(), money.spent.to_string());
        let execution =
            row(form, None, [name, "预算执行率", &budget, &spent], &form.execution, ["", "tables/资金.csv"]);
        let indicators = form.form.indicators.iter().zip(&form.scores).map(|(indicator, account)| {
            let (target, actual) = printed(indicator);
            let place = indicator.origin("实际完成值").to_string();
            row(
                form,
                Some(indicator),
                [name, &indicator.level3, &target, &actual],
                account,
                [&remarks(indicator, account), &place],
            )
        });
        std::iter::once(execution).chain(indicators).collect::<Vec<_>>()
    });
    let accounts = table("评分底稿", &columns, rows);
    let title = format!("{}评分底稿", plan.title);
    Workbook { output, title, author: plan.author.clone(), date: plan.date, sheets: vec![accounts, summary] }
}

fn unrounded(ruled: &Ruled) -> Cell {
    ruled.worked.term.value().map_or(Cell::Empty, |value| Cell::Number(value.half_up(8).normalize()))
}

fn words(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

fn table(name: &str, columns: &[(&str, Kind)], rows: impl Iterator<Item = Vec<Cell>>) -> Table {
    let points = ColumnKind::Number(NumberFormat::Plain(Digits::AsIs, Grouping::None));
    let columns = columns.iter().map(|(name, kind)| {
        ColumnDeclaration::made(name, if matches!(kind, Points) { points } else { ColumnKind::Text })
    });
    let declaration = TableDeclaration::made(name, name, "project.toml", columns.collect());
    let rows = rows.map(|cells| Row { kind: RowKind::Data(1), line: None, cells }).collect();
    Table { declaration, rows }
}
