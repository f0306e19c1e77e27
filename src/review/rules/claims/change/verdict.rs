//! What is wrong with a claim of change.

use super::{Change, Direction};
use crate::review::interval::Interval;
use crate::review::likeness::slip_of;
use crate::review::reading::Measure;
use rust_decimal::Decimal;

impl Change<'_> {
    /// How far the claim is from the truth: what it should be, if the claim cannot be right.
    pub(in crate::review::rules::claims) fn verdict(&self) -> Option<Verdict> {
        let (by, word) = self.by?;
        let (from, to) = (self.from.interval(), self.to.interval());
        let expected = match (&by.measure, self.yearly) {
            (Measure::Percent, None) if self.to.measure == Measure::Percent => {
                let points = to.minus(from);
                let relative = to.over(from)?.minus(Interval::exactly(Decimal::ONE)).in_percent();
                if relative.size().meets(by.interval()) { relative } else { points }
            }
            (Measure::Percent, None) => to.over(from)?.minus(Interval::exactly(Decimal::ONE)).in_percent(),
            (Measure::Percent, Some(steps)) => yearly(to.over(from)?, steps)?,
            (Measure::Points, None) if self.to.measure == Measure::Percent => to.minus(from),
            (Measure::Times, None) => to.over(from)?.minus(Interval::exactly(Decimal::ONE)),
            (measure, None) if *measure == self.to.measure => to.minus(from),
            _ => return None,
        };
        let claimed = by.interval();
        if !expected.size().meets(claimed.size()) {
            let likely = !self.doubtful || slip_of(by, expected.middle()).is_some();
            return likely.then_some(Verdict::Magnitude(expected));
        }
        let up = if expected.least >= Decimal::ZERO { Direction::Up } else { Direction::Down };
        let crosses = expected.least < Decimal::ZERO && expected.most > Decimal::ZERO;
        (!crosses && !expected.middle().is_zero() && up != word).then_some(Verdict::Direction(up))
    }
}

/// What is wrong with a claim.
pub(in crate::review::rules::claims) enum Verdict {
    /// It should be this much.
    Magnitude(Interval),
    /// It went the other way.
    Direction(Direction),
}

/// The yearly rate that makes the ratio in so many steps, in hundredths.
fn yearly(ratio: Interval, steps: u32) -> Option<Interval> {
    let root = |value: Decimal| -> Option<Decimal> {
        // Newton's method converges in a few steps; a rate is printed with two digits.
        let count = Decimal::from(steps);
        let mut guess = Decimal::ONE + (value - Decimal::ONE).checked_div(count)?;
        if guess <= Decimal::ZERO {
            guess = Decimal::new(1, 1);
        }
        for _ in 0..40 {
            let mut power = Decimal::ONE;
            for _ in 1..steps {
                power = power.checked_mul(guess)?;
            }
            let next = guess - (power.checked_mul(guess)? - value).checked_div(count.checked_mul(power)?)?;
            guess = next.round_dp(12);
        }
        Some(guess)
    };
    let least = root(ratio.least)? - Decimal::ONE;
    let most = root(ratio.most)? - Decimal::ONE;
    Some(Interval { least, most }.in_percent())
}
