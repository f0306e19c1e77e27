//! Asterisks that multiply: `5*100*3%` is arithmetic, not emphasis.
//!
//! Markdown would take the two signs away and set the 100 in another face, and a reader could not
//! recompute the score. An asterisk between digits or brackets is never meant as emphasis.

/// The text with every multiplying asterisk kept as a character.
pub(super) fn kept(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // The backticks that opened the fence around the line.
    let mut fence = 0;
    for line in text.split_inclusive('\n') {
        let ticks = line.trim_start().chars().take_while(|sign| *sign == '`').count();
        match fence {
            0 if ticks >= 3 => fence = ticks,
            0 => {
                escape(line, &mut out);
                continue;
            }
            open if ticks >= open => fence = 0,
            _ => {}
        }
        out.push_str(line);
    }
    out
}

fn escape(line: &str, out: &mut String) {
    let characters: Vec<char> = line.chars().collect();
    let mut in_code = false;
    for (at, character) in characters.iter().enumerate() {
        in_code ^= *character == '`';
        let before = at.checked_sub(1).map(|before| characters[before]);
        let after = characters.get(at + 1);
        let is_left = before.is_some_and(|c| c.is_ascii_digit() || ")）%％".contains(c));
        let is_right = after.is_some_and(|c| c.is_ascii_digit() || "(（".contains(*c));
        if *character == '*' && is_left && is_right && !in_code {
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
        assert_eq!(kept("````text\n```\n2*3\n```\n````\n2*3"), "````text\n```\n2*3\n```\n````\n2\\*3");
        assert_eq!(kept("```流程图\n2*3\n```\n"), "```流程图\n2*3\n```\n");
    }
}
