//! Layout files in memory: the program's own, with a project's laid over them.

use std::collections::BTreeMap;
use std::path::Path;
use walkdir::WalkDir;

/// Files by their path below `templates/`, with `/` between folders.
#[derive(Debug, Clone, Default)]
pub struct TemplateSet {
    files: BTreeMap<String, String>,
}

impl TemplateSet {
    /// Reads every file below `dir`; a missing folder is an empty set.
    pub fn read(dir: &Path) -> Result<Self, String> {
        let mut files = BTreeMap::new();
        if !dir.is_dir() {
            return Ok(Self { files });
        }
        for entry in WalkDir::new(dir).sort_by_file_name() {
            let entry = entry.map_err(|error| error.to_string())?;
            let known = ["typ", "j2", "toml"];
            let extension = entry.path().extension().and_then(|e| e.to_str()).unwrap_or_default();
            if !entry.file_type().is_file() || !known.contains(&extension) {
                continue;
            }
            let text = std::fs::read_to_string(entry.path())
                .map_err(|error| format!("{}（{error}）", entry.path().display()))?;
            let below = entry.path().strip_prefix(dir).unwrap_or(entry.path());
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            files.insert(parts.join("/"), text);
        }
        Ok(Self { files })
    }

    /// This set with the files of `other` in front of its own.
    #[must_use]
    pub fn overlaid(&self, other: Self) -> Self {
        let mut files = self.files.clone();
        files.extend(other.files);
        Self { files }
    }

    /// The text of a file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// All files, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The names in a folder whose entries end in `ending`, such as the profiles (`.toml`).
    pub fn names(&self, folder: &str, ending: &str) -> Vec<&str> {
        let inside = self.files.keys().filter_map(|path| path.strip_prefix(folder));
        inside.filter_map(|name| name.strip_suffix(ending)).collect()
    }
}
