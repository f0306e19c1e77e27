//! Column widths from content: numbers and codes get what they need, running text shares the rest.

use super::text::width_in_em;
use crate::model::{ColumnKind, Orientation, Printing, Size, Table};
use serde_json::{Value, json};

/// Millimetres the layout library gives a table: the text width, and the width of a turned page.
const PORTRAIT: f64 = 156.0;
const LANDSCAPE: f64 = 225.0;

/// White space on both sides of a cell's content, in em of the table's type.
const INSET: f64 = 0.7;

/// Text no wider than this stays on one line.
const SHORT: f64 = 7.0;

/// The least room for running text.
const LEAST: f64 = 5.0;

/// The sizes tried, from the largest.
const SIZES: [Size; 3] = [Size::五号, Size::小五, Size::六号];

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Width {
    /// So many em.
    Fixed(f64),
    /// A share of what the fixed columns leave.
    Share(f64),
}

impl Width {
    /// The width as the layout library reads it.
    pub(super) fn json(self) -> Value {
        match self {
            Self::Fixed(em) => json!({ "em": (em * 100.0).round() / 100.0 }),
            Self::Share(share) => json!({ "share": (share * 100.0).round() / 100.0 }),
        }
    }
}

/// The type size and the widths of the printed columns: the largest size at which every column
/// gets the room it needs, or the size the user chose.
pub(super) fn widths(table: &Table, printed: &[usize]) -> (Size, Vec<Width>) {
    let needs: Vec<Need> = printed.iter().map(|column| need(table, *column)).collect();
    let room = |size: Size| {
        let width = match table.declaration.orientation {
            Orientation::Portrait => PORTRAIT,
            Orientation::Landscape => LANDSCAPE,
        };
        width / (size.points() * 0.352_778)
    };
    let least: f64 = needs.iter().map(|need| need.least + INSET).sum();
    let fitting = SIZES.into_iter().find(|size| least <= room(*size));
    let size = table.declaration.size.or(fitting).unwrap_or(Size::六号);
    (size, shared(&needs, room(size)))
}

/// What a column asks for, in em.
struct Need {
    /// Below this, a number or word would be torn.
    least: f64,
    /// All on one line.
    natural: f64,
    /// How much text there is.
    amount: f64,
}

fn need(table: &Table, column: usize) -> Need {
    let declared = &table.declaration.columns[column];
    let texts: Vec<String> = table.rows.iter().map(|row| table.print(row, column)).collect();
    let widest = texts.iter().flat_map(|text| text.lines()).map(width_in_em).fold(0.0, f64::max);
    let total: f64 = texts.iter().map(|text| width_in_em(text)).sum();
    let head = width_in_em(&declared.title);
    let head_wrapped = if head > 6.0 { (head / 2.0).max(3.0) } else { head };
    match declared.kind {
        ColumnKind::Number(_) => {
            let least = widest.max(if head > 4.0 { (head / 2.0).ceil().max(2.0) } else { head });
            Need { least, natural: least.max(head_wrapped), amount: total }
        }
        _ if widest <= SHORT => {
            let least = widest.max(head_wrapped.min(4.0));
            Need { least, natural: least, amount: total }
        }
        _ => Need { least: LEAST.max(head_wrapped.min(4.0)), natural: widest, amount: total },
    }
}

/// Distributes the room: columns that fit on one line keep it, the others share by their amount
/// of text; where nothing shares, all grow in proportion.
fn shared(needs: &[Need], room: f64) -> Vec<Width> {
    let all: f64 = needs.iter().map(|need| need.natural + INSET).sum();
    if all <= room {
        return needs.iter().map(|need| Width::Share(need.natural + INSET)).collect();
    }
    let least: f64 = needs.iter().map(|need| need.least + INSET).sum();
    let spare = (room - least).max(0.0);
    let hunger = |need: &Need| (need.natural - need.least).clamp(0.0, 40.0) * need.amount.max(1.0).sqrt();
    let total: f64 = needs.iter().map(hunger).sum();
    let rigid = total <= 0.0 || least > room;
    needs
        .iter()
        .map(|need| {
            if rigid {
                Width::Share(need.least + INSET)
            } else if hunger(need) > 0.0 {
                Width::Share(need.least + INSET + spare * hunger(need) / total)
            } else {
                Width::Fixed(need.least + INSET)
            }
        })
        .collect()
}

/// The columns that are printed, by place.
pub(super) fn printed_columns(table: &Table) -> Vec<usize> {
    let columns = table.declaration.columns.iter().enumerate();
    columns.filter(|(_, column)| column.printing != Printing::Hidden).map(|(index, _)| index).collect()
}
