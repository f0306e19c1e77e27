//! What forms filled in by hand say of their own scores, against what the rules make of them.

use crate::diag::{Findings, Problem};
use crate::model::{Form, StatedRate, half_up};
use crate::scoring::FormPack;
use rust_decimal::Decimal;

/// Tells every difference; scores themselves are compared where they are worked out.
pub(super) fn check(form: &Form, pack: &FormPack, total: Decimal, grade: &str, findings: &mut Findings) {
    let stated = &form.stated;
    let mut differs = |what, column: &str, stated: String, computed: String| {
        findings.add(Problem::StatedDiffers { what, stated, computed }, form.origin(column));
    };
    let rate = form.money_total("").rate();
    if let Some(said) = stated.rate.filter(|said| !is_rate(*said, rate)) {
        let computed = half_up(rate * Decimal::ONE_HUNDRED, said.value.scale().clamp(2, FINEST));
        let sign = if said.is_percent { "%" } else { "" };
        differs("执行率", "执行率", format!("{}{sign}", said.value), format!("{}%", computed.normalize()));
    }
    if let Some(said) = stated.execution_weight.filter(|said| *said != pack.execution_weight) {
        let (said, weight) = (said.normalize().to_string(), pack.execution_weight.normalize().to_string());
        differs("预算执行率的分值", "预算执行分值", said, weight);
    }
    if let Some(said) = stated.total.filter(|said| *said != total) {
        differs("总分", "总分", said.normalize().to_string(), total.normalize().to_string());
    }
    if let Some(said) = stated.grade.as_ref().filter(|said| *said != grade) {
        differs("评分等级", "评分等级", said.clone(), grade.to_owned());
    }
}

/// Digits behind the point that are compared: what comes behind them is noise of a workbook's own division.
const FINEST: u32 = 4;

/// Whether a rate is printed rightly, as a percentage or, without its sign, as a ratio.
fn is_rate(said: StatedRate, rate: Decimal) -> bool {
    let places = said.value.scale().min(FINEST);
    let is = |value: Decimal| half_up(value, places) == half_up(said.value, places);
    is(rate * Decimal::ONE_HUNDRED) || !said.is_percent && said.value <= Decimal::TWO && is(rate)
}
