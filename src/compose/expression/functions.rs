//! The functions of bound values: references and counts.

use super::Scope;
use super::objects::{CellObject, Nothing, Reference};
use crate::diag::{Problem, nearest};
use crate::model::{Digits, Grouping, NumberFormat, Quantity};
use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind};
use rust_decimal::Decimal;
use std::sync::Arc;

/// All functions, for the hint at a mistyped one.
pub(super) const NAMES: [&str; 5] = ["见表", "见图", "见章", "见附件", "行数"];

/// Adds all functions.
pub(super) fn add(environment: &mut Environment<'static>, scope: &Arc<Scope>) {
    for (name, kind) in
        [("见表", Kind::Table), ("见图", Kind::Figure), ("见章", Kind::Heading), ("见附件", Kind::Annex)]
    {
        let scope = scope.clone();
        environment.add_function(name, move |target: &str| reference(&scope, kind, target));
    }
    let scope = scope.clone();
    environment.add_function("行数", move |name: &str| count(&scope, name));
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Table,
    Figure,
    Heading,
    Annex,
}

fn reference(scope: &Scope, kind: Kind, target: &str) -> Result<Value, Error> {
    let numbering = &scope.numbering;
    let (found, known) = match kind {
        Kind::Table if scope.broken.contains(target) => return Ok(Value::from_object(Nothing)),
        Kind::Table => (numbering.table(target), numbering.table_names()),
        Kind::Figure => (numbering.figure(target), numbering.figure_names()),
        Kind::Annex => (numbering.annex(target), numbering.annex_names()),
        Kind::Heading => match numbering.headings_titled(target).as_slice() {
            [_, _, ..] => return Err(fail(scope, Problem::ReferenceAmbiguous { target: target.to_owned() })),
            found => (found.first().copied(), numbering.heading_titles()),
        },
    };
    match found {
        Some(place) => Ok(Value::from_object(Reference { id: place.id.clone(), text: place.name.clone() })),
        None => {
            let nearest = nearest(target, known);
            // The table is placed under a name that does not exist: that is told where it is placed.
            let misplaced = nearest.as_ref().is_some_and(|placed| !scope.tables.contains_key(placed));
            if matches!(kind, Kind::Table) && scope.tables.contains_key(target) && misplaced {
                return Ok(Value::from_object(Nothing));
            }
            Err(fail(scope, Problem::ReferenceUnplaced { target: target.to_owned(), nearest }))
        }
    }
}

fn count(scope: &Scope, name: &str) -> Result<Value, Error> {
    match scope.tables.get(name) {
        Some(table) => {
            let value = Decimal::from(table.data_rows().count());
            let format = NumberFormat::Plain(Digits::AsIs, Grouping::Thousands);
            let quantity = Quantity { value, format, unit: None };
            Ok(Value::from_object(CellObject::number(format!("行数(\"{name}\")"), quantity)))
        }
        None if scope.broken.contains(name) => Ok(Value::from_object(Nothing)),
        None => {
            let nearest = nearest(name, scope.tables.keys().map(String::as_str));
            let problem = Problem::NameUnknown { name: name.to_owned(), place: "各张表".into(), nearest };
            Err(fail(scope, problem))
        }
    }
}

fn fail(scope: &Scope, problem: Problem) -> Error {
    scope.note(problem);
    Error::new(ErrorKind::InvalidOperation, "reported")
}
