//! Score tables and indicator analyses in the narrative.

use super::Heading;
use super::inlines::words_call;
use super::writer::Writer;
use crate::analyze::{IndicatorScore, SUMMARY, Scores};
use crate::compose::working_paper::sheet_call;
use crate::diag::{Line, Origin, Problem, nearest};
use crate::model::ScoreWording;
use crate::narrative::{Block, BlockKind};

impl Writer<'_> {
    pub(super) fn score_table(&mut self, line: Line, part: &str) {
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
            None if self.analysis.scores_missing => {}
            _ => self.table(line, &name),
        }
    }

    pub(super) fn indicator(&mut self, line: Line, code: &str, blocks: &[Block]) {
        let Some(sentence) = self.headed_sentence(line, code) else {
            self.blocks(blocks);
            return;
        };
        let (title, sentence) = sentence;
        let level = (self.level + 1).min(6);
        self.push(line, Heading { level, title: &title, listed: false }.call());
        let (last, before) = match blocks.split_last() {
            Some((last, before)) if matches!(last.kind, BlockKind::Paragraph(_)) => (Some(last), before),
            _ => (None, blocks),
        };
        self.blocks(before);
        let (line, opening) = match last {
            Some(Block { line, kind: BlockKind::Paragraph(words) }) => (*line, self.inlines().content(words, *line)),
            _ => (line, String::new()),
        };
        self.push(line, format!("#p[{opening}{}]", words_call(&sentence)));
    }

    /// A sheet for each indicator, with the rule, the inputs and the arithmetic of its score.
    pub(super) fn working_paper(&mut self, line: Line) {
        if self.analysis.scores_missing {
            return;
        }
        let (Some(scores), Some(symbols)) = (&self.analysis.scores, self.symbols) else {
            let problem = Problem::SettingMissing { name: "[indicators]".into() };
            self.findings.add(problem, Origin::file("project.toml"));
            return;
        };
        let level = (self.level + 1).min(6);
        for (index, (code, score)) in scores.indicators.iter().enumerate() {
            let title = format!("{code}　{}", score.name());
            self.push(line, Heading { level, title: &title, listed: false }.call());
            let call = sheet_call(&format!("w{}", index + 1), code, score, symbols, self.project);
            self.push(line, call);
        }
    }

    /// The indicator's heading and the sentence that states its score.
    fn headed_sentence(&mut self, line: Line, code: &str) -> Option<(String, String)> {
        if self.analysis.scores_missing {
            return None;
        }
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
        Some((format!("{code}　{}", indicator.name()), score_sentence(indicator, &self.profile.scores)))
    }
}

/// The sentence that states an indicator's score.
pub(in crate::compose) fn score_sentence(indicator: &IndicatorScore, wording: &ScoreWording) -> String {
    let pattern = if indicator.deduction.is_some() { &wording.partial } else { &wording.full };
    let mut sentence = pattern
        .replace("{权重}", &indicator.weight)
        .replace("{得分}", &indicator.score)
        .replace("{扣分}", indicator.deduction.as_deref().unwrap_or("0"));
    if indicator.has_arithmetic() {
        sentence.push_str(&wording.arithmetic.replace("{算式}", &indicator.arithmetic));
    }
    sentence
}
