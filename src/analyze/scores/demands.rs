//! The demands of checklists: rows of the table that `[indicators] checklist` names.

use super::inputs::Inputs;
use super::system::{Indicator, columns_there, number, origin, text};
use crate::diag::{Diagnostic, Findings, Origin, Problem, nearest};
use crate::model::{Row, Table};
use crate::scoring::{Exact, IndicatorRule, IndicatorRules, Setting, Settings, Term, Written, literal};
use rust_decimal::Decimal;

/// One demand, as it was judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    /// 组: demands with a heading of their own.
    pub group: String,
    /// 要求
    pub text: String,
    /// 结果, as it is written; the number of occurrences where those are counted.
    pub verdict: String,
    /// 依据
    pub evidence: String,
    /// The share of the weight, as it is printed.
    pub share: String,
    /// Where the verdict stands.
    pub place: String,
}

/// A demand with what the arithmetic needs of it.
#[derive(Debug, Clone)]
pub(super) struct Judgement {
    pub(super) demand: Demand,
    /// How far it is met; nothing where no 结果 is written.
    pub(super) met: Option<Term>,
    /// The share written beside it.
    pub(super) share: Option<Term>,
    /// Whether a share is written that cannot be read.
    pub(super) share_unread: bool,
    /// 次数
    pub(super) occurrences: Option<Decimal>,
    /// Whether no 结果 is written.
    pub(super) unjudged: bool,
    /// Where its 结果 stands.
    pub(super) origin: Origin,
}

const MET: [&str; 4] = ["符合", "完成", "是", "达标"];
const PARTLY: [&str; 2] = ["部分符合", "部分完成"];
const NOT_MET: [&str; 4] = ["不符合", "未完成", "否", "未达标"];

/// The columns a checklist must have, and those that hold numbers.
const NEEDED: [&str; 3] = ["编码", "要求", "结果"];
const NUMBERS: [&str; 1] = ["次数"];

/// Whether the checklist has its columns, and every row belongs to an indicator whose rule reads it.
pub(super) fn check(table: &Table, indicators: &[Indicator], rules: &IndicatorRules, findings: &mut Findings) -> bool {
    if !columns_there(table, &NEEDED, &NUMBERS, findings) {
        return false;
    }
    let mut own = Findings::default();
    for row in table.data_rows() {
        let code = text(table, row, "编码");
        if code.is_empty() {
            own.add(Problem::KeyEmpty, origin(table, row, "编码"));
        } else if !indicators.iter().any(|indicator| indicator.code == code) {
            let nearest = nearest(&code, indicators.iter().map(|indicator| indicator.code.as_str()));
            own.add(Problem::IndicatorUnknown { code, nearest }, origin(table, row, "编码"));
        } else if let Some(entry) = rules.by_code.get(&code) {
            unread(table, row, entry, &mut own);
        }
    }
    let sound = !own.has_errors();
    findings.extend(own);
    sound
}

/// What is filled in though the rule does not read it.
fn unread(table: &Table, row: &Row, entry: &IndicatorRule, findings: &mut Findings) {
    for column in ["结果", "次数", "份额"] {
        if !text(table, row, column).is_empty() && !entry.rule.reads(column) {
            let problem = Problem::JudgementUnused { rule: entry.name.clone(), column: column.to_owned() };
            findings.add(problem, origin(table, row, column));
        }
    }
}

/// The demands of one indicator, in the order of the rows.
pub(super) fn of_indicator(
    table: &Table,
    code: &str,
    settings: &Settings,
    inputs: &mut Inputs<'_>,
    findings: &mut Findings,
) -> Vec<Judgement> {
    let rows = table.data_rows().filter(|row| text(table, row, "编码") == code);
    rows.map(|row| judgement(table, row, settings, inputs, findings)).collect()
}

fn judgement(
    table: &Table,
    row: &Row,
    settings: &Settings,
    inputs: &mut Inputs<'_>,
    findings: &mut Findings,
) -> Judgement {
    let of = |column: &str| text(table, row, column);
    let place = origin(table, row, "结果");
    let (verdict, share) = (of("结果"), of("份额"));
    let unjudged = verdict.is_empty();
    let met = met(&of("要求"), &verdict, &place, settings, inputs, findings);
    let share_term = literal(&share).filter(|share| share.value().is_some_and(|share| share > Exact::zero()));
    if share_term.is_none() && !share.is_empty() {
        let (name, allowed) = ("份额".to_owned(), "大于0的份额，如 1/8、25%".to_owned());
        let problem = Problem::SettingInvalid { name, value: share.clone(), allowed };
        findings.add(problem, origin(table, row, "份额"));
    }
    let share_unread = share_term.is_none() && !share.is_empty();
    let occurrences = number(table, row, "次数");
    let counted = occurrences.map(|count| format!("{}次", count.normalize()));
    let told_at = if verdict.is_empty() && counted.is_some() { place.in_column("次数") } else { place.clone() };
    // Arithmetic in a cell is told by its result.
    let result = met.as_ref().filter(|_| verdict.contains(['.', '['])).and_then(Term::value);
    let verdict = result.map_or(verdict, |degree| percent(&degree));
    let told = [Some(verdict).filter(|verdict| !verdict.is_empty()), counted];
    let demand = Demand {
        group: of("组"),
        text: of("要求").trim_end_matches(['。', '；', ';']).to_owned(),
        verdict: told.into_iter().flatten().collect::<Vec<_>>().join("，"),
        evidence: of("依据"),
        share,
        place: told_at.to_string(),
    };
    Judgement { demand, met, share_unread, share: share_term, occurrences, unjudged, origin: place }
}

/// How far a demand is met: a word, a degree, or an expression over cells.
fn met(
    demand: &str,
    verdict: &str,
    place: &Origin,
    settings: &Settings,
    inputs: &mut Inputs<'_>,
    findings: &mut Findings,
) -> Option<Term> {
    if verdict.is_empty() {
        return None;
    }
    if MET.contains(&verdict) {
        return Some(Term::number(1));
    }
    if NOT_MET.contains(&verdict) {
        return Some(Term::number(0));
    }
    let refuse = |allowed: &'static str, findings: &mut Findings| {
        findings.push(Diagnostic::new(Problem::VerdictUnknown { text: verdict.to_owned(), allowed }, place.clone()));
        None
    };
    let degrees = settings.get(&Setting::Degrees).is_some_and(|written| written.text == "true");
    if PARTLY.contains(&verdict) {
        let partial = settings.get(&Setting::Partial).and_then(|written| literal(&written.text));
        return partial.or_else(|| refuse("符合、不符合；要有“部分符合”一档，请换一条有 partial 的规则", findings));
    }
    if !degrees {
        return refuse("符合、部分符合、不符合、完成、未完成；按程度计分请用“分项按程度计分”", findings);
    }
    if literal(verdict).is_none() && !inputs.names_a_cell(verdict) {
        return refuse("符合、不符合，百分数，或者 表名.行.列 这样的算式", findings);
    }
    let written = Written { name: None, text: verdict.to_owned(), origin: place.clone() };
    inputs.term(&written, &format!("“{demand}”的符合程度"), findings)
}

/// A degree as a percentage with two places.
fn percent(degree: &Exact) -> String {
    format!("{}%", degree.times(&Exact::from(Decimal::ONE_HUNDRED)).half_up(2))
}
