//! 应整改86处，已整改79处，尚有7处未整改: three numbers of which one is the difference of the others.

use super::tell;
use crate::review::reading::Sentence;
use crate::review::remarks::Remarks;
use crate::review::rules::claims::pattern::pattern;
use crate::review::rules::claims::shown;
use regex::Regex;
use std::sync::LazyLock;

/// In each the first number less the second is the third, or the other way round.
static SUBTRACTIONS: LazyLock<[Regex; 4]> = LazyLock::new(|| {
    [
        pattern("(?:^|[^相供响对适反效])应~{0,8}?N，[已实]~{0,8}?N，~{0,4}?[少漏欠]~{0,2}?N"),
        pattern("(?:^|[^相供响对适反效])应~{0,8}?N，[已实]~{0,8}?N，(?:尚有|还有|仍有|尚余)N~{0,4}?[未没待]"),
        pattern(
            "(?:计划|合同|约定|规定|预计|承诺|要求)~{0,8}?N，实际~{0,6}?N，(?:提前|推迟|延期|逾期|超期|滞后)(?:了)?N",
        ),
        pattern("最高~{0,6}?N，最低~{0,6}?N，~{0,4}?(?:极差|相差|差距)(?:为|达|是)?N"),
    ]
});

/// Every such row of three.
pub(super) fn subtractions(sentence: &Sentence, remarks: &mut Remarks) {
    for groups in SUBTRACTIONS.iter().filter_map(|three| three.captures(&sentence.masked)) {
        let amount = |group: usize| {
            let found = groups.get(group).and_then(|mark| sentence.amount_of(mark.as_str()));
            found.filter(|amount| amount.is_exact())
        };
        let (Some(one), Some(other), Some(gap)) = (amount(1), amount(2), amount(3)) else { continue };
        let (more, less) = if one.value >= other.value { (one, other) } else { (other, one) };
        let expected = more.interval().minus(less.interval());
        if more.measure != less.measure || less.measure != gap.measure || expected.meets(gap.interval()) {
            continue;
        }
        let [a, b, written] = [more, less, gap].map(|one| sentence.written(one));
        let should = shown(gap, written, expected.middle());
        tell(sentence, gap, format!("{a}和{b}相差{should}，写的是{written}"), format!("{a}-{b}={should}"), remarks);
    }
}
