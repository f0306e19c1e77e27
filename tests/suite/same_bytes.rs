//! The same input gives the same bytes, whoever builds it and whenever.

use crate::support::{ReportTest, fixture, root, scratch};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::process::Command;

/// The SHA-256 of each file built in this process.
fn built_here(name: &str) -> BTreeMap<String, Vec<u8>> {
    let built = ReportTest::from_dir(name).build_afresh();
    built.succeeds();
    built.bytes().into_iter().map(|(path, bytes)| (path.to_owned(), Sha256::digest(bytes).to_vec())).collect()
}

/// The SHA-256 of each file built by another process, with its own clock and random seeds.
fn built_elsewhere(name: &str) -> BTreeMap<String, Vec<u8>> {
    let output = scratch();
    let mut command = Command::new(env!("CARGO_BIN_EXE_jixiao"));
    command.arg("--home").arg(root()).arg("build").arg(fixture(name)).arg("--output").arg(output.path());
    assert!(command.env("TZ", "Asia/Shanghai").output().unwrap().status.success());
    let files = crate::support::below(output.path()).into_iter();
    files
        .map(|path| (path.clone(), Sha256::digest(std::fs::read(output.path().join(path)).unwrap()).to_vec()))
        .collect()
}

#[track_caller]
fn assert_same(name: &str, files: usize) {
    let first = built_here(name);
    assert_eq!(first.len(), files, "{:?}", first.keys());
    assert_eq!(built_here(name), first, "a second build differs");
    assert_eq!(built_elsewhere(name), first, "another process builds otherwise");
}

#[test]
fn a_report_is_the_same_every_time() {
    assert_same("ok-small-report", 1);
}

#[test]
fn forms_and_their_volume_are_the_same_every_time() {
    assert_same("ok-form-national", 3);
}

#[test]
fn a_working_paper_and_its_workbook_are_the_same_every_time() {
    assert_same("ok-every-rule", 3);
}

#[test]
fn a_notice_is_the_same_every_time() {
    assert_same("ok-small-notice", 1);
}
