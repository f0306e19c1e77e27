//! The arithmetic of a score: the same term is evaluated and printed, so that the printed
//! arithmetic cannot differ from what was computed.

use super::Exact;
use rust_decimal::Decimal;
use serde::Deserialize;

/// How arithmetic is written; from the rule pack.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Symbols {
    /// ＋
    pub plus: String,
    /// −
    pub minus: String,
    /// ×
    pub times: String,
    /// The stroke of a fraction.
    pub over: String,
    /// ＝
    pub equals: String,
    /// （
    pub open: String,
    /// ）
    pub close: String,
}

impl Default for Symbols {
    fn default() -> Self {
        let [plus, minus, times, over, equals, open, close] =
            ["＋", "−", "×", "/", "＝", "（", "）"].map(str::to_owned);
        Self { plus, minus, times, over, equals, open, close }
    }
}

/// A term.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// A number, printed as the text says.
    Number(Decimal, String),
    /// A term whose value is known more exactly than it is printed.
    Shown(Box<Term>, String),
    /// a + b + …
    Sum(Vec<Term>),
    /// a − b
    Difference(Box<Term>, Box<Term>),
    /// a × b × …
    Product(Vec<Term>),
    /// a ÷ b
    Quotient(Box<Term>, Box<Term>),
}

impl Term {
    /// A number printed with the digits it has.
    pub fn number(value: impl Into<Decimal>) -> Self {
        let value = value.into();
        Self::Number(value, value.normalize().to_string())
    }

    /// A ratio printed as a percentage with the digits it has.
    pub fn percent(value: Decimal) -> Self {
        Self::Number(value, format!("{}%", (value * Decimal::ONE_HUNDRED).normalize()))
    }

    /// This term printed as `text`.
    #[must_use]
    pub fn shown(self, text: impl Into<String>) -> Self {
        Self::Shown(Box::new(self), text.into())
    }

    /// `self` − `other`
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self::Difference(Box::new(self), Box::new(other))
    }

    /// `self` ÷ `other`
    #[must_use]
    pub fn over(self, other: Self) -> Self {
        Self::Quotient(Box::new(self), Box::new(other))
    }

    /// Whether it is printed as a percentage, or is a ratio of two amounts.
    pub fn is_percentage(&self) -> bool {
        match self {
            Self::Number(_, text) | Self::Shown(_, text) => text.ends_with('%'),
            Self::Quotient(..) => true,
            Self::Sum(terms) | Self::Product(terms) => terms.iter().any(Self::is_percentage),
            Self::Difference(left, right) => left.is_percentage() || right.is_percentage(),
        }
    }

    /// Whether it is one number over another.
    fn is_fraction(&self) -> bool {
        let is_leaf = |term: &Self| matches!(term, Self::Number(..) | Self::Shown(..));
        matches!(self, Self::Quotient(top, bottom) if is_leaf(top) && is_leaf(bottom))
    }

    /// The same term with what stands behind a shortened number, and its own percentages in full as
    /// far as so many places go.
    #[must_use]
    pub fn in_full(&self, places: u32) -> Self {
        let full = |term: &Self| term.in_full(places);
        let boxed = |term: &Self| Box::new(term.in_full(places));
        match self {
            Self::Number(value, text) if text.ends_with('%') => {
                let percent = (*value * Decimal::ONE_HUNDRED).normalize();
                let written = text.trim_end_matches('%').split_once('.').map_or(0, |(_, digits)| digits.len());
                let wanted = percent.scale().min(places);
                if written >= wanted as usize {
                    return self.clone();
                }
                Self::Number(*value, format!("{}%", crate::model::half_up(percent, wanted)))
            }
            Self::Number(..) => self.clone(),
            // A sum over many sub-projects stays shortened: its step shows it.
            Self::Shown(inner, _) if inner.is_fraction() => (**inner).clone(),
            Self::Shown(..) => self.with_places(places.min(4)),
            Self::Sum(terms) => Self::Sum(terms.iter().map(full).collect()),
            Self::Product(terms) => Self::Product(terms.iter().map(full).collect()),
            Self::Difference(left, right) => Self::Difference(boxed(left), boxed(right)),
            Self::Quotient(left, right) => Self::Quotient(boxed(left), boxed(right)),
        }
    }

    /// The same term with its shortened percentages printed with so many places.
    #[must_use]
    pub fn with_places(&self, places: u32) -> Self {
        let finer = |term: &Self| term.with_places(places);
        let boxed = |term: &Self| Box::new(term.with_places(places));
        match self {
            Self::Number(..) => self.in_full(places),
            Self::Shown(inner, text) if text.ends_with('%') => match inner.value() {
                Some(value) => {
                    let percent = value.times(&Exact::from(Decimal::ONE_HUNDRED)).half_up(places);
                    Self::Shown(inner.clone(), format!("{percent}%"))
                }
                None => self.clone(),
            },
            Self::Shown(..) => self.clone(),
            Self::Sum(terms) => Self::Sum(terms.iter().map(finer).collect()),
            Self::Product(terms) => Self::Product(terms.iter().map(finer).collect()),
            Self::Difference(left, right) => Self::Difference(boxed(left), boxed(right)),
            Self::Quotient(left, right) => Self::Quotient(boxed(left), boxed(right)),
        }
    }

    /// The value; nothing where something is divided by 0.
    pub fn value(&self) -> Option<Exact> {
        self.evaluate(&|term| match term {
            Self::Number(value, _) => Some(Exact::from(*value)),
            Self::Shown(inner, _) => inner.value(),
            _ => None,
        })
    }

    /// The value if the numbers were just what is printed: rates rounded before they are used.
    pub fn value_as_printed(&self) -> Option<Exact> {
        self.evaluate(&|term| match term {
            Self::Number(_, text) | Self::Shown(_, text) => printed(text).map(Exact::from),
            _ => None,
        })
    }

    /// The value, with that of a leaf as `leaf` says.
    fn evaluate(&self, leaf: &dyn Fn(&Self) -> Option<Exact>) -> Option<Exact> {
        let value = |term: &Self| term.evaluate(leaf);
        match self {
            Self::Number(..) | Self::Shown(..) => leaf(self),
            Self::Sum(terms) => terms.iter().try_fold(Exact::zero(), |sum, term| Some(sum.plus(&value(term)?))),
            Self::Difference(left, right) => Some(value(left)?.minus(&value(right)?)),
            Self::Product(terms) => {
                terms.iter().try_fold(Exact::from(Decimal::ONE), |product, term| Some(product.times(&value(term)?)))
            }
            Self::Quotient(left, right) => value(left)?.over(&value(right)?),
        }
    }

    /// The term as it is printed.
    pub fn print(&self, symbols: &Symbols) -> String {
        let bracketed = |term: &Self| {
            let text = term.print(symbols);
            match term {
                Self::Sum(terms) if terms.len() == 1 => text,
                Self::Sum(_) | Self::Difference(..) => format!("{}{text}{}", symbols.open, symbols.close),
                _ => text,
            }
        };
        match self {
            Self::Number(_, text) | Self::Shown(_, text) => text.clone(),
            Self::Sum(terms) => {
                let terms: Vec<_> = terms.iter().map(|term| term.print(symbols)).collect();
                terms.join(&symbols.plus)
            }
            Self::Difference(left, right) => {
                format!("{}{}{}", left.print(symbols), symbols.minus, bracketed(right))
            }
            Self::Product(terms) => terms.iter().map(bracketed).collect::<Vec<_>>().join(&symbols.times),
            Self::Quotient(left, right) => {
                let below = match **right {
                    Self::Product(_) | Self::Quotient(..) => {
                        format!("{}{}{}", symbols.open, right.print(symbols), symbols.close)
                    }
                    _ => bracketed(right),
                };
                format!("{}{}{below}", bracketed(left), symbols.over)
            }
        }
    }
}

/// The number a printed number stands for.
fn printed(text: &str) -> Option<Decimal> {
    let bare = text.replace(',', "");
    match bare.strip_suffix('%') {
        Some(percent) => Decimal::from_str_exact(percent).ok().map(|value| value / Decimal::ONE_HUNDRED),
        None => Decimal::from_str_exact(&bare).ok(),
    }
}

/// A number, a percentage or a fraction as it is written.
pub fn literal(text: &str) -> Option<Term> {
    let text = text.trim();
    if let Some(percent) = text.strip_suffix(['%', '％']) {
        let value = Decimal::from_str_exact(percent.trim()).ok()?;
        return Some(Term::Number(value / Decimal::ONE_HUNDRED, format!("{}%", percent.trim())));
    }
    if let Some((top, bottom)) = text.split_once('/') {
        let part = |text: &str| Decimal::from_str_exact(text.trim()).ok().map(Term::number);
        return Some(part(top)?.over(part(bottom)?));
    }
    Decimal::from_str_exact(text).ok().map(|value| Term::Number(value, text.to_owned()))
}
