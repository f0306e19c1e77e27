//! The scores of one 自评表 as a table: target, value, rule, arithmetic, cell.

use super::sheet::{in_print, result};
use crate::analyze::ScoredForm;
use crate::compose::table_block::block;
use crate::model::{
    Align, Cell, ColumnDeclaration, ColumnKind, Digits, FormIndicator, FormTarget, Grouping, NumberFormat, Orientation,
    Row, RowKind, Size, Table, TableDeclaration,
};
use crate::scoring::{Account, FormPack};
use rust_decimal::Decimal;
use serde_json::Value;

/// How a form prints the target and the value of an indicator.
pub(in crate::compose) type Printed<'a> = &'a dyn Fn(&FormIndicator) -> (String, String);

/// The table of one form as the layout library reads it.
pub(in crate::compose) fn form_sheet(id: &str, scored: &ScoredForm, pack: &FormPack, printed: Printed<'_>) -> Value {
    let code = |name: &str| ColumnDeclaration::made(name, ColumnKind::Code);
    let words =
        |name: &str| ColumnDeclaration { align: Some(Align::Left), ..ColumnDeclaration::made(name, ColumnKind::Text) };
    let columns = vec![
        words("指标"),
        code("指标值"),
        code("完成值"),
        code("分值"),
        words("计算过程"),
        code("得分"),
        words("说明"),
        words("取数"),
    ];
    let indicators = scored.form.indicators.iter().zip(&scored.scores);
    let lines = indicators.map(|(indicator, account)| line(indicator, account, pack, printed));
    let row =
        |cells: Line| Row { kind: RowKind::Data(1), line: None, cells: cells.into_iter().map(Cell::Text).collect() };
    let rows = std::iter::once(execution(scored, pack)).chain(lines).map(row).collect();
    let title = format!("总分{}，评分等级：{}", points(scored.total, pack), scored.grade);
    let mut declaration = TableDeclaration::made("评分底稿", &title, "tables/指标.csv", columns);
    declaration.orientation = Orientation::Landscape;
    declaration.size = Some(Size::小五);
    declaration.notes = vec![format!("计分规则：{}。{}", pack.title, pack.note.clone().unwrap_or_default())];
    block(&Table { declaration, rows }, id, &title, &format!("{}（续）", scored.form.project))
}

/// Where the rows of money stand that are added up.
pub(super) fn form_sum_place(scored: &ScoredForm) -> String {
    let file = scored.form.money_total("").row.whole_file();
    format!("{file}，编号「{}」各行相加", scored.form.id)
}

/// One line of the table, a text a column.
type Line = [String; 8];

/// The budget execution.
fn execution(scored: &ScoredForm, pack: &FormPack) -> Line {
    let money = scored.form.money_total("");
    [
        "预算执行率".to_owned(),
        format!("{}万元", money.budget),
        format!("{}万元", money.spent),
        points(scored.execution.weight, pack),
        steps(None, &scored.execution, pack),
        points(scored.execution.score(), pack),
        departed(&scored.execution).join("\n"),
        in_print(&form_sum_place(scored)),
    ]
}

fn line(indicator: &FormIndicator, account: &Account, pack: &FormPack, printed: Printed<'_>) -> Line {
    let (target, actual) = printed(indicator);
    [
        indicator.level3.clone(),
        target,
        actual,
        points(account.weight, pack),
        steps(Some(indicator), account, pack),
        points(account.score(), pack),
        remarks(indicator, account),
        in_print(&indicator.origin("实际完成值").to_string()),
    ]
}

fn points(points: Decimal, pack: &FormPack) -> String {
    NumberFormat::Plain(Digits::Fixed(pack.decimals), Grouping::None).print(points)
}

pub(super) fn steps(indicator: Option<&FormIndicator>, account: &Account, pack: &FormPack) -> String {
    match &account.ruled {
        Some(ruled) => {
            let steps = ruled.worked.steps.iter().cloned().chain([result(ruled, &pack.symbols)]);
            steps.collect::<Vec<_>>().join("；\n")
        }
        None => stage(indicator, account, pack),
    }
}

/// What a person decided about a target in words: within the bounds of its stage, or freely.
fn stage(indicator: Option<&FormIndicator>, account: &Account, pack: &FormPack) -> String {
    let words = indicator.map(|indicator| &indicator.target);
    let Some(FormTarget::Qualitative { actual, .. }) = words else { return String::new() };
    match pack.stage(actual) {
        Some((stage, above)) => {
            let least = points(stage.from * account.weight, pack);
            let most = points(above.unwrap_or(Decimal::ONE) * account.weight, pack);
            let open = if above.is_some() { "（不含）" } else { "" };
            format!("{}，得分由填表人在{least}到{most}{open}之间评定", stage.name)
        }
        None => "实际完成值是自己的说法，得分由填表人评定".to_owned(),
    }
}

/// What was entered by hand beside the rule, and why.
pub(super) fn departed(account: &Account) -> Vec<String> {
    let differs = account.departure().map(|(ruled, given)| format!("填写{}，按规则是{}", given.score, ruled.score));
    let given = account.given.as_ref().filter(|given| !given.reason.is_empty());
    differs.into_iter().chain(given.map(|given| format!("得分说明：{}", given.reason))).collect()
}

/// The departure from the rule, and why points are off.
pub(super) fn remarks(indicator: &FormIndicator, account: &Account) -> String {
    let mut remarks = departed(account);
    if !indicator.reason.is_empty() {
        remarks.push(format!("偏差原因：{}", indicator.reason));
    }
    remarks.join("\n")
}
