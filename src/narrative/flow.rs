//! Flow charts written as text: steps joined by arrows.

use crate::model::{Arrow, FlowSpec};

/// A flow chart.
pub type Flow = FlowSpec;

/// Reads the lines of a flow chart: `甲 -> 乙 -> 丙: 说明`. On a mistake says what is wrong.
pub(super) fn read(title: &str, text: &str) -> Result<Flow, String> {
    if title.is_empty() {
        return Err("要有题名：```流程图 题名".into());
    }
    let mut flow = Flow { title: title.to_owned(), steps: Vec::new(), arrows: Vec::new() };
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let line = line.replace('→', "->");
        let names: Vec<&str> = line.split("->").map(str::trim).collect();
        if names.len() < 2 {
            return Err(format!("「{line}」里没有箭头 ->"));
        }
        chain(&mut flow, &names)?;
    }
    if flow.steps.is_empty() { Err("没有步骤".into()) } else { Ok(flow) }
}

fn chain(flow: &mut Flow, names: &[&str]) -> Result<(), String> {
    let mut from = None;
    for (index, name) in names.iter().enumerate() {
        let last = index + 1 == names.len();
        let (step, label) = match name.split_once([':', '：']) {
            Some((step, label)) if last => (step.trim(), Some(label.trim().to_owned())),
            _ => (*name, None),
        };
        if step.is_empty() {
            return Err("箭头的一头没有步骤".into());
        }
        let to = place(flow, step);
        if let Some(from) = from {
            flow.arrows.push(Arrow { from, to, label: label.filter(|label| !label.is_empty()) });
        }
        from = Some(to);
    }
    Ok(())
}

/// The number of a step, new steps being added.
fn place(flow: &mut Flow, step: &str) -> usize {
    flow.steps.iter().position(|known| known == step).unwrap_or_else(|| {
        flow.steps.push(step.to_owned());
        flow.steps.len() - 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_chains_and_labels() {
        let flow = read("抽检", "计划 -> 抽样 -> 检验\n检验 → 复检：不合格").expect("a flow chart");
        assert_eq!(flow.steps, ["计划", "抽样", "检验", "复检"]);
        assert_eq!(flow.arrows[2], Arrow { from: 2, to: 3, label: Some("不合格".into()) });
    }

    #[test]
    fn says_what_is_wrong() {
        assert!(read("抽检", "只有一步").is_err());
        assert!(read("抽检", "甲 -> ").is_err());
        assert!(read("", "甲 -> 乙").is_err());
    }
}
