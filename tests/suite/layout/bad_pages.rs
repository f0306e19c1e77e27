//! Every relation finds a page that was made wrong by hand, and lets the same page be when it is right.

use super::relations::{self, Relation};
use crate::support::layout::{Element, Laid, Run, Sheet};

const A4: (f64, f64) = (595.28, 841.89);
const LEFT: f64 = 79.4;
const PITCH: f64 = 28.9;

/// Words of the text at a line of the grid, in the paragraph or table of this number.
fn words(text: &str, line: f64, element: (&str, u128)) -> Run {
    let size = 15.79;
    Run {
        text: text.to_owned(),
        left: LEFT,
        right: LEFT + size * text.chars().count() as f64,
        baseline: 120.0 + PITCH * line,
        size,
        upright: true,
        within: vec![Element { name: element.0.to_owned(), id: element.1 }],
    }
}

fn line(text: &str, line: f64) -> Run {
    words(text, line, ("par", 1))
}

fn laid(pages: Vec<Vec<Run>>) -> Laid {
    let sheets = pages
        .into_iter()
        .enumerate()
        .map(|(at, runs)| Sheet { number: at + 1, width: A4.0, height: A4.1, runs })
        .collect();
    Laid { path: "made.pdf".to_owned(), sheets }
}

/// The relation finds one place on the bad pages and none on the good ones.
#[track_caller]
fn tells(relation: Relation, bad: Vec<Vec<Run>>, good: Vec<Vec<Run>>) {
    assert_eq!(relation(&laid(bad)).len(), 1, "the bad page");
    assert_eq!(relation(&laid(good)), Vec::<String>::new(), "the good page");
}

#[test]
fn words_beyond_the_margin_are_found() {
    let beyond = Run { right: A4.0 - 20.0, ..line("项目实施情况", 0.0) };
    tells(relations::outside_the_margins, vec![vec![beyond]], vec![vec![line("项目实施情况", 0.0)]]);
}

#[test]
fn words_on_words_are_found() {
    let pair = |apart: f64| vec![vec![line("项目", 0.0), line("资金", apart)]];
    tells(relations::overlapping, pair(0.2), pair(1.0));
}

#[test]
fn marks_at_the_wrong_end_of_a_line_are_found() {
    let pair = |first: &str, second: &str| vec![vec![line(first, 0.0), line(second, 1.0)]];
    tells(relations::forbidden_at_line_ends, pair("已经完成", "，尚待核实"), pair("已经完成，", "尚待核实"));
    tells(relations::forbidden_at_line_ends, pair("根据（", "试行）办法"), pair("根据", "（试行）办法"));
}

#[test]
fn torn_numbers_are_found() {
    let pair = |first: &str, second: &str| vec![vec![line(first, 0.0), line(second, 1.0)]];
    tells(relations::torn_numbers, pair("共计1,367.75", "万元"), pair("共计", "1,367.75万元"));
    tells(relations::torn_numbers, pair("共计5万", "元整"), pair("共计", "5万元整"));
}

#[test]
fn last_lines_of_one_character_are_found() {
    let pair = |last: &str| vec![vec![line("各项工作都已经按照计划完成了", 0.0), line(last, 1.0)]];
    tells(relations::lonely_characters, pair("的。"), pair("任务。"));
}

#[test]
fn lonely_lines_of_a_paragraph_are_found() {
    let over = |first: usize| {
        let all: Vec<Run> = (0..5).map(|at| line("项目单位按照计划完成工作", at as f64)).collect();
        vec![all[..first].to_vec(), all[first..].to_vec()]
    };
    tells(relations::lonely_lines, over(1), over(2));
    tells(relations::lonely_lines, over(4), over(3));
}

#[test]
fn headings_at_the_foot_are_found() {
    let page =
        |heading: f64| vec![vec![line("各项工作都已经完成", 2.0), words("二、绩效分析", heading, ("heading", 7))]];
    tells(relations::headings_at_the_foot, page(3.0), page(1.0));
}

#[test]
fn lines_off_their_pitch_are_found() {
    let pair = |apart: f64| vec![vec![line("各项工作都已经完成", 0.0), line("并且通过了验收", apart)]];
    tells(relations::uneven_pitch, pair(1.1), pair(1.0));
}

#[test]
fn lines_off_the_grid_are_found() {
    let page = |apart: f64| vec![vec![line("各项工作都已经完成", 0.0), words("资金全部到位", apart, ("par", 2))]];
    tells(relations::off_the_grid, page(4.4), page(4.0));
}

#[test]
fn tables_that_do_not_say_they_continue_are_found() {
    let over =
        |head: &str| vec![vec![words("表 3　资金情况", 0.0, ("table", 3))], vec![words(head, 0.0, ("table", 3))]];
    tells(relations::tables_without_continuation, over("序号"), over("续表 3"));
}
