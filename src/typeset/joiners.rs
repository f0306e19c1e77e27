//! Takes the characters out of the pages that only told the typesetter where a line may end.
//!
//! U+2060 and U+200B have no glyph, but would be copied and searched with the words around them:
//! nobody who looks for 2024年 would find it.

use typst::ecow::EcoVec;
use typst::layout::{Frame, FrameItem};
use typst::model::Document;
use typst::text::TextItem;
use typst_layout::{Page, PagedDocument};

/// The document without them.
pub(super) fn without_joiners(document: PagedDocument) -> PagedDocument {
    if !document.pages().iter().any(|page| has_joiners(&page.frame)) {
        return document;
    }
    let pages: EcoVec<Page> = document.pages().iter().cloned().map(cleaned).collect();
    PagedDocument::new(pages, document.info().clone())
}

fn is_joiner(character: char) -> bool {
    matches!(character, '\u{2060}' | '\u{200B}')
}

fn has_joiners(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => has_joiners(&group.frame),
        FrameItem::Text(text) => text.text.contains(is_joiner),
        _ => false,
    })
}

fn cleaned(mut page: Page) -> Page {
    clean(&mut page.frame);
    page
}

fn clean(frame: &mut Frame) {
    if !has_joiners(frame) {
        return;
    }
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => clean(&mut group.frame),
            FrameItem::Text(text) => clean_text(text),
            _ => {}
        }
        true
    });
}

/// Takes them out of a run of text; its glyphs go on pointing at their own characters.
fn clean_text(text: &mut TextItem) {
    if !text.text.contains(is_joiner) {
        return;
    }
    let old = std::mem::take(&mut text.text);
    // Where each byte of the old text stands in the new one.
    let mut places: Vec<u16> = Vec::with_capacity(old.len() + 1);
    let mut kept: u16 = 0;
    for character in old.chars() {
        let length = character.len_utf8();
        places.extend(std::iter::repeat_n(kept, length));
        if !is_joiner(character) {
            text.text.push(character);
            kept = kept.saturating_add(u16::try_from(length).unwrap_or(u16::MAX));
        }
    }
    places.push(kept);
    let place = |at: u16| places.get(usize::from(at)).copied().unwrap_or(kept);
    for glyph in &mut text.glyphs {
        glyph.range = place(glyph.range.start)..place(glyph.range.end);
    }
}
