//! 总数和“其中”的各部分对不上。
//!
//! # 查什么
//!
//! “共N家，其中甲a家、乙b家、丙c家”：各部分相加应当等于总数；部分没有列全的（只举一两项的）不报，超过总数的一定报；
//! “其余c家”“剩余r%”应当是总数减去前面各部分；“新增a类、压减b类，由A类变为B类”应当对得上。
//!
//! # 为什么
//!
//! 总数改了，其中的各项没有改，是文字里最常见的错。
//!
//! # 例子
//!
//! “计划抽查195类，其中消费品161类、生产资料35类”，相加是196类。
//!
//! # 怎么改
//!
//! 核对总数和各部分。

use super::pattern::pattern;
use super::shown;
use crate::diag::Severity;
use crate::review::interval::Interval;
use crate::review::likeness::slip_of;
use crate::review::reading::{Amount, Measure, Reading, Sentence};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use regex::Regex;
use rust_decimal::Decimal;
use std::sync::LazyLock;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "parts-wrong",
    title: "总数与各部分不符",
    family: Family::Claims,
    severity: Severity::Error,
    remedy: "请核对总数和各部分；只举其中几项的，写成“其中主要是……”",
    find,
};

static WITHIN: LazyLock<Regex> =
    LazyLock::new(|| pattern("N~{0,30}?(其中|中，|包括|分别为|分别是|分别|分为|由|构成|组成|即|：|（|——)"));
static REST: LazyLock<Regex> = LazyLock::new(|| pattern("(?:其余|剩余|余下|其他)~{0,12}?N"));
static ADDED_DROPPED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:新增|增列|纳入|增设)(?:了)?~{0,4}?N~{0,30}?(?:压减|减少|取消|退出|剔除|调出|删减|核减|撤销|合并)(?:了)?~{0,4}?N",
    )
});

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in reading.prose() {
        within(sentence, remarks);
        altogether(reading, sentence, remarks);
        turnover(sentence, remarks);
        remaining(sentence, remarks);
        rest_of_shares(reading, sentence, remarks);
        shares_beyond_all(sentence, remarks);
    }
}

static REST_SHARE: LazyLock<Regex> = LazyLock::new(|| pattern("(?:其余|剩余|余下)~{0,10}?(?:占)?N"));
static SHARE: LazyLock<Regex> = LazyLock::new(|| pattern("占(?:比|总数|总额)?(?:的)?(?:比重|比例)?(?:为|达)?N"));

/// The shares a passage gives since its last full stop, this sentence's among them.
fn shares<'a>(before: &'a [Sentence], sentence: &'a Sentence, end: usize) -> Vec<&'a Amount> {
    let run = |one: &'a Sentence| {
        SHARE.captures_iter(&one.masked).filter_map(move |groups| one.amount_of(groups.get(1)?.as_str()))
    };
    let earlier = before.iter().rev().take(3).collect::<Vec<_>>().into_iter().rev().flat_map(run);
    let own = run(sentence).filter(|one| one.range.end <= end);
    earlier.chain(own).filter(|one| one.measure == Measure::Percent && one.is_exact()).collect()
}

/// 占64.89%；占22.74%；其余13.37%: together they are all.
fn rest_of_shares(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
    for groups in REST_SHARE.captures_iter(&sentence.masked) {
        let rest = groups.get(1).and_then(|mark| sentence.amount_of(mark.as_str()));
        let Some(rest) = rest.filter(|rest| rest.measure == Measure::Percent && rest.is_exact()) else { continue };
        let shares = shares(reading.before(sentence), sentence, rest.range.start);
        // The list may have begun earlier or later: any run up to here that fills the whole is right.
        let whole = Interval::exactly(Decimal::ONE_HUNDRED);
        let mut sum = Interval::exactly(Decimal::ZERO);
        let mut nearest = None;
        let mut fits = false;
        for share in shares.iter().rev() {
            sum = sum.plus(share.interval());
            let left = whole.minus(sum);
            fits |= left.meets(rest.interval());
            if slip_of(rest, left.middle()).is_some() || (left.middle() - rest.value).abs() < Decimal::from(12) {
                nearest = Some(left.middle());
            }
        }
        if let Some(left) = nearest.filter(|_| !fits && shares.len() >= 2) {
            let written = sentence.written(rest);
            let should = shown(rest, written, left);
            let message = format!("其余的占比写的是{written}，100%减去前面各项是{should}");
            remarks.add(Remark::new(&sentence.origin, message).at(sentence, &rest.range));
        }
    }
}

/// Shares of one whole in one sentence that make more than all of it.
fn shares_beyond_all(sentence: &Sentence, remarks: &mut Remarks) {
    let shares = shares(&[], sentence, sentence.text.len());
    let several = ["多选", "重合", "交叉", "分别占预算", "不宜相加"].iter().any(|word| sentence.text.contains(word));
    if shares.len() < 3 || several {
        return;
    }
    let sum = shares.iter().fold(Interval::exactly(Decimal::ZERO), |sum, one| sum.plus(one.interval()));
    if sum.least > Decimal::ONE_HUNDRED && sum.middle() < Decimal::from(112) {
        let terms: Vec<&str> = shares.iter().map(|one| sentence.written(one)).collect();
        let total = sum.middle().normalize();
        let message = format!("各项占比加起来是{total}%，超过了100%");
        let remark = Remark::new(&sentence.origin, message).at(sentence, &shares[0].range);
        remarks.add(remark.arithmetic(format!("{}={total}%", terms.join("+"))));
    }
}

/// A total with its parts behind it.
fn within(sentence: &Sentence, remarks: &mut Remarks) {
    let mut covered = 0;
    for groups in WITHIN.captures_iter(&sentence.masked) {
        let (Some(total), Some(word)) = (groups.get(1).and_then(|m| sentence.amount_of(m.as_str())), groups.get(2))
        else {
            continue;
        };
        // 增加4种，其中……: the parts are of the number that grew, not of the growth.
        let growth = sentence
            .words_before(total)
            .trim_end_matches('了')
            .ends_with(['加', '长', '少', '低', '降', '增', '减', '升']);
        if growth || !total.is_exact() || !countable(total) || total.range.start < covered {
            continue;
        }
        let between = groups.get(1).map_or("", |mark| &sentence.masked[mark.end()..word.start()]);
        if ["支出", "执行", "实际", "完成", "到位"].iter().any(|other| between.contains(other)) {
            continue;
        }
        let behind = &sentence.masked[word.end()..];
        let end = behind.find(['；', '）']).map_or(behind.len(), |at| at);
        if word.as_str() == "中，" && !REST.is_match(&behind[..end]) {
            continue;
        }
        let parts = parts(sentence, total, &behind[..end]);
        if parts.len() < 2 {
            continue;
        }
        covered = parts.last().map_or(0, |last| last.range.end);
        judge(sentence, total, &parts, word.as_str(), &behind[..end], remarks);
    }
}

static ALTOGETHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:共计|合计|总计|合共|总共|累计共|三者共|两项共|加起来共|三项合计|两项合计|三者合计|两者合计)(?:为|达|约)?N",
    )
});

/// A total behind its parts: a310人次、b1700人次，共计N人次.
fn altogether(reading: &Reading<'_>, sentence: &Sentence, remarks: &mut Remarks) {
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

fn countable(amount: &Amount) -> bool {
    matches!(amount.measure, Measure::Unit(_) | Measure::Money | Measure::Score)
}

/// The numbers of the total's kind behind it, as long as they can be its parts.
fn parts<'a>(sentence: &'a Sentence, total: &Amount, behind: &str) -> Vec<&'a Amount> {
    let marks = behind
        .char_indices()
        .filter_map(|(at, mark)| Some((at, mark, sentence.amount_of(mark.encode_utf8(&mut [0; 4]))?)));
    let mut found: Vec<&Amount> = Vec::new();
    let mut last_end = 0;
    for (at, mark, amount) in marks {
        // What is compared, planned or repeated between is no part.
        let between = &behind[last_end..at];
        let other = [
            "同比", "较", "比", "增", "减", "计划", "完成", "占", "合计", "共", "平均", "人均", "每", "预算", "执行",
            "达到", "结存", "结余", "剩余", "库存", "另", "超出", "超过", "超额", "少于", "目标",
        ]
        .iter()
        .any(|word| between.contains(word));
        last_end = at + mark.len_utf8();
        if amount.measure != total.measure {
            continue;
        }
        if other && !found.is_empty() {
            break;
        }
        found.push(amount);
    }
    found
}

fn judge(sentence: &Sentence, total: &Amount, parts: &[&Amount], word: &str, behind: &str, remarks: &mut Remarks) {
    // 各72件 counts more than once.
    let each = behind.contains('各');
    if each
        || parts.iter().any(|part| !part.is_exact())
        || parts.iter().any(|part| part.value > total.value && parts.len() > 2) && word == "（"
    {
        return;
    }
    let sum = parts.iter().fold(Interval::exactly(Decimal::ZERO), |sum, part| sum.plus(part.interval()));
    let mut running = Interval::exactly(Decimal::ZERO);
    // A prefix of the numbers that makes the total is the list; what follows is something else.
    for part in parts {
        running = running.plus(part.interval());
        if running.meets(total.interval()) {
            return;
        }
    }
    let nested = parts.len() >= 3 && nested_fits(total, parts);
    let over = sum.least > total.interval().most;
    // 选择“满意”的分别为: those are some of the whole.
    let start = sentence.masked.find(word).unwrap_or(0);
    let some = sentence.masked[..start].ends_with('的');
    let complete = !some && matches!(word, "分别为" | "分别是" | "分为" | "构成" | "组成")
        || REST.is_match(behind)
        || behind.contains("其余");
    let near = (sum.middle() - total.value).abs() * Decimal::from(12) <= total.value;
    let bracket = matches!(word, "（" | "由" | "即" | "分别" | "——" | "：");
    let telling = near || !bracket && (over || complete);
    if nested || !telling {
        return;
    }
    let written = sentence.written(total);
    let terms: Vec<&str> = parts.iter().map(|part| sentence.written(part)).collect();
    let should = shown(total, written, sum.middle());
    let message = format!("总数是{written}，{}加起来是{should}", terms.join("、"));
    let arithmetic = format!("{}={should}", terms.join("+"));
    let whole = total.range.clone();
    remarks.add(Remark::new(&sentence.origin, message).at(sentence, &whole).arithmetic(arithmetic));
}

/// 其中A a1、a2和B: some parts are parts of parts.
fn nested_fits(total: &Amount, parts: &[&Amount]) -> bool {
    let count = parts.len().min(10);
    (1_u32..1 << count).any(|chosen| {
        let some = (0..count).filter(|at| chosen >> at & 1 == 1).map(|at| parts[at].interval());
        some.reduce(Interval::plus).is_some_and(|sum| sum.meets(total.interval()))
    })
}

static REMAINING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:原有|原|年初)~{0,6}?N，?~{0,14}?(?:拆除|改造|减少|退出|压减|核减|报废|取消|关停|撤销)~{0,8}?N，?(?:压减至|减至|降至|减少到|剩余|剩|现有|保留)N",
    )
});

/// 原有31座，拆除19座，压减至13座
fn remaining(sentence: &Sentence, remarks: &mut Remarks) {
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
fn turnover(sentence: &Sentence, remarks: &mut Remarks) {
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
        let message = format!(
            "新增{}、减去{}，净变化是{}；{}和{}相差{}",
            texts[2],
            texts[3],
            net.normalize(),
            texts[0],
            texts[1],
            gap.normalize()
        );
        let arithmetic = format!("{}-{}={}", texts[2], texts[3], net.normalize());
        remarks.add(Remark::new(&sentence.origin, message).at(sentence, &added.range).arithmetic(arithmetic));
    }
}
