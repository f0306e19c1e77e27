//! 同一个名称有两种写法。
//!
//! # 查什么
//!
//! 书名号、引号里的名称，封面上的名称，“以下简称”的名称，以及正文里的专项经费、条例、局、院、所、公司的名称。只差一两个字的（多字、漏字、
//! 错字、颠倒，“监督管理”写成“监管”，括号的全角半角），两种写法和次数都会列出，少的一种作为要改的地方。年份、地名、数字不同的，
//! “办法”和“实施办法”，有没有“（试行）”，不算；同一句、同一张清单里并列的两个名称也不算。
//!
//! # 为什么
//!
//! 项目、文件、单位的名称要和批复、原文一致；同一份报告里写成两样，读者不知道是不是一回事。
//!
//! # 例子
//!
//! 封面是“产品质量安全监管专项经费”，正文写成“产品质量安全监督管理专项经费”。
//!
//! # 怎么改
//!
//! 对照批复、文件原文，全文统一；要用简称，先写“（以下简称……）”。

use super::names::{BODIES, Counts, RUNNING, are_variants, ends_like_name, runs, tail, twins};
use crate::diag::{Origin, Severity};
use crate::model::PassageKind;
use crate::review::reading::{Reading, around};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::{Family, Rule};
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "name-varies",
    title: "同一个名称有两种写法",
    family: Family::Document,
    severity: Severity::Warning,
    remedy: "请对照批复或文件原文，全文统一成一种写法",
    find,
};

static MARKED: LazyLock<Regex> = LazyLock::new(|| super::pattern(r"《([^《》\n]{4,60})》|“([^“”\n，。；：]{5,40})”"));
static SHORT: LazyLock<Regex> =
    LazyLock::new(|| super::pattern(r"(?:以下|下)?简称[为：]?[“《]?([^“”《》（）()，。]{2,30})"));

/// A name in one place.
#[derive(Debug, Clone)]
struct Use {
    name: String,
    origin: Origin,
    excerpt: String,
    /// Where it was written: names side by side in one sentence, list or table are different names.
    circle: Circle,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Circle {
    Sentence(usize, usize),
    List(usize),
    Table(usize),
    Settings,
}

impl Circle {
    /// The settings come first, tables last.
    fn in_reading_order(self) -> (usize, usize) {
        match self {
            Self::Settings => (0, 0),
            Self::Sentence(passage, number) => (passage + 1, number),
            Self::List(list) | Self::Table(list) => (usize::MAX, list),
        }
    }
}

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    let mut uses = marked(reading);
    let short: Vec<String> = declared_short(reading);
    uses.retain(|one| !short.contains(&one.name));
    let known: Vec<String> = uses.iter().map(|one| one.name.clone()).collect();
    uses.extend(running(reading, &known));
    let bodies: BTreeSet<&str> = unmarked(reading, &known).into_iter().flat_map(|pair| [pair.0, pair.1]).collect();
    uses.extend(bodies.into_iter().flat_map(|name| said(reading, name)));
    let mut counts = Counts::new();
    for one in &uses {
        *counts.entry(one.name.as_str()).or_default() += 1;
    }
    let names: Vec<&str> = counts.keys().copied().collect();
    for (index, one) in names.iter().enumerate() {
        for other in &names[index + 1..] {
            if are_variants(one, other) && !side_by_side(&uses, one, other) {
                tell(&uses, &counts, one, other, remarks);
            }
        }
    }
}

/// The names with marks around them, and those of the settings.
fn marked(reading: &Reading<'_>) -> Vec<Use> {
    let mut uses = Vec::new();
    for (what, name) in &reading.manuscript.names {
        let settings = Origin::file("project.toml");
        uses.push(Use {
            name: name.clone(),
            origin: settings,
            excerpt: format!("{what}：{name}"),
            circle: Circle::Settings,
        });
    }
    uses.retain(|one| ends_like_name(&one.name));
    for sentence in &reading.sentences {
        let circle = match sentence.kind {
            PassageKind::Item(list) => Circle::List(list),
            _ => Circle::Sentence(sentence.passage, sentence.number),
        };
        add_marked(&mut uses, &sentence.text, &sentence.origin, circle);
    }
    for (index, sheet) in reading.sheets.iter().enumerate() {
        for cell in sheet.grid.rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.computed) {
            add_marked(&mut uses, &cell.text, &cell.origin, Circle::Table(index));
        }
    }
    uses
}

fn add_marked(uses: &mut Vec<Use>, text: &str, origin: &Origin, circle: Circle) {
    for found in MARKED.captures_iter(text) {
        let (title, quoted) = (found.get(1), found.get(2).filter(|quoted| ends_like_name(quoted.as_str())));
        if let Some(name) = title.or(quoted) {
            let excerpt = around(text, &name.range());
            uses.push(Use { name: name.as_str().to_owned(), origin: origin.clone(), excerpt, circle });
        }
    }
}

/// Short forms the text itself declares.
fn declared_short(reading: &Reading<'_>) -> Vec<String> {
    let texts = reading.manuscript.passages.iter().map(|passage| passage.text.as_str());
    texts.flat_map(|text| SHORT.captures_iter(text).map(|found| found[1].to_owned())).collect()
}

/// Names in running words: those that are near a known name, and those that are near each other.
fn running(reading: &Reading<'_>, known: &[String]) -> Vec<Use> {
    let mut uses = Vec::new();
    for sentence in &reading.sentences {
        let circle = Circle::Sentence(sentence.passage, sentence.number);
        for ending in RUNNING {
            for run in runs(&sentence.text, ending) {
                let Some(name) = sentence.text.get(run.clone()).and_then(|words| likeness(words, known)) else {
                    continue;
                };
                let excerpt = sentence.around(&(run.end - name.len()..run.end));
                uses.push(Use { name: name.to_owned(), origin: sentence.origin.clone(), excerpt, circle });
            }
        }
    }
    uses
}

/// Names that only running words have, where two of them are near each other.
fn unmarked<'r>(reading: &'r Reading<'_>, known: &[String]) -> Vec<(&'r str, &'r str)> {
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    for ending in BODIES {
        let runs = reading
            .sentences
            .iter()
            .flat_map(|sentence| runs(&sentence.text, ending).into_iter().filter_map(|run| sentence.text.get(run)));
        let runs: Vec<&str> = runs.collect::<BTreeSet<_>>().into_iter().collect();
        for (index, one) in runs.iter().enumerate() {
            pairs.extend(runs[index + 1..].iter().filter_map(|other| twins(one, other)));
        }
    }
    // Names that have marks somewhere are compared as a whole; of 委托甲院 and 甲院 the shorter is the name.
    let is_known = |name: &str| known.iter().any(|known| known.ends_with(name) || name.ends_with(known.as_str()));
    pairs.retain(|(one, other)| !is_known(one) && !is_known(other));
    let all = pairs.clone();
    pairs.retain(|(one, other)| {
        !all.iter().any(|pair| pair.0.len() < one.len() && one.ends_with(pair.0) && other.ends_with(pair.1))
    });
    pairs
}

/// Where a name stands in running words.
fn said(reading: &Reading<'_>, name: &str) -> Vec<Use> {
    let sentences = reading.sentences.iter().flat_map(|sentence| {
        let circle = Circle::Sentence(sentence.passage, sentence.number);
        sentence.text.match_indices(name).map(move |(at, _)| Use {
            name: name.to_owned(),
            origin: sentence.origin.clone(),
            excerpt: sentence.around(&(at..at + name.len())),
            circle,
        })
    });
    sentences.collect()
}

/// The end of a run that is a known name or near to one.
fn likeness<'t>(run: &'t str, known: &[String]) -> Option<&'t str> {
    let exact = known.iter().filter(|name| run.ends_with(name.as_str())).max_by_key(|name| name.len());
    if let Some(name) = exact {
        return run.get(run.len() - name.len()..);
    }
    known.iter().filter(|name| name.chars().count() >= 6).find_map(|name| {
        let length = name.chars().count();
        let first: String = name.chars().take(2).collect();
        let windows = (length.saturating_sub(2)..=length + 2).filter_map(|length| tail(run, length));
        windows
            .into_iter()
            .find(|window| window.starts_with(&first) && are_variants(window, name) && !is_common_short(window, name))
    })
}

/// 市场监管局 for 市场监督管理局 is how everybody says it.
fn is_common_short(one: &str, other: &str) -> bool {
    let body = one.ends_with('局') && other.ends_with('局');
    body && one.replace("监督管理", "监管") == other.replace("监督管理", "监管")
}

fn side_by_side(uses: &[Use], one: &str, other: &str) -> bool {
    let of = |name: &str| uses.iter().filter(|used| used.name == name).map(|used| used.circle).collect::<Vec<_>>();
    let (ones, others) = (of(one), of(other));
    let listed = ones.iter().any(|circle| *circle != Circle::Settings && others.contains(circle));
    listed || is_common_short(one, other)
}

fn tell(uses: &[Use], counts: &Counts<'_>, one: &str, other: &str, remarks: &mut Remarks) {
    let in_settings = |name: &str| uses.iter().any(|used| used.name == name && used.circle == Circle::Settings);
    let weight = |name: &str| (in_settings(name), counts.get(name).copied().unwrap_or_default());
    // The rarer one is to be mended; of two equally rare ones the later.
    let place = |name: &str| {
        let own = uses.iter().enumerate().filter(|(_, used)| used.name == name);
        own.min_by_key(|(at, used)| (used.circle.in_reading_order(), *at))
            .map(|(at, used)| (used.circle.in_reading_order(), at))
    };
    let later = place(one) > place(other);
    let (odd, usual) = match weight(one).cmp(&weight(other)) {
        std::cmp::Ordering::Less => (one, other),
        std::cmp::Ordering::Greater => (other, one),
        std::cmp::Ordering::Equal => {
            if later {
                (one, other)
            } else {
                (other, one)
            }
        }
    };
    let (Some(used), Some(model)) = (place(odd).map(|(_, at)| &uses[at]), place(usual).map(|(_, at)| &uses[at])) else {
        return;
    };
    let message = format!("同一个名称有两种写法：“{usual}”（{}处）和“{odd}”（{}处）", weight(usual).1, weight(odd).1);
    let remark = Remark::new(&used.origin, message).excerpt(used.excerpt.clone());
    remarks.add(remark.related(&model.origin, "另一种写法"));
}
