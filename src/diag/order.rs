//! The order in which findings are told: what weighs most first, alike things together.

use super::{Diagnostic, Findings, Severity};

/// The findings of one kind.
#[derive(Debug)]
pub struct Group<'a> {
    /// How grave they are.
    pub severity: Severity,
    /// Their id.
    pub id: &'static str,
    /// The findings, by place.
    pub findings: Vec<&'a Diagnostic>,
}

impl Findings {
    /// The findings grouped by kind: errors first, then warnings, then advice; within a severity
    /// the kind that appeared first; within a kind by place.
    pub fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        for diagnostic in self.iter() {
            let (severity, id) = (diagnostic.severity(), diagnostic.problem.id());
            match groups.iter_mut().find(|group| (group.severity, group.id) == (severity, id)) {
                Some(group) => group.findings.push(diagnostic),
                None => groups.push(Group { severity, id, findings: vec![diagnostic] }),
            }
        }
        for group in &mut groups {
            // Cells of one line keep the order in which they were read.
            group.findings.sort_by_key(|finding| (finding.origin.path(), finding.origin.line_number()));
        }
        groups.sort_by_key(|group| group.severity);
        groups
    }

    /// The findings one after the other, in the order of [`Self::groups`].
    pub fn by_weight(&self) -> impl Iterator<Item = &Diagnostic> {
        self.groups().into_iter().flat_map(|group| group.findings)
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::{Findings, Line, Origin, Problem};

    #[test]
    fn what_weighs_most_comes_first_and_alike_things_stand_together() {
        let mut findings = Findings::default();
        let at = |line| Origin::line("a.csv", Line::one_based(line));
        findings.add(Problem::NoteWithoutScore, at(1));
        findings.add(Problem::KeyEmpty, at(9));
        findings.add(Problem::NumberOverflow, at(3));
        findings.add(Problem::KeyEmpty, at(2));
        let told: Vec<_> = findings.by_weight().map(|f| (f.problem.id(), f.origin.line_number())).collect();
        let expected = [
            ("key-empty", Some(2)),
            ("key-empty", Some(9)),
            ("number-overflow", Some(3)),
            ("note-without-score", Some(1)),
        ];
        assert_eq!(told, expected);
    }
}
