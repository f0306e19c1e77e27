//! The 评分底稿 as a workbook: the accounts, the inputs with their cells, the demands.

use super::sheet::steps;
use crate::analyze::{Analysis, IndicatorScore, SUMMARY, Scores};
use crate::model::{
    Cell, ColumnDeclaration, ColumnKind, Digits, Grouping, NumberFormat, ReportPlan, Row, RowKind, Table,
    TableDeclaration, Workbook,
};
use crate::scoring::{ReportPack, Ruled, Symbols};

/// A column of a sheet.
#[derive(Clone, Copy)]
pub(in crate::compose) enum Kind {
    Words,
    /// Points, with the places of the rules.
    Points(u32),
    /// A number with the digits it has.
    Number,
}
use Kind::{Number, Points, Words};

/// The workbook of a report.
pub(in crate::compose) fn of_report(
    output: String,
    report: &ReportPlan,
    analysis: &Analysis,
    scores: &Scores,
    pack: &ReportPack,
) -> Workbook {
    let summary = analysis.tables.get(SUMMARY).cloned();
    let sheets = [accounts(scores, pack), evidence(scores), demands(scores)];
    Workbook {
        output,
        title: format!("{}评分底稿", report.title),
        author: report.author.clone(),
        date: report.date,
        sheets: sheets.into_iter().chain(summary).collect(),
    }
}

fn accounts(scores: &Scores, pack: &ReportPack) -> Table {
    let points = Points(pack.decimals);
    let columns = [
        ("编码", Words),
        ("所属指标", Words),
        ("指标", Words),
        ("指标解释", Words),
        ("评分细则", Words),
        ("计分规则", Words),
        ("目标值", Words),
        ("数据来源", Words),
        ("权重", Number),
        ("计算过程", Words),
        ("舍入前", Number),
        ("规则得分", points),
        ("评定得分", points),
        ("得分说明", Words),
        ("得分", points),
        ("扣分", points),
        ("扣分原因", Words),
    ];
    table("评分底稿", &columns, scores.indicators.iter().map(|(code, score)| account(code, score, &pack.symbols)))
}

/// The account of one indicator, a cell a column.
fn account(code: &str, score: &IndicatorScore, symbols: &Symbols) -> Vec<Cell> {
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

pub(super) fn unrounded(ruled: &Ruled) -> Cell {
    ruled.worked.term.value().map_or(Cell::Empty, |value| Cell::Number(value.half_up(8).normalize()))
}

pub(in crate::compose) fn words(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

pub(in crate::compose) fn table(name: &str, columns: &[(&str, Kind)], rows: impl Iterator<Item = Vec<Cell>>) -> Table {
    let number = |digits: Digits| ColumnKind::Number(NumberFormat::Plain(digits, Grouping::None));
    let columns = columns.iter().map(|(name, kind)| {
        let kind = match kind {
            Words => ColumnKind::Text,
            Points(places) => number(Digits::Fixed(*places)),
            Number => number(Digits::AsIs),
        };
        ColumnDeclaration::made(name, kind)
    });
    let declaration = TableDeclaration::made(name, name, "project.toml", columns.collect());
    let rows = rows.map(|cells| Row { kind: RowKind::Data(1), line: None, cells }).collect();
    Table { declaration, rows }
}
