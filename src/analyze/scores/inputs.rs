//! The inputs of a rule: expressions over table cells become terms, and every cell is remembered.

use crate::analyze::Analysis;
use crate::analyze::formula::{self, Expression, Function, Operator, Trouble};
use crate::analyze::values::{CellLookup, cell, mixed_units, unknown};
use crate::diag::{Diagnostic, Findings, Origin, Problem};
use crate::model::{Formula, RowKind, Table};
use crate::scoring::{Exact, Setting, Settings, Symbols, Term, Written, literal};
use rust_decimal::Decimal;

/// An input as the 底稿 shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What it is.
    pub name: String,
    /// Its value, or the arithmetic that leads to it.
    pub value: String,
    /// The cells it comes from.
    pub cells: Vec<Source>,
}

/// A cell an input comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Table, row and column.
    pub path: String,
    /// What is printed there.
    pub value: String,
    /// The file and the cell in it.
    pub place: String,
}

/// Binds inputs; what cannot be bound is a finding.
pub(super) struct Inputs<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) values: &'a [(String, Formula)],
    pub(super) symbols: &'a Symbols,
    /// The indicator as a finding calls it.
    pub(super) called: &'a str,
    /// What was bound so far.
    pub(super) evidence: Vec<Evidence>,
}

/// What was not bound, and at which cell; nothing if it has been reported.
type Unbound = Option<Box<(Problem, Option<Origin>)>>;

fn unbound(problem: Problem) -> Unbound {
    Some(Box::new((problem, None)))
}

impl Inputs<'_> {
    /// The term of a setting; a setting that is absent gives nothing, and so does an unsound one.
    pub(super) fn setting(
        &mut self,
        settings: &Settings,
        setting: Setting,
        name: &str,
        findings: &mut Findings,
    ) -> Option<Term> {
        self.term(settings.get(&setting)?, name, findings)
    }

    /// The term of a written expression, known as `name` if the user gave none.
    pub(super) fn term(&mut self, written: &Written, name: &str, findings: &mut Findings) -> Option<Term> {
        if let Some(term) = literal(&written.text) {
            return Some(term);
        }
        let mut cells = Vec::new();
        match self.bind(&written.text, &mut cells, 0) {
            Ok(term) => {
                let name = written.name.clone().unwrap_or_else(|| name.to_owned());
                self.evidence.push(Evidence { name, value: term.print(self.symbols), cells });
                Some(term)
            }
            Err(unbound) => {
                match unbound.map(|unbound| *unbound) {
                    Some((problem, None)) => {
                        findings.push(Diagnostic::new(problem, written.origin.clone()).excerpt(&written.text));
                    }
                    Some((problem, Some(cell))) => {
                        findings.push(Diagnostic::new(problem, cell).related(written.origin.clone(), "取数写在"));
                    }
                    None => {}
                }
                None
            }
        }
    }

    /// Whether a text is arithmetic over cells there are.
    pub(super) fn names_a_cell(&self, text: &str) -> bool {
        let mut known = false;
        if let Ok(expression) = formula::parse(text) {
            expression.names(&mut |path| known |= path.len() > 1 && self.analysis.tables.contains_key(&path[0]));
        }
        known
    }

    /// Two inputs that are held against each other in different units of money.
    pub(super) fn units_differ(&self, one: &Written, other: &Written) -> Option<Problem> {
        let (one, other) = (formula::parse(&one.text).ok()?, formula::parse(&other.text).ok()?);
        mixed_units(&Expression::Binary(Operator::Subtract, Box::new(one), Box::new(other)), self.analysis)
    }

    fn bind(&self, text: &str, cells: &mut Vec<Source>, depth: usize) -> Result<Term, Unbound> {
        let expression = formula::parse(text).map_err(|cause| unbound(Problem::FormulaInvalid { cause }))?;
        if let Some(problem) = mixed_units(&expression, self.analysis) {
            return Err(unbound(problem));
        }
        self.term_of(&expression, cells, depth)
    }

    fn term_of(&self, expression: &Expression, cells: &mut Vec<Source>, depth: usize) -> Result<Term, Unbound> {
        let mut term = |expression: &Expression| self.term_of(expression, cells, depth);
        Ok(match expression {
            Expression::Number(number) => Term::number(*number),
            Expression::Name(path) => return self.named(path, cells, depth),
            Expression::Negative(inner) => Term::number(0).minus(term(inner)?),
            Expression::Binary(Operator::Add, left, right) => Term::Sum(vec![term(left)?, term(right)?]),
            Expression::Binary(Operator::Subtract, left, right) => term(left)?.minus(term(right)?),
            Expression::Binary(Operator::Multiply, left, right) => Term::Product(vec![term(left)?, term(right)?]),
            Expression::Binary(Operator::Divide, left, right) => term(left)?.over(term(right)?),
            Expression::Call(Function::执行率, parts) => match parts.as_slice() {
                [actual, plan] => term(actual)?.over(term(plan)?),
                _ => return self.called(expression, cells),
            },
            Expression::Call(..) => return self.called(expression, cells),
        })
    }

    /// A cell, or a named value of the project.
    fn named(&self, path: &[String], cells: &mut Vec<Source>, depth: usize) -> Result<Term, Unbound> {
        if let [name] = path
            && let Some((_, written)) = self.values.iter().find(|(known, _)| known == name)
            && depth < DEEPEST
        {
            return self.bind(&written.text, cells, depth + 1);
        }
        let [name, row, column] = path else {
            let is_table = path.first().is_some_and(|name| self.analysis.tables.contains_key(name));
            let problem = if is_table { Problem::ValueNotPrintable } else { unknown(path, self.analysis) };
            return Err(unbound(problem));
        };
        let value = formula::evaluate(&Expression::Name(path.to_vec()), &CellLookup { analysis: self.analysis });
        let value = value.map_err(|trouble| self.problem(trouble))?;
        let Some((value, quantity)) = value.zip(cell(path, self.analysis)) else {
            let problem = Problem::InputMissing { name: self.called.to_owned(), path: path.join(".") };
            let table = self.analysis.tables.get(name);
            return Err(Some(Box::new((problem, table.and_then(|table| place(table, row, column))))));
        };
        cells.extend(self.source(path));
        Ok(Term::Number(value, in_full(value, quantity.print())))
    }

    /// A named computation: its result as one number.
    fn called(&self, expression: &Expression, cells: &mut Vec<Source>) -> Result<Term, Unbound> {
        let value = formula::evaluate(expression, &CellLookup { analysis: self.analysis });
        let value = value.map_err(|trouble| self.problem(trouble))?;
        expression.names(&mut |path| cells.extend(self.source(path)));
        let value = value.ok_or_else(|| unbound(Problem::ValueMissing { name: "算式的结果".into() }))?;
        let plain = Term::number(value);
        if !expression.is_ratio() {
            return Ok(plain);
        }
        let text = format!("{}%", crate::model::half_up(value * Decimal::ONE_HUNDRED, 2));
        Ok(plain.shown(text))
    }

    fn problem(&self, trouble: Trouble) -> Unbound {
        match trouble {
            Trouble::Unknown(path) => unbound(unknown(&path, self.analysis)),
            Trouble::Text(name) => unbound(Problem::FormulaOnText { name }),
            Trouble::Overflow => unbound(Problem::NumberOverflow),
            Trouble::Reported => None,
        }
    }

    fn source(&self, path: &[String]) -> Option<Source> {
        let [name, row, column] = path else { return None };
        source(self.analysis.tables.get(name)?, row, column)
    }
}

/// A number that is printed with fewer digits than it has is shown with all of them; a percentage
/// keeps those of its column.
fn in_full(value: Decimal, printed: String) -> String {
    let is_all = literal(&printed.replace(',', "")).and_then(|term| term.value()) == Some(Exact::from(value));
    if is_all || printed.ends_with('%') { printed } else { value.normalize().to_string() }
}

/// Named values do not stand on named values.
const DEEPEST: usize = 1;

/// Where a cell stands.
pub(super) fn place(table: &Table, row: &str, column: &str) -> Option<Origin> {
    let row = *table.rows_named(row).first()?;
    Some(table.origin(row, &table.declaration.columns[table.column_index(column)?]))
}

/// A formula with the signs of running text: 执行率（实际，预算）, 总数－逾期数.
fn in_full_width(formula: &str) -> String {
    const SIGNS: [(&str, &str); 7] =
        [(" - ", "－"), (" + ", "＋"), (" * ", "×"), (" / ", "÷"), (", ", "，"), ("(", "（"), (")", "）")];
    let printed = |words: &str| SIGNS.iter().fold(words.to_owned(), |words, (typed, set)| words.replace(typed, set));
    // Names in quotes stay as they are written.
    let pieces = formula.split('"').enumerate();
    pieces.map(|(at, piece)| if at % 2 == 0 { printed(piece) } else { format!("\"{piece}\"") }).collect()
}

/// The cell of a table, with its place.
pub(super) fn source(table: &Table, row: &str, column: &str) -> Option<Source> {
    let row = *table.rows_named(row).first()?;
    let index = table.column_index(column)?;
    let declared = &table.declaration.columns[index];
    let place = match (row.kind, &declared.compute) {
        (RowKind::Total, _) => format!("{} 各行相加", table.declaration.data_file),
        (_, Some(formula)) => format!("{}，按“{}”算出", table.origin(row, declared), in_full_width(&formula.text)),
        _ => table.origin(row, declared).to_string(),
    };
    let named = table.names_of(row).first().map_or("", |name| *name).to_owned();
    Some(Source { path: format!("{}.{named}.{column}", table.name()), value: table.print(row, index), place })
}
