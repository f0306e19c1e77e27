//! Text files in the encodings that Excel and Windows write: UTF-8 with or without mark, GB18030.

use crate::diag::{Findings, Origin, Problem};

/// The text of a file; neither encoding fitting is a finding.
pub(crate) fn decode(bytes: &[u8], file: &str, findings: &mut Findings) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(text.to_owned());
    }
    match encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Some(text.into_owned()),
        None => {
            findings.add(Problem::EncodingUnknown, Origin::file(file));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Option<String> {
        decode(bytes, "a.csv", &mut Findings::default())
    }

    #[test]
    fn reads_utf8_with_and_without_mark_and_gb18030() {
        assert_eq!(decoded("预算".as_bytes()).as_deref(), Some("预算"));
        assert_eq!(decoded("\u{feff}预算".as_bytes()).as_deref(), Some("预算"));
        assert_eq!(decoded(b"\xd4\xa4\xcb\xe3").as_deref(), Some("预算"));
    }

    #[test]
    fn refuses_what_is_no_text() {
        assert_eq!(decoded(&[0xff, 0xff, 0xfe]), None);
    }
}
