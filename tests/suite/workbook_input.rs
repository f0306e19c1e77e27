//! Tables that come as workbooks, as offices keep them.

use crate::support::ReportTest;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

const DECLARATION: &str = r#"
title = "执行情况"
key = "项目"

[[columns]]
name = "类别"
type = "text"
merge = true

[[columns]]
name = "项目"
type = "text"

[[columns]]
name = "2024年预算"
type = "number"
decimals = 2

[[columns]]
name = "2024年执行"
type = "number"
decimals = 2

[[columns]]
name = "执行率"
type = "percent"

[[columns]]
name = "批复日期"
type = "text"

[[columns]]
name = "文号"
type = "text"

[total]
label = "合计"
sum = ["2024年预算", "2024年执行"]
"#;

/// A sheet with everything that a table from an office has around and in it.
fn office_sheet(sheet: &mut Worksheet) -> Result<(), rust_xlsxwriter::XlsxError> {
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 6, "2024年预算执行情况表", &plain)?;
    sheet.write(1, 6, "单位：万元")?;
    for (column, name) in [(0, "类别"), (1, "项目"), (4, "执行率"), (5, "批复日期"), (6, "文号")] {
        sheet.merge_range(2, column, 3, column, name, &plain)?;
    }
    sheet.merge_range(2, 2, 2, 3, "2024年", &plain)?;
    sheet.write(3, 2, "预算")?.write(3, 3, "执行")?;
    sheet.merge_range(4, 0, 5, 0, "专项经费", &plain)?;
    let day = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    let share = Format::new().set_num_format("0.00%");
    let rows = [("抽样检测费", 1200.5, "1,100.25", "0011"), ("样品购置费", 300.1 + 0.2, "300.3", "0012")];
    for (row, (name, budget, spent, number)) in (4..).zip(rows) {
        sheet.write(row, 1, name)?.write(row, 2, budget)?.write(row, 3, spent)?.write(row, 6, number)?;
        let formula = Formula::new(format!("=D{0}/C{0}", row + 1)).set_result(if row == 4 { "0.9165" } else { "1" });
        sheet.write_with_format(row, 4, formula, &share)?;
        sheet.write_with_format(row, 5, &ExcelDateTime::from_ymd(2024, 3, 8)?, &day)?;
    }
    sheet.write(6, 1, "合 计")?.write(6, 2, 1500.8)?.write(6, 3, 1400.55)?;
    sheet.write(7, 0, "注：不含上年结转。")?;
    sheet.write(8, 0, "填表人：")?.write(8, 3, "审核人：")?.write(8, 5, "日期：2025年1月")?;
    sheet.write_blank(9, 6, &plain)?;
    Ok(())
}

fn workbook(name: &str) -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("说明").unwrap().write(0, 0, "填表说明").unwrap();
    let sheet = workbook.add_worksheet().set_name(name).unwrap();
    office_sheet(sheet).unwrap();
    workbook.save_to_buffer().unwrap()
}

fn report(declaration: &str, file: &str, sheet: &str) -> ReportTest {
    let prose = "# 情况\n\n抽样检测费执行{{ 执行情况.抽样检测费.2024年执行 }}万元，见{{ 见表(\"执行情况\") }}。\n\n::表 执行情况\n";
    ReportTest::from_dir("warn-rows-hidden")
        .without_file("tables/预算.toml")
        .without_file("tables/预算.xlsx")
        .with_file("narrative/01-情况.md", prose)
        .with_file("tables/执行情况.toml", declaration)
        .with_file(file, workbook(sheet))
}

#[test]
fn a_sheet_is_read_as_it_is_shown() {
    let built = report(DECLARATION, "tables/执行情况.xlsx", "执行情况").build();
    let built = built.succeeds();
    built.pdf_text_contains("执行1,100.25万元");
    for words in ["抽样检测费1,200.501,100.2591.65%2024年3月8日0011", "样品购置费300.30300.30100.00%"] {
        built.pdf_text_contains(words);
    }
    built.pdf_text_lacks("不含上年结转").pdf_text_lacks("审核人");
}

#[test]
fn a_declaration_names_workbook_and_sheet() {
    let declaration = format!("workbook = \"年终.xlsx\"\nsheet = \"汇总\"\n{DECLARATION}");
    let built = report(&declaration, "tables/年终.xlsx", "汇总").build();
    built.succeeds().pdf_text_contains("抽样检测费1,200.50");
}

#[test]
fn findings_name_sheet_and_cell() {
    let declaration =
        DECLARATION.replace("name = \"批复日期\"\ntype = \"text\"", "name = \"批复日期\"\ntype = \"number\"");
    let built = report(&declaration, "tables/执行情况.xlsx", "执行情况").build();
    built.findings_contain("执行情况.xlsx「执行情况」F5");
    built.findings_contain("「2024年3月8日」不是数");
}

/// The tables of a project of forms as the sheets of one workbook.
fn forms_of(mut project: ReportTest) -> ReportTest {
    let mut workbook = Workbook::new();
    for name in ["项目", "资金", "指标"] {
        let path = format!("tables/{name}.csv");
        let text = std::fs::read(project.folder().join(&path)).unwrap();
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_slice());
        for (row, record) in reader.records().enumerate() {
            for (column, cell) in record.unwrap().iter().enumerate() {
                let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write(row, column, number).unwrap(),
                    Err(_) => sheet.write(row, column, cell.trim_start_matches('\u{feff}')).unwrap(),
                };
            }
        }
        project = project.without_file(&path);
    }
    project.with_file("tables/填报.xlsx", workbook.save_to_buffer().unwrap())
}

#[test]
fn one_workbook_holds_a_whole_project_of_forms() {
    let from_csv = ReportTest::from_dir("ok-form-national").build();
    let from_workbook = forms_of(ReportTest::from_dir("ok-form-national")).build();
    assert_eq!(from_workbook.succeeds().files(), from_csv.succeeds().files());
    assert_eq!(from_workbook.bytes(), from_csv.bytes());
}

#[test]
fn a_wrong_cell_of_a_form_is_named_by_sheet_and_cell() {
    let project = ReportTest::from_dir("ok-form-national");
    let text = std::fs::read_to_string(project.folder().join("tables/资金.csv")).unwrap();
    let (head, rest) = text.split_once('\n').unwrap();
    let row = rest.lines().next().unwrap();
    let mut cells: Vec<&str> = row.split(',').collect();
    let place = head.split(',').position(|name| name.trim() == "全年预算数").unwrap();
    cells[place] = "约三万";
    let letter = char::from(b'A' + u8::try_from(place).unwrap());
    let wrong = text.replacen(row, &cells.join(","), 1);
    let project = project.with_file("tables/资金.csv", wrong);
    let built = forms_of(project).build();
    built.findings_contain(&format!("填报.xlsx「资金」{letter}2"));
}

/// A sheet of these rows; `merged` are heads merged over the first two rows, by column.
fn plain_sheet(rows: &[&[&str]], merged: &[&str]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in (0..).zip(merged) {
        sheet.merge_range(0, column, 1, column, name, &Format::new()).unwrap();
    }
    for (row, cells) in (2..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, *cell).unwrap(),
            };
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_head_merged_over_two_rows_is_no_data() {
    let bytes = plain_sheet(&[&["甲", "1"], &["乙", "2"]], &["项目", "预算"]);
    let built = ReportTest::from_dir("warn-rows-hidden").with_file("tables/预算.xlsx", bytes).build();
    assert_eq!(built.succeeds().findings(), "");
    built.pdf_text_contains("合计3.00");
}

#[test]
fn a_total_that_is_not_the_sum_of_its_rows_is_told() {
    let bytes = plain_sheet(&[&["甲", "1"], &["乙", "2"], &["合计", "4"]], &["项目", "预算"]);
    let built = ReportTest::from_dir("warn-rows-hidden").with_file("tables/预算.xlsx", bytes).build();
    built.findings_contain("合计行写的是4，各行相加是3");
    built.findings_contain("预算.xlsx「Sheet1」B5");
}

#[test]
fn a_sheet_that_forms_lack_is_told_with_those_that_there_are() {
    let mut workbook = Workbook::new();
    for name in ["项目", "资金表", "指标"] {
        workbook.add_worksheet().set_name(name).unwrap().write(0, 0, "编号").unwrap();
    }
    let mut project = ReportTest::from_dir("ok-form-national");
    for name in ["项目", "资金", "指标"] {
        project = project.without_file(&format!("tables/{name}.csv"));
    }
    let built = project.with_file("tables/填报.xlsx", workbook.save_to_buffer().unwrap()).build();
    built.findings_contain("工作簿里没有叫「资金」的工作表");
    built.findings_contain("现有的工作表：项目、资金表、指标");
}

#[test]
fn a_table_of_forms_in_two_places_is_told_with_both() {
    let csv = std::fs::read(ReportTest::from_dir("ok-form-national").folder().join("tables/资金.csv")).unwrap();
    let twice = forms_of(ReportTest::from_dir("ok-form-national")).with_file("tables/资金.csv", csv);
    twice.build().findings_contain("「资金」的数据放在了几处：tables/填报.xlsx、tables/资金.csv");
}
