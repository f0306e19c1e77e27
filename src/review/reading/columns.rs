//! Which columns of a table hold its serial numbers and the names of its rows.

use super::cells::plain;
use super::facts::words;
use crate::model::Grid;

pub(super) fn serial_column(grid: &Grid) -> Option<usize> {
    let first = grid.columns.iter().position(|column| column.printed)?;
    let named = ["序号", "编号", "编码", "序", "代码", "项次"].iter().any(|name| grid.columns[first].name == *name);
    named.then_some(first)
}

/// The first column of words behind the serial numbers.
pub(super) fn label_column(grid: &Grid, serial: Option<usize>) -> Option<usize> {
    let levels = ["指标内容", "指标名称", "四级指标", "三级指标", "二级指标", "一级指标"];
    let by_level = levels.iter().find_map(|level| grid.columns.iter().position(|column| column.name == *level));
    let words = |at: &usize| Some(*at) != serial && !grid.columns[*at].numeric && grid.columns[*at].printed;
    let mut named = (0..grid.columns.len()).filter(words);
    let (first, second) = (named.next(), named.next());
    // A column of categories stands before the names of the things.
    let things = second.filter(|second| {
        let (kinds, names) = (first.map_or(0, |first| distinct(grid, first)), distinct(grid, *second));
        // Where the serial numbers count the categories, the categories are the things.
        let counted = serial.is_some_and(|serial| distinct(grid, serial) <= kinds);
        !counted && kinds * 5 <= grid.rows.len() * 3 && names * 10 >= grid.rows.len() * 9
    });
    by_level.or(things).or(first).or_else(|| (0..grid.columns.len()).find(|at| Some(*at) != serial))
}

/// The words of the column of categories before the names; nothing where several rows share them.
pub(super) fn categories(grid: &Grid, serial: Option<usize>, label: Option<usize>) -> Vec<String> {
    let before = (0..label.unwrap_or(0)).find(|at| Some(*at) != serial && !grid.columns[*at].numeric);
    let text = |row: usize| {
        let cell = before.and_then(|column| grid.rows[row].cells.get(column));
        cell.map(|cell| words(&plain(&cell.text))).unwrap_or_default()
    };
    let all: Vec<String> = (0..grid.rows.len()).map(text).collect();
    let alone = |one: &String| !one.is_empty() && all.iter().filter(|other| *other == one).count() == 1;
    all.iter().map(|one| if alone(one) { one.clone() } else { String::new() }).collect()
}

/// How many different words a column has.
fn distinct(grid: &Grid, column: usize) -> usize {
    let words = grid.rows.iter().filter_map(|row| row.cells.get(column)).map(|cell| plain(&cell.text));
    words.filter(|text| !text.is_empty()).collect::<std::collections::BTreeSet<_>>().len()
}
