//! A whole table: data, computed columns and total, ready to be printed or asked.

use super::{Cell, ColumnDeclaration, ColumnKind, EmptyCell, NumberFormat, Quantity, TableDeclaration, Unit};
use crate::diag::{Line, Origin};

/// A table with everything computed.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its declaration; after a comparison the columns are those of the wide table.
    pub declaration: TableDeclaration,
    /// The rows, the total last if there is one.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone)]
pub struct Row {
    /// What the row is.
    pub kind: RowKind,
    /// Its line in the data file, if it stands there.
    pub line: Option<Line>,
    /// One cell for each declared column.
    pub cells: Vec<Cell>,
}

/// Whether words call a row a total: 合计, 总 计, 小计：, Total.
pub fn is_total_name(words: &str) -> bool {
    const NAMES: [&str; 8] = ["合计", "总计", "共计", "小计", "总和", "合计数", "total", "sum"];
    let outside = words.split(['（', '(']).next().unwrap_or_default();
    let bare: String = outside.chars().filter(|c| !c.is_whitespace() && !matches!(c, '：' | ':')).collect();
    NAMES.contains(&bare.to_lowercase().as_str())
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A row of the data, with its depth in the hierarchy (1 at the top).
    Data(usize),
    /// The total.
    Total,
}

impl Table {
    /// The table's name.
    pub fn name(&self) -> &str {
        &self.declaration.name
    }

    /// The place of a column by its name.
    pub fn column_index(&self, name: &str) -> Option<usize> {
        self.declaration.columns.iter().position(|column| column.name == name)
    }

    /// The rows of the data, without the total.
    pub fn data_rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.kind != RowKind::Total)
    }

    /// The names a row answers to: its key first, then its row name; the total's label for the total.
    pub fn names_of<'a>(&'a self, row: &'a Row) -> Vec<&'a str> {
        if let (RowKind::Total, Some(total)) = (row.kind, &self.declaration.total) {
            return vec![&total.label];
        }
        let columns = [&self.declaration.key, &self.declaration.row_name];
        let indexes = columns.into_iter().flatten().filter_map(|name| self.column_index(name));
        indexes.filter_map(|index| row.cells.get(index)?.text()).collect()
    }

    /// The rows that answer to `name`; a key that fits beats row names that fit.
    pub fn rows_named(&self, name: &str) -> Vec<&Row> {
        let by_key = self.rows.iter().find(|row| self.names_of(row).first() == Some(&name));
        match by_key {
            Some(row) if self.declaration.key.is_some() || row.kind == RowKind::Total => vec![row],
            _ => self.rows.iter().filter(|row| self.names_of(row).contains(&name)).collect(),
        }
    }

    /// The unit the row itself names.
    fn row_unit(&self, row: &Row) -> Option<Unit> {
        let column = self.declaration.row_unit.as_ref().and_then(|name| self.column_index(name))?;
        row.cells.get(column)?.text().map(Unit::parse)
    }

    /// The number in a cell with its print format and unit.
    pub fn quantity(&self, row: &Row, column: usize) -> Option<Quantity> {
        let declared = self.declaration.columns.get(column)?;
        let ColumnKind::Number(format) = declared.kind else { return None };
        let cell = row.cells.get(column)?;
        let unit = match cell {
            Cell::Points(..) => Some(Unit::PercentagePoint),
            Cell::Ratio(..) => None,
            _ if matches!(format, NumberFormat::Percent(_)) => declared.unit.clone(),
            _ => declared.unit.clone().or_else(|| self.row_unit(row)),
        };
        Some(Quantity { value: cell.number()?, format: cell.own_format().unwrap_or(format), unit })
    }

    /// A cell as it is printed in the table.
    pub fn print(&self, row: &Row, column: usize) -> String {
        match row.cells.get(column) {
            Some(Cell::Text(text) | Cell::Missing(text)) => text.clone(),
            Some(Cell::Points(..)) => {
                let points = self.quantity(row, column).map(|quantity| quantity.print());
                points.map(|text| text.replace('%', "个百分点")).unwrap_or_default()
            }
            Some(Cell::Number(_) | Cell::Ratio(..)) => {
                self.quantity(row, column).map(|quantity| quantity.print()).unwrap_or_default()
            }
            Some(Cell::Empty) | None => String::new(),
        }
    }

    /// A cell as it is set on the page: with the sign its column has for empty ones.
    pub fn set(&self, row: &Row, column: usize) -> String {
        let printed = self.print(row, column);
        match self.declaration.columns.get(column).map(|declared| &declared.empty) {
            Some(EmptyCell::Sign(sign)) if printed.is_empty() && row.kind != RowKind::Total => sign.clone(),
            _ => printed,
        }
    }

    /// Whether an empty cell becomes one with the cell to its left.
    pub fn joins(&self, row: &Row, column: usize) -> bool {
        let joined = self.declaration.columns.get(column).is_some_and(|column| column.empty == EmptyCell::Joined);
        joined && row.kind != RowKind::Total && self.print(row, column).is_empty()
    }

    /// Where a cell stands in the user's files.
    pub fn origin(&self, row: &Row, column: &ColumnDeclaration) -> Origin {
        match row.line {
            Some(line) => Origin::cell(&self.declaration.data_file, line, &column.name),
            None => Origin::file(&self.declaration.file),
        }
    }
}
