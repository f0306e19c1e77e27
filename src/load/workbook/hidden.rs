//! The hidden rows of a sheet, from the XML in the workbook's archive.

use crate::diag::Line;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The lines that are hidden. A workbook of another make that cannot be looked into has none.
pub(super) fn rows(bytes: &[u8], sheet: &str) -> Vec<Line> {
    hidden(bytes, sheet).unwrap_or_default()
}

fn hidden(bytes: &[u8], sheet: &str) -> Option<Vec<Line>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let workbook = part(&mut archive, "xl/workbook.xml")?;
    let relations = part(&mut archive, "xl/_rels/workbook.xml.rels")?;
    let id = attribute_where(&workbook, "sheet", ("name", sheet), "r:id")?;
    let target = attribute_where(&relations, "Relationship", ("Id", &id), "Target")?;
    let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
    let text = part(&mut archive, &path)?;
    let mut lines = Vec::new();
    each(&text, "row", |row| {
        let is_hidden = attribute(row, "hidden").is_some_and(|value| value == "1" || value == "true");
        let line = attribute(row, "r").and_then(|number| number.parse().ok());
        lines.extend(line.filter(|_| is_hidden).map(Line::one_based));
    });
    Some(lines)
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, path: &str) -> Option<String> {
    let mut text = String::new();
    archive.by_name(path).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}

/// The attribute `wanted` of the first element of this name whose other attribute has the value.
fn attribute_where(text: &str, element: &str, (name, value): (&str, &str), wanted: &str) -> Option<String> {
    let mut found = None;
    each(text, element, |start| {
        if found.is_none() && attribute(start, name).is_some_and(|own| own == value) {
            found = attribute(start, wanted);
        }
    });
    found
}

fn each(text: &str, element: &str, mut visit: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) if start.local_name().as_ref() == element => {
                visit(&start);
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = start.try_get_attribute(name).ok()??;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}
