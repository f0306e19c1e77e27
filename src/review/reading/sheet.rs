//! A printed table with its cells understood.

use super::amount::{Amount, Hedge, Measure, is_unit, unit_family};
use super::facts::words;
use super::lexer::{Token, tokens};
use crate::diag::Origin;
use crate::model::{Grid, GridCell, GridRow, Money, Unit};
use rust_decimal::Decimal;

/// A table, read.
#[derive(Debug, Clone)]
pub struct Sheet<'a> {
    /// The table as printed.
    pub grid: &'a Grid,
    /// The numbers of the cells, by row and column.
    pub amounts: Vec<Vec<Option<Amount>>>,
    /// What each row is called.
    pub labels: Vec<String>,
    /// The names of the rows reduced to words, for comparing.
    pub names: Vec<String>,
    /// What a row is also called: its category, where it is the only one of it.
    pub categories: Vec<String>,
    /// The place of each row in the order of the table.
    pub serials: Vec<Option<String>>,
    /// What each row is.
    pub standing: Vec<Standing>,
    /// The column with the rows' names.
    pub label_column: Option<usize>,
    /// The column with the serial numbers.
    pub serial_column: Option<usize>,
    numeric: Vec<usize>,
}

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

impl<'a> Sheet<'a> {
    pub(super) fn of(grid: &'a Grid) -> Self {
        let units = grid.columns.iter().position(|column| ["单位", "计量单位"].contains(&column.title.as_str()));
        let numbers = |row: &GridRow| -> Vec<Option<Amount>> {
            let told = units.and_then(|column| row.cells.get(column)).map(|cell| plain(&cell.text));
            let unit = row.unit.clone().or(told.filter(|unit| is_unit(unit)));
            row.cells.iter().enumerate().map(|(at, cell)| cell_amount(grid, unit.as_deref(), at, cell)).collect()
        };
        let amounts: Vec<Vec<Option<Amount>>> = grid.rows.iter().map(numbers).collect();
        let serial_column = serial_column(grid);
        let label_column = label_column(grid, serial_column);
        let text = |row: usize, column: Option<usize>| {
            column.and_then(|column| grid.rows[row].cells.get(column)).map(|cell| plain(&cell.text)).unwrap_or_default()
        };
        let labels: Vec<String> = (0..grid.rows.len())
            .map(|row| {
                let label = text(row, label_column);
                if label.is_empty() { text(row, serial_column) } else { label }
            })
            .collect();
        let serial = |row: usize, column: Option<usize>| Some(text(row, column)).filter(|serial| !serial.is_empty());
        let serials: Vec<Option<String>> = (0..grid.rows.len()).map(|row| serial(row, serial_column)).collect();
        let codes: Vec<Option<String>> = (0..grid.rows.len())
            .map(|row| serial(row, grid.hierarchy.or(serial_column)).or_else(|| code_in(&labels[row])))
            .collect();
        let standing = standing(grid, &labels, &codes);
        let names = labels.iter().map(|label| words(label)).collect();
        let categories = categories(grid, serial_column, label_column);
        let mut sheet = Self {
            grid,
            amounts,
            labels,
            names,
            categories,
            serials,
            standing,
            label_column,
            serial_column,
            numeric: Vec::new(),
        };
        sheet.numeric = sheet.find_numeric_columns();
        sheet
    }

    /// The number in a cell.
    pub fn amount(&self, row: usize, column: usize) -> Option<&Amount> {
        self.amounts.get(row)?.get(column)?.as_ref()
    }

    /// The cell.
    pub fn cell(&self, row: usize, column: usize) -> &GridCell {
        &self.grid.rows[row].cells[column]
    }

    /// Where a cell stands.
    pub fn origin(&self, row: usize, column: usize) -> &Origin {
        &self.cell(row, column).origin
    }

    /// A cell in words: 表「预算执行」的「合计」「预算金额」.
    pub fn called(&self, row: usize, column: usize) -> String {
        format!("表「{}」的「{}」「{}」", self.grid.name, self.labels[row], self.grid.columns[column].name)
    }

    /// The columns that hold numbers in most of their rows, the serial numbers aside.
    pub fn numeric_columns(&self) -> Vec<usize> {
        self.numeric.clone()
    }

    fn find_numeric_columns(&self) -> Vec<usize> {
        (0..self.grid.columns.len())
            .filter(|column| Some(*column) != self.serial_column && Some(*column) != self.label_column)
            .filter(|column| !self.grid.columns[*column].code)
            .filter(|column| {
                let filled: Vec<usize> =
                    (0..self.grid.rows.len()).filter(|row| !plain(&self.cell(*row, *column).text).is_empty()).collect();
                let numbers = filled.iter().filter(|row| self.amount(**row, *column).is_some()).count();
                numbers > 0 && numbers * 5 >= filled.len() * 3
            })
            .collect()
    }

    /// The rows that are items.
    pub fn items(&self) -> Vec<usize> {
        (0..self.grid.rows.len()).filter(|row| matches!(self.standing[*row], Standing::Item(_))).collect()
    }
}

/// The words of a cell without white space; marks of an empty cell count as nothing.
pub(crate) fn plain(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    if ["-", "—", "/", "－", "——", "…", "－－"].contains(&text.as_str()) { String::new() } else { text }
}

/// The number in a cell, if the cell is nothing but a number.
fn cell_amount(grid: &Grid, row_unit: Option<&str>, column: usize, cell: &GridCell) -> Option<Amount> {
    let text = plain(&cell.text);
    let text = text.trim_start_matches(['=', '＝', '￥', '¥']).replace(['（', '('], "").replace(['）', ')'], "");
    let (hedge, bare) = match text.strip_prefix(['≥', '≤', '＞', '＜', '>', '<']) {
        Some(rest) => (Hedge::Bound, rest.to_owned()),
        None => (Hedge::Exact, text.clone()),
    };
    let found = tokens(&bare, &[]);
    let [Token::Amount(amount)] = found.as_slice() else {
        // 2024 alone in a cell is a number, not a year, unless its column says so.
        return None;
    };
    if amount.range != (0..bare.len()) {
        return None;
    }
    let mut amount = amount.clone();
    amount.hedge = if hedge == Hedge::Bound { hedge } else { amount.hedge };
    amount.bound = cell.computed;
    if amount.measure == Measure::Bare {
        let declared = &grid.columns[column];
        let title = &declared.title;
        let by_title = measure_in(title);
        const SCORES: [&str; 6] = ["权重", "分值", "得分", "满分", "标准分", "扣分"];
        let is_score =
            SCORES.iter().any(|word| title.contains(word)) && !title.contains('率') && !title.contains("原因");
        let unit = declared.unit.clone().or_else(|| row_unit.map(Unit::parse)).or(by_title).or_else(|| {
            // The 单位 line speaks of columns that say nothing else.
            let line = grid.unit.as_deref().filter(|unit| !unit.contains(['、', '，', ',', '/']))?;
            const OTHER: [&str; 15] = [
                "数量", "人数", "批次", "次数", "份数", "权重", "分值", "得分", "年份", "户数", "家数", "率", "占比",
                "量", "比例",
            ];
            (!OTHER.iter().any(|word| title.contains(word))).then(|| Unit::parse(line.trim_start_matches("金额")))
        });
        with_unit(&mut amount, unit.or_else(|| is_score.then(|| Unit::Other("分".into()))));
    }
    Some(amount)
}

/// The unit in brackets in a column's head.
fn measure_in(title: &str) -> Option<Unit> {
    let open = title.rfind(['（', '('])?;
    let inner = title[open..].trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
    (!inner.is_empty() && inner.chars().count() <= 4).then(|| Unit::parse(inner.trim()))
}

fn with_unit(amount: &mut Amount, unit: Option<Unit>) {
    match unit {
        Some(Unit::Money(money)) => {
            let scale = Money::yuan(money);
            amount.value = amount.value.saturating_mul(scale);
            amount.step = amount.step.saturating_mul(scale);
            amount.measure = Measure::Money;
        }
        Some(Unit::PercentagePoint) => amount.measure = Measure::Points,
        Some(Unit::Other(text)) if ["%", "％"].contains(&text.as_str()) => amount.measure = Measure::Percent,
        Some(Unit::Other(text)) if text == "分" => amount.measure = Measure::Score,
        Some(Unit::Other(text)) if ["万", "亿"].iter().any(|scale| text.starts_with(scale)) => {
            let scale = Decimal::from(if text.starts_with('万') { 10_000 } else { 100_000_000 });
            amount.value = amount.value.saturating_mul(scale);
            amount.step = amount.step.saturating_mul(scale);
            let rest: String = text.chars().skip(1).collect();
            amount.measure = Measure::Unit(unit_family(&rest).to_owned());
        }
        Some(Unit::Other(text)) => amount.measure = Measure::Unit(unit_family(&text).to_owned()),
        None => {}
    }
}

fn serial_column(grid: &Grid) -> Option<usize> {
    let first = grid.columns.iter().position(|column| column.printed)?;
    let named = ["序号", "编号", "编码", "序", "代码", "项次"].iter().any(|name| grid.columns[first].name == *name);
    named.then_some(first)
}

/// The first column of words behind the serial numbers.
fn label_column(grid: &Grid, serial: Option<usize>) -> Option<usize> {
    let levels = ["指标内容", "指标名称", "四级指标", "三级指标", "二级指标", "一级指标"];
    let by_level = levels.iter().find_map(|level| grid.columns.iter().position(|column| column.name == *level));
    let words = |at: &usize| Some(*at) != serial && !grid.columns[*at].numeric && grid.columns[*at].printed;
    let mut named = (0..grid.columns.len()).filter(words);
    let (first, second) = (named.next(), named.next());
    // A column of categories stands before the names of the things.
    let things = second.filter(|second| {
        let (kinds, names) = (first.map_or(0, |first| distinct(grid, first)), distinct(grid, *second));
        // Where the serial numbers count the categories, the categories are the things.
        let counted = serial.is_some_and(|serial| distinct(grid, serial) <= kinds);
        !counted && kinds * 5 <= grid.rows.len() * 3 && names * 10 >= grid.rows.len() * 9
    });
    by_level.or(things).or(first).or_else(|| (0..grid.columns.len()).find(|at| Some(*at) != serial))
}

/// The words of the column of categories before the names; nothing where several rows share them.
fn categories(grid: &Grid, serial: Option<usize>, label: Option<usize>) -> Vec<String> {
    let before = (0..label.unwrap_or(0)).find(|at| Some(*at) != serial && !grid.columns[*at].numeric);
    let text = |row: usize| {
        let cell = before.and_then(|column| grid.rows[row].cells.get(column));
        cell.map(|cell| words(&plain(&cell.text))).unwrap_or_default()
    };
    let all: Vec<String> = (0..grid.rows.len()).map(text).collect();
    let alone = |one: &String| !one.is_empty() && all.iter().filter(|other| *other == one).count() == 1;
    all.iter().map(|one| if alone(one) { one.clone() } else { String::new() }).collect()
}

/// How many different words a column has.
fn distinct(grid: &Grid, column: usize) -> usize {
    let words = grid.rows.iter().filter_map(|row| row.cells.get(column)).map(|cell| plain(&cell.text));
    words.filter(|text| !text.is_empty()).collect::<std::collections::BTreeSet<_>>().len()
}

fn standing(grid: &Grid, labels: &[String], serials: &[Option<String>]) -> Vec<Standing> {
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
fn code_in(label: &str) -> Option<String> {
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
