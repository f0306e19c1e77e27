//! The `[[columns]]` of a table declaration.

use super::document::invalid;
use crate::diag::{Findings, Line, Origin, Problem};
use crate::model::{
    Align, ColumnDeclaration, ColumnKind, Digits, EmptyCell, Formula, Grouping, NumberFormat, Printing, Unit,
};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct RawColumn {
    name: String,
    title: Option<String>,
    group: Option<String>,
    r#type: RawType,
    unit: Option<String>,
    decimals: Option<u32>,
    #[serde(default = "yes")]
    thousands: bool,
    align: Option<Align>,
    #[serde(default)]
    merge: bool,
    #[serde(default)]
    hidden: bool,
    empty: Option<String>,
    #[serde(default)]
    join: bool,
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    compute: Option<toml::Spanned<String>>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
enum RawType {
    Code,
    Text,
    Number,
    Percent,
}

fn yes() -> bool {
    true
}

/// More digits than an exact decimal can hold behind its point make no sense.
const MOST_DECIMALS: u32 = 12;

/// The checked columns; two of one name are a finding.
pub(super) fn columns(raw: Vec<RawColumn>, file: &str, text: &str, findings: &mut Findings) -> Vec<ColumnDeclaration> {
    let mut columns: Vec<ColumnDeclaration> = Vec::new();
    for column in raw {
        if let (Some(formula), RawType::Code | RawType::Text) = (&column.compute, column.r#type) {
            let problem = invalid("type", "text", "算出来的列写 number 或 percent");
            findings.add(problem, Origin::at_offset(file, text, formula.span().start));
        }
        if let (true, Some(sign)) = (column.join, &column.empty) {
            findings.add(invalid("empty", sign, "empty 和 join 只写一个"), Origin::file(file));
        }
        if columns.iter().any(|other| other.name == column.name) {
            let problem = Problem::HeaderDuplicate { name: column.name };
            findings.add(problem, Origin::file(file));
            continue;
        }
        columns.push(declaration(column, file, text));
    }
    if columns.is_empty() {
        let problem = Problem::SettingMissing { name: "[[columns]]".into() };
        findings.add(problem, Origin::line(file, Line::one_based(1)));
    }
    columns
}

fn declaration(raw: RawColumn, file: &str, text: &str) -> ColumnDeclaration {
    let printing = match (raw.hidden, raw.merge) {
        (true, _) => Printing::Hidden,
        (false, true) => Printing::Merged,
        (false, false) => Printing::Plain,
    };
    let compute = raw.compute.map(|formula| Formula {
        origin: Origin::at_offset(file, text, formula.span().start),
        text: formula.into_inner(),
    });
    ColumnDeclaration {
        kind: kind(raw.r#type, raw.decimals.map(|places| places.min(MOST_DECIMALS)), raw.thousands),
        title: raw.title.unwrap_or_else(|| raw.name.clone()),
        name: raw.name,
        group: raw.group,
        unit: raw.unit.as_deref().map(Unit::parse),
        align: raw.align,
        printing,
        empty: match (raw.join, raw.empty) {
            (true, _) => EmptyCell::Joined,
            (false, Some(sign)) => EmptyCell::Sign(sign),
            (false, None) => EmptyCell::Blank,
        },
        compute,
    }
}

fn kind(raw: RawType, decimals: Option<u32>, thousands: bool) -> ColumnKind {
    let grouping = if thousands { Grouping::Thousands } else { Grouping::None };
    match raw {
        RawType::Code => ColumnKind::Code,
        RawType::Text => ColumnKind::Text,
        RawType::Number => {
            ColumnKind::Number(NumberFormat::Plain(decimals.map_or(Digits::AsIs, Digits::Fixed), grouping))
        }
        RawType::Percent => ColumnKind::Number(NumberFormat::Percent(Digits::Fixed(decimals.unwrap_or(2)))),
    }
}
