//! Where the rows of long tables came to stand, handed on to the next layout of the same document.
//!
//! How far a table reaches down its last page decides where the text after it goes on, and so where the next
//! table begins. The typesetter finds one table of such a chain with each of its five layouts; a chain of more
//! tables is followed by setting the document again from where it stopped.

use serde_json::{Map, Value, json};
use typst::foundations::{Content, NativeElement, Selector, Value as TypstValue};
use typst::introspection::{Introspector, MetadataElem};
use typst_layout::PagedDocument;

/// The virtual file by which the layout library reads them.
pub(super) const FILE: &str = "/row-pages.json";

/// What is known before the first layout.
pub(super) const NOTHING: &str = "{}";

/// The mark in the layout library that tells the page of a row, with the table's id after it; and the one at
/// the end of a torn row.
const MARKS: [(&str, &str); 2] = [("row-of-", "rows"), ("end-of-row-of-", "ends")];

/// By table: the pages on which its rows begin, and torn ones end, as pairs of row and page.
pub(super) fn row_pages(document: &PagedDocument) -> String {
    let introspector = document.introspector();
    let mut tables: Map<String, Value> = Map::new();
    for mark in introspector.query(&Selector::Elem(MetadataElem::ELEM, None)) {
        let Some((table, kind, row)) = row_of(&mark) else { continue };
        let page = mark.location().and_then(|location| introspector.page(location));
        let entry = tables.entry(table).or_insert_with(|| json!({ "rows": [], "ends": [] }));
        if let (Some(page), Some(Value::Array(places))) = (page, entry.get_mut(kind)) {
            places.push(json!([row, page]));
        }
    }
    Value::Object(tables).to_string()
}

/// Which row of which table a mark stands in.
fn row_of(mark: &Content) -> Option<(String, &'static str, i64)> {
    let label = mark.label()?.resolve();
    let (table, kind) = MARKS.iter().find_map(|(begin, kind)| Some((label.strip_prefix(begin)?, *kind)))?;
    match &mark.to_packed::<MetadataElem>()?.value {
        TypstValue::Int(row) => Some((table.to_owned(), kind, *row)),
        _ => None,
    }
}
