//! Round steps between the ticks of an axis.

/// A round number `digits × 10^power`, kept in parts so that ticks are exact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Step {
    digits: f64,
    power: i32,
}

impl Step {
    /// The step as a number.
    pub(super) fn size(self) -> f64 {
        self.digits * 10f64.powi(self.power)
    }

    /// How many decimals its multiples have.
    pub(super) fn decimals(self) -> usize {
        let fraction = i32::from(self.digits.fract() != 0.0);
        usize::try_from(fraction - self.power).unwrap_or(0)
    }

    /// The smallest round step that is at least this large.
    pub(super) fn at_least(size: f64) -> Self {
        if !(size.is_finite() && size > 0.0) {
            return Self { digits: 1.0, power: 0 };
        }
        let power = size.log10().floor() as i32;
        let digits = [1.0, 2.0, 2.5, 5.0].into_iter().find(|digits| digits * 10f64.powi(power) >= size * (1.0 - 1e-9));
        match digits {
            Some(digits) => Self { digits, power },
            None => Self { digits: 1.0, power: power + 1 },
        }
    }

    /// The next greater round step.
    pub(super) fn next(self) -> Self {
        Self::at_least(self.size() * 1.01)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_grow() {
        let mut step = Step::at_least(0.13);
        let mut sizes = Vec::new();
        for _ in 0..5 {
            sizes.push(format!("{:.*}", step.decimals(), step.size()));
            step = step.next();
        }
        assert_eq!(sizes, ["0.2", "0.25", "0.5", "1", "2"]);
    }

    #[test]
    fn there_is_a_step_for_no_length_at_all() {
        assert_eq!(Step::at_least(0.0).size(), 1.0);
        assert_eq!(Step::at_least(f64::NAN).size(), 1.0);
    }
}
