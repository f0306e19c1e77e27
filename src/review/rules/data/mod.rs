//! Rules about numbers in sentences beside the tables.

mod aim_differs;
mod aims_met;
mod claim_beside_table;
mod directions;
mod every_year;
mod evidence;
mod extreme_numbers;
mod extremes;
mod hearing;
mod near_match;
mod row_changes;
mod row_differs;
mod said_twice;
mod shares;
mod spoken_of;
mod thresholds;
mod times;
mod trends;
mod unsourced;

use super::Rule;

/// The rules of this family, in the order of the manual.
pub(super) static ALL: &[&Rule] =
    &[&near_match::RULE, &row_differs::RULE, &aim_differs::RULE, &claim_beside_table::RULE, &said_twice::RULE];

/// Rules that only speak when asked.
pub(super) static ON_REQUEST: &[&Rule] = &[&unsourced::RULE];
