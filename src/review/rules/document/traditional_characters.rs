//! Traditional characters and their simplified forms.
//!
//! The list holds what is common in traditional text and has no place in simplified text: the
//! characters of level 1 of Big5 that GB 2312 lacks, with the forms OpenCC's table gives
//! (TSCharacters, Apache-2.0). So 著, 乾, 於 and 徵, which simplified text has too, are not in it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

static SIMPLIFIED: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let pairs = include_str!("traditional_characters.txt").split_whitespace();
    pairs.filter_map(|pair| Some((pair.chars().next()?, pair.chars().nth(1)?))).collect()
});

/// The simplified form of a character that only traditional text has.
pub(super) fn simplified(character: char) -> Option<char> {
    SIMPLIFIED.get(&character).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_simplified_text_has_is_not_traditional() {
        assert_eq!(simplified('質'), Some('质'));
        assert_eq!(simplified('監'), Some('监'));
        assert!("著乾於徵后里云几台面瞭昇鍾质监的，A".chars().all(|c| simplified(c).is_none()));
        assert!(SIMPLIFIED.iter().all(|(from, to)| from != to));
    }
}
