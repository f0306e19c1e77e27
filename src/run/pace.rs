//! How long work still takes, by what it has taken so far.

use std::time::Duration;

/// Work of a known cost, part of it done.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pace {
    cost: usize,
    done: usize,
    /// When the last part was done.
    at: Duration,
}

impl Pace {
    /// More is to be done. Gives what all of it costs.
    pub(super) fn add(&mut self, cost: usize) -> usize {
        self.cost += cost;
        self.cost
    }

    /// A part is done, so long after the beginning.
    pub(super) fn step(&mut self, cost: usize, at: Duration) {
        self.done += cost;
        self.at = at;
    }

    /// What is left at a time after the beginning; unknown before the first part is done, or when a part takes
    /// longer than it should.
    pub(super) fn left(&self, now: Duration) -> Option<Duration> {
        if self.done == 0 {
            return None;
        }
        let rest = self.cost.saturating_sub(self.done) as f64 / self.done as f64;
        self.at.mul_f64(rest).checked_sub(now.saturating_sub(self.at))
    }
}

#[cfg(test)]
mod tests {
    use super::Pace;
    use std::time::Duration;

    fn seconds(count: u64) -> Duration {
        Duration::from_secs(count)
    }

    #[test]
    fn what_is_left_follows_from_the_cost_and_not_from_the_count() {
        let mut pace = Pace::default();
        assert_eq!(pace.add(300), 300);
        assert_eq!(pace.left(seconds(1)), None, "nothing is known yet");
        pace.step(100, seconds(20));
        assert_eq!(pace.left(seconds(20)), Some(seconds(40)));
        assert_eq!(pace.left(seconds(50)), Some(seconds(10)), "it counts down while a long part is made");
        assert_eq!(pace.left(seconds(61)), None, "longer than it should take: unknown");
        pace.step(200, seconds(70));
        assert_eq!(pace.left(seconds(70)), Some(Duration::ZERO));
    }
}
