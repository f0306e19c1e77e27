//! Names as users write them become subscripts that minijinja can read: `表.2.10年.列` is no
//! identifier chain in its grammar, `_["表"]["…"]` is.

/// The variable that holds all names.
pub(super) const ROOT: &str = "_";

const KEYWORDS: [&str; 11] = ["true", "false", "none", "not", "and", "or", "if", "else", "in", "is", "True"];

/// The expression with every dotted name turned into subscripts of [`ROOT`].
pub(super) fn with_subscripts(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut rest = text;
    let mut after_pipe = false;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' => quoted_length(rest, first),
            // `["名.字"]` at the start of a name: a table whose name needs brackets.
            '[' if begins_name(&out) => {
                out.push_str(ROOT);
                1
            }
            '.' => {
                let name = word(&rest[1..]);
                push_subscript(&mut out, name);
                1 + name.len()
            }
            c if is_word(c) => {
                let name = word(rest);
                push_word(&mut out, name, &rest[name.len()..], after_pipe);
                name.len()
            }
            other => other.len_utf8(),
        };
        if !is_word(first) && first != '.' {
            out.push_str(&rest[..length]);
        }
        if !first.is_whitespace() {
            after_pipe = first == '|';
        }
        rest = &rest[length..];
    }
    out
}

/// Whether nothing stands before that a bracket could belong to.
fn begins_name(out: &str) -> bool {
    !out.trim_end().ends_with([']', ')', '"', '\''])
}

fn push_word(out: &mut String, name: &str, behind: &str, after_pipe: bool) {
    let is_call = behind.trim_start().starts_with('(');
    let is_number = name.chars().all(|c| c.is_ascii_digit());
    if is_call || is_number || after_pipe || KEYWORDS.contains(&name) {
        out.push_str(name);
    } else {
        out.push_str(ROOT);
        push_subscript(out, name);
    }
}

fn push_subscript(out: &mut String, name: &str) {
    if name.is_empty() {
        // A point without a name is a mistake that the parser shall see.
        out.push('.');
        return;
    }
    out.push_str("[\"");
    out.push_str(name);
    out.push_str("\"]");
}

/// A name: everything up to white space or a sign of the expression language.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !is_word(c)).unwrap_or(text.len());
    &text[..end]
}

fn is_word(character: char) -> bool {
    let is_sign = character.is_ascii_punctuation() && character != '_';
    !(character.is_whitespace() || is_sign)
}

fn quoted_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (index, character) in text.char_indices().skip(1) {
        match character {
            '\\' if !escaped => escaped = true,
            c if c == quote && !escaped => return index + c.len_utf8(),
            _ => escaped = false,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dotted_names_become_subscripts() {
        let cases = [
            ("表.合计.预算 | 万元", r#"_["表"]["合计"]["预算"] | 万元"#),
            ("表.行.2024年", r#"_["表"]["行"]["2024年"]"#),
            (r#"表["2.10"].预算|小数(2)"#, r#"_["表"]["2.10"]["预算"]|小数(2)"#),
            (r#"见表("预算.执行")"#, r#"见表("预算.执行")"#),
            (r#"["预.算"].甲.数"#, r#"_["预.算"]["甲"]["数"]"#),
            ("2018年预算.合计.数", r#"_["2018年预算"]["合计"]["数"]"#),
        ];
        for (written, read) in cases {
            assert_eq!(with_subscripts(written), read);
        }
    }
}
