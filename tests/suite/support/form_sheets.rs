//! 自评表 as offices fill them in: one form a sheet, in the national layout or that of Shanghai.

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::collections::BTreeMap;
use std::path::Path;

/// A row of a data table by column name.
type Record = BTreeMap<String, String>;

/// The data of one form.
#[derive(Debug, Clone)]
pub(crate) struct FilledForm {
    /// The row of 项目.
    pub(crate) project: Record,
    money: Vec<Record>,
    indicators: Vec<Record>,
    is_national: bool,
    /// Words that stand in a cell in place of those of the data, by row and column.
    instead: Vec<((u32, u16), String)>,
}

/// All forms of a project whose data are CSV files.
pub(crate) fn forms_of(project: &Path, is_national: bool) -> Vec<FilledForm> {
    let [projects, money, indicators] = ["项目", "资金", "指标"].map(|name| records(project, name));
    let own = |rows: &[Record], id: &str| rows.iter().filter(|row| row["编号"] == id).cloned().collect();
    let form = |project: Record| FilledForm {
        money: own(&money, &project["编号"]),
        indicators: own(&indicators, &project["编号"]),
        project,
        is_national,
        instead: Vec::new(),
    };
    projects.into_iter().map(form).collect()
}

fn records(project: &Path, table: &str) -> Vec<Record> {
    let text = std::fs::read_to_string(project.join(format!("tables/{table}.csv"))).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().collect::<Result<_, _>>().unwrap()
}

/// A workbook with a form on each of its sheets.
pub(crate) fn workbook(forms: &[FilledForm]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for form in forms {
        form.write(workbook.add_worksheet()).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

/// Rows of the form before the sources of money.
const MONEY: u32 = 5;

impl FilledForm {
    /// Writes `words` into a cell in place of what the data say.
    pub(crate) fn with(mut self, row: u32, column: u16, words: &str) -> Self {
        self.instead.push(((row, column), words.to_owned()));
        self
    }

    /// The row in which the first indicator stands.
    pub(crate) fn first_indicator(&self) -> u32 {
        MONEY + 1 + u32::try_from(self.money.len()).unwrap() + 3
    }

    /// The row of 总分.
    pub(crate) fn total_row(&self) -> u32 {
        self.first_indicator() + u32::try_from(self.indicators.len()).unwrap()
    }

    fn write(&self, sheet: &mut Worksheet) -> Result<(), rust_xlsxwriter::XlsxError> {
        let plain = Format::new();
        let title = if self.is_national { "项目支出绩效自评表" } else { "财政项目支出绩效自评表" };
        sheet.merge_range(0, 0, 0, 8, title, &plain)?.merge_range(1, 0, 1, 8, "（ 2024 年度）", &plain)?;
        sheet.write(2, 0, "项目名称")?.merge_range(2, 1, 2, 8, &self.project["项目名称"], &plain)?;
        sheet.write(3, 0, "主管部门")?.merge_range(3, 1, 3, 3, &self.project["主管部门"], &plain)?;
        sheet.write(3, 4, "实施单位")?.merge_range(3, 5, 3, 8, &self.project["实施单位"], &plain)?;
        self.write_money(sheet)?;
        let goals = self.first_indicator() - 3;
        sheet.merge_range(goals, 0, goals + 1, 0, "年度\n总体\n目标", &plain)?;
        sheet.merge_range(goals, 1, goals, 4, "预期目标", &plain)?;
        sheet.merge_range(goals, 5, goals, 8, "实际完成情况", &plain)?;
        sheet.merge_range(goals + 1, 1, goals + 1, 4, &self.project["预期目标"], &plain)?;
        sheet.merge_range(goals + 1, 5, goals + 1, 8, &self.project["实际完成情况"], &plain)?;
        self.write_indicators(sheet)?;
        for ((row, column), words) in &self.instead {
            write(sheet, *row, *column, words)?;
        }
        Ok(())
    }

    fn write_money(&self, sheet: &mut Worksheet) -> Result<(), rust_xlsxwriter::XlsxError> {
        let last = MONEY + u32::try_from(self.money.len()).unwrap();
        sheet.merge_range(4, 0, last, 0, "项目资金\n（万元）", &Format::new())?;
        let national = ["年初\n预算数", "全年预算数\n（A）", "全年执行数\n（B）", "分值", "执行率\n（B/A）", "得分"];
        let shanghai = ["年初预算数", "全年预算数", "全年执行数", "分数", "执行率\n(%)", "得分"];
        for (column, name) in (2..).zip(if self.is_national { national } else { shanghai }) {
            sheet.write(4, column, name)?;
        }
        sheet.write(MONEY, 1, "年度资金总额：")?;
        let sums = ["年初预算数", "全年预算数", "全年执行数"]
            .map(|name| self.money.iter().map(|row| number(&row[name])).sum());
        for (column, sum) in (2..).zip::<[f64; 3]>(sums) {
            sheet.write(MONEY, column, (sum * 100.0).round() / 100.0)?;
        }
        sheet.write(MONEY, 5, 10)?;
        sheet.write_with_format(MONEY, 6, sums[2] / sums[1], &Format::new().set_num_format("0.00%"))?;
        sheet.write(MONEY, 7, (sums[2] / sums[1] * 1000.0).round() / 100.0)?;
        for (row, (source, first)) in (MONEY + 1..).zip(self.money.iter().zip([true, false, false])) {
            let name = &source["资金来源"];
            sheet.write(row, 1, if first { format!("其中：{name}") } else { format!("      {name}") })?;
            for (column, part) in [(2, "年初预算数"), (3, "全年预算数"), (4, "全年执行数")] {
                // What there is none of is left empty.
                if number(&source[part]) != 0.0 {
                    sheet.write(row, column, number(&source[part]))?;
                }
            }
            sheet.write(row, 5, "—")?.write(row, 7, "—")?;
        }
        Ok(())
    }

    fn write_indicators(&self, sheet: &mut Worksheet) -> Result<(), rust_xlsxwriter::XlsxError> {
        let (first, plain) = (self.first_indicator(), Format::new());
        sheet.merge_range(first - 1, 0, self.total_row() - 1, 0, "绩\n效\n指\n标", &plain)?;
        let heads = [
            "一级指标",
            "二级指标",
            "三级指标",
            "年度\n指标值",
            "实际\n完成值",
            "分值",
            "得分",
            "偏差原因分析\n及改进措施",
        ];
        for (column, head) in (1..).zip(heads) {
            sheet.write(first - 1, column, head)?;
        }
        let is_same = |a: &Record, b: &Record| a["一级指标"] == b["一级指标"];
        let mut row = first;
        for group in self.indicators.chunk_by(is_same) {
            let last = row + u32::try_from(group.len()).unwrap() - 1;
            if last > row {
                sheet.merge_range(row, 1, last, 1, &group[0]["一级指标"].replace("指标", "\n指标"), &plain)?;
            } else {
                sheet.write(row, 1, &group[0]["一级指标"])?;
            }
            for indicator in group {
                self.write_indicator(sheet, row, indicator)?;
                row += 1;
            }
        }
        sheet.merge_range(row, 0, row, 5, "总分", &plain)?.write(row, 6, 100)?;
        if !self.is_national {
            sheet.merge_range(row + 1, 0, row + 1, 5, "评分等级", &plain)?;
        }
        Ok(())
    }

    fn write_indicator(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        indicator: &Record,
    ) -> Result<(), rust_xlsxwriter::XlsxError> {
        let unit = match indicator["计量单位"].as_str() {
            "" => String::new(),
            unit if self.is_national => unit.to_owned(),
            unit => format!("({unit})"),
        };
        let words = indicator["比较"] == "定性";
        let sign = if words { "" } else { &indicator["比较"] };
        sheet.write(row, 2, &indicator["二级指标"])?.write(row, 3, &indicator["三级指标"])?;
        sheet.write(row, 4, format!("{sign}{}{unit}", indicator["指标值"]))?;
        sheet.write(row, 5, format!("{}{unit}", indicator["实际完成值"]))?;
        sheet.write(row, 6, number(&indicator["分值"]))?;
        write(sheet, row, 7, &indicator["得分"])?;
        sheet.write(row, 8, &indicator["偏差原因"])?;
        Ok(())
    }
}

/// A number as a number, words as words.
fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &str) -> Result<(), rust_xlsxwriter::XlsxError> {
    match cell.parse::<f64>() {
        Ok(number) => sheet.write(row, column, number)?,
        Err(_) => sheet.write(row, column, cell)?,
    };
    Ok(())
}

fn number(cell: &str) -> f64 {
    cell.parse().unwrap()
}
