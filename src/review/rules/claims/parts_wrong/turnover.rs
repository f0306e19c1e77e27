//! 新增20项、取消6项; 原有31座，拆除19座，压减至12座: what came, what went, what is left.

use crate::review::reading::{Amount, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::pattern::pattern;
use crate::review::rules::claims::shown;
use regex::Regex;
use std::sync::LazyLock;

static ADDED_DROPPED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:新增|增列|纳入|增设)(?:了)?~{0,4}?N~{0,30}?(?:压减|减少|取消|退出|剔除|调出|删减|核减|撤销|合并)(?:了)?~{0,4}?N",
    )
});

static REMAINING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:原有|原|年初)~{0,6}?N，?~{0,14}?(?:拆除|改造|减少|退出|压减|核减|报废|取消|关停|撤销)~{0,8}?N，?(?:压减至|减至|降至|减少到|剩余|剩|现有|保留)N",
    )
});

/// 原有31座，拆除19座，压减至13座
pub(super) fn remaining(sentence: &Sentence, remarks: &mut Remarks) {
    let Some(groups) = REMAINING.captures(&sentence.masked) else { return };
    let get = |group: usize| sentence.amount_of(groups.get(group)?.as_str()).filter(|one| one.is_exact());
    let (Some(first), Some(gone), Some(left)) = (get(1), get(2), get(3)) else { return };
    let like = first.measure == gone.measure && gone.measure == left.measure;
    if !like || first.interval().minus(gone.interval()).meets(left.interval()) {
        return;
    }
    let texts = [first, gone, left].map(|one| sentence.written(one));
    let should = shown(left, texts[2], first.value.saturating_sub(gone.value));
    let message = format!("{}减去{}是{should}，写的是{}", texts[0], texts[1], texts[2]);
    let remark = Remark::new(&sentence.origin, message).at(sentence, &left.range);
    remarks.add(remark.arithmetic(format!("{}-{}={should}", texts[0], texts[1])));
}

/// 由A类变为B类，新增a类，压减b类, in whatever order.
pub(super) fn turnover(sentence: &Sentence, remarks: &mut Remarks) {
    let Some(groups) = ADDED_DROPPED.captures(&sentence.masked) else { return };
    let get = |group: usize| sentence.amount_of(groups.get(group)?.as_str());
    let (Some(added), Some(dropped)) = (get(1), get(2)) else { return };
    let others: Vec<&Amount> = sentence
        .amounts
        .iter()
        .filter(|one| one.measure == added.measure && one.range != added.range && one.range != dropped.range)
        .collect();
    let [one, other] = others.as_slice() else { return };
    let all = [one, other, added, dropped];
    if all.iter().any(|amount| !amount.is_exact() || amount.measure != added.measure) {
        return;
    }
    let (net, gap) = (added.value - dropped.value, (one.value - other.value).abs());
    if gap != net.abs() {
        let texts = all.map(|amount| sentence.written(amount));
        let [net, gap] = [net, gap].map(|value| shown(added, texts[2], value));
        let message = format!("新增{}、减去{}，净变化是{net}；{}和{}相差{gap}", texts[2], texts[3], texts[0], texts[1]);
        let arithmetic = format!("{}-{}={net}", texts[2], texts[3]);
        remarks.add(Remark::new(&sentence.origin, message).at(sentence, &added.range).arithmetic(arithmetic));
    }
}
