//! Formulas in words: 预算执行率 = 实际支出金额 / 项目预算金额 × 100%.

/// A formula as a row of parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormulaLine {
    /// The parts from left to right.
    pub parts: Vec<FormulaPart>,
    /// The formula on one line, for readers who cannot see it.
    pub text: String,
}

/// A part of a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormulaPart {
    /// Words or numbers.
    Words(String),
    /// = + - × and the like.
    Operator(String),
    /// A built-up fraction.
    Fraction(String, String),
}

const OPERATORS: [char; 12] = ['=', '＝', '≈', '+', '＋', '-', '－', '×', '*', '÷', '≥', '≤'];

/// Reads a formula; `/` between two terms becomes a fraction.
pub(super) fn read(text: &str) -> Option<FormulaLine> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut parts: Vec<FormulaPart> = Vec::new();
    let mut pending_fraction = false;
    for token in tokens(&text) {
        match token.as_str() {
            "/" => pending_fraction = true,
            other if other.chars().all(|c| OPERATORS.contains(&c)) => {
                parts.push(FormulaPart::Operator(operator(other)));
            }
            term if pending_fraction => {
                pending_fraction = false;
                match parts.pop() {
                    Some(FormulaPart::Words(above)) => {
                        parts.push(FormulaPart::Fraction(bare(&above), bare(term)));
                    }
                    _ => return None,
                }
            }
            term => parts.push(FormulaPart::Words(term.to_owned())),
        }
    }
    let complete = !pending_fraction && !parts.is_empty();
    complete.then(|| FormulaLine { text: text.replace(' ', ""), parts })
}

/// Cuts at operators and slashes outside brackets.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut term = String::new();
    let mut depth = 0_usize;
    for character in text.chars() {
        match character {
            '(' | '（' => depth += 1,
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && (character == '/' || OPERATORS.contains(&character)) {
            tokens.push(std::mem::take(&mut term));
            tokens.push(character.to_string());
        } else {
            term.push(character);
        }
    }
    tokens.push(term);
    tokens.into_iter().map(|token| token.trim().to_owned()).filter(|token| !token.is_empty()).collect()
}

fn operator(text: &str) -> String {
    text.replace('*', "×").replace('＝', "=").replace('＋', "+").replace(['-', '－'], "−")
}

/// A term without brackets that enclose all of it: a fraction bar does their work.
fn bare(term: &str) -> String {
    let inner = term
        .strip_prefix(['(', '（'])
        .and_then(|rest| rest.strip_suffix([')', '）']))
        .filter(|inner| !inner.contains(['(', '（', ')', '）']));
    inner.unwrap_or(term).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builds_up_fractions() {
        let formula = read("节约率 = (计划成本 - 实际成本) / 计划成本 × 100%").expect("a formula");
        assert_eq!(
            formula.parts,
            [
                FormulaPart::Words("节约率".into()),
                FormulaPart::Operator("=".into()),
                FormulaPart::Fraction("计划成本 - 实际成本".into(), "计划成本".into()),
                FormulaPart::Operator("×".into()),
                FormulaPart::Words("100%".into()),
            ]
        );
        assert_eq!(formula.text, "节约率=(计划成本-实际成本)/计划成本×100%");
    }

    #[test]
    fn refuses_a_fraction_without_a_denominator() {
        assert_eq!(read("甲 = 乙 /"), None);
        assert_eq!(read("/ 乙"), None);
    }
}
