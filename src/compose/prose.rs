//! Reports and notices: the narrative becomes calls of the layout library, one block a line, so
//! that a line of generated Typst leads back to a line of the user's.

use super::expression::{Evaluator, Scope};
use super::numbering::{self, Numbering};
use super::prose_inline::Inlines;
use super::table_block::table_block;
use super::text::literal;
use super::{TypstProject, settings, templates};
use crate::analyze::{Analysis, SUMMARY, Scores};
use crate::check::Dataset;
use crate::diag::{Findings, Line, Origin, Problem, nearest};
use crate::draw::{Drawing, Figures};
use crate::load::{RawImage, is_picture_name};
use crate::model::{ChartShape, DocumentPlan, Orientation, Profile};
use crate::narrative::{Block, BlockKind, FormulaLine, FormulaPart, Narrative};
use crate::resolve::{Part, Plan};
use minijinja::context;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The first line of every generated narrative file.
const PROLOGUE: &str = "#import \"/lib/prose.typ\": *\n";

/// Arranges the one document of a report or notice project.
pub(super) fn compose(
    plan: &Plan,
    dataset: &Dataset,
    analysis: &Analysis,
    figures: &Figures,
    findings: &mut Findings,
) -> Option<TypstProject> {
    let profile = plan.profile.as_ref()?;
    let numbering = Arc::new(numbering::number(&dataset.narrative, profile, findings));
    let evaluator = Evaluator::new(Scope::new(analysis, numbering.clone(), words(plan, analysis)));
    let mut project = TypstProject {
        output: format!("{}.pdf", plan.name),
        label: plan.document.title().to_owned(),
        ..TypstProject::default()
    };
    let mut parts: BTreeMap<Part, Vec<String>> = BTreeMap::new();
    for (index, narrative) in dataset.narrative.iter().enumerate() {
        let path = format!("/narrative/n{}.typ", index + 1);
        let mut writer = Writer {
            narrative,
            profile,
            analysis,
            figures,
            numbering: &numbering,
            evaluator: &evaluator,
            images: &dataset.images,
            project: &mut project,
            findings: &mut *findings,
            text: PROLOGUE.to_owned(),
            origins: vec![Origin::file(&narrative.file)],
            level: 0,
        };
        let opens_part = !parts.contains_key(&narrative.part);
        writer.file(opens_part);
        let (text, origins) = (writer.text, writer.origins);
        project.files.insert(path.clone(), text.into_bytes());
        project.origins.insert(path.clone(), origins);
        parts.entry(narrative.part).or_default().push(path);
    }
    finish(plan, profile, parts, project, findings)
}

/// The words every narrative can name.
fn words(plan: &Plan, analysis: &Analysis) -> BTreeMap<String, String> {
    let mut words = BTreeMap::from([("标题".to_owned(), plan.document.title().to_owned())]);
    if let DocumentPlan::Report(report) = &plan.document {
        words.insert("年度".into(), report.year.to_string());
    }
    if let Some(scores) = &analysis.scores {
        words.insert("等级".into(), scores.grade.clone());
    }
    words
}

/// Adds settings and the main file.
fn finish(
    plan: &Plan,
    profile: &Profile,
    parts: BTreeMap<Part, Vec<String>>,
    mut project: TypstProject,
    findings: &mut Findings,
) -> Option<TypstProject> {
    let of = |part: Part| parts.get(&part).cloned().unwrap_or_default();
    let has_abstract = parts.contains_key(&Part::Abstract);
    let (settings, template) = match &plan.document {
        DocumentPlan::Report(report) => (settings::report(report, profile, has_abstract), "report/report.typ.j2"),
        DocumentPlan::Notice(notice) => (settings::notice(notice, profile), "notice/notice.typ.j2"),
        DocumentPlan::SelfAssessment(_) => return None,
    };
    project.add_json("/settings.json", &settings);
    let named = [("abstract", Part::Abstract), ("body", Part::Body), ("annex", Part::Annex)];
    let context =
        context! { parts => named.map(|(name, part)| (name, of(part))).into_iter().collect::<BTreeMap<_, _>>() };
    let main = templates::fill(&plan.templates, template, context, findings)?;
    project.files.insert("/main.typ".into(), main);
    Some(project)
}

/// Writes one narrative file.
struct Writer<'a> {
    narrative: &'a Narrative,
    profile: &'a Profile,
    analysis: &'a Analysis,
    figures: &'a Figures,
    numbering: &'a Numbering,
    evaluator: &'a Evaluator,
    images: &'a BTreeMap<String, RawImage>,
    project: &'a mut TypstProject,
    findings: &'a mut Findings,
    text: String,
    origins: Vec<Origin>,
    level: u8,
}

impl Writer<'_> {
    fn file(&mut self, opens_part: bool) {
        if opens_part && self.narrative.part == Part::Abstract {
            self.push(Line::one_based(1), "#part-title(\"摘　要\", id: \"abstract\")".into());
        }
        let narrative = self.narrative;
        if narrative.part == Part::Annex && self.has_turned_table() {
            // A title alone on an upright page before a turned table would leave it empty.
            self.push(Line::one_based(1), "#show: turned-annex".into());
        }
        self.blocks(&narrative.blocks);
    }

    fn has_turned_table(&self) -> bool {
        self.narrative.blocks.iter().any(|block| match &block.kind {
            BlockKind::Table(name) => self
                .analysis
                .tables
                .get(name)
                .is_some_and(|table| table.declaration.orientation == Orientation::Landscape),
            _ => false,
        })
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn push(&mut self, line: Line, call: String) {
        self.text.push_str(&call);
        self.text.push('\n');
        self.origins.push(Origin::line(&self.narrative.file, line));
    }

    fn report(&mut self, line: Line, problem: Problem) {
        self.findings.add(problem, Origin::line(&self.narrative.file, line));
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading { title, .. } => {
                let title = self.inlines().plain(title);
                self.heading(block.line, &title);
            }
            BlockKind::Table(name) => self.table(block.line, name),
            BlockKind::ScoreTable(part) => self.score_table(block.line, part),
            BlockKind::ScoreSummary => self.table(block.line, SUMMARY),
            BlockKind::Chart(name) => self.chart(block.line, name),
            BlockKind::Image { path, title, alt } => self.image(block.line, path, title, alt),
            BlockKind::Flow(flow) => self.flow(block.line, &flow.title),
            BlockKind::Formula(formula) => self.formula(block.line, formula),
            BlockKind::Indicator { code, blocks } => self.indicator(block.line, code, blocks),
            BlockKind::Paragraph(_) | BlockKind::List { .. } => {
                let call = self.inlines().block(block);
                self.push(block.line, format!("#{call}"));
            }
        }
    }

    fn inlines(&mut self) -> Inlines<'_> {
        Inlines { narrative: self.narrative, evaluator: self.evaluator, findings: self.findings }
    }

    fn heading(&mut self, line: Line, title: &str) {
        let Some(heading) = self.numbering.heading(&self.narrative.file, line) else { return };
        self.level = heading.outline_level;
        let id = literal(&heading.place.id);
        let (number, title) = (literal(&heading.printed), literal(title));
        let call = if heading.place.id.starts_with('a') {
            format!("#annex-title({number}, {title}, id: {id})")
        } else {
            // The 目录 names 摘要 and annexes, not the headings inside them.
            let toc = self.narrative.part == Part::Body;
            format!("#h({}, {number}, {title}, id: {id}, toc: {toc}, form: {})", heading.outline_level, heading.form)
        };
        self.push(line, call);
    }

    fn table(&mut self, line: Line, name: &str) {
        let (Some(table), Some(place)) = (self.analysis.tables.get(name), self.numbering.table(name)) else {
            if !self.analysis.broken.contains(name) {
                let nearest = nearest(name, self.analysis.tables.keys().map(String::as_str));
                self.report(line, Problem::NameUnknown { name: name.into(), place: "各张表".into(), nearest });
            }
            return;
        };
        let path = format!("/tables/{}.json", place.id);
        self.project.add_json(&path, &table_block(table, place, self.profile));
        self.push(line, format!("#table-block({})", literal(&path)));
    }

    fn score_table(&mut self, line: Line, part: &str) {
        let name = format!("{part}得分");
        match &self.analysis.scores {
            Some(_) if !self.analysis.tables.contains_key(&name) => {
                let parts =
                    self.analysis.tables.get(SUMMARY).into_iter().flat_map(|summary| {
                        summary.data_rows().flat_map(|row| summary.names_of(row)).collect::<Vec<_>>()
                    });
                let nearest = nearest(part, parts);
                self.report(line, Problem::IndicatorUnknown { code: part.to_owned(), nearest });
            }
            _ => self.table(line, &name),
        }
    }

    fn chart(&mut self, line: Line, name: &str) {
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

    fn flow(&mut self, line: Line, title: &str) {
        if let Some(drawing) = self.figures.flows.get(title) {
            self.drawing(line, title, title, drawing, &[]);
        }
    }

    fn drawing(&mut self, line: Line, name: &str, title: &str, drawing: &Drawing, notes: &[String]) {
        let bytes = drawing.svg.clone().into_bytes();
        let width = Some(format!("{:.1}mm", drawing.width_mm));
        self.figure(line, name, "svg", bytes, title, &drawing.alt, width, notes);
    }

    fn image(&mut self, line: Line, path: &str, title: &str, alt: &str) {
        if path.split(['/', '\\']).any(|part| part == "..") || path.starts_with(['/', '\\']) || path.contains(':') {
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
    fn figure(
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
        self.project.files.insert(path.clone(), bytes);
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

    fn formula(&mut self, line: Line, formula: &FormulaLine) {
        let mut inlines = self.inlines();
        let parts: String = formula
            .parts
            .iter()
            .map(|part| match part {
                FormulaPart::Words(words) => format!("(\"text\", {}), ", literal(&inlines.filled(words))),
                FormulaPart::Operator(sign) => format!("(\"op\", {}), ", literal(sign)),
                FormulaPart::Fraction(above, below) => {
                    let (above, below) = (inlines.filled(above), inlines.filled(below));
                    format!("(\"frac\", {}, {}), ", literal(&above), literal(&below))
                }
            })
            .collect();
        let alt = literal(&inlines.filled(&formula.text));
        self.push(line, format!("#formula(({parts}), alt: {alt})"));
    }

    fn indicator(&mut self, line: Line, code: &str, blocks: &[Block]) {
        let Some(sentence) = self.score_sentence(line, code) else {
            self.blocks(blocks);
            return;
        };
        let (title, sentence) = sentence;
        let level = (self.level + 1).min(6);
        self.push(line, format!("#h({level}, \"\", {}, toc: false)", literal(&title)));
        let (last, before) = match blocks.split_last() {
            Some((last, before)) if matches!(last.kind, BlockKind::Paragraph(_)) => (Some(last), before),
            _ => (None, blocks),
        };
        self.blocks(before);
        let (line, opening) = match last {
            Some(Block { line, kind: BlockKind::Paragraph(words) }) => (*line, self.inlines().content(words, *line)),
            _ => (line, String::new()),
        };
        self.push(line, format!("#p[{opening}#t({})]", literal(&sentence)));
    }

    /// The indicator's heading and the sentence that states its score.
    fn score_sentence(&mut self, line: Line, code: &str) -> Option<(String, String)> {
        let Some(Scores { indicators, .. }) = &self.analysis.scores else {
            let problem = Problem::SettingMissing { name: "[indicators]".into() };
            self.findings.add(problem, Origin::file("project.toml"));
            return None;
        };
        let Some(indicator) = indicators.get(code) else {
            let nearest = nearest(code, indicators.keys().map(String::as_str));
            self.report(line, Problem::IndicatorUnknown { code: code.to_owned(), nearest });
            return None;
        };
        let wording = &self.profile.scores;
        let pattern = if indicator.deduction.is_some() { &wording.partial } else { &wording.full };
        let mut sentence = pattern
            .replace("{权重}", &indicator.weight)
            .replace("{得分}", &indicator.score)
            .replace("{扣分}", indicator.deduction.as_deref().unwrap_or("0"));
        if !indicator.arithmetic.is_empty() {
            sentence.push_str(&wording.arithmetic.replace("{算式}", &indicator.arithmetic));
        }
        Some((format!("{code}　{}", indicator.name), sentence))
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
