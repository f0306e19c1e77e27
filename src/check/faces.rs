//! The families a project asks for must be among the fonts.

use crate::diag::{Findings, Problem, nearest};
use crate::home::FontSet;
use crate::model::DocumentPlan;

/// Reports every family that is not there.
pub(super) fn check(document: &DocumentPlan, fonts: &FontSet, findings: &mut Findings) {
    for (family, origin) in document.looks().faces.values() {
        if !fonts.has_family(family) {
            let nearest = nearest(family, fonts.families());
            findings.add(Problem::FaceUnknown { family: family.clone(), nearest }, origin.clone());
        }
    }
}
