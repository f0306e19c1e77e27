//! Gives the program the fingerprint of its own sources, so that what another build made is made again.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let mut files = vec![PathBuf::from("Cargo.lock"), PathBuf::from("Cargo.toml")];
    add(Path::new("src"), &mut files)?;
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in &files {
        // Paths differ between systems in their separators, files in their line ends.
        for part in file.iter() {
            part.to_string_lossy().hash(&mut hasher);
        }
        String::from_utf8_lossy(&fs::read(file)?).replace('\r', "").hash(&mut hasher);
    }
    for watched in ["Cargo.lock", "Cargo.toml", "src"] {
        println!("cargo:rerun-if-changed={watched}");
    }
    println!("cargo:rustc-env=JIXIAO_SOURCES={:016x}", hasher.finish());
    Ok(())
}

fn add(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            add(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
