//! A flow chart as steps and arrows.

/// A flow chart.
#[derive(Debug, Clone, PartialEq)]
pub struct FlowSpec {
    /// Used in the alt text only.
    pub title: String,
    /// The texts of the boxes.
    pub steps: Vec<String>,
    /// Arrows between steps; one that names no step is ignored.
    pub arrows: Vec<Arrow>,
}

/// One arrow of a flow chart; `from` and `to` are indices into the steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrow {
    /// Where it starts.
    pub from: usize,
    /// Where its head is.
    pub to: usize,
    /// Printed beside the arrow, such as 合格.
    pub label: Option<String>,
}
