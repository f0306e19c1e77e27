//! One score with all that made it: what the rule gives, what was given by hand, what counts.

use super::{Symbols, Term, Worked};
use rust_decimal::Decimal;

/// The account of one score.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// 权重 or 分值
    pub weight: Decimal,
    /// The rule's result; nothing where no rule applies and a person decides.
    pub ruled: Option<Ruled>,
    /// The score entered by hand.
    pub given: Option<Given>,
}

/// What a rule gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruled {
    /// How it was worked out.
    pub worked: Worked,
    /// The result, rounded half-up, once.
    pub score: Decimal,
    /// What would come of rounding the rates first, as they are printed, where that differs:
    /// 「先舍入后计算」.
    rounded_first: Option<Decimal>,
}

/// More places than these are not printed to make the arithmetic agree with the score.
const FINEST: u32 = 8;

/// A score entered by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The score.
    pub score: Decimal,
    /// 得分说明; may be empty.
    pub reason: String,
}

impl Ruled {
    /// The rule's result with so many places.
    ///
    /// Where the rates as they are printed would lead to another score, they are printed with more
    /// places, so that whoever recalculates comes to the same.
    pub fn new(mut worked: Worked, decimals: u32) -> Self {
        let score = worked.term.value().map(|value| value.half_up(decimals)).unwrap_or_default();
        let printed = |term: &Term| term.value_as_printed().map(|value| value.half_up(decimals));
        let rounded_first = printed(&worked.term).filter(|other| *other != score);
        if rounded_first.is_some() {
            let finer = (3..=FINEST).map(|places| worked.term.with_places(places));
            let agreeing = finer.into_iter().find(|term| printed(term) == Some(score));
            worked.term = agreeing.unwrap_or_else(|| worked.term.in_full(FINEST));
        }
        Self { worked, score, rounded_first }
    }

    /// Full marks, with the reason.
    pub fn full(weight: Decimal, step: String, decimals: u32) -> Self {
        Self::new(Worked { term: Term::number(weight), steps: vec![step] }, decimals)
    }

    /// Whether nothing had to be rounded.
    pub fn is_whole(&self) -> bool {
        self.worked.term.value().is_some_and(|value| value.fits(self.score.scale()))
    }

    /// Whether a score comes of rounding the rates first, as they are printed: 「先舍入后计算」.
    pub fn is_rounded_first(&self, score: Decimal) -> bool {
        self.rounded_first == Some(score)
    }

    /// Whether there is arithmetic to show: full marks and nothing at all have none.
    pub fn has_arithmetic(&self) -> bool {
        !matches!(self.worked.term, Term::Number(..))
    }

    /// `3.44＝5−（1−89.63%）×5×100×3%`
    pub fn arithmetic(&self, symbols: &Symbols) -> String {
        format!("{}{}{}", self.score, symbols.equals, self.worked.term.print(symbols))
    }

    /// The result before rounding, to eight places; `…` where it goes on.
    pub fn before_rounding(&self) -> String {
        let Some(value) = self.worked.term.value() else { return String::new() };
        let places = (0..8).find(|places| value.fits(*places));
        places.map_or_else(|| format!("{}…", value.cut(8)), |places| value.half_up(places).to_string())
    }
}

impl Account {
    /// The score that counts: the one given by hand, else the rule's.
    pub fn score(&self) -> Decimal {
        let ruled = self.ruled.as_ref().map(|ruled| ruled.score);
        self.given.as_ref().map(|given| given.score).or(ruled).unwrap_or_default()
    }

    /// 扣分
    pub fn lost(&self) -> Decimal {
        self.weight - self.score()
    }

    /// The rule's score and the given one, where both are there and differ.
    pub fn departure(&self) -> Option<(&Ruled, &Given)> {
        let (ruled, given) = (self.ruled.as_ref()?, self.given.as_ref()?);
        (ruled.score != given.score).then_some((ruled, given))
    }
}
