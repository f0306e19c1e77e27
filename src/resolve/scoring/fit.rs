//! Whether the settings of a rule fit its kind, each other, and its words.

use crate::diag::{Diagnostic, Findings, Problem};
use crate::resolve::document::invalid;
use crate::scoring::{Exact, PLACEHOLDERS, Rule, RuleKind, Setting, Settings, literal};
use rust_decimal::Decimal;

/// Whether the rule's kind knows every setting, and every value can be used.
pub(super) fn settings_fit(name: &str, rule: &Rule, findings: &mut Findings) -> bool {
    let mut sound = true;
    for (setting, written) in &rule.settings {
        let problem = if !rule.kind.takes(*setting) || crossed(rule, *setting) {
            Problem::RuleSettingUnfit { rule: name.to_owned(), setting: (*setting).into() }
        } else if let Some(allowed) = refused(rule.kind, *setting, &written.text) {
            invalid((*setting).into(), &written.text, allowed)
        } else {
            continue;
        };
        sound = false;
        findings.add(problem, written.origin.clone());
    }
    sound
}

/// Two settings of which one would be passed over.
fn crossed(rule: &Rule, setting: Setting) -> bool {
    let has = |other: Setting| rule.settings.contains_key(&other);
    let by_points = matches!(rule.kind, RuleKind::WeightedSum | RuleKind::NoCase) && has(Setting::Off);
    match setting {
        Setting::ZeroTo => has(Setting::ZeroBelow) || by_points,
        Setting::ZeroBelow => by_points,
        Setting::Actual | Setting::Plan => has(Setting::Value),
        _ => false,
    }
}

/// What the setting can be, if it is not.
fn refused(kind: RuleKind, setting: Setting, text: &str) -> Option<&'static str> {
    let value = literal(text).and_then(|term| term.value());
    let (nothing, whole) = (Exact::zero(), Exact::from(Decimal::ONE));
    let is_share = text.contains(['%', '％', '/']);
    let within = |value: &Exact| *value > nothing && *value <= whole;
    let (sound, allowed) = match setting {
        Setting::Off if kind == RuleKind::PointsOff => {
            (!is_share && value.is_some_and(|value| value > nothing), "大于0的分数，如 1")
        }
        Setting::Off => (is_share && value.as_ref().is_some_and(within), "大于0、不超过100%的份额，如 \"20%\""),
        Setting::Partial => {
            (value.is_some_and(|value| value > nothing && value < whole), "大于0、小于1的份额，如 \"1/2\"")
        }
        Setting::ZeroBelow | Setting::ZeroTo => {
            (is_share && value.as_ref().is_some_and(within), "大于0、不超过100%的百分数，如 \"80%\"")
        }
        Setting::EachCapped | Setting::Degrees => (["true", "false"].contains(&text), "true 或 false"),
        Setting::Points => (text.parse::<Decimal>().is_ok(), "分数，如 5"),
        Setting::Below => {
            (["proportion", "nothing"].contains(&text) || value.is_some(), "proportion、nothing，或者起点，如 \"60%\"")
        }
        _ => (true, ""),
    };
    (!sound).then_some(allowed)
}

/// Whether everything without which the rule says nothing is there.
pub(super) fn nothing_missing(name: &str, rule: &Rule, findings: &mut Findings) -> bool {
    let has = |setting: Setting| rule.settings.contains_key(&setting);
    let needed = rule.kind.needed().iter().filter(|setting| !has(**setting));
    let mut missing: Vec<String> = needed.map(|setting| <&str>::from(*setting).to_owned()).collect();
    let takes_pair = rule.kind.takes(Setting::Actual) && rule.kind != RuleKind::WeightedSum;
    let takes_value = rule.kind.takes(Setting::Value);
    match (has(Setting::Actual), has(Setting::Plan)) {
        _ if !takes_pair || has(Setting::Value) => {}
        (true, false) => missing.push("plan".into()),
        (false, true) => missing.push("actual".into()),
        (false, false) if takes_value => missing.push("value（或者 actual 和 plan）".into()),
        _ => {}
    }
    if has(Setting::Target) && rule.kind.takes(Setting::Off) && !has(Setting::Off) {
        missing.push("off".into());
    }
    missing.sort();
    missing.dedup();
    for setting in &missing {
        let problem = Problem::RuleSettingMissing { rule: name.to_owned(), setting: setting.clone() };
        findings.add(problem, rule.origin.clone());
    }
    missing.is_empty()
}

/// Whether the rule has words, and the words only placeholders there are.
pub(super) fn words_fit(name: &str, rule: &Rule, findings: &mut Findings) -> bool {
    if !rule.settings.contains_key(&Setting::Text) {
        let problem = Problem::RuleSettingMissing { rule: name.to_owned(), setting: "text".into() };
        findings.add(problem, rule.origin.clone());
        return false;
    }
    let mut sound = true;
    for written in [Setting::Text, Setting::Reason].iter().filter_map(|setting| rule.settings.get(setting)) {
        for part in written.text.split('{').skip(1) {
            let name = part.split_once('}').map_or(part, |(name, _)| name);
            if part.contains('}') && PLACEHOLDERS.contains(&name) {
                continue;
            }
            sound = false;
            let problem = Problem::PlaceholderUnknown { name: name.to_owned() };
            findings.push(Diagnostic::new(problem, written.origin.clone()).excerpt(&written.text));
        }
    }
    sound
}

/// Settings that change the arithmetic, with what tells them in the words.
const TOLD: [(Setting, &str); 7] = [
    (Setting::Off, "{扣}"),
    (Setting::Partial, "{部分}"),
    (Setting::ZeroBelow, "{下限}"),
    (Setting::ZeroTo, "{下限}"),
    (Setting::Below, "{起点}"),
    (Setting::EachCapped, "各子项目以100%为限"),
    (Setting::Degrees, "按符合程度计分"),
];

/// Whether what an indicator sets itself stands in the words of the rule, so that text and
/// arithmetic cannot part; words of its own must tell everything. A choice can be told in any way.
pub(super) fn own_settings_said(code: &str, rule: &Rule, own: &Settings, findings: &mut Findings) -> bool {
    let Some(text) = rule.settings.get(&Setting::Text) else { return true };
    let own_words = own.contains_key(&Setting::Text);
    let asked = if own_words { &rule.settings } else { own };
    let mut sound = true;
    if rule.kind == RuleKind::Tasks && own.contains_key(&Setting::Actual) && !text.text.contains("{计划}") {
        sound = false;
        let name = format!("指标「{code}」");
        let problem = Problem::SettingUnsaid { name, setting: "actual", placeholder: "{实际}、{计划}" };
        findings.add(problem, own[&Setting::Actual].origin.clone());
    }
    for (setting, placeholder) in TOLD {
        let Some(written) = asked.get(&setting) else { continue };
        let is_choice = literal(&written.text).is_none();
        // A share that cannot be read has its finding; a choice can be told in any words of one's own.
        let told = match setting {
            Setting::Below | Setting::EachCapped | Setting::Degrees if is_choice => own_words,
            _ => is_choice || text.text.contains(placeholder),
        };
        if told {
            continue;
        }
        sound = false;
        let problem =
            Problem::SettingUnsaid { name: format!("指标「{code}」"), setting: setting.into(), placeholder };
        let place = own.get(&setting).or_else(|| own.get(&Setting::Text)).unwrap_or(written);
        findings.add(problem, place.origin.clone());
    }
    sound
}
