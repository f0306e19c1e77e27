//! Alt text in Chinese, built from the data alone: what a chart shows, for
//! readers who cannot see it.

use super::flow;
use super::number;
use super::pie;
use super::{ChartKind, ChartSpec, FlowSpec, Series};

/// Says kind, title and every value; a missing one is called 缺项.
pub(super) fn describe_chart(spec: &ChartSpec) -> String {
    let mut text = format!("{}：{}。", kind_name(spec.kind), spec.title);
    if let Some(unit) = &spec.unit {
        text += &format!("单位：{unit}。");
    }
    if matches!(spec.kind, ChartKind::Pie | ChartKind::Donut) {
        return text + &shares(spec);
    }
    for series in &spec.series {
        text += &values(series, &spec.categories);
    }
    let has_second_axis = matches!(spec.kind, ChartKind::Columns | ChartKind::Stacked);
    if let (Some(rate), true) = (&spec.rate, has_second_axis) {
        let unit = spec.rate_unit.as_ref().map(|unit| format!("，单位：{unit}"));
        text += &format!("折线（右轴{}）", unit.unwrap_or_default());
        text += &values(rate, &spec.categories);
    }
    text
}

fn kind_name(kind: ChartKind) -> &'static str {
    match kind {
        ChartKind::Columns => "柱状图",
        ChartKind::Stacked => "堆叠柱状图",
        ChartKind::Lines => "折线图",
        ChartKind::Bars => "条形图",
        ChartKind::Pie => "饼图",
        ChartKind::Donut => "环形图",
    }
}

fn values(series: &Series, categories: &[String]) -> String {
    let value = |(i, category): (usize, &String)| match series.points.get(i) {
        Some(Some(point)) => format!("{category}为{}", point.label),
        _ => format!("{category}缺项"),
    };
    let values: Vec<String> = categories.iter().enumerate().map(value).collect();
    format!("{}：{}。", series.name, values.join("，"))
}

fn shares(spec: &ChartSpec) -> String {
    let Some(series) = spec.series.first() else {
        return String::new();
    };
    let total = pie::total(spec);
    let share = |(i, category): (usize, &String)| match series.points.get(i) {
        Some(Some(point)) if point.value.is_sign_negative() && !point.value.is_zero() => {
            format!("{category}为{}（负数，未画）", point.label)
        }
        Some(Some(point)) => {
            let share = number::percent(point.value, total);
            let share = share.map(|share| format!("，占{share}")).unwrap_or_default();
            format!("{category}为{}{share}", point.label)
        }
        _ => format!("{category}缺项"),
    };
    let shares: Vec<String> = spec.categories.iter().enumerate().map(share).collect();
    format!("{}：{}。", series.name, shares.join("；"))
}

/// Says the steps, then each arrow in words.
pub(super) fn describe_flow(spec: &FlowSpec) -> String {
    let mut text = format!("流程图：{}。共{}个步骤", spec.title, spec.steps.len());
    let steps: Vec<String> = spec.steps.iter().enumerate().map(|(i, step)| format!("{}.{step}", i + 1)).collect();
    if !steps.is_empty() {
        text += &format!("：{}", steps.join("；"));
    }
    text.push('。');
    let arrow = |link: &flow::Link| {
        let path = format!("由“{}”到“{}”", spec.steps[link.from], spec.steps[link.to]);
        if link.label.is_empty() { path } else { format!("{path}（{}）", link.label.concat()) }
    };
    let arrows: Vec<String> = flow::links(spec).iter().map(arrow).collect();
    if !arrows.is_empty() {
        text += &format!("走向：{}。", arrows.join("；"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::samples;

    #[test]
    fn a_chart_is_told_with_every_value_and_gap() {
        let mut spec = samples::inspections();
        spec.series.truncate(1);
        spec.series[0].points[1] = None;
        assert_eq!(
            describe_chart(&spec),
            "柱状图：近三年抽查企业情况。单位：家。抽查企业：2022年为4,227，2023年缺项，\
             2024年为5,209。折线（右轴，单位：%）合格率：2022年为90.95%，2023年为92.56%，\
             2024年为94.72%。"
        );
    }

    #[test]
    fn a_pie_is_told_with_its_shares() {
        let mut spec = samples::inspections();
        spec.kind = ChartKind::Pie;
        spec.series[0] = samples::series("资金", &[Some("1"), Some("3"), None]);
        assert_eq!(
            describe_chart(&spec),
            "饼图：近三年抽查企业情况。单位：家。资金：2022年为1，占25.00%；2023年为3，占75.00%；2024年缺项。"
        );
    }

    #[test]
    fn a_flow_chart_is_told_in_steps_and_arrows() {
        let spec = samples::inspection_flow();
        let text = describe_flow(&spec);
        assert!(text.starts_with("流程图：重点产品抽检工作流程。共7个步骤：1.编制计划；"), "{text}");
        assert!(text.contains("由“检验”到“结果通知”（合格）；"), "{text}");
    }
}
