//! First walk over the narrative: every heading, table, figure and annex gets its number and id,
//! so that references are right wherever they stand.

use super::heading_number;
use crate::diag::{Diagnostic, Findings, Limit, Line, Origin, Problem};
use crate::model::Profile;
use crate::narrative::{Block, BlockKind, Narrative, Numbering as Numbered, plain_text};
use crate::resolve::Part;
use std::collections::BTreeMap;

/// A place in the document that can be referred to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Its id in the document.
    pub(super) id: String,
    /// How it is named in the text: 表8, 图2, 第四部分（二）.
    pub(super) name: String,
    /// The number alone.
    pub(super) number: usize,
}

/// A numbered heading.
#[derive(Debug, Clone)]
pub(super) struct HeadingPlace {
    /// The place.
    pub(super) place: Place,
    /// The number as printed before the title; empty if there is none.
    pub(super) printed: String,
    /// The level in the document's outline, 1 to 6.
    pub(super) outline_level: u8,
    /// Which of the profile's forms the number has, 1 to 6.
    pub(super) form: u8,
    /// The part of the document.
    part: Part,
    /// The titles from the top heading down to this one.
    titles: Vec<String>,
}

/// The numbers of everything.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    tables: BTreeMap<String, Place>,
    figures: BTreeMap<String, Place>,
    annexes: BTreeMap<String, Place>,
    headings: BTreeMap<(String, Line), HeadingPlace>,
}

impl Numbering {
    pub(super) fn table(&self, name: &str) -> Option<&Place> {
        self.tables.get(name)
    }

    pub(super) fn figure(&self, name: &str) -> Option<&Place> {
        self.figures.get(name)
    }

    pub(super) fn annex(&self, title: &str) -> Option<&Place> {
        self.annexes.get(title)
    }

    /// The heading that begins on a line of a file.
    pub(super) fn heading(&self, file: &str, line: Line) -> Option<&HeadingPlace> {
        self.headings.get(&(file.to_owned(), line))
    }

    /// The numbered headings with a title; `上级/标题` asks for one below another.
    pub(super) fn headings_titled(&self, title: &str) -> Vec<&Place> {
        let wanted: Vec<&str> = title.split('/').map(str::trim).collect();
        let fits = |heading: &&HeadingPlace| {
            let mut above = heading.titles.iter().rev();
            let mut wanted = wanted.iter().rev();
            let whole = heading.titles.last().is_some_and(|last| last == title);
            whole || above.next().map(String::as_str) == wanted.next().copied() && wanted.all(|w| above.any(|t| t == w))
        };
        let found: Vec<&HeadingPlace> = self.headings.values().filter(fits).collect();
        // The 摘要 repeats titles of the body; a reference means the body.
        let in_body = found.iter().any(|heading| heading.part == Part::Body);
        let meant = found.into_iter().filter(|heading| !in_body || heading.part == Part::Body);
        meant.map(|heading| &heading.place).collect()
    }

    pub(super) fn table_names(&self) -> Vec<&str> {
        self.tables.keys().map(String::as_str).collect()
    }

    pub(super) fn figure_names(&self) -> Vec<&str> {
        self.figures.keys().map(String::as_str).collect()
    }

    pub(super) fn annex_names(&self) -> Vec<&str> {
        self.annexes.keys().map(String::as_str).collect()
    }

    pub(super) fn heading_titles(&self) -> Vec<&str> {
        self.headings.values().filter_map(|heading| heading.titles.last()).map(String::as_str).collect()
    }
}

/// Numbers everything in reading order; skipped levels and things placed twice are findings.
pub(super) fn number(narratives: &[Narrative], profile: &Profile, findings: &mut Findings) -> Numbering {
    let mut walk = Walk {
        numbering: Numbering::default(),
        profile,
        findings,
        part: None,
        counters: [0; 6],
        titles: Vec::new(),
        level: 0,
        unnumbered: None,
    };
    for narrative in narratives {
        walk.narrative(narrative);
    }
    let numbering = walk.numbering;
    let origin = || Origin::file("narrative");
    findings.allow(Limit::Tables, numbering.tables.len(), origin);
    findings.allow(Limit::Figures, numbering.figures.len(), origin);
    numbering
}

struct Walk<'a> {
    numbering: Numbering,
    profile: &'a Profile,
    findings: &'a mut Findings,
    part: Option<Part>,
    counters: [usize; 6],
    titles: Vec<String>,
    level: u8,
    /// The level of the unnumbered heading above, if there is one.
    unnumbered: Option<u8>,
}

impl Walk<'_> {
    fn narrative(&mut self, narrative: &Narrative) {
        // Numbers run through the files of a part; every annex is a part of its own.
        if self.part != Some(narrative.part) || narrative.part == Part::Annex {
            self.counters = [0; 6];
            self.titles.clear();
            self.level = 0;
            self.unnumbered = None;
        }
        self.part = Some(narrative.part);
        if narrative.part == Part::Annex {
            self.check_annex(narrative);
        }
        narrative.for_each_block(&mut |block| self.block(narrative, block));
    }

    fn block(&mut self, narrative: &Narrative, block: &Block) {
        match &block.kind {
            BlockKind::Heading { level, title, numbering } => {
                let title = plain_text(title);
                self.heading(narrative, block.line, *level, title, *numbering);
            }
            BlockKind::Table(name) => self.table(narrative, block.line, name),
            BlockKind::ScoreTable(part) => self.table(narrative, block.line, &format!("{part}得分")),
            BlockKind::ScoreSummary => self.table(narrative, block.line, crate::analyze::SUMMARY),
            BlockKind::Chart(name) => self.figure(narrative, block.line, name),
            BlockKind::Image { title, .. } => self.figure(narrative, block.line, title),
            BlockKind::Flow(flow) => self.figure(narrative, block.line, &flow.title),
            _ => {}
        }
    }

    fn heading(&mut self, narrative: &Narrative, line: Line, level: u8, title: String, numbered: Numbered) {
        if level > self.level + 1 {
            let problem = Problem::HeadingSkips { from: self.level, to: level };
            let origin = Origin::line(&narrative.file, line);
            self.findings.push(Diagnostic::new(problem, origin).excerpt(title.clone()));
        }
        self.level = level;
        self.titles.truncate(usize::from(level) - 1);
        self.titles.push(title.clone());
        if narrative.part == Part::Annex && level == 1 {
            self.annex(narrative, line, title);
            return;
        }
        // Below the title of an annex, numbers start again at the first form; the 摘要 stands
        // one level below its own title.
        let (form, outline_level) = match narrative.part {
            Part::Body => (level, level),
            Part::Abstract => (level, (level + 1).min(6)),
            Part::Annex => (level - 1, level),
        };
        let place = self.numbered(narrative.part, form, numbered);
        let id = format!("s{}", self.numbering.headings.len() + 1);
        let heading = HeadingPlace {
            place: Place { id, name: place.1, number: place.2 },
            printed: place.0,
            outline_level,
            form,
            part: narrative.part,
            titles: self.titles.clone(),
        };
        self.numbering.headings.insert((narrative.file.clone(), line), heading);
    }

    /// The printed number, the name in references, and the bare number at a level.
    fn numbered(&mut self, part: Part, level: u8, numbered: Numbered) -> (String, String, usize) {
        let index = usize::from(level) - 1;
        // What stands below an unnumbered heading counts from one again, and is named by its title.
        self.counters[index + 1..].fill(0);
        self.unnumbered = self.unnumbered.filter(|above| *above < level);
        let by_title = format!("“{}”", self.titles.last().map_or("", String::as_str));
        if numbered == Numbered::Unnumbered {
            self.unnumbered = self.unnumbered.or(Some(level));
            return (String::new(), by_title, 0);
        }
        self.counters[index] += 1;
        let number = self.counters[index];
        let printed = heading_number::print(&self.profile.headings[index], number);
        let name = if self.unnumbered.is_some() { by_title } else { self.path(part, index) };
        (printed, name, number)
    }

    /// A heading named by its numbers: 第四部分（二）, 附件1第一部分.
    fn path(&self, part: Part, index: usize) -> String {
        let annex = match part {
            Part::Annex => format!("附件{}", self.numbering.annexes.len()),
            Part::Abstract | Part::Body => String::new(),
        };
        let first = heading_number::print_in_reference("一", self.counters[0]);
        let patterns = &self.profile.headings;
        let deeper = (1..=index).map(|i| heading_number::print_in_reference(&patterns[i], self.counters[i]));
        format!("{annex}第{first}部分{}", deeper.collect::<String>())
    }

    /// An annex file begins with its title and has no other.
    fn check_annex(&mut self, narrative: &Narrative) {
        let is_title = |block: &&Block| matches!(block.kind, BlockKind::Heading { level: 1, .. });
        let titles = narrative.blocks.iter().filter(is_title).count();
        if titles != 1 || !narrative.blocks.first().is_some_and(|block| is_title(&block)) {
            self.findings.add(Problem::AnnexUntitled, Origin::file(&narrative.file));
        }
    }

    fn annex(&mut self, narrative: &Narrative, line: Line, title: String) {
        let number = self.numbering.annexes.len() + 1;
        let place = Place { id: format!("a{number}"), name: format!("附件{number}"), number };
        let heading = HeadingPlace {
            place: place.clone(),
            printed: place.name.clone(),
            outline_level: 1,
            form: 1,
            part: narrative.part,
            titles: self.titles.clone(),
        };
        self.numbering.headings.insert((narrative.file.clone(), line), heading);
        let taken = self.numbering.annexes.insert(title.clone(), place).is_some();
        self.twice(taken, narrative, line, title);
    }

    fn table(&mut self, narrative: &Narrative, line: Line, name: &str) {
        let number = self.numbering.tables.len() + 1;
        let text = self.profile.table_reference.replace("{n}", &number.to_string());
        let place = Place { id: format!("t{number}"), name: text, number };
        let taken = self.numbering.tables.insert(name.to_owned(), place).is_some();
        self.twice(taken, narrative, line, name.to_owned());
    }

    fn figure(&mut self, narrative: &Narrative, line: Line, name: &str) {
        let number = self.numbering.figures.len() + 1;
        let text = self.profile.figure_reference.replace("{n}", &number.to_string());
        let place = Place { id: format!("f{number}"), name: text, number };
        let taken = self.numbering.figures.insert(name.to_owned(), place).is_some();
        self.twice(taken, narrative, line, name.to_owned());
    }

    fn twice(&mut self, taken: bool, narrative: &Narrative, line: Line, target: String) {
        if taken {
            self.findings.add(Problem::PlacedTwice { target }, Origin::line(&narrative.file, line));
        }
    }
}
