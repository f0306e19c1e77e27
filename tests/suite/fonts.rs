//! The bundled fonts are those of the manifest, all of them and nothing else.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

fn manifest() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(folder().join("SHA256SUMS")).unwrap();
    let lines = text.lines().filter_map(|line| line.split_once("  "));
    lines.map(|(sum, name)| (name.to_owned(), sum.to_owned())).collect()
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts"))
}

#[test]
fn every_font_has_the_checksum_of_the_manifest() {
    for (name, sum) in manifest() {
        let bytes = std::fs::read(folder().join(&name)).unwrap();
        let found: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(found, sum, "{name}");
    }
}

#[test]
fn no_font_stands_outside_the_manifest_and_the_licences_are_there() {
    let entries = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let fonts: Vec<_> = entries
        .filter(|path| path.extension().is_some_and(|ending| ending == "otf" || ending == "ttf"))
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    let manifest = manifest();
    assert_eq!(fonts.len(), manifest.len());
    for font in fonts {
        assert!(manifest.contains_key(&font), "{font} is not in the manifest");
    }
    for licence in ["OFL-1.1.txt", "GUST-FONT-LICENSE.txt"] {
        assert!(folder().join("licences").join(licence).is_file(), "{licence}");
    }
}
