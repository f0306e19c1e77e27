//! What forms filled in by hand say of their own scores, against what the rules make of them.

use crate::diag::{Findings, Problem};
use crate::model::{Form, half_up};
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
        let computed = half_up(rate * Decimal::ONE_HUNDRED, said.scale().max(2));
        differs("执行率", "执行率", said.to_string(), format!("{}%", computed.normalize()));
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

/// Whether a rate is printed rightly, as a percentage or as a ratio.
fn is_rate(said: Decimal, rate: Decimal) -> bool {
    let as_ratio = said.scale() >= 2 && half_up(rate, said.scale()) == said;
    as_ratio || half_up(rate * Decimal::ONE_HUNDRED, said.scale()) == said
}
