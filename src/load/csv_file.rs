//! Reading one CSV file.

use super::{RawTable, check_header};
use crate::diag::{Diagnostic, Findings, Line, Origin, Problem};
use crate::encoding;
use crate::model::TableDeclaration;
use crate::resolve::read_bytes;
use std::path::Path;

/// Reads a data file. Ragged rows and doubled columns are findings; the good rows are kept so
/// that later stages can report what else is wrong.
pub(super) fn read(root: &Path, path: &str, findings: &mut Findings) -> Option<RawTable> {
    let bytes = read_bytes(root, path, findings)?;
    let text = encoding::decode(&bytes, path, findings)?.replace("\r\n", "\n").replace('\r', "\n");
    if text.trim().is_empty() {
        let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".csv").to_owned();
        findings.add(Problem::TableEmpty { table: name }, Origin::file(path));
        return None;
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut records = reader.records();
    let mut header: Vec<String> = match records.next() {
        Some(Ok(record)) => record.iter().map(|name| name.trim().to_owned()).collect(),
        _ => Vec::new(),
    };
    let written = header.len();
    super::drop_blank_end(&mut header, 0);
    if let Some(found) = other_separator(&header) {
        findings.add(Problem::SeparatorWrong { found }, Origin::line(path, Line::one_based(1)));
        return None;
    }
    let mut table = RawTable {
        file: path.into(),
        head: Line::one_based(1),
        header,
        rows: Vec::new(),
        ragged: Vec::new(),
        stated_total: None,
    };
    check_header(&table, findings);
    let mut lines = Lines { text: &text, known: 0, before: 0 };
    let mut longer = Vec::new();
    let mut records = records.peekable();
    while let Some(record) = records.next() {
        if table.is_full() {
            break;
        }
        match record {
            Ok(record) if records.peek().is_none() && is_open(&text, &record) => {
                findings.add(Problem::QuoteOpen, Origin::line(path, lines.of(&record)));
            }
            Ok(record) => {
                let line = lines.of(&record);
                if record.len() > written {
                    longer.push((line, record.clone()));
                }
                push_row(&mut table, line, &record, findings);
            }
            Err(error) => {
                let problem = Problem::FileUnreadable { path: path.to_owned(), cause: error.to_string() };
                findings.add(problem, Origin::file(path));
            }
        }
    }
    shifted_rows(&mut table, longer, findings);
    Some(table)
}

/// Takes out rows that are longer than the head, though nothing stands in their last cells: a comma too many has
/// moved the others. Where every row ends with one it is only somebody's way of writing them.
fn shifted_rows(table: &mut RawTable, longer: Vec<(Line, csv::StringRecord)>, findings: &mut Findings) {
    let rows = table.rows.len() + table.ragged.len();
    if longer.len() == rows && rows > 1 {
        return;
    }
    for (line, written) in longer {
        let Some(at) = table.rows.iter().position(|row| row.line == line) else { continue };
        let problem = Problem::RowRagged { found: written.len(), expected: table.header.len() };
        findings.push(
            Diagnostic::new(problem, Origin::line(&table.file, line))
                .excerpt(written.iter().collect::<Vec<_>>().join(",")),
        );
        let row = table.rows.remove(at);
        table.ragged.push(row);
    }
}

/// The sign that parts the names of a head which holds no comma.
fn other_separator(header: &[String]) -> Option<String> {
    const OTHERS: [(char, &str); 5] = [('，', "，"), ('\t', "Tab"), (';', ";"), ('；', "；"), ('|', "|")];
    let [only] = header else { return None };
    OTHERS.iter().find(|(sign, _)| only.contains(*sign)).map(|(_, name)| (*name).to_owned())
}

/// The rows written in the declaration itself; their columns are the declared ones, computed
/// columns left out.
pub(super) fn inline(
    declaration: &TableDeclaration,
    rows: &[(Line, Vec<String>)],
    findings: &mut Findings,
) -> RawTable {
    let data = declaration.columns.iter().filter(|column| column.compute.is_none());
    let header = data.map(|column| column.name.clone()).collect();
    let mut table = RawTable {
        file: declaration.file.as_str().into(),
        head: Line::one_based(1),
        header,
        rows: Vec::new(),
        ragged: Vec::new(),
        stated_total: None,
    };
    for (line, cells) in rows {
        table.push(*line, cells.clone(), findings);
    }
    table
}

/// Whether the last record goes on to the end of the file because its last quote is not closed. A quote opens
/// a cell only at its very beginning; elsewhere, as of inches, it is a sign like others.
fn is_open(text: &str, last: &csv::StringRecord) -> bool {
    let start = last.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
    let mut signs = text.get(start..).unwrap_or_default().chars().peekable();
    let (mut is_quoted, mut is_begin) = (false, true);
    while let Some(sign) = signs.next() {
        if sign == '"' && is_quoted {
            // Two of them stand for one.
            is_quoted = signs.next_if_eq(&'"').is_some();
        } else if sign == '"' && is_begin {
            is_quoted = true;
        }
        is_begin = !is_quoted && matches!(sign, ',' | '\n');
    }
    is_quoted
}

fn push_row(table: &mut RawTable, line: Line, record: &csv::StringRecord, findings: &mut Findings) {
    let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
    if cells.iter().any(|cell| !cell.is_empty()) {
        table.push(line, cells, findings);
    }
}

/// Counts lines up to one record after the other.
struct Lines<'a> {
    text: &'a str,
    /// The place up to which lines are counted.
    known: usize,
    /// The line breaks before it.
    before: usize,
}

impl Lines<'_> {
    /// The line on which a record begins. The reader's own count stands before the blank lines that
    /// it skips.
    fn of(&mut self, record: &csv::StringRecord) -> Line {
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let skipped = self.text.get(start..).map_or(0, |rest| rest.len() - rest.trim_start_matches('\n').len());
        let end = start + skipped;
        self.before += self.text.get(self.known..end).map_or(0, |between| between.matches('\n').count());
        self.known = end;
        Line::zero_based(self.before)
    }
}

#[cfg(test)]
mod tests {
    use super::is_open;

    fn is_last_open(text: &str) -> bool {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let last = reader.records().filter_map(Result::ok).last().expect("the text has records");
        is_open(text, &last)
    }

    #[test]
    fn a_quote_is_open_only_where_it_began_a_cell() {
        assert!(is_last_open("甲,乙\n1,\"开着\n2,3\n"));
        assert!(is_last_open("甲,乙\n1,\"两个\"\"还开着\n"));
        for sound in ["1,\"甲, 乙\"\n", "1,\"他说\"\"好\"\"\"\n", "水管3\",\"甲, 乙\"\n", "水管3\",25\n"] {
            assert!(!is_last_open(&format!("甲,乙\n{sound}")), "{sound}");
        }
    }
}
