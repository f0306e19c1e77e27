//! A printed table with its cells understood.

use super::amount::{Amount, is_unit};
use super::cells::{cell_amount, plain};
use super::columns::{categories, label_column, serial_column};
use super::facts::{words, year_in};
use super::standing::{Standing, code_in, standing};
use crate::diag::Origin;
use crate::model::{Grid, GridCell, GridRow};

/// A table, read.
#[derive(Debug, Clone)]
pub struct Sheet<'a> {
    /// The table as printed.
    pub grid: &'a Grid,
    /// The numbers of the cells, by row and column.
    pub amounts: Vec<Vec<Option<Amount>>>,
    /// What each row is called.
    pub labels: Vec<String>,
    /// The names of the rows reduced to words, for comparing.
    pub names: Vec<String>,
    /// What a row is also called: its category, where it is the only one of it.
    pub categories: Vec<String>,
    /// The place of each row in the order of the table.
    pub serials: Vec<Option<String>>,
    /// The year its title names.
    pub year: Option<i32>,
    /// What each row is.
    pub standing: Vec<Standing>,
    /// The column with the rows' names.
    pub label_column: Option<usize>,
    /// The column with the serial numbers.
    pub serial_column: Option<usize>,
    numeric: Vec<usize>,
}

impl<'a> Sheet<'a> {
    pub(super) fn of(grid: &'a Grid) -> Self {
        let serial_column = serial_column(grid);
        let label_column = label_column(grid, serial_column);
        let units = grid.columns.iter().position(|column| ["单位", "计量单位"].contains(&column.title.as_str()));
        let numbers = |row: &GridRow| -> Vec<Option<Amount>> {
            let told = units.and_then(|column| row.cells.get(column)).map(|cell| plain(&cell.text));
            let named = label_column.and_then(|column| row.cells.get(column)).and_then(|cell| unit_behind(&cell.text));
            let unit = row.unit.clone().or(told.filter(|unit| is_unit(unit))).or(named);
            row.cells.iter().enumerate().map(|(at, cell)| cell_amount(grid, unit.as_deref(), at, cell)).collect()
        };
        let amounts: Vec<Vec<Option<Amount>>> = grid.rows.iter().map(numbers).collect();
        let text = |row: usize, column: Option<usize>| {
            column.and_then(|column| grid.rows[row].cells.get(column)).map(|cell| plain(&cell.text)).unwrap_or_default()
        };
        let labels: Vec<String> = (0..grid.rows.len())
            .map(|row| {
                let label = text(row, label_column);
                if label.is_empty() { text(row, serial_column) } else { label }
            })
            .collect();
        let serial = |row: usize, column: Option<usize>| Some(text(row, column)).filter(|serial| !serial.is_empty());
        let serials: Vec<Option<String>> = (0..grid.rows.len()).map(|row| serial(row, serial_column)).collect();
        let codes: Vec<Option<String>> = (0..grid.rows.len())
            .map(|row| serial(row, grid.hierarchy.or(serial_column)).or_else(|| code_in(&labels[row])))
            .collect();
        let standing = standing(grid, &labels, &codes);
        let names = labels.iter().map(|label| words(label)).collect();
        let categories = categories(grid, serial_column, label_column);
        let mut sheet = Self {
            grid,
            amounts,
            labels,
            names,
            categories,
            serials,
            year: year_in(&grid.title),
            standing,
            label_column,
            serial_column,
            numeric: Vec::new(),
        };
        sheet.numeric = sheet.find_numeric_columns();
        sheet
    }

    /// The number in a cell.
    pub fn amount(&self, row: usize, column: usize) -> Option<&Amount> {
        self.amounts.get(row)?.get(column)?.as_ref()
    }

    /// Whether a cell holds the number of a sentence, which may be rounded further.
    pub fn holds(&self, row: usize, column: usize, amount: &Amount) -> bool {
        self.amount(row, column).is_some_and(|cell| cell.interval().meets(amount.as_printed()))
    }

    /// The cell.
    pub fn cell(&self, row: usize, column: usize) -> &GridCell {
        &self.grid.rows[row].cells[column]
    }

    /// Where a cell stands.
    pub fn origin(&self, row: usize, column: usize) -> &Origin {
        &self.cell(row, column).origin
    }

    /// A cell in words: 表「预算执行」的「合计」「预算金额」.
    pub fn called(&self, row: usize, column: usize) -> String {
        format!("表「{}」的「{}」「{}」", self.grid.name, self.labels[row], self.grid.columns[column].name)
    }

    /// The columns that hold numbers in most of their rows, the serial numbers aside.
    pub fn numeric_columns(&self) -> Vec<usize> {
        self.numeric.clone()
    }

    fn find_numeric_columns(&self) -> Vec<usize> {
        (0..self.grid.columns.len())
            .filter(|column| Some(*column) != self.serial_column && Some(*column) != self.label_column)
            .filter(|column| !self.grid.columns[*column].code)
            .filter(|column| {
                let filled: Vec<usize> =
                    (0..self.grid.rows.len()).filter(|row| !plain(&self.cell(*row, *column).text).is_empty()).collect();
                let numbers = filled.iter().filter(|row| self.amount(**row, *column).is_some()).count();
                numbers > 0 && numbers * 5 >= filled.len() * 3
            })
            .collect()
    }

    /// The rows that are items.
    pub fn items(&self) -> Vec<usize> {
        (0..self.grid.rows.len()).filter(|row| matches!(self.standing[*row], Standing::Item(_))).collect()
    }
}

/// 纸质藏书（万册） counts in 万册.
fn unit_behind(label: &str) -> Option<String> {
    let label = plain(label);
    let open = label.rfind(['（', '('])?;
    let inner = label[open..].trim_start_matches(['（', '(']).strip_suffix(['）', ')'])?;
    is_unit(inner).then(|| inner.to_owned())
}
