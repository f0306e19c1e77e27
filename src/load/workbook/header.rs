//! Finding the head of a table among titles, unit lines and heads of two rows.

use super::sheet::SheetText;

/// Rows looked at from the top.
const DEPTH: usize = 20;

/// How notes beneath a table begin.
const NOTES: [&str; 8] = ["注：", "注:", "说明：", "备注：", "填表人", "填报人", "制表", "数据来源"];

/// The column names, and the first row below them: the row, or the two rows, with most of the wanted names.
/// Where none of them is found, the first row is the head.
pub(super) fn find(text: &SheetText, wanted: &[&str]) -> (Vec<String>, usize) {
    let rows: Vec<Vec<String>> = (0..text.height().min(DEPTH)).map(|row| text.head_row(row)).collect();
    let found = |names: &[String]| wanted.iter().filter(|name| names.iter().any(|column| column == *name)).count();
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
    let (count, mut names, first) = best;
    if count == 0 {
        return (trimmed(rows.into_iter().next().unwrap_or_default()), 1);
    }
    names = trimmed(names);
    (names, first)
}

/// A head of two rows: 「2024年」 above 「预算」 is 2024年预算; a name over both rows is itself.
fn joined(above: &[String], below: &[String]) -> Vec<String> {
    let name =
        |(above, below): (&String, &String)| if above == below { above.clone() } else { format!("{above}{below}") };
    above.iter().zip(below).map(name).collect()
}

fn trimmed(mut names: Vec<String>) -> Vec<String> {
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    names
}

/// Whether a row holds nothing but a note or the names of those who filled the table in.
pub(super) fn is_note(cells: &[String]) -> bool {
    let mut written = cells.iter().filter(|cell| !cell.is_empty());
    let first = written.next();
    first.is_some_and(|first| NOTES.iter().any(|note| first.starts_with(note)) && written.all(|cell| cell == first))
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
    fn notes_are_told_from_data() {
        assert!(is_note(&row(&["注：不含上年结转。", "", ""])));
        assert!(!is_note(&row(&["注：其他", "12", ""])));
        assert!(!is_note(&row(&["抽样检测费", "12", ""])));
    }
}
