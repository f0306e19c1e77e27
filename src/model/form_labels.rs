//! What the fields of a filled-in 自评表 are called.

use serde::Deserialize;
use std::collections::BTreeMap;

/// A field of the form, by the name of its column in the data tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, strum::IntoStaticStr)]
pub enum FormLabel {
    /// 项目名称
    #[strum(serialize = "项目名称")]
    #[serde(rename = "项目名称")]
    Project,
    /// 主管部门
    #[strum(serialize = "主管部门")]
    #[serde(rename = "主管部门")]
    Department,
    /// 实施单位
    #[strum(serialize = "实施单位")]
    #[serde(rename = "实施单位")]
    Unit,
    /// 项目资金, with the unit of the amounts
    #[strum(serialize = "项目资金")]
    #[serde(rename = "项目资金")]
    Money,
    /// 年度资金总额
    #[strum(serialize = "年度资金总额")]
    #[serde(rename = "年度资金总额")]
    MoneyTotal,
    /// 年初预算数
    #[strum(serialize = "年初预算数")]
    #[serde(rename = "年初预算数")]
    Initial,
    /// 全年预算数
    #[strum(serialize = "全年预算数")]
    #[serde(rename = "全年预算数")]
    Budget,
    /// 全年执行数
    #[strum(serialize = "全年执行数")]
    #[serde(rename = "全年执行数")]
    Spent,
    /// 执行率
    #[strum(serialize = "执行率")]
    #[serde(rename = "执行率")]
    Rate,
    /// 预期目标
    #[strum(serialize = "预期目标")]
    #[serde(rename = "预期目标")]
    Goal,
    /// 实际完成情况
    #[strum(serialize = "实际完成情况")]
    #[serde(rename = "实际完成情况")]
    Result,
    /// 一级指标
    #[strum(serialize = "一级指标")]
    #[serde(rename = "一级指标")]
    Level1,
    /// 二级指标
    #[strum(serialize = "二级指标")]
    #[serde(rename = "二级指标")]
    Level2,
    /// 三级指标
    #[strum(serialize = "三级指标")]
    #[serde(rename = "三级指标")]
    Level3,
    /// 年度指标值
    #[strum(serialize = "指标值")]
    #[serde(rename = "指标值")]
    Target,
    /// 实际完成值
    #[strum(serialize = "实际完成值")]
    #[serde(rename = "实际完成值")]
    Actual,
    /// 分值, of the budget execution and of the indicators
    #[strum(serialize = "分值")]
    #[serde(rename = "分值")]
    Weight,
    /// 得分, of the budget execution and of the indicators
    #[strum(serialize = "得分")]
    #[serde(rename = "得分")]
    Score,
    /// 偏差原因分析及改进措施
    #[strum(serialize = "偏差原因")]
    #[serde(rename = "偏差原因")]
    Reason,
    /// 指标性质: the sign, where it has a column of its own
    #[strum(serialize = "比较")]
    #[serde(rename = "比较")]
    Sign,
    /// 计量单位, where it has a column of its own
    #[strum(serialize = "计量单位")]
    #[serde(rename = "计量单位")]
    UnitOfMeasure,
    /// 总分
    #[strum(serialize = "总分")]
    #[serde(rename = "总分")]
    Total,
    /// 评分等级
    #[strum(serialize = "评分等级")]
    #[serde(rename = "评分等级")]
    Grade,
}

impl FormLabel {
    /// The labels above the indicators without which a sheet cannot be read as a form; those of the
    /// indicators are asked for in their own head.
    pub const NEEDED: [Self; 8] = [
        Self::Project,
        Self::Department,
        Self::Unit,
        Self::Initial,
        Self::Budget,
        Self::Spent,
        Self::Goal,
        Self::Result,
    ];

    /// The name of its column in the data tables.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// The ways of writing each label: `templates/forms/labels.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct FormLabels(BTreeMap<FormLabel, Vec<String>>);

impl FormLabels {
    /// The label that words are; spaces, words in brackets and a colon at the end do not count.
    pub fn named(&self, words: &str) -> Option<FormLabel> {
        let bare = bare(words);
        self.0.iter().find(|(_, ways)| ways.contains(&bare)).map(|(label, _)| *label)
    }
}

fn bare(words: &str) -> String {
    let mut depth = 0_usize;
    let kept = words.chars().filter(|sign| {
        match sign {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => return depth == 0 && !sign.is_whitespace(),
        }
        false
    });
    kept.collect::<String>().trim_end_matches(['：', ':']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_spaces_and_colons_do_not_count() {
        let ways = BTreeMap::from([(FormLabel::Budget, vec!["全年预算数".to_owned()])]);
        let labels = FormLabels(ways);
        for words in ["全年预算数", "全年\n预算数", "全年预算数（A）", "全年 预算数(A)：", "全年预算数：（万元）"]
        {
            assert_eq!(labels.named(words), Some(FormLabel::Budget), "{words}");
        }
        assert_eq!(labels.named("全年执行数"), None);
        assert_eq!(labels.named(""), None);
    }
}
