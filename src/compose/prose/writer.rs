//! Writing one narrative file, block by block.

use super::choices::choices_at_head;
use super::inlines::Inlines;
use crate::analyze::{Analysis, SUMMARY};
use crate::compose::TypstProject;
use crate::compose::expression::Evaluator;
use crate::compose::numbering::Numbering;
use crate::compose::table_block::table_block;
use crate::compose::table_widths::{fits, printed_columns};
use crate::compose::text::literal;
use crate::diag::{Findings, Limit, Line, Origin, Problem, nearest};
use crate::draw::Figures;
use crate::load::RawImage;
use crate::model::{Orientation, Profile};
use crate::narrative::{Block, BlockKind, FormulaLine, FormulaPart, Narrative};
use crate::resolve::Part;
use crate::scoring::Symbols;
use std::collections::BTreeMap;

/// Writes one narrative file.
pub(super) struct Writer<'a> {
    pub(super) narrative: &'a Narrative,
    pub(super) profile: &'a Profile,
    pub(super) symbols: Option<&'a Symbols>,
    pub(super) analysis: &'a Analysis,
    pub(super) figures: &'a Figures,
    pub(super) numbering: &'a Numbering,
    pub(super) evaluator: &'a Evaluator,
    pub(super) images: &'a BTreeMap<String, RawImage>,
    pub(super) project: &'a mut TypstProject,
    pub(super) findings: &'a mut Findings,
    pub(super) text: String,
    pub(super) origins: Vec<Origin>,
    pub(super) level: u8,
}

impl Writer<'_> {
    pub(super) fn file(&mut self, opens_part: bool) {
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

    pub(super) fn has_turned_table(&self) -> bool {
        self.narrative.blocks.iter().any(|block| match &block.kind {
            BlockKind::Table(name) => self
                .analysis
                .tables
                .get(name)
                .is_some_and(|table| table.declaration.orientation == Orientation::Landscape),
            _ => false,
        })
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            let taken = self.choices(&blocks[at..]);
            if taken == 0 {
                let leads = !choices_at_head(&blocks[at + 1..]).is_empty();
                self.block(block, leads);
            }
            at += taken.max(1);
        }
    }

    pub(super) fn push(&mut self, line: Line, call: String) {
        self.text.push_str(&call);
        self.text.push('\n');
        self.origins.push(Origin::line(&self.narrative.file, line));
    }

    pub(super) fn report(&mut self, line: Line, problem: Problem) {
        self.findings.add(problem, Origin::line(&self.narrative.file, line));
    }

    /// Writes a block; a paragraph that `leads` stays with the choices that come next.
    fn block(&mut self, block: &Block, leads: bool) {
        match &block.kind {
            BlockKind::Heading { title, .. } => {
                let title = self.inlines().plain(title);
                self.heading(block.line, &title);
            }
            BlockKind::Table(name) => self.table(block.line, name),
            BlockKind::ScoreTable(part) => self.score_table(block.line, part),
            BlockKind::ScoreSummary => self.table(block.line, SUMMARY),
            BlockKind::WorkingPaper => self.working_paper(block.line),
            BlockKind::Chart(name) => self.chart(block.line, name),
            BlockKind::Image { path, title, alt } => self.image(block.line, path, title, alt),
            BlockKind::Flow(flow) => self.flow(block.line, &flow.title),
            BlockKind::Formula(formula) => self.formula(block.line, formula),
            BlockKind::Listing { name, text } => {
                self.push(block.line, format!("#listing({}, {})", literal(name), literal(text)));
            }
            BlockKind::Indicator { code, blocks } => self.indicator(block.line, code, blocks),
            BlockKind::Paragraph(words) if leads => {
                let words = self.inlines().content(words, block.line);
                self.push(block.line, format!("#p(lead: true)[{words}]"));
            }
            BlockKind::Paragraph(_) | BlockKind::List { .. } => {
                let call = self.inlines().block(block);
                self.push(block.line, format!("#{call}"));
            }
        }
    }

    pub(super) fn inlines(&mut self) -> Inlines<'_> {
        Inlines { narrative: self.narrative, evaluator: self.evaluator, findings: self.findings, in_item: false }
    }

    pub(super) fn heading(&mut self, line: Line, title: &str) {
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

    pub(super) fn table(&mut self, line: Line, name: &str) {
        let (Some(table), Some(place)) = (self.analysis.tables.get(name), self.numbering.table(name)) else {
            if !self.analysis.broken.contains(name) {
                let nearest = nearest(name, self.analysis.tables.keys().map(String::as_str));
                self.report(line, Problem::NameUnknown { name: name.into(), place: "各张表".into(), nearest });
            }
            return;
        };
        if printed_columns(table).is_empty() {
            self.report(line, Problem::TableHidden { table: name.to_owned() });
            return;
        }
        let origin = Origin::line(&self.narrative.file, line);
        if !self.findings.allow(Limit::PrintedRows, table.rows.len(), || origin) {
            return;
        }
        if !fits(table) {
            self.report(line, Problem::TableTooWide { table: name.to_owned() });
        }
        let path = format!("/tables/{}.json", place.id);
        self.project.add_json(&path, &table_block(table, place, self.profile));
        self.push(line, format!("#table-block({})", literal(&path)));
    }

    pub(super) fn formula(&mut self, line: Line, formula: &FormulaLine) {
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
}
