//! 文中提到的表、图、附件不存在。
//!
//! # 查什么
//!
//! 手写的“见表7”“如图2所示”“附件4”“附表1”“详见附件”，和文件里实际的表、图、附件对照。引用别的文件的附件
//! （《……通知》附件2）不查，“表3-1”这种分章编号也不查。
//!
//! # 为什么
//!
//! 增删一张表以后，后面的编号都会变，手写的编号却不会跟着变；读者按编号去找，找不到或者找错。
//!
//! # 例子
//!
//! 报告只有表1至表5，正文却写“详见表7”。
//!
//! # 怎么改
//!
//! 用 `{{ 见表("表名") }}` `{{ 见图("图名") }}` `{{ 见附件("附件名") }}` 引用，编号由程序填。

use super::references::{Reference, Target, references};
use super::typed_caption;
use crate::diag::Severity;
use crate::model::{Manuscript, Passage, PassageKind};
use crate::review::reading::{Reading, around};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use regex::Regex;
use std::sync::LazyLock;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "reference-absent",
    title: "引用的表、图、附件不存在",
    family: Family::Document,
    severity: Severity::Error,
    remedy: "请核对编号；用 {{ 见表(\"表名\") }} {{ 见图(\"图名\") }} {{ 见附件(\"附件名\") }} 引用，编号由程序填",
    find,
};

/// Words after which an annex or a table is that of another document.
static FOREIGN: LazyLock<Regex> = LazyLock::new(|| {
    super::pattern(concat!(
        r"(?:[》〉](?:（[^（）]*）)?|〕\s?[0-9]+号）?|合同|协议|标书|招标文件|投标文件|申报书|批复|通知|办法|规定|细则|方案|规程|标准|制度|函|该文|文件|意见|纪要)",
        r"(?:文件|文)?(?:中的|的|中|之|所列|所附)?(?:[一二三四五六七八九十0-9]+个)?$"
    ))
});
static SENT_THERE: LazyLock<Regex> =
    LazyLock::new(|| super::pattern(r"(?:见|参阅|参看|列于|载于|附于)(?:本报告|报告|文后|文末|后附)?的?$"));

/// How many there are of each.
struct Stock {
    tables: usize,
    figures: usize,
    annexes: usize,
}

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    let manuscript = reading.manuscript;
    // A form's annexes are handed in beside it, and nobody knows which.
    if !manuscript.passages.iter().any(|passage| passage.kind == PassageKind::Paragraph) {
        return;
    }
    let stock = Stock::of(manuscript);
    for passage in manuscript.passages.iter().filter(|passage| super::is_running(&passage.kind)) {
        for reference in references(&passage.text).into_iter().filter(|one| one.sure) {
            let typed = !passage
                .bound
                .iter()
                .any(|bound| bound.start < reference.range.end && reference.range.start < bound.end);
            if typed && !FOREIGN.is_match(&passage.text[..reference.range.start]) {
                check(passage, &reference, &stock, remarks);
            }
        }
    }
}

impl Stock {
    fn of(manuscript: &Manuscript) -> Self {
        let most = |of: &dyn Fn(&PassageKind) -> Option<usize>| {
            manuscript.passages.iter().filter_map(|passage| of(&passage.kind)).max().unwrap_or(0)
        };
        let figure =
            |kind: &PassageKind| if let PassageKind::FigureCaption(number) = kind { Some(*number) } else { None };
        let annex = |kind: &PassageKind| if let PassageKind::Annex(number) = kind { Some(*number) } else { None };
        // 图1　流程图 as a paragraph of its own: a caption that came along from a word processor.
        let typed = |word: &str| {
            manuscript
                .passages
                .iter()
                .filter_map(|passage| typed_caption(&passage.text, word))
                .map(|(number, _)| number)
                .max()
                .unwrap_or(0)
        };
        Self {
            tables: typed("表").max(manuscript.grids.iter().filter_map(|grid| grid.number).max().unwrap_or(0)),
            figures: most(&figure).max(typed("图")),
            annexes: most(&annex).max(manuscript.attachments.len()),
        }
    }

    /// What there is of a kind: the word and the number of the last one.
    fn last(&self, target: Target) -> (&'static str, usize) {
        match target {
            Target::Table => ("表", self.tables),
            Target::Figure => ("图", self.figures),
            Target::Annex => ("附件", self.annexes),
            // 附表 can be an annex of its own or a table in one.
            Target::AnnexTable => ("附表", if self.annexes == 0 { 0 } else { self.annexes.max(self.tables) }),
        }
    }
}

fn check(passage: &Passage, reference: &Reference, stock: &Stock, remarks: &mut Remarks) {
    let (word, last) = stock.last(reference.target);
    let range = &reference.range;
    let message = if reference.numbers.is_empty() {
        let sent = SENT_THERE.is_match(&passage.text[..range.start]);
        if last > 0 || !sent {
            return;
        }
        "文中说见附件，但这份文件没有附件".to_owned()
    } else {
        let Some(absent) = reference.numbers.iter().find(|number| **number == 0 || **number > last) else { return };
        let there = match last {
            0 => {
                format!("这份文件没有{}", if word == "附件" { "附件" } else { "带编号的" })
                    + if word == "附件" { "" } else { word }
            }
            1 => format!("这份文件只有{word}1"),
            last => format!("这份文件只有{word}1至{word}{last}"),
        };
        format!("文中提到{word}{absent}，但{there}")
    };
    remarks.add(Remark::new(&passage.origin, message).excerpt(around(&passage.text, range)));
}
