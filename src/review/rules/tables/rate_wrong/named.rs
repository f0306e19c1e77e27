//! What rates are made of by their names.

use super::{Candidate, Matrix, Way};
use crate::review::reading::year_in;

/// Rates by name, with the words of what is divided and by what.
const NAMED: [(&str, &[&str], &[&str]); 10] = [
    ("执行率", &["执行", "支出", "使用", "支付"], &["预算", "到位", "下达", "安排", "批复"]),
    ("支出率", &["支出", "支付"], &["预算", "到位", "下达", "安排"]),
    ("到位率", &["到位"], &["预算", "计划", "下达", "安排", "应"]),
    ("完成率", &["完成", "实际"], &["计划", "目标", "任务", "应", "指标值"]),
    ("得分率", &["得分", "评分", "实得"], &["权重", "分值", "满分", "标准分"]),
    ("不合格", &["不合格"], &["抽", "检", "总", "实际"]),
    ("合格率", &["合格"], &["抽", "检", "总"]),
    ("回收率", &["回收", "收回"], &["发放", "发出"]),
    ("立案率", &["立案"], &["不合格", "应"]),
    ("整改率", &["整改"], &["问题", "应", "总", "发现"]),
];

pub(super) fn is_named(way: Way, rate: &str, above: &str, below: &str) -> bool {
    // The rate of another year, or one that was aimed at, is not made of this year's numbers.
    const OTHER: [&str; 7] = ["上年", "去年", "同期", "目标", "计划", "预期", "上一年"];
    let of_plan = rate.contains("完成率");
    let other = OTHER.iter().any(|word| rate.contains(word) && !above.contains(word) && !(of_plan && *word == "计划"));
    if other
        || year_in(rate).is_some_and(|year| year_in(above).is_some_and(|of| of != year) || year_in(above).is_none())
    {
        return false;
    }
    match way {
        Way::Ratio => {
            let known = NAMED.iter().find(|(name, _, _)| rate.contains(name));
            known.is_some_and(|(_, over, under)| {
                let fits = |name: &str, words: &[&str]| words.iter().any(|word| name.contains(word));
                fits(above, over) && fits(below, under) && !above.contains("率")
            })
        }
        Way::Share => ["占比", "比重", "构成比"].iter().any(|word| rate.contains(word)),
        Way::Base => false,
        Way::Previous => ["增长", "增幅", "同比", "环比"].iter().any(|word| rate.contains(word)),
        Way::Growth => {
            ["增长", "增幅", "同比", "增减率"].iter().any(|word| rate.contains(word))
                && year_in(above) > year_in(below)
                && year_in(below).is_some()
        }
    }
}

/// Of several bases a rate can have by its name: not the plan, unless it is the plan that is
/// fulfilled, and of 不合格率 not 合格.
pub(super) fn is_likely(matrix: &Matrix<'_>, line: usize, candidate: &Candidate) -> bool {
    let (rate, below) = (&matrix.lines[line].name, &matrix.lines[candidate.below].name);
    let planned = ["计划", "目标"].iter().any(|word| below.contains(word));
    let part = below.contains("合格") && rate.contains("合格");
    planned == rate.contains("完成") && !part
}
