//! The manual's examples, taken out of its chapters.

use super::{copy_folder, root};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The folder of the manual.
pub(crate) fn manual() -> PathBuf {
    root().join("docs/manual")
}

/// A fence of a chapter.
#[derive(Debug, Clone)]
pub(crate) struct Fence {
    /// The language.
    pub(crate) language: String,
    /// What stands behind the language: a file of the example, or what the fence is.
    pub(crate) name: String,
    /// The lines.
    pub(crate) text: String,
}

/// What stands under one `##` heading of a chapter.
#[derive(Debug, Clone, Default)]
pub(crate) struct Section {
    /// Chapter and heading.
    pub(crate) title: String,
    /// Its fences.
    pub(crate) fences: Vec<Fence>,
    /// The picture of what its example gives: a path below the manual.
    pub(crate) picture: Option<String>,
}

/// A project made of the files of a section.
pub(crate) struct Example {
    /// Its folder.
    pub(crate) folder: PathBuf,
    _scratch: TempDir,
}

/// The sections of all chapters, in reading order.
pub(crate) fn sections() -> Vec<Section> {
    let mut chapters: Vec<PathBuf> =
        std::fs::read_dir(manual().join("narrative")).unwrap().map(|entry| entry.unwrap().path()).collect();
    chapters.sort();
    let markdown = chapters.iter().filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    markdown.flat_map(|chapter| sections_of(chapter)).collect()
}

fn sections_of(chapter: &Path) -> Vec<Section> {
    let name = chapter.file_stem().unwrap().to_string_lossy();
    let text = std::fs::read_to_string(chapter).unwrap();
    let mut sections = vec![Section { title: name.to_string(), ..Section::default() }];
    let mut open: Option<(String, Fence)> = None;
    for line in text.lines() {
        let section = sections.last_mut().unwrap();
        let ticks: String = line.chars().take_while(|sign| *sign == '`').collect();
        match &mut open {
            Some((fence, _)) if line.trim_end() == *fence => section.fences.extend(open.take().map(|(_, fence)| fence)),
            Some((_, fence)) => {
                fence.text.push_str(line);
                fence.text.push('\n');
            }
            None if ticks.len() >= 3 => {
                let info = line[ticks.len()..].trim();
                let (language, name) = info.split_once(' ').unwrap_or((info, ""));
                let fence = Fence { language: language.into(), name: name.trim().into(), text: String::new() };
                open = Some((ticks, fence));
            }
            None if line.starts_with("## ") => {
                sections.push(Section { title: format!("{name} / {}", &line[3..]), ..Section::default() });
            }
            None if line.starts_with("![") => section.picture = picture(line),
            None => {}
        }
    }
    sections
}

fn picture(line: &str) -> Option<String> {
    let (_, rest) = line.split_once("](")?;
    rest.split([')', ' ']).next().map(str::to_owned)
}

impl Fence {
    /// The file of the example that the fence is, and whether it is added to one of the base.
    fn file(&self) -> Option<(&str, bool)> {
        let added = self.name.strip_prefix("加在 ").map(|rest| rest.trim_end_matches('里').trim());
        let is_file = |name: &&str| name.contains('/') || ["project.toml", "waivers.toml"].contains(name);
        added.map(|name| (name, true)).or_else(|| Some((self.name.as_str(), false)).filter(|(name, _)| is_file(name)))
    }
}

impl Section {
    /// The project of the section, if it shows files of one.
    pub(crate) fn example(&self) -> Option<Example> {
        let files: Vec<_> = self.fences.iter().filter_map(|fence| Some((fence.file()?, fence))).collect();
        if files.is_empty() {
            return None;
        }
        let scratch = super::scratch();
        let folder = scratch.path().join("示例");
        copy_folder(&manual().join("example"), &folder);
        for ((name, is_added), fence) in files {
            let path = folder.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            let before = if is_added { std::fs::read_to_string(&path).unwrap() + "\n" } else { String::new() };
            std::fs::write(&path, before + &fence.text).unwrap();
        }
        let settings = std::fs::read_to_string(folder.join("project.toml")).unwrap();
        if settings.contains("kind = \"report\"") && !folder.join("narrative").exists() {
            std::fs::create_dir(folder.join("narrative")).unwrap();
            std::fs::write(folder.join("narrative/01-正文.md"), "# 示例\n\n正文。\n").unwrap();
        }
        Some(Example { folder, _scratch: scratch })
    }

    /// What the section says its example is told.
    pub(crate) fn told(&self) -> &str {
        self.fences.iter().find(|fence| fence.name == "检查结果").map_or("", |fence| &fence.text)
    }

    /// The first heading of the example's narrative: where its body begins.
    pub(crate) fn heading(&self) -> Option<&str> {
        let narrative = self.fences.iter().find(|fence| fence.name.starts_with("narrative/0"))?;
        narrative
            .text
            .lines()
            .find_map(|line| line.strip_prefix("# "))
            .map(|title| title.trim_end_matches("{-}").trim())
    }
}
