//! Every score is made by a rule, every rule says its arithmetic, and all of it can be read back.

use crate::support::{Built, ReportTest, root};
use jixiao::scoring::{RuleKind, Setting};
use std::sync::Arc;
use strum::VariantNames;

fn every_rule() -> Arc<Built> {
    ReportTest::from_dir("ok-every-rule").build()
}

#[test]
fn every_kind_of_rule_works_out_its_score_and_prints_its_arithmetic() {
    let built = every_rule();
    built.succeeds();
    for (code, arithmetic) in [
        ("A11", "3.75＝5×3/4"),
        ("A12", "2.50＝5×（1/3＋1/3×1/2）"),
        ("A211", "3.75＝5×（2/8＋3/6）"),
        ("A22", "0.00＝0"),
        ("B11", "3.55＝5×70.91%"),
        ("B12", "0.00＝0"),
        ("B13", "5.00＝5×100%"),
        ("B21", "3.75＝5−5×25%"),
        ("B22", "3.00＝5−1×2"),
        ("B23", "4.00＝5−5×20%"),
        ("C11", "4.00＝5×80.00%"),
        ("C12", "4.50＝5−（15.00%−5.00%）×5×100×1%"),
        ("C13", "4.17＝5×75.00%/90.00%"),
        ("C14", "2.50＝5×（75.00%−60%）/（90.00%−60%）"),
        ("C15", "4.00＝5×80.00%"),
        ("C16", "3.00＝5−（100%−80.00%）×5×100×2%"),
        ("C17", "4.37＝5−（90%−85.83%）×5×100×3%"),
        ("C18", "3.33＝5×66.67%"),
        ("C19", "5.00＝5×100%"),
    ] {
        built.pdf_text_contains(&format!("算式是{arithmetic}。"));
        assert!(built.pdf_named("ok-every-rule-评分底稿.pdf").text().contains(code));
    }
}

#[test]
fn scores_add_up_to_the_summary_the_grade_and_the_other_tables() {
    let built = every_rule();
    built.pdf_text_contains("总分67.67分，等级“中”，见表1。");
    // 一级指标, 权重, 得分, 得分率; level 2 with its count; full marks and losses.
    built.pdf_text_contains("决策2010.0050.00%").pdf_text_contains("合计10067.6767.67%");
    built.pdf_text_contains("立项2106.2562.50%");
    built.pdf_text_contains("过程6153019.3010.7064.33%");
    built.pdf_text_contains("A11立项依据充分性有一项要求没有依据53.751.25");
}

#[test]
fn the_printed_criteria_and_reasons_come_from_the_rules() {
    let built = every_rule();
    for words in [
        "①有政策依据；②与职责相符；③属于财政支持范围；④不与其他项目重复。以上4项各占权重分的1/4，符合的得对应权重分",
        "部分符合的得对应权重分的1/2",
        "政府采购：①内容符合需要；②流程合规；③文件完整；④信息公示。以上4项各占权重分的1/8。内部采购：",
        "培训完成率＝实际培训人次÷计划培训人次×100%。",
        "预算执行率低于80%的不得分",
        "抽检对象均合乎要求的得满分；每有1类不符合，扣权重分的25%，扣完为止",
        "不合格检出率不高于近三年均值的得满分；每高1个百分点，扣权重分的1%",
        "公众满意度达到90.00%的得满分",
        "60%及以下的不得分",
        "子项目执行率为各子项目支出与预算之比",
    ] {
        built.pdf_text_contains(words);
    }
    built.pdf_text_contains("培训完成率为70.91%。").pdf_text_contains("政策知晓率为85.83%，低于90%。");
}

#[test]
fn the_order_of_the_rows_changes_no_score() {
    let folder = root().join("tests/projects/ok-every-rule/tables");
    let mut report = ReportTest::from_dir("ok-every-rule");
    for name in ["指标体系.csv", "分项核对.csv", "子项目.csv"] {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        let (head, rows) = text.split_once('\n').unwrap();
        let turned: Vec<&str> = rows.lines().rev().collect();
        report = report.with_file(&format!("tables/{name}"), format!("{head}\n{}\n", turned.join("\n")));
    }
    let built = report.build();
    built.succeeds().pdf_text_contains("总分67.67分，等级“中”").pdf_text_contains("算式是3.75＝5×（3/6＋2/8）。");
}

#[test]
fn one_unsound_rule_is_one_finding() {
    for (from, to, id) in [
        ("rule = \"分项计分\"", "rule = \"分项记分\"", "rule-unknown"),
        ("rule = \"分项计分\"", "rule = \"按率计分\"", "rule-setting-missing"),
    ] {
        let built = ReportTest::from_dir("ok-every-rule").with_replaced("scoring/决策.toml", from, to).build();
        assert_eq!(built.ids(), [id], "{}", built.findings());
    }
    let blank = "项,数\n培训实际,624\n培训计划,\n实际执行,70\n全年预算,100\n案件总数,0\n结查数,0\n";
    let built = ReportTest::from_dir("ok-every-rule").with_file("tables/数量.csv", blank).build();
    assert_eq!(built.ids(), ["input-missing"], "{}", built.findings());
}

#[test]
fn the_places_of_a_score_are_those_of_the_rules() {
    // Declared with one place, the score of 3.54545… would be rounded twice: 3.55, then 3.6.
    let report = ReportTest::from_dir("ok-every-rule");
    let built = report.with_replaced("tables/指标体系.toml", "decimals = 2", "decimals = 1").build();
    built.succeeds().pdf_text_contains("该项指标得3.55分，扣减1.45分");
}

#[test]
fn a_rule_changed_in_its_file_changes_text_score_and_arithmetic_together() {
    let rules =
        ReportTest::from_dir("ok-every-rule").with_replaced("scoring/过程.toml", "off = \"25%\"", "off = \"30%\"");
    let built = rules.build();
    built.succeeds().pdf_text_contains("算式是3.50＝5−5×30%。").pdf_text_contains("扣权重分的30%，扣完为止");
}

#[test]
fn the_working_paper_names_rule_inputs_cells_and_steps() {
    let built = every_rule();
    let paper = built.pdf_named("ok-every-rule-评分底稿.pdf");
    let text = paper.text();
    for words in [
        "权重5得分3.55扣分1.45",
        "计分规则按率计分",
        "实际培训人次：624（数量.培训实际.数，tables/数量.csv第2行“数”列）",
        "1.624/880＝70.91%",
        "2.得分＝5×624/880＝3.54545454…，四舍五入为3.55",
        "70/100＝70.00%",
        "70.00%低于80%，不得分",
        "103.22%超过100%，按100%计",
        "②目标与工作相关：部分符合（tables/分项核对.csv第7行“结果”列）",
        "【政府采购】②流程合规（占1/8）：不符合，依据：采购档案",
        "4项中3项符合，1项不符合",
        "甲预算：100（子项目.甲.预算，tables/子项目.csv第2行“预算”列）",
        "当年没有此类情况，按100%计",
        "3.50；说明：两项机制只落实了一项，另一项有草案",
    ] {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }
    let marks: Vec<String> = paper.bookmarks().into_iter().map(|mark| mark.title).collect();
    assert!(marks.iter().any(|mark| mark.contains("A211　采购流程规范性")), "{marks:?}");
    // The same sheets stand in the annex of the report.
    built.pdf_text_contains("得分＝5×624/880＝3.54545454…，四舍五入为3.55");
}

#[test]
fn the_sentence_is_the_profile_s_or_the_project_s_own() {
    let built = every_rule();
    built.pdf_text_contains("得满分5.00分。");
    built.pdf_text_contains("因此，根据评分细则，该项指标得3.75分，扣减1.25分。【3.75＝5×3/4】");
    let own = "[indicators.wording]\nfull = \"得满分{得分}分。\"\npartial = \"计{得分}分（满分{权重}分）\"\narithmetic = \"，即{算式}。\"\n";
    let report = ReportTest::from_dir("ok-every-rule");
    let report = report.with_replaced("project.toml", "[indicators.wording]\nfull = \"得满分{得分}分。\"\n", own);
    report.build().succeeds().pdf_text_contains("计3.75分（满分5分），即3.75＝5×3/4。");
}

#[test]
fn a_score_entered_by_hand_is_printed_as_given_and_reported_with_both_numbers() {
    let built = ReportTest::from_dir("warn-score-departs").build();
    built.pdf_text_contains("评价得分90.00分。");
    let built = ReportTest::from_dir("warn-form-score-departs").build();
    built.pdf_text_contains("抽检批次≥50.00(批次)45.00(批次)90.0080.00");
    let built = ReportTest::from_dir("warn-form-execution-departs").build();
    built.pdf_text_contains("年度资金总额：40.0040.0030.0010.0075.007.00").pdf_text_contains("总分100.0097.00");
}

#[test]
fn a_regional_variant_of_a_report_is_files_alone() {
    // Other bands, other symbols, and a rule of its own on top of the national ones.
    let pack = "title = \"本区规则\"\nbased_on = \"national-2020\"\n\n\
        [symbols]\nplus = \"+\"\nminus = \"-\"\ntimes = \"*\"\nover = \"/\"\nequals = \"=\"\nopen = \"(\"\nclose = \")\"\n\n\
        [[grades]]\nname = \"合格\"\nfrom = 65\n[[grades]]\nname = \"不合格\"\nfrom = 0\n\n\
        [rules.\"按点扣分\"]\nkind = \"shortfall\"\noff = \"4%\"\ntext = \"每低1个百分点，扣{扣}。\"\nreason = \"{率}为{值}\"\n";
    let report = ReportTest::from_dir("ok-every-rule").with_file("templates/scoring/reports/district.toml", pack);
    let built = report.with_replaced("project.toml", "checklist", "rules = \"district\"\nchecklist").build();
    built.succeeds().pdf_text_contains("等级“合格”").pdf_text_contains("算式是3.75=5*3/4。");
    built.pdf_text_contains("算式是4.17=5-(90%-85.83%)*5*100*4%。").pdf_text_contains("每低1个百分点，扣4%。");
}

#[test]
fn a_regional_variant_of_the_forms_is_files_alone() {
    // 广西's way to block, 湖北's ratio, the 50% stage and 20 points for the execution, in one file.
    let national = std::fs::read_to_string(root().join("templates/scoring/forms/hubei-2020.toml")).unwrap();
    let pack = national.replace("title = ", "over_target = { from = 1.5, blocks = true }\ntitle = ");
    let indicators = "编号,一级指标,二级指标,三级指标,比较,指标值,计量单位,实际完成值,分值,得分,得分说明,偏差原因\n\
        P01,产出指标,数量指标,抽检批次,≥,50,批次,80,40,,,年初计划偏低\n\
        P01,效益指标,社会效益指标,投诉件数,≤,10,件,15,20,,,热线新开通\n\
        P01,效益指标,社会效益指标,影响,定性,提升,,部分达成,20,11,,范围不够\n";
    let forms = ReportTest::from_dir("ok-form-national")
        .with_file("templates/scoring/forms/district.toml", pack)
        .with_file("tables/指标.csv", indicators)
        .with_file("tables/资金.csv", "编号,资金来源,年初预算数,全年预算数,全年执行数\nP01,当年财政拨款,40,40,30\n")
        .with_file(
            "tables/项目.csv",
            "编号,项目名称,主管部门,实施单位,预期目标,实际完成情况\nP01,示例,部门,单位,目标,完成\n",
        )
        .with_replaced("project.toml", "layout =", "rules = \"district\"\nlayout =");
    let built = forms.build();
    // 30/40 of 20; 40; 10/15 of 20; 11 lies between 50% and 80% of 20.
    built.succeeds().pdf_text_contains("40.0030.0020.0075.0015.00").pdf_text_contains("100.0079.33");
    built.pdf_text_contains("注：反向指标未达标的，得分＝指标值÷实际完成值×分值");
}

#[test]
fn only_the_best_stage_earns_full_marks_by_itself() {
    // A pack in which the best stage is met in full or not at all.
    let pack = std::fs::read_to_string(root().join("templates/scoring/forms/national-2020.toml")).unwrap();
    let pack = pack.replacen("from = 0.8", "from = 1", 1);
    let report = ReportTest::from_dir("ok-form-national").with_file("templates/scoring/forms/national-2020.toml", pack);
    let built =
        report.with_replaced("tables/指标.csv", "达成年度指标,30.00,30.00,", "部分达成,30.00,,范围不够").build();
    assert_eq!(built.ids(), ["stage-score-missing", "volume-left-out"], "{}", built.findings());
}

#[test]
fn a_reason_the_rule_writes_is_never_untrue() {
    // The rule gives full marks; a person gave less: only that person can say why.
    let report = ReportTest::from_dir("ok-every-rule").with_replaced("tables/比率.csv", "知晓率,85.83%", "知晓率,95%");
    let report = report.with_replaced("tables/指标体系.csv", "政策知晓率,5,,,", "政策知晓率,5,4,样本太少,");
    let built = report.build();
    assert_eq!(built.ids(), ["loss-unexplained", "score-departs"], "{}", built.findings());
    // Just short of the floor is not printed as the floor.
    let near = ReportTest::from_dir("ok-every-rule").with_replaced("tables/数量.csv", "实际执行,70", "实际执行,79.999");
    near.build().succeeds().pdf_text_contains("预算执行率为79.999%。");
}

#[test]
fn named_packs_score_the_same_form_by_their_own_rules() {
    let indicators = "编号,一级指标,二级指标,三级指标,比较,指标值,计量单位,实际完成值,分值,得分,得分说明,偏差原因\n\
        P01,成本指标,经济成本指标,单批次成本,≤,10,元,15,20,,,价格上涨\n\
        P01,产出指标,数量指标,抽检批次,≥,50,批次,50,40,,,\n\
        P01,效益指标,社会效益指标,投诉件数,≤,10,件,10,20,,,\n\
        P01,满意度指标,服务对象满意度指标,满意度,≥,90,%,75,10,,,回收问卷少\n";
    let total = |rules: &str| {
        let forms = ReportTest::from_dir("ok-form-national")
            .with_file("tables/指标.csv", indicators)
            .with_file("tables/资金.csv", "编号,资金来源,年初预算数,全年预算数,全年执行数\nP01,当年财政拨款,40,40,40\n")
            .with_file(
                "tables/项目.csv",
                "编号,项目名称,主管部门,实施单位,预期目标,实际完成情况\nP01,示例,部门,单位,目标,完成\n",
            )
            .with_replaced("project.toml", "layout =", &format!("rules = \"{rules}\"\nlayout ="));
        forms.build()
    };
    // Linear: half of 20; 满意度 from 60%: half of 10.
    total("national-2021").succeeds().pdf_text_contains("100.0085.00");
    // In proportion: 75/90 of 10; the level weights are not those of this pack.
    assert_eq!(total("shanghai-2024").succeeds().pdf().count("100.0088.33"), 1);
    assert_eq!(total("national-2020").ids(), ["level-weights-differ"]);
}

#[test]
fn the_manual_names_every_kind_of_rule_every_setting_and_every_pack() {
    let manual = std::fs::read_to_string(root().join("docs/scoring.md")).unwrap();
    let kinds = RuleKind::VARIANTS.iter().copied();
    for name in kinds.chain(Setting::VARIANTS.iter().copied()) {
        assert!(manual.contains(&format!("`{name}")), "{name} is not in docs/scoring.md");
    }
    for folder in ["reports", "forms"] {
        for entry in std::fs::read_dir(root().join("templates/scoring").join(folder)).unwrap() {
            let name = entry.unwrap().file_name().to_string_lossy().replace(".toml", "");
            assert!(manual.contains(&format!("`{name}`")), "{name} is not in docs/scoring.md");
        }
    }
}
