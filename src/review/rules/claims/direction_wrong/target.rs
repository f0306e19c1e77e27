//! 83.33%，高于85%的目标值: a number beside its target or an average.

use crate::review::reading::{Amount, Hedge, Measure, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::pattern::pattern;
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "N(?:，|,)?(?:略|明显|大幅|远|仍|均|已|也|且|并|稍|显著|虽|但|尚)*(高于|超过|大于|低于|小于|少于|不及|未达到|未达|没有达到|达到)(?:了)?(?:年初|年度|预期|原定|全[市省国区县州]|上年|同期)*(?:平均水平|平均值|目标值?|计划数?|指标值|预算数?|要求)?(?:的)?N(?:的)?(目标|计划|指标值|年度|要求|标准|预算|平均|上年|警戒)?",
    )
});

/// 83.33%，高于85%的目标值; 95.10%，高于全市96.30%的平均水平
pub(super) fn compared(sentence: &Sentence, remarks: &mut Remarks) {
    for groups in COMPARED.captures_iter(&sentence.masked) {
        let of = |group: usize| groups.get(group).and_then(|mark| sentence.amount_of(mark.as_str()));
        let (Some(one), Some(word), Some(other)) = (of(1), groups.get(2), of(3)) else { continue };
        let whole = groups.get(0).map_or("", |whole| whole.as_str());
        let aims = ["目标", "计划", "指标值", "预算", "要求", "平均"];
        let aimed = groups.get(4).is_some() || aims.iter().any(|aim| whole.contains(aim));
        let up = matches!(word.as_str(), "高于" | "超过" | "大于" | "达到");
        // 3.20%，未达到3%的目标 can be too much as well as too little.
        let either_way = word.as_str().contains('达') && !is_aimed_high(other);
        let wrong = if up { one.value < other.value } else { one.value > other.value };
        // 增加3.1件，超过20件的目标值: what exceeds is not the change.
        let is_change = ["增加", "减少", "增长", "下降", "提高", "降低", "多", "少"]
            .iter()
            .any(|word| sentence.words_before(one).trim_end_matches('了').ends_with(word));
        if is_change {
            continue;
        }
        if one.measure == other.measure && one.hedge == Hedge::Exact && aimed && wrong && !either_way {
            let (a, b) = (sentence.written(one), sentence.written(other));
            let message = match word.as_str() {
                "未达到" | "未达" | "没有达到" => format!("{a}达到了{b}"),
                word => format!("{a}并不{word}{b}"),
            };
            let range = one.range.start..other.range.end;
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &range));
        }
    }
}

/// A rate that is to be as high as can be: nobody aims at as little as 90%.
fn is_aimed_high(target: &Amount) -> bool {
    target.measure == Measure::Percent && target.value >= Decimal::from(50)
}

static ATTAINED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:计划|目标)~{0,8}?N，实际~{0,6}?N，[已均]?(超额完成|超计划完成|(?:达到|完成|实现)了?(?:年度|预期|绩效|既定|预定)*(?:目标|指标))",
    )
});

/// 计划培训20场，实际培训18场，超额完成; 目标值为95%，实际为92%，达到了目标值
pub(super) fn attained(sentence: &Sentence, remarks: &mut Remarks) {
    const COUNTED: [&str; 16] =
        ["场", "次", "人", "人次", "户", "家", "件", "份", "期", "处", "座", "个", "项", "批次", "台", "场次"];
    for groups in ATTAINED.captures_iter(&sentence.masked) {
        let of = |group: usize| groups.get(group).and_then(|mark| sentence.amount_of(mark.as_str()));
        let (Some(plan), Some(actual), Some(word)) = (of(1), of(2), groups.get(3)) else { continue };
        let counted = matches!(&plan.measure, Measure::Unit(unit) if COUNTED.contains(&unit.as_str()))
            && word.as_str().starts_with('超');
        let exact = plan.is_exact() && actual.is_exact() && plan.measure == actual.measure;
        if exact && (counted || is_aimed_high(plan)) && actual.value < plan.value {
            let (a, b) = (sentence.written(actual), sentence.written(plan));
            let message = format!("实际{a}不到{b}，写的是“{}”", word.as_str());
            let range = plan.range.start..actual.range.end;
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &range));
        }
    }
}

/// 合同工期420天，实际用时446天，比约定提前26天
static AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern("(?:工期|时限|期限|约定|计划)~{0,6}?N，实际~{0,6}?N，~{0,6}?(提前|缩短|延后|推迟|滞后|超期|逾期)(?:了)?N")
});

/// What took longer than agreed was not ahead of time.
pub(super) fn ahead(sentence: &Sentence, remarks: &mut Remarks) {
    for groups in AHEAD.captures_iter(&sentence.masked) {
        let of = |group: usize| groups.get(group).and_then(|mark| sentence.amount_of(mark.as_str()));
        let (Some(agreed), Some(actual), Some(word)) = (of(1), of(2), groups.get(3)) else { continue };
        let early = matches!(word.as_str(), "提前" | "缩短");
        let wrong = if early { actual.value > agreed.value } else { actual.value < agreed.value };
        if agreed.measure == actual.measure && agreed.is_exact() && actual.is_exact() && wrong {
            let (a, b) = (sentence.written(actual), sentence.written(agreed));
            let more = if early { "多" } else { "少" };
            let message = format!("实际{a}比{b}{more}，写的是“{}”", word.as_str());
            let end = groups
                .get(4)
                .and_then(|mark| sentence.amount_of(mark.as_str()))
                .map_or(actual.range.end, |gap| gap.range.end);
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &(agreed.range.start..end)));
        }
    }
}
