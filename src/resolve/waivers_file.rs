//! Reading `waivers.toml`: which findings somebody answers for, why, and until when.

use super::document::invalid;
use super::{files, toml_file};
use crate::diag::{Diagnostic, Findings, Origin, Problem, ProblemKind, Waiver, nearest};
use crate::model::Date;
use crate::review;
use serde::Deserialize;
use std::ops::Range;
use std::path::Path;
use strum::VariantArray;
use toml::Spanned;
use toml::value::Datetime;

pub(super) const FILE: &str = "waivers.toml";

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct RawWaivers {
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<RawWaiver>"))]
    waivers: Vec<Spanned<RawWaiver>>,
}

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct RawWaiver {
    #[cfg_attr(test, schemars(with = "String"))]
    rule: Spanned<String>,
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    file: Option<Spanned<String>>,
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    contains: Option<Spanned<String>>,
    #[cfg_attr(test, schemars(with = "String"))]
    reason: Spanned<String>,
    #[cfg_attr(test, schemars(with = "super::schema::Day"))]
    expires: Spanned<Datetime>,
}

/// The waivers of the project that can be used. Most projects have none, and no such file.
pub(super) fn waivers(root: &Path, findings: &mut Findings) -> Vec<Waiver> {
    if !root.join(FILE).exists() {
        return Vec::new();
    }
    let Some(text) = files::read_text(root, FILE, findings) else { return Vec::new() };
    let mut waivers = Vec::new();
    for section in sections(&text) {
        let alone = only(&text, section);
        let raw = toml_file::read::<RawWaivers>(FILE, &alone, findings).map(|raw| raw.waivers).unwrap_or_default();
        waivers.extend(raw.into_iter().filter_map(|raw| Checker { text: &text, findings }.waiver(raw)));
    }
    waivers
}

/// The waivers of the file, each for itself: a mistake in one must not take the others away.
fn sections(text: &str) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with("[[") && at > 0 {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// The text with everything but one section blanked out, so that places stay what they are.
fn only(text: &str, section: Range<usize>) -> String {
    let blank = |(at, character): (usize, char)| match character {
        '\n' => "\n".to_owned(),
        other if section.contains(&at) => other.to_string(),
        other => " ".repeat(other.len_utf8()),
    };
    text.char_indices().map(blank).collect()
}

/// Turns raw waivers into usable ones.
struct Checker<'a> {
    text: &'a str,
    findings: &'a mut Findings,
}

impl Checker<'_> {
    /// The waiver; nothing, and a finding for each mistake, if it cannot be used.
    fn waiver(&mut self, raw: Spanned<RawWaiver>) -> Option<Waiver> {
        let origin = Origin::at_offset(FILE, self.text, raw.span().start);
        let raw = raw.into_inner();
        let rule = self.rule(&raw.rule);
        let reason = self.words("reason", raw.reason, "为什么可以不改，不能空着");
        let file = raw.file.map(|file| self.file(root_relative(file)));
        let contains =
            raw.contains.map(|words| self.words("contains", words, "问题或原文里的几个字；不用就删去这一行"));
        let expires = self.date(&raw.expires);
        Some(Waiver {
            rule: rule?,
            reason: reason?,
            expires: expires?,
            file: file.map_or(Some(None), |file| file.map(Some))?,
            contains: contains.map_or(Some(None), |words| words.map(Some))?,
            origin,
        })
    }

    /// An id that is known, of findings that can be waived.
    fn rule(&mut self, rule: &Spanned<String>) -> Option<String> {
        let name = rule.get_ref().clone();
        if review::known_rules().any(|known| known.id == name) {
            return Some(name);
        }
        let id = |kind: &ProblemKind| -> &'static str { kind.into() };
        let kind = ProblemKind::VARIANTS.iter().find(|kind| **kind != ProblemKind::Reviewed && id(kind) == name);
        let problem = match kind.map(|kind| kind.waiver_refused()) {
            Some(None) => return Some(name),
            Some(Some(cause)) => Problem::WaiverUnfit { rule: name, cause },
            None => {
                let mild = ProblemKind::VARIANTS.iter().filter(|kind| kind.waiver_refused().is_none()).map(id);
                let known = review::known_rules().map(|rule| rule.id).chain(mild);
                Problem::WaiverUnknown { nearest: nearest(&name, known), rule: name }
            }
        };
        self.wrong(problem, rule.span().start);
        None
    }

    /// Words that are there.
    fn words(&mut self, name: &str, words: Spanned<String>, allowed: &str) -> Option<String> {
        if words.get_ref().trim().is_empty() {
            self.wrong(invalid(name, words.get_ref(), allowed), words.span().start);
            return None;
        }
        Some(words.into_inner())
    }

    fn file(&mut self, file: Spanned<String>) -> Option<String> {
        self.words("file", file, "相对于项目文件夹的路径，如 tables/预算执行.csv；不用就删去这一行")
    }

    fn date(&mut self, raw: &Spanned<Datetime>) -> Option<Date> {
        let day = raw.get_ref().date.map(|day| Date { year: day.year, month: day.month, day: day.day });
        if day.is_none() {
            self.wrong(invalid("expires", &raw.get_ref().to_string(), "2026-12-31 这样的日期"), raw.span().start);
        }
        day
    }

    fn wrong(&mut self, problem: Problem, offset: usize) {
        let origin = Origin::at_offset(FILE, self.text, offset);
        let line = origin.line_number().and_then(|line| self.text.lines().nth(line - 1)).unwrap_or_default();
        self.findings.push(Diagnostic::new(problem, origin).excerpt(line.trim()));
    }
}

/// The path as findings write it: `./tables\预算.csv` is `tables/预算.csv`.
fn root_relative(file: Spanned<String>) -> Spanned<String> {
    let path = file.get_ref().replace('\\', "/");
    Spanned::new(file.span(), path.trim_start_matches("./").to_owned())
}
