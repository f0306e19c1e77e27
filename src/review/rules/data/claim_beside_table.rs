//! 文字里说的增减、趋势、最高最低，和表里的不一样。
//!
//! # 查什么
//!
//! “较上年下降13.97%”，表里这一行是增长13.97%；“抽样合格率逐年上升”，表里这一行有一年下降；
//! “X的执行率最低，为93.33%”，表里还有更低的，或者X不是这个数；“各项执行率均达到99%以上”“各项指标均达到目标”，表里有没达到的；
//! “优良率87.57%，较2023年提高4.54个百分点”“2024年为2021年的3.4倍”“226.80万元，占全部金额的42.09%”，由表算出来不是。
//! 句子没有把两头的数都写出来，就到表里去对。
//!
//! # 为什么
//!
//! 说法是看着旧表写的，表变了，说法没有变。
//!
//! # 例子
//!
//! 表里复检费执行率93.55%、许可证专项工作经费93.33%，句子说“复检费执行率最低”。
//!
//! # 怎么改
//!
//! 对照表改说法。

use super::aims_met::aims_met;
use super::directions::directions;
use super::every_year::every_year;
use super::extreme_numbers::extreme_numbers;
use super::extremes::extremes;
use super::row_changes::row_changes;
use super::shares::shares;
use super::thresholds::thresholds;
use super::times::times;
use super::trends::trends;
use crate::diag::Severity;
use crate::review::reading::Reading;
use crate::review::remarks::Remarks;
use crate::review::rules::{Family, Rule};

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "claim-beside-table",
    title: "说法与表不符",
    family: Family::Data,
    severity: Severity::Error,
    remedy: "请对照表改说法",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for sentence in reading.prose() {
        directions(reading, sentence, remarks);
        trends(reading, sentence, remarks);
        extremes(reading, sentence, remarks);
        thresholds(reading, sentence, remarks);
        every_year(reading, sentence, remarks);
        extreme_numbers(reading, sentence, remarks);
        aims_met(reading, sentence, remarks);
        times(reading, sentence, remarks);
        shares(reading, sentence, remarks);
        row_changes(reading, sentence, remarks);
    }
}
