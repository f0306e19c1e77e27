//! What a row is among the others: an item at some depth, a total, a part.

use super::cells::plain;
use crate::model::Grid;

/// What a row is among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A row of its own; its depth in the hierarchy, 1 at the top.
    Item(usize),
    /// 合计, 总计: all rows above.
    Total,
    /// 小计: the rows above since the last one.
    Subtotal,
    /// 其中: a part of the row above.
    Part,
}

const TOTALS: [&str; 8] = ["合计", "总计", "共计", "合计分值", "总分", "合计数", "年度资金总额", "总和"];

pub(super) fn standing(grid: &Grid, labels: &[String], serials: &[Option<String>]) -> Vec<Standing> {
    let depth = Depth::of(serials);
    (0..grid.rows.len())
        .map(|row| {
            let names: Vec<String> = grid.rows[row].cells.iter().take(4).map(|cell| plain(&cell.text)).collect();
            let bare = |name: &String| name.trim_end_matches(['：', ':']).to_owned();
            let is = |words: &[&str]| names.iter().any(|name| words.contains(&bare(name).as_str()));
            if is(&TOTALS) {
                Standing::Total
            } else if is(&["小计", "分项小计"]) || names.iter().any(|name| name.ends_with("小计")) {
                Standing::Subtotal
            } else if labels[row].starts_with("其中") {
                Standing::Part
            } else {
                Standing::Item(depth.of_row(serials[row].as_deref()))
            }
        })
        .collect()
}

/// How deep serial numbers stand: 一 over 1, 1 over 1.1.
struct Depth {
    chinese_first: bool,
}

impl Depth {
    fn of(serials: &[Option<String>]) -> Self {
        let chinese = serials.iter().flatten().any(|serial| is_chinese(serial));
        let arabic = serials.iter().flatten().any(|serial| serial.starts_with(|c: char| c.is_ascii_digit()));
        Self { chinese_first: chinese && arabic }
    }

    fn of_row(&self, serial: Option<&str>) -> usize {
        let Some(serial) = serial else { return 1 };
        if let Some(digits) = letter_code(serial) {
            return 1 + digits;
        }
        let dots = serial.trim_end_matches('.').matches(['.', '-']).count();
        match (self.chinese_first, is_chinese(serial)) {
            (true, true) => 1,
            (true, false) => 2 + dots,
            _ if serial.starts_with(['（', '(']) => 2,
            _ => 1 + dots,
        }
    }
}

/// The number that a label begins with: 一、日常养护, 1.路面改善, （一）县道.
pub(super) fn code_in(label: &str) -> Option<String> {
    let end = label.find(['、', '.', '．', '）', ')'])?;
    let code = label[..end].trim_start_matches(['（', '(']);
    let is_code = is_chinese(code) || !code.is_empty() && code.len() <= 2 && code.chars().all(|c| c.is_ascii_digit());
    let bracketed = label.starts_with(['（', '(']);
    is_code.then(|| if bracketed { format!("（{code}") } else { code.to_owned() })
}

/// How many digits follow the letter of a code such as A11.
fn letter_code(serial: &str) -> Option<usize> {
    let digits = serial.strip_prefix(|c: char| c.is_ascii_uppercase())?;
    digits.chars().all(|c| c.is_ascii_digit()).then_some(digits.len())
}

/// Whether a serial number is written in Han digits.
pub(crate) fn is_chinese(serial: &str) -> bool {
    serial.trim_end_matches(['、', '.']).chars().all(|c| "一二三四五六七八九十".contains(c)) && !serial.is_empty()
}

/// 十二 is 12.
pub(crate) fn chinese_value(serial: &str) -> Option<u32> {
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c).and_then(|at| u32::try_from(at + 1).ok());
    let bare = serial.trim_end_matches(['、', '.']);
    match bare.split_once('十') {
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens.chars().next()?)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones.chars().next()?)? };
            Some(tens * 10 + ones)
        }
        None => digit(bare.chars().next()?).filter(|_| bare.chars().count() == 1),
    }
}
