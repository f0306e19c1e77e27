//! Asterisks that multiply: `5*100*3%` is arithmetic, not emphasis.
//!
//! Markdown would take the two signs away and set the 100 in another face, and a reader could not
//! recompute the score. An asterisk between digits or brackets is never meant as emphasis.

/// The text with every multiplying asterisk kept as a character.
pub(super) fn kept(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // The sign of the fence around the line, and how often it stands there.
    let mut fence: Option<(char, usize)> = None;
    for line in text.split_inclusive('\n') {
        let (sign, count, rest) = opening(line);
        match fence {
            None if count >= 3 => fence = Some((sign, count)),
            None => {
                escape(line, &mut out);
                continue;
            }
            // Only a bare line closes a fence.
            Some((open, least)) if sign == open && count >= least && rest.trim().is_empty() => fence = None,
            Some(_) => {}
        }
        out.push_str(line);
    }
    out
}

/// The sign a fence would be of, how often the line begins with it, and what follows.
fn opening(line: &str) -> (char, usize, &str) {
    let line = line.trim_start();
    let sign = line.chars().next().filter(|sign| ['`', '~'].contains(sign)).unwrap_or('`');
    let rest = line.trim_start_matches(sign);
    (sign, line.len() - rest.len(), rest)
}

/// Escapes outside of code: a run of backticks opens code only if an equal one closes it.
fn escape(line: &str, out: &mut String) {
    let mut rest = line;
    while let Some(start) = rest.find('`') {
        let ticks = rest[start..].len() - rest[start..].trim_start_matches('`').len();
        let inside = &rest[start + ticks..];
        let Some(end) = closing(inside, ticks) else { break };
        escape_words(&rest[..start], out);
        out.push_str(&rest[start..start + ticks + end + ticks]);
        rest = &inside[end + ticks..];
    }
    escape_words(rest, out);
}

/// Where the run of just so many backticks stands.
fn closing(text: &str, ticks: usize) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text[from..].find('`')?;
        let run = text[at..].len() - text[at..].trim_start_matches('`').len();
        if run == ticks {
            return Some(at);
        }
        from = at + run;
    }
}

fn escape_words(line: &str, out: &mut String) {
    let characters: Vec<char> = line.chars().collect();
    for (at, character) in characters.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| characters[before]);
        let after = characters.get(at + 1);
        let is_left = before.is_some_and(|c| c.is_ascii_digit() || ")）%％".contains(c));
        let is_right = after.is_some_and(|c| c.is_ascii_digit() || "(（".contains(*c));
        if *character == '*' && is_left && is_right {
            out.push('\\');
        }
        out.push(*character);
    }
}

#[cfg(test)]
mod tests {
    use super::kept;

    #[test]
    fn arithmetic_keeps_its_signs_and_emphasis_stays() {
        assert_eq!(kept("5-(1-89.63%)*5*100*3%"), "5-(1-89.63%)\\*5\\*100\\*3%");
        assert_eq!(kept("**一是**抓3个重点"), "**一是**抓3个重点");
        assert_eq!(kept("按`5*3`算，5*3"), "按`5*3`算，5\\*3");
        assert_eq!(kept("按 ` 计，5*3*2"), "按 ` 计，5\\*3\\*2");
        assert_eq!(kept("~~~text\n2*3\n~~~\n2*3"), "~~~text\n2*3\n~~~\n2\\*3");
        assert_eq!(kept("```text\n```x\n2*3\n```\n"), "```text\n```x\n2*3\n```\n");
        assert_eq!(kept("````text\n```\n2*3\n```\n````\n2*3"), "````text\n```\n2*3\n```\n````\n2\\*3");
        assert_eq!(kept("```流程图\n2*3\n```\n"), "```流程图\n2*3\n```\n");
    }
}
