//! The known name most like a mistyped one.

/// The candidate that is closest to `wanted`, if any is close enough to be meant.
///
/// Chinese names are short, so likeness is measured in characters shared rather than by a
/// fixed number of edits.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    // Half the letters of two English words are easily alike by chance.
    let least = if wanted.is_ascii() { 0.6 } else { 0.5 };
    candidates
        .into_iter()
        .map(|candidate| (likeness(wanted, candidate), candidate))
        .filter(|(score, _)| *score >= least)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate.to_owned())
}

fn likeness(a: &str, b: &str) -> f64 {
    let edits = strsim::normalized_damerau_levenshtein(a, b);
    let contained = !a.is_empty() && !b.is_empty() && (a.contains(b) || b.contains(a));
    if contained { edits.max(0.6) } else { edits }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_name_with_one_wrong_character() {
        assert_eq!(nearest("预算执形", ["预算执行", "抽检批次"]).as_deref(), Some("预算执行"));
    }

    #[test]
    fn finds_a_name_written_short() {
        assert_eq!(nearest("预算", ["预算执行情况", "抽检批次"]).as_deref(), Some("预算执行情况"));
    }

    #[test]
    fn offers_nothing_when_nothing_is_alike() {
        assert_eq!(nearest("满意度", ["预算执行", "抽检批次"]), None);
    }
}
