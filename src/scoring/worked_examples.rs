//! Every kind of rule with the figures of published reports and forms.

use super::*;
use crate::model::Sign;
use rust_decimal::Decimal;
use std::str::FromStr;

fn d(text: &str) -> Decimal {
    Decimal::from_str(text).expect("a number")
}

fn n(text: &str) -> Term {
    Term::number(d(text))
}

fn percent(text: &str) -> Term {
    Term::Number(d(text) / Decimal::ONE_HUNDRED, format!("{text}%"))
}

fn share(top: &str, bottom: &str) -> Term {
    n(top).over(n(bottom))
}

/// `*` and `-`, as the 2018 report writes them.
fn plain() -> Symbols {
    let [plus, minus, times, over, equals, open, close] = ["+", "-", "*", "/", "=", "(", ")"].map(str::to_owned);
    Symbols { plus, minus, times, over, equals, open, close }
}

fn arithmetic(method: &Method, weight: &str) -> String {
    let worked = work(method, d(weight), &plain()).expect("a score");
    Ruled::new(worked, 2).arithmetic(&plain())
}

fn items(share: &Term, met: &[&str]) -> Vec<CheckedItem> {
    met.iter().map(|met| CheckedItem { share: share.clone(), met: n(met) }).collect()
}

fn short(value: &str, target: Term, per_point: &str) -> Method {
    Method::Shortfall { rate: Rate::Given(percent(value)), target, per_point: percent(per_point) }
}

#[test]
fn the_report_of_2018_is_reproduced_with_its_arithmetic() {
    let judged = |grade: &str| Method::GradeShortfall { grade: percent(grade), per_point: percent("2") };
    let all = [
        ("A22", "2", Method::Grade(percent("80")), "1.60=2*80%"),
        ("B11", "5", short("89.63", n("1"), "3"), "3.44=5-(1-89.63%)*5*100*3%"),
        ("B31", "5", Method::Grade(percent("80")), "4.00=5*80%"),
        ("B32", "5", Method::Grade(percent("60")), "3.00=5*60%"),
        ("C112", "2", judged("80"), "1.20=2-(100%-80%)*2*100*2%"),
        ("C114", "5", judged("80"), "3.00=5-(100%-80%)*5*100*2%"),
        ("C122", "5", short("98.88", n("1"), "3"), "4.83=5-(1-98.88%)*5*100*3%"),
        ("C13", "4", judged("80"), "2.40=4-(100%-80%)*4*100*2%"),
        ("C23", "5", short("85.83", percent("90"), "3"), "4.37=5-(90%-85.83%)*5*100*3%"),
        ("C25", "8", short("83.33", percent("85"), "3"), "7.60=8-(85%-83.33%)*8*100*3%"),
        // C111: a target that is exceeded earns full marks.
        ("C111", "10", short("103.22", percent("100"), "3"), "10.00=10"),
    ];
    for (code, weight, method, expected) in all {
        assert_eq!(arithmetic(&method, weight), expected, "{code}");
    }
}

#[test]
fn sub_projects_are_weighted_and_a_cap_on_each_changes_the_rate() {
    // R15: 50 of 100 and 30 of 20; capped each, 70 of 120.
    let parts = vec![(n("50"), n("100")), (n("30"), n("20"))];
    let rate = |each_capped| Rate::Weighted { parts: parts.clone(), each_capped };
    let score = |each_capped| arithmetic(&Method::Proportion { rate: rate(each_capped), floor: None }, "6");
    assert_eq!(score(false), "4.00=6*66.67%");
    assert_eq!(score(true), "3.50=6*58.33%");
}

#[test]
fn a_year_without_a_case_counts_in_full() {
    let method = Method::Shortfall { rate: Rate::NoCase, target: percent("100"), per_point: percent("3") };
    assert_eq!(arithmetic(&method, "3"), "3.00=3");
    assert_eq!(arithmetic(&Method::Proportion { rate: Rate::NoCase, floor: None }, "3"), "3.00=3*100%");
}

#[test]
fn checklists_count_equal_and_unequal_shares_and_demands_met_in_part() {
    let list = |items| Method::Checklist { items, off: None };
    assert_eq!(arithmetic(&list(items(&share("1", "4"), &["1", "1", "1", "1"])), "1"), "1.00=1");
    assert_eq!(arithmetic(&list(items(&share("1", "3"), &["1", "1", "0"])), "2"), "1.33=2*2/3");
    assert_eq!(arithmetic(&list(items(&share("1", "3"), &["1", "0.5", "0"])), "3"), "1.50=3*(1/3+1/3*0.5)");
    // R2: four demands of 1/8 and three of 1/6; two of the first are not met.
    let mut groups = items(&share("1", "8"), &["1", "1", "0", "0"]);
    groups.extend(items(&share("1", "6"), &["1", "1", "1"]));
    assert_eq!(arithmetic(&list(groups), "4"), "3.00=4*(2/8+3/6)");
    assert_eq!(arithmetic(&list(items(&share("1", "2"), &["0", "0"])), "4"), "0.00=0");
}

#[test]
fn occurrences_cost_a_share_or_points_until_nothing_is_left() {
    let off = |count: &str, each: Term| Occurrences { count: n(count), each };
    assert_eq!(arithmetic(&Method::ShareOff(off("1", percent("25"))), "2"), "1.50=2-2*25%");
    assert_eq!(arithmetic(&Method::ShareOff(off("3", percent("50"))), "2"), "0.00=0");
    assert_eq!(arithmetic(&Method::PointsOff(off("1", n("1"))), "2"), "1.00=2-1");
    assert_eq!(arithmetic(&Method::PointsOff(off("0", n("1"))), "2"), "2.00=2");
    // R9: a checklist, with 20% of the weight off for each delay on top.
    let items = items(&share("1", "2"), &["1", "1"]);
    let method = Method::Checklist { items, off: Some(off("2", percent("20"))) };
    assert_eq!(arithmetic(&method, "1"), "0.60=1-1*20%*2");
}

#[test]
fn rates_are_capped_and_cut_off() {
    let reached = |actual: &str, plan: &str, floor| Method::Proportion {
        rate: Rate::Reached { actual: n(actual), plan: n(plan) },
        floor,
    };
    let floor = |itself_earns| Some(Floor { at: percent("80"), itself_earns });
    assert_eq!(arithmetic(&reached("7237", "7096", None), "1"), "1.00=1*100%");
    assert_eq!(arithmetic(&reached("624", "880", None), "0.5"), "0.35=0.5*70.91%");
    assert_eq!(arithmetic(&reached("70", "100", floor(true)), "2"), "0.00=0");
    // Whether 80% itself still earns is a setting: the published texts mean both.
    assert_eq!(arithmetic(&reached("80", "100", floor(true)), "2"), "1.60=2*80.00%");
    assert_eq!(arithmetic(&reached("80", "100", floor(false)), "2"), "0.00=0");
    // The score follows the exact rate, not the printed one: 2 * 99.49...% of 199/200.0201 parts.
    assert_eq!(arithmetic(&reached("2", "3", None), "1"), "0.67=1*66.67%");
    let none = work(&reached("1", "0", None), d("2"), &plain());
    assert_eq!(none, Err(Unworkable::DividedByZero));
}

#[test]
fn tasks_all_or_nothing_and_references() {
    let tasks = Method::Proportion { rate: Rate::Reached { actual: n("4"), plan: n("5") }, floor: None };
    assert_eq!(arithmetic(&tasks, "1"), "0.80=1*80.00%");
    let both = |met: &[&str]| Method::AllOrNothing { items: items(&n("1"), met) };
    assert_eq!(arithmetic(&both(&["1", "1"]), "2"), "2.00=2");
    assert_eq!(arithmetic(&both(&["1", "0.9"]), "2"), "0.00=0");
    // R8: 1% of the weight for each percentage point above the mean.
    let against =
        |actual: &str| Method::Reference { actual: percent(actual), limit: percent("5"), per_point: percent("1") };
    assert_eq!(arithmetic(&against("5"), "2"), "2.00=2");
    assert_eq!(arithmetic(&against("15"), "2"), "1.80=2-(15%-5%)*2*100*1%");
}

#[test]
fn surveys_earn_by_their_target() {
    let survey = |value: &str, below| Method::Survey { value: percent(value), target: percent("90"), below };
    assert_eq!(arithmetic(&survey("90", BelowTarget::Nothing), "10"), "10.00=10");
    assert_eq!(arithmetic(&survey("89.99", BelowTarget::Nothing), "10"), "0.00=0");
    assert_eq!(arithmetic(&survey("45", BelowTarget::Proportion), "10"), "5.00=10*45%/90%");
    assert_eq!(arithmetic(&survey("75", BelowTarget::From(percent("60"))), "10"), "5.00=10*(75%-60%)/(90%-60%)");
    assert_eq!(arithmetic(&survey("60", BelowTarget::From(percent("60"))), "10"), "0.00=0");
}

#[test]
fn scales_that_do_not_fit_are_refused_not_scored() {
    let refused = |method: &Method| work(method, d("5"), &plain()).expect_err("no score");
    let survey = |value: Term, target: Term| Method::Survey { value, target, below: BelowTarget::Proportion };
    // 86.7 in a column of plain numbers is not 86.7%.
    assert_eq!(refused(&survey(n("86.7"), percent("90"))), Unworkable::MixedScales);
    assert_eq!(refused(&short("85.83", n("98"), "3")), Unworkable::NoRate);
    let given = |term| Method::Proportion { rate: Rate::Given(term), floor: None };
    assert_eq!(refused(&given(n("86.7"))), Unworkable::NoRate);
    let floor = Some(Floor { at: n("80"), itself_earns: true });
    assert_eq!(refused(&Method::Proportion { rate: Rate::Given(percent("90")), floor }), Unworkable::NoRate);
    let reference = Method::Reference { actual: n("51.36"), limit: n("50.20"), per_point: percent("1") };
    assert_eq!(refused(&reference), Unworkable::NoRate);
    let reached = |actual: &str, plan: &str| Rate::Reached { actual: n(actual), plan: n(plan) };
    assert_eq!(refused(&Method::Proportion { rate: reached("5", "-10"), floor: None }), Unworkable::Negative);
    let start = Method::Survey { value: percent("80"), target: percent("90"), below: BelowTarget::From(percent("95")) };
    assert_eq!(refused(&start), Unworkable::StartAboveTarget);
    assert_eq!(refused(&Method::ShareOff(Occurrences { count: n("1"), each: percent("-25") })), Unworkable::NoCost);
}

#[test]
fn the_printed_arithmetic_leads_to_the_printed_score() {
    // 5 * 68.90% would be 3.445 and round to 3.45; the score is 3.44.
    let close =
        |actual: &str| Method::Proportion { rate: Rate::Reached { actual: n(actual), plan: n("100000") }, floor: None };
    assert_eq!(arithmetic(&close("68899"), "5"), "3.44=5*68.899%");
    // A value just short of the target is not printed as the target.
    let worked = work(&short("89.999", percent("90"), "3"), d("5"), &plain()).expect("a score");
    assert!(worked.steps.iter().all(|step| !step.contains("90%-90")), "{:?}", worked.steps);
}

#[test]
fn judgements_beyond_the_whole_and_broken_counts_are_refused() {
    let refused = |method: &Method| work(method, d("2"), &plain()).expect_err("no score");
    assert_eq!(refused(&Method::Grade(percent("120"))), Unworkable::BeyondWhole);
    assert_eq!(refused(&Method::ShareOff(Occurrences { count: n("-1"), each: percent("5") })), Unworkable::NoCount);
    assert_eq!(refused(&Method::ShareOff(Occurrences { count: n("1.5"), each: percent("5") })), Unworkable::NoCount);
}

#[test]
fn the_result_before_rounding_is_told() {
    let ruled = |method: &Method, weight| Ruled::new(work(method, d(weight), &plain()).expect("a score"), 2);
    assert_eq!(ruled(&short("85.83", percent("90"), "3"), "5").before_rounding(), "4.3745");
    let third = Method::Checklist { items: items(&share("1", "3"), &["1", "1", "0"]), off: None };
    assert_eq!(ruled(&third, "2").before_rounding(), "1.33333333…");
}

fn form_pack(reverse: Reverse, partial: &str) -> FormPack {
    let text = format!(
        "title = \"试\"\ndecimals = 2\nexecution_weight = 10\nreverse = \"{}\"\nstages = []\n\
         partial = [{partial}]\ngrades = []",
        if reverse == Reverse::Linear { "linear" } else { "ratio" },
    );
    toml::from_str(&text).expect("a pack")
}

fn on_form(pack: &FormPack, sign: Sign, target: &str, actual: &str, weight: &str) -> String {
    let worked =
        on_target(pack, pack.partial_of("产出指标", "%"), sign, d(target), d(actual), d(weight)).expect("a score");
    Ruled::new(worked, 2).score.to_string()
}

const PROPORTION: &str = "{ formula = \"proportion\" }";

#[test]
fn the_forms_of_2024_score_by_the_proportion_reached() {
    let pack = form_pack(Reverse::Linear, PROPORTION);
    let all = [
        (Sign::AtLeast, "80", "57.14", "10", "7.14"),
        (Sign::AtLeast, "1500", "1244", "5", "4.15"),
        (Sign::AtLeast, "90", "85", "5", "4.72"),
        (Sign::Equal, "100", "98", "8", "7.84"),
        (Sign::AtLeast, "4000", "2211", "5", "2.76"),
        (Sign::AtLeast, "90", "88", "5", "4.89"),
        (Sign::AtLeast, "15", "33", "10", "10.00"),
        (Sign::AtMost, "5", "5", "8", "8.00"),
        (Sign::LessThan, "5", "0", "8", "8.00"),
    ];
    for (sign, target, actual, weight, expected) in all {
        assert_eq!(on_form(&pack, sign, target, actual, weight), expected, "{target} {actual}");
    }
}

#[test]
fn the_two_reverse_formulas_differ() {
    let linear = form_pack(Reverse::Linear, PROPORTION);
    let ratio = form_pack(Reverse::Ratio, PROPORTION);
    for (actual, by_line, by_ratio) in [("15", "2.50", "3.33"), ("25", "0.00", "2.00"), ("20", "0.00", "2.50")] {
        assert_eq!(on_form(&linear, Sign::AtMost, "10", actual, "5"), by_line);
        assert_eq!(on_form(&ratio, Sign::AtMost, "10", actual, "5"), by_ratio);
    }
}

#[test]
fn targets_of_nothing_and_values_below_nothing_have_a_score() {
    let pack = form_pack(Reverse::Linear, PROPORTION);
    for (sign, target, actual, expected) in [
        (Sign::Equal, "0", "0", "5.00"),
        (Sign::Equal, "0", "1", "0.00"),
        (Sign::AtMost, "0", "0", "5.00"),
        (Sign::AtMost, "0", "1", "0.00"),
        (Sign::AtLeast, "0", "0", "5.00"),
        (Sign::AtLeast, "10", "-3", "0.00"),
        (Sign::AtLeast, "-5", "-3", "5.00"),
        (Sign::AtLeast, "-5", "-8", "0.00"),
        (Sign::Equal, "2", "3", "5.00"),
    ] {
        assert_eq!(on_form(&pack, sign, target, actual, "5"), expected, "{sign:?} {target} {actual}");
    }
}

#[test]
fn partial_scores_follow_the_pack() {
    let from = form_pack(Reverse::Linear, "{ formula = \"from\", zero_at = 60 }");
    assert_eq!(on_form(&from, Sign::AtLeast, "90", "75", "10"), "5.00");
    assert_eq!(on_form(&from, Sign::AtLeast, "90", "60", "10"), "0.00");
    let none = form_pack(Reverse::Linear, "{ formula = \"none\" }");
    assert_eq!(on_form(&none, Sign::AtLeast, "90", "89", "10"), "0.00");
}

#[test]
fn the_execution_scores_of_the_forms_of_2024() {
    let pack = form_pack(Reverse::Linear, PROPORTION);
    for (budget, spent, expected) in [
        ("22", "22", "10.00"),
        ("61.19", "60.58", "9.90"),
        ("16.54", "16.19", "9.79"),
        ("55.72", "55.58", "9.97"),
        ("10", "12", "10.00"),
        ("0", "0", "0.00"),
    ] {
        assert_eq!(Ruled::new(on_execution(&pack, d(budget), d(spent)), 2).score.to_string(), expected);
    }
}
