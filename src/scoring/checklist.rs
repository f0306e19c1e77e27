//! Checklists: demands with shares of the weight (R1, R2, R9), or all of them or nothing (R5).

use super::method::{CheckedItem, Occurrences};
use super::work::{Desk, Outcome, counted, judged};
use super::{Exact, Term, Unworkable, Worked};
use rust_decimal::Decimal;

/// The weight times the shares that are met, less the cost of occurrences.
pub(super) fn shares(desk: &Desk<'_>, items: &[CheckedItem], off: Option<&Occurrences>) -> Outcome {
    let whole = Exact::from(Decimal::ONE);
    let mut met = Vec::new();
    for item in items {
        met.push(judged(&item.met)?.value().ok_or(Unworkable::DividedByZero)?);
    }
    let (full, none) =
        (met.iter().filter(|met| **met == whole).count(), met.iter().filter(|met| **met == Exact::zero()).count());
    let mut steps = vec![summary(items.len(), full, none)];
    let earned = match earned_shares(items, &met) {
        _ if full == items.len() => desk.weight.clone(),
        shares if shares.is_empty() => Term::number(0),
        mut shares if shares.len() == 1 => Term::Product(vec![desk.weight.clone(), shares.remove(0)]),
        shares => Term::Product(vec![desk.weight.clone(), Term::Sum(shares)]),
    };
    let Some(off) = off else { return Ok(Worked { term: earned, steps }) };
    if counted(&off.count)? == Exact::zero() {
        return Ok(Worked { term: earned, steps });
    }
    steps.push(format!("另有{}次，每次扣权重的{}", off.count.print(desk.symbols), off.each.print(desk.symbols)));
    let lost = desk.cost(off, vec![desk.weight.clone(), off.each.clone()])?;
    Ok(Worked { term: earned.minus(lost), steps })
}

/// `2/3` for two of three equal shares, a share for itself where a demand is met in part.
fn earned_shares(items: &[CheckedItem], met: &[Exact]) -> Vec<Term> {
    let whole = Exact::from(Decimal::ONE);
    let mut earned: Vec<Term> = Vec::new();
    let mut told: Vec<&Term> = Vec::new();
    for item in items {
        if told.contains(&&item.share) {
            continue;
        }
        told.push(&item.share);
        let same = || items.iter().zip(met).filter(|(other, _)| other.share == item.share);
        let full = same().filter(|(_, met)| **met == whole).count();
        if full > 0 {
            earned.push(many(full, &item.share));
        }
        for (other, _) in same().filter(|(_, met)| **met != whole && **met != Exact::zero()) {
            earned.push(Term::Product(vec![item.share.clone(), other.met.clone()]));
        }
    }
    earned
}

/// `count` shares as one term.
fn many(count: usize, share: &Term) -> Term {
    match share {
        _ if count == 1 => share.clone(),
        Term::Quotient(top, bottom) if **top == Term::number(1) => Term::number(count as u64).over((**bottom).clone()),
        _ => Term::Product(vec![share.clone(), Term::number(count as u64)]),
    }
}

fn summary(all: usize, full: usize, none: usize) -> String {
    match all - full - none {
        0 if none == 0 && all == 1 => "符合要求".to_owned(),
        0 if none == 0 => format!("{all}项全部符合"),
        0 => format!("{all}项中{full}项符合，{none}项不符合"),
        _ if none == 0 && full == 0 => "各项按符合程度计分".to_owned(),
        partly if none == 0 => format!("{all}项中{full}项符合，{partly}项部分符合"),
        partly => format!("{all}项中{full}项符合，{partly}项部分符合，{none}项不符合"),
    }
}

/// Full marks if every demand is met.
pub(super) fn all_or_nothing(desk: &Desk<'_>, items: &[CheckedItem]) -> Outcome {
    let whole = Exact::from(Decimal::ONE);
    let mut met = 0;
    for item in items {
        met += usize::from(judged(&item.met)?.value() == Some(whole.clone()));
    }
    if met == items.len() {
        return Ok(desk.full("符合要求，得满分"));
    }
    Ok(Desk::nothing(vec!["不符合要求，不得分".to_owned()]))
}
