//! Threads for what runs beside the typesetter.

use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::LazyLock;

/// Half the machine: the typesetter spreads its own work over rayon's common threads, and would wait for whatever
/// else keeps those busy.
static POOL: LazyLock<Option<ThreadPool>> = LazyLock::new(|| {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    // Where the system gives no more threads, the common ones must do.
    ThreadPoolBuilder::new().num_threads(cores.div_ceil(2)).build().ok()
});

/// Does work that spreads over rayon's threads while documents are typeset.
pub(crate) fn beside<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    match &*POOL {
        Some(pool) => pool.install(work),
        None => work(),
    }
}
