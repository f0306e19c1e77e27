//! Bringing a project's files into the output folder so that nobody ever sees half of one, or files of two
//! runs beside each other.
//!
//! Files are written into a folder of their own beside the output, and take their places together when all
//! are done. Only one run at a time delivers a project.

use crate::diag::{Diagnostic, Origin, Problem, cause};
use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The folder in the output folder where files wait.
const WAITING_ROOM: &str = ".jixiao";

/// Where files wait now, in all runs of this process. Whoever moves files to their places holds it.
static OPEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// The files of one project on their way.
#[derive(Debug)]
pub struct Delivery {
    folder: PathBuf,
    waiting: PathBuf,
    names: Mutex<Vec<String>>,
    /// Held until the files are in place.
    _lock: File,
}

impl Delivery {
    /// Begins a delivery into `folder`. If another run delivers the same project, `wait` is called and then
    /// waited for.
    ///
    /// # Errors
    ///
    /// The folder cannot be made or written.
    pub fn open(folder: &Path, project: &str, wait: &dyn Fn()) -> io::Result<Self> {
        let room = folder.join(WAITING_ROOM);
        fs::create_dir_all(&room)?;
        let lock = File::create(room.join(format!("{project}.lock")))?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => {
                wait();
                lock.lock()?;
            }
            // Some network drives know no locks: better without one than not at all.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        let waiting = room.join(project);
        // A run that was killed could not clean up.
        remove(&waiting)?;
        fs::create_dir(&waiting)?;
        open().insert(waiting.clone());
        Ok(Self { folder: folder.to_owned(), waiting, names: Mutex::default(), _lock: lock })
    }

    /// Writes a file; it waits.
    ///
    /// # Errors
    ///
    /// The disk is full, or the file cannot be written for another reason.
    pub fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.waiting.join(name);
        if let Some(parent) = path.parent().filter(|parent| *parent != self.waiting) {
            fs::create_dir_all(parent)?;
        }
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        // A full network drive tells only now.
        file.sync_all()?;
        self.names.lock().unwrap_or_else(PoisonError::into_inner).push(name.to_owned());
        Ok(())
    }

    /// Moves all files to their places. Gives each with what came of it.
    pub fn publish(self) -> Vec<(String, io::Result<()>)> {
        let moving = open();
        let mut names = std::mem::take(&mut *self.names.lock().unwrap_or_else(PoisonError::into_inner));
        // They were done in any order.
        names.sort();
        let mut moved = Vec::with_capacity(names.len());
        for name in names {
            let target = self.folder.join(&name);
            let made = target.parent().map_or(Ok(()), fs::create_dir_all);
            let result = made.and_then(|()| fs::rename(self.waiting.join(&name), target));
            moved.push((name, result));
        }
        drop(moving);
        moved
    }
}

impl Drop for Delivery {
    fn drop(&mut self) {
        open().remove(&self.waiting);
        // What is left over is removed by the next run at the latest.
        let _ = remove(&self.waiting);
    }
}

/// Gives up all deliveries: what waits is removed, what is being moved is moved to the end, and nothing is
/// moved any more. The process must end after this. Gives whether there was anything to give up.
pub fn abandon() -> bool {
    let open = open();
    let is_any = !open.is_empty();
    for waiting in open.iter() {
        // What is left over is removed by the next run.
        let _ = remove(waiting);
    }
    std::mem::forget(open);
    is_any
}

/// The finding that a file or folder cannot be written.
pub fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    let problem = Problem::OutputUnwritable { path: path.display().to_string(), cause: cause(error) };
    Diagnostic::new(problem, Origin::file("project.toml"))
}

fn open() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}
