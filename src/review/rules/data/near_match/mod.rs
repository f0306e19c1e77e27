//! 文字里的数，和表里它说的那个数差一点。
//!
//! # 查什么
//!
//! 手工写在文字里的数，在表里、合计里、由表算出的比率和变化里都找不到；而这句话说的那一行那一列，有一个只差一位、
//! 颠倒两位、多写少写一位，或者单位错了（元写成万元、小数点错位）的数。绑定的值（{{ … }}）不查，它不会错。
//!
//! # 为什么
//!
//! 表更新了，旁边的句子没有更新；或者抄的时候按错一个键。
//!
//! # 例子
//!
//! 表里实际执行是51,327,415.05元，句子里写成5,132.47万元。
//!
//! # 怎么改
//!
//! 照表改正；最好写成绑定的值，以后就不会再错。

mod fits;

use super::evidence::{Mention, Told, Voice};
use super::hearing::Hearing;
use crate::diag::Severity;
use crate::review::likeness::{Likeness, Written};
use crate::review::reading::{Amount, Derived, Fact, Measure, Reading, Sentence, Standing};
use crate::review::remarks::{Remark, Remarks};
use crate::review::rules::claims::shown;
use crate::review::rules::{Family, Rule};
use fits::{can_tell, is_candidate, is_enough, is_telling};
use rayon::prelude::*;
use std::cell::LazyCell;

pub(in crate::review::rules) static RULE: Rule = Rule {
    id: "near-match",
    title: "文字里的数和表里的差一点",
    family: Family::Data,
    severity: Severity::Error,
    remedy: "请对照原始资料核对，改正错的一处；文字里最好写成绑定的值 {{ 表.行.列 }}，以后就不会再错",
    find,
};

fn find(reading: &Reading<'_>, remarks: &mut Remarks) {
    let sentences: Vec<&Sentence> = reading.prose().collect();
    // By far the dearest rule: sentences are looked at beside each other.
    let found: Vec<Vec<Remark>> = sentences.par_iter().map(|sentence| in_sentence(reading, sentence)).collect();
    found.into_iter().flatten().for_each(|remark| remarks.add(remark));
}

fn in_sentence(reading: &Reading<'_>, sentence: &Sentence) -> Vec<Remark> {
    let typed = sentence.amounts.iter().filter(|amount| amount.is_exact() && !amount.bound && can_tell(amount));
    let typed = typed.filter(|amount| !(sentence.works_out(amount) && amount.digits.len() >= 3));
    let heard = Hearing::of(&sentence.text);
    let touched = LazyCell::new(|| rows_named(reading, sentence, &heard));
    let told = typed.filter_map(|amount| {
        let (fact, likeness) = meant(reading, (sentence, amount), &heard, &touched)?;
        Some(remark(reading, sentence, amount, fact, likeness))
    });
    told.collect()
}

/// The rows a sentence names at least in part.
fn rows_named<'a>(reading: &'a Reading<'_>, sentence: &Sentence, heard: &Hearing<'a>) -> Vec<(usize, usize)> {
    // Sums and differences over some of the rows are nobody's cells.
    if ["合并计算", "两项合计", "三项合计", "剔除", "扣除", "不含", "口径"]
        .iter()
        .any(|word| sentence.text.contains(word))
    {
        return Vec::new();
    }
    let named = |(sheet, row): &(usize, usize)| {
        let sheet = &reading.sheets[*sheet];
        let unnamed = sheet.items().len() == 1 || sheet.standing[*row] == Standing::Total;
        let category = &sheet.categories[*row];
        let alone = !category.is_empty() && sentence.text.contains(category.as_str());
        unnamed || alone || heard.mention(&sheet.names[*row]) >= Mention::Weak
    };
    reading.labels.touched(&sentence.text).into_iter().filter(named).collect()
}

/// The cell the number was most likely copied from, if it speaks louder than what explains the
/// number as it stands.
fn meant<'a>(
    reading: &'a Reading<'_>,
    (sentence, amount): (&'a Sentence, &'a Amount),
    heard: &'a Hearing<'a>,
    touched: &[(usize, usize)],
) -> Option<(&'a Fact, Likeness)> {
    let voice = Voice::of(reading, sentence, amount, heard);
    let explained = LazyCell::new(|| explained(reading, sentence, amount, &voice));
    let repeated = LazyCell::new(|| explained.is_none() && reading.is_repeated(sentence, amount));
    let facts = touched.iter().flat_map(|row| reading.facts.of_row(*row));
    // 询价285.50万元，预算按286.50万元: the number of the cell stands beside it.
    let beside = |fact: &Fact| {
        sentence.amounts.iter().any(|one| {
            one.range != amount.range && fact.explains(one) && one.measure == amount.measure && one.digits.len() >= 3
        })
    };
    let written = Written::of(amount);
    let candidates = facts.filter_map(|fact| {
        let likeness = written.likeness(fact).filter(|_| !beside(fact) && is_candidate(fact, sentence, amount))?;
        // 1286.40万吨 beside 1286.40 without a unit: the unit stands elsewhere.
        if likeness == Likeness::Scale && fact.measure == Measure::Bare {
            return None;
        }
        let told = voice.of_fact(fact)?;
        let unit = is_telling(amount) && amount.measure == fact.measure;
        // What stands in two places needs more to be called wrong in both.
        let sure = told.anywhere.row == Mention::Strong && (told.anywhere.column == Mention::Strong || unit);
        (is_enough(amount, likeness, told, unit) && (sure || !*repeated)).then_some((told, likeness, fact))
    });
    let best = candidates.max_by_key(|(told, likeness, _)| (*told, *likeness))?;
    // A long number is hardly right by accident.
    if explained.is_some_and(|explained| best.0 <= explained || amount.digits.trim_end_matches('0').len() >= 4) {
        return None;
    }
    // A neighbour in the same row or column is as likely meant.
    let neighbour = reading
        .facts
        .explaining(amount)
        .any(|fact| fact.sheet == best.2.sheet && (fact.cell.0 == best.2.cell.0 || fact.cell.1 == best.2.cell.1));
    (!neighbour).then_some((best.2, best.1))
}

/// How loudly the sentence speaks of what the number is as it stands, if the tables have it.
fn explained<'a>(reading: &'a Reading<'_>, sentence: &Sentence, amount: &'a Amount, voice: &Voice<'a>) -> Option<Told> {
    // So many quotients follow from the tables that one of them fits nearly every rate: what follows
    // from cells explains a number only where the sentence names the row.
    let words = sentence.words_before(amount);
    let of_change =
        ["增", "减", "降", "升", "高", "低", "超", "比", "多", "少"].iter().any(|word| words.contains(word));
    let named = |fact: &Fact, told: &Told| {
        let growth = fact.derived == Some(Derived::Sum) && fact.measure == Measure::Percent;
        fact.derived.is_none() || told.anywhere.row == Mention::Strong && (!growth || of_change)
    };
    let explaining = reading.facts.explaining(amount).filter_map(|fact| Some((fact, voice.of_fact(fact)?)));
    explaining.filter(|(fact, told)| named(fact, told)).map(|(_, told)| told).max()
}

fn remark(reading: &Reading<'_>, sentence: &Sentence, amount: &Amount, fact: &Fact, likeness: Likeness) -> Remark {
    let sheet = &reading.sheets[fact.sheet];
    let (row, column) = fact.cell;
    let written = sentence.written(amount);
    let called = sheet.called(row, column);
    let printed = sheet.cell(row, column).text.trim();
    let should = shown(amount, written, if fact.derived.is_some() { fact.value.abs() } else { fact.value });
    let told = if should == written { String::new() } else { format!("，照这句话的写法是{should}") };
    let how = match likeness {
        Likeness::OneDigit => "差一位",
        Likeness::Swapped => "颠倒了两位",
        Likeness::Length => "多写或少写了一位",
        Likeness::Scale => "小数点或单位错了",
    };
    let message = match fact.derived {
        None => format!("文字里是{written}，{called}是{printed}{told}（{how}）"),
        Some(_) => {
            format!("文字里是{written}，由表「{}」的「{}」算得{should}（{how}）", sheet.grid.name, sheet.labels[row])
        }
    };
    let remark = Remark::new(&sentence.origin, message).at(sentence, &amount.range);
    remark.related(sheet.origin(row, column), "表里的数")
}
