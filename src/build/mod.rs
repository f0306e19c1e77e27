//! Building: every project is prepared, its documents are made from a queue, and each project's files take
//! their places together.
//!
//! A bad project, form or document never stops the others. What is still as it was made is not made again.

mod beside;
mod finish;
mod job;
mod order;
mod part;
mod queue;
mod work;

pub(crate) use beside::beside;
pub use order::{Event, Order, Tell};
pub(crate) use queue::work;

use crate::home::Home;
use crate::pipeline::Outcome;
use crate::record::Versions;
use crate::typeset::Press;
use job::Job;
use std::path::Path;

/// All projects prepared, in the order asked for. They are begun one after the other, since each stage uses all
/// cores by itself, and by name, so that no two runs can each hold what the other waits for.
fn begun(order: &Order<'_>, home: &Home, versions: &Versions, tell: Tell<'_>) -> Vec<Job> {
    let mut roots: Vec<(usize, &Path)> = order.roots.iter().copied().enumerate().collect();
    roots.sort_by_key(|(_, root)| root.file_name());
    let mut jobs: Vec<(usize, Job)> =
        roots.into_iter().map(|(place, root)| (place, Job::begin(root, order, home, versions, tell))).collect();
    jobs.sort_by_key(|(place, _)| *place);
    jobs.into_iter().map(|(_, job)| job).collect()
}

/// Builds projects into the output folder.
pub fn build(order: &Order<'_>, home: &Home, tell: Tell<'_>) -> Vec<Outcome> {
    let versions = Versions::of(home);
    let jobs = begun(order, home, &versions, tell);
    let all = || jobs.iter().flat_map(|job| (0..job.documents()).map(move |number| (job, number)));
    tell(Event::Begun { documents: all().count(), cost: all().map(|(job, number)| job.cost(number)).sum() });
    let press = Press::new(&home.fonts);
    let make = |(job, number): (&Job, usize)| {
        job.make(number, &press, &versions);
        tell(Event::Made { cost: job.cost(number) });
    };
    let (alone, together): (Vec<_>, Vec<_>) = all().partition(|(job, number)| job.is_long(*number));
    work(jobs.len() + together.len(), &|index| match index.checked_sub(jobs.len()) {
        None => beside(|| jobs[index].judge()),
        Some(index) => make(together[index]),
    });
    for (job, number) in alone {
        tell(Event::Gathering { forms: job.gathers(number) });
        make((job, number));
    }
    jobs.into_iter().map(|job| job.finish(&versions, tell)).collect()
}
