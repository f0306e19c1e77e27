//! Tells when a file of the project was saved.

use super::Board;
use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// An editor writes a file in several steps; those within this time are one edit.
const SETTLING: Duration = Duration::from_millis(15);

/// A file that never comes to rest, such as a log, holds nothing up for longer.
const LONGEST: Duration = Duration::from_millis(150);

/// How often a choice in the browser is looked for.
const GLANCE: Duration = Duration::from_millis(100);

/// Edits as they come.
pub(super) struct Edits {
    root: PathBuf,
    events: Receiver<notify::Result<Event>>,
    watcher: RecommendedWatcher,
    /// The folder itself was moved or removed: what takes its place must be watched anew.
    is_lost: bool,
}

/// Watches a project's folder.
pub(super) fn edits(root: &Path) -> Result<Edits, String> {
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(sender).map_err(|error| refused(&error))?;
    watcher.watch(root, RecursiveMode::Recursive).map_err(|error| refused(&error))?;
    Ok(Edits { root: root.to_owned(), events, watcher, is_lost: false })
}

fn refused(error: &notify::Error) -> String {
    format!("不能监视这个文件夹（{error}）；请把项目放在本机的磁盘上再试")
}

impl Edits {
    /// Waits for the next edit, or for another choice in the browser. False if nothing will come any more.
    pub(super) fn wait(&mut self, board: &Board) -> bool {
        loop {
            match self.events.recv_timeout(GLANCE) {
                Ok(event) if is_edit(&event, &self.root) => {
                    self.is_lost |= is_loss(&event, &self.root);
                    break;
                }
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) if self.is_found() || board.is_choice_new() => return true,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        let begun = Instant::now();
        while begun.elapsed() < LONGEST {
            let Ok(event) = self.events.recv_timeout(SETTLING) else { break };
            self.is_lost |= is_loss(&event, &self.root);
        }
        true
    }

    /// Whether a lost folder is there again, and watched.
    fn is_found(&mut self) -> bool {
        if !self.is_lost || !self.root.is_dir() {
            return false;
        }
        // Of what is gone nothing more is to come.
        let _ = self.watcher.unwatch(&self.root);
        self.is_lost = self.watcher.watch(&self.root, RecursiveMode::Recursive).is_err();
        !self.is_lost
    }
}

/// Whether the project's folder itself went away.
fn is_loss(event: &notify::Result<Event>, root: &Path) -> bool {
    event.as_ref().is_ok_and(|event| {
        let is_going = matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
        is_going && event.paths.iter().any(|path| path == root)
    })
}

/// Whether a file's content may have changed. Reading the files is an event too, and hidden ones are nobody's.
fn is_edit(event: &notify::Result<Event>, root: &Path) -> bool {
    let Ok(event) = event else { return true };
    let is_hidden = |path: &Path| {
        path.strip_prefix(root).unwrap_or(path).iter().any(|part| part.to_string_lossy().starts_with(['.', '~']))
    };
    // Of too many at once some are lost, and only that is told.
    event.need_rescan()
        || !matches!(event.kind, EventKind::Access(_)) && !event.paths.iter().all(|path| is_hidden(path))
}
