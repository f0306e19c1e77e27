//! Scores of self-assessment forms by their rule pack; what was entered by hand is compared.

use super::stated_forms;
use crate::diag::{Findings, Problem, nearest};
use crate::model::{Form, FormIndicator, FormTarget, Sign, half_up, is_missing_mark};
use crate::scoring::{Account, Exact, FormPack, Ruled, grade, on_execution, on_target};
use indexmap::IndexMap;
use rust_decimal::Decimal;

/// A self-assessment form with all its scores.
#[derive(Debug, Clone)]
pub struct ScoredForm {
    /// What was filled in.
    pub form: Form,
    /// The score of the budget execution.
    pub execution: Account,
    /// The scores of the indicators, in their order.
    pub scores: Vec<Account>,
    /// 总分
    pub total: Decimal,
    /// 评分等级
    pub grade: String,
}

/// Scores all forms.
pub(super) fn score_all(forms: &[Form], pack: &FormPack, findings: &mut Findings) -> Vec<ScoredForm> {
    let scored = forms.iter().map(|form| {
        let mut own = Findings::default();
        let scored = score(form, pack, &mut own);
        // Of a hundred units one wants to know whom to ring up.
        findings.extend_about(own, &form.row, &format!("编号{}，{}", form.id, form.project));
        scored
    });
    scored.collect()
}

fn score(form: &Form, pack: &FormPack, findings: &mut Findings) -> ScoredForm {
    let money = form.money_total("");
    let execution = Account {
        weight: pack.execution_weight,
        ruled: Some(Ruled::new(on_execution(pack, money.budget, money.spent), pack.decimals)),
        given: form.execution.clone(),
    };
    execution_given(form, &execution, pack, findings);
    let scores: Vec<Account> = form.indicators.iter().map(|indicator| account(indicator, pack, findings)).collect();
    levels(form, pack, findings);
    level_weights(form, pack, findings);
    let total = execution.score() + scores.iter().map(Account::score).sum::<Decimal>();
    let grade = grade(&pack.grades, total).to_owned();
    stated_forms::check(form, pack, total, &grade, findings);
    ScoredForm { form: form.clone(), execution, scores, total, grade }
}

/// The score of the budget execution as it was entered: within its bounds, and beside the rule's.
fn execution_given(form: &Form, account: &Account, pack: &FormPack, findings: &mut Findings) {
    let Some(given) = &account.given else { return };
    let place = form.origin("预算执行得分");
    let (score, weight) = (given.score.to_string(), account.weight.to_string());
    if given.score < Decimal::ZERO || given.score > account.weight {
        findings.add(Problem::ScoreOutOfRange { score, weight }, place);
        return;
    }
    if given.score.normalize().scale() > pack.decimals {
        findings.add(Problem::ScoreTooFine { score, places: pack.decimals }, place.clone());
    }
    super::scores::departure("预算执行率", account, &pack.symbols, place, findings);
}

fn account(indicator: &FormIndicator, pack: &FormPack, findings: &mut Findings) -> Account {
    let mut account = Account { weight: indicator.weight, ruled: None, given: indicator.given.clone() };
    match &indicator.target {
        FormTarget::Quantitative { sign, target, actual, unit } => {
            let partial = pack.partial_of(&indicator.level1, unit);
            let worked = on_target(pack, partial, *sign, *target, *actual, indicator.weight);
            account.ruled = worked.ok().map(|worked| Ruled::new(worked, pack.decimals));
            doubtful(indicator, *sign, unit, *target, *actual, findings);
            excess(indicator, *sign, *target, *actual, pack, findings);
        }
        FormTarget::Qualitative { target, actual } => {
            // What was done is just what was wanted.
            let says = !target.is_empty() && !is_missing_mark(target) && !target.starts_with('无');
            let is_met = says && target == actual && pack.stage(actual).is_none();
            let words = pack.stages.first().and_then(|best| best.words.first()).filter(|_| is_met);
            stage(indicator, words.unwrap_or(actual), &mut account, pack, findings);
        }
    }
    if indicator.weight.normalize().scale() > pack.decimals {
        let problem = Problem::ScoreTooFine { score: indicator.weight.to_string(), places: pack.decimals };
        findings.add(problem, indicator.origin("分值"));
    }
    if let Some(given) = account.given.as_ref().filter(|given| given.score.normalize().scale() > pack.decimals) {
        let problem = Problem::ScoreTooFine { score: given.score.to_string(), places: pack.decimals };
        findings.add(problem, indicator.origin("得分"));
    }
    super::scores::departure(&quoted(indicator), &account, &pack.symbols, indicator.origin("得分"), findings);
    let is_scored = account.ruled.is_some() || account.given.is_some();
    if is_scored && account.lost() > Decimal::ZERO && indicator.reason.is_empty() {
        let lost = account.lost().normalize().to_string();
        let problem = Problem::LossUnexplained { name: quoted(indicator), lost, column: "偏差原因".into() };
        findings.add(problem, indicator.origin("偏差原因"));
    }
    account
}

fn quoted(indicator: &FormIndicator) -> String {
    format!("「{}」", indicator.level3)
}

/// A percentage written as a ratio: 0.95 where the target is 90.
fn doubtful(
    indicator: &FormIndicator,
    sign: Sign,
    unit: &str,
    target: Decimal,
    actual: Decimal,
    findings: &mut Findings,
) {
    // Small is good where less is wanted; a hundredth of about the target is a ratio all the same.
    let upward = !matches!(sign, Sign::AtMost | Sign::LessThan);
    let is_small = actual > Decimal::ZERO && actual <= Decimal::ONE;
    let about = || {
        let percent = actual * Decimal::ONE_HUNDRED;
        target >= Decimal::ONE && percent * Decimal::TWO >= target && percent <= target * Decimal::TWO
    };
    let is_ratio = is_small && if upward { target >= Decimal::TEN } else { about() };
    let is_huge =
        target > Decimal::ZERO && actual.checked_div(target).is_some_and(|times| times >= Decimal::ONE_HUNDRED);
    if is_huge {
        let (actual, target) = (actual.normalize().to_string(), target.normalize().to_string());
        let problem = Problem::ActualImplausible { name: quoted(indicator), actual, target };
        findings.add(problem, indicator.origin("实际完成值"));
    }
    if ["%", "％"].contains(&unit) && is_ratio {
        let problem = Problem::RateDoubtful { name: quoted(indicator), rate: format!("{}%", actual.normalize()) };
        findings.add(problem, indicator.origin("实际完成值"));
    }
}

/// A target exceeded so far that the pack asks why.
fn excess(
    indicator: &FormIndicator,
    sign: Sign,
    target: Decimal,
    actual: Decimal,
    pack: &FormPack,
    findings: &mut Findings,
) {
    let Some(limit) = &pack.over_target else { return };
    if target <= Decimal::ZERO || !indicator.reason.is_empty() || matches!(sign, Sign::AtMost | Sign::LessThan) {
        return;
    }
    let Some(times) = Exact::from(actual).over(&Exact::from(target)) else { return };
    if times < Exact::from(limit.from) {
        return;
    }
    let problem = Problem::ExcessUnexplained {
        name: quoted(indicator),
        actual: actual.normalize().to_string(),
        target: target.normalize().to_string(),
        times: format!("{}%", times.times(&Exact::from(Decimal::ONE_HUNDRED)).half_up(0)),
        blocks: limit.blocks,
    };
    findings.add(problem, indicator.origin("偏差原因"));
}

/// A target in words: the best stage earns full marks, the others need a score within their bounds.
fn stage(indicator: &FormIndicator, actual: &str, account: &mut Account, pack: &FormPack, findings: &mut Findings) {
    let Some((stage, above)) = pack.stage(actual) else {
        // Words of one's own say no stage: then only a person can give the score.
        if let Some(given) = &account.given {
            if given.reason.is_empty() {
                let problem = Problem::ManualScoreUnexplained { name: quoted(indicator) };
                findings.add(problem, indicator.origin("得分说明"));
            }
            return;
        }
        let words = pack.stages.iter().filter_map(|stage| stage.words.first());
        let known = words.cloned().collect::<Vec<_>>().join("、");
        let problem = Problem::StageUnknown { text: actual.to_owned(), known };
        findings.add(problem, indicator.origin("实际完成值"));
        return;
    };
    let bound = |share: Decimal| half_up(share * indicator.weight, pack.decimals);
    let (low, high) = (bound(stage.from), bound(above.unwrap_or(Decimal::ONE)));
    let (name, stage) = (quoted(indicator), stage.name.clone());
    let printed = |value: Decimal| value.normalize().to_string();
    match &account.given {
        _ if indicator.weight.is_zero() => {}
        None if above.is_none() => {
            account.ruled = Some(Ruled::full(indicator.weight, format!("{stage}，得满分"), pack.decimals));
        }
        None => {
            let problem = Problem::StageScoreMissing { name, stage, least: printed(low), most: printed(high) };
            findings.add(problem, indicator.origin("得分"));
        }
        // 「80%-60%（含）」: a stage holds its lower bound, the better one the upper.
        Some(given) if given.score < low || (given.score >= high && above.is_some()) => {
            let score = printed(given.score);
            let problem = Problem::StageScoreOutside { name, stage, score, least: printed(low), most: printed(high) };
            findings.add(problem, indicator.origin("得分"));
        }
        Some(_) => {}
    }
}

/// Level-1 indicators that the pack does not know, each once.
fn levels(form: &Form, pack: &FormPack, findings: &mut Findings) {
    let mut told: Vec<&str> = Vec::new();
    for indicator in form.indicators.iter().filter(|_| !pack.levels.is_empty()) {
        let level = indicator.level1.as_str();
        if pack.levels.iter().any(|known| known == level) || told.contains(&level) {
            continue;
        }
        told.push(level);
        let nearest = nearest(level, pack.levels.iter().map(String::as_str));
        let problem = Problem::LevelUnknown { level: level.to_owned(), nearest, known: pack.levels.join("、") };
        findings.add(problem, indicator.origin("一级指标"));
    }
}

/// The level-1 weights against the sets of the pack.
fn level_weights(form: &Form, pack: &FormPack, findings: &mut Findings) {
    let mut found: IndexMap<String, Decimal> = IndexMap::new();
    for indicator in &form.indicators {
        *found.entry(indicator.level1.clone()).or_default() += indicator.weight;
    }
    if pack.level_weights.is_empty() || pack.level_weights.contains(&found) {
        return;
    }
    let list = |weights: &IndexMap<String, Decimal>| {
        weights.iter().map(|(name, weight)| format!("{name}{}", weight.normalize())).collect::<Vec<_>>().join("、")
    };
    let problem = Problem::LevelWeightsDiffer {
        whose: format!("编号「{}」", form.id),
        found: list(&found),
        expected: pack.level_weights.iter().map(list).collect::<Vec<_>>().join("；或者"),
    };
    let first = form.indicators.first();
    findings.add(problem, first.map_or_else(|| form.row.clone(), |first| first.origin("分值")));
}
