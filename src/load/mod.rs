//! Stage 2, load: the project's data as it is written, every datum with its origin.

mod csv_file;
mod filled_forms;
mod form_tables;
mod image;
mod workbook;

use crate::encoding;
pub(crate) use image::is_picture_name;

use crate::diag::{DataFile, Diagnostic, Findings, Limit, Line, Origin, Problem};
use crate::model::{DataSource, FORM_TABLES, TableDeclaration};
use crate::resolve::{NarrativeFile, Plan, read_bytes};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use workbook::Wanted;

/// Everything that was read, unchecked.
#[derive(Debug, Default)]
pub struct RawProject {
    /// The tables by name; one that could not be read is absent.
    pub tables: BTreeMap<String, RawTable>,
    /// The tables of which only the good rows were read.
    pub incomplete: BTreeSet<String>,
    /// Self-assessment forms that were filled in by hand.
    pub filled_forms: Vec<FormTables>,
    /// The narrative files in reading order.
    pub narrative: Vec<RawNarrative>,
    /// The pictures by their path in the project.
    pub images: BTreeMap<String, RawImage>,
}

/// The tables of self-assessment forms.
#[derive(Debug)]
pub struct FormTables {
    /// 项目
    pub projects: RawTable,
    /// 资金
    pub money: RawTable,
    /// 指标
    pub indicators: RawTable,
}

/// A data file as rows of text.
#[derive(Debug, Clone)]
pub struct RawTable {
    /// The file.
    pub file: DataFile,
    /// The line of the column names.
    pub head: Line,
    /// The column names.
    pub header: Vec<String>,
    /// The rows.
    pub rows: Vec<RawRow>,
    /// Rows with more or fewer cells than there are columns: nothing is taken from them but whose they are.
    pub ragged: Vec<RawRow>,
    /// The total that a workbook states; it is held against the sum of the rows.
    pub stated_total: Option<RawRow>,
}

/// Characters that are kept of a cell that is too long.
const LEFT_OF_LONG_CELLS: usize = 30;

impl RawTable {
    /// Where the column names stand.
    pub fn head_origin(&self) -> Origin {
        Origin::line(&self.file, self.head)
    }

    /// Whether there are more rows than can be handled, so that no more need be read.
    fn is_full(&self) -> bool {
        self.rows.len() > Limit::TableRows.most()
    }

    /// Takes a row; one with more or fewer cells than there are columns is a finding.
    fn push(&mut self, line: Line, mut cells: Vec<String>, findings: &mut Findings) {
        drop_blank_end(&mut cells, self.header.len());
        for cell in cells.iter_mut().filter(|cell| cell.len() > Limit::CellLength.most()) {
            if !findings.allow(Limit::CellLength, cell.chars().count(), || Origin::line(&self.file, line)) {
                // The beginning is kept, so that nothing more is said of this cell.
                *cell = cell.chars().take(LEFT_OF_LONG_CELLS).collect();
            }
        }
        if cells.len() == self.header.len() {
            self.rows.push(RawRow { line, cells });
            return;
        }
        let problem = Problem::RowRagged { found: cells.len(), expected: self.header.len() };
        findings.push(Diagnostic::new(problem, Origin::line(&self.file, line)).excerpt(cells.join(",")));
        self.ragged.push(RawRow { line, cells });
    }

    /// The table's name: that of its sheet or its file.
    pub fn name(&self) -> &str {
        let path = self.file.path();
        let file = path.rsplit('/').next().unwrap_or(path);
        self.file.sheet_name().unwrap_or_else(|| file.strip_suffix(".csv").unwrap_or(file))
    }
}

/// One row of a data file.
#[derive(Debug, Clone)]
pub struct RawRow {
    /// The line on which it begins.
    pub line: Line,
    /// One text for each column of the header.
    pub cells: Vec<String>,
}

/// A narrative file as text.
#[derive(Debug, Clone)]
pub struct RawNarrative {
    /// Which file, and of which part.
    pub file: NarrativeFile,
    /// The text, with `\n` line ends.
    pub text: String,
}

/// A picture.
#[derive(Debug, Clone)]
pub struct RawImage {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// Width and height in its own units, where the format tells them.
    pub size: Option<(f64, f64)>,
}

/// Reads tables, narrative and pictures of the project, side by side.
pub fn load(plan: &Plan, findings: &mut Findings) -> RawProject {
    let mut raw = RawProject::default();
    let (mut of_narrative, mut of_images) = (Findings::default(), Findings::default());
    let (read, images) = rayon::join(
        || {
            tables(plan, &mut raw, findings);
            narratives(plan, &mut of_narrative)
        },
        || image::read_all(&plan.root, &mut of_images),
    );
    (raw.narrative, raw.images) = (read, images);
    findings.extend(of_narrative);
    findings.extend(of_images);
    raw
}

/// All data tables; of forms there are three, of other projects as many as are declared.
fn tables(plan: &Plan, raw: &mut RawProject, findings: &mut Findings) {
    let read: Vec<_> = match plan.layout {
        Some(_) if form_tables::are_elsewhere(&plan.root) => Vec::new(),
        Some(_) => form_tables::read(&plan.root),
        None => plan
            .tables
            .par_iter()
            .map(|declaration| {
                let mut own = Findings::default();
                let table = declared(&plan.root, declaration, &mut own);
                (declaration.name.clone(), table, own)
            })
            .collect(),
    };
    for (name, table, own) in read {
        if own.has_errors() {
            raw.incomplete.insert(name.clone());
        }
        let table = table.and_then(|table| in_bounds(table, findings));
        findings.extend(own);
        raw.tables.extend(table.map(|table| (name, table)));
    }
    if let Some(labels) = &plan.form_labels {
        let projects = raw.tables.get(FORM_TABLES[0].0);
        let column = projects.and_then(|table| table.header.iter().position(|name| name == "编号"));
        let rows = projects.into_iter().flat_map(|table| &table.rows);
        let taken = rows.filter_map(|row| row.cells.get(column?)).cloned().collect();
        raw.filled_forms = filled_forms::read(&plan.root, labels, &taken, findings);
    }
}

fn declared(root: &Path, declaration: &TableDeclaration, findings: &mut Findings) -> Option<RawTable> {
    let path = declaration.data_file.path();
    match &declaration.data {
        DataSource::Rows(rows) => Some(csv_file::inline(declaration, rows, findings)),
        DataSource::Csv => csv_file::read(root, path, findings),
        DataSource::Workbook(sheet) => {
            let data = declaration.columns.iter().filter(|column| column.compute.is_none());
            let columns = data.map(|column| column.name.as_str()).collect();
            let total = declaration.total.as_ref().map(|total| total.label.as_str());
            let wanted = Wanted {
                path,
                sheet: sheet.as_deref(),
                table: &declaration.name,
                columns,
                total,
                unit: declaration.unit.as_deref(),
            };
            workbook::read(root, &wanted, findings)
        }
    }
}

/// Excel writes commas behind the last column; what stands there is none of the table's, unless
/// something is written there.
fn drop_blank_end(cells: &mut Vec<String>, least: usize) {
    while cells.len() > least && cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
}

/// A table of more rows than can be handled is a finding, and is not read.
fn in_bounds(table: RawTable, findings: &mut Findings) -> Option<RawTable> {
    let origin = || Origin::file(&table.file);
    let is_small = findings.allow(Limit::TableRows, table.rows.len(), origin)
        & findings.allow(Limit::TableColumns, table.header.len(), origin);
    is_small.then_some(table)
}

/// Two columns of one name are a finding.
fn check_header(table: &RawTable, findings: &mut Findings) {
    let mut seen = HashSet::new();
    for name in table.header.iter().filter(|name| !name.is_empty()) {
        if !seen.insert(name) {
            findings.add(Problem::HeaderDuplicate { name: name.clone() }, table.head_origin());
        }
    }
}

fn narrative(root: &Path, file: &NarrativeFile, findings: &mut Findings) -> Option<RawNarrative> {
    let bytes = read_bytes(root, &file.path, findings)?;
    let text = encoding::decode(&bytes, &file.path, findings)?;
    Some(RawNarrative { file: file.clone(), text: text.replace("\r\n", "\n").replace('\r', "\n") })
}

/// The narrative in reading order. A document of more words than one can be made of is told, and not read at all.
fn narratives(plan: &Plan, findings: &mut Findings) -> Vec<RawNarrative> {
    let files = plan.narrative.iter().filter_map(|file| narrative(&plan.root, file, findings));
    let read: Vec<RawNarrative> = files.collect();
    let length = read.iter().map(|file| file.text.chars().count()).sum();
    let longest = read.iter().max_by_key(|file| file.text.len()).map(|file| file.file.path.clone());
    let is_short = findings.allow(Limit::NarrativeLength, length, || Origin::file(longest.unwrap_or_default()));
    if is_short { read } else { Vec::new() }
}
