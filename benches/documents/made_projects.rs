//! Projects of any size, the same every time.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

/// Indicators of every made form, as the columns of its table from 一级指标 to 分值.
const INDICATORS: [&str; 8] = [
    "产出指标,数量指标,完成检查次数,≥,50,次,55,10",
    "产出指标,数量指标,开展培训场次,≥,10,场,10,10",
    "产出指标,质量指标,检查合格率,≥,90,%,95.5,10",
    "产出指标,时效指标,任务按时完成率,＝,100,%,100,10",
    "产出指标,成本指标,单次检查成本,≤,0.8,万元,0.75,10",
    "效益指标,社会效益指标,投诉处理率,≥,95,%,97,15",
    "效益指标,可持续影响指标,长效机制,定性,建立健全,,达成指标,15",
    "满意度指标,服务对象满意度指标,群众满意度,≥,90,%,92.5,10",
];

const SENTENCE: &str = "按计划完成各项工作，保障重点任务落实，提高服务质量和群众满意度。";

/// A project of `count` forms of two pages each, in the layout of Shanghai.
pub(crate) fn forms(folder: &Path, count: usize) -> io::Result<()> {
    forms_with("none", folder, count)
}

/// The same with their bound volume: cover, contents, 汇总表, all forms.
pub(crate) fn bound_forms(folder: &Path, count: usize) -> io::Result<()> {
    forms_with("all", folder, count)
}

fn forms_with(volume: &str, folder: &Path, count: usize) -> io::Result<()> {
    let settings = "kind = \"self-assessment\"\nlayout = \"shanghai-2024\"\n\
        title = \"2024年度财政项目支出绩效自评表汇编\"\nyear = 2024\ndate = 2025-03-31\nauthor = \"示例区财政局\"\n\
        [cover]\n\"编制单位\" = \"示例区财政局\"\n";
    let goal = SENTENCE.repeat(6);
    let mut projects = String::from("编号,项目名称,主管部门,实施单位,预期目标,实际完成情况\n");
    let mut money = String::from("编号,资金来源,年初预算数,全年预算数,全年执行数\n");
    let mut indicators =
        String::from("编号,一级指标,二级指标,三级指标,比较,指标值,计量单位,实际完成值,分值,得分,得分说明,偏差原因\n");
    for number in 1..=count {
        let id = format!("P{number:05}");
        let _ = writeln!(
            projects,
            "{id},第{number}号示例工作专项经费,示例区市场监督管理局,示例区市场监督管理所,{goal},{goal}"
        );
        let (budget, spent) = (100 + number % 50, 90 + number % 50);
        let _ = writeln!(money, "{id},当年财政拨款,{budget}.00,{budget}.00,{spent}.{:02}", number % 90 + 10);
        let _ = writeln!(money, "{id},上年结转资金,0,0,0\n{id},其他资金,0,0,0");
        for indicator in INDICATORS {
            let _ = writeln!(indicators, "{id},{indicator},,,");
        }
    }
    fs::create_dir_all(folder.join("tables"))?;
    fs::write(folder.join("project.toml"), format!("volume = \"{volume}\"\n{settings}"))?;
    fs::write(folder.join("tables/项目.csv"), projects)?;
    fs::write(folder.join("tables/资金.csv"), money)?;
    fs::write(folder.join("tables/指标.csv"), indicators)
}

/// A report that is hardly more than one table of `rows` rows.
pub(crate) fn long_table(folder: &Path, rows: usize) -> io::Result<()> {
    let declaration = "title = \"明细\"\nkey = \"项目\"\n[[columns]]\nname = \"项目\"\ntype = \"text\"\n\
        [[columns]]\nname = \"部门\"\ntype = \"text\"\nmerge = true\n\
        [[columns]]\nname = \"预算\"\ntype = \"number\"\ndecimals = 2\n";
    let mut table = String::from("项目,部门,预算\n");
    for row in 1..=rows {
        let _ = writeln!(table, "第{row}号专项经费,示例区第{}局,{}.00", row / 40, 100 + row % 900);
    }
    fs::create_dir_all(folder.join("tables"))?;
    fs::create_dir_all(folder.join("narrative"))?;
    fs::write(folder.join("project.toml"), REPORT)?;
    fs::write(folder.join("tables/明细.toml"), declaration)?;
    fs::write(folder.join("tables/明细.csv"), table)?;
    fs::write(folder.join("narrative/01.md"), "# 情况\n\n见{{ 见表(\"明细\") }}。\n\n::表 明细\n")
}

/// The settings of the made reports.
const REPORT: &str = "kind = \"report\"\nprofile = \"shanghai-2024\"\ntitle = \"示例项目绩效评价报告\"\nyear = 2024\n\
    date = 2025-06-30\nauthor = \"示例评价机构\"\n";

/// A report of `chapters` chapters, each of about sixteen pages: prose bound to a table, and the table. Every
/// 25th chapter has a table over several pages.
pub(crate) fn report(folder: &Path, chapters: usize) -> io::Result<()> {
    fs::create_dir_all(folder.join("tables"))?;
    fs::create_dir_all(folder.join("narrative"))?;
    fs::write(folder.join("project.toml"), REPORT)?;
    for chapter in 1..=chapters {
        let name = format!("支出{chapter}");
        let declaration = format!(
            "title = \"第{chapter}部分支出情况\"\nunit = \"万元\"\nname = \"科目\"\n\
             [[columns]]\nname = \"科目\"\ntype = \"text\"\n\
             [[columns]]\nname = \"预算\"\ntype = \"number\"\ndecimals = 2\nunit = \"万元\"\n\
             [[columns]]\nname = \"执行\"\ntype = \"number\"\ndecimals = 2\nunit = \"万元\"\n\
             [[columns]]\nname = \"执行率\"\ntype = \"percent\"\ndecimals = 2\n\
             compute = \"执行率(执行, 预算)\"\n\
             [total]\nlabel = \"合计\"\nsum = [\"预算\", \"执行\"]\n"
        );
        let mut rows = String::from("科目,预算,执行\n");
        let mut text = format!("# 第{chapter}部分支出\n\n");
        let listed = if chapter % 25 == 0 { 60 } else { 7 };
        for item in 1..=60 {
            let budget = 100 + (item * 37 + chapter * 11) % 400;
            if item <= listed {
                let _ = writeln!(rows, "科目{item},{budget}.00,{}.00", budget - item % 9);
            }
            if item % 6 == 0 {
                let _ = write!(text, "## 第{item}项\n\n");
            }
            let _ = write!(
                text,
                "科目{row}预算{{{{ {name}.科目{row}.预算 }}}}万元，执行{{{{ {name}.科目{row}.执行 }}}}万元，\
                 执行率{{{{ {name}.科目{row}.执行率 | 百分比 }}}}。{}\n\n",
                SENTENCE.repeat(3),
                row = (item - 1) % listed + 1
            );
        }
        let _ = write!(text, "明细见{{{{ 见表(\"{name}\") }}}}。\n\n::表 {name}\n");
        fs::write(folder.join(format!("tables/{name}.toml")), declaration)?;
        fs::write(folder.join(format!("tables/{name}.csv")), rows)?;
        fs::write(folder.join(format!("narrative/{chapter:03}-第{chapter}部分.md")), text)?;
    }
    Ok(())
}
