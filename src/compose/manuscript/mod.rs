//! The document as its reader has it before him, for the review: the same walk over the narrative
//! as the one that writes Typst, but the result is plain words and printed cells.

mod forms;
mod grids;
mod words;

use super::expression::Evaluator;
use super::numbering::Numbering;
use crate::analyze::{Analysis, SUMMARY};
use crate::check::Dataset;
use crate::diag::{Line, Origin};
use crate::model::{DocumentPlan, Manuscript, Passage, PassageKind, Profile};
use crate::narrative::{Block, BlockKind, Narrative};
use crate::resolve::{Part, Plan};
use words::Words;

pub(super) use forms::of_form;

/// What a report or notice says.
pub(super) fn of_prose(
    plan: &Plan,
    profile: &Profile,
    dataset: &Dataset,
    analysis: &Analysis,
    numbering: &Numbering,
    evaluator: &Evaluator,
) -> Manuscript {
    let mut manuscript = Manuscript {
        title: plan.document.title().to_owned(),
        grids: grids::all(dataset, analysis, numbering),
        outline: profile.title.clone(),
        chapters: profile.chapters.clone(),
        ..Manuscript::default()
    };
    settings(plan, &mut manuscript);
    for narrative in &dataset.narrative {
        let words = Words { narrative, evaluator };
        let mut reader =
            Reader { profile, analysis, numbering, narrative, words, manuscript: &mut manuscript, list: None };
        reader.blocks(&narrative.blocks, &PassageKind::Paragraph);
    }
    manuscript
}

/// What the settings say of the document.
fn settings(plan: &Plan, manuscript: &mut Manuscript) {
    let pack = plan.report_pack.as_ref();
    let bands = pack.map_or(&[][..], |pack| pack.grades.as_slice());
    manuscript.grades = bands.iter().map(|band| (band.from, band.name.clone())).collect();
    match &plan.document {
        DocumentPlan::Report(report) => {
            manuscript.date = Some(report.date);
            manuscript.year = Some(report.year);
            manuscript.names = report.cover.iter().map(|(what, name)| (what.clone(), name.clone())).collect();
        }
        DocumentPlan::Notice(notice) => {
            manuscript.date = Some(notice.date);
            manuscript.names = vec![("发文机关".into(), notice.signatory.clone())];
            manuscript.attachments.clone_from(&notice.attachments);
            let title = ("标题", &notice.title);
            let number = ("发文字号", &notice.number);
            manuscript.passages.extend([title, number].map(|(_, text)| Passage {
                kind: PassageKind::Field,
                part: Part::Body,
                text: text.clone(),
                bound: Vec::new(),
                origin: Origin::file("project.toml"),
            }));
        }
        DocumentPlan::SelfAssessment(forms) => {
            manuscript.date = Some(forms.date);
            manuscript.year = Some(forms.year);
        }
    }
}

/// Reads one narrative file.
struct Reader<'a> {
    profile: &'a Profile,
    analysis: &'a Analysis,
    numbering: &'a Numbering,
    narrative: &'a Narrative,
    words: Words<'a>,
    manuscript: &'a mut Manuscript,
    /// The list the blocks stand in.
    list: Option<usize>,
}

impl Reader<'_> {
    fn blocks(&mut self, blocks: &[Block], paragraph: &PassageKind) {
        for block in blocks {
            self.block(block, paragraph);
        }
    }

    fn block(&mut self, block: &Block, paragraph: &PassageKind) {
        let line = block.line;
        match &block.kind {
            BlockKind::Heading { level, title, .. } => {
                let kind = match self.numbering.heading(&self.narrative.file, line) {
                    Some(heading) if heading.place.id.starts_with('a') => PassageKind::Annex(heading.place.number),
                    _ => PassageKind::Heading(*level),
                };
                self.inlines(kind, title, line);
            }
            BlockKind::Paragraph(inlines) => self.inlines(paragraph.clone(), inlines, line),
            BlockKind::List { items, .. } => self.list(items),
            BlockKind::Table(name) => self.table(line, name),
            BlockKind::ScoreTable(part) => self.table(line, &format!("{part}得分")),
            BlockKind::ScoreSummary => self.table(line, SUMMARY),
            BlockKind::Chart(name) => {
                let declared = self.analysis.charts.iter().find(|chart| chart.name == *name);
                if let Some(title) = declared.map(|chart| chart.shape.title.clone()) {
                    self.figure(line, name, title);
                }
            }
            BlockKind::Image { title, .. } => self.figure(line, title, title.clone()),
            BlockKind::Flow(flow) => self.figure(line, &flow.title, flow.title.clone()),
            BlockKind::Indicator { code, blocks } => self.indicator(line, code, blocks),
            BlockKind::Formula(formula) => {
                let (text, bound) = self.words.filled(&formula.text);
                self.push(PassageKind::Paragraph, text, bound, line);
            }
            BlockKind::WorkingPaper | BlockKind::Listing { .. } => {}
        }
    }

    fn list(&mut self, items: &[Vec<Block>]) {
        let outer = self.list;
        let number = self.list.map_or(0, |list| list + 1).max(self.next_list());
        self.list = Some(number);
        // What follows in an item is a paragraph, so that items can be counted.
        for (first, rest) in items.iter().filter_map(|item| item.split_first()) {
            self.block(first, &PassageKind::Item(number));
            self.blocks(rest, &PassageKind::Paragraph);
        }
        self.list = outer;
    }

    fn next_list(&self) -> usize {
        let numbers = self.manuscript.passages.iter().filter_map(|passage| match passage.kind {
            PassageKind::Item(number) => Some(number + 1),
            _ => None,
        });
        numbers.max().unwrap_or(0)
    }

    fn inlines(&mut self, kind: PassageKind, inlines: &[crate::narrative::Inline], line: Line) {
        let read = self.words.read(inlines);
        self.push(kind, read.text, read.bound, line);
        for note in read.notes {
            self.blocks(note, &PassageKind::Footnote);
        }
    }

    fn table(&mut self, line: Line, name: &str) {
        let Some(index) = self.manuscript.grids.iter().position(|grid| grid.name == name) else { return };
        let title = self.manuscript.grids[index].title.clone();
        self.push(PassageKind::TableCaption(index), title, Vec::new(), line);
        let notes = self.analysis.tables.get(name).map(|table| table.declaration.notes.clone()).unwrap_or_default();
        for note in notes {
            self.push(PassageKind::TableNote(index), note, Vec::new(), line);
        }
    }

    fn figure(&mut self, line: Line, name: &str, title: String) {
        if let Some(place) = self.numbering.figure(name) {
            self.push(PassageKind::FigureCaption(place.number), title, Vec::new(), line);
        }
    }

    /// The analysis of an indicator, and the sentence the program writes under it.
    fn indicator(&mut self, line: Line, code: &str, blocks: &[Block]) {
        let scores = self.analysis.scores.as_ref();
        if let Some(indicator) = scores.and_then(|scores| scores.indicators.get(code)) {
            let title = format!("{code} {}", indicator.name());
            let sentence = super::prose::score_sentence(indicator, &self.profile.scores);
            self.written(PassageKind::Heading(6), title, line);
            self.blocks(blocks, &PassageKind::Paragraph);
            self.written(PassageKind::Paragraph, sentence, line);
        } else {
            self.blocks(blocks, &PassageKind::Paragraph);
        }
    }

    /// Words of the program.
    fn written(&mut self, kind: PassageKind, text: String, line: Line) {
        let whole = 0..text.len();
        self.push(kind, text, vec![whole], line);
    }

    fn push(&mut self, kind: PassageKind, text: String, bound: Vec<std::ops::Range<usize>>, line: Line) {
        let origin = Origin::line(&self.narrative.file, line);
        self.manuscript.passages.push(Passage { kind, part: self.narrative.part, text, bound, origin });
    }
}
