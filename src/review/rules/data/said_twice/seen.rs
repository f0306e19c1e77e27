//! A number as it is said, and what is found out about it.

use super::Said;
use super::same_words::stripped;
use crate::review::reading::{Reading, clause, clause_before, scopes};
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// Words that make another number of the same thing.
const PARTS: [&str; 27] = [
    "到位", "支出", "拨付", "支付", "预算", "合同", "中标", "结算", "审定", "已", "未", "整改", "办结", "处理", "其中",
    "权重", "满分", "限", "控制", "累计", "增", "减", "降", "超", "差", "首", "应",
];

/// A number as it is said, with what is found out about it once for all it is compared with.
pub(super) struct Seen<'a> {
    pub(super) said: Said<'a>,
    pub(super) reading: &'a Reading<'a>,
    subject: OnceCell<Vec<char>>,
    pairs: OnceCell<Vec<(char, char)>>,
    rows: OnceCell<BTreeSet<&'a str>>,
    scope: OnceCell<Scope>,
    known: OnceCell<bool>,
    reckoned: OnceCell<bool>,
    repeated: OnceCell<bool>,
}

/// What narrows a number: month, words, whether it is an aim, year.
pub(super) type Scope = (Option<String>, Vec<&'static str>, bool, Option<i32>);

impl<'a> Seen<'a> {
    pub(super) fn new(reading: &'a Reading<'a>, said: Said<'a>) -> Self {
        Self {
            said,
            reading,
            subject: OnceCell::new(),
            pairs: OnceCell::new(),
            rows: OnceCell::new(),
            scope: OnceCell::new(),
            known: OnceCell::new(),
            reckoned: OnceCell::new(),
            repeated: OnceCell::new(),
        }
    }

    /// The words right before it, the last letter first.
    pub(super) fn subject(&self) -> &[char] {
        self.subject.get_or_init(|| {
            let before = self.said.0.words_before(self.said.1);
            worded(stripped(before)).chars().filter(|c| *c != '的').rev().collect()
        })
    }

    /// The pairs of letters of the clause, the number and its unit left out, in order.
    pub(super) fn pairs(&self) -> &[(char, char)] {
        self.pairs.get_or_init(|| {
            let clause = clause(self.said.0, self.said.1).replacen(self.said.0.written(self.said.1), "", 1);
            let words = worded(&clause).replace('的', "");
            let mut pairs: Vec<(char, char)> = words.chars().zip(words.chars().skip(1)).collect();
            pairs.sort_unstable();
            pairs.dedup();
            pairs
        })
    }

    /// The rows of tables that its clause names.
    pub(super) fn rows(&self) -> &BTreeSet<&'a str> {
        self.rows.get_or_init(|| {
            let clause = clause(self.said.0, self.said.1);
            let names = self.reading.sheets.iter().flat_map(|sheet| &sheet.names).map(String::as_str);
            names.filter(|name| name.chars().count() >= 2 && clause.contains(name)).collect()
        })
    }

    pub(super) fn scope(&self) -> &Scope {
        self.scope.get_or_init(|| {
            let before = clause_before(self.said.0, self.said.1);
            let parts = PARTS.into_iter().filter(|word| before.contains(word));
            let words = scopes(self.said.0, self.said.1).into_iter().chain(parts).collect();
            (month(&self.said), words, aims(&self.said), self.reading.year_of(self.said.0, self.said.1))
        })
    }

    /// Whether a table has it.
    pub(super) fn is_known(&self) -> bool {
        *self.known.get_or_init(|| {
            let cells = self.reading.facts.explaining(self.said.1).filter(|fact| fact.derived.is_none());
            cells.map(|fact| &fact.measure).any(|measure| *measure == self.said.1.measure)
        })
    }

    /// Whether it is reckoned from its own sentence.
    pub(super) fn is_reckoned(&self) -> bool {
        *self.reckoned.get_or_init(|| self.said.0.works_out(self.said.1))
    }

    pub(super) fn is_repeated(&self) -> bool {
        *self.repeated.get_or_init(|| self.reading.is_repeated(self.said.0, self.said.1))
    }
}

/// The month a clause speaks of: 1月检测1235批次.
fn month(said: &Said<'_>) -> Option<String> {
    let before = clause_before(said.0, said.1);
    let end = before.rfind('月')?;
    let digits: String = before[..end].chars().rev().take_while(char::is_ascii_digit).collect();
    (!digits.is_empty()).then_some(digits)
}

fn aims(said: &Said<'_>) -> bool {
    ["目标", "计划", "预期", "规划"].iter().any(|word| said.0.text[..said.1.range.start].contains(word))
}

/// The letters and Han characters of a text.
fn worded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}
