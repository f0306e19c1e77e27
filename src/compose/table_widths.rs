//! Column widths from content: numbers and short words get what they need, running text shares
//! the rest so that the table becomes as low as it can be.

use super::text::width_in_em;
use crate::model::{ColumnKind, Orientation, Printing, Row, RowKind, Size, Table};
use serde_json::{Value, json};

/// Millimetres the layout library gives a table: the text width, the width of a turned page, and that of
/// an A3 sheet.
const PORTRAIT: f64 = 156.0;
const LANDSCAPE: f64 = 225.0;
const FOLDOUT: f64 = 366.0;

/// White space on both sides of a cell's content, in em of the table's type.
const INSET: f64 = 0.9;

/// Words no wider than this stay on one line.
const SHORT: f64 = 7.0;

/// The least room for running text.
const LEAST: f64 = 5.0;

/// The sizes tried, from the largest.
const SIZES: [Size; 3] = [Size::五号, Size::小五, Size::六号];

/// Running text in less room than this is hard to read.
const NARROW: f64 = 6.5;

/// The step in which spare room is given away, in em.
const STEP: f64 = 0.5;

/// Rows looked at when room is given away; more of them change little and cost much.
const SAMPLE: usize = 200;

/// The type size and the widths of the printed columns, in em: the largest size at which every
/// column gets the room it needs, or the size the user chose.
pub(super) fn widths(table: &Table, printed: &[usize]) -> (Size, Vec<f64>) {
    let needs: Vec<Need> = printed.iter().map(|column| need(table, *column)).collect();
    let least: f64 = needs.iter().map(|need| need.least + INSET).sum();
    let fitting: Vec<Size> = SIZES.into_iter().filter(|size| least <= room(table, *size)).collect();
    // Rather smaller than with words in a column of a few characters.
    let easy = |size: &&Size| **size != Size::六号 && !is_cramped(&needs, &shared(&needs, room(table, **size)));
    let best = fitting.iter().find(easy).or(fitting.first()).copied();
    let size = table.declaration.size.or(best).unwrap_or(Size::六号);
    (size, shared(&needs, room(table, size)))
}

/// Whether running text stands in a column so narrow that it becomes a tower.
fn is_cramped(needs: &[Need], widths: &[f64]) -> bool {
    needs.iter().zip(widths).any(|(need, width)| {
        let inner = width - INSET;
        need.least < need.natural && inner < NARROW && need.natural > 2.0 * inner
    })
}

/// Whether the columns' least widths fit at the size the table has.
pub(super) fn fits(table: &Table) -> bool {
    let printed = printed_columns(table);
    let (size, _) = widths(table, &printed);
    let least: f64 = printed.iter().map(|column| need(table, *column).least + INSET).sum();
    // A hair is allowed: widths are estimates.
    least <= room(table, size) * 1.05
}

/// The room for all columns, in em.
fn room(table: &Table, size: Size) -> f64 {
    let width = match table.declaration.orientation {
        Orientation::Portrait => PORTRAIT,
        Orientation::Landscape => LANDSCAPE,
        Orientation::Foldout => FOLDOUT,
    };
    width / (size.points() * 0.352_778)
}

/// A width as the layout library reads it.
pub(super) fn json(width: f64) -> Value {
    json!({ "share": (width * 100.0).round() / 100.0 })
}

/// The columns that are printed, by place.
pub(super) fn printed_columns(table: &Table) -> Vec<usize> {
    let columns = table.declaration.columns.iter().enumerate();
    columns.filter(|(_, column)| column.printing != Printing::Hidden).map(|(index, _)| index).collect()
}

/// The widest number of a column, in em: numbers stand right-aligned in the middle of their column.
pub(super) fn widest_number(table: &Table, column: usize) -> Option<f64> {
    let is_number = matches!(table.declaration.columns[column].kind, ColumnKind::Number(_));
    let widths = table.rows.iter().flat_map(|row| line_widths(table, row, column));
    is_number.then(|| widths.fold(0.0, f64::max))
}

/// What a column asks for, in em.
struct Need {
    /// Below this, a number or word would be torn.
    least: f64,
    /// All on one line.
    natural: f64,
    /// The widths of the lines in each cell.
    cells: Vec<Vec<f64>>,
}

fn need(table: &Table, column: usize) -> Need {
    let declared = &table.declaration.columns[column];
    let cells: Vec<Vec<f64>> = table.rows.iter().map(|row| line_widths(table, row, column)).collect();
    let widest = cells.iter().flatten().copied().fold(0.0, f64::max);
    let head = declared.title.lines().map(width_in_em).fold(0.0, f64::max);
    // A head may stand on two lines, of four characters at least where it has so many.
    let is_whole = !declared.title.contains('\n') && head > 4.0;
    let head = if is_whole { (head / 2.0).max(4.0) } else { head };
    let least = match declared.kind {
        ColumnKind::Number(_) => widest.max(head),
        _ if widest <= SHORT => widest.max(head),
        _ => LEAST.max(head),
    };
    let sampled = cells.into_iter().step_by(table.rows.len() / SAMPLE + 1).collect();
    Need { least, natural: widest.max(least), cells: sampled }
}

fn line_widths(table: &Table, row: &Row, column: usize) -> Vec<f64> {
    let is_name = table.declaration.row_name.as_ref() == Some(&table.declaration.columns[column].name);
    let indent = match row.kind {
        RowKind::Data(level) if is_name => level as f64 - 1.0,
        _ => 0.0,
    };
    // Words over two columns ask for half of their room in each.
    let is_printed = |column: &usize| table.declaration.columns[*column].printing != Printing::Hidden;
    let before = (0..column).rev().find(is_printed).filter(|_| table.joins(row, column));
    let next = (column + 1..table.declaration.columns.len()).find(is_printed);
    let shared = before.is_some() || next.is_some_and(|next| table.joins(row, next));
    let (words, part) = (table.set(row, before.unwrap_or(column)), if shared { 2.0 } else { 1.0 });
    words.lines().map(|line| width_in_em(line) / part + indent).collect()
}

/// Distributes the room. Where everything fits on one line, the columns grow in proportion; else
/// each step of spare room goes to the column where it lowers the table most.
fn shared(needs: &[Need], room: f64) -> Vec<f64> {
    let with_inset = |part: fn(&Need) -> f64| needs.iter().map(|need| part(need) + INSET).collect::<Vec<f64>>();
    let natural = with_inset(|need| need.natural);
    let mut widths = with_inset(|need| need.least);
    if natural.iter().sum::<f64>() <= room {
        return natural;
    }
    let mut heights: Vec<Vec<f64>> = needs.iter().zip(&widths).map(|(need, width)| heights(need, *width)).collect();
    let mut spare = room - widths.iter().sum::<f64>();
    while spare >= STEP {
        let gains = needs.iter().enumerate().filter(|(at, need)| widths[*at] < need.natural + INSET);
        let best = gains
            .map(|(at, need)| (at, self::heights(need, widths[at] + STEP)))
            .map(|(at, lower)| (gain(&heights, at, &lower), at, lower))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let Some((_, at, lower)) = best else { break };
        heights[at] = lower;
        widths[at] += STEP;
        spare -= STEP;
    }
    widths
}

/// How many lines each cell of the column takes at this width. Text just too wide for its line
/// counts extra, so that it is brought onto one line where that is cheap.
fn heights(need: &Need, width: f64) -> Vec<f64> {
    let inner = (width - INSET).max(1.0);
    let lines = |line: &f64| if *line <= inner { 1.0 } else { line / inner + 0.6 };
    need.cells.iter().map(|cell| cell.iter().map(lines).sum()).collect()
}

/// By how much the table sinks if the cells of one column take `lower` lines.
fn gain(heights: &[Vec<f64>], column: usize, lower: &[f64]) -> f64 {
    let rows = lower.len();
    let fourth = |lines: f64| lines * lines * lines * lines;
    (0..rows)
        .map(|row| {
            // A smooth maximum over the row's cells: the highest one counts most, and the others
            // still count a little, so that two equally high cells can both be lowered.
            let before: f64 = heights.iter().map(|column| fourth(column[row])).sum();
            let after = before - fourth(heights[column][row]) + fourth(lower[row]);
            before.sqrt().sqrt() - after.max(0.0).sqrt().sqrt()
        })
        .sum()
}
