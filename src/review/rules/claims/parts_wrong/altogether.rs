//! A total behind its parts.

use super::countable;
use crate::review::interval::Interval;
use crate::review::likeness::slip_of;
use crate::review::reading::{Amount, Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::pattern::pattern;
use crate::review::rules::claims::shown;
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

static ALTOGETHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:共计|合计|总计|合共|总共|累计共|三者共|两项共|加起来共|三项合计|两项合计|三者合计|两者合计)(?:为|达|约)?N",
    )
});

/// A total behind its parts: a310人次、b1700人次，共计N人次.
pub(super) fn altogether(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
    for groups in ALTOGETHER.captures_iter(&sentence.masked) {
        let total = groups.get(1).and_then(|mark| sentence.amount_of(mark.as_str()));
        let Some(total) = total.filter(|total| total.is_exact() && countable(total) && !reading.has_source(total))
        else {
            continue;
        };
        let here =
            sentence.amounts.iter().filter(|one| one.range.end <= total.range.start && one.measure == total.measure);
        let here: Vec<(&Sentence, &Amount)> = here.map(|one| (sentence, one)).collect();
        let earlier: Vec<(&Sentence, &Amount)> = reading
            .before(sentence)
            .iter()
            .flat_map(|before| before.amounts.iter().map(move |one| (before, one)))
            .filter(|(_, one)| one.measure == total.measure)
            .chain(here.iter().copied())
            .collect();
        for run in [&here, &earlier] {
            let fits = run_fits(total, run);
            if fits {
                break;
            }
            let sum = run.iter().fold(Interval::exactly(Decimal::ZERO), |sum, (_, one)| sum.plus(one.interval()));
            let exact = run.len() >= 2 && run.iter().all(|(_, one)| one.is_exact());
            let near = total.digits.len() >= 2 && slip_of(total, sum.middle()).is_some();
            if exact && near {
                let written = sentence.written(total);
                let should = shown(total, written, sum.middle());
                let terms: Vec<&str> = run.iter().map(|(sentence, one)| sentence.written(one)).collect();
                let message = format!("合计写的是{written}，{}加起来是{should}", terms.join("、"));
                let remark = Remark::new(&sentence.origin, message).at(sentence, &total.range);
                remarks.add(remark.arithmetic(format!("{}={should}", terms.join("+"))));
                break;
            }
        }
    }
}

/// Whether the last numbers of the run, however many, make the total.
fn run_fits(total: &Amount, run: &[(&Sentence, &Amount)]) -> bool {
    let mut sum = Interval::exactly(Decimal::ZERO);
    run.iter().rev().any(|(_, one)| {
        sum = sum.plus(one.interval());
        sum.meets(total.interval())
    })
}
