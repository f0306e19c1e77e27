//! A case file, and the project it stands for.

use crate::support::{below, home, root, scratch};
use jixiao::diag::{Diagnostic, Findings, human};
use jixiao::pipeline::check_project;
use jixiao::review::Asked;
use std::path::Path;

/// One case: a document with labels.
#[derive(Debug)]
pub(crate) struct Case {
    /// The file, relative to `tests/corpus`.
    pub(crate) path: String,
    /// What must be found: `应报：`.
    pub(crate) labels: Vec<String>,
    /// `=== 正文`
    pub(crate) text: String,
    tables: Vec<CaseTable>,
    annexes: Vec<(String, String)>,
}

#[derive(Debug)]
struct CaseTable {
    /// Its name in the project: two captions may be the same, two files may not.
    name: String,
    title: String,
    unit: Option<String>,
    csv: String,
}

/// The cases of a folder below `tests/corpus`, and of the folders in it.
pub(crate) fn cases(folder: &str) -> Vec<Case> {
    let at = root().join("tests/corpus").join(folder);
    let files = below(&at).into_iter().filter(|file| file.ends_with(".case"));
    files
        .map(|file| Case::read(&format!("{folder}/{file}"), &std::fs::read_to_string(at.join(&file)).unwrap()))
        .collect()
}

impl Case {
    #[track_caller]
    fn read(path: &str, text: &str) -> Self {
        let mut case = Self {
            path: path.into(),
            labels: Vec::new(),
            text: String::new(),
            tables: Vec::new(),
            annexes: Vec::new(),
        };
        let mut sections = format!("\n{}", text.replace("\r\n", "\n"))
            .split("\n=== ")
            .map(str::to_owned)
            .collect::<Vec<_>>()
            .into_iter();
        let head = sections.next().unwrap_or_default();
        case.labels =
            head.lines().filter_map(|line| line.strip_prefix("应报：")).map(|l| l.trim().to_owned()).collect();
        for section in sections {
            let (title, body) = section.split_once('\n').unwrap_or((&section, ""));
            match title.trim().split_once(' ').unwrap_or((title.trim(), "")) {
                ("正文", _) => case.text = body.trim().to_owned(),
                ("表", name) => case.table(name, body),
                ("附件", name) => case.annexes.push((name.trim().to_owned(), body.trim().to_owned())),
                other => panic!("{path}: an unknown section {other:?}"),
            }
        }
        assert!(!case.text.is_empty() || !case.tables.is_empty(), "{path} holds nothing");
        case
    }

    fn table(&mut self, head: &str, body: &str) {
        let (title, unit) = match head.trim().split_once("（单位：") {
            Some((title, unit)) => (title.trim(), Some(unit.trim_end_matches('）').to_owned())),
            None => (head.trim(), None),
        };
        let again = self.tables.iter().filter(|table| table.title == title).count();
        let name = if again == 0 { title.to_owned() } else { format!("{title}其{}", again + 1) };
        self.tables.push(CaseTable { name, title: title.to_owned(), unit, csv: body.trim().to_owned() + "\n" });
    }

    /// What the program finds in the document.
    pub(crate) fn check(&self) -> Vec<Diagnostic> {
        self.findings().iter().cloned().collect()
    }

    /// What people are told of it.
    pub(crate) fn told(&self) -> String {
        let name = Path::new(&self.path).file_stem().unwrap_or_default();
        human(&name.to_string_lossy(), &self.findings())
    }

    fn findings(&self) -> Findings {
        let folder = scratch();
        self.write(folder.path());
        check_project(folder.path(), home(), Asked::Contradictions).findings
    }

    /// The lines of the narrative file on which a fragment stands; the first line is 1.
    pub(crate) fn lines_of(&self, fragment: &str) -> Vec<usize> {
        let lines = self.text.lines().enumerate();
        lines.filter(|(_, line)| line.contains(fragment)).map(|(index, _)| index + 1).collect()
    }

    /// The file and line of a row of a table, by what stands in its first or second cell.
    pub(crate) fn rows_of(&self, title: &str, row: &str) -> Vec<(String, usize)> {
        let tables = self.tables.iter().filter(|table| table.title == title);
        let rows = tables.flat_map(|table| {
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(table.csv.as_bytes());
            let records: Vec<_> = reader.records().map(Result::unwrap).collect();
            let fits = |record: &csv::StringRecord| record.iter().take(3).any(|cell| cell.trim() == row);
            let found = records.into_iter().filter(fits);
            let lines: Vec<usize> = found.map(|record| record.position().map_or(0, |at| at.line() as usize)).collect();
            lines.into_iter().map(|line| (format!("tables/{}.csv", table.name), line)).collect::<Vec<_>>()
        });
        rows.collect()
    }

    fn write(&self, folder: &Path) {
        let put = |path: &str, content: &str| {
            let target = folder.join(path);
            std::fs::create_dir_all(target.parent().unwrap()).unwrap();
            std::fs::write(target, content).unwrap();
        };
        // A case is a piece of a report; only the cases of that rule have to have all chapters.
        if self.path.contains("chapter-missing") {
            put("project.toml", PROJECT);
        } else {
            put("project.toml", &PROJECT.replace("national-2020", "piece"));
            put("templates/profiles/piece.toml", &piece());
        }
        put("narrative/01.md", &format!("{}\n", self.text));
        for (index, (title, text)) in self.annexes.iter().enumerate() {
            put(&format!("narrative/附件/{:02}.md", index + 1), &format!("# {title}\n\n{text}\n"));
        }
        for table in &self.tables {
            put(&format!("tables/{}.csv", table.name), &table.csv);
            put(&format!("tables/{}.toml", table.name), &declaration(table));
        }
    }
}

const PROJECT: &str = r#"kind = "report"
profile = "national-2020"
title = "财政项目支出绩效评价报告"
year = 2024
date = 2025-06-10
author = "评价机构"

[cover]
"评价机构" = "评价机构"
"#;

/// The national profile without the chapters it asks for.
fn piece() -> String {
    let profile = std::fs::read_to_string(root().join("templates/profiles/national-2020.toml")).unwrap();
    let start = profile.find("\nchapters = [").unwrap();
    let end = start + profile[start..].find("\n]").unwrap() + 2;
    format!("{}{}", &profile[..start], &profile[end..])
}

/// Every column as text: a table pasted from elsewhere is printed as it was.
fn declaration(table: &CaseTable) -> String {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(table.csv.as_bytes());
    let unit = table.unit.as_ref().map_or_else(String::new, |unit| format!("unit = {unit:?}\n"));
    let columns = reader
        .headers()
        .unwrap()
        .iter()
        .map(|name| format!("\n[[columns]]\nname = {name:?}\ntype = \"text\"\n"))
        .collect::<String>();
    format!("title = {:?}\n{unit}{columns}", table.title)
}
