//! A rule with all it needs: every kind of rule, its numbers bound.

use super::{Exact, Term, rate_of};
use rust_decimal::Decimal;

/// How a score is worked out. The numbers R1 to R16 are those of the field's list of rules.
#[derive(Debug, Clone, PartialEq)]
pub enum Method {
    /// R1, R2, R9: demands with a share each; optionally a share off for each occurrence on top.
    Checklist {
        /// The demands.
        items: Vec<CheckedItem>,
        /// The share of the weight that each occurrence costs.
        off: Option<Occurrences>,
    },
    /// R5: all demands met, or nothing.
    AllOrNothing {
        /// The demands.
        items: Vec<CheckedItem>,
    },
    /// R6: a share of the weight off for each occurrence.
    ShareOff(Occurrences),
    /// R7: points off for each occurrence.
    PointsOff(Occurrences),
    /// R3, R4, R10, R15, R16: the weight times a rate.
    Proportion {
        /// The rate; counted as 100% at most.
        rate: Rate,
        /// The rate below which nothing is earned.
        floor: Option<Floor>,
    },
    /// R13, R15, R16: a share of the weight off for each percentage point short of the target.
    Shortfall {
        /// What was reached.
        rate: Rate,
        /// What earns full marks.
        target: Term,
        /// The share of the weight that each point costs.
        per_point: Term,
    },
    /// R8: full marks if not above a reference, else a share off for each percentage point above.
    Reference {
        /// What was found.
        actual: Term,
        /// What it is held against.
        limit: Term,
        /// The share of the weight that each point costs.
        per_point: Term,
    },
    /// R11: full marks from the target on, else as [`BelowTarget`] says.
    Survey {
        /// What was found.
        value: Term,
        /// What earns full marks.
        target: Term,
        /// What is earned below the target.
        below: BelowTarget,
    },
    /// R12: the weight times a judged grade.
    Grade(Term),
    /// R14: a share of the weight off for each percentage point the judged grade is short of 100%.
    GradeShortfall {
        /// The judged grade.
        grade: Term,
        /// The share of the weight that each point costs.
        per_point: Term,
    },
}

impl Method {
    /// A rate nobody would expect, as a percentage: above 1000%, or hardly anything.
    pub fn doubtful_rate(&self) -> Option<String> {
        let term = match self {
            Self::Proportion { rate: Rate::NoCase, .. } | Self::Shortfall { rate: Rate::NoCase, .. } => return None,
            Self::Proportion { rate, .. } | Self::Shortfall { rate, .. } => rate_of(rate)?,
            Self::Grade(grade) | Self::GradeShortfall { grade, .. } => grade.clone(),
            _ => return None,
        };
        let value = term.value()?;
        let hardly = value > Exact::zero() && value < Exact::from(Decimal::new(2, 2));
        let doubtful = hardly || value > Exact::from(Decimal::TEN);
        doubtful.then(|| format!("{}%", value.times(&Exact::from(Decimal::ONE_HUNDRED)).half_up(2)))
    }
}

/// One demand of a checklist.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedItem {
    /// Its share of the weight.
    pub share: Term,
    /// How far it is met, from 0 to 1.
    pub met: Term,
}

/// Occurrences and what each costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Occurrences {
    /// How many there were.
    pub count: Term,
    /// The share of the weight, or the points, each costs.
    pub each: Term,
}

/// A rate.
#[derive(Debug, Clone, PartialEq)]
pub enum Rate {
    /// From the data as it is.
    Given(Term),
    /// Reached over planned.
    Reached {
        /// What was reached.
        actual: Term,
        /// What was planned.
        plan: Term,
    },
    /// R15: the rates of sub-projects, weighted with what was planned for each.
    Weighted {
        /// Reached and planned, for each sub-project.
        parts: Vec<(Term, Term)>,
        /// Whether each rate counts as 100% at most.
        each_capped: bool,
    },
    /// R16: there was no case in the year.
    NoCase,
}

/// The rate below which nothing is earned.
#[derive(Debug, Clone, PartialEq)]
pub struct Floor {
    /// The rate.
    pub at: Term,
    /// Whether the rate itself still earns: 「低于80%不得分」 against 「80%及以下不得分」.
    pub itself_earns: bool,
}

/// What a value below the target earns.
#[derive(Debug, Clone, PartialEq)]
pub enum BelowTarget {
    /// The weight times value over target.
    Proportion,
    /// Evenly from nothing at this value to full marks at the target.
    From(Term),
    /// Nothing.
    Nothing,
}
