//! One step beyond every limit there is a clear finding, and no crash; the manual lists all limits.

use crate::support::ReportTest;
use crate::support::manual::manual;
use jixiao::diag::{Limit, human};
use rust_xlsxwriter::Workbook;
use std::fmt::Write;
use std::fs::File;
use strum::VariantArray;

const REPORT: &str = "kind = \"report\"\nprofile = \"shanghai-2024\"\ntitle = \"示例报告\"\nyear = 2024\n\
    date = 2025-06-30\nauthor = \"示例机构\"\n";
const DECLARATION: &str = "title = \"明细\"\nkey = \"项目\"\n[[columns]]\nname = \"项目\"\ntype = \"text\"\n";

/// A report that has one table, printed, and is sound.
fn report() -> ReportTest {
    ReportTest::from_dir("ok-inline-rows")
        .with_file("project.toml", REPORT)
        .with_file("tables/明细.toml", DECLARATION)
        .with_file("tables/明细.csv", "项目\n甲\n")
        .with_file("narrative/01.md", "# 情况\n\n见{{ 见表(\"明细\") }}。\n\n::表 明细\n")
}

fn lines(count: usize, mut line: impl FnMut(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        let _ = writeln!(text, "{}", line(number));
        text
    })
}

/// As many forms as asked for, with an indicator each, or with several.
fn forms(count: usize, indicators: usize) -> ReportTest {
    let projects = lines(count, |n| format!("P{n},第{n}项经费,示例局,示例所,按计划完成。,已完成。"));
    let money = lines(count, |n| format!("P{n},当年财政拨款,40.00,42.00,42.00"));
    let weights = 90 / indicators.min(90);
    let indicators = lines(count * indicators, |n| {
        format!("P{},产出指标,数量指标,检查{n}次,≥,50,次,55,{weights},,,", n / indicators)
    });
    ReportTest::from_dir("err-form-incomplete")
        .with_file("tables/项目.csv", format!("编号,项目名称,主管部门,实施单位,预期目标,实际完成情况\n{projects}"))
        .with_file("tables/资金.csv", format!("编号,资金来源,年初预算数,全年预算数,全年执行数\n{money}"))
        .with_file(
            "tables/指标.csv",
            format!(
                "编号,一级指标,二级指标,三级指标,比较,指标值,计量单位,实际完成值,分值,得分,得分说明,偏差原因\n{indicators}"
            ),
        )
}

/// A workbook whose archive says of itself that it is very large once unpacked.
fn swollen_workbook() -> Vec<u8> {
    let mut bytes = workbook_with_cell(1);
    let entry = bytes.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    bytes[entry + 24..entry + 28].copy_from_slice(&0xF000_0000_u32.to_le_bytes());
    bytes
}

fn workbook_with_cell(row: u32) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "项目").unwrap().write(row, if row > 1 { 16_000 } else { 0 }, "甲").unwrap();
    workbook.save_to_buffer().unwrap()
}

/// The head of a PNG of this many dots a side; nothing more is read of a picture that is too large.
fn png_head(side: u32) -> Vec<u8> {
    let mut head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    head.extend(side.to_be_bytes());
    head.extend(side.to_be_bytes());
    head.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
    head
}

/// A project with one more than a limit allows.
fn beyond(limit: Limit) -> ReportTest {
    let more = limit.most() + 1;
    match limit {
        Limit::FileSize => {
            let report = report().with_file("tables/明细.csv", "");
            let file = File::options().write(true).open(report.folder().join("tables/明细.csv")).unwrap();
            file.set_len(more as u64 * 1024 * 1024).unwrap();
            report
        }
        Limit::WorkbookSize => {
            report().without_file("tables/明细.csv").with_file("tables/明细.xlsx", swollen_workbook())
        }
        Limit::SheetCells => {
            report().without_file("tables/明细.csv").with_file("tables/明细.xlsx", workbook_with_cell(1_000_000))
        }
        Limit::TableRows | Limit::PrintedRows => {
            report().with_file("tables/明细.csv", format!("项目\n{}", lines(more, |n| format!("第{n}项"))))
        }
        Limit::TableColumns => {
            let names: Vec<String> = (1..more).map(|n| format!("列{n}")).collect();
            report().with_file("tables/明细.csv", format!("项目,{}\n", names.join(",")))
        }
        Limit::CellLength => report().with_file("tables/明细.csv", format!("项目\n{}\n", "长".repeat(more))),
        Limit::NarrativeLength => {
            report().with_file("narrative/02.md", format!("# 续\n\n{}\n", "长。".repeat(more / 2)))
        }
        Limit::Tables => {
            let blocks = lines(more, |n| format!("见{{{{ 见表(\"表{n}\") }}}}。\n\n::表 表{n}\n"));
            report().with_file("narrative/02.md", format!("# 续\n\n{blocks}"))
        }
        Limit::Figures => {
            let blocks = lines(more, |n| format!("::图 图{n}\n"));
            report().with_file("narrative/02.md", format!("# 续\n\n{blocks}"))
        }
        Limit::PictureSize => report().with_file("images/大图.png", png_head(10_001)),
        Limit::ListNesting => {
            let list: String = (0..more).fold(String::new(), |text, depth| text + &"  ".repeat(depth) + "- 项\n");
            report().with_file("narrative/02.md", format!("# 续\n\n{list}"))
        }
        Limit::ExpressionLength => {
            report().with_file("narrative/02.md", format!("# 续\n\n{{{{ {} }}}}\n", "长".repeat(more)))
        }
        Limit::FormulaLength => with_formula(&format!("1{}", " + 1".repeat(more / 4))),
        Limit::FormulaNesting => with_formula(&format!("{}1{}", "(".repeat(more), ")".repeat(more))),
        Limit::Indicators => forms(1, more),
        Limit::Forms | Limit::BoundForms => forms(more, 1),
    }
}

fn with_formula(formula: &str) -> ReportTest {
    report().with_file("project.toml", format!("{REPORT}[values]\n\"数\" = \"{formula}\"\n"))
}

/// What is said of it. Where a thing stands in one place of a text, that place has a finding of its own.
fn told(limit: Limit) -> String {
    match limit {
        Limit::ListNesting => "正文里不能有套得这么深的列表".to_owned(),
        Limit::ExpressionLength | Limit::FormulaLength => format!("太长，最多{}个字", limit.most()),
        Limit::FormulaNesting => "括号套得太深".to_owned(),
        Limit::TableRows => "一张数据表有1000001行，最多100万行".to_owned(),
        Limit::FileSize => "一个文件有201MB，最多200MB".to_owned(),
        _ => format!("{}有", limit.words().0),
    }
}

#[test]
fn one_step_beyond_every_limit_is_a_finding_and_no_crash() {
    for limit in Limit::VARIANTS {
        let outcome = beyond(*limit).check();
        let findings = human("项目", &outcome.findings);
        assert!(outcome.findings.has_errors(), "{limit:?} is no error:\n{findings}");
        assert!(findings.contains(&told(*limit)), "{limit:?} is not told:\n{findings}");
    }
}

#[test]
fn of_a_cell_that_is_too_long_only_that_is_told() {
    let findings = human("项目", &beyond(Limit::CellLength).check().findings);
    assert!(findings.chars().count() < 300, "{findings}");
}

#[test]
fn what_reaches_a_limit_is_taken() {
    let at_the_limit = "长".repeat(Limit::CellLength.most());
    let outcome = report().with_file("tables/明细.csv", format!("项目\n{at_the_limit}\n")).check();
    let findings = human("项目", &outcome.findings);
    assert!(!findings.contains("一格有"), "{findings}");
}

#[test]
fn the_manual_lists_every_limit() {
    let mut expected = "什么,最多,再多时的办法\n".to_owned();
    for limit in Limit::VARIANTS {
        let (what, unit) = limit.words();
        let _ = writeln!(expected, "{what},{}{unit},{}", limit.printed_most(), limit.remedy());
    }
    let path = manual().join("tables/上限.csv");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), expected, "run with UPDATE_DOCS=1");
}
