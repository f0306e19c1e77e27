//! How surely a sentence speaks of a cell: by the words of its row and its column, and by the year.

use super::hearing::Hearing;
use crate::review::reading::{Amount, Derived, Fact, Reading, Sentence, Standing};

/// How much of a label stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mention {
    /// Nothing of it.
    None,
    /// A part that others may share.
    Weak,
    /// So much that it is meant.
    Strong,
}

/// How a sentence mentions a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Evidence {
    pub(super) row: Mention,
    pub(super) column: Mention,
}

impl Evidence {
    /// One number for all of it.
    pub(super) fn weight(self) -> u8 {
        let weight = |mention| match mention {
            Mention::None => 0,
            Mention::Weak => 1,
            Mention::Strong => 2,
        };
        weight(self.row) * 2 + weight(self.column)
    }
}

/// The words a number of a sentence stands in: its clause and what comes before it in the sentence.
pub(super) fn context(sentence: &Sentence, end: usize) -> &str {
    let rest = &sentence.text[end..];
    let stop = rest.find(['，', '；', '。', '、']).unwrap_or(rest.len());
    &sentence.text[..end + stop]
}

/// How a text speaks of a fact; nothing where its years say that it does not.
pub(super) fn evidence<'a>(
    reading: &'a Reading<'_>,
    (sentence, amount): (&Sentence, &Amount),
    heard: &Hearing<'a>,
    fact: &'a Fact,
) -> Option<Evidence> {
    if !year_fits(reading, sentence, amount.range.start, fact) {
        return None;
    }
    let sheet = &reading.sheets[fact.sheet];
    let total = sheet.standing.get(fact.cell.0) == Some(&Standing::Total) || fact.row == "合计";
    let row = if total { heard.total_mention(reading, fact) } else { heard.row_mention(reading, fact) };
    Some(Evidence { row, column: heard.mention(&fact.column) })
}

/// A fact of a year is not meant where only other years are named.
fn year_fits(reading: &Reading<'_>, sentence: &Sentence, at: usize, fact: &Fact) -> bool {
    // 比2023年增长: the year a change is told from is named, not the one it leads to.
    if fact.derived == Some(Derived::Change) {
        return changes_into(sentence, at).is_none_or(|year| fact.year.is_none_or(|own| own == year));
    }
    // A table whose title names a year speaks of that year.
    let Some(year) = fact.year.or(reading.sheets[fact.sheet].year) else { return true };
    let before = sentence.years.iter().filter(|(_, range)| range.end <= at);
    let mut named: Vec<i32> = before.map(|(year, _)| *year).collect();
    if named.is_empty() {
        named = sentence.years.iter().map(|(year, _)| *year).collect();
    }
    if named.is_empty() {
        named = years_before(reading, sentence);
    }
    named.is_empty() || named.contains(&year)
}

/// The year before a place to which a change leads: 2022年较上年增长, not 比2023年增长.
fn changes_into(sentence: &Sentence, at: usize) -> Option<i32> {
    let (year, range) = sentence.years.iter().rfind(|(_, range)| range.end <= at)?;
    let told_from = ["比", "较", "与", "从", "由", "以", "和", "至", "-", "—", "、"];
    let alone = sentence.years.iter().filter(|(_, range)| range.end <= at).count() == 1;
    (alone && !told_from.iter().any(|word| sentence.text[..range.start].ends_with(word))).then_some(*year)
}

/// The years of the sentences before, in the same passage.
fn years_before(reading: &Reading<'_>, sentence: &Sentence) -> Vec<i32> {
    let last = reading.before(sentence).iter().rev().find(|one| !one.years.is_empty());
    last.map(|one| one.years.iter().map(|(year, _)| *year).collect()).unwrap_or_default()
}

/// How much of a label a text holds.
pub(super) fn mention(label: &str, text: &str) -> Mention {
    let characters: Vec<char> = label.chars().collect();
    match characters.len() {
        0 => return Mention::Weak,
        1 => return if text.contains(label) { Mention::Weak } else { Mention::None },
        _ => {}
    }
    if text.contains(label) {
        return if characters.len() >= 2 { Mention::Strong } else { Mention::Weak };
    }
    // 站点数 is said as 服务站点36个.
    let bare = label.trim_end_matches(['数', '量']);
    if bare.len() < label.len() && bare.chars().count() >= 2 && text.contains(bare) {
        return Mention::Strong;
    }
    // Long names are shortened to their end: 专项执法经费 for 流通领域商品质量专项执法经费.
    const TAIL: usize = 5;
    if characters.len() > TAIL {
        let tail: String = characters[characters.len() - TAIL..].iter().collect();
        if text.contains(&tail) {
            return Mention::Strong;
        }
    }
    let starts: Vec<usize> = label.char_indices().map(|(at, _)| at).chain([label.len()]).collect();
    let pairs = starts.windows(3).map(|pair| &label[pair[0]..pair[2]]);
    let (held, all) = pairs.fold((0, 0), |(held, all), pair| (held + usize::from(text.contains(pair)), all + 1));
    if held * 10 >= all * 6 && held >= 2 {
        Mention::Strong
    } else if held * 10 >= all * 2 && held >= 1 {
        Mention::Weak
    } else {
        Mention::None
    }
}

/// How loudly a sentence speaks of a fact: in the words right before the number, and anywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) here: Evidence,
    pub(super) anywhere: Evidence,
    /// Whether the table has no other row that could be meant.
    pub(super) single: bool,
}

impl Ord for Told {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |told: &Self| (told.anywhere.weight() + told.here.weight(), told.here.weight());
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Told {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// What a sentence says around one of its numbers.
pub(super) struct Voice<'a> {
    reading: &'a Reading<'a>,
    sentence: &'a Sentence,
    amount: &'a Amount,
    here: Hearing<'a>,
    anywhere: &'a Hearing<'a>,
}

impl<'a> Voice<'a> {
    /// Around a number of a sentence, which is heard as a whole for all its numbers.
    pub(super) fn of(
        reading: &'a Reading<'a>,
        sentence: &'a Sentence,
        amount: &'a Amount,
        anywhere: &'a Hearing<'a>,
    ) -> Self {
        Self { reading, sentence, amount, here: Hearing::of(sentence.words_before(amount)), anywhere }
    }

    /// How loudly it speaks of a fact; nothing where it cannot mean it.
    pub(super) fn of_fact(&self, fact: &'a Fact) -> Option<Told> {
        let mut anywhere = evidence(self.reading, (self.sentence, self.amount), self.anywhere, fact)?;
        let here = Evidence { row: self.here.row_mention(self.reading, fact), column: self.here.mention(&fact.column) };
        let single = self.reading.sheets[fact.sheet].items().len() == 1;
        if single && anywhere.column >= Mention::Weak {
            anywhere.row = Mention::Strong;
        }
        Some(Told { here, anywhere, single })
    }
}
