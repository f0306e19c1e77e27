//! Reading table declarations: `tables/<name>.toml`.

use super::chart_file::{RawComparisonChart, comparison_chart, rate_fits};
use super::document::invalid;
use super::table_columns::{RawColumn, columns};
use super::{files, leads_outside, toml_file};
use crate::diag::{Findings, Line, Origin, Problem, nearest};
use crate::model::{
    ColumnKind, Comparison, DataSource, Orientation, Printing, Size, TableDeclaration, Total, Unit, YearLayout,
};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct RawTable {
    title: String,
    unit: Option<String>,
    key: Option<String>,
    name: Option<String>,
    hierarchy: Option<String>,
    row_unit: Option<String>,
    #[serde(default)]
    missing: Vec<String>,
    #[serde(default)]
    landscape: bool,
    paper: Option<Paper>,
    size: Option<Size>,
    #[serde(default)]
    notes: Vec<String>,
    source: Option<String>,
    columns: Vec<RawColumn>,
    total: Option<RawTotal>,
    comparison: Option<RawComparison>,
    #[cfg_attr(test, schemars(with = "Option<Vec<Vec<RawCell>>>"))]
    rows: Option<Vec<toml::Spanned<Vec<RawCell>>>>,
    workbook: Option<String>,
    sheet: Option<String>,
}

/// The sheets of a table: those of the document, or larger ones.
#[derive(Debug, Clone, Copy, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
enum Paper {
    A4,
    A3,
}

/// A cell written in the declaration.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
enum RawCell {
    Text(String),
    Whole(i64),
    Fraction(f64),
}

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct RawTotal {
    label: String,
    sum: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct RawComparison {
    columns: Option<Vec<String>>,
    year: Option<String>,
    item: Option<String>,
    value: Option<String>,
    #[serde(default)]
    show: Vec<String>,
    chart: Option<RawComparisonChart>,
}

/// The change columns a comparison can add.
const CHANGES: [&str; 4] = ["增减额", "同比", "年均增长率", "极差"];

/// Reads every table declaration; the names of those that cannot be used go to `broken`.
pub(super) fn tables(root: &Path, broken: &mut BTreeSet<String>, findings: &mut Findings) -> Vec<TableDeclaration> {
    let declared = files::in_folder(root, "tables", ".toml");
    let mut tables = Vec::new();
    for path in declared {
        let name = files::stem(&path);
        match table(root, path, findings) {
            Some(table) => tables.push(table),
            None => {
                broken.insert(name);
            }
        }
    }
    undeclared(root, &tables, broken, findings);
    tables
}

/// Data files that no declaration reads.
fn undeclared(root: &Path, tables: &[TableDeclaration], broken: &mut BTreeSet<String>, findings: &mut Findings) {
    let endings = [".csv", ".xlsx"];
    for path in endings.iter().flat_map(|ending| files::in_folder(root, "tables", ending)) {
        let name = files::stem(&path);
        let read = tables.iter().any(|table| table.data_file.path() == path || table.name == name);
        if !read && !broken.contains(&name) {
            let declaration = format!("tables/{name}.toml");
            findings.add(Problem::FileMissing { path: declaration }, Origin::file(&path));
            broken.insert(name);
        }
    }
}

fn table(root: &Path, path: String, findings: &mut Findings) -> Option<TableDeclaration> {
    let text = files::read_text(root, &path, findings)?;
    let raw: RawTable = toml_file::read(&path, &text, findings)?;
    let name = files::stem(&path);
    let (data_file, data) = source(root, &name, &raw, &path, &text, findings)?;
    let declaration = TableDeclaration {
        data_file: data_file.into(),
        data,
        comparison: comparison(raw.comparison, &path, findings),
        columns: columns(raw.columns, &path, &text, findings),
        name,
        file: path,
        title: raw.title,
        unit: raw.unit,
        key: raw.key,
        row_name: raw.name,
        hierarchy: raw.hierarchy,
        row_unit: raw.row_unit,
        missing: raw.missing,
        orientation: match (raw.paper, raw.landscape) {
            (Some(Paper::A3), _) => Orientation::Foldout,
            (Some(Paper::A4) | None, true) => Orientation::Landscape,
            (Some(Paper::A4) | None, false) => Orientation::Portrait,
        },
        size: raw.size,
        notes: raw.notes,
        source: raw.source.filter(|source| !source.is_empty()),
        total: raw.total.map(|total| Total { label: total.label, sum: total.sum }),
    };
    names_known(&declaration, findings).then_some(declaration)
}

/// The file the rows stand in, and how they are read from it. Two places at once are a finding.
fn source(
    root: &Path,
    name: &str,
    raw: &RawTable,
    path: &str,
    text: &str,
    findings: &mut Findings,
) -> Option<(String, DataSource)> {
    let own = |ending: &str| format!("tables/{name}{ending}");
    let is_there = |file: &String| root.join(file).exists();
    let (csv, workbook) = (own(".csv"), own(".xlsx"));
    let named = raw.workbook.as_ref().map(|file| format!("tables/{file}"));
    let files: Vec<String> = [csv, workbook].into_iter().filter(is_there).collect();
    let mut files: Vec<String> = files.into_iter().filter(|file| Some(file) != named.as_ref()).collect();
    files.extend(named);
    if files.len() + usize::from(raw.rows.is_some()) > 1 {
        let places = files.iter().cloned().chain(raw.rows.as_ref().map(|_| format!("{path} 的 rows")));
        let places = places.collect::<Vec<_>>().join("、");
        findings.add(Problem::DataTwice { table: name.to_owned(), places }, Origin::file(path));
        return None;
    }
    if let Some(rows) = &raw.rows {
        return Some((path.to_owned(), DataSource::Rows(inline_rows(rows, text))));
    }
    let file = files.into_iter().next().unwrap_or_else(|| own(".csv"));
    match (&raw.workbook, &raw.sheet) {
        (Some(workbook), _) if leads_outside(workbook) => {
            findings.add(Problem::PathOutside { path: workbook.clone() }, Origin::file(path));
            None
        }
        (Some(workbook), _) if !workbook.ends_with(".xlsx") => {
            findings.add(invalid("workbook", workbook, "tables 里一个 .xlsx 文件的名字"), Origin::file(path));
            None
        }
        (None, Some(sheet)) if !file.ends_with(".xlsx") => {
            findings.add(invalid("sheet", sheet, "什么也不写：数据不在工作簿里"), Origin::file(path));
            None
        }
        (_, sheet) if file.ends_with(".xlsx") => Some((file, DataSource::Workbook(sheet.clone()))),
        _ => Some((file, DataSource::Csv)),
    }
}

/// The rows with their lines, every cell as it would stand in a CSV file.
fn inline_rows(rows: &[toml::Spanned<Vec<RawCell>>], text: &str) -> Vec<(Line, Vec<String>)> {
    let cell = |cell: &RawCell| match cell {
        RawCell::Text(text) => text.trim().to_owned(),
        RawCell::Whole(number) => number.to_string(),
        RawCell::Fraction(number) => number.to_string(),
    };
    // The line breaks up to the row before are counted once.
    let (mut known, mut before) = (0, 0);
    let mut line_of = |offset: usize| {
        before += text.get(known..offset).map_or(0, |between| between.matches('\n').count());
        known = offset;
        Line::zero_based(before)
    };
    rows.iter().map(|row| (line_of(row.span().start), row.get_ref().iter().map(cell).collect())).collect()
}

fn comparison(raw: Option<RawComparison>, path: &str, findings: &mut Findings) -> Option<Comparison> {
    let raw = raw?;
    for name in raw.show.iter().filter(|name| !CHANGES.contains(&name.as_str())) {
        findings.add(invalid("comparison.show", name, &CHANGES.join("、")), Origin::file(path));
    }
    let layout = match (raw.columns, raw.year, raw.item, raw.value) {
        (Some(columns), None, None, None) if columns.len() >= 2 => YearLayout::Wide { columns },
        (None, Some(year), Some(item), Some(value)) => YearLayout::Long { year, item, value },
        _ => {
            let allowed = "columns（至少两个年份列），或者 year、item、value 三项";
            findings.add(invalid("comparison", "……", allowed), Origin::file(path));
            return None;
        }
    };
    let mut show: Vec<String> = Vec::new();
    for name in raw.show {
        if !show.contains(&name) {
            show.push(name);
        }
    }
    let chart = raw.chart.map(comparison_chart);
    let comparison = Comparison { layout, show, chart };
    if let YearLayout::Wide { columns } = &comparison.layout
        && !comparison.years_follow(columns)
    {
        findings.add(Problem::YearsApart { years: columns.join("、") }, Origin::file(path));
    }
    let chart = &comparison.chart;
    if let Some(chart) = chart {
        rate_fits(chart.kind, chart.rate.as_deref(), path, findings)?;
    }
    Some(comparison)
}

/// Whether every column named in the declaration is declared.
fn names_known(table: &TableDeclaration, findings: &mut Findings) -> bool {
    let declared: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let named = [&table.key, &table.row_name, &table.hierarchy, &table.row_unit].into_iter().flatten();
    let summed = table.total.iter().flat_map(|total| &total.sum);
    let compared = match table.comparison.as_ref().map(|comparison| &comparison.layout) {
        Some(YearLayout::Wide { columns }) => columns.clone(),
        Some(YearLayout::Long { year, item, value }) => vec![year.clone(), item.clone(), value.clone()],
        None => Vec::new(),
    };
    let mut known = true;
    for column in named.chain(summed).chain(&compared) {
        if !declared.contains(&column.as_str()) {
            known = false;
            let nearest = nearest(column, declared.iter().copied());
            let problem = Problem::ColumnNotDeclared { column: column.clone(), nearest };
            findings.add(problem, Origin::file(&table.file));
        }
    }
    units_agree(table, findings);
    known && are_numbers(table, findings) && names_are_words(table, findings) && long_form_is_plain(table, findings)
}

/// Whether the columns that name rows hold words: numbers would lose their zeros (2.10).
fn names_are_words(table: &TableDeclaration, findings: &mut Findings) -> bool {
    let mut sound = true;
    let naming = [
        ("key", &table.key),
        ("name", &table.row_name),
        ("hierarchy", &table.hierarchy),
        ("row_unit", &table.row_unit),
    ];
    for (setting, name) in naming {
        let column = table.columns.iter().find(|column| Some(&column.name) == name.as_ref());
        if column.is_some_and(|column| matches!(column.kind, ColumnKind::Number(_))) {
            sound = false;
            let value = name.clone().unwrap_or_default();
            findings.add(invalid(setting, &value, "type 是 code 或 text 的列"), Origin::file(&table.file));
        }
    }
    sound
}

/// A long table has the columns of its comparison; others could not be placed in the wide one.
fn long_form_is_plain(table: &TableDeclaration, findings: &mut Findings) -> bool {
    let layout = table.comparison.as_ref().map(|comparison| &comparison.layout);
    let Some(YearLayout::Long { year, item, value }) = layout else { return true };
    let own = [year, item, value];
    let mut sound = true;
    if let Some(unit) = &table.row_unit {
        sound = false;
        let allowed = "长表各行的单位要一样：写在数值列的 unit 里；单位不同就改用宽表（columns）";
        findings.add(invalid("row_unit", unit, allowed), Origin::file(&table.file));
    }
    for column in &table.columns {
        let is_own = own.contains(&&column.name);
        let hidden = column.printing == Printing::Hidden;
        if column.compute.is_some() || (!is_own && !hidden) {
            sound = false;
            let allowed = "长表只印年份、项目、数值三列，都不写 compute；其余的列写 hidden = true";
            findings.add(invalid("columns", &column.name, allowed), Origin::file(&table.file));
        }
    }
    sound
}

/// A column in another unit of money than the one above the table must say so in its head.
fn units_agree(table: &TableDeclaration, findings: &mut Findings) {
    let Some(Unit::Money(above)) = table.unit.as_deref().map(Unit::parse) else { return };
    for column in table.columns.iter().filter(|column| column.printing != Printing::Hidden) {
        if let Some(unit @ Unit::Money(own)) = &column.unit
            && *own != above
            && !column.title.contains(&unit.to_string())
        {
            let (found, declared) = (Unit::Money(above).to_string(), format!("{unit}（{}）", column.name));
            findings.add(Problem::UnitDiffers { found, declared }, Origin::file(&table.file));
        }
    }
}

/// Whether the columns that are added up or compared hold numbers.
fn are_numbers(table: &TableDeclaration, findings: &mut Findings) -> bool {
    let summed = table.total.iter().flat_map(|total| &total.sum);
    let compared = match table.comparison.as_ref().map(|comparison| &comparison.layout) {
        Some(YearLayout::Wide { columns }) => columns.as_slice(),
        Some(YearLayout::Long { value, .. }) => std::slice::from_ref(value),
        None => &[],
    };
    let is_words = |name: &&String| {
        let column = table.columns.iter().find(|column| column.name == **name);
        column.is_some_and(|column| !matches!(column.kind, ColumnKind::Number(_)))
    };
    let words: Vec<&String> = summed.chain(compared).filter(is_words).collect();
    for name in &words {
        findings.add(Problem::FormulaOnText { name: (*name).clone() }, Origin::file(&table.file));
    }
    words.is_empty()
}
