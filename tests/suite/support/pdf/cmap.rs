//! `ToUnicode` maps: from the codes of a font to characters.

use std::collections::HashMap;

/// The characters of each two-byte code.
#[derive(Debug, Default)]
pub(super) struct CodeMap(HashMap<u16, String>);

impl CodeMap {
    /// Reads the `bfchar` and `bfrange` sections of a map.
    pub(super) fn read(source: &str) -> Self {
        let mut map = HashMap::new();
        let mut section = "";
        for line in source.lines() {
            if line.ends_with("beginbfchar") || line.ends_with("beginbfrange") {
                section = if line.ends_with("bfchar") { "char" } else { "range" };
            } else if line.starts_with("end") {
                section = "";
            } else if !section.is_empty() {
                let codes: Vec<Vec<u8>> = hex_strings(line);
                match (section, codes.as_slice()) {
                    ("char", [code, text]) => {
                        map.insert(number(code), utf16(text));
                    }
                    ("range", [first, last, text]) => range(&mut map, number(first), number(last), text),
                    _ => panic!("a line of a ToUnicode map cannot be read: {line}"),
                }
            }
        }
        Self(map)
    }

    /// The text of a shown string.
    pub(super) fn decode(&self, bytes: &[u8]) -> String {
        let codes = bytes.chunks_exact(2).map(number);
        codes.map(|code| self.0.get(&code).map_or("\u{FFFD}", String::as_str)).collect()
    }
}

fn range(map: &mut HashMap<u16, String>, first: u16, last: u16, text: &[u8]) {
    for (offset, code) in (first..=last).enumerate() {
        let unit = number(&text[text.len() - 2..]) + u16::try_from(offset).unwrap();
        let mut bytes = text[..text.len() - 2].to_vec();
        bytes.extend(unit.to_be_bytes());
        map.insert(code, utf16(&bytes));
    }
}

fn hex_strings(line: &str) -> Vec<Vec<u8>> {
    let strings = line.split('<').skip(1).map(|part| part.split('>').next().unwrap());
    strings.map(|hex| hex.as_bytes().chunks(2).map(hex_byte).collect()).collect()
}

fn hex_byte(digits: &[u8]) -> u8 {
    u8::from_str_radix(std::str::from_utf8(digits).unwrap(), 16).unwrap()
}

fn number(bytes: &[u8]) -> u16 {
    u16::from_be_bytes([bytes[0], bytes[1]])
}

/// Big-endian UTF-16.
pub(super) fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(number).collect();
    String::from_utf16(&units).expect("UTF-16")
}
