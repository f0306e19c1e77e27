//! A workbook's bytes: one sheet a table, numbers as numbers, text as text and never a formula.

use super::formulas;
use crate::model::{Cell, ColumnKind, Digits, Grouping, NumberFormat, Printing, Row, RowKind, Table, Workbook};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Worksheet, XlsxError};

/// The bytes of the file; the same workbook always gives the same.
pub(super) fn bytes(workbook: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut file = rust_xlsxwriter::Workbook::new();
    let (year, month, day) = (workbook.date.year, workbook.date.month, workbook.date.day);
    let created = ExcelDateTime::from_ymd(year, month, day)?;
    let properties = DocProperties::new().set_title(&workbook.title).set_author(&workbook.author);
    file.set_properties(&properties.set_creation_datetime(&created));
    for table in &workbook.sheets {
        sheet(file.add_worksheet(), table)?;
    }
    file.save_to_buffer()
}

/// Wide sheets are printed on A3.
const A3: u8 = 8;

/// The head in the first row, kept in sight; then the rows.
fn sheet(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name(table.name())?;
    sheet.set_landscape().set_paper_size(A3).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sheet.set_freeze_panes(1, 0)?;
    let columns = &table.declaration.columns;
    let printed = (0..columns.len()).filter(|index| columns[*index].printing != Printing::Hidden);
    let head = framed().set_bold().set_align(FormatAlign::Center).set_text_wrap();
    for (place, index) in (0_u16..).zip(printed) {
        sheet.write_string_with_format(0, place, columns[index].title.as_str(), &head)?;
        sheet.set_column_width(place, width(table, index))?;
        for (line, row) in (1_u32..).zip(&table.rows) {
            cell(sheet, (line, place), table, row, index)?;
        }
    }
    Ok(())
}

fn framed() -> Format {
    Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter)
}

fn cell(sheet: &mut Worksheet, at: (u32, u16), table: &Table, row: &Row, column: usize) -> Result<(), XlsxError> {
    let format = if row.kind == RowKind::Total { framed().set_bold() } else { framed() };
    let value = row.cells.get(column).and_then(Cell::number);
    match (value.zip(value.and_then(|value| value.to_f64())), table.declaration.columns[column].kind) {
        (Some((value, number)), ColumnKind::Number(declared)) => {
            let own = row.cells[column].own_format().unwrap_or(declared);
            let format = format.set_num_format(pattern(own, value));
            match formulas::of(table, row, column, at.0) {
                Some(formula) => {
                    let formula = Formula::new(formula).set_result(number.to_string());
                    sheet.write_formula_with_format(at.0, at.1, formula, &format)?;
                }
                None => {
                    sheet.write_number_with_format(at.0, at.1, number, &format)?;
                }
            }
        }
        _ => {
            let text: String = table.print(row, column).chars().take(LONGEST).collect();
            sheet.write_string_with_format(at.0, at.1, text, &format.set_text_wrap())?;
        }
    }
    Ok(())
}

/// A cell of a workbook holds no more characters.
const LONGEST: usize = 32_000;

/// How a number looks in the workbook: as in the document, with the digits it was written with.
fn pattern(format: NumberFormat, value: Decimal) -> String {
    let written = value.scale();
    let places = |digits: Digits| match digits {
        Digits::Fixed(0) => String::new(),
        Digits::Fixed(places) => format!(".{}", "0".repeat(places as usize)),
        Digits::AsIs => ".########".to_owned(),
    };
    match format {
        NumberFormat::Plain(Digits::AsIs, _) if written == 0 => "General".to_owned(),
        NumberFormat::Plain(Digits::AsIs, _) => format!("0{}", places(Digits::Fixed(written.min(12)))),
        NumberFormat::Plain(digits, Grouping::Thousands) => format!("#,##0{}", places(digits)),
        NumberFormat::Plain(digits, Grouping::None) => format!("0{}", places(digits)),
        NumberFormat::Percent(digits) => format!("0{}%", places(digits)),
    }
}

/// As wide as the longest line in the column, within reason.
fn width(table: &Table, column: usize) -> f64 {
    let title = table.declaration.columns[column].title.as_str();
    let texts = table.rows.iter().map(|row| table.print(row, column));
    let lines = |text: &str| text.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap_or(0);
    let longest = texts.map(|text| lines(&text)).chain([lines(title)]).max().unwrap_or(0);
    longest.clamp(8, 40).to_f64().unwrap_or(8.0) + 2.0
}
