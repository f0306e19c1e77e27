//! Tables, rows and cells as minijinja sees them.

use super::Scope;
use crate::diag::{Problem, nearest};
use crate::model::{Cell, Digits, NumberFormat, Quantity, RowKind, Table};
use minijinja::value::{Object, ObjectRepr, Value};
use std::sync::Arc;

/// All names.
#[derive(Debug)]
pub(super) struct Root(pub(super) Arc<Scope>);

/// A table.
#[derive(Debug)]
struct TableObject {
    scope: Arc<Scope>,
    table: Arc<Table>,
}

/// A row, by its place in the table.
#[derive(Debug)]
struct RowObject {
    scope: Arc<Scope>,
    table: Arc<Table>,
    row: usize,
}

/// A cell or a named value.
#[derive(Debug, Clone)]
pub(super) struct CellObject {
    /// How the user named it.
    pub(super) name: String,
    /// Its number.
    pub(super) quantity: Option<Quantity>,
    /// Its words.
    text: Option<String>,
}

/// What stands in for something that an earlier finding explains.
#[derive(Debug)]
pub(super) struct Nothing;

/// A reference to a place in the document.
#[derive(Debug)]
pub(super) struct Reference {
    pub(super) id: String,
    pub(super) text: String,
}

impl CellObject {
    pub(super) fn number(name: String, quantity: Quantity) -> Self {
        Self { name, quantity: Some(quantity), text: None }
    }

    /// The cell as it is printed; an empty one cannot be.
    pub(super) fn print(&self) -> Result<String, Problem> {
        let number = self.quantity.as_ref().map(print_in_prose);
        number.or_else(|| self.text.clone()).ok_or_else(|| Problem::ValueMissing { name: self.name.clone() })
    }
}

/// A difference of rates is printed in points, without the percent sign.
fn print_in_prose(quantity: &Quantity) -> String {
    let text = match quantity.format {
        // Zeros that only align a column are not said in a sentence.
        NumberFormat::Plain(Digits::AsIs, _) => quantity.format.print(quantity.value.normalize()),
        _ => quantity.print(),
    };
    match quantity.unit {
        Some(crate::model::Unit::PercentagePoint) => text.trim_end_matches('%').to_owned(),
        _ => text,
    }
}

impl Object for Root {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let scope = &self.0;
        let name = key.as_str()?;
        if let Some(table) = scope.tables.get(name) {
            return Some(Value::from_object(TableObject { scope: scope.clone(), table: table.clone() }));
        }
        if let Some(value) = scope.values.get(name) {
            return Some(match value {
                Some(quantity) => Value::from_object(CellObject::number(name.to_owned(), quantity.clone())),
                None => Value::from_object(Nothing),
            });
        }
        if let Some(words) = scope.words.get(name) {
            return Some(Value::from(words.as_str()));
        }
        if scope.broken.contains(name) {
            return Some(Value::from_object(Nothing));
        }
        let known = scope.tables.keys().chain(scope.values.keys()).chain(scope.words.keys());
        scope.note(Problem::NameUnknown {
            name: name.to_owned(),
            place: "各张表和 [values] 的名字".into(),
            nearest: nearest(name, known.map(String::as_str)),
        });
        None
    }
}

impl Object for TableObject {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str().map_or_else(|| key.to_string(), str::to_owned);
        let found: Vec<usize> = {
            let rows = self.table.rows_named(&name);
            let all = self.table.rows.iter().enumerate();
            all.filter(|(_, row)| rows.iter().any(|found| std::ptr::eq(*found, *row))).map(|(i, _)| i).collect()
        };
        match found.as_slice() {
            [row] => {
                Some(Value::from_object(RowObject { scope: self.scope.clone(), table: self.table.clone(), row: *row }))
            }
            [] => {
                let known = self.table.rows.iter().flat_map(|row| self.table.names_of(row));
                self.scope.note(Problem::NameUnknown {
                    place: format!("表「{}」的行", self.table.name()),
                    nearest: nearest(&name, known),
                    name,
                });
                None
            }
            many => {
                let keys = many.iter().filter_map(|row| self.table.names_of(&self.table.rows[*row]).first().copied());
                self.scope.note(Problem::RowAmbiguous {
                    table: self.table.name().to_owned(),
                    keys: keys.collect::<Vec<_>>().join("、"),
                    name,
                });
                None
            }
        }
    }
}

impl Object for RowObject {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str().map_or_else(|| key.to_string(), str::to_owned);
        let row = &self.table.rows[self.row];
        let Some(column) = self.table.column_index(&name) else {
            let known = self.table.declaration.columns.iter().map(|column| column.name.as_str());
            self.scope.note(Problem::NameUnknown {
                place: format!("表「{}」的列", self.table.name()),
                nearest: nearest(&name, known),
                name,
            });
            return None;
        };
        let row_name = self.table.names_of(row).first().copied().unwrap_or_default();
        let text = match &row.cells[column] {
            Cell::Text(text) => Some(text.clone()),
            // A way of writing "no such item" in words can stand in a sentence, a dash cannot.
            Cell::Missing(text) if row.kind != RowKind::Total && text.chars().any(|c| c.is_alphabetic()) => {
                Some(text.clone())
            }
            _ => None,
        };
        Some(Value::from_object(CellObject {
            name: format!("{}.{row_name}.{name}", self.table.name()),
            quantity: self.table.quantity(row, column),
            text,
        }))
    }
}

impl Object for CellObject {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }
}

impl Object for Nothing {
    fn get_value(self: &Arc<Self>, _: &Value) -> Option<Value> {
        Some(Value::from_object(Self))
    }
}

impl Object for Reference {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }
}
