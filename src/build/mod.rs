//! Building: every project is prepared, its documents are made from a queue, and each project's files take
//! their places together.
//!
//! A bad project, form or document never stops the others. What is still as it was made is not made again.

mod job;
mod order;
mod queue;
mod work;

pub use order::{Event, Order, Tell};
pub(crate) use queue::work;

use crate::home::Home;
use crate::pipeline::Outcome;
use crate::record::Versions;
use crate::typeset::Press;
use job::Job;

/// Builds projects into the output folder.
pub fn build(order: &Order<'_>, home: &Home, tell: Tell<'_>) -> Vec<Outcome> {
    let versions = Versions::of(home);
    // One after the other: each stage uses all cores by itself, and two runs that take the same projects in
    // the same order cannot wait for each other.
    let mut jobs: Vec<Job> = order.roots.iter().map(|root| Job::begin(root, order, home, &versions, tell)).collect();
    let documents: Vec<(usize, usize)> =
        jobs.iter().enumerate().flat_map(|(job, it)| (0..it.documents()).map(move |number| (job, number))).collect();
    tell(Event::Begun { documents: documents.len() });
    let press = Press::new(&home.fonts);
    let make = |(job, number): (usize, usize)| {
        jobs[job].make(number, &press, &versions);
        tell(Event::Made);
    };
    let (alone, beside): (Vec<_>, Vec<_>) = documents.into_iter().partition(|(job, number)| jobs[*job].is_long(*number));
    work(jobs.len() + beside.len(), &|index| match index.checked_sub(jobs.len()) {
        None => jobs[index].judge(),
        Some(index) => make(beside[index]),
    });
    alone.into_iter().for_each(make);
    jobs.drain(..).map(|job| job.finish(&versions, tell)).collect()
}
