//! Which version of a font this is.

use crate::record::Digest;
use serde::{Deserialize, Serialize};
use ttf_parser::{Face, name_id};
use typst::text::Font;

/// A bundled face as a record names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FontVersion {
    /// The face's name in PDFs.
    pub face: String,
    /// The version its makers gave it.
    pub version: String,
    /// The fingerprint of its file.
    pub sha256: Digest,
}

impl FontVersion {
    pub(super) fn of(font: &Font) -> Self {
        let face = Face::parse(font.data(), font.index()).ok();
        let version = face.as_ref().and_then(|face| {
            let names = face.names().into_iter().filter(|name| name.name_id == name_id::VERSION);
            names.filter_map(|name| name.to_string()).next()
        });
        Self {
            face: font.post_script_name().unwrap_or_else(|| font.info().family.to_string()),
            version: version.unwrap_or_default(),
            sha256: Digest::of(font.data()),
        }
    }
}
