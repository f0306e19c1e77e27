//! Documents beyond what anybody should write: whatever can be kept still holds.

use super::relations::{self, Relation};
use crate::support::layout::{Laid, laid_out};
use crate::support::scratch;
use std::fmt::Write;
use std::path::Path;

const PROJECT: &str = "kind = \"report\"\nprofile = \"national-2020\"\ntitle = \"极端内容\"\nyear = 2024\ndate = 2025-06-10\nauthor = \"示例评价机构\"\n";

/// Lays out a report with this prose and these tables, and asks for the relations.
#[track_caller]
fn keeps(prose: &str, tables: &[(&str, String, String)], asked: &[Relation]) -> Vec<Laid> {
    let folder = scratch();
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).unwrap();
        std::fs::write(path, text).unwrap();
    };
    put("project.toml", PROJECT);
    put("narrative/01-正文.md", prose);
    for (name, declaration, rows) in tables {
        put(&format!("tables/{name}.toml"), declaration);
        put(&format!("tables/{name}.csv"), rows);
    }
    let all = laid_out(folder.path());
    let wrong: Vec<String> =
        all.iter().flat_map(|laid| asked.iter().flat_map(move |relation| relation(laid))).collect();
    assert!(wrong.is_empty(), "{} places:\n{}", wrong.len(), wrong.join("\n"));
    all
}

fn pages(all: &[Laid]) -> usize {
    all.iter().map(|laid| laid.sheets.len()).sum()
}

const ALL: [Relation; 9] = [
    relations::outside_the_margins,
    relations::overlapping,
    relations::forbidden_at_line_ends,
    relations::torn_numbers,
    relations::lonely_characters,
    relations::lonely_lines,
    relations::headings_at_the_foot,
    relations::uneven_pitch,
    relations::tables_without_continuation,
];

/// Words of so many characters that are not all alike.
fn words(count: usize) -> String {
    "项目单位按照批复的目标组织实施并及时核对各项资料".chars().cycle().take(count).collect()
}

#[test]
fn a_cell_taller_than_a_page_is_torn_and_nothing_of_it_is_lost() {
    let declaration = "title = \"长格\"\nkey = \"序号\"\n[[columns]]\nname = \"序号\"\ntype = \"code\"\n[[columns]]\nname = \"说明\"\ntype = \"text\"\n[[columns]]\nname = \"备注\"\ntype = \"text\"\n";
    let rows = format!("序号,说明,备注\n1,短,短\n2,{},{}\n3,短,短\n", words(2400), words(40));
    let prose = "# 情况\n\n见{{ 见表(\"长格\") }}。\n\n::表 长格\n";
    let all = keeps(prose, &[("长格", declaration.into(), rows)], &ALL);
    assert!(pages(&all) >= 4, "the cell should fill more than one page");
    let printed: String = all[0].sheets.iter().flat_map(|sheet| sheet.body()).map(|run| run.text.as_str()).collect();
    // A character that the other cells do not hold.
    let (wanted, found) = (words(2400).matches('施').count(), printed.matches('施').count());
    assert_eq!(found, wanted + words(40).matches('施').count());
}

#[test]
fn a_table_of_forty_columns_stays_on_its_page() {
    let mut declaration = String::from(
        "title = \"宽表\"\nkey = \"名称\"\nlandscape = true\n[[columns]]\nname = \"名称\"\ntype = \"text\"\n",
    );
    let (mut head, mut row) = (String::from("名称"), String::from("甲"));
    for column in 1..40 {
        write!(declaration, "[[columns]]\nname = \"列{column}\"\ntype = \"number\"\ndecimals = 0\n").unwrap();
        write!(head, ",列{column}").unwrap();
        write!(row, ",{column}").unwrap();
    }
    let prose = "# 情况\n\n见{{ 见表(\"宽表\") }}。\n\n::表 宽表\n";
    keeps(prose, &[("宽表", declaration, format!("{head}\n{row}\n"))], &ALL);
}

#[test]
fn a_heading_of_three_hundred_characters_wraps_in_the_text_and_in_the_contents() {
    let prose = format!("# {}\n\n{}。\n", words(300), words(600));
    keeps(&prose, &[], &ALL);
}

#[test]
fn five_hundred_footnotes_find_their_places() {
    let mut prose = String::from("# 情况\n\n");
    for note in 1..=500 {
        write!(prose, "第{note}项{}[^{note}]。\n\n", words(30)).unwrap();
    }
    for note in 1..=500 {
        write!(prose, "[^{note}]: 第{note}项的说明。\n\n").unwrap();
    }
    assert!(pages(&keeps(&prose, &[], &ALL)) > 30);
}
