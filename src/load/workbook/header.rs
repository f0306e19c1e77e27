//! Finding the head of a table among titles, unit lines and heads of two rows.

use super::sheet::SheetText;
use crate::load::drop_blank_end;

/// Rows looked at from the top.
const DEPTH: usize = 20;

/// How notes beneath a table and the names of those who filled it in begin.
const NOTES: [&str; 16] = [
    "注",
    "说明",
    "备注",
    "数据来源",
    "资料来源",
    "填表说明",
    "填表人",
    "填报人",
    "制表人",
    "制表",
    "审核人",
    "复核人",
    "负责人",
    "单位负责人",
    "填表日期",
    "日期",
];

/// The column names, and the first row below them: the row, or the two rows, with most of the wanted names.
/// Nothing where none of them is found.
pub(super) fn find(text: &SheetText, wanted: &[&str]) -> Option<(Vec<String>, usize)> {
    let rows: Vec<Vec<String>> = (0..text.height().min(DEPTH)).map(|row| text.head_row(row)).collect();
    let found =
        |names: &[String]| wanted.iter().filter(|name| names.iter().any(|column| is_name(column, name))).count();
    let mut best = (0, Vec::new(), 0);
    for (at, row) in rows.iter().enumerate() {
        let both = rows.get(at + 1).map(|below| joined(row, below));
        let tries = [Some((row.clone(), at + 1)), both.map(|names| (names, at + 2))];
        for (names, first) in tries.into_iter().flatten() {
            let count = found(&names);
            if count > best.0 {
                best = (count, names, first);
            }
        }
    }
    let (count, names, mut first) = best;
    // A head whose cells are all merged over several rows goes on as long as it says the same.
    while first < rows.len() && first > 0 && rows[first] == rows[first - 1] {
        first += 1;
    }
    let mut names: Vec<String> = names.iter().map(|name| spelled(name, wanted)).collect();
    drop_blank_end(&mut names, 0);
    (count > 0).then_some((names, first))
}

/// Names are compared without spaces: heads are broken and spread by hand.
fn is_name(column: &str, name: &str) -> bool {
    column.chars().eq(name.chars().filter(|letter| !letter.is_whitespace()))
}

/// The name as it is declared.
fn spelled(column: &str, wanted: &[&str]) -> String {
    wanted.iter().find(|name| is_name(column, name)).map_or_else(|| column.to_owned(), |name| (*name).to_owned())
}

/// A head of two rows: 「2024年」 above 「预算」 is 2024年预算; a name over both rows is itself.
fn joined(above: &[String], below: &[String]) -> Vec<String> {
    let name =
        |(above, below): (&String, &String)| if above == below { above.clone() } else { format!("{above}{below}") };
    above.iter().zip(below).map(name).collect()
}

/// The unit that a line above a table names: 单位：万元, also behind a title; 执行情况表（万元）.
pub(in crate::load) fn unit(cell: &str) -> Option<String> {
    let bare: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    let said = ["单位：", "单位:"].iter().find_map(|word| bare.split_once(word).map(|(_, rest)| rest));
    let said = said.map(|rest| rest.split(['）', ')', '，', '；']).next().unwrap_or_default());
    let in_brackets =
        || bare.trim_end_matches(['）', ')']).rsplit(['（', '(']).next().filter(|_| bare.ends_with(['）', ')']));
    let unit = said.or_else(|| in_brackets().filter(|unit| is_money(unit)))?;
    (!unit.is_empty()).then(|| unit.to_owned())
}

fn is_money(unit: &str) -> bool {
    ["元", "千元", "万元", "百万元", "亿元"].contains(&unit.trim_start_matches("人民币"))
}

/// Whether a row holds nothing but a note, or the names of those who filled the table in.
pub(in crate::load) fn is_note(cells: &[String]) -> bool {
    let says = |cell: &str| {
        let (word, rest) = cell.split_at(cell.find(['：', ':']).unwrap_or(0));
        !rest.is_empty() && NOTES.contains(&word.trim().trim_end_matches(|digit: char| digit.is_ascii_digit()))
    };
    let mut written = cells.iter().filter(|cell| !cell.is_empty()).peekable();
    written.peek().is_some() && written.all(|cell| says(cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn two_rows_of_a_head_become_one() {
        let above = row(&["项目", "2024年", "2024年"]);
        let below = row(&["项目", "预算", "执行"]);
        assert_eq!(joined(&above, &below), ["项目", "2024年预算", "2024年执行"]);
    }

    #[test]
    fn the_unit_above_a_table_is_found() {
        assert_eq!(unit("（单位：万元）").as_deref(), Some("万元"));
        assert_eq!(unit("金额单位: 元").as_deref(), Some("元"));
        assert_eq!(unit("2024年预算执行情况表（单位：元）").as_deref(), Some("元"));
        assert_eq!(unit("执行情况表（万元）").as_deref(), Some("万元"));
        assert_eq!(unit("执行情况表（续）"), None);
        assert_eq!(unit("单位名称"), None);
        assert_eq!(unit("单位："), None);
    }

    #[test]
    fn notes_are_told_from_data() {
        assert!(is_note(&row(&["注：不含上年结转。", "", ""])));
        assert!(is_note(&row(&["填表人：", "", "审核人：", "日期：2024年"])));
        assert!(!is_note(&row(&["注：其他", "12", ""])));
        assert!(!is_note(&row(&["制表费", "", ""])));
        assert!(!is_note(&row(&["", "", ""])));
        assert!(!is_note(&row(&["抽样检测费", "12", ""])));
    }
}
