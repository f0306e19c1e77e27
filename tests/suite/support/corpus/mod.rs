//! The labelled corpus: small documents in one file each, with what must be found in them.

mod case;
mod verdict;

pub(crate) use case::{Case, cases};
pub(crate) use verdict::{Tally, Verdict};
