//! Scores of a 自评表: targets with a comparison sign, and targets in words.
//!
//! A is the target, B what was reached, w the weight. Source: 财预〔2020〕10号, and the rules that
//! provincial platforms run.

use super::form_pack::{FormPack, Partial, Reverse};
use super::work::{Desk, Outcome, bounded};
use super::{Exact, Term, Unworkable, Worked};
use crate::model::Sign;
use rust_decimal::Decimal;

/// The score of a quantitative indicator.
pub fn on_target(
    pack: &FormPack,
    partial: Partial,
    sign: Sign,
    target: Decimal,
    actual: Decimal,
    weight: Decimal,
) -> Result<Worked, Unworkable> {
    let desk = Desk { weight: Term::number(weight), symbols: &pack.symbols };
    let counted = if actual < Decimal::ZERO && target >= Decimal::ZERO { Decimal::ZERO } else { actual };
    let worked = match sign {
        Sign::AtLeast | Sign::MoreThan => upward(&desk, partial, target, counted),
        Sign::Equal if target.is_zero() => nothing_wanted(&desk, counted),
        Sign::Equal => upward(&desk, partial, target, counted),
        Sign::AtMost | Sign::LessThan => downward(&desk, pack.reverse, target, counted),
    }?;
    let mut worked = bounded(worked, &desk)?;
    if counted != actual {
        worked.steps.insert(0, "实际完成值小于0，按0计".to_owned());
    }
    Ok(worked)
}

fn met(desk: &Desk<'_>, target: Decimal, actual: Decimal) -> Worked {
    desk.full(format!("实际完成值{}，指标值{}，达到目标，得满分", actual.normalize(), target.normalize()))
}

/// ＝ 0: anything above 0 earns nothing.
fn nothing_wanted(desk: &Desk<'_>, actual: Decimal) -> Outcome {
    if actual.is_zero() {
        return Ok(met(desk, Decimal::ZERO, actual));
    }
    Ok(Desk::nothing(vec![format!("指标值是0，实际完成值{}，不得分", actual.normalize())]))
}

/// ≥ ＞ ＝: B ≥ A earns w, else the pack's partial score.
fn upward(desk: &Desk<'_>, partial: Partial, target: Decimal, actual: Decimal) -> Outcome {
    if actual >= target {
        return Ok(met(desk, target, actual));
    }
    let step = format!("实际完成值{}未达到指标值{}", actual.normalize(), target.normalize());
    if target <= Decimal::ZERO {
        return Ok(Desk::nothing(vec![format!("{step}，指标值不大于0，无法按比例计分，不得分")]));
    }
    let (a, b) = (Term::number(target), Term::number(actual));
    let share = match partial {
        Partial::None => return Ok(Desk::nothing(vec![format!("{step}，不得分")])),
        Partial::Proportion => b.over(a),
        Partial::From(zero) if actual <= zero || target <= zero => {
            return Ok(Desk::nothing(vec![format!("{step}，也不高于{}，不得分", zero.normalize())]));
        }
        Partial::From(zero) => b.minus(Term::number(zero)).over(a.minus(Term::number(zero))),
    };
    Ok(Worked {
        term: Term::Product(vec![desk.weight.clone(), share]), steps: vec![format!("{step}，按比例计分")]
    })
}

/// ≤ ＜: B ≤ A earns w, else the pack's reverse formula.
fn downward(desk: &Desk<'_>, reverse: Reverse, target: Decimal, actual: Decimal) -> Outcome {
    if actual <= target {
        return Ok(met(desk, target, actual));
    }
    let step = format!("实际完成值{}超过指标值{}", actual.normalize(), target.normalize());
    if target <= Decimal::ZERO {
        return Ok(Desk::nothing(vec![format!("{step}，不得分")]));
    }
    let (a, b) = (Term::number(target), Term::number(actual));
    let share = match reverse {
        Reverse::Ratio => a.over(b),
        Reverse::Linear => {
            let excess = b.minus(a.clone()).over(a);
            if excess.value().is_some_and(|excess| excess >= Exact::from(Decimal::ONE)) {
                return Ok(Desk::nothing(vec![format!("{step}一倍以上，不得分")]));
            }
            Term::number(1).minus(excess)
        }
    };
    Ok(Worked {
        term: Term::Product(vec![desk.weight.clone(), share]), steps: vec![format!("{step}，按反向公式计分")]
    })
}

/// 预算执行率: spent over the budget of the whole year, 100% at most.
pub fn on_execution(pack: &FormPack, budget: Decimal, spent: Decimal) -> Worked {
    let desk = Desk { weight: Term::number(pack.execution_weight), symbols: &pack.symbols };
    let (a, b) = (Term::number(budget), Term::number(spent));
    if budget <= Decimal::ZERO {
        return Desk::nothing(vec!["全年预算数是0，执行率按0计".to_owned()]);
    }
    if spent >= budget {
        return desk.full("全年执行数达到全年预算数，执行率按100%计");
    }
    let share = Term::Product(vec![desk.weight.clone(), b.over(a)]);
    bounded(Worked { term: share, steps: vec!["执行率＝全年执行数÷全年预算数".to_owned()] }, &desk)
        .unwrap_or_else(|_| Desk::nothing(Vec::new()))
}
