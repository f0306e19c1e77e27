//! How much of everything the program takes: beyond it, a finding instead of a machine out of memory.
//!
//! The numbers leave room above what anyone was seen to need; what the largest cost is in `docs/performance.md`.

use super::{Findings, Origin, Problem};
use strum::VariantArray;

/// Something of which there may be too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, VariantArray)]
pub enum Limit {
    /// Bytes of any file that is read, in MiB.
    FileSize,
    /// Bytes of a workbook unpacked, in MiB.
    WorkbookSize,
    /// Cells from the first of a sheet to its last, empty ones among them.
    SheetCells,
    /// Rows of a data table.
    TableRows,
    /// Columns of a data table.
    TableColumns,
    /// Characters of a cell; Excel has the same limit.
    CellLength,
    /// Rows of a table that is printed in a report.
    PrintedRows,
    /// Characters of all narrative files together.
    NarrativeLength,
    /// Tables that a document prints.
    Tables,
    /// Figures of a document.
    Figures,
    /// Dots of a picture.
    PictureSize,
    /// Levels of lists in lists.
    ListNesting,
    /// Characters of a bound value.
    ExpressionLength,
    /// Characters of a formula.
    FormulaLength,
    /// Levels of brackets in a formula.
    FormulaNesting,
    /// Indicators of a report or of a form.
    Indicators,
    /// Forms of a project.
    Forms,
    /// Forms that are bound into one volume.
    BoundForms,
}

impl Limit {
    /// The largest number that is taken.
    pub const fn most(self) -> usize {
        match self {
            Self::FileSize => 200,
            Self::WorkbookSize => 1_000,
            Self::SheetCells => 20_000_000,
            Self::TableRows => 1_000_000,
            Self::TableColumns => 200,
            Self::CellLength => 32_767,
            Self::PrintedRows => 30_000,
            Self::NarrativeLength => 3_000_000,
            Self::Tables | Self::Figures => 5_000,
            Self::PictureSize => 100_000_000,
            Self::ListNesting => 8,
            Self::ExpressionLength => 500,
            Self::FormulaLength => 1_000,
            Self::FormulaNesting => 64,
            Self::Forms => 50_000,
            Self::Indicators => 2_000,
            Self::BoundForms => 1_000,
        }
    }

    /// The largest number as people read it.
    pub fn printed_most(self) -> String {
        counted(self.most())
    }

    /// What is counted, and its unit.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::FileSize => ("一个文件", "MB"),
            Self::WorkbookSize => ("一个工作簿解压以后", "MB"),
            Self::SheetCells => ("一张工作表从第一格到最后一格", "格"),
            Self::TableRows => ("一张数据表", "行"),
            Self::TableColumns => ("一张数据表", "列"),
            Self::CellLength => ("一格", "字"),
            Self::PrintedRows => ("一张印出来的表", "行"),
            Self::NarrativeLength => ("全部正文", "字"),
            Self::Tables => ("一份文件里的表", "张"),
            Self::Figures => ("一份文件里的图", "幅"),
            Self::PictureSize => ("一幅图片", "像素"),
            Self::ListNesting => ("列表里套列表", "层"),
            Self::ExpressionLength => ("一处取数", "字"),
            Self::FormulaLength => ("一个算式", "字"),
            Self::FormulaNesting => ("一个算式里的括号", "层"),
            Self::Indicators => ("一套指标体系或者一张自评表", "个指标"),
            Self::Forms => ("一个项目的自评表", "张"),
            Self::BoundForms => ("一册合订本里的自评表", "张"),
        }
    }

    /// What to do where there is more.
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::FileSize => "请核对是不是放错了文件；数据多，就分成几个文件",
            Self::WorkbookSize | Self::SheetCells => {
                "在 Excel 里按 Ctrl+End 看最后一格在哪里，删去多余的行、列和工作表再保存"
            }
            Self::TableRows => "请先汇总，或者分成几张表",
            Self::TableColumns => "请删去不用的列，或者分成几张表",
            Self::CellLength => "多半是引号没有成对；真有这么长，请改写成正文",
            Self::PrintedRows => {
                "请印汇总以后的表，明细另附；自评表的汇总表太长，就在 project.toml 里写 volume = \"none\""
            }
            Self::NarrativeLength => "请分成几个项目，每册一个",
            Self::Tables | Self::Figures => "请分成几个项目，每册一个",
            Self::PictureSize => "请用看图软件把图片缩小再存，宽3000像素已经够印",
            Self::ListNesting => "请改成小标题加段落",
            Self::ExpressionLength => "请在 project.toml 的 [values] 里先算好，这里只写名字",
            Self::FormulaLength | Self::FormulaNesting => "请分成几步，各用一列或一个计算值",
            Self::Indicators => "请核对是不是几个项目的指标放在了一起",
            Self::Forms => "请按部门或年度分成几个项目",
            Self::BoundForms => {
                "请分成几个项目，每册一个；或者在 project.toml 里写 volume = \"summary\"，只出汇总表（三万张以上改写 none）；不出评分底稿写 working_paper = false"
            }
        }
    }
}

impl Findings {
    /// Whether there is no more than the limit allows; more is a finding.
    pub fn allow(&mut self, limit: Limit, found: usize, origin: impl FnOnce() -> Origin) -> bool {
        let is_allowed = found <= limit.most();
        if !is_allowed {
            self.add(Problem::TooMuch { limit, found }, origin());
        }
        is_allowed
    }
}

/// A count as people read it: 1亿, 5万, 1234.
pub(super) fn counted(number: usize) -> String {
    match number {
        0 => "0".to_owned(),
        _ if number.is_multiple_of(100_000_000) => format!("{}亿", number / 100_000_000),
        _ if number.is_multiple_of(10_000) => format!("{}万", number / 10_000),
        _ => number.to_string(),
    }
}
