//! Scores from the indicator system: each leaf by its rule, the whole, the grade, the score tables.

mod bind;
mod case;
mod demands;
mod departure;
mod fill;
mod inputs;
mod judge;
mod system;
mod tables;
mod weights;
mod wording;

pub use demands::Demand;
pub(super) use departure::departure;
pub use inputs::{Evidence, Source};

use super::Analysis;
use crate::diag::{Findings, Origin, Problem, nearest};
use crate::model::{DocumentPlan, IndicatorsPlan, ReportPlan, Table, half_up};
use crate::resolve::Plan;
use crate::scoring::{Account, ReportPack, grade};
use indexmap::IndexMap;
use judge::{Court, Judged};
use rust_decimal::Decimal;
use system::{Indicator, text};

/// The scores of a report.
#[derive(Debug, Clone)]
pub struct Scores {
    /// The leaves by code, in the order of the table.
    pub indicators: IndexMap<String, IndicatorScore>,
    /// The grade of the whole.
    pub grade: String,
}

/// The score of one indicator, with all that made it.
#[derive(Debug, Clone)]
pub struct IndicatorScore {
    /// The names from level 1 down.
    pub levels: Vec<String>,
    /// 权重 as printed.
    pub weight: String,
    /// 得分 as printed.
    pub score: String,
    /// 扣分 as printed.
    pub lost: String,
    /// 扣分 as printed; nothing for full marks.
    pub deduction: Option<String>,
    /// 算式; without a rule as it stands in the table.
    pub arithmetic: String,
    /// 指标解释
    pub definition: String,
    /// 评分细则
    pub criteria: String,
    /// 目标值
    pub target: String,
    /// 数据来源
    pub source: String,
    /// 扣分原因
    pub reason: String,
    /// The rule's name in the pack; nothing without a rule.
    pub rule: Option<String>,
    /// What the rule gives and what was given by hand.
    pub account: Account,
    /// The inputs of the rule.
    pub evidence: Vec<Evidence>,
    /// The demands that were judged.
    pub demands: Vec<Demand>,
}

/// The name of the grade in the narrative.
const GRADE: &str = "等级";

/// The name of the summary table.
pub const SUMMARY: &str = "评分";

/// The columns every indicator table has.
const NEEDED: [&str; 3] = ["编码", "一级指标", "权重"];

/// Adds the scores, the filled indicator table, and the tables made of it.
pub(super) fn add(plan: &Plan, analysis: &mut Analysis, findings: &mut Findings) {
    let DocumentPlan::Report(report) = &plan.document else { return };
    let (Some(settings), Some(profile)) = (&report.indicators, &plan.profile) else { return };
    let scored = scored(plan, report, settings, analysis, findings);
    let Some((table, indicators, judged, pack)) = scored else {
        without_scores(&settings.table, analysis);
        return;
    };
    for made in tables::all(&table, profile) {
        if let Some(own) = analysis.tables.get(made.name()) {
            let problem = Problem::NameTaken { name: made.name().to_owned(), used_for: "得分表的名字".into() };
            findings.add(problem, Origin::file(&own.declaration.file));
        }
        analysis.tables.insert(made.name().to_owned(), made);
    }
    let scores = indicators
        .iter()
        .zip(judged)
        .map(|(indicator, judged)| (indicator.code.clone(), indicator_score(&table, indicator, judged)));
    let scores = scores.collect();
    analysis.scores = Some(Scores { indicators: scores, grade: whole_grade(&indicators, &table, pack) });
    analysis.tables.insert(settings.table.clone(), table);
}

/// Scores that could not be made: asking for them, or for what is made of them, gives no further
/// finding.
fn without_scores(name: &str, analysis: &mut Analysis) {
    let level1 = analysis.tables.get(name).map_or_else(Vec::new, tables::level1);
    analysis.broken.extend(tables::names(&level1));
    analysis.broken.extend([GRADE.to_owned(), name.to_owned()]);
    analysis.tables.remove(name);
    analysis.scores_missing = true;
}

type Scored<'a> = (Table, Vec<Indicator>, Vec<Judged>, &'a ReportPack);

/// The indicator table with its scores; all that stands in the way is a finding.
fn scored<'a>(
    plan: &'a Plan,
    report: &ReportPlan,
    settings: &IndicatorsPlan,
    analysis: &Analysis,
    findings: &mut Findings,
) -> Option<Scored<'a>> {
    let table = named(&settings.table, analysis, findings);
    let checklist = settings.checklist.as_ref().map(|name| named(name, analysis, findings));
    let (pack, rules) = (plan.report_pack.as_ref()?, plan.rules.as_ref()?);
    let (table, checklist) = (table?, checklist.map_or(Some(None), |found| found.map(Some))?);
    let indicators = system::read(table, &NEEDED, findings)?;
    weights::check(table, &indicators, findings);
    codes_known(rules.by_code.iter().map(|(code, rule)| (code, &rule.rule.origin)), &indicators, findings);
    let asked = rules.by_code.values().any(|entry| entry.rule.reads("结果") || entry.rule.reads("次数"));
    if asked && checklist.is_none() {
        let problem = Problem::SettingMissing { name: "checklist".into() };
        findings.add(problem, Origin::file("project.toml"));
        return None;
    }
    if checklist.is_some_and(|checklist| !demands::check(checklist, &indicators, rules, findings)) {
        return None;
    }
    let court = Court { analysis, values: &report.values, table, checklist, pack };
    let mut judged = Vec::new();
    for indicator in &indicators {
        let rule = rules.by_code.get(&indicator.code);
        if rule.is_none() && rules.written {
            let problem = Problem::RuleMissing { name: indicator.called() };
            findings.add(problem, system::origin(table, &table.rows[indicator.row], "编码"));
            continue;
        }
        judged.extend(court.judge(indicator, rule, findings));
    }
    if judged.len() < indicators.len() {
        return None;
    }
    let table = fill::filled(table.clone(), &indicators, &judged, pack, findings)?;
    Some((table, indicators, judged, pack))
}

/// A table the settings name.
fn named<'a>(name: &str, analysis: &'a Analysis, findings: &mut Findings) -> Option<&'a Table> {
    let table = analysis.tables.get(name);
    if table.is_none() && !analysis.broken.contains(name) {
        let nearest = nearest(name, analysis.tables.keys().map(String::as_str));
        let problem = Problem::NameUnknown { name: name.to_owned(), place: "各张表".into(), nearest };
        findings.add(problem, Origin::file("project.toml"));
    }
    table
}

/// Rules are for indicators there are.
fn codes_known<'a>(
    rules: impl Iterator<Item = (&'a String, &'a Origin)>,
    indicators: &[Indicator],
    findings: &mut Findings,
) {
    for (code, origin) in rules {
        if !indicators.iter().any(|indicator| indicator.code == *code) {
            let nearest = nearest(code, indicators.iter().map(|indicator| indicator.code.as_str()));
            findings.add(Problem::IndicatorUnknown { code: code.clone(), nearest }, origin.clone());
        }
    }
}

fn indicator_score(table: &Table, indicator: &Indicator, judged: Judged) -> IndicatorScore {
    let of = |column: &str| text(table, &table.rows[indicator.row], column);
    let lost = judged.account.lost();
    IndicatorScore {
        levels: indicator.levels.clone(),
        weight: of("权重"),
        score: of("得分"),
        lost: of("扣分"),
        deduction: (!lost.is_zero()).then(|| of("扣分")),
        arithmetic: judged.arithmetic,
        definition: of("指标解释"),
        criteria: judged.criteria,
        target: of("目标值"),
        source: of("数据来源"),
        reason: judged.reason,
        rule: judged.rule,
        account: judged.account,
        evidence: judged.evidence,
        demands: judged.demands,
    }
}

impl IndicatorScore {
    /// Whether there is arithmetic to show behind points off.
    pub fn has_arithmetic(&self) -> bool {
        let bare = self.account.ruled.as_ref().is_some_and(|ruled| !ruled.has_arithmetic());
        self.deduction.is_some() && !self.arithmetic.is_empty() && !bare
    }

    /// The name at the deepest level.
    pub fn name(&self) -> &str {
        self.levels.last().map_or("", String::as_str)
    }
}

/// The grade of the whole, by the score as it is printed.
fn whole_grade(indicators: &[Indicator], table: &Table, pack: &ReportPack) -> String {
    let sum = |column: &str| {
        let cells = indicators.iter().filter_map(|one| system::number(table, &table.rows[one.row], column));
        cells.sum::<Decimal>()
    };
    let rate = sum("得分").checked_div(sum("权重")).unwrap_or_default();
    grade(&pack.grades, half_up(rate * Decimal::ONE_HUNDRED, 2)).to_owned()
}
