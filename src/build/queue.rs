//! A queue of jobs for plain threads. Never rayon: see [`crate::typeset`].

use std::sync::atomic::{AtomicUsize, Ordering};

/// Does `count` jobs on as many threads as the machine has cores.
pub(crate) fn work(count: usize, job: &(dyn Fn(usize) + Sync)) {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(count);
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        break;
                    }
                    job(number);
                }
            });
        }
    });
}
