//! Headings the program writes itself.

use crate::compose::text::literal;

/// A heading without a number.
pub(in crate::compose) struct Heading<'a> {
    /// The level in the outline, 1 to 6.
    pub(in crate::compose) level: u8,
    /// Its words.
    pub(in crate::compose) title: &'a str,
    /// Whether the 目录 lists it.
    pub(in crate::compose) listed: bool,
}

impl Heading<'_> {
    /// The call that typesets it.
    pub(in crate::compose) fn call(&self) -> String {
        // Without a number to tell it from the text, it is set like a heading of the second form at least.
        let form = self.level.min(2);
        format!("#h({}, \"\", {}, toc: {}, form: {form})", self.level, literal(self.title), self.listed)
    }
}
