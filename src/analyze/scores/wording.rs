//! The words of a rule: 评分细则 and 扣分原因, filled in from the same settings the arithmetic uses.

use super::case::Case;
use super::demands::Judgement;
use crate::diag::{Diagnostic, Findings, Problem};
use crate::model::list_number;
use crate::scoring::{Exact, ListWording, Method, RuleKind, Setting, Symbols, Term, Written, apart, literal, rate_of};
use rust_decimal::Decimal;

/// What a pattern can be filled in with.
pub(super) struct Words<'a> {
    pub(super) case: &'a Case<'a>,
    pub(super) list: &'a ListWording,
    pub(super) symbols: &'a Symbols,
}

impl Words<'_> {
    /// The text of a setting, filled in; nothing if the rule has none.
    pub(super) fn filled(&self, setting: Setting, method: Option<&Method>, findings: &mut Findings) -> Option<String> {
        let written = self.case.rule.settings.get(&setting)?;
        let mut text = String::new();
        let mut rest = written.text.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, behind)) = after.split_once('}') else { break };
            text.push_str(before);
            match self.word(name, method) {
                Some(word) => text.push_str(&word),
                None => {
                    let problem =
                        Problem::PlaceholderEmpty { indicator: self.case.called.to_owned(), name: name.to_owned() };
                    let found = Diagnostic::new(problem, self.case.rule.origin.clone());
                    findings.push(found.related(written.origin.clone(), "文字写在").excerpt(&written.text));
                    return None;
                }
            }
            rest = behind;
        }
        text.push_str(rest);
        Some(text)
    }

    fn word(&self, placeholder: &str, method: Option<&Method>) -> Option<String> {
        match placeholder {
            "指标" => Some(self.case.indicator.name().to_owned()),
            "满分" => Some(self.case.indicator.weight.normalize().to_string()),
            "率" => Some(self.case.measure.to_owned()),
            "实际" => self.named(Setting::Actual),
            "计划" => self.named(Setting::Plan),
            "对照" => self.named(Setting::Reference),
            "目标" => Some(self.target(method)),
            "扣" => self.printed(Setting::Off),
            "部分" => self.printed(Setting::Partial),
            "下限" => self.printed(Setting::ZeroBelow).or_else(|| Some(self.printed(Setting::ZeroTo)? + "（含）")),
            "起点" => self.printed(Setting::Below),
            "次" => {
                Some(self.case.rule.settings.get(&Setting::Counted).map_or("次", |written| &written.text).to_owned())
            }
            "值" => self.value(method?),
            "项数" => Some(self.case.judgements.len().to_string()),
            "要求" => (!self.case.judgements.is_empty()).then(|| self.together()),
            "条目" => (!self.case.judgements.is_empty()).then(|| self.groups()),
            _ => None,
        }
    }

    /// What an input is called: as the user named it, else the last name of its path; arithmetic has
    /// no name of its own.
    fn named(&self, setting: Setting) -> Option<String> {
        let written = self.case.rule.settings.get(&setting)?;
        if written.name.is_some() {
            return written.name.clone();
        }
        let simple = !written.text.contains(['+', '-', '*', '/', '(', '×', '÷']);
        let last = written.text.rsplit(['.', '[']).next().unwrap_or_default();
        match literal(&written.text) {
            Some(term) => Some(self.percentage(&term, 0)),
            None => simple.then(|| last.trim_matches(['"', '\'', ']', ' ']).to_owned()),
        }
    }

    fn printed(&self, setting: Setting) -> Option<String> {
        let Written { text, .. } = self.case.rule.settings.get(&setting)?;
        literal(text).map(|term| term.print(self.symbols))
    }

    fn target(&self, method: Option<&Method>) -> String {
        match method {
            Some(Method::Shortfall { target, .. } | Method::Survey { target, .. }) => self.percentage(target, 0),
            _ => self.printed(Setting::Target).unwrap_or_else(|| "100%".into()),
        }
    }

    /// What was reached, as a percentage.
    fn value(&self, method: &Method) -> Option<String> {
        match method {
            Method::Proportion { rate, floor } => {
                Some(self.against(rate_of(rate)?, floor.as_ref().map(|floor| &floor.at)))
            }
            Method::Shortfall { rate, target, .. } => Some(self.against(rate_of(rate)?, Some(target))),
            Method::Survey { value, target, .. } => Some(self.against(value.clone(), Some(target))),
            Method::Reference { actual, limit, .. } => Some(self.against(actual.clone(), Some(limit))),
            _ => None,
        }
    }

    /// A percentage that is not printed like what it is held against, if it differs.
    fn against(&self, term: Term, other: Option<&Term>) -> String {
        let text = self.percentage(&term, 2);
        match (other, term) {
            (Some(other), term) if text.ends_with('%') => apart(term.shown(text), other).print(self.symbols),
            _ => text,
        }
    }

    /// A percentage as it is printed in the data, else with at least so many places.
    fn percentage(&self, term: &Term, least: u32) -> String {
        let text = term.print(self.symbols);
        let is_printed = matches!(term, Term::Number(..) | Term::Shown(..)) && text.ends_with('%');
        match term.value() {
            Some(value) if !is_printed && value <= Exact::from(Decimal::TWO) => {
                let percent = value.times(&Exact::from(Decimal::ONE_HUNDRED));
                let places = if percent.fits(least) { least } else { 2 };
                format!("{}%", percent.half_up(places))
            }
            _ => text,
        }
    }

    /// The demands of a rule that wants all of them.
    fn together(&self) -> String {
        let all = self.demands(self.case.judgements);
        let whole = matches!(self.case.rule.kind, RuleKind::AllOrNothing | RuleKind::ShareOff | RuleKind::PointsOff);
        if whole && self.case.judgements.len() > 1 { format!("{all}，以上各项均符合") } else { all }
    }

    /// `①…；②…`; a single demand has no number.
    fn demands(&self, judgements: &[Judgement]) -> String {
        if let [only] = judgements {
            return only.demand.text.clone();
        }
        let numbered = judgements
            .iter()
            .enumerate()
            .map(|(index, judgement)| format!("{}{}", list_number(index), judgement.demand.text));
        numbered.collect::<Vec<_>>().join(&self.list.between)
    }

    /// The demands group by group, each group with its shares, or each demand with its own.
    fn groups(&self) -> String {
        if let [only] = self.case.judgements {
            return only.demand.text.clone();
        }
        let runs = self.case.judgements.chunk_by(|a, b| a.demand.group == b.demand.group);
        runs.map(|run| self.group(run)).collect::<Vec<_>>().join("。\n")
    }

    fn group(&self, run: &[Judgement]) -> String {
        let head = match run[0].demand.group.as_str() {
            "" => String::new(),
            group => format!("{group}：\n"),
        };
        if run.iter().any(|judgement| judgement.share != run[0].share) {
            let share = |judgement: &Judgement| judgement.share.as_ref().map(|share| share.print(self.symbols));
            let own = run.iter().map(|judgement| {
                let mut own = judgement.clone();
                own.demand.text.push_str(&format!("（占{}）", share(judgement).unwrap_or_default()));
                own
            });
            return format!("{head}{}", self.demands(&own.collect::<Vec<_>>()));
        }
        let share = match &run[0].share {
            Some(share) => share.print(self.symbols),
            None => format!("1/{}", self.case.judgements.len()),
        };
        let shares = self.list.shares.replace("{项数}", &run.len().to_string()).replace("{份额}", &share);
        format!("{head}{}{shares}", self.demands(run))
    }
}
