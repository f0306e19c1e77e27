//! What is asked of a build, and what is told while it goes on.

use crate::record::Shard;
use std::path::Path;

/// What is to be built.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// The projects' folders.
    pub roots: &'a [&'a Path],
    /// The folder for what is made.
    pub output: &'a Path,
    /// Makes again what is there already.
    pub force: bool,
    /// Only this part of the documents.
    pub shard: Option<Shard>,
    /// Folders with what other machines made of the same projects.
    pub made_elsewhere: &'a [&'a Path],
}

impl<'a> Order<'a> {
    /// All of these projects.
    pub fn all(roots: &'a [&'a Path], output: &'a Path) -> Self {
        Self { roots, output, force: false, shard: None, made_elsewhere: &[] }
    }
}

/// What happens while documents are made.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// Another run delivers this project; it is waited for.
    Waiting {
        /// The project's name.
        project: &'a str,
    },
    /// So many documents are to be made.
    Begun {
        /// How many.
        documents: usize,
        /// What they cost together; a form by itself is one.
        cost: usize,
    },
    /// What gathers so many forms is begun, by itself.
    Gathering {
        /// Its path in the output folder.
        file: &'a str,
        /// How many.
        forms: usize,
    },
    /// One of the documents is made.
    Made {
        /// Its part of the cost.
        cost: usize,
    },
    /// A file is in its place.
    Written {
        /// Its path in the output folder.
        file: &'a str,
    },
}

/// Who is told.
pub type Tell<'a> = &'a (dyn Fn(Event<'_>) + Sync);
