//! What holds for every score, whatever the numbers.

use super::*;
use crate::model::Sign;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// A weight from 0.5 to 100 in steps of a half.
fn weights() -> impl Strategy<Value = Decimal> {
    (1_i64..=200).prop_map(|halves| Decimal::new(halves * 5, 1))
}

/// A ratio from -50% to 250%, with four places.
fn ratios() -> impl Strategy<Value = Decimal> {
    (-5_000_i64..=25_000).prop_map(|value| Decimal::new(value, 4))
}

/// An amount from 0 to a million, with two places.
fn amounts() -> impl Strategy<Value = Decimal> {
    (0_i64..=100_000_000).prop_map(|value| Decimal::new(value, 2))
}

fn score(method: &Method, weight: Decimal) -> Exact {
    let worked = work(method, weight, &Symbols::default()).expect("a score");
    worked.term.value().expect("a value")
}

/// Every kind of rule that follows one ratio, better with more of it.
fn rising(ratio: Decimal) -> Vec<Method> {
    let given = || Rate::Given(Term::percent(ratio));
    let per_point = Term::percent(Decimal::new(3, 2));
    let floor = Floor { at: Term::percent(Decimal::new(8, 1)), itself_earns: true };
    let target = Term::percent(Decimal::new(9, 1));
    let survey = |below| Method::Survey { value: Term::percent(ratio), target: target.clone(), below };
    let judged = Term::percent(ratio.clamp(Decimal::ZERO, Decimal::ONE));
    let half = Term::percent(Decimal::new(5, 1));
    let items = vec![
        CheckedItem { share: half.clone(), met: judged.clone() },
        CheckedItem { share: half, met: Term::number(0) },
    ];
    vec![
        Method::Proportion { rate: given(), floor: None },
        Method::Proportion { rate: given(), floor: Some(floor) },
        Method::Shortfall { rate: given(), target: target.clone(), per_point: per_point.clone() },
        survey(BelowTarget::Proportion),
        survey(BelowTarget::Nothing),
        survey(BelowTarget::From(Term::percent(Decimal::new(6, 1)))),
        Method::Grade(judged.clone()),
        Method::GradeShortfall { grade: judged.clone(), per_point },
        Method::Checklist { items: items.clone(), off: None },
        Method::AllOrNothing { items: items[..1].to_vec() },
    ]
}

/// Every kind of rule that gets worse with each occurrence.
fn falling(count: u32) -> Vec<Method> {
    let off = |each| Occurrences { count: Term::number(count), each };
    let third = || Term::number(1).over(Term::number(3));
    let items = (0..3).map(|_| CheckedItem { share: third(), met: Term::number(1) }).collect();
    let percent = Term::percent(Decimal::new(2, 1));
    vec![
        Method::ShareOff(off(percent.clone())),
        Method::PointsOff(off(Term::number(1))),
        Method::Checklist { items, off: Some(off(percent)) },
        Method::Reference {
            actual: Term::percent(Decimal::new(i64::from(count), 2)),
            limit: Term::percent(Decimal::new(5, 2)),
            per_point: Term::percent(Decimal::new(1, 2)),
        },
    ]
}

fn form_pack(reverse: &str, partial: &str) -> FormPack {
    let text = format!(
        "title = \"\"\ndecimals = 2\nexecution_weight = 10\nreverse = \"{reverse}\"\nstages = []\npartial = [{partial}]\ngrades = []"
    );
    toml::from_str(&text).expect("a pack")
}

fn packs() -> Vec<FormPack> {
    let partial = ["{ formula = \"proportion\" }", "{ formula = \"from\", zero_at = 60 }", "{ formula = \"none\" }"];
    ["linear", "ratio"].into_iter().flat_map(|reverse| partial.map(|partial| form_pack(reverse, partial))).collect()
}

fn on_form(pack: &FormPack, sign: Sign, target: Decimal, actual: Decimal, weight: Decimal) -> Exact {
    on_target(pack, pack.partial_of("", "%"), sign, target, actual, weight)
        .expect("a score")
        .term
        .value()
        .expect("a value")
}

proptest! {
    #[test]
    fn a_score_stays_between_nothing_and_the_weight(weight in weights(), ratio in ratios(), count in 0_u32..200) {
        for method in rising(ratio).iter().chain(&falling(count)) {
            let score = score(method, weight);
            prop_assert!(!score.is_negative() && score <= Exact::from(weight), "{method:?}");
        }
    }

    #[test]
    fn more_never_earns_less(weight in weights(), low in ratios(), more in 0_i64..20_000) {
        let high = low + Decimal::new(more, 4);
        for (lower, higher) in rising(low).iter().zip(&rising(high)) {
            prop_assert!(score(lower, weight) <= score(higher, weight), "{lower:?} {higher:?}");
        }
    }

    #[test]
    fn another_occurrence_never_earns_more(weight in weights(), count in 0_u32..200) {
        for (fewer, more) in falling(count).iter().zip(&falling(count + 1)) {
            prop_assert!(score(fewer, weight) >= score(more, weight), "{fewer:?} {more:?}");
        }
    }

    #[test]
    fn the_order_of_the_rows_does_not_matter(
        weight in weights(),
        met in proptest::collection::vec((1_i64..10, 0_i64..=4), 1..12),
        turn in 0_usize..12,
    ) {
        let whole: i64 = met.iter().map(|(share, _)| share).sum();
        let items: Vec<_> = met
            .iter()
            .map(|(share, quarter)| CheckedItem {
                share: Term::number(*share).over(Term::number(whole)),
                met: Term::number(Decimal::new(quarter * 25, 2)),
            })
            .collect();
        let mut turned = items.clone();
        turned.rotate_left(turn % items.len());
        turned.reverse();
        let list = |items| Method::Checklist { items, off: None };
        prop_assert_eq!(score(&list(items), weight), score(&list(turned), weight));
        let parts: Vec<_> = met.iter().map(|(plan, actual)| (Term::number(*actual), Term::number(*plan))).collect();
        let mut other = parts.clone();
        other.rotate_left(turn % parts.len());
        let sum = |parts| Method::Proportion { rate: Rate::Weighted { parts, each_capped: true }, floor: None };
        prop_assert_eq!(score(&sum(parts), weight), score(&sum(other), weight));
    }

    #[test]
    fn a_form_scores_between_nothing_and_the_weight_and_follows_the_value(
        weight in weights(), target in amounts(), low in amounts(), more in amounts(),
    ) {
        let high = low + more;
        for pack in packs() {
            for sign in [Sign::AtLeast, Sign::MoreThan, Sign::Equal, Sign::AtMost, Sign::LessThan] {
                let (lower, higher) = (on_form(&pack, sign, target, low, weight), on_form(&pack, sign, target, high, weight));
                for score in [&lower, &higher] {
                    prop_assert!(!score.is_negative() && *score <= Exact::from(weight));
                }
                let falls = matches!(sign, Sign::AtMost | Sign::LessThan) || (sign == Sign::Equal && target.is_zero());
                prop_assert!(if falls { lower >= higher } else { lower <= higher }, "{sign:?}");
            }
        }
    }

    #[test]
    fn execution_is_capped_and_follows_what_was_spent(budget in amounts(), low in amounts(), more in amounts()) {
        let pack = form_pack("linear", "");
        let score = |spent| on_execution(&pack, budget, spent).term.value().expect("a value");
        prop_assert!(score(low) <= score(low + more));
        prop_assert!(score(low + more) <= Exact::from(Decimal::TEN));
    }

    #[test]
    fn rounding_is_half_up_and_happens_once(top in 0_i64..1_000_000, bottom in 1_i64..1_000) {
        let value = Term::number(top).over(Term::number(bottom));
        let rounded = value.value().expect("a value").half_up(2);
        // By whole numbers: floor(100 top / bottom + 1/2).
        let expected = Decimal::new((2 * 100 * top + bottom) / (2 * bottom), 2);
        prop_assert_eq!(rounded, expected);
        prop_assert_eq!(Ruled::new(Worked { term: value, steps: Vec::new() }, 2).score, expected);
    }
}
