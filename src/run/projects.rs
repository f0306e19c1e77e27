//! Which projects are meant.

use std::collections::HashSet;
use std::path::PathBuf;

/// The projects asked for, or all below `data`.
pub(super) fn find_projects(asked: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    if let Some(missing) = asked.iter().find(|project| !project.is_dir()) {
        return Err(format!("找不到项目文件夹「{}」", missing.display()));
    }
    if !asked.is_empty() {
        let absolute = asked.iter().map(|project| project.canonicalize());
        let projects: Vec<PathBuf> =
            absolute.collect::<Result<_, _>>().map_err(|error| format!("项目文件夹打不开（{error}）"))?;
        return match same_name(&projects) {
            Some(name) => Err(format!("两个项目文件夹都叫「{name}」，PDF 会互相盖掉，请分开做或改名")),
            None => Ok(projects),
        };
    }
    let entries = std::fs::read_dir("data").map_err(|_| "当前文件夹下没有 data；请写出项目文件夹".to_owned())?;
    let folders = entries.filter_map(Result::ok).map(|entry| entry.path());
    let mut projects: Vec<PathBuf> = folders.filter(|path| path.join("project.toml").is_file()).collect();
    projects.sort();
    if projects.is_empty() {
        Err("data 下面没有项目（带 project.toml 的文件夹）".into())
    } else {
        Ok(projects)
    }
}

/// The folder name that two projects share.
fn same_name(projects: &[PathBuf]) -> Option<String> {
    let name = |project: &PathBuf| project.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut seen = HashSet::new();
    // On some disks 甲A and 甲a are one.
    projects.iter().map(name).find(|name| !seen.insert(name.to_lowercase()))
}
