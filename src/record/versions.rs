//! What makes the documents: program, layout files, fonts.

use super::Digest;
use super::digest::Parts;
use crate::compose::TypstProject;
use crate::home::{FontVersion, Home, TemplateSet};
use serde::{Deserialize, Serialize};

/// Everything but the project itself on which a document depends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// The program and its version.
    pub program: String,
    /// The fingerprint of the program's sources and of the crates it is built with.
    pub sources: String,
    /// The fingerprint of the program's layout files.
    pub templates: Digest,
    /// The fonts, in the order of their files.
    pub fonts: Vec<FontVersion>,
}

impl Versions {
    /// Those of this program.
    pub fn of(home: &Home) -> Self {
        Self {
            program: concat!("jixiao ", env!("CARGO_PKG_VERSION")).to_owned(),
            sources: env!("JIXIAO_SOURCES").to_owned(),
            templates: of_templates(&home.templates),
            fonts: home.fonts.versions(),
        }
    }

    /// The fingerprint of all that a document is made of. Documents with the same one are the same.
    pub fn document(&self, templates: &Digest, document: &TypstProject) -> Digest {
        let mut parts = Parts::default();
        parts.add(self.sources.as_bytes());
        parts.add(templates.to_string().as_bytes());
        for font in &self.fonts {
            parts.add(font.face.as_bytes());
            parts.add(font.sha256.to_string().as_bytes());
        }
        parts.add(document.output.as_bytes());
        for (path, bytes) in &document.files {
            parts.add(path.as_bytes());
            parts.add(bytes);
        }
        parts.sum()
    }
}

/// The fingerprint of a set of layout files.
pub fn of_templates(templates: &TemplateSet) -> Digest {
    let mut parts = Parts::default();
    for (path, text) in templates.iter() {
        parts.add(path.as_bytes());
        parts.add(text.as_bytes());
    }
    parts.sum()
}
