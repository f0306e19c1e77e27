//! `{{ … }}`: figures in prose come out of the tables, in the form that is asked for.

use crate::support::ReportTest;

const PROJECT: &str = "kind = \"report\"\nprofile = \"national-2020\"\ntitle = \"报告\"\nyear = 2024\n\
    date = 2025-06-10\nauthor = \"示例机构\"\n[values]\n\"结余\" = \"数.甲.今年 - 数.甲.去年\"\n\
    \"份额\" = \"占比(数.甲.今年)\"\n";

const DECLARATION: &str = "title = \"数\"\nkey = \"名\"\n[[columns]]\nname = \"名\"\ntype = \"code\"\n\
    [[columns]]\nname = \"去年\"\ntype = \"number\"\nunit = \"元\"\ndecimals = 2\n\
    [[columns]]\nname = \"今年\"\ntype = \"number\"\nunit = \"元\"\ndecimals = 2\n\
    [[columns]]\nname = \"变化\"\ntype = \"percent\"\ncompute = \"同比(今年, 去年)\"\n\
    [total]\nlabel = \"合计\"\nsum = [\"去年\", \"今年\"]\n";

const DATA: &str = "名,去年,今年\n甲,40000.00,51634000.00\n乙,200000.00,150000.00\n2.10,7.00,7.00\n丙,1.00,3.00\n";

/// The prose prints these words.
#[track_caller]
fn prints(prose: &str, words: &str) {
    let report = ReportTest::from_dir("ok-own-profile")
        .with_file("project.toml", PROJECT)
        .with_file("tables/数.toml", DECLARATION)
        .with_file("tables/数.csv", DATA)
        .with_file("narrative/01-正文.md", format!("# 标题\n\n开头{prose}结尾\n"));
    report.build().succeeds().pdf_text_contains(&format!("开头{words}结尾"));
}

#[test]
fn a_value_alone_is_printed_like_its_column() {
    prints("{{ 数.甲.今年 }}和{{ 数.乙.变化 }}", "51,634,000.00和-25.00%");
}

#[test]
fn money_is_converted_between_its_units() {
    prints("{{ 数.甲.今年 | 万元 }} {{ 数.甲.今年 | 亿元(4) }} {{ 数.甲.今年 | 元(0) }}", "5,163.400.516351,634,000");
}

#[test]
fn money_is_written_in_capital_numerals() {
    prints("{{ 数.甲.今年 | 中文大写 }}", "伍仟壹佰陆拾叁万肆仟元整");
}

#[test]
fn digits_and_grouping_can_be_chosen() {
    prints("{{ 数.乙.变化 | 小数(1) }} {{ 数.乙.今年 | 整数 }} {{ 数.丙.今年 | 千分位(1) }}", "-25.0%150,0003.0");
    prints("{{ 数.丙.变化 | 百分比(0) }}", "200%");
}

#[test]
fn changes_say_their_direction_in_words() {
    prints(
        "{{ 数.乙.变化 | 同比 }}、{{ 数.丙.变化 | 同比(0) }}、{{ 数[\"2.10\"].变化 | 同比 }}",
        "同比下降25.00%、同比增长200%、同比持平",
    );
    prints("{{ 结余 | 增减 }}", "增加51,594,000.00");
    prints("{{ 数.乙.变化 | 百分点 }}", "下降25.00个百分点");
    prints("{{ 数.乙.变化 | 绝对值 }}", "25.00%");
}

#[test]
fn rows_are_found_by_keys_with_points_and_the_total_by_its_label() {
    prints("{{ 数[\"2.10\"].今年 }}，{{ 数.合计.去年 }}", "7.00，240,008.00");
}

#[test]
fn named_values_are_computed_from_cells() {
    prints("{{ 结余 | 万元 }}，{{ 份额 | 百分比(1) }}", "5,159.40，99.7%");
}

#[test]
fn counts_years_and_titles_have_names() {
    prints("{{ 行数(\"数\") | 中文数字 }} {{ 年度 }} {{ 标题 }}", "四2024报告");
}

#[test]
fn values_stand_in_headings_lists_notes_and_formulas() {
    let prose = "文[^1]\n\n## 余{{ 数.丙.今年 | 整数 }}项\n\n- 列{{ 数.丙.去年 }}\n\n```公式\n率 = {{ 数.丙.今年 }} / {{ 数.丙.去年 }}\n```\n\n[^1]: 注{{ 数.丙.今年 | 元(1) }}";
    let report = ReportTest::from_dir("ok-own-profile")
        .with_file("project.toml", PROJECT)
        .with_file("tables/数.toml", DECLARATION)
        .with_file("tables/数.csv", DATA)
        .with_file("narrative/01-正文.md", format!("# 标题\n\n{prose}\n"));
    let built = report.build();
    for words in ["（一）余3项", "列1.00", "注3.0", "率="] {
        built.succeeds().pdf_text_contains(words);
    }
    assert!(built.pdf().bookmarks().iter().any(|mark| mark.title.contains("余3项")), "{:?}", built.pdf().bookmarks());
}
