//! The structure tree: what readers that cannot see a page are told of it.

use super::Pdf;
use lopdf::{Dictionary, Object};

/// An element of the structure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag {
    /// What it is: H1, P, Table, TH, Figure …
    pub(crate) role: String,
    /// The words that stand for it.
    pub(crate) alt: Option<String>,
    /// How many elements stand directly in it.
    pub(crate) children: usize,
}

impl Pdf {
    /// All elements of the structure, from the top.
    pub(crate) fn tags(&self) -> Vec<Tag> {
        let mut tags = Vec::new();
        let root = self.dictionary(self.catalog(), b"StructTreeRoot").expect("a structure tree");
        for child in self.child_elements(root) {
            self.add_tags(child, &mut tags);
        }
        tags
    }

    /// Elements with a role.
    pub(crate) fn tags_of(&self, role: &str) -> Vec<Tag> {
        self.tags().into_iter().filter(|tag| tag.role == role).collect()
    }

    fn add_tags(&self, element: &Dictionary, tags: &mut Vec<Tag>) {
        let children = self.child_elements(element);
        let role = element.get(b"S").and_then(Object::as_name).unwrap();
        tags.push(Tag {
            role: String::from_utf8_lossy(role).into_owned(),
            alt: self.string(element, b"Alt"),
            children: children.len(),
        });
        for child in children {
            self.add_tags(child, tags);
        }
    }

    fn child_elements<'a>(&'a self, element: &'a Dictionary) -> Vec<&'a Dictionary> {
        let children = match self.entry(element, b"K") {
            Some(Object::Array(children)) => children.iter().collect(),
            Some(single) => vec![single],
            None => Vec::new(),
        };
        let dictionaries =
            children.into_iter().filter_map(|child| self.document.dereference(child).ok()?.1.as_dict().ok());
        dictionaries.filter(|dictionary| dictionary.has(b"S")).collect()
    }
}
