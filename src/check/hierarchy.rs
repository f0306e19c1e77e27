//! Hierarchy codes such as 1, 1.1, 2.10.

use super::DataTable;
use crate::diag::{Findings, Origin, Problem};
use crate::model::{Cell, RowKind};
use std::collections::BTreeSet;

/// Gives every row its depth; malformed codes and codes without parent are findings.
pub(super) fn set_levels(table: &mut DataTable, findings: &mut Findings) {
    let declaration = &table.declaration;
    let Some(name) = &declaration.hierarchy else { return };
    let Some(index) = declaration.columns.iter().position(|column| column.name == *name) else { return };
    let mut known = BTreeSet::new();
    for row in &mut table.rows {
        let text = row.cells.get(index).and_then(Cell::text).unwrap_or_default().to_owned();
        let origin = match row.line {
            Some(line) => Origin::cell(&declaration.data_file, line, name),
            None => Origin::file(&declaration.data_file),
        };
        if !is_code(&text) {
            findings.add(Problem::HierarchyInvalid { text }, origin);
            continue;
        }
        if let Some((parent, _)) = text.rsplit_once('.')
            && !known.contains(parent)
        {
            let problem = Problem::HierarchyOrphan { text: text.clone(), parent: parent.to_owned() };
            findings.add(problem, origin);
        }
        row.kind = RowKind::Data(text.split('.').count());
        known.insert(text);
    }
}

fn is_code(text: &str) -> bool {
    text.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
}
