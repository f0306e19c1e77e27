//! Working out a score: from a [`Method`] and a weight to the arithmetic.

use super::method::{BelowTarget, Method, Occurrences};
use super::{Exact, Symbols, Term, Unworkable, checklist, rates};
use rust_decimal::Decimal;

/// A score as it was worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct Worked {
    /// The arithmetic; its value is from 0 to the weight.
    pub term: Term,
    /// What was decided on the way, in words.
    pub steps: Vec<String>,
}

pub(super) type Outcome = Result<Worked, Unworkable>;

/// Works out the score of an indicator of this weight.
pub fn work(method: &Method, weight: Decimal, symbols: &Symbols) -> Result<Worked, Unworkable> {
    let desk = Desk { weight: Term::number(weight), symbols };
    let worked = match method {
        Method::Checklist { items, off } => checklist::shares(&desk, items, off.as_ref()),
        Method::AllOrNothing { items } => checklist::all_or_nothing(&desk, items),
        Method::ShareOff(off) => {
            let costs = vec![desk.weight.clone(), off.each.clone()];
            desk.occurrences(off, costs, "")
        }
        Method::PointsOff(off) => desk.occurrences(off, vec![off.each.clone()], "分"),
        Method::Proportion { rate, floor } => rates::proportion(&desk, rate, floor.as_ref()),
        Method::Shortfall { rate, target, per_point } => rates::shortfall(&desk, rate, target, per_point),
        Method::Reference { actual, limit, per_point } => rates::reference(&desk, actual, limit, per_point),
        Method::Survey { value, target, below } => survey(&desk, value, target, below),
        Method::Grade(grade) => judged(grade)
            .map(|grade| Worked { term: Term::Product(vec![desk.weight.clone(), grade.clone()]), steps: Vec::new() }),
        Method::GradeShortfall { grade, per_point } => {
            let whole = Term::percent(Decimal::ONE);
            judged(grade).map(|grade| desk.points_short(whole.minus(grade.clone()), per_point, Vec::new()))
        }
    }?;
    bounded(worked, &desk)
}

/// What every method needs at hand.
pub(super) struct Desk<'a> {
    pub(super) weight: Term,
    pub(super) symbols: &'a Symbols,
}

impl Desk<'_> {
    /// Full marks.
    pub(super) fn full(&self, step: impl Into<String>) -> Worked {
        Worked { term: self.weight.clone(), steps: vec![step.into()] }
    }

    /// Nothing.
    pub(super) fn nothing(steps: Vec<String>) -> Worked {
        Worked { term: Term::number(0), steps }
    }

    /// The weight less a share of it for each percentage point of `gap`.
    pub(super) fn points_short(&self, gap: Term, per_point: &Term, steps: Vec<String>) -> Worked {
        let lost = vec![gap, self.weight.clone(), Term::number(100), per_point.clone()];
        Worked { term: self.weight.clone().minus(Term::Product(lost)), steps }
    }

    /// The weight less the cost of each occurrence.
    fn occurrences(&self, off: &Occurrences, each: Vec<Term>, unit: &str) -> Outcome {
        if off.each.value().is_none_or(|each| each <= Exact::zero()) {
            return Err(Unworkable::NoCost);
        }
        if counted(&off.count)? == Exact::zero() {
            return Ok(self.full("没有发生，不扣分"));
        }
        let once = Term::Product(each.clone()).print(self.symbols);
        let step = format!("发生{}次，每次扣{once}{unit}", off.count.print(self.symbols));
        Ok(Worked { term: self.weight.clone().minus(self.cost(off, each)?), steps: vec![step] })
    }

    /// What all occurrences cost; a single one is not multiplied.
    pub(super) fn cost(&self, off: &Occurrences, mut each: Vec<Term>) -> Result<Term, Unworkable> {
        if counted(&off.count)? != Exact::from(Decimal::ONE) {
            each.push(off.count.clone());
        }
        Ok(Term::Product(each))
    }
}

/// A count, if it is one.
pub(super) fn counted(count: &Term) -> Result<Exact, Unworkable> {
    let value = count.value().ok_or(Unworkable::DividedByZero)?;
    if value.is_negative() || !value.fits(0) { Err(Unworkable::NoCount) } else { Ok(value) }
}

/// A degree from 0 to 1, if it is one.
pub(super) fn judged(degree: &Term) -> Result<&Term, Unworkable> {
    let value = degree.value().ok_or(Unworkable::DividedByZero)?;
    if value.is_negative() || value > Exact::from(Decimal::ONE) { Err(Unworkable::BeyondWhole) } else { Ok(degree) }
}

fn survey(desk: &Desk<'_>, value: &Term, target: &Term, below: &BelowTarget) -> Outcome {
    let print = |term: &Term| term.print(desk.symbols);
    let found = value.value().ok_or(Unworkable::DividedByZero)?;
    let wanted = target.value().ok_or(Unworkable::DividedByZero)?;
    if value.is_percentage() != target.is_percentage() {
        return Err(Unworkable::MixedScales);
    }
    if let BelowTarget::From(zero) = below {
        let least = zero.value().ok_or(Unworkable::DividedByZero)?;
        if zero.is_percentage() != target.is_percentage() {
            return Err(Unworkable::MixedScales);
        }
        if least >= wanted {
            return Err(Unworkable::StartAboveTarget);
        }
    }
    let value = &rates::apart(value.clone(), target);
    if found >= wanted {
        return Ok(desk.full(format!("{}达到目标值{}，得满分", print(value), print(target))));
    }
    let step = format!("{}未达到目标值{}", print(value), print(target));
    let share = match below {
        BelowTarget::Nothing => return Ok(Desk::nothing(vec![format!("{step}，不得分")])),
        BelowTarget::Proportion => value.clone().over(target.clone()),
        BelowTarget::From(zero) => {
            if found <= zero.value().ok_or(Unworkable::DividedByZero)? {
                return Ok(Desk::nothing(vec![format!("{step}，也不高于{}，不得分", print(zero))]));
            }
            value.clone().minus(zero.clone()).over(target.clone().minus(zero.clone()))
        }
    };
    Ok(Worked {
        term: Term::Product(vec![desk.weight.clone(), share]), steps: vec![format!("{step}，按比例计分")]
    })
}

/// Keeps the score from 0 to the weight.
pub(super) fn bounded(mut worked: Worked, desk: &Desk<'_>) -> Outcome {
    let value = worked.term.value().ok_or(Unworkable::DividedByZero)?;
    let most = desk.weight.value().ok_or(Unworkable::DividedByZero)?;
    if value.is_negative() {
        worked.steps.push(format!("{}小于0，扣完为止，得0分", worked.term.print(desk.symbols)));
        worked.term = Term::number(0);
    } else if value > most {
        worked.steps.push(format!("{}超过满分，得满分", worked.term.print(desk.symbols)));
        worked.term = desk.weight.clone();
    }
    Ok(worked)
}
