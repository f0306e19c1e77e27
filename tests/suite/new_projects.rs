//! `jixiao new`: what one begins with is sound and looks like a document.

use crate::support::{ReportTest, below, scratch};
use calamine::{Data, Reader, Xlsx};
use jixiao::starter::{StarterError, StarterKind, start};
use std::io::Cursor;
use std::path::Path;

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_kind_of_new_project_is_made_without_findings() {
    let kinds = [(StarterKind::Report, 10), (StarterKind::SelfAssessment, 4), (StarterKind::Notice, 1)];
    for (kind, least) in kinds {
        let folder = scratch();
        // A name with a space and 汉字.
        let target = folder.path().join("新 项目");
        let written = start(home(), kind, &target).unwrap();
        let mut found = below(&target);
        found.sort();
        let mut written = written;
        written.sort();
        assert_eq!(written, found);
        let built = ReportTest::at(target).build_afresh();
        assert_eq!(built.findings(), "", "{kind:?}");
        let pages = built.pdf_named("新 项目.pdf").pages().len();
        assert!(pages >= least, "{kind:?} has {pages} pages");
    }
}

#[test]
fn every_setting_of_a_new_report_is_explained() {
    let folder = scratch();
    start(home(), StarterKind::Report, &folder.path().join("新")).unwrap();
    let settings = std::fs::read_to_string(folder.path().join("新/project.toml")).unwrap();
    for name in ["kind", "profile", "title", "year", "date", "author", "number", "watermark", "depth", "table"] {
        let at = settings.lines().position(|line| line.trim_start_matches("# ").starts_with(&format!("{name} =")));
        let at = at.unwrap_or_else(|| panic!("{name} is not there"));
        let lines: Vec<&str> = settings.lines().collect();
        let explained = lines[at].contains('#') || lines[at - 1].starts_with('#') || lines[at - 2].starts_with('#');
        assert!(explained, "{name}");
    }
}

#[test]
fn a_folder_with_files_is_never_written_into() {
    let folder = scratch();
    std::fs::write(folder.path().join("自己的.txt"), "不要动").unwrap();
    let refused = start(home(), StarterKind::Notice, folder.path());
    assert!(matches!(refused, Err(StarterError::Occupied(_))));
    assert_eq!(below(folder.path()), ["自己的.txt"]);
}

#[test]
fn the_workbook_to_be_filled_in_guides_whoever_fills_it_in() {
    let folder = scratch();
    start(home(), StarterKind::SelfAssessment, &folder.path().join("新")).unwrap();
    let bytes = std::fs::read(folder.path().join("新/tables/填报.xlsx")).unwrap();
    let mut workbook = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    assert_eq!(workbook.sheet_names(), ["填表说明", "项目", "资金", "指标"]);
    let range = workbook.worksheet_range("指标").unwrap();
    assert_eq!(range.get_value((0, 4)), Some(&Data::String("比较".into())));
    let text = sheet_text(&bytes, "xl/worksheets/sheet4.xml");
    for part in ["sheetProtection", "≥,≤,＝,＞,＜,定性", "state=\"frozen\"", "项目!$A$2:$A$2000"] {
        assert!(text.contains(part), "{part}");
    }
    assert!(sheet_text(&bytes, "xl/comments3.xml").contains("实际完成值与指标值怎样比"));
}

fn sheet_text(workbook: &[u8], part: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    std::io::read_to_string(archive.by_name(part).unwrap()).unwrap()
}
