//! Reading the pictures of a project.

use super::RawImage;
use crate::diag::{Findings, Limit, Origin, Problem};
use crate::resolve::read_bytes;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage, SvgImage};
use walkdir::{DirEntry, WalkDir};

const ENDINGS: [&str; 5] = ["png", "jpg", "jpeg", "svg", "pdf"];

/// Reads every picture below `images/`; one that is no picture is a finding.
pub(super) fn read_all(root: &Path, findings: &mut Findings) -> BTreeMap<String, RawImage> {
    let walk = WalkDir::new(root.join("images")).sort_by_file_name().into_iter().filter_map(Result::ok);
    let is_hidden = |entry: &DirEntry| entry.file_name().to_string_lossy().starts_with('.');
    // A link to a file is one.
    let pictures = walk.filter(|entry| !is_hidden(entry) && entry.path().is_file() && is_picture_name(entry.path()));
    let paths: Vec<String> = pictures
        .filter_map(|entry| {
            let below = entry.path().strip_prefix(root).ok()?;
            Some(below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"))
        })
        .collect();
    let read: Vec<(String, RawImage, Findings)> = paths
        .into_par_iter()
        .map(|path| {
            let mut own = Findings::default();
            let image = read(root, &path, &mut own);
            (path, image, own)
        })
        .collect();
    read.into_iter()
        .map(|(path, image, own)| {
            findings.extend(own);
            (path, image)
        })
        .collect()
}

/// One picture. One with a finding is kept, so that using it is not a second one.
fn read(root: &Path, path: &str, findings: &mut Findings) -> RawImage {
    let Some(bytes) = read_bytes(root, path, findings) else { return RawImage { bytes: Vec::new(), size: None } };
    let dots = imagesize::blob_size(&bytes).map_or(0, |size| size.width.saturating_mul(size.height));
    if !findings.allow(Limit::PictureSize, dots, || Origin::file(path)) {
        return RawImage { bytes, size: None };
    }
    let size = size(path, &bytes).unwrap_or_else(|problem| {
        findings.add(problem, Origin::file(path));
        None
    });
    RawImage { bytes, size }
}

/// Whether a file by this name is taken for a picture.
pub(crate) fn is_picture_name(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    ENDINGS.contains(&ending.as_str())
}

/// Width and height of a picture, or the problem that it is none.
fn size(path: &str, bytes: &[u8]) -> Result<Option<(f64, f64)>, Problem> {
    let invalid = || Problem::ImageInvalid { path: path.to_owned() };
    if path.to_lowercase().ends_with(".pdf") {
        return if bytes.starts_with(b"%PDF-") { Ok(None) } else { Err(invalid()) };
    }
    let data = Bytes::new(bytes.to_vec());
    if path.to_lowercase().ends_with(".svg") {
        return if SvgImage::new(data).is_ok() { Ok(None) } else { Err(invalid()) };
    }
    // Reading the head alone would not see a file cut short, nor a wrong ending.
    let format = if path.to_lowercase().ends_with(".png") { ExchangeFormat::Png } else { ExchangeFormat::Jpg };
    RasterImage::plain(data, format).map_err(|_| invalid())?;
    let size = imagesize::blob_size(bytes).map_err(|_| invalid())?;
    Ok(Some((size.width as f64, size.height as f64)))
}
