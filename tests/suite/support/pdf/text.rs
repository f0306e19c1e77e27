//! The text of pages, out of their content streams.

use super::cmap::CodeMap;
use super::{Page, text_string};
use crate::support::squeezed;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::HashMap;
use std::rc::Rc;

/// The words of every page.
pub(super) fn pages(document: &Document) -> Vec<Page> {
    let mut reader = Reader { document, maps: HashMap::new(), text: String::new(), footer: String::new() };
    let pages = document.page_iter().map(|page| {
        let page_object = document.get_dictionary(page).unwrap();
        let resources = page_object.get_deref(b"Resources", document).and_then(Object::as_dict).unwrap();
        reader.content(&document.get_page_content(page), resources);
        let (text, footer) = (std::mem::take(&mut reader.text), std::mem::take(&mut reader.footer));
        Page { text: squeezed(&text), shown: text, footer: squeezed(&footer) }
    });
    pages.collect()
}

struct Reader<'a> {
    document: &'a Document,
    maps: HashMap<ObjectId, Rc<CodeMap>>,
    text: String,
    footer: String,
}

/// What a marked stretch of content says of the text in it.
struct Mark {
    is_footer: bool,
    replaces: bool,
}

impl<'a> Reader<'a> {
    fn content(&mut self, bytes: &[u8], resources: &'a Dictionary) {
        let content = Content::decode(bytes).expect("a content stream");
        let mut font = Rc::new(CodeMap::default());
        let mut marks: Vec<Mark> = Vec::new();
        for operation in &content.operations {
            match operation.operator.as_str() {
                "Tf" => font = self.font(operation, resources),
                "BDC" => marks.push(self.begin(operation)),
                "BMC" => marks.push(Mark { is_footer: false, replaces: false }),
                "EMC" => drop(marks.pop()),
                "Tj" | "TJ" if marks.iter().all(|mark| !mark.replaces) => {
                    let shown = shown(&operation.operands, &font);
                    self.text.push_str(&shown);
                    if marks.iter().any(|mark| mark.is_footer) {
                        self.footer.push_str(&shown);
                    }
                }
                "Do" => self.form(operation, resources),
                _ => {}
            }
        }
    }

    /// A marked stretch; one with a text of its own replaces what is shown.
    fn begin(&mut self, operation: &Operation) -> Mark {
        let properties = operation.operands.get(1).and_then(|object| object.as_dict().ok());
        let entry = |key: &[u8]| properties.and_then(|properties| properties.get(key).ok());
        let replacement = entry(b"ActualText").and_then(|text| text.as_str().ok()).map(text_string);
        self.text.push_str(replacement.as_deref().unwrap_or_default());
        let is_footer = entry(b"Subtype").and_then(|name| name.as_name().ok()) == Some(b"Footer");
        Mark { is_footer, replaces: replacement.is_some() }
    }

    fn font(&mut self, operation: &Operation, resources: &'a Dictionary) -> Rc<CodeMap> {
        let name = operation.operands[0].as_name().unwrap();
        let fonts = resources.get_deref(b"Font", self.document).unwrap().as_dict().unwrap();
        let id = fonts.get(name).unwrap().as_reference().unwrap();
        let map = self.maps.entry(id).or_insert_with(|| {
            let font = self.document.get_dictionary(id).unwrap();
            let stream = font.get_deref(b"ToUnicode", self.document).unwrap().as_stream().unwrap();
            Rc::new(CodeMap::read(&String::from_utf8_lossy(&stream.get_plain_content().unwrap())))
        });
        map.clone()
    }

    /// A figure set as a form of its own.
    fn form(&mut self, operation: &Operation, resources: &'a Dictionary) {
        let name = operation.operands[0].as_name().unwrap();
        let objects = resources.get_deref(b"XObject", self.document).unwrap().as_dict().unwrap();
        let stream = objects.get_deref(name, self.document).unwrap().as_stream().unwrap();
        if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form") {
            let own = stream.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict);
            self.content(&stream.get_plain_content().unwrap(), own.unwrap_or(resources));
        }
    }
}

fn shown(operands: &[Object], font: &CodeMap) -> String {
    let decode = |object: &Object| object.as_str().map(|bytes| font.decode(bytes)).unwrap_or_default();
    match &operands[0] {
        Object::Array(parts) => parts.iter().map(decode).collect(),
        single => decode(single),
    }
}
