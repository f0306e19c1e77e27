//! From a rule as it is written to a [`Method`] with everything bound.

use super::case::Case;
use super::demands::Judgement;
use super::inputs::{Evidence, Inputs, Source, source};
use crate::diag::{Diagnostic, Findings, Problem};
use crate::model::{ColumnKind, Row, RowKind, Table, Unit};
use crate::scoring::{
    BelowTarget, CheckedItem, Exact, Floor, Method, Occurrences, Rate, RuleKind, Setting, Term, Unworkable, Written,
    literal,
};
use rust_decimal::Decimal;

/// Inputs that should come from a table, so that the 底稿 can name their cell.
const FROM_TABLES: [Setting; 5] = [Setting::Value, Setting::Actual, Setting::Plan, Setting::Grade, Setting::Count];

/// What binding needs at hand.
pub(super) struct Binder<'a, 'b> {
    pub(super) case: &'a Case<'a>,
    pub(super) inputs: &'a mut Inputs<'b>,
    pub(super) findings: &'a mut Findings,
}

impl Binder<'_, '_> {
    /// The method of the rule; nothing for a manual score, and where something was not bound.
    pub(super) fn method(&mut self) -> Option<Method> {
        Some(match self.case.rule.kind {
            RuleKind::Manual => return None,
            RuleKind::Checklist => Method::Checklist { items: self.equal_items()?, off: None },
            RuleKind::SharedChecklist => Method::Checklist { items: self.shared_items()?, off: None },
            RuleKind::ChecklistWithOccurrences => {
                Method::Checklist { items: self.equal_items()?, off: Some(self.occurrences()?) }
            }
            RuleKind::AllOrNothing => Method::AllOrNothing { items: self.equal_items()? },
            RuleKind::Tasks => Method::Proportion { rate: self.tasks()?, floor: None },
            RuleKind::ShareOff => Method::ShareOff(self.occurrences()?),
            RuleKind::PointsOff => Method::PointsOff(self.occurrences()?),
            RuleKind::Ratio => {
                let rate = self.rate();
                let floor = self.floor();
                Method::Proportion { rate: rate?, floor }
            }
            RuleKind::Shortfall => {
                let rate = self.rate();
                self.short_of_target(rate?)?
            }
            RuleKind::WeightedSum => {
                let rate = self.weighted();
                self.by_rate(rate?)?
            }
            RuleKind::NoCase => {
                let rate = self.rate().and_then(|rate| self.without_case(rate));
                self.by_rate(rate?)?
            }
            RuleKind::Reference => Method::Reference {
                actual: self.number(Setting::Value, self.case.measure)?,
                limit: self.number(Setting::Reference, "参照值")?,
                per_point: self.number(Setting::Off, "扣分")?,
            },
            RuleKind::Survey => Method::Survey {
                value: self.number(Setting::Value, self.case.measure)?,
                target: self.number(Setting::Target, "目标值")?,
                below: self.below()?,
            },
            RuleKind::Grade => Method::Grade(self.number(Setting::Grade, "评价系数")?),
            RuleKind::GradeShortfall => Method::GradeShortfall {
                grade: self.number(Setting::Grade, "完成程度")?,
                per_point: self.number(Setting::Off, "扣分")?,
            },
        })
    }

    fn number(&mut self, setting: Setting, name: &str) -> Option<Term> {
        let written = self.case.rule.settings.get(&setting)?;
        let typed = literal(&written.text).filter(|_| FROM_TABLES.contains(&setting));
        if let Some(term) = typed {
            let (value, place) = (term.print(self.inputs.symbols), written.origin.to_string());
            let problem = Problem::InputTyped {
                name: self.case.called.to_owned(),
                setting: setting.into(),
                value: value.clone(),
            };
            self.findings.add(problem, written.origin.clone());
            let cell = Source { path: "规则里写的数".into(), value: value.clone(), place };
            let name = written.name.clone().unwrap_or_else(|| name.to_owned());
            self.inputs.evidence.push(Evidence { name, value, cells: vec![cell] });
        }
        self.inputs.setting(&self.case.rule.settings, setting, name, self.findings)
    }

    fn has(&self, setting: Setting) -> bool {
        self.case.rule.settings.contains_key(&setting)
    }

    fn rate(&mut self) -> Option<Rate> {
        if self.has(Setting::Value) {
            return self.number(Setting::Value, self.case.measure).map(Rate::Given);
        }
        self.same_unit(Setting::Actual, Setting::Plan)?;
        let (actual, plan) = (self.number(Setting::Actual, "实际"), self.number(Setting::Plan, "计划"));
        Some(Rate::Reached { actual: actual?, plan: plan? })
    }

    /// Whether two inputs are in the same unit of money.
    fn same_unit(&mut self, one: Setting, other: Setting) -> Option<()> {
        let (one, other) = (self.case.rule.settings.get(&one)?, self.case.rule.settings.get(&other)?);
        let Some(problem) = self.inputs.units_differ(one, other) else { return Some(()) };
        self.findings.push(Diagnostic::new(problem, one.origin.clone()).related(other.origin.clone(), "另一个数"));
        None
    }

    fn floor(&mut self) -> Option<Floor> {
        let itself_earns = self.has(Setting::ZeroBelow);
        let setting = if itself_earns { Setting::ZeroBelow } else { Setting::ZeroTo };
        Some(Floor { at: self.number(setting, "下限")?, itself_earns })
    }

    /// Where nothing was planned because nothing occurred, the rate is 100%.
    fn without_case(&mut self, rate: Rate) -> Option<Rate> {
        let Rate::Reached { actual, plan } = &rate else { return Some(rate) };
        if plan.value() != Some(Exact::zero()) {
            return Some(rate);
        }
        if actual.value() == Some(Exact::zero()) {
            return Some(Rate::NoCase);
        }
        let cause = Unworkable::CaseWithoutPlan;
        let problem = Problem::RuleUnworkable {
            name: self.case.called.to_owned(),
            cause: cause.to_string(),
            remedy: cause.remedy(),
        };
        self.findings.add(problem, self.case.rule.origin.clone());
        None
    }

    /// By the points short where the rule says what each costs, else in proportion.
    fn by_rate(&mut self, rate: Rate) -> Option<Method> {
        if self.has(Setting::Off) {
            return self.short_of_target(rate);
        }
        Some(Method::Proportion { rate, floor: self.floor() })
    }

    fn short_of_target(&mut self, rate: Rate) -> Option<Method> {
        let target = match self.has(Setting::Target) {
            true => self.number(Setting::Target, "目标值")?,
            false => Term::percent(Decimal::ONE),
        };
        Some(Method::Shortfall { rate, target, per_point: self.number(Setting::Off, "扣分")? })
    }

    fn below(&mut self) -> Option<BelowTarget> {
        match self.case.rule.settings.get(&Setting::Below).map(|written| written.text.as_str()) {
            Some("proportion") | None => Some(BelowTarget::Proportion),
            Some("nothing") => Some(BelowTarget::Nothing),
            Some(_) => self.number(Setting::Below, "起点").map(BelowTarget::From),
        }
    }

    /// Demands with equal shares.
    fn equal_items(&mut self) -> Option<Vec<CheckedItem>> {
        let count = self.demands()?.len();
        let share = Term::number(1).over(Term::number(count as u64));
        self.items(|_| Some(share.clone()))
    }

    /// Demands with the shares written beside them, which make the whole.
    fn shared_items(&mut self) -> Option<Vec<CheckedItem>> {
        self.demands()?;
        let items = self.items(|judgement| judgement.share.clone())?;
        let sum = Term::Sum(items.iter().map(|item| item.share.clone()).collect());
        if sum.value() != Some(Exact::from(Decimal::ONE)) {
            let problem = Problem::RuleMaximum {
                name: self.case.called.to_owned(),
                most: format!("权重的{}（{}）", sum.print(self.inputs.symbols), percent(&sum)),
                weight: "权重的全部".into(),
            };
            self.findings.add(problem, self.case.judgements[0].origin.in_column("份额"));
            return None;
        }
        Some(items)
    }

    fn items(&mut self, share: impl Fn(&Judgement) -> Option<Term>) -> Option<Vec<CheckedItem>> {
        let mut items = Vec::new();
        for judgement in self.case.judgements {
            match (share(judgement), &judgement.met) {
                (Some(share), Some(met)) => items.push(CheckedItem { share, met: met.clone() }),
                // What could not be read has its finding.
                (None, _) if judgement.share_unread => {}
                (None, _) => self.empty("份额", judgement),
                (_, None) if judgement.unjudged => self.empty("结果", judgement),
                (_, None) => {}
            }
        }
        (items.len() == self.case.judgements.len()).then_some(items)
    }

    fn empty(&mut self, column: &str, judgement: &Judgement) {
        let problem = Problem::JudgementMissing { column: column.to_owned(), demand: judgement.demand.text.clone() };
        self.findings.add(problem, judgement.origin.in_column(column));
    }

    /// The demands, of which there must be one at least.
    fn demands(&mut self) -> Option<&[Judgement]> {
        if self.case.judgements.is_empty() {
            let problem =
                Problem::DemandsMissing { name: self.case.called.to_owned(), code: self.case.indicator.code.clone() };
            self.findings.add(problem, self.case.rule.origin.clone());
            return None;
        }
        Some(self.case.judgements)
    }

    fn tasks(&mut self) -> Option<Rate> {
        if self.has(Setting::Actual) || self.has(Setting::Plan) {
            return self.rate();
        }
        self.demands()?;
        let items = self.items(|_| Some(Term::number(1)))?;
        let done = Term::Sum(items.iter().map(|item| item.met.clone()).collect());
        let all = Term::number(items.len() as u64);
        let text = done.value().map_or_else(String::new, |done| done.half_up(2).normalize().to_string());
        Some(Rate::Reached { actual: done.shown(text), plan: all })
    }

    /// How often something occurred: counted by the rule's input, or beside the demands.
    fn occurrences(&mut self) -> Option<Occurrences> {
        let each = self.number(Setting::Off, "扣分");
        if self.has(Setting::Count) {
            return Some(Occurrences { count: self.number(Setting::Count, "次数")?, each: each? });
        }
        self.demands()?;
        let mut count = Decimal::ZERO;
        for judgement in self.case.judgements {
            match judgement.occurrences {
                Some(occurred) => count += occurred,
                None => {
                    self.empty("次数", judgement);
                    return None;
                }
            }
        }
        Some(Occurrences { count: Term::number(count), each: each? })
    }

    /// The top rows of a table, each with what was reached and what was planned.
    fn weighted(&mut self) -> Option<Rate> {
        let setting = |setting| self.case.rule.settings.get(&setting);
        let (over, actual, plan) = (setting(Setting::Over)?, setting(Setting::Actual)?, setting(Setting::Plan)?);
        let each_capped = setting(Setting::EachCapped).is_some_and(|written| written.text == "true");
        let analysis = self.inputs.analysis;
        let Some(table) = analysis.tables.get(&over.text) else {
            if !analysis.broken.contains(&over.text) {
                self.unknown(over, "各张表".into(), analysis.tables.keys().map(String::as_str).collect());
            }
            return None;
        };
        let (reached, planned) = (self.column(table, actual), self.column(table, plan));
        let (reached, planned) = (reached?, planned?);
        let units = [reached, planned].map(|column| table.declaration.columns[column].unit.clone());
        if let [Some(first @ Unit::Money(_)), Some(second @ Unit::Money(_))] = &units
            && first != second
        {
            let problem = Problem::FormulaUnits { first: first.to_string(), second: second.to_string() };
            self.findings.add(problem, actual.origin.clone());
            return None;
        }
        let mut parts = Vec::new();
        for row in table.rows.iter().filter(|row| row.kind == RowKind::Data(1)) {
            let part = |column: usize| {
                let value = row.cells.get(column)?.number()?;
                Some(Term::Number(value, table.print(row, column)))
            };
            match (part(reached), part(planned)) {
                (Some(reached), Some(planned)) => parts.push((reached, planned)),
                // A row of neither is no sub-project, a heading perhaps.
                (None, None) => continue,
                (None, _) => self.missing(table, row, &actual.text),
                (_, None) => self.missing(table, row, &plan.text),
            }
            let name = table.names_of(row).first().map_or("", |name| *name);
            for (column, written) in [(reached, actual), (planned, plan)] {
                let cells = source(table, name, &written.text).into_iter().collect();
                let name = format!("{name}{}", written.text);
                let value = table.print(row, column);
                self.inputs.evidence.push(Evidence { name, value, cells });
            }
        }
        if parts.is_empty() && !self.findings.has_errors() {
            self.findings.add(Problem::TableEmpty { table: over.text.clone() }, over.origin.clone());
        }
        (!self.findings.has_errors()).then_some(Rate::Weighted { parts, each_capped })
    }

    /// An input of a sub-project that is not there.
    fn missing(&mut self, table: &Table, row: &Row, column: &str) {
        let name = table.names_of(row).first().map_or("", |name| *name);
        let path = format!("{}.{name}.{column}", table.name());
        let problem = Problem::InputMissing { name: self.case.called.to_owned(), path };
        self.findings.add(problem, super::system::origin(table, row, column));
    }

    fn column(&mut self, table: &Table, written: &Written) -> Option<usize> {
        let index = table.column_index(&written.text);
        let is_words =
            index.is_some_and(|index| !matches!(table.declaration.columns[index].kind, ColumnKind::Number(_)));
        if is_words {
            self.findings.add(Problem::FormulaOnText { name: written.text.clone() }, written.origin.clone());
            return None;
        }
        if index.is_none() {
            let columns = table.declaration.columns.iter().map(|column| column.name.as_str()).collect();
            self.unknown(written, format!("表「{}」的列", table.name()), columns);
        }
        index
    }

    fn unknown(&mut self, written: &Written, place: String, known: Vec<&str>) {
        let nearest = crate::diag::nearest(&written.text, known);
        let problem = Problem::NameUnknown { name: written.text.clone(), place, nearest };
        self.findings.push(Diagnostic::new(problem, written.origin.clone()));
    }
}

/// A sum of shares as a percentage.
fn percent(share: &Term) -> String {
    let value = share.value().map(|share| share.times(&Exact::from(Decimal::ONE_HUNDRED)).half_up(2));
    format!("{}%", value.unwrap_or_default().normalize())
}
