//! Charts, flow charts and pictures in the narrative.

use super::writer::Writer;
use crate::compose::text::literal;
use crate::diag::{Line, Problem, nearest};
use crate::draw::Drawing;
use crate::load::is_picture_name;
use crate::model::ChartShape;
use crate::resolve::leads_outside;
use std::path::Path;

impl Writer<'_> {
    pub(super) fn chart(&mut self, line: Line, name: &str) {
        let declared = self.analysis.charts.iter().find(|chart| chart.name == name);
        let (Some(chart), Some(drawing)) = (declared, self.figures.charts.get(name)) else {
            // A declared chart that was not drawn has its own finding.
            if declared.is_none() && !self.analysis.broken_charts.contains(name) {
                let nearest = nearest(name, self.analysis.charts.iter().map(|chart| chart.name.as_str()));
                self.report(line, Problem::NameUnknown { name: name.into(), place: "各张图".into(), nearest });
            }
            return;
        };
        let notes = chart_notes(&chart.shape);
        self.drawing(line, name, &chart.shape.title, drawing, &notes);
    }

    pub(super) fn flow(&mut self, line: Line, title: &str) {
        if let Some(drawing) = self.figures.flows.get(title) {
            self.drawing(line, title, title, drawing, &[]);
        }
    }

    pub(super) fn drawing(&mut self, line: Line, name: &str, title: &str, drawing: &Drawing, notes: &[String]) {
        let bytes = drawing.svg.clone().into_bytes();
        let width = Some(format!("{:.1}mm", drawing.width_mm));
        self.figure(line, name, "svg", bytes, title, &drawing.alt, width, notes);
    }

    pub(super) fn image(&mut self, line: Line, path: &str, title: &str, alt: &str) {
        if leads_outside(path) {
            self.report(line, Problem::PathOutside { path: path.to_owned() });
            return;
        }
        match self.images.get(path) {
            Some(image) => {
                let ending = path.rsplit('.').next().unwrap_or("png").to_lowercase();
                let bytes = image.bytes.clone();
                let width = image.size.map(|(width, height)| image_width(width, height));
                self.figure(line, title, &ending, bytes, title, alt, width, &[]);
            }
            None if is_picture_name(Path::new(path)) => {
                self.report(line, Problem::FileMissing { path: path.to_owned() });
            }
            None => self.report(line, Problem::ImageInvalid { path: path.to_owned() }),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a figure, each of another kind")]
    pub(super) fn figure(
        &mut self,
        line: Line,
        name: &str,
        ending: &str,
        bytes: Vec<u8>,
        title: &str,
        alt: &str,
        width: Option<String>,
        notes: &[String],
    ) {
        let Some(place) = self.numbering.figure(name) else { return };
        let path = format!("/figures/{}.{ending}", place.id);
        self.project.add(&path, bytes);
        let caption = self.profile.figure_caption.replace("{n}", &place.number.to_string()).replace("{title}", title);
        let notes: String = notes.iter().map(|note| format!("{}, ", literal(note))).collect();
        let call = format!(
            "#figure-block({}, id: {}, caption: {}, alt: {}, width: {}, notes: ({notes}))",
            literal(&path),
            literal(&place.id),
            literal(&caption),
            literal(alt),
            width.unwrap_or_else(|| "none".into()),
        );
        self.push(line, call);
    }
}

fn chart_notes(shape: &ChartShape) -> Vec<String> {
    let notes = shape.notes.iter().map(|note| format!("注：{note}"));
    notes.chain(shape.source.iter().map(|source| format!("数据来源：{source}"))).collect()
}

/// Pictures are set at 150 dots an inch, no wider than the text and no higher than half a page.
fn image_width(width: f64, height: f64) -> String {
    const WIDEST: f64 = 150.0;
    const HIGHEST: f64 = 110.0;
    let natural = width / 150.0 * 25.4;
    let by_height = HIGHEST * width / height.max(1.0);
    format!("{:.1}mm", natural.min(WIDEST).min(by_height))
}
