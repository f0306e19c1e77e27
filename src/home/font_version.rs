//! Which version of a font this is.

use serde::{Deserialize, Serialize};
use ttf_parser::{Face, Tag, name_id};
use typst::text::Font;

/// A bundled face as a record names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FontVersion {
    /// The face's name in PDFs.
    pub face: String,
    /// The version its makers gave it.
    pub version: String,
    /// The file's own checksum (`checkSumAdjustment` of its head table): any other file has another.
    pub checksum: String,
}

impl FontVersion {
    pub(super) fn of(font: &Font) -> Self {
        let face = Face::parse(font.data(), font.index()).ok();
        let version = face.as_ref().and_then(|face| {
            let names = face.names().into_iter().filter(|name| name.name_id == name_id::VERSION);
            names.filter_map(|name| name.to_string()).next()
        });
        let head = face.as_ref().and_then(|face| face.raw_face().table(Tag::from_bytes(b"head")));
        let checksum = head.and_then(|head| head.get(8..12)).unwrap_or_default();
        Self {
            face: font.post_script_name().unwrap_or_else(|| font.info().family.to_string()),
            version: version.unwrap_or_default(),
            checksum: checksum.iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }
}
