//! The score of each indicator: its rule bound and worked out, what was entered by hand beside it.

use super::bind::Binder;
use super::case::Case;
use super::demands::{self, Demand};
use super::departure;
use super::inputs::{Evidence, Inputs};
use super::system::{Indicator, number, origin, text};
use super::wording::Words;
use crate::analyze::Analysis;
use crate::diag::{Findings, Problem};
use crate::model::{Formula, Row, Table};
use crate::scoring::{Account, Given, IndicatorRule, Method, ReportPack, RuleKind, Ruled, Setting, work};
use rust_decimal::Decimal;

/// One indicator with all that made its score.
#[derive(Debug, Clone)]
pub(super) struct Judged {
    pub(super) account: Account,
    /// The rule's name; nothing where the score stands in the table without one.
    pub(super) rule: Option<String>,
    /// 算式; without a rule as it stands in the table.
    pub(super) arithmetic: String,
    /// 评分细则
    pub(super) criteria: String,
    /// 扣分原因
    pub(super) reason: String,
    pub(super) evidence: Vec<Evidence>,
    pub(super) demands: Vec<Demand>,
}

/// What all indicators have in common.
pub(super) struct Court<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) values: &'a [(String, Formula)],
    pub(super) table: &'a Table,
    pub(super) checklist: Option<&'a Table>,
    pub(super) pack: &'a ReportPack,
}

impl Court<'_> {
    /// The score of an indicator; what stands in its way is a finding, and nothing is given.
    pub(super) fn judge(
        &self,
        indicator: &Indicator,
        rule: Option<&IndicatorRule>,
        findings: &mut Findings,
    ) -> Option<Judged> {
        let row = &self.table.rows[indicator.row];
        let mut own = Findings::default();
        if indicator.weight.normalize().scale() > self.pack.decimals {
            let problem = Problem::ScoreTooFine { score: indicator.weight.to_string(), places: self.pack.decimals };
            own.add(problem, origin(self.table, row, "权重"));
        }
        let mut judged = Judged {
            account: Account { weight: indicator.weight, ruled: None, given: self.given(indicator, row, &mut own) },
            rule: rule.map(|rule| rule.name.clone()),
            arithmetic: text(self.table, row, "算式"),
            criteria: text(self.table, row, "评分细则"),
            reason: text(self.table, row, "扣分原因"),
            evidence: Vec::new(),
            demands: Vec::new(),
        };
        match rule {
            Some(rule) => self.by_rule(indicator, rule, &mut judged, &mut own),
            None => self.by_hand(indicator, row, &judged.account, &mut own),
        }
        // A rule that was not bound without a finding of its own has one elsewhere.
        let scored = judged.account.ruled.is_some() || judged.account.given.is_some();
        if scored && !own.has_errors() {
            self.explained(indicator, row, rule.is_some(), &judged, &mut own);
        }
        let sound = !own.has_errors();
        findings.extend(own);
        (sound && scored).then_some(judged)
    }

    /// The score in the table, with its reason.
    fn given(&self, indicator: &Indicator, row: &Row, findings: &mut Findings) -> Option<Given> {
        let Some(score) = number(self.table, row, "得分") else {
            if !text(self.table, row, "得分说明").is_empty() {
                findings.add(Problem::NoteWithoutScore, origin(self.table, row, "得分说明"));
            }
            return None;
        };
        if score < Decimal::ZERO || score > indicator.weight {
            let problem = Problem::ScoreOutOfRange { score: score.to_string(), weight: indicator.weight.to_string() };
            findings.add(problem, origin(self.table, row, "得分"));
        }
        if score.normalize().scale() > self.pack.decimals {
            let problem = Problem::ScoreTooFine { score: score.to_string(), places: self.pack.decimals };
            findings.add(problem, origin(self.table, row, "得分"));
        }
        Some(Given { score, reason: text(self.table, row, "得分说明") })
    }

    /// Without a rule the score must stand in the table.
    fn by_hand(&self, indicator: &Indicator, row: &Row, account: &Account, findings: &mut Findings) {
        if account.given.is_none() {
            let problem = Problem::ValueMissing { name: format!("{}的得分", indicator.code) };
            findings.add(problem, origin(self.table, row, "得分"));
        }
    }

    fn by_rule(&self, indicator: &Indicator, entry: &IndicatorRule, judged: &mut Judged, findings: &mut Findings) {
        let rule = &entry.rule;
        let called = indicator.called();
        let mut inputs = Inputs {
            analysis: self.analysis,
            values: self.values,
            symbols: &self.pack.symbols,
            called: &called,
            evidence: Vec::new(),
        };
        let judgements = self.checklist.map_or_else(Vec::new, |checklist| {
            demands::of_indicator(checklist, &indicator.code, &rule.settings, &mut inputs, findings)
        });
        let measure = rule.settings.get(&Setting::Measure).map_or(indicator.name(), |written| &written.text);
        let case = Case { indicator, rule, called: &called, measure, judgements: &judgements };
        let words = Words { case: &case, list: &self.pack.list, symbols: &self.pack.symbols };
        let mut binder = Binder { case: &case, inputs: &mut inputs, findings };
        let method = binder.method();
        judged.evidence = inputs.evidence;
        judged.demands = judgements.iter().map(|judgement| judgement.demand.clone()).collect();
        if rule.kind == RuleKind::Manual {
            self.manual(indicator, judged, findings);
        }
        self.maximum(indicator, entry, findings);
        self.worked(indicator, entry, method.as_ref(), judged, findings);
        if !judged.criteria.is_empty() {
            let place = origin(self.table, &self.table.rows[indicator.row], "评分细则");
            let problem = Problem::CriteriaByHand { name: indicator.called(), rule: entry.name.clone() };
            findings.add(problem, place);
        }
        let made = judged.account.ruled.is_some() || rule.kind == RuleKind::Manual;
        if made && !findings.has_errors() {
            worded(&words, method.as_ref(), judged, findings);
        }
    }

    /// Works the score out.
    fn worked(
        &self,
        indicator: &Indicator,
        entry: &IndicatorRule,
        method: Option<&Method>,
        judged: &mut Judged,
        findings: &mut Findings,
    ) {
        let Some(method) = method else { return };
        if let Some(rate) = method.doubtful_rate() {
            let problem = Problem::RateDoubtful { name: indicator.called(), rate };
            findings.add(problem, entry.rule.origin.clone());
        }
        match work(method, indicator.weight, &self.pack.symbols) {
            Ok(worked) => {
                let ruled = Ruled::new(worked, self.pack.decimals);
                judged.arithmetic = ruled.arithmetic(&self.pack.symbols);
                judged.account.ruled = Some(ruled);
                if judged.account.departure().is_some() {
                    // The rule's arithmetic does not lead to the score that counts.
                    judged.arithmetic.clear();
                }
            }
            Err(cause) => {
                let problem = Problem::RuleUnworkable {
                    name: indicator.called(),
                    cause: cause.to_string(),
                    remedy: cause.remedy(),
                };
                findings.add(problem, entry.rule.origin.clone());
            }
        }
    }

    /// A manual score is there, and so is its reason.
    fn manual(&self, indicator: &Indicator, judged: &Judged, findings: &mut Findings) {
        let row = &self.table.rows[indicator.row];
        match &judged.account.given {
            None => {
                let problem = Problem::ManualScoreMissing { name: indicator.called() };
                findings.add(problem, origin(self.table, row, "得分"));
            }
            Some(given) if given.reason.is_empty() => {
                let problem = Problem::ManualScoreUnexplained { name: indicator.called() };
                findings.add(problem, origin(self.table, row, "得分说明"));
            }
            Some(_) => {}
        }
    }

    /// The points the rule says it gives are the weight.
    fn maximum(&self, indicator: &Indicator, entry: &IndicatorRule, findings: &mut Findings) {
        let Some(points) = entry.rule.settings.get(&Setting::Points) else { return };
        if points.text.parse() == Ok(indicator.weight) {
            return;
        }
        let problem = Problem::RuleMaximum {
            name: indicator.called(),
            most: format!("{}分", points.text),
            weight: format!("{}分", indicator.weight.normalize()),
        };
        findings.add(problem, points.origin.clone());
    }

    /// A departure from the rule and points off have their reasons.
    fn explained(&self, indicator: &Indicator, row: &Row, ruled: bool, judged: &Judged, findings: &mut Findings) {
        let place = origin(self.table, row, "得分");
        departure(&indicator.called(), &judged.account, &self.pack.symbols, place, findings);
        let asked = ruled || self.table.column_index("扣分原因").is_some();
        if asked && judged.account.lost() > Decimal::ZERO && judged.reason.is_empty() {
            let problem = Problem::LossUnexplained {
                name: indicator.called(),
                lost: judged.account.lost().normalize().to_string(),
                column: "扣分原因".into(),
            };
            findings.add(problem, origin(self.table, row, "扣分原因"));
        }
        if ruled && judged.account.lost().is_zero() && !judged.reason.is_empty() {
            let problem = Problem::ReasonWithoutLoss { name: indicator.called() };
            findings.add(problem, origin(self.table, row, "扣分原因"));
        }
    }
}

/// 评分细则 and 扣分原因 from the rule, where the table has none.
fn worded(words: &Words<'_>, method: Option<&Method>, judged: &mut Judged, findings: &mut Findings) {
    if judged.criteria.is_empty() {
        judged.criteria = words.filled(Setting::Text, method, findings).unwrap_or_default();
    }
    let ruled_off = judged.account.ruled.as_ref().is_some_and(|ruled| ruled.score < judged.account.weight);
    if judged.reason.is_empty() && ruled_off && judged.account.lost() > Decimal::ZERO {
        judged.reason = words.filled(Setting::Reason, method, findings).unwrap_or_default();
    }
}
