//! 粘贴、转换和写稿时留下的东西。
//!
//! # 查什么
//!
//! `[bookmark: …]`、多余的 ** 和 __、`<p>` `<br>` `&nbsp;` 一类网页标记、`$` 和 LaTeX 命令、TODO、“（待补充）”“此处插入”
//! “错误!未找到引用源”、乱码（�）、空的（）“”《》、叠在一起的标点（。。，、）、代替名称和数字的 ×× 和 XX。表里的格也查。
//! 附件里的问卷可以有空括号。
//!
//! # 为什么
//!
//! 这些东西印出来，读者一眼就知道报告没有校对过。
//!
//! # 例子
//!
//! 抽查比例$\leq 30\%$，详见错误!未找到引用源。
//!
//! # 怎么改
//!
//! 删去，或者补上应有的内容。

use super::{Writing, after, before, is_han};
use crate::diag::Severity;
use crate::resolve::Part;
use crate::review::reading::{Reading, around};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "leftover",
    title: "粘贴和写稿时留下的东西",
    family: Family::Document,
    severity: Severity::Error,
    remedy: "请删去，或者补上应有的内容",
    find,
};

/// What is left over: the pattern and what it is.
static KINDS: LazyLock<Vec<(Regex, Kind)>> = LazyLock::new(|| {
    [
        (r"\[(?:bookmark|TOC|toc|image|img|comment|footnoteRef)[^\[\]]*\]", Kind::Bookmark),
        (r"</?(?:p|br|div|span|b|i|u|em|strong|font|table|tr|td|th|sup|sub|img|a|li|ul|ol|h[1-6])(?:\s[^<>]*)?/?>", Kind::Web),
        (r"&(?:nbsp|amp|lt|gt|quot|emsp|ensp|ldquo|rdquo|mdash|times|#[0-9]+);", Kind::Web),
        ("\u{A0}", Kind::Space),
        (r"\$[^$\n]{1,80}\$|\\(?:leq?|geq?|times|frac|cdot|div|pm|approx|text|mathrm|sum|rightarrow|begin|end)\b|\$", Kind::Latex),
        (r"\*\*|__", Kind::Markdown),
        (r"\b(?:TODO|FIXME|TBD|XXX)\b|[（(【\[](?:此处)?(?:待|需|请)(?:补充?|核实|核对|填写?|确认|完善|定|更新|插入)[^（）()【】\[\]]{0,12}[）)】\]]|此处(?:应|需|请|拟)?(?:插入|补充|填写|待|空)", Kind::Note),
        (r"错误[!！]\s*(?:未找到引用源|未定义书签|超链接引用无效|文档中没有指定样式的文字)|Error! (?:Reference source not found|Bookmark not defined)", Kind::Field),
        (r"\u{FFFD}|锟斤拷", Kind::Garbled),
        (r"（[ 　]*）|\([ 　]*\)|“[ 　]*”|《[ 　]*》|【[ 　]*】|〔[ 　]*〕", Kind::Empty),
        (r"。{2,}|，{2,}|、{2,}|；{2,}|：{2,}|[，、；：][。，、；：]|。[，、；：]|[%％]{2,}", Kind::Doubled),
        (r"×{2,}|[Xx]{2,}", Kind::Placeholder),
    ]
    .map(|(text, kind)| (super::pattern(text), kind))
    .into()
});

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bookmark,
    Web,
    Space,
    Latex,
    Markdown,
    Note,
    Field,
    Garbled,
    Empty,
    Doubled,
    Placeholder,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Bookmark => "转换文件时留下的标记",
            Self::Web => "网页标记",
            Self::Space => "网页上带来的不间断空格",
            Self::Latex => "LaTeX记号",
            Self::Markdown => "多余的加粗记号",
            Self::Note => "写稿时的提示",
            Self::Field => "失效的域",
            Self::Garbled => "乱码",
            Self::Empty => "空的括号或引号",
            Self::Doubled => "叠在一起的标点",
            Self::Placeholder => "没有填的占位符",
        }
    }

    fn severity(self) -> Severity {
        match self {
            Self::Doubled | Self::Space | Self::Empty | Self::Placeholder => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

/// Where the error messages of a word processor stand: their marks are not the author's.
pub(super) fn dead_fields(text: &str) -> Vec<Range<usize>> {
    let patterns = KINDS.iter().filter(|(_, kind)| *kind == Kind::Field);
    patterns.flat_map(|(pattern, _)| pattern.find_iter(text).map(|found| found.range())).collect()
}

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    for writing in super::writings(reading) {
        let mut taken: Vec<Range<usize>> = Vec::new();
        for (pattern, kind) in KINDS.iter() {
            let found = pattern.find_iter(writing.text).map(|found| found.range());
            let found: Vec<Range<usize>> = found
                .filter(|range| !taken.iter().any(|other| other.start < range.end && range.start < other.end))
                .filter(|range| is_left_over(&writing, *kind, range))
                .collect();
            if let Some(first) = found.first() {
                remarks.add(remark(&writing, *kind, first, found.len()));
            }
            taken.extend(found);
        }
    }
    for writing in super::writings(reading).iter().filter(|writing| is_bare_note(writing.text)) {
        let message = format!("{}只写了“{}”", writing.place(), writing.text.trim());
        remarks.add(Remark::new(writing.origin, message).excerpt(writing.text.trim()));
    }
}

fn remark(writing: &Writing<'_>, kind: Kind, first: &Range<usize>, count: usize) -> Remark {
    let more = if count > 1 { format!("，共{count}处") } else { String::new() };
    let written = if kind == Kind::Space { "&nbsp;" } else { &writing.text[first.clone()] };
    let message = format!("{}留有{}“{written}”{more}", writing.place(), kind.name());
    Remark::new(writing.origin, message).severity(kind.severity()).excerpt(around(writing.text, first))
}

/// Whether what looks left over is not meant: blanks in questionnaires, dollars, XXL.
fn is_left_over(writing: &Writing<'_>, kind: Kind, range: &Range<usize>) -> bool {
    let (text, written) = (writing.text, &writing.text[range.clone()]);
    let (left, right) = (before(text, range.start), after(text, range.end));
    let beside_han = left.is_some_and(is_han) || right.is_some_and(is_han);
    match kind {
        Kind::Empty if written.starts_with('(') && !left.is_some_and(is_han) => false,
        Kind::Empty => {
            writing.part != Part::Annex
                && (written.starts_with(['“', '《', '【', '〔']) || beside_han)
                && !asks(text, range.end)
        }
        Kind::Markdown if written == "__" => left != Some('_') && right != Some('_') && writing.part != Part::Annex,
        Kind::Markdown => !left.is_some_and(|c| c.is_ascii_digit()),
        Kind::Latex if written == "$" => beside_han && !right.is_some_and(|c| c.is_ascii_digit()),
        Kind::Latex if written.starts_with('$') => {
            !written[1..].starts_with(|c: char| c.is_ascii_digit()) || written.contains('\\')
        }
        Kind::Space => beside_han,
        Kind::Doubled => !(written.starts_with("。。。") || left == Some('…')),
        Kind::Placeholder => {
            let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '-' || c == '/');
            writing.part != Part::Annex
                && !latin(left)
                && !latin(right)
                && (beside_han || right.is_some_and(|c| "%％》（".contains(c)))
        }
        _ => true,
    }
}

/// Whether a question with a blank to be filled ends here: 您的年龄是（ ）？
fn asks(text: &str, end: usize) -> bool {
    text[end..].chars().take(12).any(|c| c == '？' || c == '?')
}

/// A cell or paragraph with nothing but a note to oneself.
fn is_bare_note(text: &str) -> bool {
    let bare = text.trim().trim_matches(|c: char| "（）()【】[]。".contains(c));
    let notes = [
        "待补充",
        "待核实",
        "待填",
        "待填写",
        "待定稿",
        "待确认",
        "待更新",
        "待完善",
        "此处略",
        "数据待补充",
        "内容待补充",
        "图略",
    ];
    notes.contains(&bare) && bare.chars().count() == text.trim().chars().count()
}
