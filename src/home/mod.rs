//! What the program brings along: layout files and fonts. Read once, before the first stage.

mod font_version;
mod fonts;
mod templates;

pub use font_version::FontVersion;
pub use fonts::{FontSet, FontsError};
pub use templates::TemplateSet;

use std::path::{Path, PathBuf};

/// The program's own files.
#[derive(Debug)]
pub struct Home {
    /// `templates/`: profiles, form layouts, the layout library.
    pub templates: TemplateSet,
    /// `fonts/`: the only fonts there are.
    pub fonts: FontSet,
}

/// Why the program's own files could not be read.
#[derive(Debug, thiserror::Error)]
pub enum HomeError {
    /// No folder with `templates` and `fonts` was found.
    #[error("找不到程序自带的 templates 和 fonts 文件夹；请用 --home 指出它们所在的文件夹")]
    NotFound,
    /// A layout file could not be read.
    #[error("版式文件读不出来：{0}")]
    Templates(String),
    /// The fonts could not be read.
    #[error(transparent)]
    Fonts(#[from] FontsError),
}

impl Home {
    /// Opens the program's files in `dir`.
    pub fn open(dir: &Path) -> Result<Self, HomeError> {
        let templates = TemplateSet::read(&dir.join("templates")).map_err(HomeError::Templates)?;
        let fonts = FontSet::read(&dir.join("fonts"))?;
        Ok(Self { templates, fonts })
    }

    /// The first of the usual places that holds the program's files: the one asked for, the
    /// current folder, the folders above the program.
    pub fn find(asked: Option<&Path>, program: Option<&Path>) -> Result<PathBuf, HomeError> {
        let holds = |dir: &Path| dir.join("templates").is_dir() && dir.join("fonts").is_dir();
        if let Some(dir) = asked {
            return if holds(dir) { Ok(dir.to_owned()) } else { Err(HomeError::NotFound) };
        }
        let above = program.into_iter().flat_map(|path| path.ancestors().skip(1));
        let mut places = std::iter::once(Path::new(".")).chain(above);
        places.find(|dir| holds(dir)).map(Path::to_owned).ok_or(HomeError::NotFound)
    }
}
