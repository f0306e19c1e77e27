//! Which of a project's documents and workbooks a run makes.

use crate::compose::{Collected, Products, TypstProject};
use crate::model::Workbook;
use crate::record::Shard;
use std::collections::BTreeSet;

/// Takes out the documents and workbooks to be made: of a shard its own, else all. Their names stay, to be
/// judged.
pub(super) fn wanted(products: &mut Products, shard: Option<Shard>) -> (Vec<TypstProject>, Vec<Workbook>) {
    let is_wanted = |output: &str| shard.is_none_or(|shard| shard.holds(output));
    let (mut documents, mut workbooks) = (taken(&mut products.documents), taken_books(&mut products.workbooks));
    documents.retain(|document| is_wanted(&document.output));
    workbooks.retain(|workbook| is_wanted(&workbook.output));
    let Collected { documents: all, workbooks: books } = &mut products.collected;
    let (collected, books) = (taken(all), taken_books(books));
    if shard.is_none() {
        // First, so that the others are made beside them; long ones are made by themselves, see `Job::is_long`.
        documents.splice(0..0, collected);
        workbooks.extend(books);
    }
    (documents, workbooks)
}

/// Takes documents out of a list and leaves their names.
fn taken(list: &mut Vec<TypstProject>) -> Vec<TypstProject> {
    let named = |document: &TypstProject| TypstProject { output: document.output.clone(), ..TypstProject::default() };
    let names = list.iter().map(named).collect();
    std::mem::replace(list, names)
}

/// Takes workbooks out of a list and leaves their names.
fn taken_books(list: &mut [Workbook]) -> Vec<Workbook> {
    list.iter_mut().map(|book| Workbook { sheets: std::mem::take(&mut book.sheets), ..book.clone() }).collect()
}

/// The names of what may be delivered; nothing if no document may.
pub(super) fn names(products: &Products) -> BTreeSet<String> {
    if products.documents.is_empty() {
        return BTreeSet::new();
    }
    let documents = products.all_documents().map(|document| &document.output);
    let workbooks = products.workbooks.iter().chain(&products.collected.workbooks).map(|book| &book.output);
    documents.chain(workbooks).cloned().collect()
}
