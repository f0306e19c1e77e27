//! Directives: `::表 名`, `:::指标 编码` and the fenced 流程图 and 公式.

use super::parse::Reader;
use super::{BlockKind, expressions, flow, formula};
use crate::diag::{Problem, nearest};
use comrak::nodes::Node;

/// The directives of one line.
const LEAVES: [&str; 5] = ["表", "图", "得分表", "得分汇总", "评分底稿"];

impl Reader<'_> {
    /// `::名 内容` on a line of its own.
    pub(super) fn leaf<'a>(&mut self, node: Node<'a>, line: String) -> Option<BlockKind> {
        let position = node.data.borrow().sourcepos;
        let text = line.trim_start_matches(':').trim();
        let (name, argument) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        if position.start.line != position.end.line {
            return self.directive_invalid(node, name, "指令要独占一行，前后各空一行");
        }
        let argument = argument.trim().to_owned();
        if expressions::has_value(&argument) {
            return self.directive_invalid(node, name, "名字里不能写 {{ }}");
        }
        match (name, argument.is_empty()) {
            ("表", false) => Some(BlockKind::Table(argument)),
            ("图", false) => Some(BlockKind::Chart(argument)),
            ("得分表", false) => Some(BlockKind::ScoreTable(argument)),
            ("得分汇总", true) => Some(BlockKind::ScoreSummary),
            ("评分底稿", true) => Some(BlockKind::WorkingPaper),
            ("得分汇总" | "评分底稿", false) => self.directive_invalid(node, name, "后面不写别的字"),
            ("表" | "图" | "得分表", true) => self.directive_invalid(node, name, "后面要写名字"),
            _ => self.directive_unknown(node, name, &LEAVES),
        }
    }

    /// `:::名 内容` … `:::`.
    pub(super) fn container<'a>(&mut self, node: Node<'a>, info: &str) -> Option<BlockKind> {
        let (name, argument) = info.trim().split_once(char::is_whitespace).unwrap_or((info.trim(), ""));
        if LEAVES.contains(&name) {
            return self.directive_invalid(node, name, &format!("「{name}」前面只写两个冒号：::{name}"));
        }
        if name != "指标" {
            return self.directive_unknown(node, name, &["指标"]);
        }
        if argument.trim().is_empty() {
            return self.directive_invalid(node, name, "后面要写指标编码，如 :::指标 A11");
        }
        let blocks = self.blocks(node);
        let last = node.data.borrow().sourcepos.end.line;
        let closed = self.source.lines().nth(last.saturating_sub(1)).is_some_and(|line| line.trim() == ":::");
        if !closed || blocks.iter().any(|block| matches!(block.kind, BlockKind::Heading { .. })) {
            return self.directive_invalid(node, name, "后面要有单独一行的 ::: 收尾，里面不写标题");
        }
        Some(BlockKind::Indicator { code: argument.trim().to_owned(), blocks })
    }

    /// A fenced block: a flow chart or a formula.
    pub(super) fn fence<'a>(&mut self, node: Node<'a>, info: &str, text: &str) -> Option<BlockKind> {
        let (name, title) = info.trim().split_once(char::is_whitespace).unwrap_or((info.trim(), ""));
        match name {
            "流程图" if expressions::has_value(text) || expressions::has_value(title) => {
                self.directive_invalid(node, name, "流程图里不能写 {{ }}")
            }
            "流程图" => match flow::read(title.trim(), text) {
                Ok(flow) => Some(BlockKind::Flow(flow)),
                Err(cause) => self.directive_invalid(node, name, &cause),
            },
            "公式" => match formula::read(text) {
                Some(formula) => Some(BlockKind::Formula(formula)),
                None => self.directive_invalid(node, name, "斜杠两边都要有内容"),
            },
            "" => {
                let remedy = "请去掉行首空格或围栏；要照样印出来，就在围栏后面写 text";
                self.unsupported_block(node, "缩进或围栏的代码", remedy)
            }
            // 流程图 and 公式 are Chinese; languages of code are not.
            _ if name.is_ascii() => {
                let (name, text) = (self.as_written(title.trim()), self.as_written(text));
                Some(BlockKind::Listing { name, text })
            }
            _ => self.directive_unknown(node, name, &["流程图", "公式"]),
        }
    }

    fn directive_invalid<'a>(&mut self, node: Node<'a>, name: &str, cause: &str) -> Option<BlockKind> {
        self.report(node, Problem::DirectiveInvalid { name: name.into(), cause: cause.into() });
        None
    }

    fn directive_unknown<'a>(&mut self, node: Node<'a>, name: &str, known: &[&str]) -> Option<BlockKind> {
        let nearest = nearest(name, known.iter().copied());
        self.report(node, Problem::DirectiveUnknown { name: name.into(), nearest });
        None
    }
}
