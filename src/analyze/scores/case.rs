//! One indicator with its rule, as binding and wording look at it.

use super::demands::Judgement;
use super::system::Indicator;
use crate::scoring::Rule;

/// An indicator, its rule, and the judgements on its demands.
pub(super) struct Case<'a> {
    pub(super) indicator: &'a Indicator,
    pub(super) rule: &'a Rule,
    /// The indicator as a finding calls it.
    pub(super) called: &'a str,
    /// What its rate or value is called.
    pub(super) measure: &'a str,
    pub(super) judgements: &'a [Judgement],
}
