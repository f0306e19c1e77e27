//! The bundled fonts; no system font is ever asked.

use super::FontVersion;
use rayon::prelude::*;
use std::path::Path;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;
use typst_kit::fonts::{FontStore, embedded, scan};

/// All fonts there are, for the typesetter and for the glyph check.
pub struct FontSet {
    store: FontStore,
    faces: usize,
    /// Whether a character can be printed, by its code point.
    covered: Vec<bool>,
    chart_face: Vec<u8>,
}

/// Why the fonts could not be read.
#[derive(Debug, thiserror::Error)]
pub enum FontsError {
    /// The folder holds no usable font.
    #[error("字体文件夹「{0}」里没有可用的字体")]
    Empty(String),
    /// The face for charts is missing.
    #[error("字体文件「{0}」读不出来（{1}）")]
    Unreadable(String, std::io::Error),
}

/// The face in which charts are lettered.
const CHART_FACE: &str = "JixiaoHei-Regular.otf";

/// The last faces of every chain in the layout library: what they hold is always printed.
const LAST_FACES: [&str; 2] = ["Jixiao Song", "DejaVu Sans Mono"];

impl FontSet {
    /// Reads every font of the folder.
    pub fn read(dir: &Path) -> Result<Self, FontsError> {
        let mut store = FontStore::new();
        let mut faces: Vec<_> = scan(dir).collect();
        if faces.is_empty() {
            return Err(FontsError::Empty(dir.display().to_string()));
        }
        // The folder is walked in whatever order the disk gives; the book must not depend on it.
        faces.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
        let mut infos: Vec<FontInfo> = faces.iter().map(|(_, info)| info.clone()).collect();
        store.extend(faces);
        let own: Vec<_> = embedded().collect();
        infos.extend(own.iter().map(|(_, info)| info.clone()));
        store.extend(own);
        let face = dir.join(CHART_FACE);
        let chart_face =
            std::fs::read(&face).map_err(|error| FontsError::Unreadable(face.display().to_string(), error))?;
        Ok(Self { faces: infos.len(), covered: coverage(&infos), store, chart_face })
    }

    /// Whether a character can be printed in every role.
    pub fn covers(&self, character: char) -> bool {
        match character {
            '\n' | '\r' | '\t' => true,
            // The byte order mark is in some fonts, but no text may hold it.
            '\u{feff}' => false,
            other => !other.is_control() && self.covered.get(other as usize).copied().unwrap_or(false),
        }
    }

    /// Whether there is a family of this name, whatever its case.
    pub fn has_family(&self, name: &str) -> bool {
        self.book().contains_family(&name.to_lowercase())
    }

    /// The names of all families.
    pub fn families(&self) -> impl Iterator<Item = &str> {
        self.book().families().map(|(name, _)| name)
    }

    /// The file of the face in which charts are lettered.
    pub fn chart_face(&self) -> &[u8] {
        &self.chart_face
    }

    /// The versions of all faces, in the order of their files.
    pub fn versions(&self) -> Vec<FontVersion> {
        (0..self.faces)
            .into_par_iter()
            .filter_map(|index| self.store.font(index))
            .map(|font| FontVersion::of(&font))
            .collect()
    }

    /// The typesetter's index of fonts.
    pub fn book(&self) -> &LazyHash<FontBook> {
        self.store.book()
    }

    /// A font by its place in the index.
    pub fn font(&self, index: usize) -> Option<Font> {
        self.store.font(index)
    }
}

impl std::fmt::Debug for FontSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FontSet")
            .field("characters", &self.covered.iter().filter(|covered| **covered).count())
            .finish_non_exhaustive()
    }
}

fn coverage(infos: &[FontInfo]) -> Vec<bool> {
    let last = infos.iter().filter(|info| LAST_FACES.contains(&info.family.as_str()));
    let mut covered = vec![false; char::MAX as usize + 1];
    for code_point in last.flat_map(|info| info.coverage.iter()) {
        // A font may name numbers that are no characters.
        if let Some(covered) = covered.get_mut(code_point as usize) {
            *covered = true;
        }
    }
    covered
}
