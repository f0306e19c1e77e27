//! Building: projects are prepared, their documents are made from a queue, and each project's files take their
//! places together as soon as they are all made.
//!
//! A bad project, form or document never stops the others. What is still as it was made is not made again.

mod beside;
mod desk;
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
use desk::Desk;
use job::Job;
use std::path::Path;

/// So many projects are open at once: each holds its documents in memory, and its lock.
const PROJECTS_AT_ONCE: usize = 16;

/// So many documents keep all cores busy by themselves: the review goes before them, since beside them it would
/// only need memory when they do.
const MANY_DOCUMENTS: usize = 100;

/// Builds projects into the output folder. Gives what came of them in the order asked for.
pub fn build(order: &Order<'_>, home: &Home, tell: Tell<'_>) -> Vec<Outcome> {
    let versions = Versions::of(home);
    let press = Press::new(&home.fonts);
    let mut roots: Vec<(usize, &Path)> = order.roots.iter().copied().enumerate().collect();
    // By name, so that no two runs can each hold what the other waits for.
    roots.sort_by_key(|(_, root)| root.file_name());
    let mut outcomes: Vec<(usize, Outcome)> = Vec::new();
    for some in roots.chunks(PROJECTS_AT_ONCE) {
        // One after the other, since each stage uses all cores by itself.
        let begun = some.iter().map(|(_, root)| Desk::of(Job::begin(root, order, home, &versions, tell)));
        let desks: Vec<Desk> = begun.collect();
        make(&desks, &press, &versions, tell);
        outcomes.extend(some.iter().map(|(place, _)| *place).zip(desks.into_iter().map(Desk::outcome)));
    }
    outcomes.sort_by_key(|(place, _)| *place);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

/// Makes the documents of some projects, and reviews them meanwhile.
fn make(desks: &[Desk], press: &Press<'_>, versions: &Versions, tell: Tell<'_>) {
    let all = || desks.iter().flat_map(|desk| desk.documents().map(move |document| (desk, document)));
    tell(Event::Begun { documents: all().count(), cost: all().map(|(_, document)| document.cost).sum() });
    let finish = |job: Job| job.finish(versions, tell);
    let make = |(desk, document): (&Desk, desk::Document)| {
        desk.part(|job| job.make(document.number, press, versions), finish);
        tell(Event::Made { cost: document.cost });
    };
    let (alone, together): (Vec<_>, Vec<_>) = all().partition(|(_, document)| document.is_long);
    if together.len() >= MANY_DOCUMENTS {
        desks.iter().for_each(|desk| desk.part(Job::judge, finish));
    }
    std::thread::scope(|scope| {
        if together.len() < MANY_DOCUMENTS {
            scope.spawn(|| desks.iter().for_each(|desk| desk.part(|job| beside(|| job.judge()), finish)));
        }
        work(together.len(), &|index| make(together[index]));
        for (desk, document) in alone {
            desk.look(|job| tell(Event::Gathering { file: job.output_of(document.number), forms: document.cost }));
            make((desk, document));
        }
    });
}
