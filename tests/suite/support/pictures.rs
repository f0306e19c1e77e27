//! Pages as pictures, compared with references in `tests/ref`.

use super::{fixture, home, root};
use jixiao::analyze::analyze;
use jixiao::check::check;
use jixiao::compose::compose;
use jixiao::diag::Findings;
use jixiao::draw::draw;
use jixiao::load::load;
use jixiao::resolve::resolve;
use jixiao::typeset::{Press, typeset};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use typst_layout::Page;
use typst_render::{RenderOptions, render};

/// The largest difference of a colour channel that counts as the same.
const SAME_COLOUR: u8 = 24;

/// The largest share of other pixels that counts as the same page.
const SAME_PAGE: f64 = 0.001;

/// A picture: RGB, row by row.
#[derive(PartialEq, Eq)]
pub(crate) struct Picture {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

/// The folder of the references.
pub(crate) fn references() -> PathBuf {
    root().join("tests/ref")
}

/// Pictures of all pages of the first document of a fixture, a pixel a point.
#[track_caller]
pub(crate) fn pages(name: &str) -> Vec<Picture> {
    let mut findings = Findings::default();
    let home = home();
    let plan = resolve(&fixture(name), &home.templates, &mut findings).unwrap();
    let raw = load(&plan, &mut findings);
    let dataset = check(&plan, raw, &home.fonts, &mut findings);
    let analysis = analyze(&plan, &dataset, &mut findings);
    let figures = draw(&dataset, &analysis, &mut findings);
    let products = compose(&plan, &dataset, &analysis, &figures, &mut findings);
    let press = Press::new(&home.fonts);
    let document = typeset(&press.world(&products.documents[0], &plan.templates), &mut findings).unwrap();
    assert_eq!(findings.iter().count(), 0, "{name} has findings");
    document.pages().iter().map(Picture::of).collect()
}

impl Picture {
    fn of(page: &Page) -> Self {
        let map = render(page, &RenderOptions { pixel_per_pt: 1.0.into(), ..RenderOptions::default() });
        // Pages are opaque: alpha says nothing.
        let colours = map.data().chunks_exact(4).flat_map(|pixel| pixel[..3].to_vec());
        // Sixteen steps a channel halve the file and change nothing that an eye sees.
        let pixels = colours.map(|channel| (channel >> 4) * 17).collect();
        Self { width: map.width(), height: map.height(), pixels }
    }

    /// Reads a reference.
    pub(crate) fn read(path: &Path) -> Option<Self> {
        let mut decoder = png::Decoder::new(BufReader::new(std::fs::File::open(path).ok()?));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        pixels.truncate(info.buffer_size());
        Some(Self { width: info.width, height: info.height, pixels })
    }

    /// Writes the picture; colours are kept, size is not wasted.
    pub(crate) fn write(&self, path: &Path) {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut encoder = png::Encoder::new(std::fs::File::create(path).unwrap(), self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::High);
        encoder.write_header().unwrap().write_image_data(&self.pixels).unwrap();
    }

    /// Whether another picture shows the same page.
    pub(crate) fn shows_the_same_as(&self, other: &Self) -> bool {
        let same_size = (self.width, self.height) == (other.width, other.height);
        same_size && self.deviating(other).filter(|deviates| *deviates).count() as f64 <= self.size() * SAME_PAGE
    }

    /// Where two pictures of the same size differ, in red.
    pub(crate) fn difference(&self, other: &Self) -> Self {
        let pixels = self.deviating(other).flat_map(|deviates| if deviates { [220, 0, 0] } else { [255; 3] });
        let mut pixels: Vec<u8> = pixels.collect();
        pixels.resize(self.pixels.len(), 255);
        Self { width: self.width, height: self.height, pixels }
    }

    fn size(&self) -> f64 {
        f64::from(self.width) * f64::from(self.height)
    }

    fn deviating<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = bool> + 'a {
        let pairs = self.pixels.chunks_exact(3).zip(other.pixels.chunks_exact(3));
        pairs.map(|(a, b)| a.iter().zip(b).any(|(a, b)| a.abs_diff(*b) > SAME_COLOUR))
    }
}
