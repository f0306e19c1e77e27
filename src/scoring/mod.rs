//! How scores are made: rules, the arithmetic they lead to, and the account of each score.
//!
//! [`work()`] turns a [`Method`] (a rule with its numbers bound) into a [`Worked`] score;
//! [`on_target`] and [`on_execution`] do the same for a 自评表. Both give a [`Term`] that is
//! evaluated and printed, so that text and arithmetic cannot part. Nothing here reads or writes.

mod account;
mod checklist;
mod exact;
mod form_pack;
mod grade;
mod method;
mod rates;
mod report_pack;
mod rule;
mod target;
mod term;
mod unworkable;
mod work;

pub use account::{Account, Given, Ruled};
pub use exact::Exact;
pub use form_pack::{FormPack, OverTarget, Partial, Reverse, Stage};
pub use grade::{Band, grade};
pub use method::{BelowTarget, CheckedItem, Floor, Method, Occurrences, Rate};
pub use rates::{apart, rate_of};
pub use report_pack::{ListWording, ReportPack};
pub use rule::{IndicatorRule, IndicatorRules, PLACEHOLDERS, Rule, RuleKind, Setting, Settings, Written};
pub use target::{on_execution, on_target};
pub use term::{Symbols, Term, literal};
pub use unworkable::Unworkable;
pub use work::{Worked, work};

#[cfg(test)]
mod properties;
#[cfg(test)]
mod worked_examples;
