//! Which tables a sentence names.

/// Whether a text names the table with this number.
pub(super) fn names_table(text: &str, number: usize) -> bool {
    let name = format!("表{number}");
    text.match_indices(&name).any(|(at, _)| !text[at + name.len()..].starts_with(|c: char| c.is_ascii_digit()))
}
