//! Scores that follow a rate: in proportion (R3, R4, R10), by the points short of a target (R13)
//! or above a reference (R8); the rate may be weighted over sub-projects (R15) or stand for a year
//! without a case (R16).

use super::method::{Floor, Rate};
use super::work::{Desk, Outcome};
use super::{Exact, Symbols, Term, Unworkable, Worked};
use rust_decimal::Decimal;

/// The rate as a plain term; nothing where something would be divided by 0.
pub fn rate_of(rate: &Rate) -> Option<Term> {
    match rate {
        Rate::NoCase => Some(Term::percent(Decimal::ONE)),
        Rate::Given(term) => Some(term.clone()),
        Rate::Reached { actual, plan } => Some(actual.clone().over(plan.clone())),
        Rate::Weighted { parts, each_capped } => weighted(parts, *each_capped).ok(),
    }
}

/// The rate as one term, printed as a percentage with two places, and how it came about.
fn resolved(rate: &Rate, symbols: &Symbols) -> Result<(Term, Vec<String>), Unworkable> {
    if let Rate::Reached { actual, plan } = rate {
        not_negative(actual)?;
        not_negative(plan)?;
    }
    let term = match rate {
        Rate::Weighted { parts, each_capped } => weighted(parts, *each_capped)?,
        _ => rate_of(rate).ok_or(Unworkable::DividedByZero)?,
    };
    ratio(&term)?;
    let text = match (rate, &term) {
        (Rate::NoCase, _) => return Ok((term, vec!["当年没有此类情况，按100%计".to_owned()])),
        (Rate::Given(_), Term::Number(_, text)) if text.ends_with('%') => return Ok((term, Vec::new())),
        _ => percent(&term)?,
    };
    let step = format!("{}{}{text}", term.print(symbols), symbols.equals);
    Ok((term.shown(text), cut(rate).into_iter().chain([step]).collect()))
}

/// The value as a percentage with two places.
pub(super) fn percent(term: &Term) -> Result<String, Unworkable> {
    let value = term.value().ok_or(Unworkable::DividedByZero)?;
    Ok(format!("{}%", value.times(&Exact::from(Decimal::ONE_HUNDRED)).half_up(2)))
}

/// Σ rate × plan ÷ Σ plan.
fn weighted(parts: &[(Term, Term)], each_capped: bool) -> Result<Term, Unworkable> {
    let mut reached = Vec::new();
    for (actual, plan) in parts {
        let (got, wanted) = (not_negative(actual)?, not_negative(plan)?);
        reached.push(if each_capped && got > wanted { plan.clone() } else { actual.clone() });
    }
    let plans = parts.iter().map(|(_, plan)| plan.clone()).collect();
    Ok(Term::Sum(reached).over(Term::Sum(plans)))
}

/// How many sub-projects were cut to what was planned.
fn cut(rate: &Rate) -> Option<String> {
    let Rate::Weighted { parts, each_capped: true } = rate else { return None };
    let over = parts.iter().filter(|(actual, plan)| actual.value() > plan.value()).count();
    (over > 0).then(|| format!("有{over}个子项目超过100%，各按100%计"))
}

fn not_negative(term: &Term) -> Result<Exact, Unworkable> {
    let value = term.value().ok_or(Unworkable::DividedByZero)?;
    if value.is_negative() { Err(Unworkable::Negative) } else { Ok(value) }
}

/// A ratio, as far as one can tell: a percentage, a quotient, or a number no larger than 2.
fn ratio(term: &Term) -> Result<Exact, Unworkable> {
    let value = term.value().ok_or(Unworkable::DividedByZero)?;
    let plain = !term.is_percentage() && value > Exact::from(Decimal::TWO);
    if plain { Err(Unworkable::NoRate) } else { Ok(value) }
}

/// A term as a percentage that is not printed like `other` if it is not equal to it.
pub fn apart(term: Term, other: &Term) -> Term {
    let (value, held) = (term.value(), other.value());
    let alike = |term: &Term| term.value_as_printed() == other.value_as_printed();
    if value == held || !alike(&term) {
        return term;
    }
    let finer = (3..=8).map(|places| term.with_places(places)).find(|term| !alike(term));
    finer.unwrap_or(term)
}

/// The weight times the rate, which counts from 0 to 100%.
pub(super) fn proportion(desk: &Desk<'_>, rate: &Rate, floor: Option<&Floor>) -> Outcome {
    let (term, mut steps) = resolved(rate, desk.symbols)?;
    let value = term.value().ok_or(Unworkable::DividedByZero)?;
    let text = term.print(desk.symbols);
    if let Some(Floor { at, itself_earns }) = floor {
        let least = ratio(at)?;
        if value < least || (value == least && !itself_earns) {
            let relation = if value < least { "低于" } else { "未高于" };
            let text = apart(term, at).print(desk.symbols);
            steps.push(format!("{text}{relation}{}，不得分", at.print(desk.symbols)));
            return Ok(Desk::nothing(steps));
        }
    }
    let counted = if value > Exact::from(Decimal::ONE) {
        steps.push(format!("{text}超过100%，按100%计"));
        Term::percent(Decimal::ONE)
    } else if value.is_negative() {
        steps.push(format!("{text}小于0，按0计"));
        Term::percent(Decimal::ZERO)
    } else {
        term
    };
    Ok(Worked { term: Term::Product(vec![desk.weight.clone(), counted]), steps })
}

/// The weight less a share of it for each percentage point short of the target.
pub(super) fn shortfall(desk: &Desk<'_>, rate: &Rate, target: &Term, per_point: &Term) -> Outcome {
    let (term, mut steps) = resolved(rate, desk.symbols)?;
    let (value, wanted) = (ratio(&term)?, ratio(target)?);
    if ratio(per_point)? <= Exact::zero() {
        return Err(Unworkable::NoCost);
    }
    let term = apart(term, target);
    let (text, target_text) = (term.print(desk.symbols), target.print(desk.symbols));
    if value >= wanted {
        steps.push(format!("{text}达到目标值{}，得满分", percent(target)?));
        return Ok(Worked { term: desk.weight.clone(), steps });
    }
    let gap = target.clone().minus(term);
    steps.push(format!("与目标值相差{}{}{text}", target_text, desk.symbols.minus));
    Ok(desk.points_short(gap, per_point, steps))
}

/// The weight less a share of it for each percentage point above the reference.
pub(super) fn reference(desk: &Desk<'_>, actual: &Term, limit: &Term, per_point: &Term) -> Outcome {
    let print = |term: &Term| term.print(desk.symbols);
    let (value, most) = (ratio(actual)?, ratio(limit)?);
    if ratio(per_point)? <= Exact::zero() {
        return Err(Unworkable::NoCost);
    }
    let actual = &apart(actual.clone(), limit);
    if value <= most {
        return Ok(desk.full(format!("{}不高于{}，得满分", print(actual), print(limit))));
    }
    let step = format!("{}高于{}，按高出的百分点扣分", print(actual), print(limit));
    Ok(desk.points_short(actual.clone().minus(limit.clone()), per_point, vec![step]))
}
