//! Nothing is made for nothing, nothing is half written, nothing of two runs is mixed.

use crate::support::{ReportTest, below, copy_folder, fixture, home, root, scratch};
use jixiao::build::{Order, build};
use jixiao::pipeline::Outcome;
use jixiao::record::{Digest, Record, Shard};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

/// What is asked for beside the project.
#[derive(Default)]
struct Asked<'a> {
    force: bool,
    shard: Option<Shard>,
    from: &'a [&'a Path],
}

/// Builds one project and gives what came of it.
fn built(project: &Path, asked: &Asked<'_>, output: &Path) -> Outcome {
    let roots = [project];
    let Asked { force, shard, from } = *asked;
    let order = Order { force, shard, made_elsewhere: from, ..Order::all(&roots, output) };
    build(&order, home(), &|_| {}).remove(0)
}

fn again(project: &Path, output: &Path) -> Outcome {
    built(project, &Asked::default(), output)
}

/// The two forms of the national layout, in a copy that a test may change.
fn two_forms() -> (tempfile::TempDir, std::path::PathBuf) {
    let copy = scratch();
    let project = copy.path().join("自评");
    copy_folder(&fixture("ok-form-national"), &project);
    (copy, project)
}

fn replace(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{from:?} is not in {}", file.display());
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn an_unchanged_project_is_not_made_again() {
    let (output, project) = (scratch(), fixture("ok-small-notice"));
    assert_eq!(again(&project, output.path()).typeset, 1);
    let second = again(&project, output.path());
    assert_eq!((second.typeset, second.written.len()), (0, 0));
    assert_eq!(second.unchanged, ["ok-small-notice.pdf"]);
}

#[test]
fn what_is_unchanged_is_made_again_on_demand_and_is_the_same() {
    let (output, project) = (scratch(), fixture("ok-small-notice"));
    again(&project, output.path());
    let before = fs::read(output.path().join("ok-small-notice.pdf")).unwrap();
    let forced = built(&project, &Asked { force: true, ..Asked::default() }, output.path());
    assert_eq!((forced.typeset, forced.unchanged.len()), (1, 0));
    assert_eq!(fs::read(output.path().join("ok-small-notice.pdf")).unwrap(), before);
}

#[test]
fn of_many_forms_only_the_changed_one_is_made_again() {
    let (_copy, project) = two_forms();
    let output = scratch();
    assert_eq!(again(&project, output.path()).typeset, 3, "two forms and the volume");
    replace(&project.join("tables/项目.csv"), "示例培训经费", "示例培训费");
    let second = again(&project, output.path());
    assert_eq!(second.typeset, 2, "the changed form and the volume");
    assert_eq!(second.unchanged.len(), 1);
    assert_eq!(second.stale, ["自评/P02-示例培训经费.pdf"], "the form under its old name is pointed out");
}

#[test]
fn a_form_that_only_the_review_finds_wrong_is_not_delivered() {
    let (_copy, project) = two_forms();
    let output = scratch();
    again(&project, output.path());
    let file = |name: &str| fs::read(output.path().join(name)).unwrap();
    let names = ["自评.pdf", "自评/P01-示例抽检经费.pdf"];
    let before = names.map(file);
    replace(&project.join("tables/项目.csv"), "结果均已公布", "结果均已公布（待补充）");
    replace(&project.join("tables/项目.csv"), "举办培训3期", "共举办培训3期");
    let second = again(&project, output.path());
    assert!(second.findings.has_errors());
    assert_eq!(second.written, ["自评/P02-示例培训经费.pdf"], "the other form alone");
    assert!(names.map(file) == before, "the wrong form and the volume are as they were");
}

#[test]
fn a_row_with_a_comma_too_many_stops_its_own_form_only() {
    let (_copy, project) = two_forms();
    let output = scratch();
    let text = fs::read_to_string(project.join("tables/指标.csv")).unwrap();
    let row = text.lines().find(|line| line.starts_with("P01,")).unwrap();
    replace(&project.join("tables/指标.csv"), row, &format!("{row},多"));
    let outcome = again(&project, output.path());
    assert_eq!(outcome.written, ["自评/P02-示例培训经费.pdf"]);
    let ids: Vec<_> = outcome.findings.iter().map(|finding| finding.problem.id()).collect();
    assert_eq!(ids, ["row-ragged", "volume-left-out"]);
}

#[test]
fn a_comma_too_many_is_told_even_if_it_moves_nothing_but_an_empty_cell() {
    let (_copy, project) = two_forms();
    let table = project.join("tables/指标.csv");
    let text = fs::read_to_string(&table).unwrap();
    let line = text.lines().nth(2).unwrap();
    assert!(line.ends_with(','), "{line}");
    fs::write(&table, text.replacen(line, &format!("{line},"), 1)).unwrap();
    let output = scratch();
    let ids = again(&project, output.path()).findings.iter().map(|one| one.problem.id()).collect::<Vec<_>>();
    assert!(ids.contains(&"row-ragged"), "{ids:?}");
    let every = text.lines().skip(1).map(|line| format!("{line},\n")).collect::<String>();
    fs::write(&table, format!("{}\n{every}", text.lines().next().unwrap())).unwrap();
    assert!(!again(&project, output.path()).findings.has_errors(), "so somebody writes every row");
}

#[test]
fn a_quote_left_open_stops_every_form_since_it_may_hold_their_rows() {
    let (_copy, project) = two_forms();
    let output = scratch();
    replace(&project.join("tables/资金.csv"), "P01,", "P01,\"");
    assert!(again(&project, output.path()).written.is_empty());
}

#[test]
fn where_one_file_cannot_take_its_place_all_stay_as_they_were() {
    let (_copy, project) = two_forms();
    let output = scratch();
    again(&project, output.path());
    let before: Vec<_> = below(output.path()).iter().map(|file| fs::read(output.path().join(file)).unwrap()).collect();
    // What cannot be replaced stands last in order.
    let last = output.path().join("自评/P02-示例培训经费.pdf");
    let kept = output.path().join("kept");
    fs::rename(&last, &kept).unwrap();
    fs::create_dir(&last).unwrap();
    replace(&project.join("tables/项目.csv"), "结果均已公布", "结果都已公布");
    let second = built(&project, &Asked { force: true, ..Asked::default() }, output.path());
    assert!(second.written.is_empty() && second.findings.has_errors(), "{:?}", second.findings);
    fs::remove_dir(&last).unwrap();
    fs::rename(&kept, &last).unwrap();
    let after: Vec<_> = below(output.path()).iter().map(|file| fs::read(output.path().join(file)).unwrap()).collect();
    assert!(before == after, "files and record are those of the first run");
}

#[test]
fn a_changed_layout_file_makes_everything_again() {
    let (_copy, project) = two_forms();
    let output = scratch();
    again(&project, output.path());
    let layout = root().join("templates/lib/components/form.typ");
    fs::create_dir_all(project.join("templates/lib/components")).unwrap();
    let text = fs::read_to_string(layout).unwrap() + "\n// changed\n";
    fs::write(project.join("templates/lib/components/form.typ"), text).unwrap();
    assert_eq!(again(&project, output.path()).typeset, 3);
}

#[test]
fn reminders_are_told_each_time() {
    let (output, project) = (scratch(), fixture("warn-score-departs"));
    let (first, second) = (again(&project, output.path()), again(&project, output.path()));
    assert!(!first.findings.is_empty());
    assert_eq!(first.findings, second.findings);
    assert_eq!(second.typeset, 0, "the document is as it was");
}

#[test]
fn a_damaged_or_missing_file_is_made_again() {
    let (output, project) = (scratch(), fixture("ok-small-notice"));
    again(&project, output.path());
    let file = output.path().join("ok-small-notice.pdf");
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    assert_eq!(again(&project, output.path()).typeset, 1);
    assert_eq!(fs::read(&file).unwrap(), whole);
    fs::remove_file(&file).unwrap();
    assert_eq!(again(&project, output.path()).typeset, 1);
}

#[test]
fn a_record_that_cannot_be_read_is_no_record() {
    let (output, project) = (scratch(), fixture("ok-small-notice"));
    again(&project, output.path());
    fs::write(output.path().join("ok-small-notice.manifest.json"), "{").unwrap();
    assert_eq!(again(&project, output.path()).typeset, 1);
}

#[test]
fn the_record_names_inputs_outputs_pages_and_versions() {
    let (output, project) = (scratch(), fixture("ok-form-national"));
    again(&project, output.path());
    let record = Record::read(output.path(), "ok-form-national.manifest.json").unwrap();
    let table = fs::read(project.join("tables/项目.csv")).unwrap();
    assert_eq!(record.inputs["tables/项目.csv"], Digest::of(&table));
    assert!(record.clean);
    assert_eq!(record.outputs.len(), 3);
    for made in &record.outputs {
        assert_eq!(made.sha256, Digest::of(&fs::read(output.path().join(&made.file)).unwrap()));
        assert!(made.pages.unwrap() > 0);
    }
    assert!(record.made_by.program.starts_with("jixiao "));
    let faces: Vec<&str> = record.made_by.fonts.iter().map(|font| font.face.as_str()).collect();
    assert!(faces.iter().any(|face| face.contains("JixiaoSong")), "{faces:?}");
}

#[test]
fn shards_together_are_the_whole() {
    let project = root().join("data/self-assessment-2024");
    let whole = scratch();
    again(&project, whole.path());
    let shards: Vec<_> = (1..=3).map(|number| (Shard { number, of: 3 }, scratch())).collect();
    for (shard, folder) in &shards {
        let part = built(&project, &Asked { shard: Some(*shard), ..Asked::default() }, folder.path());
        assert!(part.written.iter().all(|file| shard.holds(file) && file.contains('/')), "{:?}", part.written);
    }
    let merged = scratch();
    let folders: Vec<&Path> = shards.iter().map(|(_, folder)| folder.path()).collect();
    let outcome = built(&project, &Asked { from: &folders, ..Asked::default() }, merged.path());
    assert_eq!(outcome.typeset, 2, "the volume and the 评分底稿; every form was there");
    assert_eq!(below(merged.path()), below(whole.path()));
    for file in below(whole.path()) {
        assert_eq!(fs::read(merged.path().join(&file)).unwrap(), fs::read(whole.path().join(&file)).unwrap(), "{file}");
    }
    let record = |folder: &Path| fs::read(folder.join("self-assessment-2024.manifest.json")).unwrap();
    let (merged, whole) = (record(merged.path()), record(whole.path()));
    assert_eq!(String::from_utf8(merged).unwrap(), String::from_utf8(whole).unwrap(), "one record of everything");
}

#[test]
fn a_part_that_is_missing_is_made_when_parts_are_merged() {
    let (_copy, project) = two_forms();
    let (part, merged) = (scratch(), scratch());
    let shard = (1..=2).map(|number| Shard { number, of: 2 }).find(|shard| shard.holds("自评/P02-示例培训经费.pdf"));
    let made = built(&project, &Asked { shard, ..Asked::default() }, part.path()).typeset;
    let folders = [part.path()];
    let outcome = built(&project, &Asked { from: &folders, ..Asked::default() }, merged.path());
    assert_eq!(outcome.typeset, 3 - made);
    assert_eq!(below(merged.path()).len(), 3);
}

#[test]
fn a_part_made_of_other_data_is_not_merged() {
    let (_copy, project) = two_forms();
    let (part, merged) = (scratch(), scratch());
    again(&project, part.path());
    replace(&project.join("tables/指标.csv"), "批次,55,", "批次,54,");
    let folders = [part.path()];
    let outcome = built(&project, &Asked { from: &folders, ..Asked::default() }, merged.path());
    assert_eq!(outcome.typeset, 2, "the changed form and the volume");
}

#[test]
fn a_shard_is_written_number_and_count() {
    assert_eq!("3/8".parse(), Ok(Shard { number: 3, of: 8 }));
    for wrong in ["", "3", "0/8", "9/8", "3/0", "a/b", "1/100000"] {
        assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
    }
}

#[test]
fn every_document_is_in_one_shard() {
    for name in ["甲.pdf", "乙/01.pdf", "乙/02.pdf"] {
        let holding = (1..=8).filter(|number| Shard { number: *number, of: 8 }.holds(name)).count();
        assert_eq!(holding, 1, "{name}");
    }
}

#[test]
fn a_file_that_changes_while_it_is_read_is_told() {
    let (_copy, project) = two_forms();
    let (output, done) = (scratch(), AtomicBool::new(false));
    let growing = project.join("tables/说明.csv");
    fs::write(&growing, "a\n").unwrap();
    let outcome = std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = File::options().append(true).open(&growing).unwrap();
            while !done.load(Ordering::Relaxed) {
                file.write_all(b"a\n").unwrap();
            }
        });
        while fs::metadata(&growing).unwrap().len() < 100 {
            std::thread::yield_now();
        }
        let outcome = again(&project, output.path());
        done.store(true, Ordering::Relaxed);
        outcome
    });
    let ids: Vec<_> = outcome.findings.iter().map(|finding| finding.problem.id()).collect();
    assert!(ids.contains(&"input-changed"), "{ids:?}");
    assert_eq!(below(output.path()), [""; 0]);
}

#[test]
fn what_a_killed_run_had_replaced_is_brought_back() {
    let (_copy, project) = two_forms();
    let output = scratch();
    again(&project, output.path());
    let whole = below(output.path());
    // As if it had been killed between the first file and the last.
    let (first, kept) = (output.path().join(&whole[0]), output.path().join(".jixiao/自评/.before").join(&whole[0]));
    let old = fs::read(&first).unwrap();
    fs::create_dir_all(kept.parent().unwrap()).unwrap();
    fs::rename(&first, &kept).unwrap();
    fs::write(&first, "新的一半").unwrap();
    fs::write(project.join("tables/项目.csv"), "坏了").unwrap();
    assert!(again(&project, output.path()).findings.has_errors());
    assert_eq!(fs::read(&first).unwrap(), old);
    assert_eq!(below(output.path()), whole);
}

#[test]
fn what_a_killed_run_left_is_cleared_away() {
    let (output, project) = (scratch(), fixture("ok-small-notice"));
    let rest = output.path().join(".jixiao/ok-small-notice/旧的.pdf");
    fs::create_dir_all(rest.parent().unwrap()).unwrap();
    fs::write(&rest, "half").unwrap();
    again(&project, output.path());
    assert_eq!(below(output.path()), ["ok-small-notice.pdf"]);
    assert!(!rest.exists());
}

/// Starts the program on a project.
fn started(project: &Path, output: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jixiao"));
    command.arg("--home").arg(root()).arg("build").arg(project).arg("-o").arg(output);
    command.stderr(Stdio::piped()).spawn().unwrap()
}

#[test]
fn a_second_run_waits_for_the_first() {
    let (output, project) = (scratch(), fixture("ok-small-notice"));
    fs::create_dir_all(output.path().join(".jixiao")).unwrap();
    let first = File::create(output.path().join(".jixiao/ok-small-notice.lock")).unwrap();
    first.lock().unwrap();
    let mut second = started(&project, output.path());
    let mut lines = BufReader::new(second.stderr.take().unwrap()).lines();
    assert!(lines.next().unwrap().unwrap().contains("另一个 jixiao 正在做「ok-small-notice」"));
    assert_eq!(below(output.path()), [""; 0]);
    first.unlock().unwrap();
    assert!(second.wait().unwrap().success());
    assert_eq!(below(output.path()), ["ok-small-notice.pdf"]);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_the_old_files_and_no_rest() {
    let (output, project) = (scratch(), root().join("data/product-quality-2024"));
    let old = output.path().join("product-quality-2024.pdf");
    fs::write(&old, "old").unwrap();
    let mut run = started(&project, output.path());
    let waiting = output.path().join(".jixiao/product-quality-2024");
    while !waiting.exists() && run.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(5));
    }
    let interrupted = Command::new("kill").args(["-INT", &run.id().to_string()]).status().unwrap();
    assert!(interrupted.success());
    let ended = run.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(130));
    assert!(String::from_utf8(ended.stderr).unwrap().contains("停下了"));
    assert_eq!(fs::read(&old).unwrap(), b"old");
    assert_eq!(below(output.path()), ["product-quality-2024.pdf"]);
    assert!(!waiting.exists());
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_leaves_the_old_file() {
    let (output, project) = (scratch(), fixture("ok-small-notice"));
    let old = output.path().join("ok-small-notice.pdf");
    fs::write(&old, "old").unwrap();
    // A limit on the size of files stands for a disk with no room.
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"";
    let mut command = Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_jixiao"), "--home"]).arg(root());
    let ended = command.arg("build").arg(&project).arg("-o").arg(output.path()).output().unwrap();
    let told = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(1), "{told}");
    assert!(told.contains("错误[output-unwritable]") && told.contains("这里放不下"), "{told}");
    assert_eq!(fs::read(&old).unwrap(), b"old");
    assert_eq!(below(output.path()), ["ok-small-notice.pdf"]);
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_folder_that_cannot_be_written_is_told_before_anything_is_made() {
    let outcome = again(&fixture("ok-small-notice"), Path::new("/proc/成果"));
    let ids: Vec<_> = outcome.findings.iter().map(|finding| finding.problem.id()).collect();
    assert_eq!(ids, ["output-unwritable"]);
    assert_eq!(outcome.typeset, 0);
}

/// The program at work on two forms, with a list for make.
struct Listed {
    folder: tempfile::TempDir,
    project: std::path::PathBuf,
}

impl Listed {
    fn new() -> Self {
        let (folder, project) = two_forms();
        Self { folder, project }
    }

    fn output(&self) -> std::path::PathBuf {
        self.folder.path().join("成 果")
    }

    fn list(&self) -> String {
        fs::read_to_string(self.folder.path().join("成果.d")).unwrap()
    }

    fn build(&self) -> bool {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jixiao"));
        command.arg("--home").arg(root()).arg("build").arg(&self.project).arg("-o").arg(self.output());
        command.arg("--deps").arg(self.folder.path().join("成果.d")).output().unwrap().status.success()
    }
}

#[test]
fn a_list_for_make_names_what_each_file_is_made_of() {
    let listed = Listed::new();
    assert!(listed.build());
    let text = listed.list();
    assert!(text.contains("成\\ 果/自评.pdf"), "{text}");
    let names =
        ["自评/tables", "自评/tables/项目.csv", "templates/lib/jixiao.typ", "fonts/JixiaoSong-Regular.otf", "jixiao"];
    for name in names {
        let is_listed = text.lines().any(|line| line.trim_end_matches(" \\").ends_with(name));
        assert!(is_listed && text.lines().any(|line| line.ends_with(&format!("{name}:"))), "{name}: {text}");
    }
}

#[test]
fn a_list_for_make_stays_whole_when_a_form_is_wrong() {
    let listed = Listed::new();
    listed.build();
    let whole = listed.list();
    replace(&listed.project.join("tables/指标.csv"), "批次,55,", "批次,五十五,");
    assert!(!listed.build());
    assert_eq!(listed.list(), whole, "the wrong form is still to be made");
}

#[test]
fn what_make_asked_for_is_newer_than_what_it_is_made_of_even_if_nothing_changed() {
    let listed = Listed::new();
    listed.build();
    let pdf = listed.output().join("自评.pdf");
    File::options().append(true).open(&pdf).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
    assert!(listed.build());
    let time = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
    assert!(time(&pdf) > time(&listed.project.join("tables/项目.csv")), "make would ask again each time");
}

#[test]
fn a_workbook_too_is_written_again_on_demand() {
    let project = root().join("data/self-assessment-2024");
    let output = scratch();
    let first = again(&project, output.path());
    let workbooks = |outcome: &Outcome| outcome.written.iter().filter(|file| file.ends_with(".xlsx")).count();
    assert!(workbooks(&first) > 0, "{:?}", first.written);
    let forced = built(&project, &Asked { force: true, ..Asked::default() }, output.path());
    assert_eq!(workbooks(&forced), workbooks(&first));
}

#[test]
fn many_files_are_counted_and_not_all_named() {
    let copy = scratch();
    let project = copy.path().join("许多");
    many_forms(&project, 12);
    let run = started(&project, &copy.path().join("output"));
    let told = String::from_utf8(run.wait_with_output().unwrap().stderr).unwrap();
    assert_eq!(told.matches("完成 ").count(), 12, "{told}");
    assert!(told.contains("里另外2个文件"), "{told}");
}

/// A project of so many forms that are alike.
fn many_forms(project: &Path, count: usize) {
    copy_folder(&fixture("ok-form-national"), project);
    for table in ["项目", "资金", "指标"] {
        let file = project.join(format!("tables/{table}.csv"));
        let text = fs::read_to_string(&file).unwrap();
        let mut lines = text.lines();
        let head = lines.next().unwrap().to_owned();
        let rows: Vec<&str> = lines.filter(|line| line.starts_with("P02,")).collect();
        let copies =
            (1..=count).flat_map(|number| rows.iter().map(move |row| row.replacen("P02", &format!("Q{number:02}"), 1)));
        fs::write(&file, std::iter::once(head).chain(copies).collect::<Vec<_>>().join("\n")).unwrap();
    }
}

#[test]
fn two_builds_of_one_project_at_once_give_one_whole_result() {
    let (output, single) = (scratch(), scratch());
    let project = fixture("ok-form-national");
    let runs = [started(&project, output.path()), started(&project, output.path())];
    for run in runs {
        assert!(run.wait_with_output().unwrap().status.success());
    }
    let once = ReportTest::at(project).build_into(single.path());
    let once = once.bytes().into_iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec()));
    for (path, bytes) in once {
        assert_eq!(fs::read(output.path().join(&path)).unwrap(), bytes, "{path}");
    }
}
