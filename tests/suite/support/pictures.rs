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
use typst_layout::{Page, PagedDocument};
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
    first_document(&fixture(name)).pages().iter().map(|page| Picture::of(page, 1.0)).collect()
}

/// The first document of a project without findings, typeset.
#[track_caller]
pub(crate) fn first_document(project: &Path) -> PagedDocument {
    let mut findings = Findings::default();
    let home = home();
    let plan = resolve(project, &home.templates, &mut findings).unwrap();
    let raw = load(&plan, &mut findings);
    let dataset = check(&plan, raw, &home.fonts, &mut findings);
    let analysis = analyze(&plan, &dataset, &mut findings);
    let figures = draw(&dataset, &analysis, &mut findings);
    let products = compose(&plan, &dataset, &analysis, &figures, &mut findings);
    let press = Press::new(&home.fonts);
    let document = typeset(&press.world(&products.documents[0], &plan.templates), &mut findings).unwrap();
    assert!(!findings.has_errors(), "{} has errors", project.display());
    document
}

impl Picture {
    /// A page with so many pixels a point.
    pub(crate) fn of(page: &Page, scale: f64) -> Self {
        let map = render(page, &RenderOptions { pixel_per_pt: scale.into(), ..RenderOptions::default() });
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
        if info.color_type == png::ColorType::Grayscale {
            pixels = pixels.iter().flat_map(|grey| [*grey; 3]).collect();
        }
        Some(Self { width: info.width, height: info.height, pixels })
    }

    /// The part of the picture with anything on it, above the lowest `foot` rows.
    #[track_caller]
    pub(crate) fn cropped(&self, foot: u32) -> Self {
        let is_ink = |x: u32, y: u32| self.pixel(x, y).iter().any(|channel| *channel < 250);
        let (rows, columns) = (0..self.height.saturating_sub(foot), 0..self.width);
        let inked: Vec<u32> = rows.filter(|y| columns.clone().any(|x| is_ink(x, *y))).collect();
        let (top, bottom) = (*inked.first().expect("something on the page"), *inked.last().unwrap());
        let inked: Vec<u32> = columns.filter(|x| (top..=bottom).any(|y| is_ink(*x, y))).collect();
        let (left, right) = (inked[0], *inked.last().unwrap());
        let pixels = (top..=bottom).flat_map(|y| (left..=right).flat_map(move |x| self.pixel(x, y).to_vec())).collect();
        Self { width: right - left + 1, height: bottom - top + 1, pixels }
    }

    /// The picture with no empty stretch higher than `gap` rows.
    pub(crate) fn closed_up(&self, gap: usize) -> Self {
        let mut empty = 0;
        let rows = self.pixels.chunks_exact(self.width as usize * 3).filter(|row| {
            empty = if row.iter().all(|channel| *channel >= 250) { empty + 1 } else { 0 };
            empty <= gap
        });
        let pixels: Vec<u8> = rows.flatten().copied().collect();
        Self { width: self.width, height: u32::try_from(pixels.len()).unwrap() / self.width / 3, pixels }
    }

    /// The picture in a thin grey frame, with so much room around it.
    pub(crate) fn framed(&self, room: usize) -> Self {
        let (width, height) = (self.width as usize + 2 * room, self.height as usize + 2 * room);
        let mut pixels = vec![255; width * height * 3];
        for (y, row) in self.pixels.chunks_exact(self.width as usize * 3).enumerate() {
            let start = ((y + room) * width + room) * 3;
            pixels[start..start + row.len()].copy_from_slice(row);
        }
        let is_edge = |at: usize| {
            let (x, y) = (at % width, at / width);
            x < 2 || y < 2 || x >= width - 2 || y >= height - 2
        };
        for at in (0..width * height).filter(|at| is_edge(*at)) {
            pixels[at * 3..at * 3 + 3].fill(187);
        }
        Self { width: u32::try_from(width).unwrap(), height: u32::try_from(height).unwrap(), pixels }
    }

    fn pixel(&self, x: u32, y: u32) -> &[u8] {
        let start = (y as usize * self.width as usize + x as usize) * 3;
        &self.pixels[start..start + 3]
    }

    /// Writes the picture; colours are kept, size is not wasted.
    pub(crate) fn write(&self, path: &Path) {
        self.write_sized(path, None);
    }

    /// Writes the picture with its natural size: so many pixels a point.
    pub(crate) fn write_at(&self, path: &Path, scale: f64) {
        self.write_sized(path, Some(scale));
    }

    fn write_sized(&self, path: &Path, scale: Option<f64>) {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut encoder = png::Encoder::new(std::fs::File::create(path).unwrap(), self.width, self.height);
        encoder.set_compression(png::Compression::High);
        if let Some(scale) = scale {
            let pixels_per_metre = (scale * 72.0 / 0.0254).round() as u32;
            let unit = png::Unit::Meter;
            encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: pixels_per_metre, yppu: pixels_per_metre, unit }));
        }
        let is_grey = self.pixels.chunks_exact(3).all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]);
        if !is_grey {
            encoder.set_color(png::ColorType::Rgb);
            encoder.write_header().unwrap().write_image_data(&self.pixels).unwrap();
            return;
        }
        // Sixteen greys, two pixels in a byte.
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Four);
        let rows = self.pixels.chunks_exact(self.width as usize * 3);
        let packed = rows.flat_map(|row| {
            let greys: Vec<u8> = row.chunks_exact(3).map(|pixel| pixel[0] >> 4).collect();
            greys.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or_default()).collect::<Vec<u8>>()
        });
        encoder.write_header().unwrap().write_image_data(&packed.collect::<Vec<u8>>()).unwrap();
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
