//! The program as it is called from a shell: exit codes, channels, folders.

use crate::support::{below, copy_folder, fixture, root, scratch};
use std::path::Path;
use std::process::{Command, Output};

/// What a call of the program gave.
struct Ran(Output);

/// Calls the program in a folder.
fn jixiao(folder: &Path, arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jixiao"));
    Ran(command.arg("--home").arg(root()).args(arguments).current_dir(folder).output().unwrap())
}

impl Ran {
    #[track_caller]
    fn exits_with(&self, code: i32) -> &Self {
        assert_eq!(self.0.status.code(), Some(code), "{}{}", self.stdout(), self.stderr());
        self
    }

    #[track_caller]
    fn prints_nothing(&self) -> &Self {
        assert_eq!(self.stdout(), "", "results belong to machines only");
        self
    }

    #[track_caller]
    fn tells(&self, words: &str) -> &Self {
        assert!(self.stderr().contains(words), "{words:?} is not in\n{}", self.stderr());
        self
    }

    fn stdout(&self) -> String {
        String::from_utf8(self.0.stdout.clone()).unwrap()
    }

    fn stderr(&self) -> String {
        String::from_utf8(self.0.stderr.clone()).unwrap()
    }

    /// The result for machines, which must be all that is printed.
    #[track_caller]
    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout()).unwrap()
    }
}

fn path(name: &str) -> String {
    fixture(name).display().to_string()
}

#[test]
fn checking_a_sound_project_exits_with_0_and_tells_people_only() {
    let folder = scratch();
    let ran = jixiao(folder.path(), &["check", &path("ok-small-report")]);
    ran.exits_with(0).prints_nothing().tells("ok-small-report：没有问题");
    assert_eq!(below(folder.path()), [""; 0], "checking writes nothing");
}

#[test]
fn checking_a_bad_project_exits_with_1_and_counts() {
    let ran = jixiao(root(), &["check", &path("err-no-number")]);
    ran.exits_with(1).prints_nothing().tells("错误[number-invalid]").tells("3个错误，0个提醒");
}

#[test]
fn a_warning_alone_exits_with_0() {
    let ran = jixiao(root(), &["check", &path("warn-score-departs")]);
    ran.exits_with(0).prints_nothing().tells("提醒[score-departs]").tells("0个错误，1个提醒");
}

#[test]
fn an_unknown_folder_exits_with_2() {
    let ran = jixiao(root(), &["build", "没有这个项目"]);
    ran.exits_with(2).prints_nothing().tells("找不到项目文件夹「没有这个项目」");
}

#[test]
fn an_unknown_option_exits_with_2() {
    jixiao(root(), &["check", "--colour"]).exits_with(2).prints_nothing();
}

#[test]
fn a_missing_home_exits_with_2_and_names_the_option() {
    let folder = scratch();
    let mut command = Command::new(env!("CARGO_BIN_EXE_jixiao"));
    let output = command.args(["check", "--home"]).arg(folder.path()).arg(fixture("ok-small-notice")).output();
    Ran(output.unwrap()).exits_with(2).prints_nothing().tells("--home");
}

#[test]
fn without_a_data_folder_the_program_asks_for_a_project() {
    jixiao(scratch().path(), &["check"]).exits_with(2).prints_nothing().tells("请写出项目文件夹");
}

#[test]
fn pdfs_go_to_the_output_folder_of_the_place_one_is_in() {
    let folder = scratch();
    let ran = jixiao(folder.path(), &["build", &path("ok-small-notice")]);
    ran.exits_with(0).prints_nothing().tells("完成 output/ok-small-notice.pdf");
    assert_eq!(below(folder.path()), ["output/ok-small-notice.pdf"]);
}

#[test]
fn pdfs_go_to_the_folder_asked_for() {
    let folder = scratch();
    jixiao(folder.path(), &["build", &path("ok-small-notice"), "--output", "成品/通知"]).exits_with(0);
    assert_eq!(below(folder.path()), ["成品/通知/ok-small-notice.pdf"]);
}

#[test]
fn all_projects_below_data_are_built_when_none_is_named() {
    let folder = scratch();
    copy_folder(&fixture("ok-small-notice"), &folder.path().join("data/通知"));
    std::fs::create_dir(folder.path().join("data/不是项目")).unwrap();
    jixiao(folder.path(), &["build"]).exits_with(0).tells("通知：没有问题");
    assert_eq!(below(&folder.path().join("output")), ["通知.pdf"]);
}

#[test]
fn json_tells_machines_what_was_found_and_written() {
    let folder = scratch();
    let (good, bad) = (path("ok-small-notice"), path("err-key-twice"));
    let ran = jixiao(folder.path(), &["build", &good, &bad, "--format", "json"]);
    let json = ran.exits_with(1).json();
    assert_eq!(json["projects"][0]["project"], "ok-small-notice");
    assert_eq!(json["projects"][0]["written"][0], "ok-small-notice.pdf");
    assert_eq!(json["projects"][0]["findings"], serde_json::json!([]));
    assert_eq!(json["projects"][1]["errors"], 1);
    assert_eq!(json["projects"][1]["written"], serde_json::json!([]));
    let finding = &json["projects"][1]["findings"][0];
    assert_eq!(finding["id"], "key-duplicate");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["place"]["file"], "tables/预算.csv");
    assert_eq!(finding["place"]["line"], 4);
    assert_eq!(finding["place"]["column"], "序号");
    assert_eq!(finding["related"][0]["place"]["line"], 3);
    assert!(finding["hint"].as_str().unwrap().contains("必须不同"));
}

#[test]
fn an_output_folder_that_is_a_file_is_named() {
    let folder = scratch();
    std::fs::write(folder.path().join("output"), "占着名字的文件").unwrap();
    let ran = jixiao(folder.path(), &["build", &path("ok-small-notice")]);
    ran.exits_with(1).tells("错误[output-unwritable]").tells("路径中有一段是文件，不是文件夹");
    ran.tells("  位置：output\n").tells("办法：请把占了文件夹名字的那个文件移走或改名").tells("这次什么也没有生成");
    assert_eq!(below(folder.path()), ["output"], "the file in the way is left alone");
}

#[test]
fn a_list_for_make_that_cannot_be_written_hides_no_result() {
    let folder = scratch();
    let ran = jixiao(folder.path(), &["build", &path("ok-small-notice"), "--deps", "没有/表.d", "--format", "json"]);
    ran.exits_with(2).tells("「没有/表.d」写不进去");
    assert_eq!(ran.json()["projects"][0]["written"], serde_json::json!(["ok-small-notice.pdf"]));
}

#[test]
fn a_value_that_cannot_be_is_named_with_its_option() {
    let folder = scratch();
    let notice = path("ok-small-notice");
    let shard = jixiao(folder.path(), &["build", &notice, "--shard", "0/3"]);
    shard.exits_with(2).prints_nothing().tells("--shard").tells("不能是「0/3」，写成 3/8 这样");
    let port = jixiao(folder.path(), &["watch", &notice, "--port", "abc"]);
    port.exits_with(2).prints_nothing().tells("--port").tells("不能是「abc」");
}

#[test]
fn a_merge_needs_the_folders_and_tells_what_it_took_and_what_it_made() {
    let folder = scratch();
    let forms = path("ok-form-national");
    jixiao(folder.path(), &["merge", &forms]).exits_with(2).tells("还要写「--from <文件夹>");
    jixiao(folder.path(), &["merge", &forms, "--from", "片9"]).exits_with(2).tells("找不到文件夹「片9」");
    jixiao(folder.path(), &["build", &forms, "--shard", "1/1", "-o", "片1"]).exits_with(0);
    let merged = jixiao(folder.path(), &["merge", &forms, "--from", "片1"]);
    merged.exits_with(0).tells("ok-form-national：从别的机器收进2份，这里补做1份，原来就有0份");
    std::fs::create_dir(folder.path().join("空的")).unwrap();
    let merged = jixiao(folder.path(), &["merge", &forms, "--from", "片1", "空的", "-o", "又一次"]);
    merged.exits_with(0).tells("「空的」里的一份也没有用上").tells("收进2份");
}

#[test]
fn a_pdf_from_before_is_pointed_out_when_its_project_has_errors() {
    let folder = scratch();
    let old = folder.path().join("output/err-placed-twice.pdf");
    std::fs::create_dir_all(old.parent().unwrap()).unwrap();
    std::fs::write(&old, "old").unwrap();
    let ran = jixiao(folder.path(), &["build", &path("err-placed-twice")]);
    ran.exits_with(1).tells("err-placed-twice.pdf 是以前生成的，这次没有更新");
    assert_eq!(std::fs::read(&old).unwrap(), b"old");
}

#[test]
fn two_projects_of_one_name_are_refused() {
    let folder = scratch();
    let ran = jixiao(folder.path(), &["check", &path("err-placed-twice"), &path("err-placed-twice")]);
    ran.exits_with(2).tells("两个项目文件夹都叫「err-placed-twice」");
}

#[test]
fn what_is_waived_is_told_and_does_not_count() {
    let ran = jixiao(root(), &["check", &path("warn-waivers")]);
    ran.exits_with(0).tells("0个错误，2个提醒；另有1个已按 waivers.toml 豁免");
    let json = jixiao(root(), &["check", &path("warn-waivers"), "--format", "json"]).exits_with(0).json();
    let project = &json["projects"][0];
    assert_eq!((&project["errors"], &project["warnings"], &project["advice"]), (&0.into(), &2.into(), &0.into()));
    let waived = &project["waived"][0];
    assert_eq!(waived["arithmetic"], "98.00+40.00=138.00");
    assert_eq!(waived["waiver"]["expires"], "2026-12-31");
    assert_eq!(waived["waiver"]["place"]["line"], 2);
}

#[test]
fn sarif_goes_to_standard_output_for_check_and_build() {
    let folder = scratch();
    for command in ["check", "build"] {
        let ran =
            jixiao(folder.path(), &[command, &path("err-key-twice"), &path("ok-small-notice"), "--format", "sarif"]);
        let log = ran.exits_with(1).json();
        assert_eq!(log["version"], "2.1.0");
        assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 1);
    }
}

#[test]
fn a_review_report_goes_to_the_folder_asked_for() {
    let folder = scratch();
    let ran = jixiao(folder.path(), &["check", &path("err-key-twice"), "--report", "-o", "复核"]);
    ran.exits_with(1).tells("完成 复核/err-key-twice-核查报告.pdf").tells("错误[key-duplicate]");
    assert_eq!(below(folder.path()), ["复核/err-key-twice-核查报告.pdf"]);
    jixiao(folder.path(), &["check", &path("ok-small-notice"), "--report"]).exits_with(0);
    assert!(folder.path().join("output/ok-small-notice-核查报告.pdf").is_file());
}

#[test]
fn a_folder_without_a_report_is_refused_with_the_option_that_is_missing() {
    let ran = jixiao(root(), &["check", &path("ok-small-notice"), "-o", "复核"]);
    ran.exits_with(2).prints_nothing().tells("还要写「--report」");
}

#[test]
fn a_long_list_ends_with_the_counts_of_each_kind() {
    let folder = scratch();
    let project = folder.path().join("长表");
    copy_folder(&fixture("err-no-number"), &project);
    let rows: String = (1..=60).map(|row| format!("{row},第{row}项,3.00,约{row}\n")).collect();
    std::fs::write(project.join("tables/预算.csv"), format!("序号,项目,预算金额,实际执行\n{rows}")).unwrap();
    let ran = jixiao(folder.path(), &["check", "长表"]);
    ran.exits_with(1).tells("各种问题的个数：\n  错误 number-invalid    60\n").tells("「约60」不是数");
}

#[test]
fn completions_go_to_standard_output_and_need_no_files_of_the_program() {
    let folder = scratch();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let ran = jixiao(folder.path(), &["completions", shell, "--home", "没有"]);
        ran.exits_with(0);
        assert!(ran.stdout().contains("self-assessment"), "{shell}");
    }
}
